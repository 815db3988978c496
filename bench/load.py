"""How a crowd acts: as fast as the bot can follow (closed loop), or at a given rate whatever the bot does (open loop).

Nobody acts faster than a person would: each rests between two acts of theirs. Everything that was begun is waited for.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from bench.crowd import Crowd

AT_ONCE = 256  # acts that may be under way in the closed loop
BREATH = 2.0  # seconds between two acts of one person
PATIENCE = 20.0  # seconds in which at least one of the acts under way must end


class Unfinished(Exception):
    """Some of what was begun never came to its end."""


@dataclass(slots=True)
class Seen:
    """When acts ended (perf_counter) and how long each took, in seconds.

    `starved` counts those that came late because everybody was resting.
    """

    ended: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    starved: int = 0

    def per_second(self, since: float, until: float) -> float:
        return sum(since <= moment < until for moment in self.ended) / (until - since)


class Load:
    """Lets the people of a crowd act in turn and sees how long it takes."""

    def __init__(self, crowd: Crowd) -> None:
        self.seen = Seen()
        self._crowd = crowd
        self._fresh = iter(range(len(crowd)))
        self._resting: deque[tuple[float, int]] = deque()
        self._began: dict[int, float] = {}
        self._coming: set[asyncio.TimerHandle] = set()
        self._all_done = asyncio.Event()
        self._on_done: Callable[[], object] = lambda: None
        crowd.done = self._done

    async def closed(self, seconds: float, at_once: int = AT_ONCE) -> None:
        """Whenever one act ends, the next begins."""
        loop = asyncio.get_running_loop()
        self._on_done = lambda: loop.call_soon(self._next)  # not within the call of the bot that ended the one before
        for _ in range(min(at_once, len(self._crowd))):
            self._next()
        await asyncio.sleep(seconds)  # the measurement itself
        self._on_done = lambda: None
        await self._finish()

    async def open(self, per_second: float, seconds: float, seed: int = 1) -> None:
        """Acts come by chance, so many a second on average."""
        dice = random.Random(seed)
        loop = asyncio.get_running_loop()
        begin, at = loop.time(), 0.0
        while (at := at + dice.expovariate(per_second)) < seconds:
            await asyncio.sleep(begin + at - loop.time())  # until this act's time has come
            self._next()
        await self._finish()

    async def once_each(self, at_once: int = AT_ONCE) -> None:
        """Everybody acts once."""
        loop = asyncio.get_running_loop()
        left = iter(range(len(self._crowd)))

        def following() -> None:
            if (number := next(left, None)) is not None:
                self._act(number)

        self._on_done = lambda: loop.call_soon(following)
        for _ in range(at_once):
            following()
        await self._finish()

    def _next(self) -> None:
        """Whoever has rested longest acts next, or somebody fresh; if there is nobody, whoever will have rested first."""
        wait = self._resting[0][0] - perf_counter() if self._resting else 0.0
        if not self._resting or wait > 0:
            fresh = next(self._fresh, None)
            if fresh is not None:
                self._act(fresh)
                return
        if not self._resting:  # everybody is at it, on a machine that is too slow for so many acts
            self.seen.starved += 1
            return
        _, number = self._resting.popleft()
        if wait <= 0:
            self._act(number)
            return
        self.seen.starved += 1

        def come() -> None:
            self._coming.discard(timer)
            self._act(number)

        timer = asyncio.get_running_loop().call_later(wait, come)
        self._coming.add(timer)

    def _act(self, number: int) -> None:
        self._began[number] = perf_counter()
        self._crowd.act(number)

    def _done(self, number: int) -> None:
        now = perf_counter()
        self.seen.ended.append(now)
        self.seen.took.append(now - self._began.pop(number))
        self._resting.append((now + BREATH, number))
        self._on_done()
        if not self._began:
            self._all_done.set()

    async def _finish(self) -> None:
        """Waits until nothing is under way, as long as something still comes to its end now and then. Nothing new begins."""
        for timer in self._coming:
            timer.cancel()
        while self._began:
            ended = len(self.seen.ended)
            self._all_done.clear()
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._all_done.wait()
            except TimeoutError:
                if len(self.seen.ended) == ended:
                    raise Unfinished(f"{len(self._began)} acts were never seen to end") from None
