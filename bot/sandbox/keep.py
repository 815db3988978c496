"""What outlives a killed process: a shelf of small JSON values in one SQLite file, written through at every change.

It knows nothing of chats or messages. Synchronous writing is off on purpose: the process may die at any moment, the
machine is assumed to live on. Without a folder nothing is kept at all, and every read is empty.
"""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "sandbox.sqlite"
LOCK_PATIENCE = 0.5
# No damage of the file, but of the place it lies in: nothing would be gained by another file there.
NO_PLACE = {
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM,
}  # fmt: skip
# What reading a damaged or foreign file can raise, from SQLite itself up to values of another shape.
DAMAGE = (sqlite3.DatabaseError, ValueError, KeyError, TypeError, AttributeError, IndexError)


class Keep(Protocol):
    def put(self, shelf: str, key: int | str, value: Any) -> None: ...

    def put_bytes(self, shelf: str, key: int | str, value: bytes) -> None: ...

    def drop(self, shelf: str, key: int | str) -> None: ...

    def settle(self) -> None: ...

    def read(self, shelf: str) -> Iterator[tuple[str, Any]]: ...

    def read_bytes(self, shelf: str) -> Iterator[tuple[str, bytes]]: ...

    def close(self) -> None: ...


class NoKeep:
    """Keeps nothing: the sandbox then lives in memory alone."""

    def put(self, shelf: str, key: int | str, value: Any) -> None:
        pass

    def put_bytes(self, shelf: str, key: int | str, value: bytes) -> None:
        pass

    def drop(self, shelf: str, key: int | str) -> None:
        pass

    def settle(self) -> None:
        pass

    def read(self, shelf: str) -> Iterator[tuple[str, Any]]:
        return iter(())

    def read_bytes(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        return iter(())

    def close(self) -> None:
        pass


class FileKeep:
    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(path, LOCK_PATIENCE, isolation_level=None, check_same_thread=False)
        except sqlite3.OperationalError as error:
            raise _no_place(path, error) from error
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=OFF")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS shelves (shelf TEXT, key TEXT, value BLOB, PRIMARY KEY (shelf, key))"
                " WITHOUT ROWID"
            )
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if error.sqlite_errorcode & 0xFF in NO_PLACE:
                raise _no_place(path, error) from error
            raise

    def put(self, shelf: str, key: int | str, value: Any) -> None:
        self.put_bytes(shelf, key, orjson.dumps(value))

    def put_bytes(self, shelf: str, key: int | str, value: bytes) -> None:
        self._begin()
        self._connection.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", (shelf, str(key), value))

    def drop(self, shelf: str, key: int | str) -> None:
        self._begin()
        self._connection.execute("DELETE FROM shelves WHERE shelf = ? AND key = ?", (shelf, str(key)))

    def settle(self) -> None:
        """Ends what began with the first change: all of one call is kept, or none of it."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def read(self, shelf: str) -> Iterator[tuple[str, Any]]:
        for key, value in self.read_bytes(shelf):
            yield key, orjson.loads(value)

    def read_bytes(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        yield from self._connection.execute("SELECT key, value FROM shelves WHERE shelf = ?", (shelf,)).fetchall()

    def close(self) -> None:
        self.settle()
        self._connection.close()

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")


def _no_place(path: Path, error: sqlite3.Error) -> OSError:
    """Names the file, which tells this trouble from that of a port."""
    return OSError(errno.EIO, str(error), str(path))


class Counter:
    """Ever-growing numbers that never come twice, also after a kill: kept by the hundred, so most cost no write."""

    STEP = 100

    def __init__(self, keep: Keep, name: str, first: int) -> None:
        self._keep = keep
        self._name = name
        self.next_value: int = max([first, *(value for key, value in keep.read("counters") if key == name)])
        self._reserved = self.next_value

    def take(self) -> int:
        value = self.next_value
        if value >= self._reserved:
            self._reserved = value + self.STEP
            self._keep.put("counters", self._name, self._reserved)
        self.next_value = value + 1
        return value


def set_aside(path: Path) -> Path:
    """Gives a damaged file another name, so that its owner may look into it; returns that name."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside
