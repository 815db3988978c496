"""The database fails at each write of a session, in each of the ways in which it can. The judge is the local Bot API.

At the very moment at which a set is shown as logged, it is in the database for any other program to see; in the end each set is
there once, and every one that was tapped. SPOTTER_SEEDS multiplies the lives lived.
"""

import asyncio
import os
import random
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.run import SANDBOX_TOKEN
from bot.screens import notes
from bot.store import StoreTrouble, open_store
from bot.store.backup import back_up, restore
from tests.house import House, house
from tests.phone import ROBIN, Phone, buttons, phone_at, text
from tests.store.spells import FAULTS, Damage, Fault, Plan, spells
from tests.walk import aims, rests

SEEDS = int(os.environ.get("SPOTTER_SEEDS", "1"))
STRIDE = 4
AT_ONCE = 8  # lives; most of their time they wait for the next try
_TODAY = re.compile(r"today ([\d ·]+) at 40 kg")
_SUMMARY = re.compile(r"(\d+) sets? · ")


@dataclass
class Witness:
    """Compares what is shown as logged with what another program finds in the file, call by call."""

    database: sqlite3.Connection
    most: int = 0
    shown: int = 0
    lies: list[str] = field(default_factory=list)

    def __call__(self, row: dict[str, Any]) -> None:
        if row["kind"] not in ("sent", "edited", "answered") or row.get("method") == "editMessageReplyMarkup":
            return
        (kept,) = self.database.execute("SELECT count(*) FROM sets").fetchone()
        self.most = max(self.most, kept)
        claimed = _claimed(row["text"])
        if claimed is not None:
            self.shown += 1
        if (claimed or 0) > kept or (notes.TAKEN_BACK in row["text"] and kept == self.most):
            self.lies.append(f"{kept} kept when it said: {row['text']!r}")


def _claimed(words: str) -> int | None:
    """How many sets a card or a summary shows as logged."""
    if (today := _TODAY.search(words)) is not None:
        return today[1].count("·") + 1
    if (whole := _SUMMARY.search(words)) is not None:
        return int(whole[1])
    return None


@contextmanager
def witness(house: House, file: Path) -> Iterator[Witness]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        seeing = Witness(database)
        house.sandbox.world.ledger.on_note = seeing
        try:
            yield seeing
        finally:
            house.sandbox.world.ledger.on_note = lambda row: None
        assert seeing.lies == [], seeing.lies


async def trains(robin: Phone) -> None:
    """A session: sets by tap and by word, a rest that rings, one cut short, a set taken back, and an early end."""
    await aims(robin)
    await robin.presses("✓")
    await robin.sees_on_card("Rest 1:30")
    await robin.moves_clock(advance=91)
    await robin.until(lambda: any(m["ringing"] and "Rest " in text(m) for m in robin.from_bot), "the ring")
    await robin.sees_on_card("aim for")
    await robin.presses("✓")
    await robin.sees_on_card("today 10 · 10 at")
    await robin.presses("Skip rest")
    await robin.sees_on_card("aim for")
    await robin.says("10x40")
    await robin.sees_on_card("today 10 · 10 · 10 at")
    await robin.says("/undo")
    await robin.sees_on_card("Taken back")
    await robin.presses("✓")
    await robin.sees_on_card("today 10 · 10 · 10 at")
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.presses("Finish and keep 3 sets")
    told = "3 sets · 1,200 kg"  # whose letter is tried again after 1, 5 and 20 s
    await robin.until(lambda: any(told in text(m) for m in robin.from_bot), told, patience=60)


