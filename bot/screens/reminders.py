"""What a reminder says and offers, and the answers to its buttons. Short: it is read on a lock screen."""

from datetime import date, datetime, time
from enum import StrEnum

from markupsafe import Markup

from bot.screens.reasons import clock, day_name, on_day, why, workout_name
from bot.screens.screen import Button, Screen, Style, bold, filled, lines
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Lifter
from bot.training.plan import Library
from bot.training.schedule import Day


class Answer(StrEnum):
    """What a lifter can say to a reminder, besides starting; the value is what travels."""

    AN_HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"
    SKIP = "skip"
    GO_ON = "on"
    STOP = "stop"


_LABELS = {
    Answer.AN_HOUR: "In 1 h",
    Answer.EVENING: "This evening",
    Answer.TOMORROW: "Tomorrow",
    Answer.SKIP: "Skip",
}


def reminder(
    lifter: Lifter, library: Library, day: Day, hour: time, last: date | None, offers: tuple[Answer, ...]
) -> Screen:
    """A session is planned for today at `hour`; `last` is the day of the session before it."""
    workout = day.workouts[0]
    asked = filled("{} today at {}?", bold(workout_name(library, workout)), clock(hour))
    because = _since(last, day.day) if day.instead_of is None else _moved(day, day.instead_of, library)
    return _asking(lifter, workout, day.day, offers, asked, because)


def asked_for(lifter: Lifter, library: Library, workout: str, today: date, offers: tuple[Answer, ...]) -> Screen:
    """The reminder that the lifter asked for, on a rest day or by putting another off."""
    asked = filled("{} now?", bold(workout_name(library, workout)))
    return _asking(lifter, workout, today, offers, asked, "You asked me to remind you; no rest day is in the way.")


def _asking(lifter: Lifter, workout: str, day: date, offers: tuple[Answer, ...], asked: Markup, because: str) -> Screen:
    start = (Button("Start", Tap(Verb.BEGIN, lifter.id, workout), Style.PRIMARY),)
    later = [Button(_LABELS[offer], _tap(lifter, offer, day)) for offer in offers]
    rows = (tuple(later[at : at + 2]) for at in range(0, len(later), 2))
    return Screen(lines(asked, because), (start, *rows), rings=not lifter.habits.silent)


def _moved(day: Day, was: date, library: Library) -> str:
    """Why it comes today and not when it was wished."""
    if not day.reasons:
        return f"Moved here from {day_name(was, day.day)}, as you asked."
    return f"Moved here from {day_name(was, day.day)}. {why(day.reasons[0], library, day.day)}"


def _since(last: date | None, today: date) -> str:
    """What makes today a good day, as far as rest goes."""
    if last is None:
        return "Your first one with me."
    days = (today - last).days - 1
    if days < 1:
        return f"You last trained {on_day(last, today)}."
    rested = "a rest day is" if days == 1 else f"{days} rest days are"
    return f"You last trained {on_day(last, today)}: {rested} behind you."


def shall_i_go_on(lifter: Lifter, day: date) -> Screen:
    """After several reminders without an answer: the last message until there is one."""
    return Screen(
        lines(
            bold("Shall I go on reminding you?"),
            "The last three went unanswered, which is fine. Unless you say so I keep quiet from here on; "
            "your plan stays as it is.",
        ),
        (
            (Button("Yes, go on", _tap(lifter, Answer.GO_ON, day), Style.PRIMARY),),
            (Button("Pause", Tap(Verb.PAUSES, lifter.id)), Button("No reminders", _tap(lifter, Answer.STOP, day))),
        ),
        rings=not lifter.habits.silent,
    )


def _tap(lifter: Lifter, answer: Answer, day: date) -> Tap:
    return Tap(Verb.REMINDED, lifter.id, f"{answer}.{day.isoformat()}")


def put_off(lifter: Lifter, to: time) -> Screen:
    return answered(lifter, f"I come back at {clock(to)}.")


def moved(lifter: Lifter, library: Library, day: Day, today: date) -> Screen:
    """The session that was to be today has another day."""
    name = workout_name(library, day.workouts[0])
    said = f"{name} moves to {day_name(day.day, today)} at {clock(lifter.habits.hour)}."
    extra = why(day.reasons[0], library, today) if day.reasons else "The days after it make room by themselves."
    return answered(lifter, f"{said} {extra}")


def put_off_to(lifter: Lifter, library: Library, workout: str, at: datetime, today: date) -> Screen:
    """A reminder that was asked for has another day."""
    when = f"{day_name(at.date(), today)} at {clock(at.time())}"
    return answered(lifter, f"I remind you of {workout_name(library, workout)} {when}.")


def skipped(lifter: Lifter, library: Library, following: Day | None, today: date) -> Screen:
    return answered(lifter, f"Skipped. {following_words(lifter, library, following, today)}")


def following_words(lifter: Lifter, library: Library, following: Day | None, today: date) -> str:
    """`Next: Biceps on Friday at 18:00.`"""
    if following is None:
        return "Nothing is planned; /plan shows why."
    name = workout_name(library, following.workouts[0])
    return f"Next: {name} {on_day(following.day, today)} at {clock(lifter.habits.hour)}."


def answered(lifter: Lifter, said: str) -> Screen:
    """What came of a button: it takes the reminder's place."""
    return Screen(lines(said), ((Button("My plan", Tap(Verb.PLAN, lifter.id)),),))
