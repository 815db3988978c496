"""Pictures and files on the chat page, in a real Chromium: shown, enlarged, downloaded, dropped, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.dragging import drag
from tests.sandbox.page_stage import ROBIN, button

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.sandbox.page_stage import Stage

pytest_plugins = ["tests.browser", "tests.sandbox.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# The smallest PNG there is: one grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a"
    "49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
CSV = ("strong.csv", "text/csv", b"Date,Weight\n2026-11-23,40\n")


async def test_a_document_is_named_weighed_and_downloaded(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    content = b"set,reps\n" + b"1,10\n" * 300
    await stage.send_file("document", "spotter-2026.csv", content, "Everything you logged.")
    link = phone.get_by_test_id("download")
    await expect(link).to_contain_text("1.5 kB")
    async with phone.expect_download() as caught:
        await link.click()
    download = await caught.value
    assert download.suggested_filename == "spotter-2026.csv"
    assert (await download.path()).read_bytes() == content


async def test_a_photo_shows_and_grows(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await stage.send_file("photo", "chart.png", PIXEL, "Volume by week")
    picture = phone.get_by_test_id("photo").locator("img")
    await expect(picture).to_have_js_property("naturalWidth", 1)
    await picture.click()
    await expect(phone.get_by_test_id("viewer")).to_contain_text("Volume by week")
    await phone.keyboard.press("Escape")
    await expect(phone.get_by_test_id("viewer")).to_have_count(0)


async def test_a_file_travels_to_the_bot(stage: Stage, phone: Page, tmp_path: Path) -> None:
    await phone.goto(stage.address)
    backup = tmp_path / "backup.json"
    backup.write_text("{}")
    await phone.get_by_test_id("file").set_input_files(backup)
    await phone.get_by_test_id("caption").fill("mine")
    await phone.get_by_test_id("dialog-main").click()
    sent = await stage.hear("message")
    assert (sent["document"]["file_name"], sent["caption"]) == ("backup.json", "mine")


async def test_a_card_that_becomes_a_picture_shows_it_and_then_the_next_one(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    card = await stage.send("Your progress", rows=[[button("Chest")]])
    other = await stage.send_file("photo", "chart.png", PIXEL, "")
    for number in range(2):
        new = await stage.send_file("photo", f"{number}.png", PIXEL, "") if number else other
        file = new["photo"][0]["file_id"]
        media = {"type": "photo", "media": file, "caption": f"Chest, week {number}"}
        await stage.call("editMessageMedia", chat_id=ROBIN, message_id=card["message_id"], media=media)
        shown = phone.locator(f'[data-message-id="{card["message_id"]}"]')
        await expect(shown.locator(".text")).to_have_text(f"Chest, week {number}")
        await expect(shown.locator("img")).to_have_attribute("src", f"/sandbox/file/{file}")
        await expect(shown.locator("img")).to_have_js_property("naturalWidth", 1)


async def test_an_album_of_pictures_is_one_message_until_only_one_is_left(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    file = (await stage.send_file("photo", "chart.png", PIXEL, ""))["photo"][0]["file_id"]
    media = [{"type": "photo", "media": file} for _ in range(3)]
    album = await stage.call("sendMediaGroup", chat_id=ROBIN, media=[*media, media[0] | {"caption": "Four weeks"}])
    entry = phone.get_by_test_id("message").last
    await expect(entry.get_by_test_id("photo")).to_have_count(4)
    await expect(entry.locator(".text")).to_have_text("Four weeks")
    await expect(phone.get_by_test_id("message")).to_have_count(2)
    await phone.reload()
    await expect(entry.get_by_test_id("album").get_by_test_id("photo")).to_have_count(4)
    for message in album[:3]:
        await stage.call("deleteMessage", chat_id=ROBIN, message_id=message["message_id"])
    await expect(entry.get_by_test_id("photo")).to_have_count(1)
    await expect(entry.locator(".text")).to_have_text("Four weeks")
    await stage.call("deleteMessage", chat_id=ROBIN, message_id=album[3]["message_id"])
    await expect(phone.get_by_test_id("message")).to_have_count(1)


async def test_what_is_dropped_shows_where_it_lands_and_goes_as_one_album(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await drag(phone, "dragover", CSV)
    await expect(phone.get_by_test_id("drop")).to_be_visible()
    await drag(phone, "drop", CSV, ("body.csv", "text/csv", b"Date\n"))
    await expect(phone.get_by_test_id("drop")).to_be_hidden()
    await expect(phone.get_by_test_id("dialog")).to_contain_text("Send 2 files")
    await phone.get_by_test_id("dialog-main").click()
    first, second = [await stage.hear("message") for _ in range(2)]
    assert [m["document"]["file_name"] for m in (first, second)] == ["strong.csv", "body.csv"]
    assert first["media_group_id"] == second["media_group_id"]
    await expect(phone.get_by_test_id("message").get_by_test_id("download")).to_have_count(2)
    await expect(phone.get_by_test_id("message")).to_have_count(1)


async def test_pictures_go_as_pictures_or_as_the_files_they_are(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    for choice, kind in (("Send", "photo"), ("As a file", "document")):
        await drag(phone, "drop", ("a.png", "image/png", PIXEL))
        await phone.get_by_test_id("dialog").get_by_role("button", name=choice, exact=True).click()
        assert kind in await stage.hear("message")
        await expect(phone.get_by_test_id("dialog")).to_have_count(0)


async def test_what_cannot_be_sent_is_said_in_one_line(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    line = phone.get_by_test_id("toast").last
    await drag(phone, "drop", ("empty.csv", "text/csv", b""))
    await expect(line).to_have_text("empty.csv is empty: there is nothing to send.")
    await drag(phone, "drop", *([CSV] * 21))
    await expect(line).to_have_text("At most 20 files go at once; these are 21.")
    await phone.evaluate("Object.defineProperty(File.prototype, 'size', { value: 51_000_000 })")
    await drag(phone, "drop", CSV)
    await expect(line).to_have_text("strong.csv weighs 51.0 MB; the sandbox takes 50.0 MB at most.")
    await expect(phone.get_by_test_id("dialog")).to_have_count(0)
