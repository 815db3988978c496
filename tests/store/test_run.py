"""What `Store.run` promises on both databases: all or nothing, the truth to whoever waits, and no work after the end."""

import asyncio
import threading
from collections import Counter
from functools import partial
from typing import NoReturn

import pytest

from bot.coach.ports import AlreadyOpen, SlotTaken, StoreTrouble, Transaction
from bot.store import OpenStore, open_store
from bot.store.sqlite import WOKEN_AT_ONCE
from bot.store.trouble import TransactionOver
from bot.training.lifter import Lifter
from tests.store.scenes import ANN, BEN, CHAT, begun, log_next, logged, names_of, with_session


class Refused(Exception):
    """The work itself said no."""


async def test_what_a_work_raises_undoes_all_of_it(store: OpenStore) -> None:
    def keep_two_and_raise(tx: Transaction) -> NoReturn:
        tx.keep_lifter(ANN)
        tx.keep_lifter(BEN)
        raise Refused

    with pytest.raises(Refused):
        await store.run(keep_two_and_raise)
    assert await names_of(store, ANN.id, BEN.id) == []


async def test_a_refused_set_undoes_what_came_before_it(store: OpenStore) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    await store.run(log_next)

    def keep_ben_and_take_the_slot(tx: Transaction) -> None:
        tx.keep_lifter(BEN)
        tx.save_session(session, logged(session))

    with pytest.raises(SlotTaken):
        await store.run(keep_ben_and_take_the_slot)
    assert await names_of(store, BEN.id) == []


async def test_a_refusal_that_is_swallowed_is_still_not_committed(store: OpenStore) -> None:
    await store.run(lambda tx: with_session(tx, begun()))

    def swallow(tx: Transaction) -> str:
        tx.keep_lifter(BEN)
        try:
            tx.add_session(begun("s2"), CHAT)
        except AlreadyOpen:
            return "all is well"
        return "no refusal"

    with pytest.raises(AlreadyOpen):
        await store.run(swallow)
    assert await names_of(store, BEN.id) == []


async def test_after_a_database_error_the_transaction_refuses_to_go_on(store: OpenStore) -> None:
    await store.run(lambda tx: with_session(tx, begun()))

    def go_on(tx: Transaction) -> None:
        with pytest.raises(AlreadyOpen):
            tx.add_session(begun("s2"), CHAT)
        tx.keep_lifter(BEN)

    with pytest.raises(TransactionOver):
        await store.run(go_on)
    assert await names_of(store, BEN.id) == []


async def test_a_transaction_kept_beyond_its_function_is_over(store: OpenStore) -> None:
    kept = await store.run(lambda tx: tx)
    with pytest.raises(TransactionOver):
        kept.keep_lifter(ANN)
    with pytest.raises(TransactionOver):
        kept.lifter(ANN.id)
    assert await names_of(store, ANN.id) == []


async def test_a_stop_iteration_reaches_its_caller(store: OpenStore) -> None:
    nothing = iter(())
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(store.run(lambda _: next(nothing)), 5)
    assert await names_of(store, ANN.id) == []


async def test_an_exit_reaches_its_caller_and_leaves_the_store_working(store: OpenStore) -> None:
    def leave(tx: Transaction) -> NoReturn:
        tx.keep_lifter(ANN)
        raise SystemExit(3)

    async def leaves() -> None:
        with pytest.raises(SystemExit):
            await store.run(leave)

    await leaves()
    assert await names_of(store, ANN.id) == []


async def test_a_caller_who_gives_up_meanwhile_loses_only_the_answer(store: OpenStore) -> None:
    begun_working, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        begun_working.set()
        assert go_on.wait(5)
        tx.keep_lifter(ANN)

    caller = asyncio.create_task(store.run(slow))
    assert await asyncio.to_thread(begun_working.wait, 5)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await store.run(lambda tx: tx.keep_lifter(BEN))
    while await names_of(store, ANN.id) != [ANN.id]:
        pass
    assert await names_of(store, ANN.id, BEN.id) == [ANN.id, BEN.id]


async def test_a_caller_who_gives_up_in_the_queue_leaves_no_trace(store: OpenStore) -> None:
    gate = threading.Event()
    started = threading.Semaphore(0)

    def hold(_: Transaction) -> None:
        started.release()
        assert gate.wait(5)

    holders = [asyncio.create_task(store.run(hold)) for _ in range(4)]
    assert await asyncio.to_thread(started.acquire, timeout=5)
    ran: list[int] = []
    queued = [asyncio.create_task(store.run(lambda _: ran.append(1))) for _ in range(4)]
    await asyncio.sleep(0)
    for caller in queued:
        caller.cancel()
    await asyncio.wait(queued)
    gate.set()
    await asyncio.gather(*holders)
    await names_of(store)
    assert all(caller.cancelled() for caller in queued)
    assert ran == []


async def test_many_at_once_all_get_their_own_answer(store: OpenStore) -> None:
    def keep(id: int, tx: Transaction) -> int:
        tx.keep_lifter(Lifter(id))
        return id

    ids = range(300)
    assert await asyncio.gather(*(store.run(partial(keep, id)) for id in ids)) == list(ids)
    assert await names_of(store, *ids) == list(ids)


async def test_close_finishes_what_waits_and_refuses_the_rest(store: OpenStore) -> None:
    waiting = [asyncio.create_task(store.run(lambda tx: tx.keep_lifter(ANN))) for _ in range(5)]
    await asyncio.sleep(0)
    await store.close()
    assert [task.exception() for task in waiting] == [None] * 5
    with pytest.raises(StoreTrouble, match="closed"):
        await store.run(lambda tx: tx.lifter(ANN.id))
    await store.close()
    assert not [thread for thread in threading.enumerate() if "store" in thread.name]


async def test_those_who_waited_together_are_woken_a_few_at_a_time(sqlite_url: str) -> None:
    """What else is due comes in between: one group's answers never fill a turn of the event loop."""
    loop, turn, woken = asyncio.get_running_loop(), 0, Counter[int]()
    store = await open_store(sqlite_url)

    def next_turn() -> None:
        nonlocal turn
        turn += 1
        if woken.total() < 200:
            loop.call_soon(next_turn)

    async def wait() -> None:
        await store.run(lambda tx: tx.lifter(ANN.id))
        woken[turn] += 1

    next_turn()
    await asyncio.gather(*(wait() for _ in range(200)))
    assert max(woken.values()) <= WOKEN_AT_ONCE
    await store.close()
