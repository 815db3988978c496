"""Exercises in our own JSON: everything that Spotter knows of one, but how it is done."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.exchange.strict import amount, each, fields, form, once_each, seen, text, truth, whole, word
from bot.training.lifter import Lifter
from bot.training.order import prescriptions
from bot.training.plan import Exercise, Library, Step
from bot.training.quantities import plain
from bot.training.session import Session
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle

LONGEST_NAME = 100
MOST_RELATED = 50
A_SECOND = timedelta(seconds=1)
Json = dict[str, Any]

id_of = form(r"[A-Za-z0-9._\-]{1,80}", "the id of an exercise")
rest = whole(0, 3600)
_step = amount(Decimal(0), Decimal(1000))
_muscles = once_each(word(Muscle), len(Muscle))
_ids = once_each(id_of, MOST_RELATED)


def written(exercise: Exercise) -> Json:
    """Without what is empty."""
    found: Json = {
        "id": exercise.id,
        "name": seen(exercise.name, LONGEST_NAME),
        "counting": exercise.counting,
        "equipment": list(exercise.equipment),
        "primary": list(exercise.primary),
        "secondary": list(exercise.secondary),
        "lumbar": exercise.lumbar,
        "rest": exercise.rest // A_SECOND,
        "step": {"kg": plain(exercise.step.kg), "lb": plain(exercise.step.lb)},
        "per_side": exercise.per_side,
        "aliases": [seen(alias, LONGEST_NAME) for alias in exercise.aliases],
        "avoid_if": list(exercise.avoid_if),
        "swaps": list(exercise.swaps),
        "ladder": list(exercise.ladder),
    }
    return {name: value for name, value in found.items() if value not in ([], False)}


_fields = fields(
    {
        "id": id_of,
        "name": text(LONGEST_NAME, least=1),
        "counting": word(Counting),
        "lumbar": word(LumbarLoad),
        "rest": rest,
        "step": fields({"kg": _step, "lb": _step}, {}),
    },
    {
        "equipment": once_each(word(Equipment), len(Equipment)),
        "primary": _muscles,
        "secondary": _muscles,
        "per_side": truth,
        "aliases": each(text(LONGEST_NAME), MOST_RELATED),
        "avoid_if": once_each(word(Condition), len(Condition)),
        "swaps": _ids,
        "ladder": _ids,
    },
)


def read(value: Any) -> Exercise:
    """Raises `Wrong`."""
    found = {"equipment": (), "primary": (), "secondary": (), **_fields(value)}
    return Exercise(**{**found, "rest": A_SECOND * found["rest"], "step": Step(**found["step"])})


def named_in(session: Session) -> Mapping[str, Exercise]:
    """The exercises that a session has copies of, by id."""
    planned = tuple(one.exercise for one in prescriptions(session))
    return {one.id: one for one in (*planned, *session.swapped.values())}


def ids_in(session: Session) -> set[str]:
    """Every exercise that a session speaks of, even if nobody remembers what it was."""
    done, hurt = (one.exercise for one in session.log), (one.exercise for one in session.pains)
    return {*named_in(session), *done, *hurt}


def described(ids: Iterable[str], lifter: Lifter, library: Library, copies: Mapping[str, Exercise]) -> list[Json]:
    """What is known of these exercises, by id: as the lifter has them, else as the library has them, else as they were when
    they were done last. Those that are known to nobody are left out."""
    known = {**copies, **library.exercises, **{one.id: one for one in lifter.own}}
    return [written(known[id]) for id in sorted(ids) if id in known]
