"""Finished sessions as a table that other apps import: Hevy's columns, in Hevy's order and quoting.

A line a set; UTF-8, lines end with a line feed, words stand in quotes and numbers do not. Times are those of the lifter's own
clock, for the form has no zone. A cell of words that a spreadsheet would take for a formula begins with an apostrophe; numbers
stay numbers. It is made of the lines of our own format, in the workshop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

import orjson

from bot.exchange.formulas import defused
from bot.training.own import tidy
from bot.training.plan import IMPORTED
from bot.training.quantities import Unit, Weight, plain
from bot.training.vocabulary import SetKind
from bot.training.walltime import zone_of

Json = dict[str, Any]
Cell = str | int | Decimal | None
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COLUMNS = (
    "title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes", "set_index",
    "set_type", "weight_kg", "reps", "distance_km", "duration_seconds", "rpe",
)  # fmt: skip
_POUNDS = {"weight_kg": "weight_lbs"}
_TYPES = {SetKind.WARM_UP.value: "warmup", SetKind.DROP.value: "dropset"}


@dataclass(frozen=True, slots=True)
class Titled:
    """What is to be known of an exercise: its title, the lifter's note to it, whether its reps are seconds, whether they
    are of both sides together, and whether a machine helps, so that its weight is the help."""

    title: str
    note: str = ""
    timed: bool = False
    per_side: bool = False
    helps: bool = False


def header(unit: Unit) -> bytes:
    names = _COLUMNS if unit is Unit.KG else (_POUNDS.get(name, name) for name in _COLUMNS)
    return _line(*names)


def rows(lines: Sequence[bytes], known: Mapping[str, Titled], zone: str | None, unit: Unit) -> bytes:
    """The sessions of these lines. `known` are their exercises; one that nobody remembers goes by its id."""
    where = zone_of(zone)
    return b"".join(chain.from_iterable(_session(orjson.loads(line), known, where, unit) for line in lines))


def _session(session: Json, known: Mapping[str, Titled], zone: tzinfo, unit: Unit) -> Iterator[bytes]:
    begins, ends = (_time(session[name], zone) for name in ("started", "finished"))
    noted = session.get("about", "") if session["workout"].startswith(IMPORTED) else ""
    supersets = _supersets(session)
    for (position, id), sets in _by_exercise(session).items():
        exercise = known.get(id) or Titled(id)
        before = session["name"], begins, ends, noted, exercise.title, supersets.get(position), exercise.note
        for index, one in enumerate(sets):
            yield _line(*before, index, *_numbers(one, exercise, Unit(session["unit"]), unit))


def _by_exercise(session: Json) -> dict[tuple[int, str], list[Json]]:
    """The sets of each exercise together, as they were begun; a superset is told by its number."""
    found: dict[tuple[int, str], list[Json]] = {}
    for one in session.get("sets", ()):
        found.setdefault((one["slot"][0], one["exercise"]), []).append(one)
    return found


def _supersets(session: Json) -> dict[int, int]:
    """By position, the number of the superset that it is in."""
    found: dict[int, int] = {}
    position = number = 0
    for block in session.get("plan", ()):
        together = range(position, position + len(block["exercises"]))
        if len(together) > 1:
            found |= dict.fromkeys(together, number)
            number += 1
        position = together.stop
    return found


def _numbers(one: Json, exercise: Titled, lifted: Unit, unit: Unit) -> tuple[Cell, ...]:
    """From the type of the set on."""
    amount = Weight(Decimal(one["weight"]), Unit(one.get("unit", lifted))).to(unit).amount
    weight = None if not amount and one.get("on_body") else -amount if exercise.helps else amount
    each = -(-one["reps"] // 2) if exercise.per_side else one["reps"]
    times = (None, None, each) if exercise.timed else (each, None, None)
    rpe = 10 - Decimal(one["rir"]) if "rir" in one else None
    return _TYPES.get(one.get("kind", ""), "normal"), weight, *times, rpe


def _time(written: str, zone: tzinfo) -> str:
    at = datetime.fromisoformat(written).astimezone(zone)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def _line(*cells: Cell) -> bytes:
    return (",".join(map(_cell, cells)) + "\n").encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _quoted(cell)
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


@lru_cache(maxsize=1024)
def _quoted(words: str) -> str:
    """Words without what cannot be seen, and such that no spreadsheet takes them for a formula. A session says the same with
    each of its sets."""
    line = "\\n".join(map(tidy, words.splitlines()))
    return '"' + defused(line).replace('"', '""') + '"'
