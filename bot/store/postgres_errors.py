"""What each error of PostgreSQL means to those who use the store. Nothing here retries or reports; it only names."""

from psycopg import Error, errors

from bot.coach.ports import AlreadyOpen, SlotTaken, StoreTrouble
from bot.store.trouble import unusable

# Two transactions were in each other's way, and the server let one of them go: doing it again is the remedy.
COLLISIONS = (errors.DeadlockDetected, errors.SerializationFailure)

_REFUSALS = {"sets_key": SlotTaken, "sessions_one_open": AlreadyOpen}
_REASONS: dict[type[Exception], str] = {
    errors.LockNotAvailable: "another transaction keeps a row locked",
    errors.QueryCanceled: "a statement took too long",
    errors.ReadOnlySqlTransaction: "the server is read-only",
    errors.DiskFull: "the server's disk is full",
    errors.InsufficientPrivilege: "the user of DATABASE_URL may not do this; grant it the rights to the database's tables",
}


def meaning(error: Exception) -> Exception:
    """What an error means; one that means nothing in particular stands for itself."""
    if isinstance(error, errors.UniqueViolation):
        refusal = _REFUSALS.get(error.diag.constraint_name or "")
        return error if refusal is None else refusal()
    if isinstance(error, COLLISIONS):
        return error
    if type(error) in _REASONS:
        return unusable(_REASONS[type(error)])
    if isinstance(error, errors.OperationalError):
        return unusable(first_line(error))
    return error


def no_entry(error: Error) -> StoreTrouble:
    """Why a connection was not made, and what would be right."""
    text = str(error)
    if "password authentication failed" in text or "no password supplied" in text:
        why = "the server refuses this user and password; correct them in DATABASE_URL"
    elif 'database "' in text and "does not exist" in text:
        why = "the server has no such database; create it with createdb, or correct DATABASE_URL"
    elif 'role "' in text and "does not exist" in text:
        why = "the server knows no such user; correct it in DATABASE_URL"
    else:
        why = f"the server cannot be reached ({first_line(error)}); is it running, and is DATABASE_URL right?"
    return StoreTrouble(f"The database cannot be used: {why}")


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
