"""`python -m bench`: everything that Spotter promises about speed, measured in one go; `make bench` runs it.

Prints each goal beside what was reached, and keeps all figures in data/bench.json. `--only` takes a part.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from bench import machine, plans, report, rests, rounds, rush, starts
from bench.bots import ROOT, free_port
from bench.plans import Million, Plans
from bench.rests import Rings
from bench.rush import Rush
from bench.stage import Gym, bot_api
from bench.starts import Starts

Json = dict[str, Any]

PARTS = ("race", "starts", "rests", "store", "plans")
KEPT = ROOT / "data" / "bench.json"
PEOPLE = 3_000  # who take turns in the race
RESTS = 10_000
PLANS = 1_000_000
DUE_AT_ONCE = 2_000
SPREAD = 100.0  # seconds over which they end where nothing is special
_STORE_LINE = re.compile(r"(\d+) waiting\s+([\d,]+) taps/s\s+([\d,]+) µs")


async def measure(parts: list[str], laps: int, webhooks: bool, folder: Path) -> Json:
    found: Json = {"date": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine.described()}
    if "race" in parts:
        found["rounds"] = await _race(laps, folder, webhooks)
    if "starts" in parts:
        found["starts"] = asdict(await _starts(max(laps, 5), folder))
    if "rests" in parts:
        _say(f"{RESTS:,} rests over {SPREAD:.0f} s, then within one second")
        natural = await rests.measure(_made(folder / "natural"), RESTS, SPREAD)
        burst = await rests.measure(_made(folder / "burst"), RESTS, 1.0)
        found["rests"] = {"natural": asdict(natural), "burst": asdict(burst)}
    if "store" in parts:
        found["store"] = await _store()
    if "plans" in parts:
        _say(f"{PLANS:,} lifters with plans")
        found["plans"] = asdict(await plans.measure(_made(folder / "plans"), PLANS))
        _say(f"{DUE_AT_ONCE:,} reminders due at once")
        found["rush"] = asdict(await rush.measure(_made(folder / "rush"), DUE_AT_ONCE))
    return found


async def _race(laps: int, folder: Path, webhooks: bool) -> list[Json]:
    echoes = [name for name in rounds.ECHOES if webhooks or "webhook" not in name]
    found = []
    async with rounds.racers(folder, PEOPLE, echoes, spotters()) as racers:
        async for one in rounds.race(racers, laps, rounds.Times()):
            found.append(one)
            _say(f"round {len(found)} of {laps}")
    return found


def spotters() -> dict[str, dict[str, str]]:
    """The settings of each way to run Spotter."""
    port = free_port()
    webhook = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "WEBHOOK_SECRET": "only-for-this-bench-1",
        "PORT": str(port),
    }
    return {report.POLLING: {}, report.WEBHOOK: webhook}


async def _starts(times: int, folder: Path) -> Starts:
    _say(f"{times} starts")
    async with bot_api() as (address, world):
        gym = Gym(_made(folder / "starts"), address, world)
        await gym.open(100)
        return await starts.measure(gym, times)


async def _store() -> dict[str, list[float]]:
    """By the number that wait: taps a second and microseconds of CPU each, as bench.store prints them."""
    _say("whole taps in the database alone")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.store", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    lines = _STORE_LINE.findall(printed.decode())
    return {waiting: [float(taps.replace(",", "")), float(cpu.replace(",", ""))] for waiting, taps, cpu in lines}


def told(found: Json) -> str:
    races = found.get("rounds", [])
    begun = Starts(**found["starts"]) if "starts" in found else None
    rung = {name: Rings(**rings) for name, rings in found.get("rests", {}).items()}
    stored = {int(waiting): (taps, cpu) for waiting, (taps, cpu) in found.get("store", {}).items()}
    lines = [f"{name}: {value}" for name, value in found["machine"].items()]
    lines += ["", *map(str, report.goals(races, rung, begun, stored))]
    if "plans" in found:
        million = found["plans"]
        looked = Million(**{**million, "plans": Plans(**million["plans"])})
        lines += [*map(str, report.planning(looked, Rush(**found["rush"]))), "", *rush.computed()]
    return "\n".join([*lines, "", report.figures(races)] if races else lines)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _say(words: str) -> None:
    print(f"{words} ...", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures what Spotter promises about speed.")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the race (5)")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone; may be given again")
    parser.add_argument("--webhook-echoes", action="store_true", help="the echo bots by webhook as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(given.only or list(PARTS), given.rounds, given.webhook_echoes, Path(folder)))
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    print(told(found))
    print(f"\nAll figures are in {KEPT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
