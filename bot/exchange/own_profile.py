"""What a lifter has said and chosen, in our own JSON: settings, habits, pauses, kit, notes, exercises of their own.

Not in it: who they are to Telegram, what they were being asked just then, and which reminders were sent.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

from bot.exchange.own_exercises import id_of
from bot.exchange.strict import (
    Wrong,
    amount,
    by_name,
    day,
    each,
    fields,
    form,
    hour,
    once_each,
    or_none,
    seen,
    text,
    truth,
    whole,
    word,
)  # fmt: skip
from bot.training.habits import MOST_PAUSES, Agenda, Away, Habits, Move, Pause, Quiet, Weekly
from bot.training.lifter import Lifter, Readiness
from bot.training.loading import Kit
from bot.training.own import is_of_a_kind, is_own
from bot.training.plan import Exercise
from bot.training.quantities import Unit, Weight, plain
from bot.training.vocabulary import Equipment
from bot.training.walltime import zone_of

NOBODY = 0  # the lifter of whom a file is: who that is, is for whoever reads it
MOST_DAYS = 400  # moved or skipped
MOST_EXERCISES = 1000  # noted, replaced or made
LONGEST_NOTE = 1000
MOST_PLATES = 50
Json = dict[str, Any]


def settled(lifter: Lifter, profile: Lifter) -> Lifter:
    """The lifter with everything that the profile of a file says; whatever a file does not know of them stays as it is."""
    said = profile.agenda
    return replace(
        lifter,
        unit=profile.unit,
        zone=profile.zone,
        back_trouble=profile.back_trouble,
        readiness=profile.readiness,
        effort=profile.effort,
        dark=profile.dark,
        habits=profile.habits,
        agenda=replace(lifter.agenda, moves=said.moves, skips=said.skips, pause=said.pause, been_away=said.been_away),
        kit=profile.kit,
        notes=profile.notes,
        instead=profile.instead,
        own=profile.own,
        named=profile.named,
    )


def written(lifter: Lifter) -> Json:
    habits, agenda, kit = lifter.habits, lifter.agenda, lifter.kit
    return {
        "unit": lifter.unit,
        "zone": lifter.zone,
        "back_trouble": lifter.back_trouble,
        "readiness": lifter.readiness,
        "effort": lifter.effort,
        "dark": lifter.dark,
        "habits": {
            "days": sorted(habits.days),
            "hour": _hour(habits.hour),
            "plan": habits.plan,
            "quiet": {"starts": _hour(habits.quiet.starts), "ends": _hour(habits.quiet.ends)},
            "silent": habits.silent,
            "since": habits.since,
            "review": habits.review and {"day": habits.review.day, "hour": _hour(habits.review.hour)},
            "reviewed_since": habits.reviewed_since,
        },
        "agenda": {
            "moves": [{"day": move.day, "to": move.to} for move in agenda.moves],
            "skips": sorted(agenda.skips),
            "pause": agenda.pause and _pause(agenda.pause),
            "been_away": [_pause(pause) for pause in agenda.been_away],
        },
        "kit": {
            "bar": kit.bar and weight_written(kit.bar),
            "plates": [weight_written(plate) for plate in kit.plates],
            "lacks": sorted(kit.lacks),
        },
        "notes": {id: seen(note, LONGEST_NOTE) for id, note in lifter.notes.items()},
        "instead": dict(lifter.instead),
        "own": [exercise.id for exercise in lifter.own],
        "named": {seen(name, LONGEST_NOTE): meant for name, meant in lifter.named.items()},
    }


def weight_written(weight: Weight) -> Json:
    return {"weight": plain(weight.amount), "unit": weight.unit}


def _hour(at: time) -> str:
    return f"{at:%H:%M}"


def _pause(pause: Pause) -> Json:
    return {"since": pause.since, "until": pause.until, "why": pause.why}


def _zone(value: Any) -> str:
    name = form(r"[A-Za-z0-9_+\-/]{1,64}", "the name of a time zone, such as Europe/Berlin,")(value)
    if str(zone_of(name)) != name:
        raise Wrong(f"{name} is no time zone that I know; one is written like Europe/Berlin")
    return name


def weight_read(low: Decimal, high: Decimal) -> Any:
    """A check for a weight with its unit."""
    both = fields({"weight": amount(low, high), "unit": word(Unit)}, {})

    def check(value: Any) -> Weight:
        found = both(value)
        return Weight(found["weight"], found["unit"])

    return check


_kit_weight = weight_read(Decimal("0.001"), Decimal(1000))
_weekday = whole(0, 6)
_a_pause = fields({"since": day, "until": or_none(day), "why": word(Away)}, {})
_habits = fields(
    {
        "days": once_each(_weekday, 7),
        "hour": hour,
        "plan": text(80),
        "quiet": fields({"starts": hour, "ends": hour}, {}),
        "silent": truth,
        "since": or_none(day),
        "review": or_none(fields({"day": _weekday, "hour": hour}, {})),
        "reviewed_since": or_none(day),
    },
    {},
)
_agenda = fields(
    {
        "moves": each(fields({"day": day, "to": day}, {}), MOST_DAYS),
        "skips": once_each(day, MOST_DAYS),
        "pause": or_none(_a_pause),
        "been_away": each(_a_pause, MOST_PAUSES),
    },
    {},
)
_fields = fields(
    {
        "unit": word(Unit),
        "zone": or_none(_zone),
        "back_trouble": or_none(truth),
        "readiness": or_none(word(Readiness)),
        "effort": truth,
        "dark": truth,
        "habits": _habits,
        "agenda": _agenda,
        "kit": fields(
            {
                "bar": or_none(_kit_weight),
                "plates": each(_kit_weight, MOST_PLATES),
                "lacks": once_each(word(Equipment), len(Equipment)),
            },
            {},
        ),
        "notes": by_name(id_of, text(LONGEST_NOTE), MOST_EXERCISES),
        "instead": by_name(id_of, id_of, MOST_EXERCISES),
        "own": once_each(id_of, MOST_EXERCISES),
        "named": by_name(text(LONGEST_NOTE), form(r"[A-Za-z0-9._\-]{0,80}", "the id of an exercise"), MOST_EXERCISES),
    },
    {},
)


def read(value: Any, exercises: Mapping[str, Exercise]) -> Lifter:
    """Somebody with these settings; `exercises` are those that the file describes. Raises `Wrong`."""
    found = _fields(value)
    own = tuple(_own(id, exercises) for id in found["own"])
    habits, agenda, kit = found.pop("habits"), found.pop("agenda"), found.pop("kit")
    return Lifter(
        NOBODY,
        **{
            **found,
            "habits": _habits_from(habits),
            "agenda": _agenda_from(agenda),
            "kit": Kit(kit["bar"], kit["plates"], frozenset(kit["lacks"])),
            "own": own,
        },
    )


def _own(id: str, exercises: Mapping[str, Exercise]) -> Exercise:
    exercise = exercises.get(id)
    if exercise is None:
        raise Wrong(f"the file does not say what {id} is", "own")
    if not is_own(exercise) or not is_of_a_kind(exercise):
        raise Wrong(f"{id} is no exercise that a lifter can make", "own")
    return exercise


def _habits_from(found: Json) -> Habits:
    days, quiet, review = frozenset(found["days"]), Quiet(**found["quiet"]), found["review"]
    return Habits(**{**found, "days": days, "quiet": quiet, "review": review and Weekly(**review)})


def _agenda_from(found: Json) -> Agenda:
    moves = tuple(Move(**move) for move in found["moves"])
    pauses = tuple(Pause(**pause) for pause in found["been_away"])
    pause = found["pause"] and Pause(**found["pause"])
    return Agenda(moves, frozenset(found["skips"]), pause=pause, been_away=pauses)
