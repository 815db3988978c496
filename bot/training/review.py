"""A week looked back on: sessions, working sets by muscle group, what moved up, and one suggestion with its reason.

Pure. When it is told is in `weekly`. What it measures a week by, as a direction and not as a verdict:
- each major muscle group at least twice a week (ACSM position stand, update of 2026);
- about ten sets a week and muscle (Schoenfeld, Ogborn and Krieger 2017: the more weekly sets, the more growth).
Sets of a muscle that helps count by half, as everywhere (`recovery.HELPING`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from bot.training.bests import kilograms
from bot.training.plan import Exercise, Workout
from bot.training.progression import Performance
from bot.training.quantities import Load
from bot.training.recovery import HELPING, DoneSet, Reason, Trained, against, as_done, done_of
from bot.training.vocabulary import Muscle, SetKind

TIMES = 2  # a week
ENOUGH = 10  # sets a week
A_DAYS_WORK = 1  # so many sets make a day one of a group's; two that only help are one
_DAY = timedelta(days=1)


class Group(StrEnum):
    """The muscle groups as a gym says them."""

    CHEST = "chest"
    BACK = "back"
    SHOULDERS = "shoulders"
    BICEPS = "biceps"
    TRICEPS = "triceps"
    CORE = "core"
    GLUTES = "glutes"
    QUADS = "quads"
    HAMSTRINGS = "hamstrings"
    CALVES = "calves"


GROUPS: Mapping[Muscle, Group] = {
    Muscle.CHEST: Group.CHEST,
    Muscle.LATS: Group.BACK,
    Muscle.MIDDLE_BACK: Group.BACK,
    Muscle.TRAPS: Group.BACK,
    Muscle.SHOULDERS: Group.SHOULDERS,
    Muscle.BICEPS: Group.BICEPS,
    Muscle.TRICEPS: Group.TRICEPS,
    Muscle.ABDOMINALS: Group.CORE,
    Muscle.LOWER_BACK: Group.CORE,
    Muscle.GLUTES: Group.GLUTES,
    Muscle.ABDUCTORS: Group.GLUTES,
    Muscle.ADDUCTORS: Group.GLUTES,
    Muscle.QUADRICEPS: Group.QUADS,
    Muscle.HAMSTRINGS: Group.HAMSTRINGS,
    Muscle.CALVES: Group.CALVES,
}  # neck and forearms are no major groups


@dataclass(frozen=True, slots=True)
class Work:
    """What a group got: sets, those that helped by half, and on how many days."""

    group: Group
    sets: float = 0.0
    days: int = 0

    @property
    def is_plenty(self) -> bool:
        return self.sets >= ENOUGH and self.days >= TIMES


@dataclass(frozen=True, slots=True)
class Rise:
    """An exercise that went up: another load, or as many `reps` (or seconds) more in all with the same."""

    exercise: Exercise
    before: Load
    after: Load
    reps: int = 0


class Advice(StrEnum):
    COME_BACK = "come back"  # no session at all
    REST = "rest"  # a session came before its rest days were over
    TWICE = "twice"  # one session only
    LEFT_OUT = "left out"  # a group got nothing
    ONCE = "once"  # a group was trained on one day only
    MORE = "more"  # a group got few sets
    GO_ON = "go on"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing for the next week: about `work`, with a workout that has sets for what was left out; or because of a rule that
    was not kept."""

    advice: Advice
    work: Work | None = None
    workout: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days up to `day`, a date of the lifter's own; `work` has every group."""

    day: date
    sessions: int
    sets: int
    work: tuple[Work, ...]
    suggestion: Suggestion

    @property
    def first(self) -> date:
        return first_day(self.day)


def first_day(day: date) -> date:
    return day - _DAY * 6


def week_of(
    trained: Sequence[Trained],
    day: date,
    exercises: Mapping[str, Exercise],
    workouts: Mapping[str, Workout],
    zone: tzinfo,
) -> Week:
    """The week up to a day, from the sessions of the last weeks in their order; one that is still open is none yet."""
    closed = [one for one in trained if one.finished is not None]
    within = [one for one in closed if first_day(day) <= one.started.astimezone(zone).date() <= day]
    work = _work(within, exercises, zone)
    hasty = _hasty(
        [one for one in closed if one.started.astimezone(zone).date() <= day], day, exercises, workouts, zone
    )
    sets = sum(_is_work(done) for one in within for done in one.sets)
    return Week(day, len(within), sets, work, _suggested(len(within), work, hasty, day, workouts))


