"""The whole of Spotter in a real Chromium: `python -m bot` without a token, and a person with a phone before its page."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.chat_page import ChatPage, lifted
from tests.journeys.process import sandbox

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SETS = 22
BY_THE_CLOCK = (1, 4, 9, 21)  # after these sets the clock is moved; after the fourth another exercise begins
TAKEN_BACK = 6


async def test_the_back_workout_from_the_first_tap_to_the_summary(tmp_path: Path, port: int, phone: Page) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.begins("Back, top to bottom")
        done: list[str] = []
        while len(done) < SETS:
            done.append(await chat.logs_a_set())
            await expect(chat.rest_over).to_have_count(0)
            if len(done) == TAKEN_BACK:
                done[-1] = await take_back_and_type(chat, "9x35", "9 × 35 kg")
            if len(done) in BY_THE_CLOCK:
                await chat.rests_until_it_rings()
            elif len(done) < SETS:
                await chat.skips_the_rest()
        weight, body_reps = lifted(done)
        await expect(chat.summary).to_contain_text(f"{SETS} sets · {weight:,} kg")
        await expect(chat.summary).to_contain_text(f"{body_reps} body-weight reps")
        await expect(chat.summary).to_contain_text("10 at 25 kg, 9 · 10 · 10 at 35 kg")
        await expect(chat.success).to_have_count(0)


async def take_back_and_type(chat: ChatPage, typed: str, understood: str) -> str:
    await chat.presses("Undo")
    await expect(chat.page.get_by_test_id("toast")).to_have_text("Taken back.")
    await expect(chat.success).to_be_visible()
    await chat.says(typed)
    await expect(chat.card).to_contain_text(f"Logged {understood}")
    await expect(chat.skip_rest).to_be_visible()
    return understood
