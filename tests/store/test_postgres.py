"""PostgreSQL under several writers: nothing is lost, collisions are done again, and a lost connection is told truly."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bot.coach.ports import StoreTrouble, Transaction
from bot.coach.records import Alarm
from bot.store import OpenStore, open_store
from bot.store.postgres_server import connect
from bot.store.trouble import CommitUnknown
from bot.training.effects import AlarmKind
from bot.training.lifter import Lifter
from bot.training.plan import Block
from tests.store.scenes import ANN, BEN, begun, log_next, names_of, with_session
from tests.training.gym import NOON, ROW, day, doing, sets

FORTY_SETS = day(Block((doing(ROW, *sets(40)),)))


@pytest.fixture
async def pair(postgres_url: str) -> AsyncIterator[tuple[OpenStore, OpenStore]]:
    """Two stores on one database, as two bots would have."""
    stores = await open_store(postgres_url), await open_store(postgres_url)
    yield stores
    for store in stores:
        await store.close()


@pytest.fixture
async def store(pair: tuple[OpenStore, OpenStore]) -> OpenStore:
    return pair[0]


async def test_two_stores_at_one_session_lose_no_set(pair: tuple[OpenStore, OpenStore]) -> None:
    session = replace(begun(), workout=FORTY_SETS)
    await pair[0].run(lambda tx: with_session(tx, session))
    await asyncio.gather(*(store.run(log_next) for store in pair for _ in range(20)))
    found = await pair[0].run(lambda tx: tx.session(session.id))
    assert found is not None
    assert [one.slot.number for one in found.log] == list(range(40))
    assert not found.is_open


async def test_jobs_that_lock_two_sessions_crosswise_both_succeed(store: OpenStore) -> None:
    for lifter in (ANN, BEN):
        await store.run(partial(with_session, session=begun(f"of {lifter.id}", lifter)))
    has_first = {ANN.id: threading.Event(), BEN.id: threading.Event()}

    def log_both(tx: Transaction, first: Lifter, second: Lifter) -> None:
        log_next(tx, first)
        has_first[first.id].set()
        assert has_first[second.id].wait(5)
        log_next(tx, second)

    await asyncio.gather(
        store.run(partial(log_both, first=ANN, second=BEN)),
        store.run(partial(log_both, first=BEN, second=ANN)),
    )
    for lifter in (ANN, BEN):
        found = await store.run(partial(open_of, lifter=lifter))
        assert found == 2


def open_of(tx: Transaction, lifter: Lifter) -> int:
    session = tx.open_session(lifter.id)
    return 0 if session is None else len(session.log)


@contextmanager
def whenever_a_lifter_is_kept(url: str, what: str, at_commit: bool = False) -> Iterator[None]:
    """The server itself does something odd: at the insert, or only at the commit."""
    deferred = "DEFERRABLE INITIALLY DEFERRED" if at_commit else ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            f"CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what}; RETURN NEW; END $$".encode()
        )
        connection.execute(
            f"CREATE CONSTRAINT TRIGGER odd AFTER INSERT ON lifters {deferred} FOR EACH ROW EXECUTE FUNCTION odd()".encode()
        )
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER odd ON lifters")
            connection.execute("DROP FUNCTION odd")


@pytest.mark.parametrize("at_commit", [False, True])
async def test_jobs_that_always_collide_are_given_up(store: OpenStore, postgres_url: str, at_commit: bool) -> None:
    tries: list[int] = []

    def collide(tx: Transaction) -> None:
        tries.append(1)
        tx.keep_lifter(ANN)

    with (
        whenever_a_lifter_is_kept(postgres_url, "RAISE EXCEPTION USING ERRCODE = '40001'", at_commit),
        pytest.raises(StoreTrouble, match="in the way"),
    ):
        await store.run(collide)
    assert len(tries) > 1
    assert await names_of(store, ANN.id) == []


async def test_a_connection_lost_at_the_commit_is_said_to_be_unknown(store: OpenStore, postgres_url: str) -> None:
    with (
        whenever_a_lifter_is_kept(postgres_url, "PERFORM pg_terminate_backend(pg_backend_pid())", at_commit=True),
        pytest.raises(CommitUnknown, match="may be stored, or may not"),
    ):
        await store.run(lambda tx: tx.keep_lifter(ANN))
    await store.run(lambda tx: tx.keep_lifter(BEN))
    assert await names_of(store, BEN.id) == [BEN.id]


def end_connections(url: str) -> None:
    """As when the server restarts: every connection of the bot is gone."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'spotter'")


async def test_lost_connections_are_made_anew(store: OpenStore, postgres_url: str) -> None:
    await asyncio.gather(*(store.run(lambda tx: tx.keep_lifter(ANN)) for _ in range(20)))
    end_connections(postgres_url)
    await store.run(lambda tx: tx.keep_lifter(BEN))
    assert await names_of(store, ANN.id, BEN.id) == [ANN.id, BEN.id]


async def test_a_connection_lost_in_the_middle_starts_the_job_again(store: OpenStore, postgres_url: str) -> None:
    tries: list[int] = []

    def keep_both(tx: Transaction) -> None:
        tries.append(1)
        tx.keep_lifter(ANN)
        if len(tries) == 1:
            end_connections(postgres_url)
        tx.keep_lifter(BEN)

    await store.run(keep_both)
    assert len(tries) == 2
    assert await names_of(store, ANN.id, BEN.id) == [ANN.id, BEN.id]


async def test_a_row_that_stays_locked_is_trouble_not_a_hang(store: OpenStore, postgres_url: str) -> None:
    await store.run(lambda tx: with_session(tx, begun()))
    with (
        whenever_a_lifter_is_kept(postgres_url, "RAISE EXCEPTION USING ERRCODE = 'lock_not_available'"),
        pytest.raises(StoreTrouble, match="another transaction keeps a row locked"),
    ):
        await store.run(lambda tx: tx.keep_lifter(BEN))


def test_every_wait_has_an_end(postgres_url: str) -> None:
    with connect(conninfo_to_dict(postgres_url)) as connection:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            (limit,) = connection.execute(f"SHOW {name}".encode()).fetchone() or ("0",)
            assert limit != "0", name


async def test_the_servers_time_zone_has_no_say(postgres_url: str) -> None:
    alarm = Alarm(ANN.id, "s1", AlarmKind.REST, NOON)

    def set_alarm(tx: Transaction) -> None:
        with_session(tx, begun())
        tx.set_alarm(alarm)

    there = await open_store(f"{postgres_url}&options=-c%20TimeZone%3DPacific/Auckland")
    here = await open_store(postgres_url)
    await there.run(set_alarm)
    assert await here.run(lambda tx: tx.due_alarms(NOON, 1)) == (alarm,)
    assert await there.run(lambda tx: tx.due_alarms(NOON, 1)) == (alarm,)
    await there.close()
    await here.close()
