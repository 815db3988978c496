"""Sessions in our own JSON: what was planned, what was done in the order it was done, what hurt, when.

Only sessions that are over and count. Not in it: what was set aside, chats and messages, what can be taken back, and what the
coach found when a session began, for that follows from the sessions before it.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import chain, groupby
from sys import intern
from typing import Any

import orjson

from bot.exchange.own_exercises import LONGEST_NAME, id_of, rest
from bot.exchange.own_profile import NOBODY
from bot.exchange.strict import (
    Check,
    Wrong,
    amount,
    by_name,
    each,
    fields,
    form,
    instant,
    once_each,
    seen,
    text,
    truth,
    whole,
    word,
)  # fmt: skip
from bot.training.logged import LoggedSet, Slot
from bot.training.order import prescriptions
from bot.training.pain import Area, Feeling, Pain
from bot.training.plan import Block, Exercise, PlannedSet, Prescription, Workout
from bot.training.quantities import Load, RepRange, Unit, Weight, plain
from bot.training.session import Phase, Session, Situation
from bot.training.vocabulary import SetKind

MOST_SETS = 2000  # of a session, planned or done
MOST_ALIKE = 100  # planned for an exercise
MOST_POSITIONS = 500
LONGEST_ABOUT = 1000
MOST_REPS = 200_000  # seconds, where an exercise is timed; both sides together
MOST_WEIGHT = Decimal(100_000)
A_SECOND = timedelta(seconds=1)
_ALL = Decimal(1)
Json = dict[str, Any]


def written(session: Session) -> Json:
    """Without what is empty or as usual."""
    found: Json = {
        "id": session.id,
        "workout": session.workout.id,
        "name": seen(session.workout.name, LONGEST_NAME),
        "about": seen(session.workout.about, LONGEST_ABOUT),
        "unit": session.unit,
        "started": session.started,
        "finished": session.finished,
        "plan": [_block(block) for block in session.workout.blocks],
        "added": [_prescription(one) for one in session.added],
        "swapped": {str(position): exercise.id for position, exercise in session.swapped.items()},
        "opened": sorted(session.opened),
        "skipped": [list(slot) for slot in sorted(session.skipped)],
        "sets": [_set(one, session.unit) for one in session.log],
        "pains": [_pain(pain) for pain in session.pains],
    }
    return _brief(found)


def _brief(found: Json) -> Json:
    return {name: value for name, value in found.items() if value not in ([], {}, "", False)}


def _block(block: Block) -> Json:
    exercises = [_prescription(one) for one in block.prescriptions]
    return _brief({"title": seen(block.title, LONGEST_NAME), "optional": block.optional, "exercises": exercises})


def _prescription(one: Prescription) -> Json:
    alike = ((planned, len(tuple(same))) for planned, same in groupby(one.sets))
    sets = [_planned(planned, min(times, MOST_ALIKE)) for planned, times in alike]
    return {"exercise": one.exercise.id, "rest": one.rest // A_SECOND, "sets": sets}


def _planned(planned: PlannedSet, times: int) -> Json:
    found: Json = {"times": times, "reps": [planned.reps.low, planned.reps.high]}
    if planned.kind is not SetKind.WORKING:
        found["kind"] = planned.kind
    if planned.share != 1:
        found["share"] = plain(round(planned.share, 3))
    return found


def _set(logged: LoggedSet, unit: Unit) -> Json:
    weight = logged.load.weight
    found: Json = {
        "slot": list(logged.slot),
        "exercise": logged.exercise,
        "reps": logged.reps,
        "weight": plain(weight.amount) if weight.amount else "0",
        "at": logged.at,
    }
    if weight.unit is not unit:
        found["unit"] = weight.unit
    if logged.load.on_body:
        found["on_body"] = True
    if logged.kind is not SetKind.WORKING:
        found["kind"] = logged.kind
    if logged.rir is not None:
        found["rir"] = plain(logged.rir)
    return found


def _pain(pain: Pain) -> Json:
    return {
        "position": pain.position,
        "exercise": pain.exercise,
        "area": pain.area,
        "feeling": pain.feeling,
        "at": pain.at,
    }


_position = whole(0, MOST_POSITIONS - 1)
_pair = each(whole(0, MOST_SETS - 1), 2, least=2)
_planned_set = fields(
    {"times": whole(1, MOST_ALIKE), "reps": each(whole(1, MOST_REPS), 2, least=2)},
    {"kind": word(SetKind), "share": amount(Decimal("0.001"), Decimal(1))},
)
_planned_exercise = fields({"exercise": id_of, "rest": rest, "sets": each(_planned_set, MOST_SETS, least=1)}, {})
_planned_block = fields(
    {"exercises": each(_planned_exercise, MOST_POSITIONS, least=1)}, {"title": text(LONGEST_NAME), "optional": truth}
)
_done_set = fields(
    {
        "slot": _pair,
        "exercise": id_of,
        "reps": whole(1, MOST_REPS),
        "weight": amount(-MOST_WEIGHT, MOST_WEIGHT),
        "at": instant,
    },
    {"unit": word(Unit), "on_body": truth, "kind": word(SetKind), "rir": amount(Decimal(0), Decimal(100))},
)
_told_pain = fields(
    {"position": _position, "exercise": id_of, "area": word(Area), "feeling": word(Feeling), "at": instant}, {}
)
_plan = each(_planned_block, MOST_POSITIONS)
_needed = {
    "id": form(r"[a-z0-9]{1,16}", "the id of a session, of at most 16 small letters and digits,"),
    "workout": id_of,
    "name": text(LONGEST_NAME, least=1),
    "unit": word(Unit),
    "started": instant,
    "finished": instant,
}
_others = {
    "about": text(LONGEST_ABOUT),
    "added": each(_planned_exercise, MOST_POSITIONS),
    "swapped": by_name(form(r"[0-9]{1,3}", "the number of an exercise"), id_of, MOST_POSITIONS),
    "opened": once_each(_position, MOST_POSITIONS),
    "skipped": each(_pair, MOST_SETS),
    "sets": each(_done_set, MOST_SETS),
    "pains": each(_told_pain, MOST_SETS),
}


def reader(exercises: Mapping[str, Exercise]) -> Check[Session]:
    """Reads sessions, of nobody yet; `exercises` are those that the file describes. Plans that are alike are read once."""
    known: dict[bytes, tuple[Block, ...]] = {}

    def plan(value: Any) -> tuple[Block, ...]:
        try:
            written_out = orjson.dumps(value)
        except orjson.JSONEncodeError:  # it reads deeper than it writes
            raise Wrong("a list of parts is wanted") from None
        if written_out not in known:
            known[written_out] = tuple(_block_from(block, exercises) for block in _plan(value))
        return known[written_out]

    checked = fields(_needed, {**_others, "plan": plan})

    def read(value: Any) -> Session:
        found = checked(value)
        found["added"] = tuple(_prescription_from(one, exercises) for one in found.get("added", ()))
        found["swapped"] = {int(at): _known(id, exercises) for at, id in found.get("swapped", {}).items()}
        session = _session_from(found)
        _hold_together(session)
        return session

    return read


def _session_from(found: Json) -> Session:
    return Session(
        id=found["id"],
        lifter=NOBODY,
        workout=Workout(
            found["workout"], found["name"], found.get("plan", ()), (0, 0), (1, 7), about=found.get("about", "")
        ),
        unit=found["unit"],
        started=found["started"],
        touched=found["finished"],
        situation=Situation(Phase.FINISHED, finished=found["finished"]),
        log=tuple(_set_from(one, found["unit"]) for one in found.get("sets", ())),
        skipped=frozenset(Slot(*pair) for pair in found.get("skipped", ())),
        swapped=found["swapped"],
        opened=frozenset(found.get("opened", ())),
        added=found["added"],
        pains=tuple(Pain(**pain) for pain in found.get("pains", ())),
    )


def _block_from(found: Json, exercises: Mapping[str, Exercise]) -> Block:
    inside = tuple(_prescription_from(one, exercises) for one in found["exercises"])
    return Block(inside, found.get("title", ""), found.get("optional", False))


def _prescription_from(found: Json, exercises: Mapping[str, Exercise]) -> Prescription:
    sets = tuple(chain.from_iterable(_planned_from(**one) for one in found["sets"]))
    return Prescription(_known(found["exercise"], exercises), sets, A_SECOND * found["rest"])


def _planned_from(
    times: int, reps: tuple[int, int], kind: SetKind = SetKind.WORKING, share: Decimal = _ALL
) -> tuple[PlannedSet, ...]:
    if reps[0] > reps[1]:
        raise Wrong(f"{reps[0]} to {reps[1]} repetitions are the wrong way round", "plan")
    return (PlannedSet(RepRange(*reps), kind, share),) * times


def _known(id: str, exercises: Mapping[str, Exercise]) -> Exercise:
    if id not in exercises:
        raise Wrong(f"the file does not say what {id} is")
    return exercises[id]


def _set_from(found: Json, unit: Unit) -> LoggedSet:
    load = _load(found["weight"], found.get("unit", unit), found.get("on_body", False))
    kind, rir = found.get("kind", SetKind.WORKING), found.get("rir")
    return LoggedSet(_slot(found["slot"]), intern(found["exercise"]), found["reps"], load, found["at"], kind, rir)


@lru_cache(maxsize=1024)
def _load(amount: Decimal, unit: Unit, on_body: bool) -> Load:
    """One for all sets that are alike: there may be a hundred thousand."""
    return Load(Weight(amount, unit), on_body)


@lru_cache(maxsize=1024)
def _slot(pair: tuple[int, int]) -> Slot:
    return Slot(*pair)


def _hold_together(session: Session) -> None:
    """Whatever counts the positions of a session must be able to rely on them."""
    planned = prescriptions(session)
    positions = [one.slot.position for one in session.log] + [one.position for one in session.skipped]
    positions += [*session.swapped, *(pain.position for pain in session.pains)]
    if len(planned) > MOST_POSITIONS or sum(len(one.sets) for one in planned) > MOST_SETS:
        raise Wrong(f"a session has at most {MOST_POSITIONS} exercises and {MOST_SETS} planned sets")
    if any(position >= len(planned) for position in positions):
        raise Wrong(f"this speaks of more than the {len(planned)} exercises that its plan has")
    if any(block >= len(session.workout.blocks) for block in session.opened):
        raise Wrong("a part of the plan was opened that is not there", "opened")
    if len({one.slot for one in session.log}) < len(session.log):
        raise Wrong("two sets have the same slot", "sets")
    if session.finished is None or session.finished < session.started:
        raise Wrong("it ends before it begins", "finished")
