"""Pain in a real Chromium: dull pain and a kinder exercise, sharp pain and what it ends, a stop sign and its plain words."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def tells(chat: ChatPage, where: str, how: str) -> None:
    await chat.presses("😖 Pain")
    await expect(chat.card).to_contain_text("First of all: is it one of these?")
    await chat.presses(where)
    await expect(chat.card).to_contain_text(f"{where}: how does it feel?")
    await chat.presses(how)


async def test_dull_pain_sharp_pain_and_a_stop_sign(tmp_path: Path, port: int, phone: Page) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await chat.begins("Back, top to bottom")
        await chat.logs_a_set("40 kg")

        await tells(chat, "Lower back", "Dull")
        await expect(chat.card).to_contain_text("Noted: High row machine, lower back.")
        await expect(chat.success).to_have_count(0)
        kinder = chat.card.get_by_test_id("inline-button").first
        name = (await kinder.inner_text()).split(" · ")[0]
        await kinder.click()
        await expect(chat.card).to_contain_text(f"Next: {name}")

        await chat.skips_the_rest()
        await tells(chat, "Shoulder", "Sharp")
        await expect(chat.card).to_contain_text(f"{name} is over for today.")
        await chat.presses("‹ Back to training")
        await expect(chat.card).to_contain_text("Seated row")
        await chat.presses("Undo")
        await expect(chat.card).to_contain_text(name)

        await chat.presses("😖 Pain")
        await expect(chat.card.locator('[data-style="danger"]')).to_have_text("Yes, one of these: stop")
        await chat.presses("Yes, one of these: stop")
        await expect(phone.get_by_test_id("message").filter(has_text="Call the emergency number").last).to_be_visible()
        await expect(chat.card).to_contain_text("1 of 22 sets")
        await expect(chat.success).to_have_count(0)
