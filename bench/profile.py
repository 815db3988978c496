"""Where a tap's time goes: `python -m bench.profile [SECONDS]` runs Spotter under cProfile while lifters tap.

Prints, for the event loop and for each other thread that worked, microseconds a tap by room and the functions on top. cProfile
makes calls dearer than they are: shares count, and the row `waiting` is no work at all.
"""

import asyncio
import pstats
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bench.bots import ROOT
from bench.load import Load
from bench.measure import WARM_UP
from bench.stage import Gym, bot_api

LIFTERS = 1_000
SECONDS = 8.0
MOST_FUNCTIONS = 40
LEAST = 20e-6  # seconds a tap
IDLE = ("time.sleep", "poll' of 'select.epoll", "acquire' of '_thread.lock", "get' of '_queue.SimpleQueue", "_recv")


async def record(folder: Path, seconds: float) -> int:
    """The number of taps that Spotter served while it was watched."""
    async with bot_api() as (address, world):
        gym = Gym(folder, address, world)
        await gym.open(LIFTERS)
        async with gym.spotter("-m", "bench.spotter", "profile", str(folder / "profile")) as bot:
            bot.look_from_now()
            await Load(gym.lifters).closed(WARM_UP + seconds)
    return gym.lifters.taps


def room_of(file: str, name: str) -> str:
    """`bot/coach`, `site-packages/aiohttp`, `asyncio`, or `builtins`; waiting is a room of its own."""
    if file == "~":
        return "waiting" if any(words in name for words in IDLE) else "builtins"
    if file.startswith(str(ROOT / "bot")):
        parts = Path(file).relative_to(ROOT).parts
        return "/".join(parts[:2])
    parts = Path(file).parts
    for above in ("site-packages", f"python{sys.version_info.major}.{sys.version_info.minor}"):
        if above in parts:
            return parts[parts.index(above) + 1].removesuffix(".py")
    return "elsewhere"


def told(file: Path, taps: int) -> str:
    """The rooms, then the functions: own and whole microseconds a tap, calls a tap. Empty for a thread that did little."""
    rows: dict[Any, Any] = vars(pstats.Stats(str(file)))["stats"]
    rooms: Counter[str] = Counter()
    for (path, _, name), (_, _, own, _, _) in rows.items():
        rooms[room_of(path, name)] += own
    if rooms.total() - rooms["waiting"] < LEAST * taps:
        return ""
    lines = [f"== thread {file.suffix[1:]}, {taps} taps"]
    lines += [f"{own / taps * 1e6:9.1f} µs  {room}" for room, own in rooms.most_common(24)]
    lines += ["", f"{'own':>9} {'whole':>9} {'calls':>7}   function"]
    top = sorted(rows.items(), key=lambda row: -row[1][2])[:MOST_FUNCTIONS]
    for (path, line, name), (_, calls, own, whole, _) in top:
        where = name if path == "~" else f"{'/'.join(Path(path).parts[-3:])}:{line} {name}"
        lines.append(f"{own / taps * 1e6:9.1f} {whole / taps * 1e6:9.1f} {calls / taps:7.2f}   {where}")
    return "\n".join([*lines, ""])


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taps = asyncio.run(record(folder, seconds))
        for file in sorted(folder.glob("profile.*")):
            print(told(file, taps))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
