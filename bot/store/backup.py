"""A copy of an SQLite database in one file, made while Spotter runs; and the way back, taken while it does not.

Both are the same copy: SQLite's own online backup into a folder beside its destination, checked, flushed to the disk, and only
then moved into place. So the destination is what it was or a sound whole, whatever dies when. PostgreSQL has its own tools.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count as counting
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.coach.ports import StoreTrouble
from bot.screens.words import count
from bot.store.address import SqliteAddress, address_of
from bot.store.migrations import NEWEST
from bot.store.sqlite_errors import is_busy, reason
from bot.store.sqlite_file import locked, read_only, version_of

_PG_DUMP = 'pg_dump --format=custom --file=FILE "$DATABASE_URL"'
_PG_RESTORE = 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE'
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Copy:
    """A sound copy, not yet in its place, and what is in it."""

    path: Path
    size: int
    sessions: int
    sets: int

    def __str__(self) -> str:
        return f"{count(self.sessions, 'session')}, {count(self.sets, 'set')}, {self.size / 1e6:.1f} MB"

    def move_to(self, place: Path) -> None:
        self.path.replace(place)
        _flush(place.parent)


def back_up(url: str, file: Path) -> str:
    """Copies the database at `url`, which may be in use, to `file`; says in one line what it holds. Raises `StoreTrouble`."""
    database, place = database_at(url), real(file)
    if not database.exists():
        raise StoreTrouble(f"There is no database at {database}: is DATABASE_URL right?")
    with _explained_copy(database, place):
        _refuse_to_overwrite(place, database)
        with _copy_beside(place, database) as copy:
            copy.move_to(place)
    return f"Backed up {database} to {place}: {copy}."


def restore(url: str, file: Path) -> str:
    """Puts a backup in the place of the database at `url`, which must not be in use, and keeps what was there beside it.

    Says so in one line. Raises `StoreTrouble`, and then the database is as it was.
    """
    database, backup = database_at(url, _PG_RESTORE), real(file)
    if not backup.is_file():
        raise StoreTrouble(f"There is no backup at {backup}.")
    if belongs_to(database, backup):
        raise StoreTrouble(f"{backup} belongs to the database itself: name a backup of it.")
    lock = locked(database)
    try:
        with _explained_copy(backup, database), _copy_beside(database, backup) as copy:
            aside = _put_aside(database)
            copy.move_to(database)
    finally:
        lock.release()
    before = f" What was there before is kept as {aside}." if aside else ""
    return f"Restored {database} from {backup}: {copy}.{before}"


def database_at(url: str, tool: str = _PG_DUMP) -> Path:
    """The file of the database; raises `StoreTrouble` where it is no file, and names the tool that copies it."""
    address = address_of(url)
    if not isinstance(address, SqliteAddress):
        raise StoreTrouble(f"DATABASE_URL names a PostgreSQL database, which has its own tool for this: {tool}")
    return real(address.path)


def real(path: Path) -> Path:
    """What stands behind all links: not the link is to be replaced, but what it leads to."""
    return Path(os.path.realpath(path))


@contextmanager
def _explained_copy(source: Path, place: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        why = reason(error) or getattr(error, "strerror", None) or str(error)
        why = why.partition(";")[0]  # what, without the advice, which is for a database and not for a backup
        raise StoreTrouble(f"{source} cannot be copied to {place}: {why}. {place} is as it was.") from error


def _refuse_to_overwrite(place: Path, database: Path) -> None:
    """A slip of the finger is not to cost a file that is no backup, least of all the database."""
    if belongs_to(database, place):
        raise StoreTrouble(f"{place} belongs to the database itself: name another file for the backup.")
    if place.is_dir():
        raise StoreTrouble(f"{place} is a folder: name the file to write, such as {place / 'spotter-backup.db'}.")
    if not place.parent.is_dir():
        raise StoreTrouble(f"There is no folder {place.parent}: make it first, or name another one.")
    if place.exists() and not (place.is_file() and is_sqlite_or_empty(place)):
        raise StoreTrouble(f"{place} is there already and is no backup: name another file.")


def belongs_to(database: Path, path: Path) -> bool:
    """Whether it is one of the database's own files, by whatever name."""
    own = [database, *(database.with_name(database.name + end) for end in (*COMPANIONS, ".lock"))]
    return path in own or any(path.exists() and one.exists() and path.samefile(one) for one in own)


def is_sqlite_or_empty(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) in (_MAGIC, b"")


@contextmanager
def _copy_beside(place: Path, source: Path) -> Iterator[Copy]:
    """A copy on the same file system as its place; it goes at the end unless it was moved."""
    with closing(read_only(source)) as reading:
        reading.execute("BEGIN")  # one state of it, whoever writes meanwhile
        _refuse_unknown(source, version_of(reading))
        _refuse_cut(source, reading)
        with TemporaryDirectory(prefix=".spotter-", dir=place.parent) as folder:
            yield _sound_copy(source, reading, Path(folder) / "copy.db")


def _refuse_unknown(source: Path, version: str | None) -> None:
    if version is None:
        raise StoreTrouble(f"{source} is no database of Spotter's.")
    if version > NEWEST:
        raise StoreTrouble(
            f"{source} is of a newer Spotter (schema {version}; this one knows {NEWEST}): update Spotter first."
        )


def _refuse_cut(source: Path, reading: sqlite3.Connection) -> None:
    """SQLite takes what a file's last page lacks for zeros, which may be another value than was there."""
    (page,) = reading.execute("PRAGMA page_size").fetchone()
    if source.stat().st_size % page:
        raise StoreTrouble(f"{source} is damaged (it ends within a page); it was not copied.")


def _sound_copy(source: Path, reading: sqlite3.Connection, path: Path) -> Copy:
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, which opens without a log beside it
        found = str(writing.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if found != "ok":
            raise StoreTrouble(f"{source} is damaged ({' '.join(found.split())}); it was not copied.")
        if (stray := writing.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise StoreTrouble(f"{source} is damaged (rows of {stray[0]} belong to nothing); it was not copied.")
        (sessions,) = writing.execute("SELECT count(*) FROM sessions").fetchone()
        (sets,) = writing.execute("SELECT count(*) FROM sets").fetchone()
    _flush(path)
    return Copy(path, path.stat().st_size, sessions, sets)


def _flush(path: Path) -> None:
    """Has a file, or the names in a folder, written to the disk before anything rests on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_aside(database: Path) -> Path | None:
    """Gives what is there a second name, by which it stays once a copy has taken the first. None if there is nothing."""
    if not database.exists():
        return None
    _fold_log(database)
    names = (database.with_name(f"{database.name}.before-restore-{number}") for number in counting(1))
    aside = next(name for name in names if not name.exists())
    aside.hardlink_to(database)
    for end in COMPANIONS:  # left only by a damaged database; a log that met another database would ruin it
        companion = database.with_name(database.name + end)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + end))
    return aside


def _fold_log(database: Path) -> None:
    """Has SQLite bring its log into the file, which it does only if nobody else has that open; a damaged file keeps its log."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error as error:
        if is_busy(error):
            raise StoreTrouble(f"Another program has {database} open: close it first.") from error
