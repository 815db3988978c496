"""Albums: several photos or documents that the bot sends in one call, or a person in one go."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from tests.phone import phone_at
from tests.sandbox.rig import CHART, EXPORT, PNG, ROBIN, Rig


async def test_an_album_stands_together_and_is_sent_as_a_whole(rig: Rig) -> None:
    album = [{"type": "document", "media": f"attach://{name}"} for name in ("all", "plan")]
    album[1] |= {"caption": "<b>Yours</b>", "parse_mode": "HTML"}
    form = rig.form(
        {"chat_id": str(ROBIN), "media": json.dumps(album)}, all=EXPORT, plan=("plan.ics", b"BEGIN", "text/calendar")
    )

    first, second = (await rig.post("sendMediaGroup", form))["result"]

    assert first["media_group_id"] == second["media_group_id"] and second["message_id"] == first["message_id"] + 1
    assert [m["document"]["file_name"] for m in (first, second)] == ["training 2026.csv", "plan.ics"]
    assert "caption" not in first and second["caption"] == "Yours"
    assert [row["method"] for row in await rig.ledger("sent")] == ["sendMediaGroup"] * 2
    assert [row["name"] for row in await rig.ledger("uploaded")] == ["training 2026.csv", "plan.ics"]
    where = {"chat_id": ROBIN, "message_id": first["message_id"]}
    chart = (await rig.send("photo", CHART))["photo"][0]["file_id"]
    words = await rig.refused("editMessageMedia", **where, media={"type": "photo", "media": chart})
    assert words == "Bad Request: can't change media type in the album"
    again = [{"type": "photo", "media": chart}]
    (alone,) = await rig.ok("sendMediaGroup", chat_id=ROBIN, media=again)
    assert "media_group_id" not in alone
    other = await rig.ok("sendMediaGroup", chat_id=ROBIN, media=again * 10)
    assert {m["media_group_id"] for m in other}.isdisjoint({first["media_group_id"]})


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, 'parameter "media" is required'),
        ([], "there are no messages to send"),
        ({"type": "photo"}, "expected an Array of InputMedia"),
        ("[", "can't parse media JSON object"),
        ([7], "can't parse InputMedia: expected an Object"),
        ([{"type": "song"}], 'can\'t parse InputMedia: type "song" is unsupported'),
        ([{"type": "photo", "media": "attach://nothing"}] * 2, "can't parse InputMedia: media not found"),
        ([{"type": "photo", "media": "x"}] * 11, "too many messages to send as an album"),
        (
            [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}],
            "document can't be mixed with other media types",
        ),
        (
            [{"type": "photo", "media": "x", "caption": "a", "show_caption_above_media": n == 0} for n in range(2)],
            "parameter show_caption_above_media must be the same for all messages",
        ),
        (
            [{"type": "photo", "media": "KNOWN"}, {"type": "photo", "media": "x"}],
            'failed to send message #2 with the error message "Wrong file identifier/HTTP URL specified"',
        ),
        ([{"type": "photo", "media": "x", "caption": "x" * 1025}], "message caption is too long"),
    ],
)
async def test_albums_that_telegram_refuses(rig: Rig, media: Any, words: str) -> None:
    known = (await rig.send("photo", CHART))["photo"][0]["file_id"]
    given = {} if media is None else {"media": json.loads(json.dumps(media).replace("KNOWN", known))}
    assert await rig.refused("sendMediaGroup", chat_id=ROBIN, **given) == f"Bad Request: {words}"
    assert len((await rig.state())["messages"]) == 1, "all of an album is sent, or none"


async def test_several_files_of_a_person_are_albums_of_ten_each_message_an_update_of_its_own(rig: Rig) -> None:
    async with phone_at(rig.address) as phone:
        shown = await phone.sends(*((f"{n}.csv", b"x") for n in range(11)), caption="all of it")
        pair = await phone.sends(("a.png", PNG), ("b.png", PNG), kind="photo", caption="before, after")
        assert await phone.downloads(shown[3]) == b"x" and await phone.downloads(pair[0]) == PNG
    sent = [update["message"] for update in await rig.updates()]
    assert [message["message_id"] for message in sent] == [message["message_id"] for message in (*shown, *pair)]
    groups = [message.get("media_group_id") for message in sent]
    assert len(set(groups[:10])) == 1 and groups[10] is None and len({*groups}) == 3
    assert [message.get("caption") for message in sent] == [None] * 10 + ["all of it", "before, after", None]


async def test_one_bad_file_among_several_sends_none(rig: Rig) -> None:
    form = rig.form({"person": str(ROBIN), "kind": "photo"})
    for body in (PNG, b"no picture"):
        form.add_field("file", io.BytesIO(body), filename="x.png")
    async with rig.http.post(f"{rig.address}/sandbox/upload", data=form) as response:
        assert response.status == 400 and (await response.json())["error"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await rig.updates() == []
