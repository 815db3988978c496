"""What each error of SQLite means to those who use the store. Nothing here retries or reports; it only names."""

import sqlite3

from bot.coach.ports import AlreadyOpen, SlotTaken
from bot.store.trouble import unusable

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should",
    sqlite3.SQLITE_READONLY: "the file is read-only",
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; python -m bot restore FILE puts a backup in its place",
    sqlite3.SQLITE_NOTADB: "the file is not an SQLite database",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
}
_REFUSALS = {
    "UNIQUE constraint failed: sets.session, sets.position, sets.number": SlotTaken,
    "UNIQUE constraint failed: sessions.lifter": AlreadyOpen,
}


def reason(error: BaseException | None) -> str | None:
    """Why the database cannot be used, or None if the error speaks of one statement and not of the database."""
    code = _code(error)
    return None if code is None else _REASONS.get(code)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else has the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: BaseException | None) -> int | None:
    """The error's kind, without what SQLite adds to some; None if it is not SQLite's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def meaning(error: Exception) -> Exception:
    """What an error means; one that means nothing in particular stands for itself."""
    if isinstance(error, sqlite3.IntegrityError):
        refusal = _REFUSALS.get(str(error))
        return error if refusal is None else refusal()
    why = reason(error)
    return error if why is None else unusable(why)
