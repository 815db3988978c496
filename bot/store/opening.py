"""From a URL to an open store, migrated to the newest schema. Every trouble on the way is one `StoreTrouble`."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.coach.ports import Transaction
from bot.store.address import PostgresAddress, SqliteAddress, address_of
from bot.store.sqlite import SqliteStore
from bot.store.sqlite_file import SqliteFile, is_up_to_date

T = TypeVar("T")


class OpenStore(Protocol):
    """A `coach.ports.Store` that has to be closed."""

    async def run(self, work: Callable[[Transaction], T]) -> T: ...
    async def scrub(self) -> bool: ...
    async def close(self) -> None: ...


async def open_store(url: str) -> OpenStore:
    """The store at `url`, migrated. Raises `StoreTrouble`."""
    address = address_of(url)
    if isinstance(address, SqliteAddress):
        return await SqliteStore.open(await asyncio.to_thread(SqliteFile.prepare, address.path))
    return await _postgres_store(address)


async def _postgres_store(address: PostgresAddress) -> OpenStore:
    from bot.store.postgres import PostgresStore  # not needed, and not loaded, for SQLite
    from bot.store.postgres_server import prepare

    await asyncio.to_thread(prepare, address.settings)
    return PostgresStore(address.settings)


async def migrate(url: str) -> None:
    """Brings the database at `url` to the newest schema; a file that has it already may be in use. Raises `StoreTrouble`."""
    address = address_of(url)
    if isinstance(address, SqliteAddress) and await asyncio.to_thread(is_up_to_date, address.path):
        return
    store = await open_store(url)
    await store.close()
