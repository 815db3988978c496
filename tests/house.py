"""The whole of Spotter in one test: sandbox, store, chat, coach and alarms, all of them real; only its pictures are one
(`drawing`). No tests live here.

The clock is the sandbox's own and moves only when told to; the database is whichever URL is given.
"""

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.config import Config, read_config
from bot.content import Shelf
from bot.run import SANDBOX_TOKEN, Spotter, open_doors
from bot.sandbox import Sandbox
from bot.store import OpenStore, open_store
from bot.watchdog import Pulse
from tests.drawing import OneDrawing

CONTENT = Path(__file__).parent.parent / "content"
SECRET = "a-word_that-only-Telegram-knows"
IN_A_HURRY = {"MESSAGES_PER_SECOND": "1000"}  # stories tap faster than people do


@dataclass
class House:
    """A running Spotter. `address` is the sandbox's; `store` may be looked into, never written to."""

    address: str
    sandbox: Sandbox
    store: OpenStore


@asynccontextmanager
async def house(
    database_url: str,
    content: Path = CONTENT,
    moved_into: House | None = None,
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[House]:
    """Spotter, started; stopped in good order at the end. `moved_into` is a house whose chat goes on with a new Spotter."""
    shelf = shipped() if content == CONTENT else _opened(content)
    sandbox = moved_into.sandbox if moved_into else Sandbox(token=SANDBOX_TOKEN)
    address = moved_into.address if moved_into else await sandbox.start()
    store = await open_store(database_url)
    config = _config(database_url, address, settings or {})
    spotter = Spotter(config, shelf, store, sandbox.clock, painter=OneDrawing())
    sandbox.next_alarm = lambda: store.run(lambda tx: tx.next_due())
    stop_listening = sandbox.clock.on_move(spotter.alarms.moved)
    try:
        async with open_doors(spotter, config, Pulse()):
            try:
                await spotter.start()
                yield House(address, sandbox, store)
            finally:
                await spotter.stop()
    finally:
        stop_listening()
        await store.close()
        if moved_into is None:
            await sandbox.stop()


@cache
def shipped() -> Shelf:
    """What Spotter ships with is read once: no test changes it."""
    return _opened(CONTENT)


def _opened(content: Path) -> Shelf:
    shelf = Shelf.open(content)
    assert isinstance(shelf, Shelf), shelf
    return shelf


def _config(database_url: str, address: str, settings: Mapping[str, str]) -> Config:
    own = {"BOT_TOKEN": SANDBOX_TOKEN, "BOT_API_URL": address, "DATABASE_URL": database_url, **IN_A_HURRY}
    return read_config({**own, **settings})


def free_port() -> int:
    """A port that nobody else has just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number


def webhook(port: int) -> dict[str, str]:
    """The settings of a Spotter to which updates are delivered."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/updates", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
