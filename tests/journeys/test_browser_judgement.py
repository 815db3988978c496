"""The coach's judgement in a real Chromium: a rung in one tap, a swap with a past of its own, and why it asks for more."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_rung_a_swap_and_why(tmp_path: Path, port: int, phone: Page) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.says("/workout back")
        await expect(chat.card).to_contain_text("High row machine")
        await chat.says("40x10 10 10 10")
        await expect(chat.card).to_contain_text("Next: Seated row")
        await chat.presses("Swap")
        await expect(chat.card).to_contain_text("Instead of Seated row")
        await chat.presses("Low pulley row")
        await expect(chat.card).to_contain_text("Next: Low pulley row")
        await chat.says("45x10 10 9 8")
        await expect(chat.card).to_contain_text("Next: Pull-up")
        await chat.presses("Skip rest")
        await chat.presses("▼ Toes on chair")
        await expect(chat.card).to_contain_text("Toes-on-chair pull-up")
        await chat.says("10 10 10 10")
        await expect(chat.card).to_contain_text("Next: Bent-over barbell row")
        await chat.says("/cancel")
        await chat.presses("Finish and keep 12 sets")
        await expect(chat.card).to_contain_text("12 of 22 sets")

        clock = f"{spotter.address}/sandbox/clock"
        await phone.request.post(clock, data={"advance": timedelta(days=4).total_seconds()})
        await chat.says("/workout back")
        await expect(chat.card).to_contain_text("Why 42.5 kg: every set reached the top last time, so 2.5 kg more.")
        await chat.presses("Why?")
        await expect(chat.card).to_contain_text("10 · 10 · 10 · 10 at 40 kg")
        await chat.presses("‹ Back")
        await chat.says("10")
        await expect(chat.card).to_contain_text("🏅 Best for 10 reps: 42.5 kg (40 before)")
        await chat.says("10 10 10")
        await expect(chat.card).to_contain_text("🏅 Most in one session: 1,700 kg (1,600 before)")
        await chat.presses("Swap")
        await expect(chat.button("Low pulley row · 45 kg")).to_be_visible()
        await chat.presses("‹ Back")
        await chat.says("45x10 10 10 10")
        await expect(chat.card).to_contain_text("Next: Pull-up")
        await chat.presses("Why?")
        await expect(chat.card).to_contain_text("every set reached the top on “Toes-on-chair pull-up”, so one rung up")
