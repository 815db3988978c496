"""What time it is: the machine's clock, but no jump of it is believed until a witness says so.

Time goes on by a counter that nobody sets, from where the machine's clock once stood. Here the two are compared, once a
second, and what is not sure is settled by asking. How Telegram is asked, and what is done at which time, is not known here.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0  # seconds
FOLLOWED = 2.0  # seconds of difference that are no jump: the machine's clock being set right a little at a time
AGREES = 10.0  # seconds that a witness may be off, and still mean the same time
NOTICED = 0.1  # seconds by which the machine's clock must have moved against the counter before timers are set anew
UNSEEN = 5.0  # seconds between two looks: the machine slept
ASKED_EVERY = 600.0  # seconds, while nothing is in doubt: a clock may be wrong without ever jumping
ASKED_AGAIN = 15.0  # seconds, while something is
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Witness = Callable[[], Awaitable[float | None]]
"""Asked for the time, as Unix time in whole seconds; None where it cannot be had."""


def counter() -> float:
    """Seconds that nobody sets and that go on while the machine sleeps: on macOS it is the monotonic clock that does."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SteadyClock:
    """`wall` is the machine's clock as Unix time, which may jump; `boot` counts seconds and does not."""

    def __init__(self, wall: Callable[[], float] = time.time, boot: Callable[[], float] = counter) -> None:
        self._wall = wall
        self._boot = boot
        self._looked = boot()
        self._start = wall() - self._looked  # our time when the counter was at zero
        self._ahead = 0.0  # by how much the machine's clock was ahead of ours when last looked at
        self._wrong_by = 0.0  # as much of that as the witness has called wrong
        self._ask_at = self._looked
        self._admitted = False  # that it goes on in doubt
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return EPOCH + timedelta(seconds=self._unix())

    @property
    def machine_ahead(self) -> float:
        """By how many seconds the machine's clock is ahead of the time that we go by."""
        return self._ahead

    @property
    def in_doubt(self) -> bool:
        """The machine's clock has jumped, and no witness has been heard about it."""
        return abs(self._ahead - self._wrong_by) >= FOLLOWED

    def on_move(self, callback: Callable[[], None]) -> None:
        """Calls back whenever timers are to be set anew: our time moved, the machine's did, or the machine slept."""
        self._listeners.append(callback)

    async def keep(self, witness: Witness) -> None:
        """Looks again and again, and has settled what is not sure. Until cancelled."""
        while True:
            self.look()
            if self._boot() >= self._ask_at:
                await self.settle(witness)
            await asyncio.sleep(LOOKS_EVERY)  # a clock does not tell when it is set; it is looked at

    def look(self) -> None:
        """Compares: follows a small difference, begins to doubt at a large one."""
        doubted = self.in_doubt
        last, self._looked = self._looked, self._boot()
        before, self._ahead = self._ahead, self._wall() - self._unix()
        moved = abs(self._ahead - before) > NOTICED or self._looked - last > UNSEEN
        if abs(self._ahead) < FOLLOWED:
            self._follow()
        elif not self.in_doubt:
            self._wrong_by = self._ahead  # a clock that is wrong may be slow or fast as well
        elif not doubted:
            self._ask_at, self._admitted = self._looked, False
        if moved:
            self._tell()

    async def settle(self, witness: Witness) -> None:
        """Asks once, and believes the answer."""
        wall, boot = self._wall(), self._boot()
        said = await witness()
        # Whichever is longer: a machine that stood still meanwhile may not have counted it.
        took = max(self._boot() - boot, self._wall() - wall)
        self.look()
        if said is None:
            self._go_on_in_doubt()
        else:
            self._judge(said, took)
        self._ask_at = self._boot() + (ASKED_AGAIN if said is None or self.in_doubt else ASKED_EVERY)

    def _judge(self, said: float, took: float) -> None:
        def off(time: float) -> float:
            """How far from what it can be now, if `said` was the time at some moment of that journey."""
            return max(said - time, time - (said + 1 + took), 0.0)

        machine, ours = off(self._wall()), off(self._unix())
        jump = self._ahead - self._wrong_by
        if min(machine, ours) > AGREES:
            self._move(said + 0.5 - self._unix())
            self._wrong_by = self._ahead
            self._warn("the machine's clock is off by %s from Telegram's: going by Telegram's", self._ahead)
        elif self.in_doubt and machine < ours:
            self._move(self._ahead)
            self._wrong_by = 0.0
            self._warn("the machine's clock jumped by %s, and Telegram's agrees: going by it", jump)
        elif self.in_doubt and ours < machine:
            self._wrong_by = self._ahead
            self._warn("the machine's clock jumped by %s, and Telegram's did not: going on without; set it right", jump)

    def _follow(self) -> None:
        if self._wrong_by:
            log.info("the machine's clock is right again")
        self._start += self._ahead
        self._ahead = self._wrong_by = 0.0

    def _move(self, by: float) -> None:
        self._start += by
        self._ahead -= by
        self._tell()

    def _go_on_in_doubt(self) -> None:
        if self.in_doubt and not self._admitted:
            self._admitted = True
            jump = self._ahead - self._wrong_by
            self._warn(
                "the machine's clock jumped by %s, and Telegram cannot be asked: going on without until it can", jump
            )

    def _warn(self, what: str, by: float) -> None:
        span = timedelta(seconds=round(abs(by)))
        log.warning(f"{what}; it is %s UTC", f"{'-' if by < 0 else '+'}{span}", f"{self.now():%Y-%m-%d %H:%M:%S}")

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _unix(self) -> float:
        return self._boot() + self._start