def _is_work(done: DoneSet) -> bool:
    return done.kind is SetKind.WORKING


def _work(sessions: Sequence[Trained], exercises: Mapping[str, Exercise], zone: tzinfo) -> tuple[Work, ...]:
    by_day: dict[date, dict[Group, float]] = {}
    for session in sessions:
        here = by_day.setdefault(session.started.astimezone(zone).date(), dict.fromkeys(Group, 0.0))
        for done in session.sets:
            for group, share in _shares(exercises.get(done.exercise)).items() if _is_work(done) else ():
                here[group] += share
    each = {group: [sets[group] for sets in by_day.values()] for group in Group}
    return tuple(Work(group, sum(each[group]), sum(sets >= A_DAYS_WORK for sets in each[group])) for group in Group)


def _shares(exercise: Exercise | None) -> Mapping[Group, float]:
    """What a set of it counts for each group: once, however many of its muscles work."""
    if exercise is None:
        return {}
    helping = {GROUPS[muscle]: HELPING for muscle in exercise.secondary if muscle in GROUPS}
    return helping | {GROUPS[muscle]: 1.0 for muscle in exercise.primary if muscle in GROUPS}


def _hasty(
    sessions: Sequence[Trained],
    day: date,
    exercises: Mapping[str, Exercise],
    workouts: Mapping[str, Workout],
    zone: tzinfo,
) -> Reason | None:
    """Why the last session of the week that came too early should have waited."""
    done = [done_of(session, exercises, zone) for session in sessions]
    for at in range(len(done) - 1, -1, -1):
        if done[at].day < first_day(day):
            break
        workout = workouts.get(done[at].workout)
        if workout is not None and (reasons := against(workout, done[at].day, done[:at], workouts)):
            return reasons[0]
    return None


def _suggested(
    sessions: int, work: Sequence[Work], hasty: Reason | None, day: date, workouts: Mapping[str, Workout]
) -> Suggestion:
    if not sessions:
        return Suggestion(Advice.COME_BACK)
    if hasty is not None:
        return Suggestion(Advice.REST, reason=hasty)
    if sessions < TIMES:
        return Suggestion(Advice.TWICE)
    if left_out := [one for one in work if not one.sets]:
        one = left_out[day.toordinal() // 7 % len(left_out)]  # another one each week
        return Suggestion(Advice.LEFT_OUT, one, _with_most_for(one.group, workouts))
    if once := [one for one in work if one.days < TIMES]:
        return Suggestion(Advice.ONCE, max(once, key=lambda one: one.sets))
    fewest = min(work, key=lambda one: one.sets)
    return Suggestion(Advice.MORE, fewest) if fewest.sets < ENOUGH else Suggestion(Advice.GO_ON)


def _with_most_for(group: Group, workouts: Mapping[str, Workout]) -> str:
    """The workout that has the most sets for a group; empty if none has any."""
    muscles = [muscle for muscle, of in GROUPS.items() if of is group]
    sets = {id: sum(as_done(one, date.min).muscles.get(m, 0) for m in muscles) for id, one in workouts.items()}
    best = max(sets, key=lambda id: sets[id], default="")
    return best if best and sets[best] else ""


def risen(exercise: Exercise, past: Sequence[Performance], since: datetime) -> Rise | None:
    """What went up from then on, against the time before; `past` is oldest first. None for what is new, or went down."""
    tops = [(one.at, top) for one in past if (top := _top(one, exercise)) is not None]
    before = [top for at, top in tops if at < since]
    within = [top for at, top in tops if at >= since]
    if not before:
        before, within = within[:1], within[1:]
    if not before or not within:
        return None
    (load, reps), (best, most) = before[-1], max(within, key=lambda top: (kilograms(top[0].weight), top[1]))
    more = kilograms(best.weight) - kilograms(load.weight)
    if more > 0:
        return Rise(exercise, load, best)
    return Rise(exercise, load, best, most - reps) if not more and most > reps else None


def _top(performance: Performance, exercise: Exercise) -> tuple[Load, int] | None:
    """The heaviest load of the working sets, and the repetitions done with it."""
    fitting = [
        one for one in performance.sets if one.kind is SetKind.WORKING and one.load.on_body is exercise.counting.on_body
    ]
    if not fitting:
        return None
    heaviest: Decimal = max(kilograms(one.load.weight) for one in fitting)
    sets = [one for one in fitting if kilograms(one.load.weight) == heaviest]
    return sets[0].load, sum(one.reps for one in sets)
