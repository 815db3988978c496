"""Whoever is forgotten is in no table any more, whichever tables there are; whoever else is there is as they were.

Every table of the metadata is filled without knowing what it is for, for somebody who goes and somebody who stays. So a table
that comes one day, and that forgetting does not know of, is found here by itself.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Connection, Table, create_engine, event, insert, select

from bot.coach.ports import Store, Transaction
from bot.store import OpenStore, open_store
from bot.store.forgetting import SESSIONS_A_STEP
from bot.store.kinds import Day, Instant, Thousandths
from bot.store.tables import metadata
from bot.training.lifter import Lifter
from tests.store.scenes import ANN, BEN, begun, names_of, train, with_session
from tests.store.test_upgrade import old_sqlite

GOES, STAYS = 7_123_456_789, 8_234_567_891
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)
AS_CODE_READS_IT = {  # where a text is not free
    "profile": "{{}}",
    "unit": "kg",
    "inbound": '{{"Said":{{"lifter":{who},"chat":{who},"message":1,"text":"of {who}"}}}}',
}


@contextmanager
def looking_in(url: str) -> Iterator[Connection]:
    """A connection past the store, as anybody has who holds the file in hand."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if url.startswith("sqlite"):
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def made_up(column: Column[Any], who: int) -> object:
    """Something that tells whose it is wherever the column has room for it."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return made_up(key.column, who)
    if column is metadata.tables["inbox"].c.number:
        return who % 1000  # it counts what reaches the bot, and is nobody's
    if column.name in AS_CODE_READS_IT:
        return AS_CODE_READS_IT[column.name].format(who=who)
    match column.type:
        case Instant():
            return NOW
        case Day():
            return date(2026, 3, 2)
        case Thousandths():
            return Decimal(1)
        case BigInteger():
            return who
        case _:
            plain = {int: who % 1000, bool: False, bytes: f"of {who}".encode()}
            return plain.get(column.type.python_type, f"of {who}")


def fill(connection: Connection, who: int) -> None:
    for table in metadata.sorted_tables:
        connection.execute(insert(table).values({column.name: made_up(column, who) for column in table.columns}))


def kept_of(connection: Connection, who: int) -> dict[str, list[str]]:
    """The rows in which somebody can be found, by table."""
    return {table.name: found for table in metadata.sorted_tables if (found := _rows_with(connection, table, who))}


def _rows_with(connection: Connection, table: Table, who: int) -> list[str]:
    return [text for row in connection.execute(select(table)) if str(who) in (text := str(tuple(row)))]


async def forget(store: Store, who: int) -> int:
    """In how many steps they were erased."""
    await store.run(lambda tx: tx.oblivion.begin(who))
    steps = 1
    while await store.run(lambda tx: tx.oblivion.go_on(who, LATER)):
        steps += 1
    return steps


async def test_no_table_knows_them_and_everybody_else_is_as_they_were(database_url: str) -> None:
    with looking_in(database_url) as connection:
        fill(connection, GOES)
        fill(connection, STAYS)
        before = kept_of(connection, STAYS)
        assert kept_of(connection, GOES).keys() == before.keys() == {table.name for table in metadata.sorted_tables}
    store = await open_store(database_url)
    await forget(store, GOES)
    await store.close()
    with looking_in(database_url) as connection:
        assert kept_of(connection, GOES) == {}
        assert kept_of(connection, STAYS) == before


async def test_what_they_told_and_what_would_ring_goes_at_once(database_url: str) -> None:
    with looking_in(database_url) as connection:
        fill(connection, GOES)
        connection.exec_driver_sql("UPDATE sessions SET finished = NULL")
        connection.exec_driver_sql("UPDATE letters SET sent_message = NULL, held = NULL")
        connection.exec_driver_sql(
            """UPDATE lifters SET profile = '{"notes":{"row":"of them"}}', zone = 'Asia/Tokyo'"""
        )
    store = await open_store(database_url)
    await store.run(lambda tx: tx.oblivion.begin(GOES))
    assert await store.run(lambda tx: tx.lifter(GOES)) == Lifter(GOES, reachable=False, leaving=True)
    assert await store.run(lambda tx: tx.next_due()) is None
    assert await store.run(lambda tx: tx.waiting_letters(LATER, 9)) == ()
    assert await store.run(lambda tx: tx.oblivion.under_way()) == (GOES,)
    await store.close()
    with looking_in(database_url) as connection:
        assert kept_of(connection, GOES)["lifters"] == [str((GOES, "kg", None, False, "{}", True))]


def _has_trained(tx: Transaction, lifter: Lifter) -> None:
    train(tx, with_session(tx, begun(f"of{lifter.id}", lifter)))


@pytest.fixture
async def two_with_the_same_workout(store: OpenStore) -> OpenStore:
    for lifter in (ANN, BEN):
        await store.run(partial(_has_trained, lifter=lifter))
    return store


async def test_a_workout_that_others_began_with_stays(two_with_the_same_workout: OpenStore, database_url: str) -> None:
    store = two_with_the_same_workout
    ben = await store.run(lambda tx: tx.session(f"of{BEN.id}"))
    await forget(store, ANN.id)
    assert await store.run(lambda tx: tx.session(f"of{BEN.id}")) == ben
    with looking_in(database_url) as connection:
        assert len(_all(connection, "plans")) == 1
    await forget(store, BEN.id)
    with looking_in(database_url) as connection:
        assert _all(connection, "plans") == []


def _all(connection: Connection, table: str) -> list[Any]:
    return list(connection.execute(select(metadata.tables[table])))


async def test_nothing_is_remembered(store: OpenStore) -> None:
    await store.run(lambda tx: with_session(tx, begun("s1", ANN)))
    await forget(store, ANN.id)
    assert await names_of(store, ANN.id) == []
    assert await store.run(lambda tx: tx.open_session(ANN.id)) is None
    assert await store.run(lambda tx: (tx.session("s1"), tx.card("s1"), tx.latest_session(ANN.id))) == (
        None,
        None,
        None,
    )
    await store.run(lambda tx: with_session(tx, begun("s2", ANN)))
    assert await store.run(lambda tx: tx.begins(ANN.id)) == (), "somebody new"


async def test_many_sessions_go_a_few_at_a_time(store: OpenStore) -> None:
    """Nobody waits behind more than a few of them."""

    def years(tx: Transaction) -> None:
        for number in range(3 * SESSIONS_A_STEP):
            train(tx, with_session(tx, begun(f"s{number}", ANN, number)))

    await store.run(years)
    await store.run(lambda tx: tx.oblivion.begin(ANN.id))
    left = [3 * SESSIONS_A_STEP]
    while await store.run(lambda tx: tx.oblivion.go_on(ANN.id, LATER)):
        left.append(len(await store.run(lambda tx: tx.begins(ANN.id))))
    assert left == [3 * SESSIONS_A_STEP, 2 * SESSIONS_A_STEP, SESSIONS_A_STEP, 0]


async def test_a_file_from_before_is_rid_of_what_its_gaps_still_held(tmp_path: Path) -> None:
    """Until then, rows were deleted, and their bytes left where they were."""
    url = old_sqlite(file := tmp_path / "spotter.db")
    word = "elbows under the bar, quokka"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("INSERT INTO lifters (id, unit, zone, reachable) VALUES (1, 'kg', ?, 1)", (word * 9,))
        connection.execute("DELETE FROM lifters WHERE id = 1")
    assert word.encode() in read(file)
    await (await open_store(url)).close()
    assert word.encode() not in read(file)


def read(file: Path) -> bytes:
    return file.read_bytes()
