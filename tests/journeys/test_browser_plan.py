"""A plan in a real Chromium: set in the chat, waited for with the clock, put off, and started from its reminder."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVERY_DAY = "mon tue wed thu fri sat sun"


async def test_from_the_plan_over_the_reminder_to_the_session(tmp_path: Path, port: int, phone: Page) -> None:
    noon = datetime.now(UTC).replace(hour=12)  # it is about noon somewhere, whenever this is run
    soon = noon + timedelta(minutes=5)
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.says("/start")
        await chat.presses("Skip")
        await expect(chat.card).to_contain_text("Where are you?")
        await chat.says(f"{noon:%H:%M}")
        await expect(chat.card).to_contain_text("Which one is it?")
        await chat.card.get_by_test_id("inline-button").first.click()
        await expect(chat.card).to_contain_text("On which days")
        await chat.says(f"{EVERY_DAY} {soon:%H:%M}")
        await expect(chat.card).to_contain_text("Any back trouble?")
        await chat.presses("Skip")
        await expect(chat.card).to_contain_text("Is any of this true of you?")
        await chat.presses("Skip")
        await expect(chat.card).to_contain_text("All set.")
        await chat.presses("My plan")
        await expect(chat.card).to_contain_text("Mo Tu We Th Fr Sa Su")

        await phone.get_by_test_id("clock-tomorrow").click()
        await phone.get_by_test_id("clock-next-alarm").click()
        reminder = phone.locator('[data-ringing="true"]').filter(has_text=f"today at {soon:%H:%M}?").last
        await expect(reminder).to_be_visible()
        await chat.presses("In 1 h")
        await expect(chat.card).to_contain_text(re.compile(r"I come back at 1\d:\d\d\."))

        await phone.get_by_test_id("clock-next-alarm").click()
        await expect(phone.locator('[data-ringing="true"]').filter(has_text="now?")).to_be_visible()
        await chat.presses("Start")
        await expect(chat.card).to_contain_text("exercise 1 of 6")
