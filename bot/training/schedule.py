"""The plan: which workout falls on which of the coming days, and why it does not fall on others.

Derived each time from what was done, what the lifter wishes, and the rules of `recovery`; nothing of it is stored, so a session
that was missed, moved or added simply changes what follows. Pure: `today` is an argument.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from bot.training.habits import Agenda, Habits
from bot.training.plan import Library, Workout
from bot.training.recovery import Done, Reason, against, as_done

AHEAD = 14  # days that a plan looks ahead
_DAY = timedelta(days=1)


class Mark(StrEnum):
    """What a day of the plan is."""

    DONE = "done"
    PLANNED = "planned"
    MOVED = "moved"  # planned, on another day than wished
    REST = "rest"
    MISSED = "missed"
    SKIPPED = "skipped"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its workouts (several only where several were done). `instead_of` is the wished day that was moved here, and
    `reasons` say why, or why a wished day is none."""

    day: date
    mark: Mark
    workouts: tuple[str, ...] = ()
    instead_of: date | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_planned(self) -> bool:
        return self.mark in (Mark.PLANNED, Mark.MOVED)


@dataclass(frozen=True, slots=True)
class Course:
    """What a lifter trains in turn: the workouts of a program, or one workout by itself."""

    id: str
    name: str
    workouts: tuple[Workout, ...]
    most_a_week: int | None = None

    def from_turn(self, last: str | None) -> tuple[Workout, ...]:
        """Its workouts, the one whose turn it is first: the one after the last done."""
        ids = [workout.id for workout in self.workouts]
        at = ids.index(last) + 1 if last in ids else 0
        return self.workouts[at:] + self.workouts[:at]


def course(library: Library, wished: str, last: str | None) -> Course | None:
    """The course the lifter chose; else a program that knows the last workout done, else any; else the first workout.

    None only for an empty library. What has left the library is no choice any more.
    """
    if wished in library.workouts:
        return _alone(library.workouts[wished])
    programs = list(library.programs.values())
    chosen = [program for program in programs if program.id == wished]
    knowing = [program for program in programs if last in program.workouts]
    for program in (*chosen, *knowing, *programs):
        workouts = tuple(library.workouts[id] for id in program.workouts)
        return Course(program.id, program.name, workouts, program.most_a_week or _strictest(workouts))
    return next((_alone(workout) for workout in library.workouts.values()), None)


def _alone(workout: Workout) -> Course:
    return Course(workout.id, workout.name, (workout,))


def _strictest(workouts: Sequence[Workout]) -> int:
    return min(workout.sessions_a_week[1] for workout in workouts)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a workout is judged by on any day."""

    course: Course
    workouts: Mapping[str, Workout]

    def against(self, workout: Workout, day: date, done: Sequence[Done]) -> tuple[Reason, ...]:
        return against(workout, day, done, self.workouts, self.course.most_a_week)

    def choice(self, day: date, done: Sequence[Done], last: str | None) -> tuple[Workout | None, tuple[Reason, ...]]:
        """The workout for a day: the one whose turn it is, else the next that may be done. With it, or in its place, why the
        one whose turn it is may not."""
        why: tuple[Reason, ...] | None = None
        for workout in self.course.from_turn(last):
            reasons = self.against(workout, day, done)
            if not reasons:
                return workout, why or ()
            why = reasons if why is None else why
        return None, why or ()


@dataclass(frozen=True, slots=True)
class _Blocked:
    """A wished day that the rules forbid, looking for another."""

    day: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Sofar:
    """The plan up to a day: what counts as done, the workout done last, and a wished day that has found no place yet."""

    done: tuple[Done, ...]
    last: str | None
    blocked: _Blocked | None = None

    def with_(self, workout: Workout, day: date) -> Self:
        return replace(self, done=(*self.done, as_done(workout, day)), last=workout.id, blocked=None)


def plan(
    library: Library,
    habits: Habits,
    agenda: Agenda,
    done: Sequence[Done],
    last: str | None,
    today: date,
    ahead: int = AHEAD,
) -> tuple[Day, ...]:
    """The days from today on. `done` are the sessions of the last weeks in their order, `last` the workout done last of all.

    A wished day that the rules forbid moves to the first day that they allow, if that leaves the next wished day as it is; else
    the session before stands for it. What was missed or skipped is not made up for: its workout comes first on the next day.
    """
    found = course(library, habits.plan, last)
    if found is None:
        return tuple(Day(today + _DAY * n, Mark.REST) for n in range(ahead))
    rules = _Rules(found, library.workouts)
    wished = _wishes(habits, agenda)
    sofar = _Sofar(tuple(done), _last_of(found, done, last))
    days: list[Day] = []
    for n in range(ahead):
        day, sofar = _next(rules, sofar, today + _DAY * n, wished, agenda)
        days.append(day)
    return tuple(days)


def _last_of(found: Course, done: Sequence[Done], last: str | None) -> str | None:
    """The course's own workout that was done last: others do not change whose turn it is."""
    own = {workout.id for workout in found.workouts}
    return next((session.workout for session in reversed(done) if session.workout in own), last)


