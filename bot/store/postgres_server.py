"""A PostgreSQL server made ready for the store: how to connect to it, and its schema brought up to date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.coach.ports import StoreTrouble
from bot.store.postgres_errors import first_line, meaning, no_entry
from bot.store.schema import is_newest, upgrade
from bot.store.trouble import unusable

Connection = psycopg.Connection[tuple[Any, ...]]

# What a URL leaves open. A server that has gone silent is given up within seconds, not the kernel's quarter of an hour.
_DEFAULTS = {
    "application_name": "spotter",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "tcp_user_timeout": "15000",
}
_LIMITS = "SET statement_timeout = '10s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'"
_LIMITS_OF_MIGRATION = "SET statement_timeout = 0; SET lock_timeout = '60s'"
_MIGRATION_LOCK = 590_715_820  # any number that no other program is likely to take


def connect(settings: Mapping[str, Any], limits: LiteralString = _LIMITS) -> Connection:
    """A new connection. Raises `StoreTrouble` if the server lets nobody in."""
    try:
        connection = psycopg.connect(**{**_DEFAULTS, **settings})
    except psycopg.Error as error:
        raise no_entry(error) from error
    connection.execute(limits)
    connection.commit()
    return connection


def prepare(settings: Mapping[str, Any]) -> None:
    """Brings the schema up to date. Raises `StoreTrouble`."""
    with connect(settings, _LIMITS_OF_MIGRATION) as connection, _explained():
        if is_newest(_version(connection)):
            return
        connection.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        if not is_newest(_version(connection)):  # another process may have been at it
            _upgrade(settings)


def _version(connection: Connection) -> str | None:
    known = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known and known[0] else None
    connection.commit()
    return None if row is None else str(row[0])


def _upgrade(settings: Mapping[str, Any]) -> None:
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connect(settings, _LIMITS_OF_MIGRATION), poolclass=NullPool
    )
    with engine.connect() as connection:
        upgrade(connection)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        meant = meaning(cause) if isinstance(cause, psycopg.Error) else error
        raise meant if isinstance(meant, StoreTrouble) else unusable(first_line(meant)) from error
