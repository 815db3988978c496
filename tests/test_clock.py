"""Whose time Spotter goes by, with a machine whose clock anybody may set: what rings, when it truly rings, and what is said.

The alarms and their scheduler are the real ones, and hours pass in no time. `apscheduler` reads the machine's clock by itself;
that one reading is all that is put in its place.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from math import floor
from pathlib import Path

import pytest

from bot.alarms import SWEEP_EVERY, Alarms
from bot.chat.app import Chat
from bot.clock import ASKED_AGAIN, ASKED_EVERY, EPOCH, SteadyClock, counter
from bot.config import read_config
from bot.content import Shelf
from bot.metrics import Metrics
from bot.pictures.painter import WorkshopPainter
from bot.run import SANDBOX_TOKEN, Spotter
from bot.sandbox import Sandbox
from bot.store import OpenStore, open_store
from bot.watchdog import Pulse
from bot.workshop import Workshop
from tests.house import CONTENT, IN_A_HURRY
from tests.phone import phone_at
from tests.quick import in_no_time
from tests.walk import rests

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
AT_ONCE = 2.0  # seconds: a look, and an answer


class World:
    """The true time, Telegram that knows it, and a machine that has its own opinion."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self.slept = 0.0  # the machine counted it, its event loop did not
        self.stood_still = 0.0  # nobody but the world counted it
        self.set_by = 0.0
        self.away = False
        self.asked = 0
        self.answers_take = 0.1
        self.meanwhile: Callable[[], None] = lambda: None

    def boot(self) -> float:
        return self._loop.time() + self.slept

    def passed(self) -> float:
        """Seconds that have truly passed since the beginning."""
        return self.boot() - self._began + self.stood_still

    def wall(self) -> float:
        return BEGAN.timestamp() + self.boot() - self._began + self.set_by

    async def telegram(self) -> float | None:
        self.asked += 1
        said = BEGAN.timestamp() + self.passed()
        self.meanwhile()
        await asyncio.sleep(self.answers_take)
        return None if self.away else floor(said)


