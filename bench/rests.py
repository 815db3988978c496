"""Rests that end: how late each rings, what a resting session costs in memory, and what a burst does to the event loop.

The sessions lie in the database before Spotter starts, each with its card in its lifter's chat. A ring is what the Bot API's
ledger says was sent; late is its moment less the rest's own end. A ring of its own is told apart by its chat.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import orjson

from bench.bots import running, spotter_settings
from bench.crowd import Json, settle
from bench.sessions import Underway, put_in, resting
from bench.stage import bot_api
from bot.sandbox.world import World

LEAD_FOR_EACH = 0.0015  # seconds before the first end, for putting a session into the database
LEAD = 4.0  # and for Spotter's start
SETTLED = 0.5  # seconds before the first end at which memory is looked at
PATIENCE = 30.0  # seconds in which at least one more must ring


@dataclass(frozen=True, slots=True)
class Rings:
    """`rang` of `rests` rang once, `twice` more than once. Lateness and the loop's gaps in milliseconds, memory of the whole
    process in megabytes while everybody was resting; `seconds` is how long it took until all had rung."""

    rests: int
    rang: int
    twice: int
    p50: float
    p99: float
    longest: float
    seconds: float
    memory: float
    gap: float
    usual_gap: float


class Listening:
    """Hears the messages that are waited for, by chat; so many chats are to get one."""

    def __init__(self, world: World, most: int, is_one: Callable[[Json], bool]) -> None:
        self.at: dict[int, list[float]] = {}
        self._most = most
        self._is_one = is_one
        self._news = asyncio.Event()
        world.ledger.on_note = self._hear

    async def all_came(self) -> None:
        """Returns as well when nothing comes any more."""
        while len(self.at) < self._most:
            self._news.clear()
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._news.wait()
            except TimeoutError:
                return

    def _hear(self, row: Json) -> None:
        if row["kind"] == "sent" and self._is_one(row):
            self.at.setdefault(row["chat"], []).append(row["at"])
            self._news.set()


class TooSlow(Exception):
    """The first rest had ended before Spotter was up: there is nothing to be learned from it."""


async def measure(folder: Path, rests: int, spread: float) -> Rings:
    """So many rests, whose ends are spread by chance over so many seconds."""
    lead = LEAD + LEAD_FOR_EACH * rests
    while True:
        try:
            with tempfile.TemporaryDirectory(dir=folder) as place:
                return await _measured(Path(place), rests, spread, lead)
        except TooSlow:
            lead *= 2


async def _measured(folder: Path, rests: int, spread: float, lead: float) -> Rings:
    async with bot_api() as (address, world):
        database = folder / "spotter.db"
        listening = Listening(world, rests, lambda row: row["ringing"] and row["text"].startswith("Rest"))
        start = time.time() + lead
        dice = random.Random(1)
        dues = {chat.id: start + dice.random() * spread for _, chat in settle(world, rests)}
        await put_in(database, _with_cards(world, dues))
        report = folder / "gaps.json"
        settings = spotter_settings(address, database)
        async with running(folder, "-m", "bench.spotter", "gaps", str(report), **settings) as bot:
            await bot.listens(world)
            if time.time() > start - SETTLED:
                raise TooSlow
            await asyncio.sleep(start - SETTLED - time.time())  # until everybody is about to be rung
            memory = bot.memory()
            bot.look_from_now()
            await listening.all_came()
    gaps = orjson.loads(report.read_bytes())
    late = sorted((rings[0] - dues[chat]) * 1000 for chat, rings in listening.at.items())
    return Rings(
        rests,
        sum(len(rings) == 1 for rings in listening.at.values()),
        sum(len(rings) > 1 for rings in listening.at.values()),
        median(late),
        quantiles(late, n=100)[98],
        late[-1],
        max(rings[-1] for rings in listening.at.values()) - start,
        memory,
        gaps["longest"],
        gaps["p999"],
    )


def _with_cards(world: World, dues: dict[int, float]) -> list[Underway]:
    now = datetime.now(UTC)
    ends = [(lifter, datetime.fromtimestamp(due, UTC)) for lifter, due in dues.items()]
    bot = world.profile.bot()
    return [
        Underway(session, world.post(world.people.chats[session.lifter], bot, {"text": "Rest"}).id)
        for session in resting(ends, now)
    ]
