"""Plain connections, with no store around them: for tests of statements and rows. No tests live here.

Each transaction starts with an empty memory, so what it reads comes out of the tables; nothing that it does is ever committed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.coach.ports import Transaction
from bot.store import postgres_errors, sqlite_errors
from bot.store.channel import Channel
from bot.store.memory import Learned, Memory
from bot.store.statements import postgres_statements, sqlite_statements
from bot.store.tables import metadata
from bot.store.transaction import SqlTransaction

Begin = Callable[[], Transaction]


@contextmanager
def on_sqlite(connection: sqlite3.Connection) -> Iterator[Begin]:
    statements = sqlite_statements()
    connection.execute("BEGIN")
    channel = Channel(connection.cursor(), sqlite_errors.meaning)
    yield lambda: SqlTransaction(channel, statements, Learned(Memory()), {})
    connection.rollback()


@contextmanager
def on_postgres(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[Begin]:
    statements = postgres_statements()
    channel = Channel(connection.cursor(), postgres_errors.meaning)
    yield lambda: SqlTransaction(channel, statements, Learned(Memory()), {})
    connection.rollback()


def run(url: str, statement: str) -> None:
    """Runs a statement, as anybody might who has the database before them, and commits it."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
            file.execute("PRAGMA foreign_keys = ON")
            file.execute(statement)
    else:
        with psycopg.connect(url) as server:
            server.execute(statement.encode())


@contextmanager
def sqlite_in_memory() -> Iterator[sqlite3.Connection]:
    """An SQLite database with Spotter's tables."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        metadata.create_all(engine)
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
