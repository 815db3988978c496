"""A clock that can be moved forward: what time it is for the sandbox and for the bot beside it.

It runs at the pace of the real clock, only from another starting point. Nothing here sleeps or wakes anybody at a
due time; whoever rests on time asks to be told of a move and looks again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MovableClock:
    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._offset = timedelta()
        self._listeners: list[Callable[[], None]] = []

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of the real one."""
        return self._offset

    def now(self) -> datetime:
        return EPOCH + timedelta(seconds=self._real()) + self._offset

    def unix(self) -> float:
        return self._real() + self._offset.total_seconds()

    def move(self, by: timedelta) -> None:
        """Moves the clock and tells the listeners; OverflowError, and nothing moved, where the calendar ends."""
        if self.now() + by < EPOCH:
            raise OverflowError("the clock starts in 1970")
        self._offset += by
        for listener in tuple(self._listeners):
            listener()

    def on_move(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls back after every move; what it returns ends that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)
