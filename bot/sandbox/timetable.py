"""The clock panel: what time the bot has, when its next alarm is due, and moving on to then."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.clock import MovableClock
    from bot.sandbox.keep import Keep

log = logging.getLogger(__name__)

PATIENCE = 5.0


class Timetable:
    def __init__(
        self,
        clock: MovableClock,
        keep: Keep,
        next_alarm: Callable[[], Callable[[], Awaitable[datetime | None]] | None],
    ) -> None:
        self._clock = clock
        self._keep = keep
        self._next_alarm = next_alarm
        for _, seconds in keep.read("clock"):
            clock.move(timedelta(seconds=seconds) - clock.offset)
        self._leave_clock = clock.on_move(self._remember)

    def close(self) -> None:
        self._leave_clock()

    def _remember(self) -> None:
        self._keep.put("clock", "offset", self._clock.offset.total_seconds())
        self._keep.settle()

    def advance(self, seconds: float) -> None:
        try:
            self._clock.move(timedelta(seconds=seconds))
        except OverflowError:
            raise ValueError("the clock cannot go that far") from None

    async def to_next_alarm(self) -> bool:
        """Moves to the bot's next alarm; False if there is none."""
        due = await self.due()
        if due is None:
            return False
        self._clock.move(max(due - self._clock.now(), timedelta()))
        return True

    async def due(self) -> datetime | None:
        ask = self._next_alarm()
        if ask is None:
            return None
        try:
            return await asyncio.wait_for(ask(), PATIENCE)
        except Exception as trouble:
            log.warning("sandbox: nobody knows the next alarm: %s", trouble)
            return None

    async def told(self) -> dict[str, Any]:
        due = await self.due()
        return {
            "now": self._clock.now().isoformat(),
            "unix": self._clock.unix(),
            "offset": self._clock.offset.total_seconds(),
            "next_alarm": due.astimezone(UTC).isoformat() if due else None,
        }
