"""What arrives is in the database before Telegram is told that it arrived, and is handled once, each chat's in its own order.

Telegram forgets an update as soon as the next is asked for, so whatever only stood in memory then would be lost by a kill.
How updates come (polled or delivered) and what they mean is not known here.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bot.coach.inbound import Press
from bot.coach.ports import Store, StoreTrouble, Transaction
from bot.coach.records import BEFORE_ALL, Arrival
from bot.coach.world import Clock

T = TypeVar("T")
Handle = Callable[[Arrival], Awaitable[None]]
log = logging.getLogger(__name__)

AT_ONCE = 256  # chats whose arrivals are handled at the same time
MOST_WAITING = 2_000  # arrivals in memory; while there are more, no more are taken in
A_PAGE = 500  # of what an earlier run left behind
REMEMBERED = timedelta(hours=25)  # Telegram keeps an update for 24 hours, and may send it again that long
TIDIED_EVERY = timedelta(hours=1)
LONGEST_WAIT = 5.0  # seconds between two tries to write


async def in_silence(arrival: Arrival) -> None:
    """Whoever sent it will see in the end."""


class Inbox:
    """`handle` handles one arrival; it raises StoreTrouble while the database cannot be written. `refuse` is told at every
    try of each arrival that cannot be kept or handled for that reason.

    `taken`, `presses` and `refusals` count since the start what was taken in, which presses were handled, and how often the
    database refused; `trouble` says why it does, and is empty while it does not. `tick` is a clock that nobody sets.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        handle: Handle,
        tick: Callable[[], float] = time.monotonic,
        refuse: Handle = in_silence,
    ) -> None:
        self._store = store
        self._clock = clock
        self._handle = handle
        self._refuse = refuse
        self._tick = tick
        self._lanes: dict[int, deque[Arrival]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._since: dict[int, float] = {}  # by number, in the order in which they came
        self._room = asyncio.Event()
        self._room.set()
        self._tidied: datetime | None = None
        self._left_behind = BEFORE_ALL
        self.recovered = False
        self.taken = 0
        self.presses = 0
        self.refusals = 0
        self.trouble = ""

    @property
    def waiting(self) -> int:
        """How many arrivals in memory are not handled yet."""
        return len(self._since)

    @property
    def longest_wait(self) -> float:
        """For how many seconds the first of them has been waiting."""
        return self._tick() - next(iter(self._since.values())) if self._since else 0.0

    @property
    def is_open(self) -> bool:
        """Whether more can be taken in: there is room, and what an earlier run left behind has its place."""
        return self.recovered and self._room.is_set()

    async def recover(self) -> bool:
        """Takes up a page of what an earlier run had taken in and not come to. True when none of it is left in the database.

        It comes before all that is new, or a chat's arrivals would overtake one another.
        """
        if not self.recovered:
            after = self._left_behind
            page = await self._run(lambda tx: tx.unhandled(after, A_PAGE))
            self.recovered = not page
            for arrival in page:
                self._left_behind = arrival.number
                self._queue(arrival)
        return self.recovered

    async def take(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Keeps them all in one commit, then begins to handle those that are new, and returns these.

        Raises StoreTrouble, and keeps none.
        """
        now = self._clock.now()
        tidy = self._tidied is None or now - self._tidied > TIDIED_EVERY
        try:
            fresh = await self._run(lambda tx: _receive(tx, arrivals, now, now - REMEMBERED if tidy else None))
        except StoreTrouble:
            await asyncio.gather(*map(self._refuse, arrivals))
            raise
        self._tidied = now if tidy else self._tidied
        self.taken += len(fresh)
        for arrival in fresh:
            self._queue(arrival)
        return fresh

    async def has_room(self) -> None:
        """Waits while too much is waiting: what is not taken in stays safe with Telegram."""
        await self._room.wait()

    async def quiet(self) -> None:
        """Waits until everything taken in is handled."""
        while self._workers:
            await asyncio.wait(self._workers)

    def stop(self) -> None:
        """Lets go of what is still waiting; it is in the database and comes back at the next start."""
        for worker in self._workers:
            worker.cancel()

    def _queue(self, arrival: Arrival) -> None:
        self._since[arrival.number] = self._tick()
        if self.waiting >= MOST_WAITING:
            self._room.clear()
        chat = arrival.inbound.chat
        if chat in self._lanes:
            self._lanes[chat].append(arrival)
            return
        self._lanes[chat] = deque([arrival])
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        """Handles a chat's arrivals one by one until none is left."""
        lane = self._lanes[chat]
        try:
            async with self._at_once:
                while lane:
                    await self._until_written(lane[0])
                    self._done_with(lane.popleft())
        finally:
            del self._lanes[chat]

    def _done_with(self, arrival: Arrival) -> None:
        del self._since[arrival.number]
        self.presses += isinstance(arrival.inbound, Press)
        if self.waiting < MOST_WAITING:
            self._room.set()

    async def _until_written(self, arrival: Arrival) -> None:
        wait = 0.1
        while True:
            try:
                await self._handle(arrival)
                return self._is_well()
            except StoreTrouble as trouble:
                self._is_ill(trouble)
                await self._refuse(arrival)
                await asyncio.sleep(wait)  # until the database can be written again
                wait = min(wait * 2, LONGEST_WAIT)
            except Exception:
                log.exception("arrival %s was left unhandled", arrival.number)  # its lane goes on
                return None

    async def _run(self, work: Callable[[Transaction], T]) -> T:
        try:
            value = await self._store.run(work)
        except StoreTrouble as trouble:
            self._is_ill(trouble)
            raise
        self._is_well()
        return value

    def _is_ill(self, trouble: StoreTrouble) -> None:
        """Said once an outage, not once a try."""
        if not self.trouble:
            log.error("nothing is lost, but nothing can be kept either: %s; trying again until it can", trouble)
        self.trouble = str(trouble)
        self.refusals += 1

    def _is_well(self) -> None:
        if self.trouble:
            log.info("the database can be used again")
        self.trouble = ""


def _receive(
    tx: Transaction, arrivals: Sequence[Arrival], now: datetime, forget_before: datetime | None
) -> list[Arrival]:
    if forget_before is not None:
        tx.forget_handled(forget_before)
    return [arrival for arrival in arrivals if tx.receive(arrival, now)]
