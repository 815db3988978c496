"""A page of `programs/` read into a program: a name and a numbered list of workouts.

Whether a program suits anybody is not judged here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.content import fields, values
from bot.content.front_matter import check_names, front_matter
from bot.content.pages import Page, Word
from bot.content.workouts import MOST_SESSIONS
from bot.training.plan import Program

REQUIRED = ("name", "about")
OPTIONAL = ("sessions_a_week",)
MOST_WORKOUTS = 14

_ITEM = re.compile(r"[0-9]{1,3}\. +")


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a program's page."""

    page: Page
    program: Program | None = None
    names: tuple[Word, ...] = ()


def read_program(page: Page, known: Collection[str]) -> Draft:
    """The draft of a program; `known` are the ids of all workouts."""
    front = front_matter(page)
    if front is None:
        return Draft(page)
    workouts = _workouts(page, front.body, known)
    group = front.group
    if group is None:
        return Draft(page)
    check_names(page, group, REQUIRED, OPTIONAL)
    name = fields.one(page, group, "name", values.name)
    about = fields.one(page, group, "about", values.sentence)
    sessions = fields.one(page, group, "sessions_a_week", values.span("sessions", 1, MOST_SESSIONS))
    names = fields.as_written(group, "name")
    if name is None or about is None:
        return Draft(page, None, names)
    return Draft(page, Program(page.id, name, workouts, about, sessions[1] if sessions else None), names)


def _workouts(page: Page, first_line: int, known: Collection[str]) -> tuple[str, ...]:
    listed = 0
    found: list[str] = []
    for number in range(first_line, len(page.lines) + 1):
        whole = page.word(number)
        word = whole.part(0, len(whole.text))
        item = _ITEM.match(word.text)
        if not word.text:
            continue
        if not item:
            page.add(word.place, "a line here is a number and a workout, like '1. back'")
            continue
        listed += 1
        if listed > MOST_WORKOUTS:
            page.add(word.place, f"a program has at most {MOST_WORKOUTS} workouts")
            break
        workout = page.attempt(values.pointer("workout", known), word.part(item.end(), len(word.text)))
        found.extend(() if workout is None else (workout,))
    if not listed:
        page.add(page.end, "a program needs a list of workouts, each like '1. back'")
    return tuple(found)
