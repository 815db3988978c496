"""The kinds of columns: how instants, dates and weights stand in the tables, and come back exactly.

Whole numbers on both databases alike, so they are ordered, nothing is rounded, and no session's time zone has a say.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, TypeDecorator

In = TypeVar("In")
Out = TypeVar("Out")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)
_THOUSANDTH = Decimal("0.001")


def to_microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    return _EPOCH + timedelta(microseconds=count)


def to_day_number(day: date) -> int:
    return day.toordinal() - _FIRST_DAY


def from_day_number(count: int) -> date:
    return date.fromordinal(count + _FIRST_DAY)


def to_thousandths(amount: Decimal) -> int:
    count = int(amount * 1000)
    if count != amount * 1000:
        raise ValueError(f"{amount} is finer than a thousandth")
    return count


def from_thousandths(count: int) -> Decimal:
    return count * _THOUSANDTH


def _unless_none(convert: Callable[[In], Out]) -> Callable[[In | None], Out | None]:
    return lambda value: None if value is None else convert(value)


class Instant(TypeDecorator[datetime]):
    """An aware instant, read back in UTC."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        return _unless_none(to_microseconds)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:
        return _unless_none(from_microseconds)


class Day(TypeDecorator[date]):
    """A date, whoever's it is."""

    impl = Integer
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], int | None]:
        return _unless_none(to_day_number)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], date | None]:
        return _unless_none(from_day_number)


class Thousandths(TypeDecorator[Decimal]):
    """An exact decimal of at most three places."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Decimal | None], int | None]:
        return _unless_none(to_thousandths)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], Decimal | None]:
        return _unless_none(from_thousandths)
