"""Spotter as an operator runs it, with an instrument fitted: `python -m bench.spotter INSTRUMENT FILE`.

`profile` keeps what cProfile saw of each thread in FILE.0, FILE.1 and so on, the event loop's first. `gaps` keeps for how long
the event loop did not come round. Both look at what happens from SIGUSR1 on. Nothing of the bot is changed.
"""

import asyncio
import cProfile
import os
import signal
import sys
import threading
from itertools import count
from pathlib import Path
from time import perf_counter

import orjson

from bot import logs
from bot.__main__ import main as spotter
from bot.config import read_config
from bot.run import run

ROUND = 0.002  # seconds that the probe sleeps


def profiled(file: Path) -> int:
    profiles = [cProfile.Profile()]

    def begin_thread(*_: object) -> None:
        profiles.append(cProfile.Profile())
        profiles[-1].enable()

    threading.setprofile(begin_thread)
    signal.signal(signal.SIGUSR1, lambda *_: profiles[0].enable())
    try:
        return spotter(["run"])
    finally:
        profiles[0].disable()
        for number, profile in zip(count(), profiles):
            if profile.getstats():
                profile.dump_stats(f"{file}.{number}")


def probed(file: Path) -> int:
    gaps: list[float] = []
    asyncio.run(_with_probe(gaps))
    gaps.sort()
    told = {"longest": gaps[-1] * 1000, "p999": gaps[int(len(gaps) * 0.999)] * 1000, "rounds": len(gaps)}
    file.write_bytes(orjson.dumps(told))
    return 0


async def _with_probe(gaps: list[float]) -> None:
    config = read_config(os.environ)
    logs.set_up(config.log_level, config.log_format, secrets=(config.token,))
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, gaps.clear)
    probing = asyncio.create_task(_probe(gaps))
    try:
        await run(config)
    finally:
        probing.cancel()


async def _probe(gaps: list[float]) -> None:
    """Sleeps a moment again and again; how much longer it slept is how long something else had the loop."""
    last = perf_counter()
    while True:
        await asyncio.sleep(ROUND)
        now = perf_counter()
        gaps.append(now - last - ROUND)
        last = now


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["profile", file]:
            sys.exit(profiled(Path(file)))
        case ["gaps", file]:
            sys.exit(probed(Path(file)))
        case _:
            sys.exit("python -m bench.spotter profile|gaps FILE")
