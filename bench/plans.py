"""A million lifters with plans in one database: what one look for all that is due costs, and what they cost the process.

They are put into the file row by row, since saying their wishes one after the other would take an hour. What is measured is the
store in a process of its own: `python -m bench.plans FILE TIMES` is that process, and prints what it found.
"""

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time, thread_time

import orjson

from bench.bots import ROOT, resident, running, spotter_settings
from bench.stage import bot_api
from bench.starts import IDLE
from bot.coach.coach import MANY_REMINDERS
from bot.coach.ports import Store, Transaction
from bot.store import migrate, open_store
from bot.store.kinds import to_day_number, to_microseconds
from bot.training.habits import Weekly
from bot.training.reminders import Reminder, ReminderKind, Rhythm, following
from bot.training.walltime import zone_of

CLAIMS = 60
LOOKS = 2_000
ROOM_FOR_ALL = 400_000  # kB of cache while the file is made
_DAY = timedelta(days=1)
REVIEW = Weekly()

# Where people live, in millions, and when and how often they like to train.
ZONES = {
    "Asia/Shanghai": 140, "Asia/Kolkata": 140, "Asia/Jakarta": 28, "Asia/Karachi": 24, "America/Sao_Paulo": 21,
    "Africa/Lagos": 22, "Asia/Dhaka": 17, "Europe/Moscow": 14, "America/New_York": 19, "America/Chicago": 12,
    "America/Los_Angeles": 6, "America/Mexico_City": 12, "Asia/Tokyo": 12, "Africa/Cairo": 11, "Europe/Berlin": 40,
    "Europe/London": 7, "Asia/Tehran": 9, "Europe/Istanbul": 9, "Australia/Sydney": 2, "Asia/Kathmandu": 3,
}  # fmt: skip
HOURS = {
    5: 3, 6: 8, 7: 9, 8: 6, 9: 4, 10: 4, 11: 3, 12: 6, 13: 3, 14: 2, 15: 3, 16: 6, 17: 12, 18: 14, 19: 10, 20: 6, 21: 2,
}  # fmt: skip
WEEKS = {(0,): 3, (2,): 3, (5,): 6, (0, 3): 14, (1, 4): 14, (2, 5): 10, (3, 6): 8, (0, 2, 4): 22, (1, 3, 5): 20}


@dataclass(frozen=True, slots=True)
class Plans:
    """Milliseconds for what is claimed at a time: the whole transaction, its CPU, and the event loop's share of that.
    Microseconds for a look when nothing is due: the statement, a transaction of it, and that one's CPU. Seconds until the first
    look was done, and resident megabytes after all of it."""

    lifters: int
    claimed: int
    opened: float
    claim: float
    claim_p95: float
    claim_cpu: float
    claim_on_loop: float
    look: float
    look_trip: float
    look_cpu: float
    memory: float