Wishes = Callable[[date], date | None]


def _wishes(habits: Habits, agenda: Agenda) -> Wishes:
    """By day, the wished day whose session is to be on it: the day itself, or one that the lifter moved there."""
    moved_from = {move.day for move in agenda.moves}
    moved_to = {move.to: move.day for move in agenda.moves}

    def wished(day: date) -> date | None:
        if day in agenda.skips:
            return None
        if day in moved_to:
            return moved_to[day]
        return day if day.weekday() in habits.days and day not in moved_from else None

    return wished


def _next(rules: _Rules, sofar: _Sofar, day: date, wished: Wishes, agenda: Agenda) -> tuple[Day, _Sofar]:
    trained = tuple(session.workout for session in sofar.done if session.day == day)
    if trained:
        return Day(day, Mark.DONE, trained), replace(sofar, blocked=None)
    if agenda.pause is not None and agenda.pause.covers(day):
        return Day(day, Mark.AWAY), replace(sofar, blocked=None)
    if day in agenda.skips:
        return Day(day, Mark.SKIPPED), sofar
    wish = wished(day)
    if wish is None:
        return _on_another_day(rules, sofar, day, wished)
    workout, reasons = rules.choice(day, sofar.done, sofar.last)
    if workout is None:
        return Day(day, Mark.REST, reasons=reasons), replace(sofar, blocked=_Blocked(wish, reasons))
    mark = Mark.PLANNED if wish == day else Mark.MOVED
    return Day(day, mark, (workout.id,), None if wish == day else wish, reasons), sofar.with_(workout, day)


def _on_another_day(rules: _Rules, sofar: _Sofar, day: date, wished: Wishes) -> tuple[Day, _Sofar]:
    """A day that was not wished: rest, unless a forbidden day finds its place here."""
    if sofar.blocked is None:
        return Day(day, Mark.REST), sofar
    workout, _ = rules.choice(day, sofar.done, sofar.last)
    if workout is None:
        return Day(day, Mark.REST), sofar
    after = sofar.with_(workout, day)
    following = next((day + _DAY * n for n in range(1, AHEAD) if wished(day + _DAY * n)), None)
    if following and rules.choice(following, after.done, after.last)[0] is None:
        return Day(day, Mark.REST), sofar
    return Day(day, Mark.MOVED, (workout.id,), sofar.blocked.day, sofar.blocked.reasons), after


def look_back(
    library: Library, habits: Habits, agenda: Agenda, done: Sequence[Done], since: date, today: date
) -> tuple[Day, ...]:
    """The days from `since` up to yesterday: what was done, and which wished days were missed though nothing spoke against them."""
    found = course(library, habits.plan, done[-1].workout if done else None)
    wished = _wishes(habits, agenda)
    days: list[Day] = []
    for n in range((today - since).days):
        day = since + _DAY * n
        trained = tuple(session.workout for session in done if session.day == day)
        before = tuple(session for session in done if session.day < day)
        if trained:
            days.append(Day(day, Mark.DONE, trained))
        elif day in agenda.skips:
            days.append(Day(day, Mark.SKIPPED))
        elif agenda.pause is not None and agenda.pause.covers(day):
            days.append(Day(day, Mark.AWAY))
        else:
            missed = _was_missed(found, library, before, day) and wished(day) is not None and _in_force(habits, day)
            days.append(Day(day, Mark.MISSED if missed else Mark.REST))
    return tuple(days)


def _in_force(habits: Habits, day: date) -> bool:
    return habits.since is not None and habits.since <= day


def _was_missed(found: Course | None, library: Library, before: Sequence[Done], day: date) -> bool:
    if found is None:
        return False
    return _Rules(found, library.workouts).choice(day, before, _last_of(found, before, None))[0] is not None
