"""Everybody at once: lifters whose reminders are all due at the same moment, told by Spotter at the pace that Telegram allows.

Their plans lie in the database before Spotter starts. A reminder is what the Bot API's ledger says was sent; each lifter is to
get one, and no more.
"""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.bots import running, spotter_settings
from bench.crowd import settle
from bench.rests import Listening
from bench.stage import bot_api
from bot.coach.ports import Transaction
from bot.store import open_store
from bot.training.habits import Habits
from bot.training.lifter import Lifter
from bot.training.reminders import USEFUL_FOR, Reminder, ReminderKind, Rhythm
from bot.training.walltime import zone_of

LEAD = 4.0  # seconds for Spotter's start
AND_A_WHILE = 2.0  # seconds after the last, in which nobody is to hear a second one
TELEGRAMS_PACE = 30  # messages a second
CROWDS = (10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Rush:
    """`told` of `lifters` got one reminder, `twice` more than one; the last came so many seconds after it was due."""

    lifters: int
    told: int
    twice: int
    seconds: float
    per_second: int


async def measure(folder: Path, lifters: int, per_second: int = TELEGRAMS_PACE, lead: float = LEAD) -> Rush:
    database = folder / "rush.db"
    async with bot_api() as (address, world):
        listening = Listening(world, lifters, lambda row: True)
        due = datetime.fromtimestamp(time.time() + lead + lifters / 2_000, UTC)
        await _plan(database, (chat.id for _, chat in settle(world, lifters)), due)
        settings = spotter_settings(address, database) | {"MESSAGES_PER_SECOND": str(per_second)}
        async with running(folder, "-m", "bot", "run", **settings) as bot:
            await bot.listens(world)
            await listening.all_came()
            await asyncio.sleep(AND_A_WHILE)
    told = listening.at.values()
    return Rush(
        lifters,
        sum(len(times) == 1 for times in told),
        sum(len(times) > 1 for times in told),
        max(times[-1] for times in told) - due.timestamp(),
        per_second,
    )


async def _plan(database: Path, ids: Iterable[int], due: datetime) -> None:
    """They all want to train today at that moment, in a zone where it is about noon: in no quiet hours, whenever this runs."""
    zone = f"Etc/GMT{due.hour - 12:+}"
    local = due.astimezone(zone_of(zone))
    rhythm = Rhythm(zone, frozenset({local.weekday()}), local.time())
    reminder = Reminder(ReminderKind.TRAIN, local.date(), due)
    habits = Habits(rhythm.days, rhythm.hour)

    def plan(tx: Transaction, id: int) -> None:
        tx.keep_lifter(Lifter(id, zone=zone, habits=habits))
        tx.plan_reminder(id, reminder, rhythm)

    store = await open_store(f"sqlite:///{database}")
    await asyncio.gather(*(store.run(partial(plan, id=id)) for id in ids))
    await store.close()


def computed(per_second: int = TELEGRAMS_PACE) -> list[str]:
    """How long telling more of them takes, and how many hear it while it is of use: what the pace makes of them, no more."""
    useful = int(USEFUL_FOR.total_seconds()) * per_second
    return [
        f"{lifters:>9,} due at once: the last would be told after {lifters / per_second / 60:6.1f} min; "
        f"{min(lifters, useful):,} in time to be of use"
        for lifters in CROWDS
    ]
