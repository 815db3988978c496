"""Photos and documents: sent, sent again by their id, swapped in a message, and fetched by bot and page."""

from __future__ import annotations

import struct

import pytest

from bot.sandbox.files import picture_size
from bot.sandbox.refusals import NOT_MODIFIED
from tests.phone import phone_at
from tests.sandbox.rig import CHART, EXPORT, PNG, ROBIN, TOKEN, Rig, envelope


async def test_a_photo_knows_its_size_and_is_shown_inline(rig: Rig) -> None:
    sent = await rig.send("photo", CHART, caption="<b>Back</b>", parse_mode="HTML")

    (photo,) = sent["photo"]
    assert (photo["width"], photo["height"], photo["file_size"]) == (48, 32, len(PNG))
    assert sent["caption"] == "Back" and sent["caption_entities"][0]["type"] == "bold"
    async with rig.http.get(f"{rig.address}/sandbox/file/{photo['file_id']}") as response:
        assert await response.read() == PNG
        assert response.content_type == "image/png"
        assert response.headers["Content-Disposition"] == "inline"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_document_keeps_its_name_and_is_downloaded(rig: Rig) -> None:
    sent = await rig.send("document", EXPORT)

    document = sent["document"]
    assert (document["file_name"], document["mime_type"]) == ("training 2026.csv", "text/csv")
    async with rig.http.get(f"{rig.address}/sandbox/file/{document['file_id']}") as response:
        assert await response.read() == EXPORT[1]
        disposition = response.content_disposition
        assert disposition and (disposition.type, disposition.filename) == ("attachment", "training 2026.csv")


