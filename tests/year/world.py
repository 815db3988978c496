"""A world with one Spotter in it and many lifters, in which time jumps from one event to the next. No tests live here.

The coach, the store and the clock are the real ones. What Spotter would do on waking is done when it is due, neither earlier
nor later; the world may take it down for hours, and set its machine's clock wrong.
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from bot.clock import SteadyClock
from bot.coach.coach import Coach
from bot.coach.inbound import Inbound
from bot.coach.ports import Transaction
from bot.coach.records import Arrival, Place
from bot.coach.world import Shelf
from bot.store import OpenStore, open_store
from bot.workshop import Workshop
from tests.year.chat import Chats
from tests.year.virtual import Time
from tests.year.zones import all_zones

T = TypeVar("T")
Deed = Callable[[], Awaitable[None]]
SWEEP = timedelta(seconds=30)  # Spotter looks so often whether anything is due; here only when something was said
A_SECOND = timedelta(seconds=1)
MOST_TRIES = 5  # at one instant; then what is due is never done


class EveryZone:
    """An atlas in which each zone is found by its IANA name, those without a city as well."""

    def at(self, latitude: float, longitude: float) -> Place | None:
        return None

    def read(self, words: str, now: datetime) -> tuple[Place, ...]:
        return (Place(words, words),) if words in all_zones() else ()

    def near(self, words: str) -> tuple[Place, ...]:
        return ()


class Alarm:
    """When the coach is to be woken next, by its own clock."""

    def __init__(self) -> None:
        self.due: datetime | None = None

    def expect(self, due: datetime) -> None:
        self.due = due if self.due is None else min(self.due, due)


class World:
    """`shelf` and `database` are Spotter's; lifters come by `plans`, which is what anybody is to do at an instant."""

    def __init__(self, time: Time, shelf: Shelf, database: Path) -> None:
        self.time = time
        self.chats = Chats(time)
        self.is_up = False
        self._shelf = shelf
        self._database = database
        self._plans: list[tuple[datetime, int, Deed]] = []
        self._order = count()
        self._arrivals = 0
        self._tries = 0

    def plans(self, at: datetime, deed: Deed) -> None:
        heapq.heappush(self._plans, (max(at, self.time.instant), next(self._order), deed))

    async def lives(self, until: datetime) -> None:
        """From one event to the next; Spotter is started first and stopped last."""
        await self.starts()
        while (following := self._next_event()) is not None and following <= until:
            asleep, sent = len(self.time.loop.asleep()), self.chats.sent
            self.time.passes(following)
            await self._settles()
            if self._rings_at() == self.time.instant:
                await self._rings()
            if self.is_up and (self.chats.sent > sent or len(self.time.loop.asleep()) != asleep):
                self._alarm.expect(self._clock.now() + SWEEP)
            while self._plans and self._plans[0][0] <= self.time.instant:
                await heapq.heappop(self._plans)[2]()
                await self._settles()
        await self.stops()

    async def starts(self) -> None:
        """A new life on the same database. Its clock begins with what the machine shows, and is set right by Telegram's."""
        self._clock = SteadyClock(self.time.machine, self.time.counter)
        await self._clock.settle(self.time.telegram)
        self._store: OpenStore = await open_store(f"sqlite:///{self._database}")
        self._alarm = Alarm()
        self._coach = Coach(self._store, self.chats, self._alarm, self._clock, self._shelf, EveryZone(), Workshop())
        self.is_up = True
        await self._coach.catch_up()
        await self._settles()
        await self._rings()

    async def stops(self) -> None:
        self.is_up = False
        await self._coach.stop()
        await self._settles()
        await self._store.close()

    async def sets_machine(self, wrong_by: timedelta) -> None:
        """The machine's clock jumps. Spotter rings before it has noticed, and again when Telegram was asked."""
        self.time.machine_wrong_by = wrong_by
        if self.is_up:
            await self._rings()
            self._clock.look()
            if self._clock.in_doubt:
                await self._clock.settle(self.time.telegram)
            await self._rings()

    async def hears(self, inbound: Inbound) -> None:
        """An update arrives, is kept, and is handled; all that follows from it at once is done."""
        self._arrivals += 1
        arrival = Arrival(self._arrivals, inbound)
        now = self._clock.now()
        await asyncio.gather(self._store.run(lambda tx: tx.receive(arrival, now)), self._coach.handle(arrival))
        await self._settles()

    async def reads(self, work: Callable[[Transaction], T]) -> T:
        """For those who count, not for those who judge."""
        return await self._store.run(work)

    def _next_event(self) -> datetime | None:
        times = [self._plans[0][0]] if self._plans else []
        if self.is_up:
            times += map(self.time.at, self.time.loop.asleep())
            times += [due for due in [self._rings_at()] if due is not None]
        return max(min(times), self.time.instant) if times else None

    def _rings_at(self) -> datetime | None:
        """When the alarm goes off, which the coach's own clock decides."""
        if not self.is_up or self._alarm.due is None:
            return None
        return self.time.instant + max(self._alarm.due - self._clock.now(), timedelta())

    async def _rings(self) -> None:
        self._alarm.due = None
        due = await self._coach.ring()
        await self._settles()
        if due is None:
            return
        now = self._clock.now()
        self._tries = self._tries + 1 if due <= now else 0
        assert self._tries < MOST_TRIES, f"what is due at {due} is not done at {now}"
        self._alarm.expect(due if due > now else now + A_SECOND)

    async def _settles(self) -> None:
        """Until all that was begun is done, or sleeps until an instant to come."""
        if not self.is_up and not hasattr(self, "_coach"):
            return
        while True:
            await self._coach.quiet()
            await asyncio.sleep(0)
            busy = {t for t in asyncio.all_tasks() if t is not asyncio.current_task() and t.get_name() != "store"}
            if len(busy) == len(self.time.loop.asleep()):
                return
            await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
