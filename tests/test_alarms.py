"""The alarm clock against a movable clock and a coach who counts: nothing that is due is ever swallowed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.alarms import Alarms
from bot.coach.ports import StoreTrouble
from bot.sandbox import MovableClock

PATIENCE = 10.0


class Rows:
    """What is due when; ringing takes it. `gate` holds a ring up in the middle, as a slow database would."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.due: list[datetime] = []
        self.rung: list[datetime] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.entered = asyncio.Event()
        self.changed = asyncio.Condition()
        self.trouble: list[Exception] = []

    async def ring(self) -> datetime | None:
        if self.trouble:
            raise self.trouble.pop()
        now = self.clock.now()
        ripe = [due for due in self.due if due <= now]
        self.entered.set()
        await self.gate.wait()
        async with self.changed:
            self.due = [due for due in self.due if due not in ripe]
            self.rung += ripe
            self.changed.notify_all()
        return min(self.due, default=None)

    async def have_rung(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: len(self.rung) == count)


@pytest.fixture
async def rows() -> Rows:
    return Rows(MovableClock())


@pytest.fixture
async def alarms(rows: Rows) -> AsyncIterator[Alarms]:
    alarms = Alarms(rows.clock, rows.ring)
    rows.clock.on_move(alarms.moved)
    yield alarms
    alarms.stop()


async def test_what_is_overdue_at_the_start_rings(rows: Rows, alarms: Alarms) -> None:
    rows.due = [rows.clock.now() - timedelta(hours=1)]
    alarms.start()
    await rows.have_rung(1)


async def test_what_comes_later_rings_when_the_clock_gets_there(rows: Rows, alarms: Alarms) -> None:
    alarms.start()
    rows.due = [rows.clock.now() + timedelta(minutes=m) for m in (2, 1)]
    alarms.expect(min(rows.due))
    rows.clock.move(timedelta(minutes=1))
    await rows.have_rung(1)
    rows.clock.move(timedelta(minutes=1))
    await rows.have_rung(2)


async def test_what_is_due_in_real_time_rings_without_a_move(rows: Rows, alarms: Alarms) -> None:
    alarms.start()
    await rows.have_rung(0)
    rows.due = [rows.clock.now() + timedelta(milliseconds=30)]
    alarms.expect(rows.due[0])
    await rows.have_rung(1)


async def test_a_clock_moved_while_it_rings_swallows_nothing(rows: Rows, alarms: Alarms) -> None:
    rows.gate.clear()
    alarms.start()
    await asyncio.wait_for(rows.entered.wait(), PATIENCE)
    rows.due = [rows.clock.now() + timedelta(minutes=1)]
    rows.clock.move(timedelta(minutes=2))
    rows.gate.set()
    await rows.have_rung(1)


async def test_an_outage_swallows_nothing_and_is_said_once(
    rows: Rows, alarms: Alarms, caplog: pytest.LogCaptureFixture
) -> None:
    rows.trouble = [StoreTrouble("The disk is full.")] * 2
    rows.due = [rows.clock.now() + timedelta(minutes=1)]
    alarms.start()
    rows.clock.move(timedelta(minutes=1))
    await rows.have_rung(1)
    assert [record.getMessage() for record in caplog.records if record.name == "bot.alarms"] == [
        "nothing can ring: The disk is full.; trying again until it can"
    ]
    assert "Traceback" not in caplog.text