async def test_a_bot_fetches_a_file_by_its_path(rig: Rig) -> None:
    sent = await rig.send("document", EXPORT)
    file = await rig.ok("getFile", file_id=sent["document"]["file_id"])

    async with rig.http.get(f"{rig.address}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == EXPORT[1]
    for path in (f"bot{TOKEN}/documents/none.csv", f"botx/{file['file_path']}"):
        async with rig.http.get(f"{rig.address}/file/{path}") as response:
            assert (await envelope(response))["error_code"] == 404
    async with rig.http.get(f"{rig.address}/file/bot{TOKEN}/../server.py") as response:
        assert response.status == 404
    assert await rig.refused("getFile", file_id="x") == "Bad Request: invalid file_id"
    assert await rig.refused("getFile") == "Bad Request: file_id not specified"


async def test_a_file_that_was_sent_once_is_sent_again_by_its_id(rig: Rig) -> None:
    photo = (await rig.send("photo", CHART))["photo"][0]

    again = await rig.ok("sendPhoto", chat_id=ROBIN, photo=photo["file_id"])

    assert again["photo"] == [photo]
    wrong_kind = await rig.refused("sendDocument", chat_id=ROBIN, document=photo["file_id"])
    assert wrong_kind == "Bad Request: can't use file of type Photo as Document"
    assert (
        await rig.refused("sendPhoto", chat_id=ROBIN, photo="x")
        == "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert (
        await rig.refused("sendPhoto", chat_id=ROBIN, photo="https://example.org/a.png")
        == "Bad Request: failed to get HTTP URL content"
    )
    assert await rig.refused("sendPhoto", chat_id=ROBIN) == "Bad Request: there is no photo in the request"


async def test_photos_that_telegram_refuses(rig: Rig) -> None:
    async def refused(body: bytes, **fields: str) -> str:
        form = rig.form({"chat_id": str(ROBIN), **fields}, photo=("x.png", body, "image/png"))
        words: str = (await rig.post("sendPhoto", form))["description"]
        return words

    assert await refused(b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await refused(b"") == "Bad Request: file must be non-empty"
    thin = PNG[:16] + struct.pack(">II", 1, 4000) + PNG[24:]
    assert await refused(thin) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert (await refused(PNG + bytes(10 * 1024 * 1024))).endswith("the maximum size is 10485760 bytes")
    assert await refused(PNG, caption="x" * 1025) == "Bad Request: message caption is too long"
    assert (await rig.state())["messages"] == []


async def test_a_caption_is_edited_and_text_is_not(rig: Rig) -> None:
    sent = await rig.send("photo", CHART, caption="Week 1")
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}

    assert (await rig.ok("editMessageCaption", **where, caption="Week 2"))["caption"] == "Week 2"
    assert await rig.refused("editMessageCaption", **where, caption="Week 2") == f"Bad Request: {NOT_MODIFIED}"
    assert "caption" not in await rig.ok("editMessageCaption", **where)
    words = await rig.refused("editMessageText", **where, text="x")
    assert words == "Bad Request: there is no text in the message to edit"


async def test_media_is_swapped_by_upload_and_by_id(rig: Rig) -> None:
    sent = await rig.send("photo", CHART, caption="Week 1")
    fields = {
        "chat_id": str(ROBIN),
        "message_id": str(sent["message_id"]),
        "media": '{"type": "document", "media": "attach://export", "caption": "All of it"}',
    }

    swapped = (await rig.post("editMessageMedia", rig.form(fields, export=EXPORT)))["result"]

    assert swapped["document"]["file_name"] == "training 2026.csv" and "photo" not in swapped
    assert swapped["caption"] == "All of it"
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": sent["photo"][0]["file_id"]}
    back = await rig.ok("editMessageMedia", **where, media=media)
    assert back["photo"] == sent["photo"] and "caption" not in back
    assert await rig.refused("editMessageMedia", **where, media=media) == f"Bad Request: {NOT_MODIFIED}"
    assert await rig.refused("editMessageMedia", **where) == 'Bad Request: parameter "media" is required'
    lost = {"type": "photo", "media": "attach://nothing"}
    assert (
        await rig.refused("editMessageMedia", **where, media=lost)
        == "Bad Request: can't parse InputMedia: media not found"
    )
    asked = await rig.ok("sendMessage", chat_id=ROBIN, text="Which chart?")
    there = {"chat_id": ROBIN, "message_id": asked["message_id"]}
    shown = await rig.ok("editMessageMedia", **there, media=media | {"has_spoiler": True})
    assert "text" not in shown and shown["has_media_spoiler"], "a text gets a picture in its place"
    words = await rig.refused("editMessageText", **there, text="x")
    assert words == "Bad Request: there is no text in the message to edit", "and never loses it again"


async def test_a_file_over_20_megabytes_reaches_a_bot_by_name_only(rig: Rig) -> None:
    large = await rig.send("document", ("year.csv", bytes(20 * 1024 * 1024 + 1), "text/csv"))
    assert await rig.refused("getFile", file_id=large["document"]["file_id"]) == "Bad Request: file is too big"


async def test_what_people_send_reaches_the_bot(rig: Rig) -> None:
    async with phone_at(rig.address) as phone:
        await phone.sends(("chart.png", PNG), kind="photo", caption="look")
        await phone.sends(("training 2026.csv", EXPORT[1]), caption="/import 💪")
    photo, document = [update["message"] for update in await rig.updates()]
    assert photo["photo"][0]["width"] == 48 and photo["caption"] == "look"
    assert document["document"]["file_name"] == "training 2026.csv"
    assert document["caption_entities"] == [{"offset": 0, "length": 7, "type": "bot_command"}]


@pytest.mark.parametrize("fields", [{"kind": "song"}, {"person": "7"}, {"caption": "x" * 1025}])
async def test_uploads_that_cannot_be(rig: Rig, fields: dict[str, str]) -> None:
    form = rig.form({"person": str(ROBIN), **fields}, file=EXPORT)
    async with rig.http.post(f"{rig.address}/sandbox/upload", data=form) as response:
        assert response.status == 400 and (await response.json())["error"]
    assert await rig.updates() == []


def test_sizes_are_read_from_the_head_of_a_picture() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 20, 30) + bytes(9)
    webp = b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + (29).to_bytes(3, "little") + (19).to_bytes(3, "little")
    assert picture_size(jpeg) == picture_size(webp) == (30, 20)
    assert picture_size(b"GIF89a" + struct.pack("<HH", 30, 20)) == (30, 20)
    assert picture_size(b"\xff\xd8\xff\xe0\x00\x00") is None
