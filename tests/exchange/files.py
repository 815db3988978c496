"""Files to read, and readings in words: what a person would check a file against. No tests live here."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.exchange.past import PastExercise, PastSet
from bot.exchange.reading import Problem, Reading
from bot.exchange.recognise import read
from bot.training.quantities import Unit, plain
from bot.training.vocabulary import SetKind
from bot.training.walltime import zone_of

SAMPLES = Path(__file__).with_name("samples")
BERLIN = "Europe/Berlin"
LATEST = datetime(2027, 1, 1, tzinfo=UTC)
_MARKS = {SetKind.WARM_UP: "warm ", SetKind.DROP: "drop ", SetKind.ODD: "odd ", SetKind.WORKING: ""}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def reading(body: bytes, zone: str | None = BERLIN, unit: Unit = Unit.KG) -> Reading:
    found = read(body, zone, unit, LATEST)
    assert isinstance(found, Reading), found
    return found


def refused(body: bytes) -> str:
    found = read(body, BERLIN, Unit.KG, LATEST)
    assert isinstance(found, Problem), found
    assert "\n" not in found.line
    assert len(found.line) < 200
    return found.line


def told(found: Reading, zone: str = BERLIN) -> list[str]:
    """Each session in a line, and each exercise of it in one below."""
    return list(_told(found, zone))


def _told(found: Reading, zone: str) -> Iterator[str]:
    where = zone_of(zone)
    for session in found.sessions:
        begun, over = session.started.astimezone(where), session.finished.astimezone(where)
        title = f" {session.name}" if session.name else ""
        note = f" ({session.note})" if session.note else ""
        yield f"{begun:%Y-%m-%d %H:%M}-{over:%H:%M}{title}{note}"
        for exercise in session.exercises:
            note = f" ({exercise.note})" if exercise.note else ""
            yield f"  {exercise.name}{note}: {', '.join(_set(exercise, one) for one in exercise.sets)}"


def _set(exercise: PastExercise, one: PastSet) -> str:
    count = f"{one.reps} s" if exercise.timed else f"{one.reps}"
    load = "" if one.load.on_body and not one.load.weight.amount else f" x {one.load}"
    rir = "" if one.rir is None else f" @{plain(one.rir)}"
    return f"{_MARKS[one.kind]}{count}{load}{rir}"


def odd(found: Reading) -> list[str]:
    return [f"{row.line}: {row.what}{'' if row.kept else ' (left out)'}" for row in found.odd]
