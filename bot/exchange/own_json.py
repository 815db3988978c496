"""Our own format, version 1: everything that a lifter has told Spotter, as JSON, written and read.

Written always the same way: keys in order, a session a line, nothing about when it was written. So who exports, forgets and
imports gets the same bytes again. It is described in docs/formats.md. A file may come from anybody: `read` takes nothing at its
word, and says in one line what is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, TypeVar

import orjson

from bot.exchange import own_exercises, own_profile, own_sessions
from bot.exchange.encodings import MOST_BYTES
from bot.exchange.own_profile import weight_written
from bot.exchange.past import Past, PastExercise, PastSession, PastSet
from bot.exchange.reading import Problem
from bot.exchange.strict import Check, Wrong, amount, day, fields, word
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise, Library
from bot.training.quantities import Unit, Weight
from bot.training.session import Session

FORMAT, VERSION = "spotter", 1
MOST_SESSIONS = 50_000
MOST_WEIGHINGS = 50_000
MOST_EXERCISES = 5_000
_ORDERED = orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z
T = TypeVar("T")
Weighings = Sequence[tuple[date, Weight]]
_weighed = fields({"day": day, "weight": amount(Decimal("0.001"), Decimal(1000)), "unit": word(Unit)}, {})


def session_line(session: Session) -> bytes:
    """A session that is over, as its line of the file."""
    return orjson.dumps(own_sessions.written(session), option=_ORDERED)


def own_file(
    lifter: Lifter,
    library: Library,
    copies: Mapping[str, Exercise],
    ids: Iterable[str],
    lines: Iterable[bytes],
    weighings: Weighings,
) -> bytes:
    """The whole file: `lines` are the sessions in the order they began, `ids` the exercises that they speak of, `copies` what
    they know of these, and `weighings` the earliest first."""
    named = {*ids, *lifter.notes, *lifter.instead, *lifter.instead.values(), *(one.id for one in lifter.own)}
    exercises = own_exercises.described(named, lifter, library, copies)
    weighed = ({"day": on, **weight_written(weight)} for on, weight in weighings)
    parts = (
        (b'{\n"exercises":', *_list(map(_dumped, exercises))),
        (b',\n"format":', _dumped(FORMAT)),
        (b',\n"profile":', _dumped(own_profile.written(lifter))),
        (b',\n"sessions":', *_list(lines)),
        (b',\n"version":', _dumped(VERSION)),
        (b',\n"weighings":', *_list(map(_dumped, weighed))),
        (b"\n}\n",),
    )
    return b"".join(chain.from_iterable(parts))


def _dumped(value: object) -> bytes:
    return orjson.dumps(value, option=_ORDERED)


def _list(lines: Iterable[bytes]) -> Iterator[bytes]:
    """One a line. Piece by piece: what ten years come to is not copied more than once."""
    before = b"[\n"
    for line in lines:
        yield before
        yield line
        before = b",\n"
    yield b"\n]" if before == b",\n" else b"[\n]"


def read(body: bytes) -> Past | Problem:
    """What a file of our own holds."""
    if len(body) > MOST_BYTES:
        return Problem(f"This file is larger than the {MOST_BYTES // 1024 // 1024} MB that I read.")
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        try:
            return _past(_by_lines(body))
        except orjson.JSONDecodeError:  # somebody has laid it out anew
            return _past(orjson.loads(body))
    except orjson.JSONDecodeError as broken:
        return Problem(f"This is not whole JSON: it breaks off or goes wrong in line {broken.lineno}.")
    except Wrong as wrong:
        return Problem(f"This file of mine has been changed: {wrong}.")


def _by_lines(body: bytes) -> Any:
    """A file as we lay it out, its sessions still as their lines: parsed all at once they need nine times their room. Between
    lines there is nothing but the list, for no text in JSON can hold a line break."""
    before, opened, rest = body.partition(b'\n"sessions":[\n')
    lines, closed, after = rest.partition(b'\n],\n"version":')
    root = orjson.loads(b"".join((before, opened, closed, after)))
    if closed and isinstance(root, dict) and root.get("sessions") == []:
        root["sessions"] = lines.split(b",\n") if lines else []
        return root
    return orjson.loads(body)


def _past(root: Any) -> Past:
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise Wrong(f'"format": "{FORMAT}" is wanted')
    if root.get("version") != VERSION or type(root["version"]) is not int:
        raise Wrong(f"version {VERSION} is the one that I read")
    if unknown := root.keys() - {"exercises", "format", "profile", "sessions", "version", "weighings"}:
        raise Wrong(f"there is no such field as {min(unknown)!r:.40}")
    described = _section(root, "exercises", own_exercises.read, MOST_EXERCISES)
    exercises = {exercise.id: exercise for exercise in described}
    if len(exercises) < len(described):
        raise Wrong("two exercises have the same id", "exercises")
    profile = _within("profile", lambda value: own_profile.read(value, exercises), root.get("profile"))
    weighings = _section(root, "weighings", _weighing, MOST_WEIGHINGS)
    if len({on for on, _ in weighings}) < len(weighings):
        raise Wrong("a day has two weights", "weighings")
    session = own_sessions.reader(exercises)
    whole = _section(root, "sessions", lambda one: session(_parsed(one)), MOST_SESSIONS)
    if len({session.id for session in whole}) < len(whole):
        raise Wrong("two sessions have the same id", "sessions")
    sessions = sorted(whole, key=lambda session: (session.started, session.id))
    return Past(
        tuple(_seen(one, exercises) for one in sessions),
        profile,
        tuple(sorted(weighings, key=itemgetter(0))),
        exercises,
    )


def _parsed(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, bytes) else value


def _section(root: dict[str, Any], name: str, check: Check[T], most: int) -> list[T]:
    """A list of the file, given up bit by bit: parsed JSON is larger than what becomes of it."""
    values = root.pop(name, None)
    if not isinstance(values, list) or len(values) > most:
        raise Wrong(f"a list of at most {most} is wanted", name)
    found: list[T] = []
    values.reverse()
    while values:
        found.append(_within(f"{name}[{len(found)}]", check, values.pop()))
    return found


def _within(where: str, check: Check[T], value: Any) -> T:
    try:
        return check(value)
    except Wrong as wrong:
        raise wrong.within(where) from None


def _weighing(value: Any) -> tuple[date, Weight]:
    found = _weighed(value)
    return found["day"], Weight(found["weight"], found["unit"])


def _seen(session: Session, exercises: Mapping[str, Exercise]) -> PastSession:
    """A session as files have it: its sets by exercise, in the order they were done."""
    runs = groupby(session.log, key=lambda one: (one.slot.position, one.exercise))
    done = tuple(_run(exercises.get(id), id, tuple(sets)) for (_, id), sets in runs)
    finished = session.finished or session.started
    return PastSession(session.workout.name, session.started, finished, done, id=session.id, whole=session)


def _run(exercise: Exercise | None, id: str, sets: tuple[LoggedSet, ...]) -> PastExercise:
    timed = exercise is not None and exercise.counting.timed
    done = tuple(PastSet(one.kind, one.reps, one.load, one.rir, one.at) for one in sets)
    return PastExercise(exercise.name if exercise else id, done, id=id, timed=timed)
