"""A past of another app's is dropped on the chat page in a real Chromium: looked at, taken in, and seen as charts."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.coach.past_files import Lift, hevy, hevy_session
from tests.dragging import drag
from tests.journeys.chat_page import ChatPage
from tests.journeys.process import sandbox
from tests.picturing import picture

pytest_plugins = ["tests.browser"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

YESTERDAY = datetime.now().replace(hour=18, minute=5) - timedelta(days=1)
THREE_DAYS = timedelta(days=3)
BENCH = ("60", "60", "62.5", "62.5", "65", "65", "67.5", "60", "65", "67.5", "67.5", "70", "70", "72.5", "72.5", "75")


def sets(load: str) -> tuple[tuple[int, str], ...]:
    return tuple((reps, load) for reps in (10, 9, 8))


def past() -> bytes:
    """Two sessions a week: what the chart shows, and what its picture in docs/ shows."""
    weeks = [(YESTERDAY - timedelta(weeks=ago), load) for ago, load in enumerate(reversed(BENCH))]
    upper = [
        hevy_session(
            at, Lift("Bench Press (Barbell)", sets(load)), Lift("Lat Pulldown (Cable)", sets("50")), title="Upper"
        )
        for at, load in weeks
    ]
    lower = [
        hevy_session(
            at - THREE_DAYS,
            Lift("Squat (Barbell)", sets(load)),
            Lift("Sled 45° Calf Thing", sets("80")),
            title="Lower",
        )
        for at, load in weeks
    ]
    return hevy(*(session for week in zip(upper, lower, strict=True) for session in week))


async def test_a_past_is_dropped_looked_at_taken_in_and_drawn(tmp_path: Path, port: int, phone: Page) -> None:
    async with sandbox(tmp_path, port) as spotter:
        await phone.goto(spotter.address)
        chat = ChatPage(phone)
        await drag(phone, "drop", ("workouts.csv", "text/csv", past()))
        await phone.get_by_test_id("dialog-main").click()
        await expect(chat.card).to_contain_text("32 sessions, 192 sets")
        await expect(chat.card).to_contain_text("1 name unknown")
        await picture(phone, "import")
        await chat.presses("Sort out 1 name")
        await expect(chat.card).to_contain_text("Sled 45° Calf Thing")
        await chat.presses("Keep as my own")
        await chat.presses("Import 32 sessions")
        await expect(chat.card).to_contain_text("Taken in: 32 sessions, 192 sets.")

        await chat.says("/progress")
        drawing = chat.card.get_by_test_id("photo").locator("img")
        await expect(drawing).to_have_js_property("complete", value=True)
        overview = await drawing.get_attribute("src")
        await picture(phone, "progress", chat.card)
        await chat.presses("Strength")
        await chat.presses("Barbell bench press")
        await expect(chat.card).to_contain_text("75 kg")
        await expect(drawing).not_to_have_attribute("src", overview or "")
        assert await drawing.evaluate("(img) => img.decode().then(() => img.naturalWidth)") >= 640
        await picture(phone, "chart", chat.card)
        light = await drawing.get_attribute("src")
        await chat.presses("🌙 Dark")
        await expect(drawing).not_to_have_attribute("src", light or "")
        await chat.presses("☀️ Light")
        await expect(drawing).to_have_attribute("src", light or "")  # drawn once, and sent again by its name
