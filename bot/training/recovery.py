"""When a muscle and a workout are ready again, and why: from what was logged, by the content's rules and the field's.

Pure, and in the lifter's own days where rules speak of days. What is planned from it is in `schedule`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from bot.training.plan import Exercise, Workout
from bot.training.vocabulary import Muscle, SetKind

HARD = timedelta(hours=48)  # between hard sessions of one muscle group (ACSM position stand, 2009)
LIGHT = timedelta(hours=24)  # after little work a night will do; the document's "one day" between back and biceps
HARD_SETS = 4  # from here on a muscle has worked hard
HELPING = 0.5  # a set counts half for a muscle that helps, as reviews of training volume count it (Pelland 2024)
A_WEEK = timedelta(days=7)
LONGEST = timedelta(days=8)  # no rule looks further back: seven whole rest days are the most that content may ask for
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A logged set, as recovery sees it: the id of its exercise, and when."""

    exercise: str
    kind: SetKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Trained:
    """A session as recovery sees it: the id of its workout, and its sets in the order of their instants. `finished` is None
    while it is open."""

    workout: str
    started: datetime
    finished: datetime | None
    sets: tuple[DoneSet, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A session by the day it began on: done, or planned and taken as done. `muscles` holds its working sets, helping ones
    counted by half."""

    workout: str
    day: date
    muscles: Mapping[Muscle, float]


class Rule(StrEnum):
    """What can keep a workout from a day."""

    REST_DAYS = "rest days"  # its own author's
    FOLLOW_UP = "follow up"  # the author's of the workout before
    WEEK = "week"  # the most sessions a week, its own author's or its program's
    MUSCLE = "muscle"  # the field's: 48 hours between hard sessions of one muscle group


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a workout has to wait until `until`, its first day free of this reason.

    `workout` and `day` are the session that it rests on. `number` is what the rule counts: whole rest days, sessions a week, or
    hours. `words` are the author's own, where there are any.
    """

    rule: Rule
    workout: str
    day: date
    until: date
    number: int
    muscle: Muscle | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first day on which a workout may be done, and what keeps it from the days before."""

    workout: str
    first: date
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovering:
    """A muscle at work on its recovery: done at `ready`, after a session of that workout with so many sets."""

    ready: datetime
    workout: str
    sets: float


def done_of(trained: Trained, exercises: Mapping[str, Exercise], zone: tzinfo) -> Done:
    """A session by its day; an exercise that left the library works no muscle any more."""
    return Done(trained.workout, trained.started.astimezone(zone).date(), _worked_by(trained, exercises))


def as_done(workout: Workout, day: date) -> Done:
    """A planned session, as if all of its sets had been done; optional blocks are not counted on."""
    return Done(workout.id, day, _work_of(workout))


@lru_cache(maxsize=256)
def _work_of(workout: Workout) -> Mapping[Muscle, float]:
    exercises = (
        prescription.exercise
        for block in workout.blocks
        if not block.optional
        for prescription in block.prescriptions
        for planned in prescription.sets
        if planned.kind is SetKind.WORKING
    )
    return worked(exercises)


def _worked_by(trained: Trained, exercises: Mapping[str, Exercise]) -> dict[Muscle, float]:
    return worked(exercises[s.exercise] for s in trained.sets if s.kind is SetKind.WORKING and s.exercise in exercises)


def worked(exercises: Iterable[Exercise]) -> dict[Muscle, float]:
    """Sets by muscle, from the exercise of each set; the helping muscles get half."""
    worked: dict[Muscle, float] = {}
    for exercise in exercises:
        for muscle in exercise.primary:
            worked[muscle] = worked.get(muscle, 0.0) + 1
        for muscle in exercise.secondary:
            worked[muscle] = worked.get(muscle, 0.0) + HELPING
    return worked


def recovering(
    history: Sequence[Trained], exercises: Mapping[str, Exercise], now: datetime
) -> Mapping[Muscle, Recovering]:
    """The muscles that are not ready yet, and the instant at which each will be: 48 h after a hard session, 24 h after a light
    one, counted from its last set of the muscle."""
    found: dict[Muscle, Recovering] = {}
    for trained in history:
        last: dict[Muscle, datetime] = {}
        for done in trained.sets:
            exercise = exercises.get(done.exercise)
            for muscle in (*exercise.primary, *exercise.secondary) if exercise else ():
                last[muscle] = max(done.at, last.get(muscle, done.at))
        for muscle, sets in _worked_by(trained, exercises).items():
            ready = last[muscle] + (HARD if sets >= HARD_SETS else LIGHT)
            if ready > now and (muscle not in found or ready > found[muscle].ready):
                found[muscle] = Recovering(ready, trained.workout, sets)
    return found


def against(
    workout: Workout, day: date, done: Sequence[Done], workouts: Mapping[str, Workout], most_a_week: int | None = None
) -> tuple[Reason, ...]:
    """What speaks against doing a workout on a day, given the sessions before it; the longest wait first.

    `workouts` are those of the library, for the rules of the sessions before. `most_a_week` is a program's, over all sessions;
    the workout's own maximum counts its own. Any seven days in a row are a week.
    """
    before = [session for session in done if day - LONGEST <= session.day <= day]
    found = [
        reason
        for session in before
        for reason in (_rest_days(workout, session), _follow_up(workout, session, workouts), _muscles(workout, session))
        if reason is not None and reason.until > day
    ]
    own = [session for session in before if session.workout == workout.id]
    weeks = (_week(own, day, workout.sessions_a_week[1]), _week(before, day, most_a_week))
    return tuple(sorted((*found, *filter(None, weeks)), key=lambda reason: reason.until, reverse=True))


def ready(
    workout: Workout, since: date, done: Sequence[Done], workouts: Mapping[str, Workout], most_a_week: int | None = None
) -> Ready:
    """The first day from `since` on with nothing against it, and what speaks against `since` itself."""
    reasons = against(workout, since, done, workouts, most_a_week)
    day = since
    while there := against(workout, day, done, workouts, most_a_week):
        day = there[0].until
    return Ready(workout.id, day, reasons)


def _rest_days(workout: Workout, session: Done) -> Reason | None:
    if session.workout != workout.id:
        return None
    least = workout.rest_days[0]
    return Reason(Rule.REST_DAYS, session.workout, session.day, session.day + _DAY * (least + 1), least)


def _follow_up(workout: Workout, session: Done, workouts: Mapping[str, Workout]) -> Reason | None:
    rules = workouts[session.workout].follow_ups if session.workout in workouts else ()
    for rule in rules:
        if rule.workout == workout.id:
            until = session.day + _DAY * (rule.days + 1)
            return Reason(Rule.FOLLOW_UP, session.workout, session.day, until, rule.days, words=rule.reason)
    return None


def _muscles(workout: Workout, session: Done) -> Reason | None:
    """Counted in days from the day the session began, so that a later hour is no reason to miss a whole day."""
    waits = [
        (HARD if session.muscles[muscle] >= HARD_SETS else LIGHT, muscle)
        for muscle in movers(workout)
        if muscle in session.muscles
    ]
    if not waits:
        return None
    wait, muscle = max(waits, key=lambda one: one[0])
    hours = int(wait.total_seconds()) // 3600
    return Reason(Rule.MUSCLE, session.workout, session.day, session.day + wait, hours, muscle)


def _week(sessions: Sequence[Done], day: date, most: int | None) -> Reason | None:
    """Against the day while the seven days up to it have as many sessions as a week may have."""
    within = sorted(session.day for session in sessions if day - A_WEEK < session.day <= day)
    if most is None or len(within) < most:
        return None
    decisive = within[-most]
    workout = next(session.workout for session in sessions if session.day == decisive)
    return Reason(Rule.WEEK, workout, decisive, decisive + A_WEEK, most)


@lru_cache(maxsize=256)
def movers(workout: Workout) -> tuple[Muscle, ...]:
    """The muscles that a workout is for: primary in its exercises, those of optional blocks aside."""
    found = dict.fromkeys(
        muscle
        for block in workout.blocks
        if not block.optional
        for prescription in block.prescriptions
        for muscle in prescription.exercise.primary
    )
    return tuple(found)
