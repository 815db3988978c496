"""What arrives is in the database before Telegram is told that it arrived, and is handled once, each chat's in its own order.

Telegram forgets an update as soon as the next is asked for, so whatever only stood in memory then would be lost by a kill.
How updates come (polled or delivered) and what they mean is not known here.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.coach.ports import BEFORE_ALL, Arrival, Clock, Store, StoreTrouble, Transaction

log = logging.getLogger(__name__)

AT_ONCE = 256  # chats whose arrivals are handled at the same time
MOST_WAITING = 2_000  # arrivals in memory; while there are more, no more are taken in
REMEMBERED = timedelta(hours=25)  # Telegram keeps an update for 24 hours, and may send it again that long
TIDIED_EVERY = timedelta(hours=1)
LONGEST_WAIT = 5.0  # seconds between two tries to write


class Inbox:
    """`handle` handles one arrival; it raises StoreTrouble while the database cannot be written."""

    def __init__(self, store: Store, clock: Clock, handle: Callable[[Arrival], Awaitable[None]]) -> None:
        self._store = store
        self._clock = clock
        self._handle = handle
        self._lanes: dict[int, deque[Arrival]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()
        self._tidied: datetime | None = None

    @property
    def waiting(self) -> int:
        """How many arrivals are not handled yet."""
        return self._waiting

    async def recover(self) -> None:
        """Begins to handle what an earlier run had taken in and not come to."""
        for arrival in await self._store.run(lambda tx: tx.unhandled(BEFORE_ALL, MOST_WAITING)):
            self._queue(arrival)

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        """Keeps them all in one commit, then begins to handle those that are new. Raises StoreTrouble, and keeps none."""
        now = self._clock.now()
        tidy = self._tidied is None or now - self._tidied > TIDIED_EVERY
        fresh = await self._store.run(lambda tx: _receive(tx, arrivals, now, now - REMEMBERED if tidy else None))
        self._tidied = now if tidy else self._tidied
        for arrival in fresh:
            self._queue(arrival)

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
        self._waiting += 1
        if self._waiting >= MOST_WAITING:
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
                    lane.popleft()
                    self._waiting -= 1
                    if self._waiting < MOST_WAITING:
                        self._room.set()
        finally:
            del self._lanes[chat]

    async def _until_written(self, arrival: Arrival) -> None:
        wait = 0.1
        while True:
            try:
                return await self._handle(arrival)
            except StoreTrouble as trouble:
                log.error(
                    "nothing is lost, but nothing can be kept either: %s; trying again in %.1f s",
                    trouble,
                    wait,
                )
                await asyncio.sleep(wait)  # until the database can be written again
                wait = min(wait * 2, LONGEST_WAIT)
            except Exception:
                log.exception("arrival %s was left unhandled", arrival.number)  # its lane goes on
                return None


def _receive(
    tx: Transaction, arrivals: Sequence[Arrival], now: datetime, forget_before: datetime | None
) -> list[Arrival]:
    if forget_before is not None:
        tx.forget_handled(forget_before)
    return [arrival for arrival in arrivals if tx.receive(arrival, now)]
