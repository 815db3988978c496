"""Notices an event loop that hangs, and ends the process, so that whoever supervises it starts it again.

A thread counts its own waits without a beat and reads no clock, so that a machine that slept is not shot at for it. What it
leaves behind is one line and the stacks of all threads: names of files and functions, never a value. Everything that was
acknowledged is in the database, so that ending at once is safe.
"""

import asyncio
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

EXIT_CODE = 70  # "internal software error", by custom: the supervisor is to start it again
PATIENCE = 20  # looks in a row without a beat
BEATS_EVERY = 1.0  # seconds; the watchdog looks as often
LAST_WORDS = 2.0  # seconds for them, where even standard error hangs


class Pulse:
    """Beats for as long as the event loop runs. `tick` is a clock that nobody sets."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._last = tick()
        self.beats = 0

    @property
    def age(self) -> float:
        """Seconds since the last beat."""
        return self._tick() - self._last

    async def beat(self, every: float = BEATS_EVERY) -> None:
        while True:
            self._last = self._tick()
            self.beats += 1
            await asyncio.sleep(every)


def watch(pulse: Pulse, patience: int = PATIENCE, every: float = BEATS_EVERY) -> None:
    """Begins to watch, from now to the very end of the process: a stop that hangs is a hang as well.

    Code that never lets another thread run holds the watchdog up as well. So it winds up a timer of the system at each look,
    which runs only while the process does, and ends it if it ever runs out.
    """
    faulthandler.register(signal.SIGVTALRM, all_threads=True, chain=True)
    threading.Thread(target=_watch, args=(pulse, patience, every), name="watchdog", daemon=True).start()


def _watch(pulse: Pulse, patience: int, every: float) -> None:
    beats, silent = pulse.beats, 0
    while silent < patience:
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 * patience * every)
        time.sleep(every)
        silent = silent + 1 if pulse.beats == beats else 0
        beats = pulse.beats
    _end(f"The event loop has not moved for {patience * every:.0f} s: ending, to be started again. All threads:")


def _end(why: str) -> None:
    """At once, since a loop that hangs can finish nothing."""
    threading.Thread(target=_end_anyway, daemon=True).start()
    try:
        print(why, file=sys.stderr, flush=True)
        faulthandler.dump_traceback(sys.stderr, all_threads=True)
    finally:
        os._exit(EXIT_CODE)


def _end_anyway() -> None:
    time.sleep(LAST_WORDS)
    os._exit(EXIT_CODE)
