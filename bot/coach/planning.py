"""The plan's pages: two weeks ahead, what the plan is made of, pauses, and the day on which a workout should rest.

What falls on which day is decided in `training.schedule`; reminders are in `reminding`.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coach.agenda import Outlook, outlook, replan
from bot.coach.carry_out import Carried
from bot.coach.turn import Desk, Turn
from bot.screens import notes
from bot.screens import plan as screens
from bot.screens.screen import Screen
from bot.screens.taps import Tap, Verb
from bot.training.habits import Agenda, Ask, Away, Pause, Wanted
from bot.training.hours import read_until
from bot.training.lifter import Lifter, Question
from bot.training.plan import Workout
from bot.training.recovery import movers
from bot.training.schedule import AHEAD
from bot.training.walltime import day_in, zone_of

_DAY = timedelta(days=1)
_BACK = frozenset({"back", "off", "over", "end", "stop"})


def plan_page(desk: Desk, note: str = "") -> Turn:
    lifter = replace(desk.lifter, asking=None, welcoming=False)
    if lifter != desk.lifter:
        desk.tx.keep_lifter(lifter)
    return Turn(_plan(outlook(desk.tx, lifter, desk.library, desk.now)), note=note)


def _plan(ahead: Outlook) -> Screen:
    days = screens.weeks((*ahead.past, *ahead.days), ahead.today)
    return screens.plan(ahead.lifter, ahead.library, ahead.course, days, ahead.today)


def on_plan_press(desk: Desk, tap: Tap) -> Turn | None:
    """A button of these pages; None if it is of others."""
    match tap.verb:
        case Verb.PLAN:
            return plan_page(desk)
        case Verb.COURSES:
            return Turn(
                screens.courses(desk.lifter, desk.library, outlook(desk.tx, desk.lifter, desk.library, desk.now).course)
            )
        case Verb.COURSE:
            return _course(desk, tap.about)
        case Verb.PAUSES:
            return pause_page(desk)
        case Verb.AWAY:
            return _away_tapped(desk, tap.about)
        case Verb.READY:
            return _when_ready(desk, tap.about)
        case _:
            return None


def _course(desk: Desk, id: str) -> Turn:
    if id not in desk.library.programs and id not in desk.library.workouts:
        return plan_page(desk, notes.NO_SUCH_WORKOUT)
    return _kept(desk, replace(desk.lifter, habits=replace(desk.lifter.habits, plan=id)))


def _kept(desk: Desk, lifter: Lifter, note: str = notes.KEPT) -> Turn:
    """Keeps what was said, and shows the plan as it is now."""
    wake = replan(desk.tx, lifter, desk.library, desk.now)
    return replace(plan_page(replace(desk, lifter=lifter), note), carried=Carried(wake=wake))


def pause_page(desk: Desk, note: str = "") -> Turn:
    lifter = replace(desk.lifter, asking=Question.PAUSE)
    desk.tx.keep_lifter(lifter)
    return Turn(screens.pauses(lifter, _today(desk), note))


def _today(desk: Desk) -> date:
    return day_in(zone_of(desk.lifter.zone), desk.now)


def _away_tapped(desk: Desk, about: str) -> Turn:
    """`sick.7`, `other.0` (until the lifter says), or `back`."""
    if about in _BACK:
        return back_again(desk)
    why, _, days = about.partition(".")
    if why not in set(Away) or not days.isdecimal() or len(days) > 3:
        return pause_page(desk, notes.NOT_A_DATE)
    today = _today(desk)
    until = today + _DAY * (int(days) - 1) if int(days) else None
    return _pause(desk, Pause(today, until, Away(why)))


def typed_pause(desk: Desk, words: str) -> Turn:
    """`/pause`, or what was typed after it: a last day, `sick 10 days`, `back`."""
    text = words.strip().casefold()
    if not text:
        return pause_page(desk)
    if text in _BACK:
        return back_again(desk)
    first, _, rest = text.partition(" ")
    why = Away(first) if first in set(Away) else Away.OTHER
    left = rest if first in set(Away) else text
    if not left.strip():
        return _pause(desk, Pause(_today(desk), None, why))
    until = read_until(left.removeprefix("until "), _today(desk))
    if until is None:
        return pause_page(desk, notes.NOT_A_DATE)
    return _pause(desk, Pause(_today(desk), until, why))


def _pause(desk: Desk, pause: Pause) -> Turn:
    lifter = replace(desk.lifter, asking=None, agenda=replace(_with_pause(desk, pause), wanted=None))
    return _kept(desk, lifter, screens.away_said(pause))


def back_again(desk: Desk) -> Turn:
    lifter = replace(desk.lifter, asking=None, agenda=_with_pause(desk, None))
    return _kept(desk, lifter, notes.WELCOME_BACK)


def _with_pause(desk: Desk, pause: Pause | None) -> Agenda:
    return desk.lifter.agenda.with_pause(pause, _today(desk))


def rest_day(desk: Desk, workout: Workout) -> Screen | None:
    """The page that says it is too early for a workout; None if it is not."""
    ahead = outlook(desk.tx, desk.lifter, desk.library, desk.now)
    wait = ahead.ready(workout)
    if not wait.reasons:
        return None
    others = [other for other in desk.library.workouts.values() if not ahead.ready(other).reasons]
    tired = {muscle: at for muscle, at in ahead.recovering.items() if muscle in movers(workout)}
    return screens.rest_day(desk.lifter, desk.library, workout, wait, tired, others, ahead.today)


def _when_ready(desk: Desk, id: str) -> Turn:
    """`Remind me when it is over`: at the wished hour of the first day with nothing against it."""
    workout = desk.library.workouts.get(id)
    if workout is None:
        return Turn(note=notes.NO_SUCH_WORKOUT)
    ahead = outlook(desk.tx, desk.lifter, desk.library, desk.now)
    day = max(ahead.ready(workout).first, ahead.today + _DAY)
    at = datetime.combine(day, desk.lifter.habits.hour)
    if any(one.day == day and one.is_planned for one in ahead.days[:AHEAD]):
        return Turn(_plan(ahead), note=notes.IN_THE_PLAN)
    agenda: Agenda = replace(desk.lifter.agenda, wanted=Wanted(Ask.READY, at, id))
    said = screens.will_remind(desk.library, id, at, ahead.today)
    return _kept(desk, replace(desk.lifter, agenda=agenda), said)
