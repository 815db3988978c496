"""Time that passes only when told to: the clocks of a machine and of Telegram, and an event loop whose timers go by them.

Threads are waited for as ever; that time passes is not. No tests live here.
"""

import asyncio
import selectors
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVarTuple

Ts = TypeVarTuple("Ts")

A_MOMENT = timedelta(milliseconds=1)
PATIENCE = 30.0  # seconds of real time; only a defect makes anybody wait that long


class _Waiting(selectors.DefaultSelector):
    """Waits for threads and nothing else."""

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        found = super().select(PATIENCE)
        assert found, "everybody waits for a time that nobody lets pass"
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its timers go off when `seconds` says so."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self._timers: list[asyncio.TimerHandle] = []
        super().__init__(_Waiting())

    def time(self) -> float:
        return self.seconds

    def call_at(
        self,
        when: float,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        handle = super().call_at(when, callback, *args, context=context)
        self._timers.append(handle)
        return handle

    def asleep(self) -> list[float]:
        """When those wake that sleep now."""
        self._timers = [one for one in self._timers if not one.cancelled() and one.when() >= self.seconds]
        return [one.when() for one in self._timers]


@dataclass
class Time:
    """What it truly is, which is what Telegram goes by; and what the machine's clock shows, which may be wrong."""

    loop: VirtualLoop
    instant: datetime
    machine_wrong_by: timedelta = timedelta()

    def passes(self, until: datetime) -> None:
        if until > self.instant:
            self.loop.seconds += (until - self.instant).total_seconds()
            self.instant = until

    def machine(self) -> float:
        return (self.instant + self.machine_wrong_by).timestamp()

    def counter(self) -> float:
        return self.loop.seconds

    async def telegram(self) -> float | None:
        return float(int(self.instant.timestamp()))

    def at(self, seconds: float) -> datetime:
        """The instant by which the loop's clock will have shown that: a timer goes off after its time, not at it."""
        return self.instant + timedelta(seconds=seconds - self.loop.seconds) + A_MOMENT


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
