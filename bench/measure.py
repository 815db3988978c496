"""One measurement of one running bot: how many acts a second, how long each takes, and whose CPU that costs."""

import asyncio
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

from bench.bots import Running
from bench.crowd import Crowd
from bench.load import AT_ONCE, Load

WARM_UP = 0.4  # seconds of the closed loop before anything counts


@dataclass(frozen=True, slots=True)
class Throughput:
    """`bot` and `api` are shares of one core; the second is the Bot API and the people together. CPU in microseconds."""

    per_second: float
    cpu: float
    bot: float
    api: float
    starved: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from the act to what came of it."""

    p50: float
    p99: float
    longest: float
    acts: int


async def throughput(crowd: Crowd, bot: Running, seconds: float, at_once: int = AT_ONCE) -> Throughput:
    load = Load(crowd)
    acting = asyncio.create_task(load.closed(WARM_UP + seconds, at_once))
    await asyncio.sleep(WARM_UP)
    since, cpu, own = perf_counter(), bot.cpu(), process_time()
    await asyncio.sleep(seconds)
    until, cpu_spent, own_spent = perf_counter(), bot.cpu() - cpu, process_time() - own
    await acting
    per_second = load.seen.per_second(since, until)
    passed = until - since
    return Throughput(
        per_second,
        cpu_spent / (per_second * passed) * 1e6 if per_second else float("nan"),
        cpu_spent / passed,
        own_spent / passed,
        load.seen.starved,
    )


async def latency(crowd: Crowd, per_second: float, seconds: float) -> Latency:
    load = Load(crowd)
    await load.open(per_second, seconds)
    took = sorted(second * 1000 for second in load.seen.took)
    return Latency(median(took), quantiles(took, n=100)[98], took[-1], len(took))
