"""Values as JSON text and back, led by the types' own annotations: a new field or a new dataclass needs no line here.

orjson writes dataclasses, enums and instants by itself. Reading is forgiving where time passes: a field that the text lacks
takes its default, one that the type no longer has is passed over. Nothing here knows what the values mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

Read = Callable[[Any], Any]
_MICROSECOND = timedelta(microseconds=1)


def write(value: object) -> str:
    return orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z).decode()


def read(wanted: Any, text: str) -> Any:
    """A value of the wanted type, from what `write` made of one."""
    return reader(wanted)(orjson.loads(text))


def read_beside(wanted: Any, text: str, **known: object) -> Any:
    """A value of the wanted type, of which some fields are known and the others written."""
    return reader(wanted)({**orjson.loads(text), **known})


def brief(value: Any) -> dict[str, Any]:
    """A dataclass less its fields that are as they are by default, for what is written often; reading fills them in."""
    found = ((name, getattr(value, name), usual) for name, usual in _usual(value.__class__))
    return {name: one for name, one, usual in found if one is not usual and one != usual}


@cache
def _usual(wanted: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass, each with its default; what has none is never like it."""
    return tuple((field.name, _default(field)) for field in fields(wanted))


def _default(field: Any) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return value // _MICROSECOND
    if isinstance(value, tuple):  # a named one: orjson writes only the bare kind by itself
        return tuple(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no written form")


@cache
def reader(wanted: Any) -> Read:
    """How to read a value of the wanted type from parsed JSON."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is UnionType:
        return _union(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is frozenset:
        return _each(frozenset, reader(parts[0]))
    if origin is Mapping:
        return _mapping(*parts)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass(wanted)
    if isinstance(wanted, type) and issubclass(wanted, tuple):
        return _named_tuple(wanted)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted
    return _PLAIN[wanted]


_PLAIN: Mapping[type, Read] = {
    str: lambda value: value,
    int: lambda value: value,
    float: float,
    bool: lambda value: value,
    Decimal: Decimal,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    timedelta: lambda count: timedelta(microseconds=count),
}


def _dataclass(wanted: type) -> Read:
    hints = get_type_hints(wanted)
    known = [(field.name, reader(hints[field.name])) for field in fields(wanted)]
    needed = [field.name for field in fields(wanted) if _must_be_there(field)]

    def found(values: Mapping[str, Any]) -> object:
        missing = [name for name in needed if name not in values]
        if missing:
            raise ValueError(f"a stored {wanted.__name__} lacks {', '.join(missing)}")
        return wanted(**{name: of(values[name]) for name, of in known if name in values})

    return found


def _must_be_there(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _union(parts: tuple[Any, ...]) -> Read:
    """A value or None; or one of several dataclasses, each written under its name by `tagged`."""
    real = [part for part in parts if part is not NoneType]
    if len(real) < len(parts):
        of = _union(tuple(real)) if len(real) > 1 else reader(real[0])
        return lambda value: None if value is None else of(value)
    by_name = {part.__name__: reader(part) for part in real}

    def found(values: Mapping[str, Any]) -> object:
        ((name, value),) = values.items()
        return by_name[name](value)

    return found


def tagged(value: object) -> Mapping[str, object]:
    """A member of a union under its type's name, as `reader` expects it."""
    return {type(value).__name__: value}


def _tuple(parts: tuple[Any, ...]) -> Read:
    if parts[-1] is Ellipsis:
        return _each(tuple, reader(parts[0]))
    readers = tuple(map(reader, parts))
    return lambda values: tuple(of(value) for of, value in zip(readers, values, strict=True))


def _named_tuple(wanted: type) -> Read:
    readers = tuple(map(reader, get_type_hints(wanted).values()))
    return lambda values: wanted(*(of(value) for of, value in zip(readers, values, strict=True)))


def _each(gathered: Callable[[Any], object], of: Read) -> Read:
    return lambda values: gathered(map(of, values))


def _mapping(key: Any, value: Any) -> Read:
    of = reader(value)
    return lambda values: {key(name): of(found) for name, found in values.items()}
