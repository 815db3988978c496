"""A house that can be killed at any point, for tests: the real store, inbox and coach, and a chat that outlives them.

Killed means that the process is gone: whatever it was doing stops where it is, and all that is left is the database's files as
they stand. Points to die at are before and after each transaction and each call to the chat. No tests live here.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

from bot.atlas import OfflineAtlas
from bot.chat.inbox import Inbox
from bot.coach import world
from bot.coach.coach import Coach
from bot.coach.ports import Transaction
from bot.coach.records import Arrival, File, Spot, Urgency
from bot.coach.world import Shelf
from bot.screens.screen import Screen
from bot.store import OpenStore, open_store
from bot.workshop import Workshop
from tests.coach.open_gym import StandingClock
from tests.coach.simple_chat import SimpleChat

T = TypeVar("T")
PATIENCE = 20.0  # seconds; only a defect makes anybody wait that long


class Fate:
    """Counts the points that are passed; at the last of them everything stops for good."""

    def __init__(self) -> None:
        self.sealed = asyncio.Event()
        self._left: int | None = None
        self._buried = False

    def allows(self, points: int | None) -> None:
        """So many more points; None is no end of them."""
        self._left = points

    def buries(self) -> None:
        """Whoever is cancelled now and turns to the world once more finds it gone."""
        self._buried = True

    async def passes(self, doing: Callable[[], Awaitable[T]]) -> T:
        await self._point()
        done = await doing()
        await self._point()
        return done

    async def _point(self) -> None:
        if self._buried:
            raise asyncio.CancelledError
        if self._left == 0:
            self.sealed.set()
        if self.sealed.is_set():
            await asyncio.Future()  # the dead do nothing more
        if self._left is not None:
            self._left -= 1


class MortalStore:
    def __init__(self, store: OpenStore, fate: Fate) -> None:
        self._store = store
        self._fate = fate

    async def run(self, work: Callable[[Transaction], T]) -> T:
        return await self._fate.passes(lambda: self._store.run(work))

    async def scrub(self) -> bool:
        return await self._fate.passes(self._store.scrub)


class MortalMessenger:
    def __init__(self, chat: SimpleChat, fate: Fate) -> None:
        self._chat = chat
        self._fate = fate

    async def room(self, chat: int, urgency: Urgency) -> None:
        await self._fate.passes(lambda: self._chat.room(chat, urgency))

    async def prepare(self, screen: Screen) -> None:
        await self._fate.passes(lambda: self._chat.prepare(screen))

    async def send(self, chat: int, screen: Screen) -> Spot:
        return await self._fate.passes(lambda: self._chat.send(chat, screen))

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        return await self._fate.passes(lambda: self._chat.edit(spot, screen))

    async def strip(self, spot: Spot) -> None:
        await self._fate.passes(lambda: self._chat.strip(spot))

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        await self._fate.passes(lambda: self._chat.delete(spots))

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        return await self._fate.passes(lambda: self._chat.send_files(chat, files, caption))

    async def fetch(self, file: str) -> bytes:
        return await self._fate.passes(lambda: self._chat.fetch(file))

    async def answer(self, press: str, chat: int, text: str) -> None:
        await self._fate.passes(lambda: self._chat.answer(press, chat, text))


@dataclass
class Alarm:
    """The alarm clock: remembers when it is to wake the coach, and forgets it when the house falls."""

    due: datetime | None = None

    def expect(self, due: datetime) -> None:
        self.due = due if self.due is None else min(self.due, due)


class MortalHouse:
    """`database` is where the files lie now: each life has a copy of its own, as the last one left them."""

    def __init__(
        self,
        database: Path,
        chat: SimpleChat,
        clock: StandingClock,
        shelf: Shelf,
        workshop: Callable[[], world.Workshop] = Workshop,
    ) -> None:
        self.database = database
        self._workshop = workshop
        self.interrupted = 0  # times that it died in the middle of something
        self._lives = 0
        self._chat = chat
        self._clock = clock
        self._shelf = shelf
        self._real: OpenStore | None = None

    async def opens(self) -> None:
        self._fate = Fate()
        self._real = await open_store(f"sqlite:///{self.database}")
        store = MortalStore(self._real, self._fate)
        self.alarm = Alarm()
        self._coach = Coach(
            store,
            MortalMessenger(self._chat, self._fate),
            self.alarm,
            self._clock,
            self._shelf,
            OfflineAtlas(),
            self._workshop(),
        )
        self._inbox = Inbox(store, self._clock, self._coach.handle)

    async def hears(self, arrival: Arrival, deaths: Sequence[int] = ()) -> None:
        """An update arrives; it is delivered again if the bot dies before all that follows from it is done.

        `deaths` says after how many points this life ends, the next one, and so on; who has done everything before lives on.
        """
        if not await self._survives(self._inbox.take([arrival]), deaths):
            await self._rises(deaths[1:], arrival)

    async def wakes(self, deaths: Sequence[int] = ()) -> None:
        """The alarm goes off."""
        if not await self._survives(self._rings(), deaths):
            await self._rises(deaths[1:])

    async def falls(self, away: timedelta, deaths: Sequence[int] = ()) -> None:
        """It dies while nothing is going on, and is opened again after a while."""
        await self.ends()
        self._clock.instant += away
        await self._rises(deaths)

    async def ends(self) -> None:
        """The process is gone. Its files are looked at only once its database's thread has stopped writing."""
        if self._real is None:
            return
        self._lives += 1
        self._fate.buries()
        lost = _others()
        for task in lost:
            task.cancel()
        await asyncio.gather(*lost, return_exceptions=True)
        await self._real.run(lambda tx: None)
        left = self.database.with_name(f"{self._lives}.db")
        for file in self.database.parent.glob(f"{self.database.name}*"):
            if not file.name.endswith(("-shm", ".lock")):
                shutil.copyfile(file, file.with_name(file.name.replace(self.database.name, left.name)))
        await self._real.close()
        self._real, self.database = None, left

    async def _rises(self, deaths: Sequence[int], *again: Arrival) -> None:
        await self.opens()
        while not await self._survives(self._starts(again), deaths):
            await self.opens()
            deaths = deaths[1:]

    async def _survives(self, doing: Coroutine[Any, Any, object], deaths: Sequence[int]) -> bool:
        """Whether it lived to do all of it, and all that came of it."""
        self._fate.allows(deaths[0] if deaths else None)
        end = asyncio.create_task(self._fate.sealed.wait())
        work = asyncio.create_task(self._until_quiet(doing, asyncio.all_tasks()))
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait((work, end), return_when=asyncio.FIRST_COMPLETED)
        if end.done():
            self.interrupted += 1
            await self.ends()
            return False
        end.cancel()
        self._fate.allows(None)
        work.result()
        return True

    async def _until_quiet(self, doing: Coroutine[Any, Any, object], besides: set[asyncio.Task[Any]]) -> None:
        """Nothing here waits for a network or for time, so what has been begun comes to an end."""
        await doing
        await self._coach.quiet()
        while begun := _others() - besides:
            await asyncio.wait(begun, return_when=asyncio.FIRST_COMPLETED)
            await self._coach.quiet()

    async def _starts(self, again: tuple[Arrival, ...]) -> None:
        """As `bot.run` does it; what Telegram does not know to have arrived, it delivers again."""
        await self._inbox.recover()
        await asyncio.gather(self._inbox.take(again), self._coach.catch_up(), self._rings())

    async def _rings(self) -> None:
        self.alarm.due = await self._coach.ring()


def _others() -> set[asyncio.Task[Any]]:
    """All tasks but this one, and the one that serves a database as long as it is open."""
    return {t for t in asyncio.all_tasks() if t is not asyncio.current_task() and t.get_name() != "store"}
