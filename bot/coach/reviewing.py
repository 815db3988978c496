"""The review of the week: what it says when its hour has come, what becomes of it, and what its buttons do.

Like a reminder it is judged anew when it is sent. What is in it is found in `training.review`, when it comes in
`training.weekly`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coach.agenda import Outlook, outlook, replan
from bot.coach.carry_out import Carried
from bot.coach.ports import Transaction
from bot.coach.records import Letter
from bot.coach.setup import ask
from bot.coach.turn import Desk, Turn
from bot.screens import notes
from bot.screens import review as screens
from bot.screens.screen import Screen
from bot.screens.taps import Tap
from bot.screens.weighing import ask_rows
from bot.training.habits import Weekly
from bot.training.hours import read_days_and_hour, read_hour
from bot.training.lifter import Lifter, Question
from bot.training.plan import Library
from bot.training.records import Record, records_of
from bot.training.reminders import Reminder, Say, Silence
from bot.training.review import first_day, risen, week_of
from bot.training.streak import Streak, streak
from bot.training.walltime import day_in, instant, zone_of
from bot.training.weekly import HELD_UP, review_judged, upcoming_review
from bot.training.weighing import is_to_be_weighed

LOOK_BACK = 9  # sessions of an exercise: those of a week, and the one before
_DAY = timedelta(days=1)
_NEVER = frozenset({"no", "none", "never", "off", "stop"})


def review_now(tx: Transaction, letter: Letter, library: Library, now: datetime) -> Screen | None:
    """What a review's letter says now; None when it is better not said. Nothing is changed."""
    lifter = tx.lifter(letter.lifter)
    if lifter is None or letter.reminder is None or not lifter.reachable:
        return None
    ahead = outlook(tx, lifter, library, now)
    return _written(tx, ahead, letter.reminder.day) if isinstance(_verdict(ahead, letter.reminder), Say) else None


def review_said(tx: Transaction, letter: Letter, library: Library, now: datetime) -> None:
    """A review was said: the next reminder is planned."""
    lifter, reminder = tx.lifter(letter.lifter), letter.reminder
    if lifter is not None and reminder is not None:
        replan(tx, replace(lifter, agenda=replace(lifter.agenda, reviewed=reminder.day)), library, now)


def review_dropped(tx: Transaction, letter: Letter, library: Library, now: datetime) -> None:
    """A review is better said later, or not at all: the next reminder is planned."""
    lifter, reminder = tx.lifter(letter.lifter), letter.reminder
    if lifter is None or reminder is None:
        return
    if _verdict(outlook(tx, lifter, library, now), reminder) in HELD_UP:
        tx.take_back_reminder(lifter.id, reminder)  # it may be posted again when what is in its way is over
    replan(tx, lifter, library, now)


def _verdict(ahead: Outlook, reminder: Reminder) -> Say | Silence:
    return review_judged(reminder, ahead.lifter, ahead.begun, ahead.training, ahead.zone, ahead.now)


def _written(tx: Transaction, ahead: Outlook, day: date) -> Screen:
    lifter, known = ahead.lifter, ahead.library.exercises
    week = week_of(ahead.trained, day, known, ahead.library.workouts, ahead.zone)
    within = [one for one in ahead.trained if first_day(day) <= day_in(ahead.zone, one.started) <= day]
    ids = dict.fromkeys(done.exercise for one in within for done in one.sets)
    exercises = [known[id] for id in ids if id in known]
    since = min((one.started for one in within), default=ahead.now)
    past = ((one, tx.performances(lifter.id, one.id, LOOK_BACK)) for one in exercises)
    rises = [rise for one, performances in past if (rise := risen(one, performances, since)) is not None]
    weighed = tx.weighed(lifter.id, 1)
    rows = ask_rows(lifter, weighed[0] if weighed else None) if is_to_be_weighed(exercises, weighed, day) else ()
    return screens.review(lifter, ahead.library, week, rises, _records(tx, ahead, since), _streak(tx, ahead, day), rows)


def _streak(tx: Transaction, ahead: Outlook, day: date) -> Streak:
    return streak((day_in(ahead.zone, at) for at in tx.begins(ahead.lifter.id)), ahead.away, day)


def _records(tx: Transaction, ahead: Outlook, since: datetime) -> Mapping[str, Record]:
    """Those that were broken from then on, by exercise: of several the last."""
    sessions = sum(one.started >= since for one in ahead.trained)
    done = tx.past_sessions(ahead.lifter.id, 0, sessions) if sessions else ()
    return {record.exercise.id: record for session in reversed(done) for record in records_of(session)}


def on_review_press(desk: Desk, tap: Tap) -> Turn:
    """`d6` and `h1900` choose a day and an hour, `none` wants no review; `stop` and `again6.1900` stand below reviews."""
    what, weekly = tap.about, desk.lifter.habits.review or Weekly()
    if what == "stop":
        return Turn(before=screens.stopped(desk.lifter, weekly), carried=_kept(desk, None)[1])
    if what.startswith("again"):
        day, _, hour = what.removeprefix("again").partition(".")
        chosen = _chosen(weekly, f"d{day}", f"h{hour}")
        return Turn(screens.goes_on(chosen), carried=_kept(desk, chosen)[1])
    return _answered(desk, None if what == "none" else _chosen(weekly, what))


def typed_review(desk: Desk, words: str) -> Turn:
    """`sun 19:00`, a day or an hour alone, or `off`."""
    text = words.strip().casefold()
    if text in _NEVER:
        return _answered(desk, None)
    days, hour = read_days_and_hour(text) or (frozenset[int](), None)
    if len(days) > 1 or not (days or hour):
        return ask(desk, Question.REVIEW, notes.NOT_A_REVIEW)
    weekly = desk.lifter.habits.review or Weekly()
    return _answered(desk, Weekly(next(iter(days), weekly.day), hour or weekly.hour))


def _chosen(weekly: Weekly, *words: str) -> Weekly:
    """The review with another day or hour; what is neither leaves it as it is."""
    for word in words:
        hour = read_hour(f"{word[1:3]}:{word[3:]}") if word.startswith("h") else None
        day = int(word[1]) if word[:1] == "d" and word[1:] in tuple("0123456") else None
        weekly = Weekly(weekly.day if day is None else day, hour or weekly.hour)
    return weekly


def _answered(desk: Desk, weekly: Weekly | None) -> Turn:
    """Keeps what was chosen, and shows the page again, with the day of the next review."""
    lifter, carried = _kept(desk, weekly)
    ahead = outlook(desk.tx, lifter, desk.authored, desk.now)
    following = upcoming_review(lifter, ahead.begun, ahead.training, ahead.zone, desk.now)
    comes = screens.next_one(day_in(ahead.zone, following.due)) if following else ""
    note = f"{notes.KEPT} {comes}".strip()
    return replace(ask(replace(desk, lifter=lifter), Question.REVIEW, note), carried=carried)


def _kept(desk: Desk, weekly: Weekly | None) -> tuple[Lifter, Carried]:
    """From now on: an hour that is over already is none that was missed."""
    zone = zone_of(desk.lifter.zone)
    since = day_in(zone, desk.now)
    if weekly is not None and (due := instant(since, weekly.hour, zone)) is not None and due <= desk.now:
        since += _DAY
    lifter = replace(desk.lifter, habits=replace(desk.lifter.habits, review=weekly, reviewed_since=since))
    return lifter, Carried(wake=replan(desk.tx, lifter, desk.authored, desk.now))