def check_what_is_kept(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sets = database.execute("SELECT number, reps, weight FROM sets ORDER BY place").fetchall()
        assert sets == [(number, 10, 40_000) for number in range(3)]
        assert database.execute("SELECT phase FROM sessions").fetchall() == [("finished",)]
        assert database.execute("SELECT count(*) FROM inbox WHERE inbound IS NOT NULL").fetchone() == (0,)


class EveryFourth:
    """Strikes the transactions whose number leaves this remainder, so that four lives cover them all.

    In the first round at the very beginning of each, in later ones at a write that the seed chooses.
    """

    def __init__(self, remainder: int, seed: int) -> None:
        self._begun = -remainder
        self._seed = seed
        self._rng = random.Random(f"{remainder} {seed}")

    def __call__(self) -> int | None:
        self._begun += 1
        if self._begun % STRIDE:
            return None
        return self._rng.randrange(5) if self._seed else 0


async def lives_through(fault: type[Fault], plan: Plan, file: Path) -> int:
    """A session among such spells; how many writes failed."""
    async with house(f"sqlite:///{file}") as spotter, phone_at(spotter.address) as robin:
        with witness(spotter, file) as seeing:
            async with spells(spotter.store, file, fault, plan) as had:
                await trains(robin)
            assert seeing.shown > 5
            await robin.until(lambda: sum(bool(buttons(m)) for m in robin.from_bot) == 1, "one message with buttons")
        sent = Counter(row["text"] for row in await robin.ledger() if row["kind"] == "sent")
        del sent[notes.CANNOT_WRITE]  # which is true each time
        assert set(sent.values()) == {1}, sent
    check_what_is_kept(file)
    return had.failed


async def test_whatever_write_fails_no_set_is_shown_that_is_not_kept(migrated_sqlite: Path, tmp_path: Path) -> None:
    at_once = asyncio.Semaphore(AT_ONCE)
    failed: Counter[str] = Counter()

    async def life(fault: type[Fault], remainder: int, seed: int) -> None:
        file = tmp_path / f"{fault.__name__}-{remainder}-{seed}.db"
        shutil.copyfile(migrated_sqlite, file)
        async with at_once:
            count = await lives_through(fault, EveryFourth(remainder, seed), file)
        failed[fault.reason] += count

    async with asyncio.TaskGroup() as lives:
        for fault, remainder, seed in product(FAULTS, range(STRIDE), range(SEEDS)):
            lives.create_task(life(fault, remainder, seed))
    for reason, count in failed.items():
        print(f"{reason}: {STRIDE * SEEDS} sessions, {count} failed transactions, 0 false acknowledgements")
        assert count >= 25, "as many as a session has"


class Outage:
    """Nothing can be written from `begin` until `end`."""

    def __init__(self) -> None:
        self._lasts = False

    def begin(self) -> None:
        self._lasts = True

    def end(self) -> None:
        self._lasts = False

    def __call__(self) -> int | None:
        return 0 if self._lasts else None


async def endures(fault: type[Fault], file: Path) -> None:
    """Robin trains on while nothing can be written, and sees in the end that nothing was lost."""
    outage = Outage()
    async with house(f"sqlite:///{file}") as spotter, phone_at(spotter.address) as robin:
        with witness(spotter, file) as seeing:
            async with spells(spotter.store, file, fault, outage):
                await rests(robin)
                outage.begin()
                await robin.moves_clock(advance=91)
                assert await robin.presses("+15 s") == notes.CANNOT_WRITE
                await robin.says("10x40")
                await robin.sees(notes.CANNOT_WRITE)
                await robin.says("/undo")
                assert await robin.presses("Skip rest") == notes.CANNOT_WRITE
                assert await waiting_at_telegram(spotter) == 4
                assert seeing.most == 1
                outage.end()
                await robin.sees_on_card("Taken back")
                await robin.until(lambda: robin.button("✓") is not None, "the next set")
        assert sum(text(message) == notes.CANNOT_WRITE for message in robin.from_bot) == 1, "one word is enough"


async def test_while_nothing_can_be_kept_nothing_is_taken_and_it_goes_on_by_itself(
    migrated_sqlite: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.TaskGroup() as houses:
        for fault in FAULTS:
            file = tmp_path / f"{fault.__name__}.db"
            shutil.copyfile(migrated_sqlite, file)
            houses.create_task(endures(fault, file))
    ours = [record for record in caplog.records if not record.name.startswith("bot.sandbox")]
    assert not [record for record in ours if record.exc_info]
    for fault in FAULTS:
        said = [record.name for record in ours if fault.reason in record.getMessage()]
        assert len(said) == len(set(said)) <= 2, "once by whoever takes in updates, once by whoever rings"


async def test_a_file_that_is_damaged_while_it_runs_is_written_no_more_until_it_is_restored(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, backup, outage = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "backup.db", Outage()
    async with (
        house(sqlite_url) as spotter,
        phone_at(spotter.address) as robin,
        spells(spotter.store, file, Damage, outage),
    ):
        await rests(robin)
        await asyncio.to_thread(back_up, sqlite_url, backup)
        outage.begin()
        assert await robin.presses("Skip rest") == notes.CANNOT_WRITE
        assert await waiting_at_telegram(spotter) == 1
    (line,) = [record.getMessage() for record in caplog.records if Damage.reason in record.getMessage()]
    assert "python -m bot restore FILE" in line
    with pytest.raises(StoreTrouble, match=Damage.reason):
        await open_store(sqlite_url)
    restore(sqlite_url, backup)
    store = await open_store(sqlite_url)
    session = await store.run(lambda tx: tx.open_session(ROBIN))
    await store.close()
    assert session is not None and len(session.log) == 1


async def waiting_at_telegram(spotter: House) -> int:
    """How many updates Telegram still keeps for the bot."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{spotter.address}/bot{SANDBOX_TOKEN}/getWebhookInfo") as answer,
    ):
        return int((await answer.json())["result"]["pending_update_count"])
