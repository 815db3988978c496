"""The inbox on both databases: what arrived is kept once, told again until it is handled, and its number outlives it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.coach.inbound import Asked, Blocked, Inbound, Located, Press, Said
from bot.coach.ports import Store, Transaction
from bot.coach.records import BEFORE_ALL, Arrival
from bot.screens.taps import Tap, Verb
from bot.store import open_store
from tests.store.scenes import ANN, CHAT
from tests.training.gym import NOON

HELLO = Said(ANN.id, CHAT, 5, "hello")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "inbound",
    [
        Press("callback-1", ANN.id, CHAT, 5, Tap(Verb.LOG, ANN.id, "0.1", "s1", 3)),
        Press("callback-2", ANN.id, CHAT, 5, None),
        Said(ANN.id, -(2**40), 2**31, "82,5 кг × 8 😖\n\x00 'quoted' \"twice\""),
        Said(ANN.id, CHAT, 5, None),
        Located(ANN.id, CHAT, 5, -31.557283, 159.08),
        Asked(ANN.id, CHAT, 5, "start", "deep link", "Ann"),
        Blocked(ANN.id, CHAT),
    ],
)
async def test_whatever_arrives_comes_back_as_it_was(store: Store, inbound: Inbound) -> None:
    arrival = Arrival(2**40, inbound)
    assert await store.run(lambda tx: tx.receive(arrival, NOON))
    assert await store.run(lambda tx: tx.unhandled(BEFORE_ALL, 9)) == (arrival,)


async def test_what_arrives_again_is_not_kept_again(store: Store) -> None:
    assert await store.run(lambda tx: tx.receive(Arrival(1, HELLO), NOON))
    assert not await store.run(lambda tx: tx.receive(Arrival(1, Said(ANN.id, CHAT, 6, "bye")), NOON))
    assert await store.run(lambda tx: tx.unhandled(BEFORE_ALL, 9)) == (Arrival(1, HELLO),)


async def test_what_is_handled_is_told_no_more_and_handled_once(store: Store) -> None:
    for number in (3, 1, 2):
        await store.run(partial(_receive, number=number))
    assert await store.run(lambda tx: [one.number for one in tx.unhandled(BEFORE_ALL, 9)]) == [1, 2, 3]
    assert await store.run(lambda tx: [one.number for one in tx.unhandled(BEFORE_ALL, 2)]) == [1, 2]
    assert await store.run(lambda tx: tx.handled(2))
    assert not await store.run(lambda tx: tx.handled(2))
    assert not await store.run(lambda tx: tx.handled(404))
    assert await store.run(lambda tx: [one.number for one in tx.unhandled(BEFORE_ALL, 9)]) == [1, 3]


def _receive(tx: Transaction, number: int) -> bool:
    return tx.receive(Arrival(number, HELLO), NOON + number * HOUR)


async def test_a_number_is_known_until_it_is_old_and_handled(store: Store) -> None:
    for number in (1, 2, 3):
        await store.run(partial(_receive, number=number))
    for number in (1, 3):
        await store.run(partial(_handle, number=number))
    assert not await store.run(lambda tx: tx.receive(Arrival(1, HELLO), NOON))
    await store.run(lambda tx: tx.forget_handled(NOON + 3 * HOUR))
    assert await store.run(lambda tx: [one.number for one in tx.unhandled(BEFORE_ALL, 9)]) == [2]
    assert not await store.run(lambda tx: tx.receive(Arrival(3, HELLO), NOON)), "not old yet"
    assert await store.run(lambda tx: tx.receive(Arrival(1, HELLO), NOON)), "forgotten"


def _handle(tx: Transaction, number: int) -> bool:
    return tx.handled(number)


async def test_a_large_backlog_is_read_page_by_page(store: Store) -> None:
    for number in (-5, 3, 1, 2):
        await store.run(partial(_receive, number=number))
    await store.run(lambda tx: tx.handled(2))
    pages = [await store.run(partial(_page, after=after)) for after in (BEFORE_ALL, 1, 3)]
    assert pages == [[-5, 1], [3], []]
    assert (await store.run(lambda tx: tx.waiting_counts())).arrivals == 3


def _page(tx: Transaction, after: int) -> list[int]:
    return [one.number for one in tx.unhandled(after, 2)]


@pytest.mark.parametrize("strange", ['{"Telepathy":{}}', '{"Said":{"lifter":1}}', "half a l"])
async def test_what_only_a_later_version_could_read_stands_in_nobodys_way(tmp_path: Path, strange: str) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    await store.run(partial(_receive, number=1))
    await store.run(partial(_receive, number=2))
    await store.close()
    with closing(sqlite3.connect(tmp_path / "spotter.db")) as connection, connection:
        connection.execute("UPDATE inbox SET inbound = ? WHERE number = 1", (strange,))
    store = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    assert await store.run(lambda tx: [one.number for one in tx.unhandled(BEFORE_ALL, 9)]) == [2]
    assert not await store.run(lambda tx: tx.handled(1))
    await store.close()
