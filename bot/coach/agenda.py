"""A lifter's plan within a transaction: read from what they did and wish, and the next reminder set from it.

Whatever changes what a lifter did, wishes or said about a day ends with `replan`, so that the reminder that waits is
the right one. Which days are planned is decided in `training.schedule`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from bot.coach.ports import Transaction
from bot.training.habits import Agenda, Pause
from bot.training.lifter import Lifter
from bot.training.own import library_of
from bot.training.plan import Library, Workout
from bot.training.recovery import LONGEST, Done, Ready, Trained, done_of, ready, recovering
from bot.training.reminders import Rhythm, first_of, upcoming
from bot.training.schedule import BACK, Course, Day, course, last_of, plan
from bot.training.vocabulary import Muscle
from bot.training.walltime import day_in, instant, zone_of
from bot.training.weekly import upcoming_review

REMEMBERED = LONGEST + timedelta(days=BACK + 1)  # what the rules of the plan's first day look back to
_KEPT_FOR = timedelta(days=8)  # what was said about a day that is over
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a lifter did lately, by their own days, and what follows: `past` are the days before today, `days` begin with it."""

    library: Library
    lifter: Lifter
    zone: tzinfo
    now: datetime
    trained: tuple[Trained, ...]
    done: tuple[Done, ...]
    last: str | None
    past: tuple[Day, ...]
    days: tuple[Day, ...]

    @property
    def today(self) -> date:
        return day_in(self.zone, self.now)

    @property
    def training(self) -> bool:
        return any(session.finished is None for session in self.trained)

    @property
    def begun(self) -> tuple[datetime, ...]:
        """When the sessions of late began."""
        return tuple(session.started for session in self.trained)

    @property
    def away(self) -> tuple[Pause, ...]:
        """When the lifter was sick or travelling, and is."""
        agenda = self.lifter.agenda
        return (*agenda.been_away, *([agenda.pause] if agenda.pause else ()))

    @property
    def course(self) -> Course | None:
        return course(self.library, self.lifter.habits.plan, self.last)

    @property
    def turn(self) -> Workout | None:
        """The workout whose turn it is, whenever that may be."""
        found = self.course
        return found.from_turn(last_of(found, self.done, self.last))[0] if found else None

    @property
    def recovering(self) -> Mapping[Muscle, datetime]:
        """The muscles that are not ready yet, and when each will be, in the lifter's own time."""
        found = recovering(self.trained, self.library.exercises, self.now)
        return {muscle: state.ready.astimezone(self.zone) for muscle, state in found.items()}

    def ready(self, workout: Workout) -> Ready:
        """When a workout may be done, from today on; a session that is open counts as done."""
        found = self.course
        most = found.most_a_week if found and workout in found.workouts else None
        return ready(workout, self.today, self.done, self.library.workouts, most)


def outlook(tx: Transaction, lifter: Lifter, library: Library, now: datetime) -> Outlook:
    library = library_of(lifter, library)
    zone = zone_of(lifter.zone)
    trained = tx.trained(lifter.id, now - REMEMBERED)
    done = tuple(done_of(session, library.exercises, zone) for session in trained)
    last = done[-1].workout if done else tx.last_workout(lifter.id)
    days = plan(library, lifter.habits, lifter.agenda, done, last, day_in(zone, now))
    return Outlook(library, lifter, zone, now, trained, done, last, days[:BACK], days[BACK:])


def replan(tx: Transaction, lifter: Lifter, library: Library, now: datetime) -> datetime | None:
    """Keeps the lifter as given and sets their next reminder, of a session or the week's review; returns when it is due."""
    today = day_in(zone_of(lifter.zone), now)
    lifter = replace(lifter, agenda=tidy(lifter.agenda, today))
    tx.keep_lifter(lifter)
    ahead = outlook(tx, lifter, library, now)
    following = first_of(
        upcoming(lifter, _to_remind_of(ahead), ahead.zone, now),
        upcoming_review(lifter, ahead.begun, ahead.training, ahead.zone, now),
    )
    tx.plan_reminder(lifter.id, following, rhythm_of(lifter))
    return following.due if following else None


def _to_remind_of(ahead: Outlook) -> tuple[Day, ...]:
    """The plan's days. Where today's hour has come, or days were reminded of already, those after them are as they will be seen
    if nothing is done until then: a session that is done plans anew anyway. So are those after a pause, however long it is."""
    today, reminded, pause = ahead.today, ahead.lifter.agenda.reminded, ahead.lifter.agenda.pause
    away = pause.until if pause is not None else None
    due = instant(today, ahead.lifter.habits.hour, ahead.zone)
    past = today if due is not None and due <= ahead.now else today - _DAY
    # Who flies west has been reminded of a day that is yet to come there.
    since = max(past, reminded or past, away or past) + _DAY
    if since <= today:
        return ahead.days
    days = plan(ahead.library, ahead.lifter.habits, ahead.lifter.agenda, ahead.done, ahead.last, since)
    return (ahead.days[0], *days[BACK:])


def rhythm_of(lifter: Lifter) -> Rhythm:
    habits = lifter.habits
    return Rhythm(lifter.zone, habits.days, habits.hour, habits.review)


def tidy(agenda: Agenda, today: date) -> Agenda:
    """Without what was said about days that are long over."""
    since = today - _KEPT_FOR
    moves = tuple(move for move in agenda.moves if move.to >= since)
    skips = frozenset(day for day in agenda.skips if day >= since)
    pause = agenda.pause
    if pause is not None and pause.until is not None and pause.until < since:
        agenda = agenda.with_pause(None, today)
    wanted = agenda.wanted if agenda.wanted and agenda.wanted.at.date() >= since else None
    return replace(agenda, moves=moves, skips=skips, wanted=wanted)


def next_to_come(ahead: Outlook) -> Day | None:
    """The next planned day whose hour is still to come."""
    hour = ahead.lifter.habits.hour
    planned = ((day, instant(day.day, hour, ahead.zone)) for day in _to_remind_of(ahead) if day.is_planned)
    return next((day for day, due in planned if due is not None and due > ahead.now), None)


def any_planned(days: Sequence[Day]) -> Day | None:
    """The next day of a plan that has a session."""
    return next((day for day in days if day.is_planned), None)
