"""The race: bare echo bots and Spotter, one after the other, round by round, on the same Bot API.

The machine's mood swings by more than the bots differ, so only figures of one round are ever set against each other. The echo
bots stay up between their turns, waiting for an update that does not come; Spotter is started anew for each turn.
"""

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.bots import Running, free_port, running
from bench.crowd import Crowd, Talkers
from bench.load import AT_ONCE
from bench.measure import latency, throughput
from bench.stage import Gym, bot_api
from bot.sandbox.world import World

Json = dict[str, Any]

ONE_BY_ONE = 32  # acts at once that keep a bot busy which handles one after the other
DELAY = 0.05  # seconds that each call takes on its way, in the second measurement
TAPS_A_SECOND = 100.0
ECHOES = {
    "ptb": "bench.echo_ptb",
    "aiogram": "bench.echo_aiogram",
    "no framework": "bench.echo_bare",
    "ptb, webhook": "bench.echo_ptb",
    "aiogram, webhook": "bench.echo_aiogram",
}


@dataclass(frozen=True, slots=True)
class Times:
    """How long each measurement goes on, in seconds."""

    throughput: float = 1.2
    latency: float = 2.0


@dataclass(frozen=True, slots=True)
class Echo:
    """A bare echo bot, up and waiting."""

    bot: Running
    talkers: Talkers
    world: World
    at_once: int  # when each call takes long

    async def turn(self, times: Times) -> Json:
        return await _measured(self.talkers, self.bot, self.world, times, self.at_once)


@dataclass(frozen=True, slots=True)
class Full:
    """Spotter with everything a tap takes."""

    gym: Gym
    settings: dict[str, str]

    async def turn(self, times: Times) -> Json:
        async with self.gym.spotter(**self.settings) as bot:
            measured = await _measured(self.gym.lifters, bot, self.gym.world, times, AT_ONCE)
        return {**measured, "taps": self.gym.lifters.taps, "sets_kept": self.gym.lifters.logged}


Racer = Echo | Full


@asynccontextmanager
async def racers(
    folder: Path, people: int, echoes: Sequence[str], ways: dict[str, dict[str, str]]
) -> AsyncIterator[dict[str, Racer]]:
    """The echo bots of these names and Spotter with these settings, by name, ready to take turns."""
    async with AsyncExitStack() as stack:
        found: dict[str, Racer] = {}
        for name in echoes:
            place = folder / name
            place.mkdir()
            address, world = await stack.enter_async_context(bot_api())
            talkers = Talkers(world, people)
            port = (str(free_port()),) if "webhook" in name else ()
            bot = await stack.enter_async_context(running(place, "-m", ECHOES[name], address, *port))
            await bot.listens(world)
            found[name] = Echo(bot, talkers, world, ONE_BY_ONE if name == "ptb" else AT_ONCE)
        address, world = await stack.enter_async_context(bot_api())
        gym = Gym(folder, address, world)
        await gym.open(people)
        found.update({name: Full(gym, settings) for name, settings in ways.items()})
        yield found


async def race(racers: dict[str, Racer], rounds: int, times: Times) -> AsyncIterator[dict[str, Json]]:
    """Round by round, what was measured of each."""
    for _ in range(rounds):
        yield {name: await racer.turn(times) for name, racer in racers.items()}


async def _measured(crowd: Crowd, bot: Running, world: World, times: Times, at_once: int) -> Json:
    gc.collect()
    gc.freeze()  # what the Bot API remembers of earlier turns shall not cost this one a collection
    unhindered = asdict(await throughput(crowd, bot, times.throughput))
    open_loop = asdict(await latency(crowd, TAPS_A_SECOND, times.latency))
    world.faults.replace([], DELAY)
    try:
        delayed = asdict(await throughput(crowd, bot, times.throughput, at_once))
    finally:
        world.faults.replace([], 0.0)
    return {"throughput": unhindered, "latency": open_loop, "delayed": delayed, "memory": bot.memory()}
