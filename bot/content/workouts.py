"""A page of `workouts/` read into a workout: its fields, and its list of exercises in blocks.

A line outside any heading is a block of its own. `## Superset`, `## Straight sets` and `## Optional` say otherwise for the
lines below them. What one line means is read in `sets`.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.content import fields, values
from bot.content.front_matter import Group, check_names, front_matter
from bot.content.pages import Page, Word
from bot.content.problems import Wrong, no_such, quoted
from bot.content.sets import Shelved, read_line
from bot.training.plan import Block, FollowUp, Prescription, Workout
from bot.training.vocabulary import SetKind

REQUIRED = ("name", "about", "rest_days", "sessions_a_week")
OPTIONAL = ("follow_ups",)
FOLLOW_UP = ("workout", "days", "reason")
STRAIGHT, SUPERSET, OPTIONAL_BLOCK = "Straight sets", "Superset", "Optional"
HEADINGS = (STRAIGHT, SUPERSET, OPTIONAL_BLOCK)
MOST_EXERCISES = 30
MOST_PLANNED_SETS = 100
MOST_REST_DAYS = 7
MOST_SESSIONS = 7

_HEADING = re.compile(r"(#+)( *)([^:]*)")
_POINT = re.compile(r"- +")


@dataclass(slots=True)
class _Part:
    """The lines under one heading in the making; `lines` counts unreadable ones too, `drops` are those with drop sets."""

    heading: Word
    kind: str = STRAIGHT
    title: str = ""
    lines: int = 0
    prescriptions: list[Prescription] = field(default_factory=list)
    drops: list[Word] = field(default_factory=list)

    def blocks(self) -> tuple[Block, ...]:
        if self.kind == STRAIGHT:
            return tuple(Block((prescription,), self.title) for prescription in self.prescriptions)
        return (Block(tuple(self.prescriptions), self.title, optional=self.kind == OPTIONAL_BLOCK),)


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a workout's page; no workout if an exercise of it is not good."""

    page: Page
    workout: Workout | None = None
    names: tuple[Word, ...] = ()


def read_workout(page: Page, exercises: Shelved, known: Collection[str]) -> Draft:
    """The draft of a workout; `known` are the ids of all workouts, for its follow-ups."""
    front = front_matter(page)
    if front is None:
        return Draft(page)
    parts = _parts(page, front.body, exercises)
    group = front.group
    if group is None:
        return Draft(page)
    check_names(page, group, REQUIRED, OPTIONAL)
    name = fields.one(page, group, "name", values.name)
    about = fields.one(page, group, "about", values.sentence)
    rest_days = fields.one(page, group, "rest_days", values.span("rest days", 0, MOST_REST_DAYS))
    sessions = fields.one(page, group, "sessions_a_week", values.span("sessions", 1, MOST_SESSIONS))
    follow_ups = _follow_ups(page, group, known)
    names = fields.as_written(group, "name")
    unread = any(part.lines != len(part.prescriptions) for part in parts)
    if name is None or about is None or rest_days is None or sessions is None or unread:
        return Draft(page, None, names)
    blocks = tuple(block for part in parts for block in part.blocks())
    return Draft(page, Workout(page.id, name, blocks, rest_days, sessions, follow_ups, about), names)


def _follow_ups(page: Page, group: Group, known: Collection[str]) -> tuple[FollowUp, ...]:
    found: dict[str, FollowUp] = {}
    for item in fields.groups(page, group, "follow_ups"):
        check_names(page, item, FOLLOW_UP, ())
        workout = fields.one(page, item, "workout", _other_workout(page.id, known, found))
        days = fields.one(page, item, "days", values.whole("days", 0, MOST_REST_DAYS))
        reason = fields.one(page, item, "reason", values.sentence)
        if workout is not None and days is not None and reason is not None:
            found[workout] = FollowUp(workout, days, reason)
    return tuple(found.values())


def _other_workout(own: str, known: Collection[str], found: Collection[str]) -> Callable[[Word], str]:
    def read(word: Word) -> str:
        if word.text == own:
            raise Wrong(word.place, "'rest_days' already says when this workout may come again")
        if word.text in found:
            raise Wrong(word.place, f"a second rule about {quoted(word.text)}")
        return values.pointer("workout", known)(word)

    return read


def _parts(page: Page, first_line: int, exercises: Shelved) -> list[_Part]:
    parts = [_Part(Word("", page.end))]
    count = planned = 0
    for number in range(first_line, len(page.lines) + 1):
        whole = page.word(number)
        word = whole.part(0, len(whole.text))
        heading, point = _HEADING.match(word.text), _POINT.match(word.text)
        if heading:
            parts.append(_opened(page, word, heading))
        elif point:
            count += 1
            if count > MOST_EXERCISES:
                page.add(word.place, f"a workout has at most {MOST_EXERCISES} exercises")
                break
            prescription = _add(page, parts[-1], word.part(point.end(), len(word.text)), exercises)
            before, planned = planned, planned + (len(prescription.sets) if prescription else 0)
            if before <= MOST_PLANNED_SETS < planned:
                page.add(word.place, f"a workout has at most {MOST_PLANNED_SETS} sets; this line goes beyond")
        elif word.text:
            page.add(word.place, "a line here is '- exercise: 4x10, rest 1:30', or a heading like '## Superset'")
    _check_parts(page, parts)
    return parts


def _opened(page: Page, word: Word, heading: re.Match[str]) -> _Part:
    """The part that a heading opens: `## Superset` or `## Superset: Arms`."""
    kind = word.part(*heading.span(3))
    title = word.part(heading.end() + 1, len(word.text))
    kinds = {name.casefold(): name for name in HEADINGS}
    if heading[1] != "##" or not heading[2]:
        page.add(word.place, "headings are '## ' and then one of " + ", ".join(quoted(name) for name in HEADINGS))
    elif kind.text.casefold() not in kinds:
        page.add(kind.place, no_such("heading", kind.text, HEADINGS))
    if title.text:
        page.attempt(values.name, title)
    return _Part(word, kinds.get(kind.text.casefold(), STRAIGHT), title.text)


def _add(page: Page, part: _Part, line: Word, exercises: Shelved) -> Prescription | None:
    part.lines += 1
    prescription = read_line(page, line, exercises)
    if prescription is None:
        return None
    if part.kind != STRAIGHT and prescription.exercise in (other.exercise for other in part.prescriptions):
        page.add(line.place, f"{quoted(prescription.exercise.id)} stands twice in one block")
    part.prescriptions.append(prescription)
    if any(planned.kind is SetKind.DROP for planned in prescription.sets):
        part.drops.append(line)
    return prescription


def _check_parts(page: Page, parts: list[_Part]) -> None:
    for part in parts[1:]:
        if not part.lines:
            page.add(part.heading.place, "no exercises under this heading")
        elif part.kind == SUPERSET and part.lines == 1:
            page.add(part.heading.place, "a superset has two exercises or more")
        if part.kind != STRAIGHT and part.lines > 1:
            for line in part.drops:
                page.add(line.place, "a drop set comes at once, so rounds of several exercises have no room for it")
    if not any(part.lines for part in parts if part.kind != OPTIONAL_BLOCK):
        page.add(page.end, "a workout needs exercises, each like '- seated-row: 4x10, rest 1:30'")
