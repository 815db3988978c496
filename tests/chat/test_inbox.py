"""The inbox: kept before it is handled, handled once, each chat's in order, and nothing lost while the database is ill."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.inbox import MOST_WAITING, REMEMBERED, Inbox
from bot.coach.inbound import Said
from bot.coach.ports import Arrival, StoreTrouble
from bot.sandbox import MovableClock
from bot.store import OpenStore, open_store

PATIENCE = 10.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[OpenStore]:
    opened = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    yield opened
    await opened.close()


class Handler:
    """Handles as the coach does, marking each in the database, and writes down the order; `gate` can hold it up."""

    def __init__(self, store: OpenStore) -> None:
        self.store = store
        self.seen: list[int] = []
        self.refusals = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, arrival: Arrival) -> None:
        await self.gate.wait()
        if self.refusals:
            self.refusals -= 1
            raise StoreTrouble("The disk is full.")
        if await self.store.run(lambda tx: tx.handled(arrival.number)):
            self.seen.append(arrival.number)


@pytest.fixture
def handler(store: OpenStore) -> Handler:
    return Handler(store)


@pytest.fixture
def inbox(store: OpenStore, handler: Handler) -> Inbox:
    return Inbox(store, MovableClock(), handler)


def said(number: int, chat: int = 1) -> Arrival:
    return Arrival(number, Said(chat, chat, number, "10x45"))


async def quiet(inbox: Inbox) -> None:
    async with asyncio.timeout(PATIENCE):
        await inbox.quiet()


async def test_each_chat_is_handled_in_its_own_order(inbox: Inbox, handler: Handler) -> None:
    await inbox.take([said(number, chat=number % 3) for number in range(60)])
    await quiet(inbox)
    for chat in range(3):
        of_chat = [number for number in handler.seen if number % 3 == chat]
        assert of_chat == sorted(of_chat) and len(of_chat) == 20


async def test_what_arrives_again_is_handled_once(inbox: Inbox, handler: Handler) -> None:
    await inbox.take([said(5), said(6)])
    await quiet(inbox)
    await inbox.take([said(5), said(6), said(7)])
    await quiet(inbox)
    assert handler.seen == [5, 6, 7]


async def test_a_slow_chat_keeps_nobody_else_waiting(inbox: Inbox, handler: Handler) -> None:
    handler.gate.clear()
    await inbox.take([said(1, chat=1)])
    handler.gate.set()
    await inbox.take([said(2, chat=2)])
    await quiet(inbox)
    assert sorted(handler.seen) == [1, 2]


async def test_what_a_killed_run_had_taken_in_is_handled_by_the_next(
    inbox: Inbox, handler: Handler, store: OpenStore
) -> None:
    handler.gate.clear()
    await inbox.take([said(number) for number in range(5)])
    inbox.stop()
    handler.gate.set()
    after = Inbox(store, MovableClock(), handler)
    await after.recover()
    await quiet(after)
    assert handler.seen == [0, 1, 2, 3, 4]
    await after.recover()
    await quiet(after)
    assert handler.seen == [0, 1, 2, 3, 4]


async def test_while_the_database_is_ill_nothing_is_lost_and_it_recovers_by_itself(
    inbox: Inbox, handler: Handler
) -> None:
    handler.refusals = 2
    await inbox.take([said(1), said(2)])
    await quiet(inbox)
    assert handler.seen == [1, 2]


async def test_what_cannot_be_kept_is_not_taken(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    handler = Handler(store)
    inbox = Inbox(store, MovableClock(), handler)
    await store.close()
    with pytest.raises(StoreTrouble):
        await inbox.take([said(1)])
    assert inbox.waiting == 0


async def test_there_is_an_end_to_what_waits_in_memory(inbox: Inbox, handler: Handler) -> None:
    handler.gate.clear()
    await inbox.take([said(number) for number in range(MOST_WAITING)])
    room = asyncio.create_task(inbox.has_room())
    await asyncio.wait([room], timeout=0.05)
    assert not room.done()
    handler.gate.set()
    await asyncio.wait_for(room, PATIENCE)
    await quiet(inbox)
    assert len(handler.seen) == MOST_WAITING


async def test_old_numbers_are_forgotten_once_telegram_has_forgotten_them(store: OpenStore, handler: Handler) -> None:
    clock = MovableClock()
    inbox = Inbox(store, clock, handler)
    await inbox.take([said(1)])
    await quiet(inbox)
    clock.move(REMEMBERED * 2)
    await inbox.take([said(2)])
    await inbox.take([said(1)])
    await quiet(inbox)
    assert handler.seen == [1, 2, 1], "a number that came so late is a new one"
