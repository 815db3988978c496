"""What is done with a file in the workshop: it is looked through, and its sessions are made ours, a few at a time.

Functions of plain values, called in a process of their own: nothing of the house is needed or loaded here.
"""

import copyreg
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from bot.coach.naming import Names
from bot.coach.taken_in import Maker, Signature, id_for, signature_of
from bot.exchange import recognise
from bot.exchange.past import Past, PastSession
from bot.exchange.reading import FoundName, OddRow, Problem, Reading
from bot.screens.found import MOST_UNKNOWN, OUT, OWN, Found, Unknown
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet
from bot.training.own import LONGEST_NAME, LOT, Kind, of_kind, own_exercise, tidy
from bot.training.plan import Exercise, Workout
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session, Situation

SETS_A_STEP = 200  # as many as a transaction takes in within a few thousandths of a second
LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """A file, packed, and all that is needed to understand it: the exercises that there are, what is here already, and what the
    lifter has said of names before. Nothing in it can have begun after `latest`."""

    packed: bytes
    lifter: int
    zone: str | None
    unit: Unit
    exercises: Mapping[str, Exercise]
    latest: datetime
    said: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    signatures: frozenset[Signature] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """What comes first: how much is to come, and what a file has beside its sessions."""

    sessions: int
    own: tuple[Exercise, ...] = ()
    profile: Lifter | None = None
    weighings: tuple[tuple[date, Weight], ...] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """A session to take in; should its id be somebody else's already, it goes by another."""

    session: Session
    otherwise: str


def packed(body: bytes) -> bytes:
    """Files repeat themselves: packed they are a tenth, on the way and in the database."""
    return zlib.compress(body, 6)


def look(asked: Asked) -> Found | Problem:
    """What a file holds. Nothing is decided yet, so names are only understood as far as they can be."""
    read = _read(asked)
    if isinstance(read, Problem):
        return read
    names = Names(asked.exercises, asked.said)
    asking = () if read.own else read.names  # our own file says what it means
    known = {one.name: meant for one in asking if (meant := names.surely(one.name)) is not None}
    unknown = [one for one in asking if one.name not in known][:MOST_UNKNOWN]
    new = [past for past in read.sessions if not _is_here(past, asked)]
    return Found(
        str(read.app),
        read.count,
        read.sets,
        read.first,
        read.last,
        len(new),
        known,
        tuple(Unknown(one.name, one.sets, names.perhaps(one.name)) for one in unknown),
        tuple(_line(one) for one in read.odd),
        read.marked,
        read.left_out,
        read.passed,
        read.remarks,
        read.own is not None,
    )


def _line(odd: OddRow) -> str:
    """A row to look at, as it is told."""
    told = f"line {odd.line}: {odd.what}"[:LONGEST_LINE]
    return told if odd.kept else f"{told} (left out)"


def unpack(asked: Asked, choices: Mapping[str, str]) -> Iterator[Opening | tuple[Coming, ...]]:
    """All that is not here yet: first what to expect, then the sessions, the earliest first, about SETS_A_STEP at a time."""
    read = _read(asked)
    if isinstance(read, Problem):
        raise ValueError(str(read))
    names = Names(asked.exercises, {**asked.said, **choices})
    meant, own = _meant(() if read.own else read.names, names, asked)
    new = [past for past in read.sessions if not _is_here(past, asked)]
    beside = read.own or Past(())
    yield Opening(len(new), own, beside.profile, beside.weighings)
    maker = Maker(asked.lifter, asked.unit, meant.get)
    batch: list[Coming] = []
    sets = 0
    for past in new:
        otherwise = id_for(past, asked.lifter)
        session = maker.made(past, past.id or otherwise)
        if session is not None:
            if batch and sets + len(session.log) > SETS_A_STEP:
                yield tuple(batch)
                batch, sets = [], 0
            batch.append(Coming(session, otherwise))
            sets += len(session.log)
    if batch:
        yield tuple(batch)


def _travels_light(kind: type[Any]) -> None:
    """Values of this kind travel as what they are made of, at a fraction of the usual cost: there are a hundred thousand."""
    parts = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda value: (kind, parts(value)))


for _kind in (Coming, Session, Situation, Workout, Exercise, LoggedSet, Load, Weight):
    _travels_light(_kind)


def _read(asked: Asked) -> Reading | Problem:
    return recognise.read(zlib.decompress(asked.packed), asked.zone, asked.unit, asked.latest)


def _is_here(past: PastSession, asked: Asked) -> bool:
    if past.whole is not None:
        return past.id in asked.ids or id_for(past, asked.lifter) in asked.ids
    return bool(asked.ids) and (signature_of(past) in asked.signatures or id_for(past, asked.lifter) in asked.ids)


def _meant(
    found: tuple[FoundName, ...], names: Names, asked: Asked
) -> tuple[dict[str, Exercise], tuple[Exercise, ...]]:
    """By name the exercise; those left out are not there. What nobody knows becomes one of the lifter's own."""
    meant: dict[str, Exercise] = {}
    own: dict[str, Exercise] = {}
    for one in found:
        id = names.surely(one.name) or OWN
        if id == OUT:
            continue
        exercise = asked.exercises.get(id)
        if exercise is None:
            exercise = own_of(one, asked.lifter)
            own[exercise.id] = exercise
        meant[one.name] = exercise
    return meant, tuple(own.values())


def own_of(found: FoundName, lifter: int) -> Exercise:
    """One of the lifter's own, made of how a file has it: the same one each time. Which muscles it is for, no file says."""
    name = tidy(found.name)[:LONGEST_NAME].strip() or "Exercise"
    lot = blake2b(f"{lifter} {found.name}".encode(), digest_size=LOT // 2).hexdigest()
    timed = found.timed * 2 > found.sets
    kind = Kind.TIMED if timed else Kind.WEIGHT if found.weighted > found.helped else Kind.BODY
    return of_kind(own_exercise(name, None, lot), kind)
