"""Reminders: what one says when its hour has come, what becomes of it, and what its buttons do.

Judged anew when it is sent, whatever was true when it was planned: somebody may have trained, paused or moved meanwhile.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coach.agenda import Outlook, next_to_come, outlook, replan
from bot.coach.carry_out import Carried
from bot.coach.ports import Transaction
from bot.coach.records import Letter
from bot.coach.turn import Desk, Turn
from bot.screens import notes
from bot.screens import reminders as screens
from bot.screens.reminders import Answer
from bot.screens.screen import Screen
from bot.screens.taps import Tap
from bot.training.habits import Agenda, Ask, Move, Wanted
from bot.training.lifter import Lifter
from bot.training.plan import Library
from bot.training.reminders import (
    EVENING,
    MOST_TURNS,
    Reminder,
    ReminderKind,
    Say,
    Silence,
    due_now,
    judged,
    snoozed,
    too_early,
)
from bot.training.walltime import zone_of

AN_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def reminder_now(tx: Transaction, letter: Letter, library: Library, now: datetime) -> Screen | None:
    """What a reminder's letter says now; None when it is better not said. Nothing is changed."""
    lifter = tx.lifter(letter.lifter)
    if lifter is None or letter.reminder is None or not lifter.reachable:
        return None
    ahead = outlook(tx, lifter, library, now)
    verdict = _verdict(ahead, letter.reminder)
    return _written(ahead, letter.reminder, verdict) if isinstance(verdict, Say) else None


def reminder_said(tx: Transaction, letter: Letter, library: Library, now: datetime) -> None:
    """A reminder was said: its day is dealt with, and the next is planned."""
    lifter, reminder = tx.lifter(letter.lifter), letter.reminder
    if lifter is not None and reminder is not None:
        agenda = _dealt_with(lifter.agenda, reminder)
        replan(tx, replace(lifter, agenda=replace(agenda, unanswered=agenda.unanswered + 1)), library, now)


def reminder_dropped(tx: Transaction, letter: Letter, library: Library, now: datetime) -> None:
    """A reminder is better unsaid: its day is dealt with, unless its hour is yet to come; the next is planned."""
    lifter, reminder = tx.lifter(letter.lifter), letter.reminder
    if lifter is None or reminder is None:
        return
    due = due_now(reminder, lifter, zone_of(lifter.zone))
    if due is not None and too_early(now, due):
        tx.take_back_reminder(lifter.id, reminder)
        replan(tx, lifter, library, now)
    else:
        replan(tx, replace(lifter, agenda=_dealt_with(lifter.agenda, reminder)), library, now)


def _dealt_with(agenda: Agenda, reminder: Reminder) -> Agenda:
    if reminder.kind is ReminderKind.TRAIN:
        return replace(agenda, reminded=max(reminder.day, agenda.reminded or reminder.day))
    if agenda.wanted is not None and agenda.wanted.at.date() == reminder.day:
        return replace(agenda, wanted=replace(agenda.wanted, said=True))
    return agenda


def _verdict(ahead: Outlook, reminder: Reminder) -> Say | Silence:
    wanted = ahead.lifter.agenda.wanted
    workout = ahead.library.workouts.get(wanted.workout) if wanted else None
    free = workout is not None and not ahead.ready(workout).reasons
    return judged(reminder, ahead.lifter, ahead.days[0], ahead.training, free, ahead.zone, ahead.now)


def _written(ahead: Outlook, reminder: Reminder, say: Say) -> Screen:
    lifter, today = ahead.lifter, ahead.days[0]
    if say.asks:
        return screens.shall_i_go_on(lifter, reminder.day)
    offers = _offers(ahead)
    wanted = lifter.agenda.wanted
    if reminder.kind is not ReminderKind.TRAIN and wanted is not None:
        return screens.asked_for(lifter, ahead.library, wanted.workout, reminder.day, offers)
    last = ahead.done[-1].day if ahead.done else None
    return screens.reminder(lifter, ahead.library, today, lifter.habits.hour, last, offers)


def _offers(ahead: Outlook) -> tuple[Answer, ...]:
    later = [answer for answer in (Answer.AN_HOUR, Answer.EVENING) if _put_off_to(ahead, answer)]
    return (*later, Answer.TOMORROW, Answer.SKIP)


def _put_off_to(ahead: Outlook, answer: Answer) -> datetime | None:
    """The wall time that a snooze leads to, if it is still today and not in quiet hours."""
    local = ahead.now.astimezone(ahead.zone).replace(tzinfo=None, second=0, microsecond=0)
    if _turn(ahead.lifter.agenda, local.date()) > MOST_TURNS:
        return None
    if answer is Answer.AN_HOUR:
        then = (ahead.now + AN_HOUR).astimezone(ahead.zone)
        # Shown twice, it would mean the first time, which has been: an hour later by the clock is never early.
        to = local + AN_HOUR if then.fold else then.replace(tzinfo=None, second=0, microsecond=0)
    else:
        to = datetime.combine(local.date(), EVENING)
        if to < local + AN_HOUR:
            return None
    return snoozed(to, ahead.lifter.habits) if to.date() == local.date() else None


