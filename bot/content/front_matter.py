"""The fields between the two `---` lines of a page, with the place of every name and value.

YAML is read as events and nothing is ever constructed: a value is a word, a list or a group of fields, and words stay as they
were written (`no` is "no", `1:30` is "1:30"). Tags, anchors and aliases are refused, so nothing can expand.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from bot.content.pages import Page, Word, is_unseen
from bot.content.problems import Wrong, no_such, quoted
from bot.training.plan import Place

LARGEST_FRONT_MATTER = 8 * 1024
MOST_ITEMS = 20
_DEEPEST = 3  # fields, in a list, in a field: as deep as content goes
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Items:
    """A list and where it begins."""

    place: Place
    values: tuple["Word | Items | Group", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its name and its value."""

    name: Word
    value: "Word | Items | Group"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields by name, and where they begin."""

    place: Place
    entries: Mapping[str, Entry] = field(default_factory=dict)


Value = Word | Items | Group


class _Mark(Protocol):
    """Where YAML says that something stands; counts from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Front:
    """The fields of a page, None if they cannot be read, and the line where its body begins."""

    group: Group | None
    body: int


def front_matter(page: Page) -> Front | None:
    """What stands between the first line and the next `---`; None if the page does not begin so."""
    if page.lines[0].rstrip() != _FENCE:
        page.add(page.place(), "no front matter: the first line is '---', then the fields, then '---' again")
        return None
    end = next((n for n, line in enumerate(page.lines[1:], 2) if line.rstrip() == _FENCE), 0)
    if not end:
        page.add(page.place(), "the front matter that begins here has no closing '---'")
        return None
    text = "\n" + "\n".join(page.lines[1 : end - 1]) + "\n"
    if len(text) > LARGEST_FRONT_MATTER:
        page.add(page.place(), f"the front matter is longer than {LARGEST_FRONT_MATTER} characters")
        return Front(None, end + 1)
    return Front(page.attempt(lambda fence: _fields(page, fence, text), page.word(1)), end + 1)


def check_names(page: Page, group: Group, required: Collection[str], optional: Collection[str]) -> None:
    """A problem for every field that is missing or unknown."""
    known = {*required, *optional}
    for entry in group.entries.values():
        if entry.name.text not in known:
            page.add(entry.name.place, no_such("field", entry.name.text, known))
    for name in required:
        if name not in group.entries:
            page.add(group.place, f"the field {quoted(name)} is missing")


def _fields(page: Page, fence: Word, text: str) -> Group:
    try:
        value = _Reader(page, yaml.parse(text, Loader=yaml.SafeLoader)).document(fence.place)
    except yaml.MarkedYAMLError as error:
        place = _place(page, error.problem_mark or error.context_mark)
        raise Wrong(place, f"not YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Escapes for characters beyond Unicode and absurd directives leave the parser as plain ValueErrors.
        raise Wrong(fence.place, "not YAML: it holds an escape or a directive that means nothing") from error
    if not isinstance(value, Group):
        raise Wrong(fence.place, "the front matter holds fields, each like 'name: Seated row'")
    return value


def _place(page: Page, mark: _Mark | None) -> Place:
    if mark is None:
        return page.place()
    line = min(mark.line + 1, len(page.lines))
    return page.place(line, min(mark.column, len(page.lines[line - 1])) + 1)


class _Reader:
    """Builds one value from YAML's events."""

    def __init__(self, page: Page, events: Iterator[yaml.Event]) -> None:
        self._page = page
        self._events = events

    def document(self, start: Place) -> Value:
        value: Value = Group(start)
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Wrong(_place(self._page, event.start_mark), "a second YAML document begins here")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, _DEEPEST)
        return Group(start, value.entries) if isinstance(value, Group) else value

    def _value(self, event: yaml.Event, levels: int) -> Value:
        place = _place(self._page, event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Wrong(place, "anchors and aliases (& and *) are not read here; write it out, or quote it")
        if getattr(event, "tag", None):
            raise Wrong(place, "tags (!) are not read here; leave it out, or quote it")
        if isinstance(event, yaml.ScalarEvent):
            return self._word(event, place)
        if levels == 0:
            raise Wrong(place, "nested too deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(place, levels - 1)
        return self._group(place, levels - 1)

    def _items(self, place: Place, levels: int) -> Items:
        values: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value = self._value(event, levels)
            if len(values) == MOST_ITEMS:
                raise Wrong(value.place, f"a list has at most {MOST_ITEMS} items")
            values.append(value)
        return Items(place, tuple(values))

    def _group(self, place: Place, levels: int) -> Group:
        entries: dict[str, Entry] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name = self._value(event, levels)
            value = self._value(next(self._events), levels)
            if not isinstance(name, Word) or not name.text:
                raise Wrong(name.place, "a field's name is a plain word")
            if name.text in entries:
                first = entries[name.text].name.place.line
                self._page.add(name.place, f"the field {quoted(name.text)} stands here again (first in line {first})")
            else:
                entries[name.text] = Entry(name, value)
        return Group(place, entries)

    def _word(self, event: yaml.ScalarEvent, place: Place) -> Word:
        """The word as it stands, its place past an opening quote, its line breaks and doubled spaces folded."""
        if not event.value.isprintable() and any(is_unseen(char) and char != "\n" for char in event.value):
            raise Wrong(place, "an escape for a character that cannot be seen")
        text = " ".join(event.value.split())
        column = place.column + (1 if event.style in ("'", '"') else 0)
        literal = self._page.lines[place.line - 1][column - 1 :].startswith(text)
        return Word(text, Place(place.file, place.line, column) if literal else place, literal)
