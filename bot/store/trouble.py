"""What can go wrong between the store and its database, and what each error of a driver means to those who use the store.

Nothing here retries or reports; it only names. A message never holds a password.
"""

import sqlite3

from bot.coach.ports import AlreadyOpen, SlotTaken, StoreTrouble


class TransactionOver(Exception):
    """This transaction can do nothing more."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This transaction is over: {why}.")


class SessionMovedOn(Exception):
    """The session was changed by somebody else since it was loaded."""


class CommitUnknown(StoreTrouble):
    """The connection was lost while committing; the change may or may not be stored."""


_SQLITE_TROUBLES = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should",
    sqlite3.SQLITE_READONLY: "the file is read-only",
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "the file is not an SQLite database",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
}
_SQLITE_REFUSALS = {
    "UNIQUE constraint failed: sets.session, sets.position, sets.number": SlotTaken,
    "UNIQUE constraint failed: sessions.lifter": AlreadyOpen,
}


def sqlite_reason(error: BaseException | None) -> str | None:
    """Why the database cannot be used, or None if the error speaks of one statement and not of the database."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE_TROUBLES.get(code & 0xFF)


def sqlite_meaning(error: Exception) -> Exception:
    """What an error of sqlite3 means; one that means nothing in particular stands for itself."""
    if isinstance(error, sqlite3.IntegrityError):
        refusal = _SQLITE_REFUSALS.get(str(error))
        return error if refusal is None else refusal()
    reason = sqlite_reason(error)
    return error if reason is None else StoreTrouble(f"The database cannot be used: {reason}.")
