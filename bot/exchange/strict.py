"""Parsed JSON as values, taken at its word in nothing: types, ranges, lengths, numbers of things.

A check takes what was parsed and gives the value, or raises `Wrong` with the way to it (`sessions[3].sets[0].reps`). Whatever
the file says, nothing else is raised. What the values mean is for those who put the checks together.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Check = Callable[[Any], T]

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_AMOUNT = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR = re.compile(r"[0-9]{2}:[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # a line break may be in a text, nothing else


class Wrong(Exception):
    """What is wrong, and where: `where` is the way to it, from the outside in."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where

    def within(self, outer: str) -> "Wrong":
        join = "" if not self.where or self.where.startswith("[") else "."
        return Wrong(self.what, f"{outer}{join}{self.where}")

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def seen(text: str, most: int) -> str:
    """A text as `text` takes it: without what could not be seen, and no longer than that."""
    return _UNSEEN.sub("", text)[:most]


def text(most: int, least: int = 0) -> Check[str]:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("this is to be a text")
        if not least <= len(value) <= most:
            raise Wrong(f"a text of {least} to {most} characters is wanted, not of {len(value)}")
        if _UNSEEN.search(value):
            raise Wrong("there is something in this text that cannot be shown")
        return value

    return check


def form(pattern: str, what: str) -> Check[str]:
    """A text of that form, which `what` says in words."""
    of = re.compile(pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str) or of.fullmatch(value) is None:
            raise Wrong(f"{what} is wanted")
        return value

    return check


def whole(low: int, high: int) -> Check[int]:
    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise Wrong(f"a whole number from {low} to {high} is wanted")
        return value

    return check


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("true or false is wanted")
    return value


def amount(low: Decimal, high: Decimal) -> Check[Decimal]:
    """An exact decimal, written as a text."""

    def check(value: Any) -> Decimal:
        if not isinstance(value, str) or _AMOUNT.fullmatch(value) is None:
            raise Wrong('a decimal in quotes is wanted, such as "82.5", with at most three places')
        found = Decimal(value)
        if not low <= found <= high:
            raise Wrong(f"an amount from {low} to {high} is wanted")
        return found

    return check


def word(of: type[E]) -> Check[E]:
    known = {one.value: one for one in of}

    def check(value: Any) -> E:
        if not isinstance(value, str) or value not in known:
            raise Wrong(f"one of these is wanted: {', '.join(known)}")
        return known[value]

    return check


def instant(value: Any) -> datetime:
    """With a zone, given back in UTC."""
    if not isinstance(value, str) or _INSTANT.fullmatch(value) is None:
        raise Wrong("an instant with its zone is wanted, such as 2026-11-23T18:04:05Z")
    try:
        found = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong("there is no such instant") from None
    if not EARLIEST <= found < LATEST:
        raise Wrong(f"an instant from {EARLIEST.year} up to {LATEST.year} is wanted")
    return found


def day(value: Any) -> date:
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        raise Wrong("a day is wanted, such as 2026-11-23")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise Wrong("there is no such day") from None
    if not EARLIEST.date() <= found < LATEST.date():
        raise Wrong(f"a day from {EARLIEST.year} up to {LATEST.year} is wanted")
    return found


def hour(value: Any) -> time:
    if not isinstance(value, str) or _HOUR.fullmatch(value) is None:
        raise Wrong("an hour is wanted, such as 18:30")
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise Wrong("there is no such hour") from None


def or_none(check: Check[T]) -> Check[T | None]:
    return lambda value: None if value is None else check(value)


def each(check: Check[T], most: int, least: int = 0) -> Check[tuple[T, ...]]:
    def checked(values: Any) -> tuple[T, ...]:
        if not isinstance(values, list):
            raise Wrong("a list is wanted")
        if not least <= len(values) <= most:
            wanted = f"{most}" if least == most else f"{least} to {most}"
            raise Wrong(f"a list of {wanted} is wanted, not of {len(values)}")
        found = []
        for at, value in enumerate(values):
            try:
                found.append(check(value))
            except Wrong as wrong:
                raise wrong.within(f"[{at}]") from None
        return tuple(found)

    return checked


def once_each(check: Check[T], most: int) -> Check[tuple[T, ...]]:
    """A list in which nothing comes twice."""
    some = each(check, most)

    def checked(values: Any) -> tuple[T, ...]:
        found = some(values)
        if len(set(found)) < len(found):
            raise Wrong("something is in this list twice")
        return found

    return checked


def by_name(name: Check[str], check: Check[T], most: int) -> Check[dict[str, T]]:
    def checked(values: Any) -> dict[str, T]:
        if not isinstance(values, dict) or len(values) > most:
            raise Wrong(f"an object of at most {most} entries is wanted")
        found = {}
        for one, value in values.items():
            try:
                found[name(one)] = check(value)
            except Wrong as wrong:
                raise wrong.within(f"[{seen(one, 40)!r}]") from None
        return found

    return checked


def fields(needed: Mapping[str, Check[Any]], others: Mapping[str, Check[Any]]) -> Check[dict[str, Any]]:
    """An object with these fields and no more; of the others those that are there."""
    known = {**needed, **others}

    def checked(values: Any) -> dict[str, Any]:
        if not isinstance(values, dict):
            raise Wrong("an object is wanted")
        for name in needed:
            if name not in values:
                raise Wrong("this is missing", name)
        found = {}
        for name, value in values.items():
            if name not in known:
                raise Wrong("there is no such field", seen(name, 40))
            try:
                found[name] = known[name](value)
            except Wrong as wrong:
                raise wrong.within(name) from None
        return found

    return checked