def _turn(agenda: Agenda, day: date) -> int:
    """The how manieth snooze of that day the next one would be."""
    wanted = agenda.wanted
    again = wanted is not None and wanted.ask is Ask.AGAIN and wanted.at.date() == day
    return wanted.turn + 1 if again and wanted is not None else 1


def on_reminded(desk: Desk, tap: Tap) -> Turn:
    """A button of a reminder; one of another day has had its time."""
    word, _, day_text = tap.about.partition(".")
    day = _date(day_text)
    if word not in set(Answer) or day is None:
        return Turn(note=notes.NOT_OURS)
    ahead = outlook(desk.tx, desk.lifter, desk.library, desk.now)
    answer = Answer(word)
    if answer is Answer.GO_ON or answer is Answer.STOP:
        return _whether_to_go_on(desk, ahead, answer)
    if day != ahead.today:
        return Turn(screens.answered(desk.lifter, next_session(ahead)), note=notes.ANOTHER_DAY)
    if answer is Answer.TOMORROW:
        return _moved(desk, ahead)
    if answer is Answer.SKIP:
        return _skipped(desk, ahead)
    return _snoozed(desk, ahead, answer)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def next_session(ahead: Outlook) -> str:
    """When the next session is planned; empty while no days are chosen."""
    if not ahead.lifter.habits.days:
        return ""
    return screens.following_words(ahead.lifter, ahead.library, next_to_come(ahead), ahead.today)


def _with(desk: Desk, agenda: Agenda) -> tuple[Lifter, Carried]:
    lifter = replace(desk.lifter, agenda=agenda)
    return lifter, Carried(wake=replan(desk.tx, lifter, desk.library, desk.now))


def _snoozed(desk: Desk, ahead: Outlook, answer: Answer) -> Turn:
    to = _put_off_to(ahead, answer)
    workout = _asked_about(ahead)
    if to is None or workout is None:
        return Turn(note=notes.NO_LATER_TODAY)
    wanted = Wanted(Ask.AGAIN, to, workout, _turn(desk.lifter.agenda, to.date()))
    lifter, carried = _with(desk, replace(desk.lifter.agenda, wanted=wanted))
    return Turn(screens.put_off(lifter, to.time()), carried=carried)


def _asked_about(ahead: Outlook) -> str | None:
    """The workout that today's reminder was about."""
    if ahead.days[0].is_planned:
        return ahead.days[0].workouts[0]
    return ahead.lifter.agenda.wanted.workout if ahead.lifter.agenda.wanted else None


def _moved(desk: Desk, ahead: Outlook) -> Turn:
    """The session of today is done tomorrow; one that the plan knows nothing of is asked for anew."""
    today, wanted = ahead.today, desk.lifter.agenda.wanted
    if wanted is not None and not ahead.days[0].is_planned:
        at = datetime.combine(today + _DAY, desk.lifter.habits.hour)
        lifter, carried = _with(desk, replace(desk.lifter.agenda, wanted=Wanted(Ask.READY, at, wanted.workout)))
        return Turn(screens.put_off_to(lifter, desk.library, wanted.workout, at, today), carried=carried)
    was = ahead.days[0].instead_of or today
    agenda = desk.lifter.agenda
    others = tuple(move for move in agenda.moves if was not in (move.day, move.to) and move.to != today)
    move = Move(was, today + _DAY)
    lifter, carried = _with(desk, replace(agenda, moves=(*others, move), wanted=None))
    after = outlook(desk.tx, lifter, desk.library, desk.now)
    following = next_to_come(after)
    if following is None:
        return Turn(screens.answered(lifter, next_session(after)), carried=carried)
    return Turn(screens.moved(lifter, desk.library, following, today), carried=carried)


def _skipped(desk: Desk, ahead: Outlook) -> Turn:
    agenda = replace(desk.lifter.agenda, skips=desk.lifter.agenda.skips | {ahead.today}, wanted=None)
    lifter, carried = _with(desk, agenda)
    after = outlook(desk.tx, lifter, desk.library, desk.now)
    return Turn(screens.skipped(lifter, desk.library, next_to_come(after), ahead.today), carried=carried)


def _whether_to_go_on(desk: Desk, ahead: Outlook, answer: Answer) -> Turn:
    if answer is Answer.GO_ON:
        lifter, carried = _with(desk, replace(desk.lifter.agenda, unanswered=0))
        return Turn(screens.answered(lifter, f"Glad to. {next_session(ahead)}"), carried=carried)
    lifter = replace(desk.lifter, habits=replace(desk.lifter.habits, days=frozenset()))
    carried = Carried(wake=replan(desk.tx, lifter, desk.library, desk.now))
    return Turn(screens.answered(lifter, notes.NO_REMINDERS), carried=carried)
