"""Statements, compiled once for a dialect and run on the driver's own cursor.

SQLAlchemy builds the text and knows the types; at run time only the parameters are put in order and the values converted.
Rebuilding a statement for each call costs ten times as much as running it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.selectable import Select

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Cursor(Protocol):
    """What is used of a DBAPI cursor."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, statement: Any, parameters: Any, /) -> object: ...
    def executemany(self, statement: Any, parameters: Any, /) -> object: ...
    def fetchall(self) -> list[Any]: ...


Insert = Callable[[Table], Any]


def sqlite_dialect() -> Dialect:
    return SQLiteDialect_pysqlite(paramstyle="qmark")


def postgres_dialect() -> Dialect:
    from sqlalchemy.dialects.postgresql.psycopg import (
        PGDialect_psycopg,
    )  # not loaded for SQLite: it would delay the start

    make: Callable[..., Dialect] = PGDialect_psycopg
    return make(paramstyle="format")


def upsert_of(dialect: Dialect) -> Insert:
    """The dialect's own insert, which knows what to do on a conflict."""
    if dialect.name == "sqlite":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert


class Statement:
    """A statement for one dialect; values go in by name and come out as rows in the order of its columns."""

    __slots__ = ("_constants", "_in", "_names", "_out", "text")

    def __init__(self, element: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = element.compile(dialect=dialect)
        binds = [compiled.binds[name] for name in compiled.positiontup]
        self.text: Any = compiled.string if dialect.name == "sqlite" else compiled.string.encode()
        self._names: tuple[str, ...] = tuple(compiled.positiontup)
        named = zip(self._names, binds, strict=True)
        self._constants = {name: bind.value for name, bind in named if not bind.required}
        self._in = _converters([bind.type.dialect_impl(dialect).bind_processor(dialect) for bind in binds])
        self._out = _converters(_results(element, dialect))

    def run(self, cursor: Cursor, values: Mapping[str, Any]) -> None:
        cursor.execute(self.text, self._given(values))

    def run_many(self, cursor: Cursor, many: Iterable[Mapping[str, Any]]) -> None:
        cursor.executemany(self.text, [self._given(values) for values in many])

    def rows(self, cursor: Cursor, values: Mapping[str, Any]) -> Sequence[Row]:
        self.run(cursor, values)
        found = cursor.fetchall()
        return [self._converted(row) for row in found] if self._out else found

    def _given(self, values: Mapping[str, Any]) -> list[Any]:
        if self._constants:
            values = {**self._constants, **values}
        given = [values[name] for name in self._names]
        for index, convert in self._in:
            given[index] = convert(given[index])
        return given

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for index, convert in self._out:
            values[index] = convert(values[index])
        return tuple(values)


def _converters(convert: Sequence[Convert | None]) -> tuple[tuple[int, Convert], ...]:
    """Which places need converting, and how; most need none."""
    return tuple((index, one) for index, one in enumerate(convert) if one is not None)


def _results(element: ClauseElement, dialect: Dialect) -> list[Convert | None]:
    columns: Any = element.selected_columns if isinstance(element, Select) else getattr(element, "exported_columns", ())
    return [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
