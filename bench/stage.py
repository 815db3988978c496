"""Where a benchmark plays: the local Bot API in this process, and Spotter's database with everybody in mid-session.

The lifters ask for their cards once, from the running bot. From then on each measurement starts with that database and those
cards anew, so that all rounds are alike.
"""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

from bench.bots import Running, running, spotter_settings
from bench.crowd import Json, Lifters
from bench.load import Load
from bench.sessions import Underway, lifting, put_in
from bot.sandbox import Sandbox
from bot.sandbox.webhook import Settings
from bot.sandbox.world import World


@asynccontextmanager
async def bot_api() -> AsyncIterator[tuple[str, World]]:
    """A Bot API with nobody in it yet: its address and its world."""
    sandbox = Sandbox()
    try:
        yield await sandbox.start(), sandbox.world
    finally:
        await sandbox.stop()


class Miscounted(Exception):
    """The database does not hold what the chats showed."""


class Gym:
    """Lifters in mid-session, and a Spotter that can be started for them again and again."""

    def __init__(self, folder: Path, address: str, world: World) -> None:
        self.world = world
        self.address = address
        self._folder = folder
        self._begun = folder / "begun.db"
        self._cards: list[Json] = []

    async def open(self, most: int) -> None:
        """Everybody has done some sets, and asks for the card."""
        self.lifters = Lifters(self.world, most)
        await put_in(self._begun, map(Underway, lifting(self.lifters.numbers, datetime.now(UTC))))
        settings = spotter_settings(self.address, self._begun)
        async with running(self._folder, "-m", "bot", "run", **settings) as bot:
            await bot.listens(self.world)
            await Load(self.lifters).once_each()
        self._cards = self.lifters.remember()
        self._sets = sets_in(self._begun)

    @asynccontextmanager
    async def spotter(self, *words: str, **settings: str) -> AsyncIterator[Running]:
        """Spotter, listening, for lifters who are about to log their first set. Raises Miscounted at the end."""
        database = self._folder / "spotter.db"
        for old in self._folder.glob("spotter.db*"):
            old.unlink()
        shutil.copy(self._begun, database)
        self.world.webhook.set(Settings())
        self.world.updates.forget_all()
        self.lifters.go_back(self._cards)
        words = words or ("-m", "bot", "run")
        async with running(self._folder, *words, **spotter_settings(self.address, database), **settings) as bot:
            await bot.listens(self.world)
            yield bot
        if (kept := sets_in(database) - self._sets) != self.lifters.logged:
            raise Miscounted(f"{self.lifters.logged} sets were logged and shown, {kept} are in the database")


def sets_in(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        count: int = connection.execute("SELECT count(*) FROM sets").fetchone()[0]
        return count
