"""Days that pass: the clock moves to an hour of a weekday, and Spotter has done what was due by then. No tests live here."""

import asyncio
from datetime import timedelta

from tests.house import House
from tests.phone import PATIENCE, Json, Phone, text
from tests.walk import finishes_early, rests

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


async def comes(spotter: House, phone: Phone, weekday: int, hour: float, still: bool = False) -> None:
    """Moves the clock on to that hour (UTC) of the next such weekday; today counts only if it is `still` to come."""
    now = spotter.sandbox.clock.now()
    at = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hour)
    days = (weekday - now.weekday()) % 7
    at += timedelta(days=days if days or (still and at > now) else 7)
    await phone.moves_clock(advance=(at - now).total_seconds())
    await nothing_is_due(spotter)


async def nothing_is_due(spotter: House) -> None:
    """Waits until what is due has been decided and said."""
    async with asyncio.timeout(PATIENCE):
        while True:
            due = await spotter.store.run(lambda tx: tx.next_due())
            waiting = await spotter.store.run(lambda tx: tx.waiting_counts())
            if (due is None or due > spotter.sandbox.clock.now()) and not waiting.letters and not waiting.arrivals:
                return
            await asyncio.sleep(0.02)  # the store does not tell when it is done


async def plans(phone: Phone, days: str, zone: str = "UTC") -> None:
    """Says where they are, and when they want to train."""
    await phone.says("/settings")
    await phone.sees_on_card("Settings")
    await phone.presses("Time zone")
    await phone.sees_on_card("Where are you?")
    await phone.says(zone)
    await phone.sees_on_card("It is ")
    await phone.presses("Training days")
    await phone.sees_on_card("On which days")
    await phone.says(days)
    await phone.sees_on_card("Settings")


async def chooses(phone: Phone, course: str) -> None:
    await phone.says("/plan")
    await phone.sees_on_card("Your plan")
    await phone.presses("What to train")
    await phone.sees_on_card("What shall the plan be made of?")
    await phone.presses(course)
    await phone.sees_on_card(f"Your plan: {course}")


async def trains_a_set(phone: Phone) -> None:
    """A session of one set, whatever day it is."""
    await rests(phone)
    await finishes_early(phone)
    await phone.sees("1 set · 400 kg")


def reminders(phone: Phone) -> list[Json]:
    """The reminders that stand in the chat as they came."""
    return [m for m in phone.from_bot if " today at " in text(m) or " now?" in text(m) or "Shall I go on" in text(m)]
