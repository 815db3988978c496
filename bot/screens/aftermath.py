"""What a correction of the past has changed: targets, bests, the plan. Only what did change is said, as it was and as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.screens.reasons import day_name
from bot.screens.words import heavy, set_words
from bot.training.bests import Bests
from bot.training.plan import Exercise
from bot.training.quantities import RepRange, Weight
from bot.training.target import Target


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lifter stands at one moment: by exercise what to lift next and the bests so far, and what comes when.

    `coming` is the next planned session, by its name and day; `ready` is from when the workout in question may be done again.
    """

    targets: Mapping[str, Target]
    bests: Mapping[str, Bests]
    coming: tuple[str, date] | None = None
    ready: tuple[str, date] | None = None


def changed(exercises: Mapping[str, Exercise], before: Standing, after: Standing, today: date) -> tuple[str, ...]:
    """A line for each thing that is not as it was. Where several exercises are touched, each names itself."""
    told = [
        f"{exercise.name}: {line[0].lower()}{line[1:]}" if len(exercises) > 1 else line
        for id, exercise in exercises.items()
        for line in _of_exercise(exercise, before, after, id)
    ]
    return (*told, *_of_plan(before, after, today))


def _of_exercise(exercise: Exercise, before: Standing, after: Standing, id: str) -> Iterator[str]:
    was, now = _target(before.targets[id], exercise), _target(after.targets[id], exercise)
    if was != now:
        yield f"Next time: {now} (was {was})."
    one, other = before.bests[id], after.bests[id]
    if one.e1rm != other.e1rm:
        yield f"Best estimate for a single rep: {_weight(other.e1rm)} (was {_weight(one.e1rm)})."
    elif one.e1rm is None and one.sets != other.sets:
        yield f"Best set: {_best(other, exercise)} (was {_best(one, exercise)})."
    if one.volume != other.volume:
        yield f"Most in one session: {_volume(other.volume)} (was {_volume(one.volume)})."


def _target(target: Target, exercise: Exercise) -> str:
    reps = RepRange(min(target.reps), max(target.reps)) if target.reps else None
    if reps is None:
        return str(target.load) if target.load is not None else "as you like"
    return set_words(reps if reps.low < reps.high else reps.low, target.load, exercise)


def _best(bests: Bests, exercise: Exercise) -> str:
    """The heaviest of the best sets; help counts as less than none."""
    return set_words(bests.sets[-1].reps, bests.sets[-1].load, exercise) if bests.sets else "none"


def _weight(weight: Weight | None) -> str:
    return str(weight) if weight is not None else "none"


def _volume(volume: Weight | None) -> str:
    return heavy(volume) if volume is not None else "none"


def _of_plan(before: Standing, after: Standing, today: date) -> Iterator[str]:
    if before.coming != after.coming:
        if after.coming is None:
            yield "No session is planned any more."
        elif before.coming is None:
            yield f"Next session: {_when(after.coming, today)}."
        elif before.coming[0] == after.coming[0]:
            now, was = day_name(after.coming[1], today), day_name(before.coming[1], today)
            yield f"Next session: {after.coming[0]}, {now} (was {was})."
        else:
            yield f"Next session: {_when(after.coming, today)} (was {_when(before.coming, today)})."
    elif before.ready != after.ready and before.ready and after.ready:
        now, was = day_name(after.ready[1], today), day_name(before.ready[1], today)
        yield f"{after.ready[0]} may be done again: {now} (was {was})."


def _when(coming: tuple[str, date], today: date) -> str:
    return f"{coming[0]}, {day_name(coming[1], today)}"
