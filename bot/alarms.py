"""The alarm clock: one job, armed for the earliest due row, and at the latest for the next sweep in case anything was missed.

The only file that says apscheduler. The rows of the database are the truth; nothing is kept here that a restart would miss.
What rings, and what that means, is the coach's business; what time it is, the clock's.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.coach.ports import StoreTrouble
from bot.coach.world import Clock

log = logging.getLogger(__name__)

SWEEP_EVERY = timedelta(seconds=30)
AGAIN_AFTER = timedelta(seconds=1)  # when what is due could not be done at once


class Within(BaseTrigger):
    """Once after `wait`, then with every sweep.

    The scheduler reads the machine's clock, which may jump; so it is never given an instant of ours, only how long to wait.
    """

    def __init__(self, wait: timedelta) -> None:
        self._wait = wait

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + (self._wait if previous_fire_time is None else SWEEP_EVERY)


class Alarms:
    """Calls `ring` when something is due; `ring` does all that is due and returns the next instant, or None."""

    def __init__(self, clock: Clock, ring: Callable[[], Awaitable[datetime | None]]) -> None:
        self._clock = clock
        self._ring = ring
        self._armed: datetime | None = None
        self._wanted = False
        self._trouble = ""
        self._waking: asyncio.Task[None] | None = None
        # A loop that was busy for two seconds may not swallow a rest.
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})

    def start(self) -> None:
        """Rings what is due already, then keeps watch."""
        self._scheduler.start()
        self.expect(self._clock.now())

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._waking is not None:
            self._waking.cancel()

    def expect(self, due: datetime) -> None:
        """Wakes no later than `due`."""
        if self._armed is None or due < self._armed:
            self._arm(due)

    def moved(self) -> None:
        """A clock was moved, ours or the machine's: what is due may be due now, and what is armed may be armed wrongly."""
        if self._scheduler.running:
            self._arm(self._clock.now())

    def _arm(self, due: datetime) -> None:
        now = self._clock.now()
        self._armed = min(max(due, now), now + SWEEP_EVERY)
        self._scheduler.add_job(self._wake, Within(self._armed - now), id="watch", replace_existing=True)

    async def _wake(self) -> None:
        """Begins to ring, one at a time; whoever wakes meanwhile has it ring once more.

        In a task of our own: one that the scheduler waits for is called an error when it is cut short at the end.
        """
        self._armed = None
        self._wanted = True
        if self._waking is None or self._waking.done():
            self._waking = asyncio.create_task(self._ring_all())

    async def _ring_all(self) -> None:
        due: datetime | None = None
        try:
            while self._wanted:
                self._wanted = False
                due = await self._ring()
            self._trouble = ""
        except Exception as trouble:
            self._say(trouble)
            due = self._clock.now()
        if due is not None:
            now = self._clock.now()
            self.expect(due if due > now else now + AGAIN_AFTER)

    def _say(self, trouble: Exception) -> None:
        """Once an outage, not once a try; where it is not a foreseen one, with how it came about."""
        if str(trouble) != self._trouble:
            self._trouble = str(trouble)
            foreseen = isinstance(trouble, StoreTrouble)
            log.error("nothing can ring: %s; trying again until it can", trouble, exc_info=not foreseen)
