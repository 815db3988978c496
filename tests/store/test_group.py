"""Group commit on SQLite: one BEGIN and one COMMIT for all that wait, each job in a savepoint, and the truth about each."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest

from bot.coach.ports import AlreadyOpen, StoreTrouble, Transaction
from bot.store.group import Group
from bot.store.job import Job
from bot.store.sqlite_file import connect
from bot.training.lifter import Lifter
from tests.store.scenes import ANN, BEN, CHAT, begun, log_next, with_session

CEM = Lifter(9)


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


@pytest.fixture
def group(connection: sqlite3.Connection) -> Group:
    return Group(connection)


def job(work: Callable[[Transaction], Any]) -> Job[Any]:
    return Job(work, asyncio.get_running_loop().create_future())


def keeping(lifter: Lifter) -> Job[Any]:
    return job(lambda tx: tx.keep_lifter(lifter))


def stored(file: Path) -> list[int]:
    """The lifters that any other connection can see."""
    with closing(sqlite3.connect(file)) as other:
        return [id for (id,) in other.execute("SELECT id FROM lifters ORDER BY id")]


def raise_value_error(tx: Transaction) -> NoReturn:
    tx.keep_lifter(BEN)
    raise ValueError("no")


async def test_jobs_that_wait_together_share_one_commit(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    group.commit([keeping(ANN), keeping(BEN), keeping(CEM)])
    connection.set_trace_callback(None)
    assert stored(file) == [7, 8, 9]
    assert [one for one in said if one.startswith(("BEGIN", "COMMIT"))] == ["BEGIN IMMEDIATE", "COMMIT"]


async def test_one_jobs_failure_takes_back_nothing_of_the_others(group: Group, file: Path) -> None:
    jobs = [keeping(ANN), job(raise_value_error), keeping(CEM)]
    group.commit(jobs)
    assert stored(file) == [7, 9]
    assert [type(one.error) for one in jobs] == [type(None), ValueError, type(None)]


async def test_a_constraint_undoes_only_its_own_job(group: Group, file: Path) -> None:
    def begin_twice(tx: Transaction) -> None:
        tx.keep_lifter(BEN)
        tx.add_session(begun("s2"), CHAT)

    jobs = [job(lambda tx: with_session(tx, begun())), job(begin_twice), keeping(CEM)]
    group.commit(jobs)
    assert stored(file) == [7, 9]
    assert isinstance(jobs[1].error, AlreadyOpen)


async def test_a_job_whose_caller_gave_up_while_another_ran_is_skipped(group: Group, file: Path) -> None:
    second = keeping(BEN)
    group.commit([job(lambda _: second.done.cancel()), second, keeping(CEM)])
    assert stored(file) == [9]


async def test_a_transaction_that_ended_underneath_fails_every_job(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    def lose_it(tx: Transaction) -> None:
        tx.keep_lifter(BEN)
        connection.rollback()

    jobs = [keeping(ANN), job(lose_it), keeping(CEM)]
    group.commit(jobs)
    assert stored(file) == []
    assert all(isinstance(one.error, StoreTrouble) for one in jobs)
    assert not connection.in_transaction


async def test_a_full_disk_is_never_called_a_success(group: Group, connection: sqlite3.Connection, file: Path) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    def fill(tx: Transaction) -> None:
        tx.keep_lifter(Lifter(BEN.id, zone="Pacific/Auckland" * 10_000))

    jobs = [keeping(ANN), job(fill), keeping(CEM)]
    group.commit(jobs)
    assert isinstance(jobs[1].error, StoreTrouble)
    assert "the disk is full" in str(jobs[1].error)
    told = [lifter.id for lifter, one in zip((ANN, BEN, CEM), jobs, strict=True) if one.error is None]
    assert stored(file) == told
    connection.execute("PRAGMA max_page_count = 100000")
    again = [keeping(ANN), job(fill), keeping(CEM)]
    group.commit(again)
    assert [one.error for one in again] == [None] * 3
    assert stored(file) == [7, 8, 9]


async def test_a_failing_commit_fails_every_job_and_the_next_group_works(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    connection.execute("CREATE TABLE later (lifter REFERENCES lifters (id) DEFERRABLE INITIALLY DEFERRED)")
    owe = job(lambda _: connection.execute("INSERT INTO later VALUES (404)"))
    jobs = [keeping(ANN), owe, keeping(CEM)]
    group.commit(jobs)
    assert all(isinstance(one.error, StoreTrouble) for one in jobs)
    assert stored(file) == []
    group.commit([keeping(ANN)])
    assert stored(file) == [7]


async def test_a_fault_of_the_store_itself_fails_the_group_and_not_the_next(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    faulty = keeping(BEN)
    faulty.done = cast("asyncio.Future[None]", None)
    jobs = [keeping(ANN), faulty]
    group.commit(jobs)
    assert all(isinstance(one.error, StoreTrouble) for one in jobs)
    group.commit([keeping(CEM)])
    assert stored(file) == [9]


async def test_a_file_that_became_read_only_is_said_to_be_so(group: Group, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    one = keeping(ANN)
    group.commit([one])
    assert str(one.error) == "The database cannot be used: the file is read-only."


async def test_a_file_that_another_program_locks_is_said_to_be_so(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        jobs = [keeping(ANN), keeping(BEN)]
        group.commit(jobs)
    assert {str(one.error) for one in jobs} == {"The database cannot be used: another program keeps it locked."}
    group.commit([keeping(ANN)])
    assert stored(file) == [7]


async def test_the_write_lock_is_taken_before_anything_is_read(
    group: Group, connection: sqlite3.Connection, file: Path
) -> None:
    """Otherwise another writer could come between reading and writing."""
    connection.execute("PRAGMA busy_timeout = 1")
    locked: list[str] = []

    def read_while_another_wants_to_write(tx: Transaction) -> None:
        tx.lifter(ANN.id)
        with (
            closing(sqlite3.connect(file, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError) as caught,
        ):
            other.execute("INSERT INTO plans VALUES ('x', 'x')")
        locked.append(str(caught.value))

    group.commit([job(read_while_another_wants_to_write)])
    assert locked == ["database is locked"]


async def test_what_another_program_wrote_is_seen(group: Group, file: Path) -> None:
    group.commit([job(lambda tx: with_session(tx, begun()))])
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE sessions SET unit = 'lb'")
        other.commit()
    look = job(lambda tx: tx.session("s1"))
    group.commit([look])
    found = look.outcome()
    assert found is not None
    assert found.unit == "lb"


async def test_a_session_whose_change_was_taken_back_is_read_as_it_was(group: Group) -> None:
    session = begun()
    group.commit([job(lambda tx: with_session(tx, session))])

    def log_and_fail(tx: Transaction) -> NoReturn:
        log_next(tx)
        raise ValueError("no")

    look = job(lambda tx: tx.session("s1"))
    group.commit([job(log_and_fail), look])
    assert look.outcome() == session


async def test_a_session_of_a_lost_group_is_read_as_it_was(group: Group, connection: sqlite3.Connection) -> None:
    session = begun()
    group.commit([job(lambda tx: with_session(tx, session))])
    group.commit([job(log_next), job(lambda _: connection.rollback())])
    look = job(lambda tx: tx.session("s1"))
    group.commit([look])
    assert look.outcome() == session
