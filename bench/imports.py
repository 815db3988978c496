"""A file of 100,000 sets is looked at, taken in and taken back: how long, how much memory, and whom it holds up.

The file is Hevy's, five thousand sessions of twenty sets. Store, workshop and errands are the real ones; only the chat is a
silent one. Something on the event loop is to run every millisecond: the longest gap is the latest that it was, the longest work
the most CPU that the loop itself used meanwhile, which a busy machine does not change. A transaction (tx) is what a tap would
have had to wait for.

    python -m bench.imports [--sets 100000]
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from typing import TypeVar

from markupsafe import Markup

from bench.hevy import NOW, hevy_file
from bot.coach.bringing import bringing_in, looking, taking_out
from bot.coach.errands import Errand, Hands
from bot.coach.ports import Transaction
from bot.coach.records import File, Spot, Urgency
from bot.content import Shelf
from bot.screens.found import Import, ImportState
from bot.screens.screen import Screen
from bot.store import OpenStore, open_store
from bot.training.lifter import Lifter
from bot.workshop import Workshop

SETS = 100_000
LIFTER = 1
A_TICK = 0.001
T = TypeVar("T")


@dataclass
class SilentChat:
    """Has a file, once, and says nothing."""

    body: bytes
    edits: int = 0

    async def room(self, chat: int, urgency: Urgency) -> None: ...
    async def prepare(self, screen: Screen) -> None: ...
    async def send(self, chat: int, screen: Screen) -> Spot:
        return Spot(chat, 1)

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        self.edits += 1
        return True

    async def strip(self, spot: Spot) -> None: ...
    async def delete(self, spots: tuple[Spot, ...]) -> None: ...
    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        return Spot(chat, 1)

    async def fetch(self, file: str) -> bytes:
        body, self.body = self.body, b""
        return body

    async def answer(self, press: str, chat: int, text: str) -> None: ...


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class NoAlarm:
    def expect(self, due: datetime) -> None: ...


class TimedStore:
    """The store, and how long its transactions took, from the call to the answer."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store
        self.took: list[tuple[float, float]] = []  # seconds, and seconds of CPU

    async def run(self, work: Callable[[Transaction], T]) -> T:
        spans: list[tuple[float, float]] = []

        def timed(tx: Transaction) -> T:
            began, worked = perf_counter(), thread_time()
            try:
                return work(tx)
            finally:
                spans.append((perf_counter() - began, thread_time() - worked))

        done = await self._store.run(timed)
        self.took.append(spans[-1])
        return done

    async def scrub(self) -> bool:
        return await self._store.scrub()


@dataclass
class Watch:
    """How late the event loop was, and how much memory the workshop took at most."""

    bot: int = 0  # KiB
    workshop: int = 0
    together: int = 0  # at one moment
    gaps: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    async def follow(self) -> None:
        while True:
            began, worked = perf_counter(), thread_time()
            await asyncio.sleep(A_TICK)
            self.gaps.append(perf_counter() - began - A_TICK)
            self.work.append(thread_time() - worked)

    async def weigh(self) -> None:
        while True:
            bot, workshop = memory_of(Path("/proc/self")), sum(map(memory_of, _children()))
            self.bot, self.workshop = max(self.bot, bot), max(self.workshop, workshop)
            self.together = max(self.together, bot + workshop)
            await asyncio.sleep(0.1)


def _children() -> list[Path]:
    listed = Path("/proc/self/task").glob("*/children")
    return [Path("/proc") / id for one in listed for id in one.read_text().split()]


def memory_of(process: Path) -> int:
    try:
        line = next(one for one in (process / "status").read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1])
    except (OSError, StopIteration):
        return 0


async def measure(sets: int, folder: Path) -> None:
    elsewhere = Workshop()  # so that what it takes to make the file is not counted
    body = await elsewhere.call(hevy_file, sets)
    await elsewhere.close()
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    store = await open_store(f"sqlite:///{folder}/spotter.db")
    timed, workshop = TimedStore(store), Workshop()
    hands = Hands(timed, SilentChat(body), workshop, RealClock(), shelf, NoAlarm())
    one = Import("bench", LIFTER, ImportState.READING, NOW, "hevy.csv", "file", LIFTER)
    await store.run(lambda tx: tx.keep_lifter(Lifter(LIFTER)))
    await store.run(lambda tx: tx.imports.keep(one))
    print(f"{sets:,} sets, {len(body) / 1e6:.1f} MB")
    before = memory_of(Path("/proc/self"))
    watch = Watch()
    following = [asyncio.create_task(watch.follow()), asyncio.create_task(watch.weigh())]
    heads = "longest gap", "gaps, p99", "longest work", "longest tx", "CPU of one"
    print(f"{'':12}{'seconds':>9}" + "".join(f"{head:>14}" for head in heads) + f"{'of':>8}")
    for name, errand, state in (
        ("look", looking("bench"), None),
        ("take in", bringing_in("bench"), ImportState.RUNNING),
        ("take back", taking_out("bench"), ImportState.UNDOING),
    ):
        if state is not None:
            await store.run(partial(_set, state=state))
        await _timed(name, errand, hands, timed, watch)
        if name == "take in":
            print(f"{'':12}{await store.run(lambda tx: len(tx.begins(LIFTER))):,} sessions are in the record")
    for task in following:
        task.cancel()
    await workshop.close()
    await store.close()
    bots, workshops, both = (kib // 1024 for kib in (watch.bot, watch.workshop, watch.together))
    print(f"memory: the bot {bots} MB at most, {before // 1024} before; the workshop {workshops}; both at once {both}")


def _set(tx: Transaction, state: ImportState) -> None:
    one = tx.imports.one("bench")
    assert one is not None, "it has been looked at"
    tx.imports.keep(replace(one, state=state))


async def _timed(name: str, errand: Errand, hands: Hands, store: TimedStore, watch: Watch) -> None:
    for seen in (store.took, watch.gaps, watch.work):
        seen.clear()
    began = perf_counter()
    await errand(hands)
    took = perf_counter() - began
    await asyncio.sleep(2 * A_TICK)
    gaps = sorted(watch.gaps)
    longest, busiest = (max(one) for one in zip(*store.took, strict=True))
    told = (gaps[-1], gaps[int(len(gaps) * 0.99)], max(watch.work), longest, busiest)
    print(f"{name:12}{took:9.1f}" + "".join(map(_ms, told)) + f"{len(store.took):8,}")


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:11.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.imports")
    parser.add_argument("--sets", type=int, default=SETS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(given.sets, Path(folder)))


if __name__ == "__main__":
    main()
