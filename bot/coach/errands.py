"""What takes longer than a turn: a file is written, or a long one is taken in. Begun after the commit, in its own time.

An errand works in small transactions, so that nobody's tap waits behind it, and tells of its progress by itself. One that must
not get lost when the process dies keeps in the database how far it is, and is begun again at the start.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.coach.ports import Store
from bot.coach.records import Urgency
from bot.coach.world import AlarmClock, Clock, Later, Messenger, Shelf, Workshop

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENT = 3  # times that something is tried before a flood is given way to


@dataclass(frozen=True, slots=True)
class Hands:
    """What an errand is done with."""

    store: Store
    messenger: Messenger
    workshop: Workshop
    clock: Clock
    shelf: Shelf
    alarm_clock: AlarmClock
    exporting: set[int] = field(default_factory=set)  # the lifters whose files are being written


Errand = Callable[[Hands], Coroutine[Any, Any, None]]


class Errands:
    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._running: dict[asyncio.Task[None], int] = {}

    def begin(self, errand: Errand, lifter: int) -> None:
        task = asyncio.create_task(self._run(errand))
        self._running[task] = lifter
        task.add_done_callback(self._running.pop)

    async def end(self, lifter: int) -> None:
        """Leaves what is under way for one lifter where it is."""
        await self._cancel([task for task, whose in self._running.items() if whose == lifter])

    async def stop(self) -> None:
        """Leaves what is under way where it is."""
        await self._cancel(list(self._running))

    async def _cancel(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, errand: Errand) -> None:
        try:
            await errand(self._hands)
        except Exception:
            log.exception("an errand failed")


async def patiently(hands: Hands, chat: int, doing: Callable[[], Awaitable[T]], tries: int = PATIENT) -> T:
    """Does it when there is room in the chat; a flood is waited for, but not for ever. Raises what `doing` raises, and `Later`
    at last."""
    while True:
        tries -= 1
        try:
            await hands.messenger.room(chat, Urgency.REPLY)
            return await doing()
        except Later as flood:
            if tries <= 0:
                raise
            await asyncio.sleep(flood.seconds)
