"""Old backups go: what somebody took back with /forget is not to stay in them for ever.

Only what is surely a backup of Spotter's is deleted: a whole database with its schema, that nobody has open, beside the one
just made and of the same kind by name; and what restores have put aside beside the database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.coach.ports import StoreTrouble
from bot.screens.words import count
from bot.store.backup import COMPANIONS, belongs_to, database_at, is_sqlite_or_empty, real
from bot.store.sqlite_file import read_only, version_of

_ASIDE = ".before-restore-*[0-9]"


def expire(url: str, file: Path, keep: timedelta, now: datetime) -> str:
    """Deletes backups beside `file` that were made longer ago than that; says in one line which. Raises `StoreTrouble`."""
    database, place = database_at(url), real(file)
    gone = []
    for path in (*_beside(place, database), *database.parent.glob(f"{database.name}{_ASIDE}")):
        if now.timestamp() - path.stat().st_mtime > keep.total_seconds() and _is_a_backup(path):
            _delete(path)
            gone.append(path.name)
    names = f" ({', '.join(sorted(gone))})" if gone else ""
    return f"Deleted {count(len(gone), 'backup')} older than {count(keep.days, 'day')}{names}."


def _beside(place: Path, database: Path) -> Iterator[Path]:
    for path in sorted(place.parent.iterdir()):
        alike = path.suffix == place.suffix and path != place and not path.is_symlink()
        in_use = any(path.with_name(path.name + end).exists() for end in (*COMPANIONS, ".lock"))
        if alike and path.is_file() and not in_use and not belongs_to(database, path):
            yield path


def _is_a_backup(path: Path) -> bool:
    if not path.stat().st_size or not is_sqlite_or_empty(path):
        return False
    try:
        with closing(read_only(path)) as connection:
            return version_of(connection) is not None
    except sqlite3.Error:
        return False  # damaged, perhaps: whoever keeps it may have a reason


def _delete(path: Path) -> None:
    try:
        path.unlink()
        for end in COMPANIONS:
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise StoreTrouble(
            f"The backup is made, but the old one {path} cannot be deleted: {error.strerror}."
        ) from error
