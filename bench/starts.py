"""Starting anew on the database that is there: how soon Spotter asks for updates, and how much memory it has when idle."""

import asyncio
from dataclasses import dataclass
from statistics import median

from bench.stage import Gym

IDLE = 3.0  # seconds without anything to do


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds from the process's start to its first getUpdates; megabytes of the whole process."""

    seconds: list[float]
    memory: float

    @property
    def usual(self) -> float:
        return median(self.seconds)


async def measure(gym: Gym, starts: int, idle: float = IDLE) -> Starts:
    seconds = []
    for _ in range(starts):
        async with gym.spotter() as bot:
            seconds.append(bot.listened)
            await asyncio.sleep(idle if len(seconds) == starts else 0)  # what a start still does goes on meanwhile
            memory = bot.memory()
    return Starts(seconds, memory)
