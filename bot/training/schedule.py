"""The plan: which workout falls on which of the coming days, and why it does not fall on others.

Derived each time from what was done, what the lifter wishes, and the rules of `recovery`; nothing of it is stored, so a session
that was missed, moved or added simply changes what follows. Pure: `today` is an argument.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.training.habits import Agenda, Habits
from bot.training.plan import Library, Workout
from bot.training.recovery import Done, Reason, against, as_done

AHEAD = 14  # days that a plan looks ahead, today among them
BACK = 7  # days that it looks back: a wished day may still be looking for its place
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

    @property
    def most(self) -> int:
        """The most sessions that a week of it can have."""
        return self.most_a_week or sum(workout.sessions_a_week[1] for workout in self.workouts)

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

    def and_then(self, workout: Workout, day: date) -> "_Sofar":
        return replace(self, done=(*self.done, as_done(workout, day)), last=workout.id, blocked=None)


def plan(
    library: Library, habits: Habits, agenda: Agenda, done: Sequence[Done], last: str | None, today: date
) -> tuple[Day, ...]:
    """The days from BACK days ago until AHEAD days from today. `done` are the sessions of the last weeks in their order, `last`
    is the workout done last if that was longer ago.

    A wished day that the rules forbid moves to the first day that they allow, if that leaves the next wished day as it is; else
    the session before stands for it. What was missed or skipped is not made up for: its workout comes first on the next day.
    """
    first = today - _DAY * BACK
    found = course(library, habits.plan, done[-1].workout if done else last)
    if found is None:
        return tuple(Day(first + _DAY * n, Mark.REST) for n in range(BACK + AHEAD))
    rules = _Rules(found, library.workouts)
    wished = _wishes(habits, agenda, {session.day for session in done})
    sofar = _Sofar((), None)
    days: list[Day] = []
    for n in range(BACK + AHEAD):
        day = first + _DAY * n
        if day <= today:  # only what was really done counts
            real = tuple(session for session in done if session.day <= day)
            sofar = replace(sofar, done=real, last=last_of(found, real, last))
        planned, sofar = _next(rules, sofar, day, wished, agenda)
        days.append(_as_it_came(planned) if day < today else planned)
    return tuple(days)


def _as_it_came(day: Day) -> Day:
    """A day that is over: what was planned for it did not happen."""
    return Day(day.day, Mark.MISSED, day.workouts) if day.is_planned else day


def last_of(found: Course, done: Sequence[Done], last: str | None) -> str | None:
    """The course's own workout that was done last: others do not change whose turn it is."""
    own = {workout.id for workout in found.workouts}
    return next((session.workout for session in reversed(done) if session.workout in own), last)


Wishes = Callable[[date], date | None]


def _wishes(habits: Habits, agenda: Agenda, trained: Collection[date]) -> Wishes:
    """By day, the wished day whose session is to be on it: the day itself, or one that the lifter moved there.

    A day that was trained on after all has no session left to move.
    """
    moved_from = {move.day for move in agenda.moves}
    moved_to = {move.to: move.day for move in agenda.moves if move.day not in trained}

    def wished(day: date) -> date | None:
        if day in agenda.skips or (habits.since is not None and day < habits.since):
            return None
        if agenda.pause is not None and agenda.pause.covers(day):
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
    return Day(day, mark, (workout.id,), None if wish == day else wish, reasons), sofar.and_then(workout, day)


def _on_another_day(rules: _Rules, sofar: _Sofar, day: date, wished: Wishes) -> tuple[Day, _Sofar]:
    """A day that was not wished: rest, unless a forbidden day finds its place here."""
    if sofar.blocked is None:
        return Day(day, Mark.REST), sofar
    workout, _ = rules.choice(day, sofar.done, sofar.last)
    if workout is None:
        return Day(day, Mark.REST), sofar
    after = sofar.and_then(workout, day)
    following = next((day + _DAY * n for n in range(1, AHEAD) if wished(day + _DAY * n)), None)
    if following and rules.choice(following, after.done, after.last)[0] is None:
        return Day(day, Mark.REST), sofar
    return Day(day, Mark.MOVED, (workout.id,), sofar.blocked.day, sofar.blocked.reasons), after
