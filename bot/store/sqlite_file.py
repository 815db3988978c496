"""An SQLite file made ready for the store: its folder made, its lock taken, its schema brought up to date.

Whatever is wrong with the file is found here, at the start, and said in one line. A full check of a large file would take
minutes, so damage deep inside is left for the first statement that meets it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.coach.ports import StoreTrouble
from bot.store.filelock import FileLock
from bot.store.schema import is_newest, upgrade
from bot.store.sqlite_errors import reason

OVERWRITTEN_SINCE = "0005"
_PATIENCE = 1.0  # seconds; at the start nobody should be writing


@dataclass(frozen=True, slots=True)
class SqliteFile:
    path: Path
    lock: FileLock

    @classmethod
    def prepare(cls, path: Path) -> "SqliteFile":
        lock = locked(path)
        try:
            with explained(path):
                version = _tried_version(path)
                if not is_newest(version):
                    _fill_gaps(path, version)
                    _upgrade(path)
        except BaseException:
            lock.release()
            raise
        return cls(path, lock)


def is_up_to_date(path: Path) -> bool:
    """Whether the file has the newest schema already. Only looks, so the file may be in use meanwhile."""
    if not path.is_file():
        return False
    with explained(path), closing(read_only(path)) as connection:
        return is_newest(version_of(connection))


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that can only look, and never tidies up the log of a store that writes meanwhile."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def connect(path: Path) -> sqlite3.Connection:
    """A connection on which what is committed stays committed, even when the power fails, and what is deleted is overwritten:
    somebody forgotten is not to be read in the gaps of the file."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL").fetchall()
        connection.execute("PRAGMA secure_delete = ON").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def locked(path: Path) -> FileLock:
    """The lock of a database whose folder is made if need be. Raises `StoreTrouble`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(path)
    except OSError as error:
        why = error.strerror or error
        raise StoreTrouble(
            f"The database cannot be kept at {path}: {why}. Make {path.parent} a folder that Spotter may write to, "
            "or set DATABASE_URL to another place."
        ) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StoreTrouble(f"The database {path} cannot be used: {reason(cause) or cause}.") from error


def version_of(connection: sqlite3.Connection) -> str | None:
    """The version of the schema; None where there is none of Spotter's."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = known and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if not row else str(row[0])


def _tried_version(path: Path) -> str | None:
    """The version of a file that can be written; one that cannot is to be found out now."""
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE probe (x)")
        version = version_of(connection)
        connection.rollback()
    return version


def _fill_gaps(path: Path, version: str | None) -> None:
    """Writes a file anew that was written before deleted rows were overwritten: its gaps still hold some."""
    if version is not None and version < OVERWRITTEN_SINCE:
        with closing(connect(path)) as connection:
            connection.execute("VACUUM")


def _upgrade(path: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        upgrade(connection)
