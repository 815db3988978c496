"""What is to be shown waits here, one lifter's after the other; what the next would overwrite at once is not shown at all.

So a tap need not wait until the one before it is drawn, and five taps on `+` are one edit or two. How a thing is shown, and
what becomes of trouble, is in `teller`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.coach.records import Card, Spot
from bot.coach.turn import Turn


@dataclass(frozen=True, slots=True)
class Showing:
    """A turn, shown where its button was pressed, or below everything else if none was."""

    lifter: int
    chat: int
    turn: Turn
    pressed: Spot | None = None
    more_to_come: bool = False  # one nudge is seldom the last

    def overwrites(self, earlier: "Show") -> "Show | None":
        """Both in one, if nobody would miss the earlier screen."""
        if not isinstance(earlier, Showing) or self.pressed is None or self.pressed != earlier.pressed:
            return None
        mine, other = self.turn, earlier.turn
        if mine.screen is None or mine.session is None or other.session is None or mine.session.id != other.session.id:
            return None
        carried = replace(mine.carried, letters=other.carried.letters + mine.carried.letters)
        turn = replace(mine, carried=carried, rings=other.rings + mine.rings, stale=other.stale + mine.stale)
        return replace(self, turn=turn)


@dataclass(frozen=True, slots=True)
class Refresh:
    """A session's card as it will be by then: an alarm went off, or an earlier try failed."""

    lifter: int
    chat: int
    session: str
    attempt: int = 0
    more_to_come: ClassVar[bool] = False

    def overwrites(self, earlier: "Show") -> "Show | None":
        return self if isinstance(earlier, Refresh) and earlier.session == self.session else None


@dataclass(frozen=True, slots=True)
class Anew:
    """A session's card as it will be by then, below everything else: a flood kept what was to be said there."""

    lifter: int
    chat: int
    session: str
    more_to_come: ClassVar[bool] = False

    def overwrites(self, earlier: "Show") -> "Show | None":
        return self if isinstance(earlier, Anew) and earlier.session == self.session else None


Show = Showing | Refresh | Anew

MORE_WITHIN = 1.0  # seconds from one nudge that is shown to the next
Take = Callable[[], Show]
Moved = dict[str, Card]  # by session: where cards have come to stand since those that wait were decided


class Stage:
    """`perform` is called with the chat of what waits first: it waits for room there, takes what is to be shown by then, and
    shows it. It never raises."""

    def __init__(self, perform: Callable[[int, Take, Moved], Awaitable[None]]) -> None:
        self._perform = perform
        self._waiting: dict[int, deque[Show]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._hurry: dict[int, asyncio.Event] = {}

    def put(self, show: Show) -> asyncio.Task[None]:
        """Has it shown; the task ends when all of this lifter's is."""
        lifter = show.lifter
        if lifter in self._waiting:
            self._waiting[lifter].append(show)
            if not show.more_to_come:
                self._hurry[lifter].set()
        else:
            self._waiting[lifter] = deque([show])
            self._hurry[lifter] = asyncio.Event()
            self._workers[lifter] = asyncio.create_task(self._work(lifter))
        return self._workers[lifter]

    async def quiet(self) -> None:
        """Waits until everything is shown."""
        for hurry in self._hurry.values():
            hurry.set()
        while self._workers:
            await asyncio.wait(self._workers.values())

    async def _work(self, lifter: int) -> None:
        waiting = self._waiting[lifter]
        moved: Moved = {}

        def take() -> Show:
            show = waiting.popleft()
            while waiting and (both := waiting[0].overwrites(show)) is not None:
                waiting.popleft()
                show = both
            return show

        try:
            while waiting:
                more_to_come = waiting[0].more_to_come
                await self._perform(waiting[0].chat, take, moved)
                if more_to_come:
                    await self._linger(lifter)
        finally:
            del self._waiting[lifter], self._workers[lifter], self._hurry[lifter]

    async def _linger(self, lifter: int) -> None:
        """Lets further nudges gather, until anything else is to be shown."""
        hurry = self._hurry[lifter]
        if all(show.more_to_come for show in self._waiting[lifter]):
            hurry.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(MORE_WITHIN):
                await hurry.wait()
