"""Takes the pictures in docs/ anew: Spotter in the sandbox, in a temporary folder, driven through its page in Chromium.

Robin trains on a Tuesday evening and comes back three days later, so that "last time" has something to say. What is
brought, drawn, exported and forgotten is pictured by the browser tests themselves. Nothing is drawn or retouched here: what the
pictures show is what the page shows.
"""

import asyncio
import os
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, async_playwright, expect

from tests.browser import CHROMIUM, FLAGS, NO_CHROMIUM, PHONE
from tests.journeys.chat_page import ChatPage
from tests.journeys.process import ROOT, sandbox
from tests.phone import ROBIN, Json
from tests.picturing import taken

DOCS = ROOT / "docs"
TESTS = ("tests/journeys/test_browser_past.py", "tests/journeys/test_browser_leaving.py")
ZONE = "Europe/Berlin"
TUESDAY, SUNDAY, EVENING = 1, 6, 18
UNDER_THE_BAR = timedelta(seconds=35)
AN_EXERCISE = timedelta(minutes=8)
FIRST_SESSION = ("40x10 10 10 10", "45x10 10 9 8", "10 9 8 7", "45x10 10 10 9", "16x12 12 12", "50x12 12 12")


class Photographer:
    """A phone before the page, and the sandbox's clock in the other hand."""

    def __init__(self, chat: ChatPage, address: str) -> None:
        self.chat = chat
        self._address = address

    async def lets_time_pass(self, span: timedelta) -> None:
        given = {"advance": span.total_seconds()}
        answer = await self.chat.page.request.post(f"{self._address}/sandbox/clock", data=given)
        assert answer.ok, await answer.text()

    async def waits_until(self, weekday: int, hour: int, minute: int) -> None:
        """The next such moment by the sandbox's clock."""
        now = datetime.fromtimestamp((await self._clock())["unix"], ZoneInfo(ZONE))
        day = now + timedelta(days=(weekday - now.weekday()) % 7)
        then = day.replace(hour=hour, minute=minute, second=0)
        await self.lets_time_pass((then if then > now else then + timedelta(days=7)) - now)

    async def _clock(self) -> Json:
        answer = await self.chat.page.request.get(f"{self._address}/sandbox/state?person={ROBIN}")
        clock: Json = (await answer.json())["clock"]
        return clock

    async def trains(self, sets: int) -> None:
        """So many sets as planned, with the time that they and their rests take, until the next one may begin."""
        for _ in range(sets):
            await self.lets_time_pass(UNDER_THE_BAR)
            await self.chat.logs_a_set()
            await self.chat.rests_until_it_rings()

    async def logs_one(self) -> None:
        await self.lets_time_pass(UNDER_THE_BAR)
        await self.chat.logs_a_set()

    async def takes(self, name: str, top: Locator | None = None, whole: Locator | None = None) -> None:
        """A picture of the page as it is, or scrolled to where something begins, or with the whole of it."""
        if top is not None:
            await top.evaluate("(node) => node.scrollIntoView({ block: 'start' })")
        await self._page_knows_the_next_alarm()
        path = DOCS / f"{name}.png"
        await taken(self.chat.page, path, whole)
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")

    async def _page_knows_the_next_alarm(self) -> None:
        clock = await self._clock()
        alarm, today = clock["next_alarm"], datetime.fromtimestamp(clock["unix"], ZoneInfo(ZONE)).date()
        at = datetime.fromisoformat(alarm).astimezone(ZoneInfo(ZONE)) if alarm else None
        words = (f"{at:%H:%M:%S}" if at.date() == today else f"{at:%a %H:%M}") if at else "none set"
        await expect(self.chat.page.get_by_test_id("clock-next-alarm")).to_contain_text(words)


async def first_session(robin: Photographer) -> None:
    """Typed, an exercise a line: only its numbers are wanted, as next time's last time."""
    await robin.waits_until(TUESDAY, EVENING, 2)
    await robin.chat.begins("Back, top to bottom")
    for line in FIRST_SESSION:
        await robin.lets_time_pass(AN_EXERCISE)
        await robin.chat.says(line)
        await robin.chat.skip_rest.or_(robin.chat.summary).wait_for()
        if await robin.chat.skip_rest.is_visible():
            await robin.chat.skips_the_rest()


async def second_session(robin: Photographer) -> None:
    page = robin.chat.page
    await robin.waits_until(TUESDAY + 3, EVENING, 4)
    await robin.chat.begins("Back, top to bottom")
    await robin.trains(6)
    await robin.takes("training")
    await robin.logs_one()
    await page.emulate_media(color_scheme="dark")
    await robin.takes("resting-dark")
    await page.emulate_media(color_scheme="light")
    await robin.chat.rests_until_it_rings()
    await robin.trains(14)
    await robin.logs_one()
    await robin.chat.summary.wait_for()
    await robin.takes("summary", whole=robin.chat.summary)


async def guide(robin: Photographer) -> None:
    await robin.chat.says("/exercises")
    await robin.chat.presses("More ›")
    await robin.chat.presses("Bent-over barbell row")
    page = robin.chat.card.filter(has_text="Watch out")
    await page.wait_for()
    await robin.takes("guide", page)


async def plan(robin: Photographer) -> None:
    """Two weeks ahead with a moved day, and the reminder that says why."""
    chat = robin.chat
    await chat.says("/settings")
    await chat.presses("Time zone")
    await expect(chat.card).to_contain_text("Where are you?")
    await chat.says("Berlin")
    await chat.presses("Training days")
    await expect(chat.card).to_contain_text("On which days")
    await chat.says("mon thu 18:00")
    await expect(chat.card).to_contain_text("Mon and Thu at 18:00.")
    await robin.waits_until(SUNDAY, EVENING, 30)
    await chat.begins("Biceps")
    await chat.says("12x10")
    await chat.skip_rest.wait_for()
    await chat.says("/cancel")
    await chat.presses("Finish and keep")
    await expect(chat.card).to_contain_text("Next:")
    await chat.says("/plan")
    grid = chat.card.filter(has_text="Mo Tu We Th")
    await grid.wait_for()
    await robin.takes("plan", grid)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def main() -> None:
    if CHROMIUM is None:
        sys.exit(NO_CHROMIUM)
    with TemporaryDirectory() as folder:
        async with sandbox(Path(folder), free_port()) as spotter, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            page = await browser.new_page(
                viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True,
                reduced_motion="reduce", timezone_id=ZONE, locale="en-GB", color_scheme="light",
            )  # fmt: skip
            await page.goto(spotter.address)
            robin = Photographer(ChatPage(page), spotter.address)
            await first_session(robin)
            await second_session(robin)
            await guide(robin)
            await plan(robin)
            await browser.close()


def pictures_of_the_tests() -> None:
    """Those that `tests/picturing.py` takes on the way."""
    setting = {**os.environ, "SPOTTER_SCREENSHOTS": str(DOCS)}
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "0", *TESTS], cwd=ROOT, env=setting, check=True)


if __name__ == "__main__":
    asyncio.run(main())
    pictures_of_the_tests()