def make(database: Path, lifters: int, today: date) -> float:
    """So many lifters, the next reminder of each after that day; how many seconds it took."""
    began = perf_counter()
    asyncio.run(migrate(f"sqlite:///{database}"))
    dice = Random(4)
    ids = dice.sample(range(10**8, 8 * 10**9), lifters)  # in no order, as they come
    with closing(sqlite3.connect(database)) as file:
        file.execute(f"PRAGMA cache_size = -{ROOM_FOR_ALL}")
        file.execute("PRAGMA synchronous = OFF")
        file.executemany("INSERT INTO lifters (id, unit, reachable) VALUES (?, 'kg', TRUE)", ((id,) for id in ids))
        file.executemany("INSERT INTO reminders VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _planned(ids, dice, today))
        file.commit()
    return perf_counter() - began


def _planned(ids: list[int], dice: Random, today: date) -> Iterator[tuple[object, ...]]:
    """Rows of the table of reminders, as the store would have written them."""
    ways = list(product(ZONES.items(), HOURS.items(), (0, 30), WEEKS.items()))
    weights = [people * hour * week for (_, people), (_, hour), _, (_, week) in ways]
    rows = [_row(zone, time(hour, minute), days, today) for (zone, _), (hour, _), minute, (days, _) in ways]
    for id, row in zip(ids, dice.choices(rows, weights, k=len(ids)), strict=True):
        yield (id, *row)


def _row(zone: str, hour: time, days: tuple[int, ...], today: date) -> tuple[object, ...]:
    before = Reminder(ReminderKind.TRAIN, today, datetime.combine(today, hour, UTC))
    first = following(before, Rhythm(zone, frozenset(days), hour, REVIEW), zone_of(zone))
    assert first is not None, "a week has every weekday"
    bits = sum(1 << day for day in days)
    day, due = to_day_number(first.day), to_microseconds(first.due)
    review = (REVIEW.day * 24 + REVIEW.hour.hour) * 60 + REVIEW.hour.minute
    return first.kind.value, day, due, zone, bits, hour.hour * 60 + hour.minute, review


async def started(folder: Path, database: Path, idle: float = IDLE) -> tuple[float, float]:
    """Spotter itself on that database: seconds to its first getUpdates, and megabytes when it has been idle for a while."""
    async with (
        bot_api() as (address, world),
        running(folder, "-m", "bot", "run", **spotter_settings(address, database)) as bot,
    ):
        await bot.listens(world)
        await asyncio.sleep(idle)
        return bot.listened, bot.memory()


async def looked_after(database: Path, times: int = CLAIMS) -> Plans:
    """What a process of its own finds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.plans", str(database), str(times), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    return Plans(**orjson.loads(printed))


async def look_after(database: Path, times: int) -> Plans:
    with closing(sqlite3.connect(database)) as file:
        ((lifters,),) = file.execute("SELECT count(*) FROM reminders")
    began = perf_counter()
    store = await open_store(f"sqlite:///{database}")
    first = await store.run(lambda tx: tx.next_due()) or datetime.now(UTC)
    opened = perf_counter() - began
    look = await store.run(lambda tx: _looks(tx, first - _DAY))
    trips, trip_cpu = await _trips(store, first - _DAY)
    since, since_on_loop = process_time(), thread_time()
    claims, claimed = await _claims(store, first + _DAY, times)
    cpu, on_loop = process_time() - since, thread_time() - since_on_loop
    memory = resident("self")
    await store.close()
    return Plans(
        lifters,
        claimed,
        opened,
        median(claims) * 1e3,
        quantiles(claims, n=20)[-1] * 1e3,
        cpu / times * 1e3,
        on_loop / times * 1e3,
        look * 1e6,
        median(trips) * 1e6,
        trip_cpu / LOOKS * 1e6,
        memory,
    )


def _looks(tx: Transaction, now: datetime) -> float:
    return median(_timed(lambda: tx.due_reminders(now, MANY_REMINDERS)) for _ in range(LOOKS))


def _timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


async def _trips(store: Store, now: datetime) -> tuple[list[float], float]:
    took, cpu = [], process_time()
    for _ in range(LOOKS):
        began = perf_counter()
        await store.run(lambda tx: tx.due_reminders(now, MANY_REMINDERS))
        took.append(perf_counter() - began)
    return took, process_time() - cpu


async def _claims(store: Store, now: datetime, times: int) -> tuple[list[float], int]:
    """As the coach takes up what is due, as much of it at a time."""

    def claim(tx: Transaction) -> int:
        due = tx.due_reminders(now, MANY_REMINDERS)
        return len(tx.post_reminders([(d, following(d.reminder, d.rhythm, zone_of(d.rhythm.zone))) for d in due]))

    took, claimed = [], 0
    for _ in range(times):
        began = perf_counter()
        claimed += await store.run(claim)
        took.append(perf_counter() - began)
    return took, claimed


@dataclass(frozen=True, slots=True)
class Million:
    """The same on a database of so many and on one of none. Megabytes of the file, and how many more the process has: Spotter
    when it is idle, and one that has claimed a good deal."""

    made: float
    size: float
    start: float
    start_with_none: float
    memory_idle: float
    memory_busy: float
    plans: Plans


async def measure(folder: Path, lifters: int, claims: int = CLAIMS, idle: float = IDLE) -> Million:
    today = datetime.now(UTC).date() + _DAY  # so that nothing is due meanwhile, wherever it is tomorrow already
    none, many = folder / "none.db", folder / "many.db"
    await asyncio.to_thread(make, none, 0, today)
    made = await asyncio.to_thread(make, many, lifters, today)
    size = many.stat().st_size / 1e6
    start_with_none, usual = await started(folder, none, idle)
    start, memory = await started(folder, many, idle)
    before, plans = await looked_after(none, claims), await looked_after(many, claims)
    return Million(made, size, start, start_with_none, memory - usual, plans.memory - before.memory, plans)


if __name__ == "__main__":
    print(orjson.dumps(asdict(asyncio.run(look_after(Path(sys.argv[1]), int(sys.argv[2]))))).decode())
