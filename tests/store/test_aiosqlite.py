"""What the store takes from inside aiosqlite, which is pinned for it: a way to run a whole function on its thread."""

import asyncio
import sqlite3
import threading
from functools import partial

import pytest

from bot.store.address import SqliteAddress, address_of
from bot.store.sqlite import Hop, SqliteStore
from bot.store.sqlite_file import SqliteFile
from bot.store.trouble import CommitUnknown


async def test_a_function_runs_whole_on_aiosqlites_own_thread() -> None:
    hop = Hop(partial(sqlite3.connect, ":memory:"))
    await hop
    inside: list[threading.Thread] = []

    def work() -> int:
        inside.append(threading.current_thread())
        return 42

    assert await hop.run(work) == 42
    assert await hop.run(work) == 42
    await hop.close()
    assert inside[0] is inside[1] is not threading.current_thread()
    assert inside[0].daemon
    inside[0].join(5)
    assert not inside[0].is_alive()


async def test_functions_run_one_after_the_other_in_the_order_given() -> None:
    hop = Hop(partial(sqlite3.connect, ":memory:"))
    await hop
    gate = threading.Event()
    ran: list[int] = []

    def wait_first(number: int) -> None:
        assert gate.wait(5)
        ran.append(number)

    hops = [asyncio.create_task(hop.run(partial(wait_first, number))) for number in range(5)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*hops)
    await hop.close()
    assert ran == [0, 1, 2, 3, 4]


async def test_what_a_function_raises_reaches_the_one_who_waits() -> None:
    hop = Hop(partial(sqlite3.connect, ":memory:"))
    await hop
    with pytest.raises(ZeroDivisionError):
        await hop.run(lambda: 1 // 0)
    await hop.close()


async def test_a_connection_that_fails_to_open_ends_its_thread() -> None:
    before = set(threading.enumerate())
    hop = Hop(partial(sqlite3.connect, "/nowhere/at/all.db"))
    with pytest.raises(sqlite3.OperationalError):
        await hop
    for thread in set(threading.enumerate()) - before:
        await asyncio.to_thread(thread.join, 5)
        assert not thread.is_alive()


async def test_a_store_that_has_lost_its_connection_says_so_to_everyone(sqlite_url: str) -> None:
    address = address_of(sqlite_url)
    assert isinstance(address, SqliteAddress)
    store = await SqliteStore.open(SqliteFile.prepare(address.path))
    await store.hop.close()
    for _ in range(2):
        with pytest.raises(CommitUnknown):
            await asyncio.wait_for(store.run(lambda tx: tx.next_due()), 5)
    await store.close()
