"""The whole of Spotter in one test: sandbox, store, chat, coach and alarms, all of them real. No tests live here.

The clock is the sandbox's own and moves only when told to; the database is whichever URL is given.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config, read_config
from bot.content import Shelf
from bot.run import SANDBOX_TOKEN, Spotter
from bot.sandbox import Sandbox
from bot.store import OpenStore, open_store

CONTENT = Path(__file__).parent.parent / "content"


@dataclass
class House:
    """A running Spotter. `address` is the sandbox's; `store` may be looked into, never written to."""

    address: str
    sandbox: Sandbox
    store: OpenStore


@asynccontextmanager
async def house(database_url: str, content: Path = CONTENT, moved_into: House | None = None) -> AsyncIterator[House]:
    """Spotter, started; stopped in good order at the end. `moved_into` is a house whose chat goes on with a new Spotter."""
    shelf = Shelf.open(content)
    assert isinstance(shelf, Shelf), shelf
    sandbox = moved_into.sandbox if moved_into else Sandbox(token=SANDBOX_TOKEN)
    address = moved_into.address if moved_into else await sandbox.start()
    store = await open_store(database_url)
    spotter = Spotter(_config(database_url, address), shelf, store, sandbox.clock)
    sandbox.next_alarm = lambda: store.run(lambda tx: tx.next_due())
    stop_listening = sandbox.clock.on_move(spotter.alarms.moved)
    try:
        await spotter.start()
        yield House(address, sandbox, store)
    finally:
        stop_listening()
        await spotter.stop()
        await store.close()
        if moved_into is None:
            await sandbox.stop()


def _config(database_url: str, address: str) -> Config:
    return read_config({"BOT_TOKEN": SANDBOX_TOKEN, "BOT_API_URL": address, "DATABASE_URL": database_url})