class Household:
    """A clock that is kept, and alarms that ring by it. `rang` says when each was due, and when it truly rang."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clock = SteadyClock(world.wall, world.boot)
        self.alarms = Alarms(self.clock, self._ring)
        self.clock.on_move(self.alarms.moved)
        self.due: list[datetime] = []
        self.rang: list[tuple[float, float]] = []

    def rests_until(self, seconds: float) -> None:
        """By the clock of this household."""
        self.forgets_until(seconds)
        self.alarms.expect(self.due[-1])

    def forgets_until(self, seconds: float) -> None:
        """Something is due of which the alarms are not told."""
        self.due.append(BEGAN + timedelta(seconds=seconds))

    async def _ring(self) -> datetime | None:
        now = self.clock.now()
        for due in sorted(due for due in self.due if due <= now):
            self.due.remove(due)
            self.rang.append(((due - BEGAN).total_seconds(), self.world.passed()))
        return min(self.due, default=None)

    async def lives(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


Story = Callable[[World, Household], Awaitable[None]]


def lived(story: Story, monkeypatch: pytest.MonkeyPatch, wrong_at_first: float = 0.0) -> tuple[World, Household]:
    async def whole() -> tuple[World, Household]:
        world = World()
        world.set_by = wrong_at_first

        class Seen(datetime):
            @classmethod
            def now(cls, tz: object = None) -> "Seen":
                return cls.fromtimestamp(world.wall(), UTC)

        monkeypatch.setattr("apscheduler.schedulers.base.datetime", Seen)
        household = Household(world)
        await household.clock.settle(world.telegram)
        household.alarms.start()
        keeping = asyncio.create_task(household.clock.keep(world.telegram))
        await household.lives(1)
        await story(world, household)
        keeping.cancel()
        household.alarms.stop()
        return world, household

    return in_no_time(whole())


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("jump", [3.0, -3.0, HOUR, -HOUR, DAY, -DAY])
def test_a_jump_that_telegram_denies_moves_nothing(
    jump: float, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(90)
        household.rests_until(40 * MINUTE)
        await household.lives(10)
        world.set_by = jump
        await household.lives(5)
        household.rests_until(10 * MINUTE)
        household.forgets_until(20 * MINUTE)
        await household.lives(41 * MINUTE)
        assert abs(household.clock.machine_ahead - jump) < 0.1

    _, household = lived(story, monkeypatch)
    assert [due for due, _ in household.rang] == [90, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    lateness = [at - due for due, at in household.rang]
    assert all(0 <= late < AT_ONCE for late in (*lateness[:2], lateness[3]))
    assert 0 <= lateness[2] <= SWEEP_EVERY.total_seconds(), "the sweep goes on"
    assert len(said(caplog)) == 1 and "Telegram's did not" in caplog.text, "once, however long it lasts"


@pytest.mark.parametrize("later", [(), (2 * HOUR,)], ids=["nothing else", "something far away"])
@pytest.mark.parametrize("jump", [0.0, HOUR, -DAY])
def test_the_sweep_finds_what_nobody_told_of(
    jump: float, later: tuple[float, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(world: World, household: Household) -> None:
        await household.lives(40)
        for due in later:
            household.rests_until(due)
        world.set_by = jump
        household.forgets_until(300)
        await household.lives(5 * MINUTE)

    _, household = lived(story, monkeypatch)
    [(due, at)] = household.rang
    assert due <= at <= due + SWEEP_EVERY.total_seconds()


def test_between_a_jump_and_the_next_look_nothing_rings_early(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(90)
        await household.lives(0.5)
        world.set_by = HOUR
        household.alarms.moved()
        await household.lives(0.1)
        world.set_by = -DAY
        household.rests_until(60)
        await household.lives(90)

    _, household = lived(story, monkeypatch)
    assert [round(at) for _, at in household.rang] == [60, 90]


@pytest.mark.parametrize("jump", [3.0, HOUR, DAY])
def test_a_jump_that_telegram_confirms_is_followed_and_what_is_due_by_then_rings_once(
    jump: float, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(20)
        household.rests_until(jump + 2 * MINUTE)
        await household.lives(9)
        world.stood_still = world.set_by = jump  # a virtual machine that was stopped, and is told so afterwards
        await household.lives(HOUR)
        assert abs((household.clock.now() - BEGAN).total_seconds() - world.passed()) < AT_ONCE

    _, household = lived(story, monkeypatch)
    (_, first), (due, second) = household.rang
    assert first == pytest.approx(max(20, 10 + jump), abs=AT_ONCE)
    assert second == pytest.approx(due, abs=AT_ONCE)
    assert len(said(caplog)) == 1 and "Telegram's agrees" in caplog.text


def test_a_machine_that_slept_rings_once_for_each_as_soon_as_it_wakes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        for due in (90, HOUR, 5 * HOUR, 7 * HOUR):
            household.rests_until(due)
        await household.lives(9)
        world.slept = 6 * HOUR
        await household.lives(2 * HOUR)

    _, household = lived(story, monkeypatch)
    woke = 6 * HOUR + 10
    assert [at for _, at in household.rang] == pytest.approx([woke, woke, woke, 7 * HOUR], abs=AT_ONCE)
    assert said(caplog) == []


def test_a_clock_that_is_set_right_a_little_at_a_time_is_followed_and_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        before = world.asked
        for seconds, by in ((60, 1.0), (120, -1.0), (180, 0.3)):
            household.rests_until(seconds)
            world.set_by += by
            await household.lives(60)
        assert household.clock.now() == EPOCH + timedelta(seconds=world.wall()) and world.asked == before

    _, household = lived(story, monkeypatch)
    assert [at - due for due, at in household.rang] == pytest.approx([0, 0, 0], abs=1.1)
    assert said(caplog) == []


def test_while_telegram_cannot_be_asked_time_goes_on_and_that_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(90)
        household.rests_until(20 * MINUTE)
        world.away, world.set_by = True, -DAY
        await household.lives(10 * MINUTE)
        assert len(said(caplog)) == 1 and "cannot be asked" in caplog.text
        world.away = False
        await household.lives(ASKED_AGAIN + AT_ONCE)
        assert len(said(caplog)) == 2 and "Telegram's did not" in caplog.text
        await household.lives(10 * MINUTE)

    _, household = lived(story, monkeypatch)
    assert [at - due for due, at in household.rang] == pytest.approx([0, 0], abs=AT_ONCE)


@pytest.mark.parametrize("wrong", [MINUTE, -HOUR, DAY, -20 * 365 * DAY])
def test_a_clock_that_is_wrong_from_the_start_is_told_and_telegrams_time_is_gone_by(
    wrong: float, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(90)
        await household.lives(5 * MINUTE)
        assert len(said(caplog)) == 1 and "going by Telegram's" in caplog.text
        world.set_by = 0.0
        household.rests_until(10 * MINUTE)
        await household.lives(HOUR)
        assert household.clock.machine_ahead == pytest.approx(0, abs=0.01)

    caplog.set_level(logging.INFO, "bot.clock")
    _, household = lived(story, monkeypatch, wrong)
    assert [at - due for due, at in household.rang] == pytest.approx([0, 0], abs=AT_ONCE)
    assert len(said(caplog)) == 1 and "is right again" in caplog.text


def test_a_clock_that_is_wrong_without_a_jump_is_found_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        household.rests_until(HOUR)
        world.stood_still = 6 * HOUR  # a virtual machine that was stopped, and is told by nobody
        await household.lives(ASKED_EVERY + AT_ONCE)

    _, household = lived(story, monkeypatch)
    assert [due for due, _ in household.rang] == [HOUR]
    assert len(said(caplog)) == 1 and "going by Telegram's" in caplog.text


def test_an_answer_from_before_the_jump_is_no_witness_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        def stops_for_an_hour() -> None:
            world.stood_still = world.set_by = HOUR
            world.meanwhile = lambda: None

        world.meanwhile = stops_for_an_hour
        await household.lives(ASKED_EVERY + ASKED_AGAIN + AT_ONCE)

    lived(story, monkeypatch)
    assert len(said(caplog)) == 1 and "Telegram's agrees" in caplog.text


def test_a_slow_answer_decides_nothing_that_it_cannot_tell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World, household: Household) -> None:
        world.answers_take, world.set_by = 5.0, -4.0
        await household.lives(10)
        assert household.clock.in_doubt and said(caplog) == []
        world.answers_take = 0.1
        await household.lives(2 * ASKED_AGAIN)

    lived(story, monkeypatch)
    assert len(said(caplog)) == 1 and "Telegram's did not" in caplog.text


@asynccontextmanager
async def spotter_at(address: str, database: str, clock: SteadyClock) -> AsyncIterator[OpenStore]:
    config = read_config({"BOT_TOKEN": SANDBOX_TOKEN, "BOT_API_URL": address, "DATABASE_URL": database, **IN_A_HURRY})
    shelf = Shelf.open(CONTENT)
    assert isinstance(shelf, Shelf)
    store = await open_store(database)
    spotter = Spotter(config, shelf, store, clock, timekeeper=clock)
    try:
        await spotter.start()
        yield store
    finally:
        await spotter.stop()
        await store.close()


async def test_a_machine_that_starts_a_day_ahead_ends_no_rest_a_day_early(tmp_path: Path) -> None:
    """Whose time it is, Spotter knows before anything is due by it."""
    database = f"sqlite:///{tmp_path}/spotter.db"
    sandbox = Sandbox(token=SANDBOX_TOKEN)
    address = await sandbox.start()
    try:
        async with phone_at(address) as robin:
            async with spotter_at(address, database, SteadyClock()) as store:
                await rests(robin)
                due = await store.run(lambda tx: tx.next_due())
            wrong = SteadyClock(lambda: time.time() + DAY)
            async with spotter_at(address, database, wrong) as store:
                await robin.says("/help")
                await robin.sees("/workout")
                assert await store.run(lambda tx: tx.next_due()) == due, "whoever rings takes it"
                assert wrong.machine_ahead == pytest.approx(DAY, abs=AT_ONCE)
    finally:
        await sandbox.stop()


def test_operators_can_watch_by_how_much_the_machine_is_wrong() -> None:
    wall = BEGAN.timestamp()
    clock = SteadyClock(lambda: wall, lambda: 0.0)
    numbers = Metrics(Pulse(), Chat(SANDBOX_TOKEN, "http://127.0.0.1", WorkshopPainter(Workshop())), clock)
    wall -= HOUR
    clock.look()
    assert "spotter_clock_ahead_seconds -3600.0" in numbers.text(None).decode()


async def test_spotter_looks_at_its_clock_and_a_rest_that_the_machine_slept_through_rings_when_it_wakes(
    tmp_path: Path,
) -> None:
    slept = 0.0
    clock = SteadyClock(lambda: time.time() + slept, lambda: counter() + slept)
    sandbox = Sandbox(token=SANDBOX_TOKEN)
    address = await sandbox.start()
    try:
        async with spotter_at(address, f"sqlite:///{tmp_path}/spotter.db", clock), phone_at(address) as robin:
            await rests(robin)
            slept = 2 * MINUTE
            await robin.sees("Rest ended 3")  # seconds ago: sooner than the sweep would have it
    finally:
        await sandbox.stop()


def test_what_the_machine_says_is_the_time_where_nothing_is_wrong() -> None:
    assert abs((SteadyClock().now() - datetime.fromtimestamp(time.time(), UTC)).total_seconds()) < 1
