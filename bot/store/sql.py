"""Statements, compiled once for a dialect and run on the driver's own cursor.

SQLAlchemy builds the text and knows the types; at run time only the parameters are put in order and the values converted.
Rebuilding a statement for each call costs ten times as much as running it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.selectable import Select
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Cursor(Protocol):
    """What is used of a DBAPI cursor."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, statement: Any, parameters: Any, /) -> object: ...
    def fetchall(self) -> list[Any]: ...


def sqlite_dialect() -> Dialect:
    return SQLiteDialect_pysqlite(paramstyle="qmark")


def postgres_dialect() -> Dialect:
    make: Callable[..., Dialect] = PGDialect_psycopg
    return make(paramstyle="format")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One place in a statement: the name it is given by, or the value that it always has."""

    name: str
    given: bool
    constant: Any
    convert: Convert | None


class Statement:
    """A statement for one dialect; values go in by name and come out as rows in the order of its columns."""

    __slots__ = ("_parameters", "_results", "text")

    def __init__(self, element: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = element.compile(dialect=dialect)
        self.text: Any = compiled.string if dialect.name == "sqlite" else compiled.string.encode()
        self._parameters = tuple(
            _parameter(compiled.binds[name], name, dialect) for name in compiled.positiontup
        )
        self._results = _results(element, dialect)

    def run(self, cursor: Cursor, values: Mapping[str, Any]) -> None:
        cursor.execute(self.text, [_value(parameter, values) for parameter in self._parameters])

    def rows(self, cursor: Cursor, values: Mapping[str, Any]) -> Sequence[Row]:
        self.run(cursor, values)
        found = cursor.fetchall()
        return [self._converted(row) for row in found] if self._results else found

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for index, convert in self._results:
            values[index] = convert(values[index])
        return tuple(values)


def _value(parameter: Parameter, values: Mapping[str, Any]) -> Any:
    value = values[parameter.name] if parameter.given else parameter.constant
    return parameter.convert(value) if parameter.convert else value


def _parameter(bind: Any, name: str, dialect: Dialect) -> Parameter:
    convert = _implementation(bind.type, dialect).bind_processor(dialect)
    return Parameter(name, bind.required, bind.value, convert)


def _results(element: ClauseElement, dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
    columns = (
        element.selected_columns if isinstance(element, Select) else getattr(element, "exported_columns", ())
    )
    processors = [_implementation(column.type, dialect).result_processor(dialect, None) for column in columns]
    return tuple((index, convert) for index, convert in enumerate(processors) if convert is not None)


def _implementation(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
