"""Taking fields out of front matter: one value or many, each through a reader, each failure a problem at its word.

Which fields there are is known to the readers of exercises, workouts and programs, not here.
"""

from collections.abc import Callable
from typing import TypeVar

from bot.content.front_matter import Group, Items, Value
from bot.content.pages import Page, Word
from bot.content.problems import quoted

T = TypeVar("T")


def one(page: Page, group: Group, name: str, read: Callable[[Word], T]) -> T | None:
    """The value of a field; None if it is left out or wrong."""
    entry = group.entries.get(name)
    if entry is None:
        return None
    if not isinstance(entry.value, Word):
        page.add(entry.value.place, f"{quoted(name)} is one value, not a list or fields of its own")
        return None
    if not entry.value.text:
        page.add(entry.name.place, f"the field {quoted(name)} is empty")
        return None
    return page.attempt(read, entry.value)


def words(page: Page, group: Group, name: str, least: int = 0) -> tuple[Word, ...]:
    """The words of a list; none if it is left out."""
    entry = group.entries.get(name)
    if entry is None:
        return ()
    values = _listed(entry.value)
    if values is None:
        page.add(entry.value.place, f"{quoted(name)} is a list, like [one, two]")
        return ()
    if len(values) < least:
        page.add(entry.name.place, f"the field {quoted(name)} is empty")
    found: list[Word] = []
    for value in values:
        if isinstance(value, Word) and value.text:
            found.append(value)
        else:
            page.add(value.place, f"an item of {quoted(name)} is one value")
    return tuple(found)


def as_written(group: Group, name: str) -> tuple[Word, ...]:
    """The words of a field, one or many, without a check."""
    entry = group.entries.get(name)
    if entry is None:
        return ()
    values = entry.value.values if isinstance(entry.value, Items) else (entry.value,)
    return tuple(value for value in values if isinstance(value, Word) and value.text)


def each(page: Page, group: Group, name: str, read: Callable[[Word], T], least: int = 0) -> tuple[tuple[Word, T], ...]:
    """The words of a list that the reader understands, with what it made of them."""
    pairs = ((word, page.attempt(read, word)) for word in words(page, group, name, least))
    return tuple((word, value) for word, value in pairs if value is not None)


def many(page: Page, group: Group, name: str, read: Callable[[Word], T], least: int = 0) -> tuple[T, ...]:
    """The values of a list, in which nothing may stand twice."""
    values: list[T] = []
    for word, value in each(page, group, name, read, least):
        if value in values:
            page.add(word.place, f"{quoted(word.text)} stands twice in {quoted(name)}")
        else:
            values.append(value)
    return tuple(values)


def groups(page: Page, group: Group, name: str) -> tuple[Group, ...]:
    """The items of a list whose items have fields of their own."""
    entry = group.entries.get(name)
    if entry is None:
        return ()
    found: list[Group] = []
    values = _listed(entry.value)
    for value in (entry.value,) if values is None else values:
        if isinstance(value, Group) and values is not None:
            found.append(value)
        else:
            page.add(value.place, f"{quoted(name)} is a list whose items have fields, each begun with '- '")
    return tuple(found)


def _listed(value: Value) -> tuple[Value, ...] | None:
    """The items of a list, of which a field without a value is the empty one; None for anything else."""
    if isinstance(value, Items):
        return value.values
    return () if isinstance(value, Word) and not value.text else None
