"""The inbox: kept before it is handled, handled once, each chat's in order, and nothing lost while the database is ill."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.inbox import A_PAGE, MOST_WAITING, REMEMBERED, Inbox
from bot.coach.inbound import Said
from bot.coach.ports import StoreTrouble
from bot.coach.records import Arrival
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
    before = after.is_open
    while not await after.recover():
        pass
    assert (before, after.is_open) == (False, True), "what is new comes after what was left behind"
    await quiet(after)
    assert handler.seen == [0, 1, 2, 3, 4]
    assert await after.recover()
    await quiet(after)
    assert handler.seen == [0, 1, 2, 3, 4]


async def test_a_backlog_larger_than_the_memory_is_taken_up_page_by_page(store: OpenStore, handler: Handler) -> None:
    backlog = [said(number, chat=number % 7) for number in range(MOST_WAITING + 2 * A_PAGE + 1)]
    now = MovableClock().now()
    await store.run(lambda tx: [tx.receive(arrival, now) for arrival in backlog])
    handler.gate.clear()
    inbox = Inbox(store, MovableClock(), handler)
    most = 0
    async with asyncio.timeout(2 * PATIENCE):
        while not await inbox.recover():
            most = max(most, inbox.waiting)
            if inbox.waiting >= MOST_WAITING:
                handler.gate.set()
            await inbox.has_room()
        await inbox.quiet()
    assert MOST_WAITING <= most <= MOST_WAITING + A_PAGE, "never more than a page too many"
    assert sorted(handler.seen) == [arrival.number for arrival in backlog]
    for chat in range(7):
        of_chat = [number for number in handler.seen if number % 7 == chat]
        assert of_chat == sorted(of_chat)


async def test_what_is_wrong_is_told_while_it_is_wrong(store: OpenStore, handler: Handler) -> None:
    now = 100.0
    inbox = Inbox(store, MovableClock(), handler, lambda: now)
    await inbox.recover()
    handler.gate.clear()
    await inbox.take([said(1), said(2, chat=2)])
    now += 7
    assert (inbox.waiting, inbox.longest_wait, inbox.trouble) == (2, 7, "")
    handler.refusals = 1
    handler.gate.set()
    async with asyncio.timeout(PATIENCE):
        while not inbox.trouble:
            await store.run(lambda tx: tx.next_due())
        assert inbox.trouble == "The disk is full." and inbox.refusals == 1
        await inbox.quiet()
    assert (inbox.waiting, inbox.longest_wait, inbox.trouble, inbox.taken) == (0, 0, "", 2)


async def test_an_outage_is_said_once_and_so_is_its_end(
    inbox: Inbox, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    handler.refusals = 5
    await inbox.take([said(number, chat=number) for number in range(5)])
    await quiet(inbox)
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


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
