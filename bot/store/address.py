"""Where the database is, read from a URL. Says what would be right when the URL is not, and never repeats a password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.coach.ports import StoreTrouble

_EXAMPLES = "sqlite:///data/spotter.db or postgresql://user:password@host/database"


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    path: Path


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    settings: Mapping[str, Any] = field(repr=False)  # as libpq names them; the password is among them


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
    from psycopg import Error  # not needed, and not loaded, for SQLite
    from psycopg.conninfo import conninfo_to_dict

    try:
        return PostgresAddress(conninfo_to_dict(url))
    except Error:
        raise StoreTrouble(
            f"DATABASE_URL cannot be read: it should read like {_EXAMPLES}, with %40 for an @ in the password."
        ) from None
