"""Where the database is, read from a URL. Says what would be right when the URL is not, and never repeats a password."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.coach.ports import StoreTrouble

_EXAMPLES = "sqlite:///data/spotter.db or postgresql://user:password@host/database"


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    path: Path


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    url: str  # as libpq reads it

    def __repr__(self) -> str:
        return "PostgresAddress(...)"


def address_of(url: str) -> SqliteAddress | PostgresAddress:
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise StoreTrouble(f"DATABASE_URL is not a URL: it should read like {_EXAMPLES}.")
    if scheme == "sqlite":
        return _sqlite(rest)
    if scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise StoreTrouble(f"DATABASE_URL begins with {scheme}://: it should read like {_EXAMPLES}.")


def _sqlite(rest: str) -> SqliteAddress:
    host, slash, path = rest.partition("/")
    path = unquote(path)
    if host or not slash or path in ("", ":memory:") or path.endswith("/") or "?" in path:
        raise StoreTrouble(
            "DATABASE_URL names no database file: it should read like sqlite:///data/spotter.db (relative) "
            "or sqlite:////var/lib/spotter/spotter.db (absolute)."
        )
    return SqliteAddress(Path(path))


def _postgres(url: str) -> PostgresAddress:
    try:
        _ = urlsplit(url).port
    except ValueError:
        raise StoreTrouble(f"DATABASE_URL cannot be read: it should read like {_EXAMPLES}.") from None
    return PostgresAddress(url)
