"""A set of days ago is put right in a real Chromium: found by tapping, changed by a tap and by typing, and taken back."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_set_of_days_ago_is_amended_and_the_next_session_asks_for_less(
    tmp_path: Path, port: int, phone: Page
) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.begins("Back, top to bottom")
        await chat.says("40x10 10 10 10")
        await expect(chat.card).to_contain_text("Logged 10 × 40 kg")
        await chat.says("/cancel")
        await chat.presses("Finish and keep 4 sets")
        await expect(chat.card).to_contain_text("4 of 22 sets")
        for _ in range(3):
            await phone.get_by_test_id("clock-tomorrow").click()

        await chat.says("/history")
        await expect(chat.card).to_contain_text("Your sessions")
        await chat.card.get_by_test_id("inline-button").first.click()
        await chat.presses("High row machine")
        await chat.presses("Set 3")
        await chat.presses("−1 rep")
        await expect(chat.card).to_contain_text("Set 3 is now 9 × 40 kg.")
        await expect(chat.card).to_contain_text("Next time: 10 × 40 kg (was 10 × 42.5 kg).")
        await chat.says("12x45")
        await expect(chat.card).to_contain_text("Set 3 is now 12 × 45 kg.")
        await chat.presses("Undo")
        await expect(chat.card).to_contain_text("Taken back.")
        await expect(chat.card).to_contain_text("set 3 of 4")

        await chat.begins("Back, top to bottom")
        await expect(chat.success).to_have_text("✓ 10 × 40 kg")
