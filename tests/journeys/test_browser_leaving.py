"""Everything is downloaded from the chat page in a real Chromium, then forgotten, and the file brings it back."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.screens.notes import STILL_ERASING
from tests.dragging import drag
from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox
from tests.picturing import picture

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def downloaded(page: Page, link: Locator) -> tuple[str, bytes]:
    async with page.expect_download() as caught:
        await link.click()
    download = await caught.value
    return download.suggested_filename, (await download.path()).read_bytes()


async def meets_anew(chat: ChatPage) -> None:
    """Says hello until what was known is cleared away."""
    greeting = chat.card.filter(has_text="Kilograms or pounds?")
    still_erasing = chat.page.get_by_text(STILL_ERASING)
    while not await greeting.is_visible():
        await chat.says("/start")
        await expect(greeting.or_(still_erasing).last).to_be_visible()


async def test_everything_is_taken_along_forgotten_and_brought_back(tmp_path: Path, port: int, phone: Page) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.begins("Back, top to bottom")
        await chat.says("40x10 10 9 8")
        await expect(chat.card).to_contain_text("Logged")
        await chat.says("/cancel")
        await chat.presses("Finish and keep 4 sets")
        await expect(chat.card).to_contain_text("4 of 22 sets")

        await chat.says("/export")
        album = phone.get_by_test_id("message").filter(has=phone.get_by_test_id("download")).last
        links = album.get_by_test_id("download")
        await expect(links.nth(1)).to_be_visible()
        files = dict([await downloaded(phone, link) for link in await links.all()])
        await picture(phone, "export", album)
        table = next(body for name, body in files.items() if name.endswith(".csv")).decode("utf-8-sig")
        lifted = [(row["reps"], float(row["weight_kg"])) for row in csv.DictReader(io.StringIO(table))]
        assert lifted == [("10", 40), ("10", 40), ("9", 40), ("8", 40)]
        name, kept = next((name, body) for name, body in files.items() if name.endswith(".json"))
        assert json.loads(kept)

        await chat.says("/forget")
        await expect(chat.card).to_contain_text("Gone for good")
        await picture(phone, "forget", chat.card)
        await chat.presses("Erase everything")
        await expect(phone.get_by_test_id("messages")).to_contain_text("It was good to lift with you")
        await meets_anew(chat)
        await drag(phone, "drop", (name, "application/json", kept))
        await phone.get_by_test_id("dialog-main").click()
        await chat.presses("Import 1 session")
        await expect(chat.card).to_contain_text("Taken in: 1 session, 4 sets.")
