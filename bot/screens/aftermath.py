"""What a correction of the past has changed: targets, bests, the plan. Only what did change is said, as it was and as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.screens.reasons import day_name
from bot.screens.words import heavy, set_words
from bot.training.bests import Bests
from bot.training.plan import Exercise
from bot.training.quantities import RepRange, Weight
from bot.training.target import Target, TargetRule


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
    """A line for each thing that is not as it was; of several exercises what comes next in each, and whose bests changed."""
    if len(exercises) > 1:
        return (*_of_several(exercises, before, after), *_of_plan(before, after, today))
    told = [line for exercise in exercises.values() for line in _of_one(exercise, before, after)]
    return (*told, *_of_plan(before, after, today))


def _of_several(exercises: Mapping[str, Exercise], before: Standing, after: Standing) -> Iterator[str]:
    targets = {
        one.name: (_target(before.targets[id], one), _target(after.targets[id], one)) for id, one in exercises.items()
    }
    for name, (was, now) in targets.items():
        if now is not None and now != was:
            yield f"{name}, next time: {now}{f' (was {was})' if was else ''}."
    anew = [name for name, (was, now) in targets.items() if was is not None and now is None]
    if anew:
        yield f"To begin anew next time: {', '.join(anew)}."
    others = [exercise.name for id, exercise in exercises.items() if before.bests[id] != after.bests[id]]
    if others:
        yield f"Your bests have changed in: {', '.join(others)}."


def _of_one(exercise: Exercise, before: Standing, after: Standing) -> Iterator[str]:
    id = exercise.id
    was, now = before.bests[id], after.bests[id]
    estimated = was.e1rm is not None or now.e1rm is not None
    yield from filter(
        None,
        (
            _turned("Next time", _target(after.targets[id], exercise), _target(before.targets[id], exercise)),
            _turned("Best estimate for a single rep", now.e1rm, was.e1rm),
            None if estimated else _turned("Best set", _best(now, exercise), _best(was, exercise)),
            _turned("Most in one session", _volume(now.volume), _volume(was.volume)),
        ),
    )


def _turned(what: str, now: object, was: object) -> str | None:
    """`Next time: 10 × 45 kg (was 10 × 47.5 kg).`; None if it is as it was."""
    if now == was:
        return None
    return f"{what}: {now or 'nothing to go by'} ({f'was {was}' if was else 'nothing before'})."


def _target(target: Target, exercise: Exercise) -> str | None:
    """`10 × 45 kg`, `8–10 × 45 kg`; None before anything is known."""
    if target.why.rule is TargetRule.FIRST or not target.reps:
        return None
    low, high = min(target.reps), max(target.reps)
    return set_words(RepRange(low, high) if low < high else low, target.load, exercise)


def _best(bests: Bests, exercise: Exercise) -> str | None:
    """The heaviest of the best sets; help counts as less than none."""
    return set_words(bests.sets[-1].reps, bests.sets[-1].load, exercise) if bests.sets else None


def _volume(volume: Weight | None) -> str | None:
    return heavy(volume) if volume is not None else None


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
