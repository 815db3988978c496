"""Spells of illness for a running store: real errors of SQLite, on the store's own connection, at a chosen statement.

Nothing of ours is replaced. Before each statement that the store runs, SQLite calls back; what is done to the file or to the
connection then is what SQLite meets in that statement. No tests live here.
"""

import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.store import OpenStore
from bot.store.sqlite import SqliteStore

_WRITES = ("INSERT", "UPDATE", "DELETE")
_FIRST_PAGE = 4096
_ROOM = 1_000_000  # pages; far more than any test fills


class Fault(Protocol):
    """`reason` is what the store says of it. Being healed when well is fine."""

    reason: str

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None: ...
    def strike(self) -> None: ...
    def heal(self) -> None: ...
    def close(self) -> None: ...


class FullDisk:
    """The file may not grow, and each write needs it to: every one leaves some ballast in a table of its own."""

    reason = "the disk is full"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        ours = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'alembic_%'"
        names = [str(name) for (name,) in connection.execute(ours).fetchall()]
        connection.execute("CREATE TABLE ballast (lump BLOB)")
        for name in names:
            for write in _WRITES:
                connection.execute(
                    f"CREATE TEMP TRIGGER {name}_{write} AFTER {write} ON main.{name} "
                    "BEGIN INSERT INTO ballast VALUES (zeroblob(8000)); END"
                )

    def strike(self) -> None:
        self._connection.execute("PRAGMA max_page_count = 1")

    def heal(self) -> None:
        self._connection.execute(f"PRAGMA max_page_count = {_ROOM}")

    def close(self) -> None:
        self.heal()


class FailingDisk:
    """The log can be read, but the system refuses to write to it."""

    reason = "the disk does not read or write as it should"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        log = file.with_name(f"{file.name}-wal")
        self._log = next(number for number in _open_files() if _path_of(number) == str(log))
        self._sound = os.dup(self._log)
        self._unwritable = os.open(log, os.O_RDONLY)

    def strike(self) -> None:
        os.dup2(self._unwritable, self._log)

    def heal(self) -> None:
        os.dup2(self._sound, self._log)

    def close(self) -> None:
        self.heal()
        os.close(self._sound)
        os.close(self._unwritable)


class ReadOnly:
    """The connection may only look."""

    reason = "the file is read-only"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection

    def strike(self) -> None:
        self._connection.execute("PRAGMA query_only = ON")

    def heal(self) -> None:
        self._connection.execute("PRAGMA query_only = OFF")

    def close(self) -> None:
        self.heal()


class Locked:
    """Somebody else is writing, and takes their time. Whoever has begun already is not hindered."""

    reason = "another program keeps it locked"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        connection.execute("PRAGMA busy_timeout = 1")
        self._other = sqlite3.connect(file, isolation_level=None, timeout=0)

    def strike(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def heal(self) -> None:
        if self._other.in_transaction:
            self._other.rollback()

    def close(self) -> None:
        self._other.close()


class Damage:
    """Everything but the first page of the file turns into noise; that does not heal."""

    reason = "the file is damaged"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self._file = next(number for number in _open_files() if _path_of(number) == str(file))
        connection.execute("PRAGMA wal_autocheckpoint = 1")  # so that what is read is read from there

    def strike(self) -> None:
        size = os.fstat(self._file).st_size - _FIRST_PAGE
        os.pwrite(self._file, (b"noise" * size)[:size], _FIRST_PAGE)
        self._connection.execute("PRAGMA shrink_memory")

    def heal(self) -> None:
        pass

    def close(self) -> None:
        pass


FAULTS: tuple[type[Fault], ...] = (FullDisk, FailingDisk, ReadOnly, Locked)
Plan = Callable[[], int | None]


class Spells:
    """Listens to a store's connection, and strikes where `plan` says: before which write of a transaction, or None.

    `plan` is asked at each BEGIN, which counts as write 0. `failed` counts the transactions that failed of it. All of this
    happens on the store's thread.
    """

    def __init__(self, connection: sqlite3.Connection, file: Path, fault: Fault, plan: Plan) -> None:
        self._connection = connection
        self._fault = fault
        self._plan = plan
        self._observer = sqlite3.connect(file, isolation_level=None)
        self._version = self._seen()
        self._strike_at: int | None = None
        self._writes = 0
        self._refused = False
        self._taken_back = False
        self.failed = 0
        connection.set_trace_callback(self._before)

    def close(self) -> None:
        self._connection.set_trace_callback(None)
        self._fault.close()
        self._observer.close()

    def _before(self, sql: str) -> None:
        if sql.startswith(("--", "PRAGMA")):  # the work of a trigger, or our own
            return
        if sql.startswith("BEGIN"):
            self._begins()
        else:
            self._refused = False
            self._taken_back = self._taken_back or sql.startswith("ROLLBACK")
            if not sql.startswith(_WRITES):
                return
            self._writes += 1
        if self._writes == self._strike_at:
            self._fault.strike()

    def _begins(self) -> None:
        self._fault.heal()
        version = self._seen()
        struck = self._strike_at is not None and self._strike_at <= self._writes
        lost = self._writes > 0 and version == self._version
        self.failed += struck and (self._refused or self._taken_back or lost)
        self._version = version
        self._strike_at = self._plan()
        self._writes, self._refused, self._taken_back = 0, True, False

    def _seen(self) -> object:
        """Another value whenever the store has committed something."""
        return self._observer.execute("PRAGMA data_version").fetchone()


@asynccontextmanager
async def spells(store: OpenStore, file: Path, fault: type[Fault], plan: Plan) -> AsyncIterator[Spells]:
    """Within it, the store's connection has spells of that fault."""
    assert isinstance(store, SqliteStore)
    hop = store.hop
    having = await hop.run(lambda: Spells(hop._conn, file, fault(hop._conn, file), plan))
    try:
        yield having
    finally:
        await hop.run(having.close)


def _open_files() -> list[int]:
    return [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]


def _path_of(number: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        return ""  # it was closed meanwhile
