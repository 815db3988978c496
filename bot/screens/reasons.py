"""Days as people say them, and why a workout has to wait: the rule, what it rests on, and whose rule it is."""

from datetime import date, time

from bot.screens.words import count
from bot.training.plan import Library
from bot.training.recovery import Reason, Rule

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def clock(at: time) -> str:
    """`18:00`."""
    return f"{at:%H:%M}"


def day_name(day: date, today: date) -> str:
    """`today`, `tomorrow`, `Thursday` within the week, else `Thursday 3 December`."""
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return near[away]
    return WEEKDAYS[day.weekday()] if abs(away) < 7 else long_day(day)


def long_day(day: date) -> str:
    """`Thursday 3 December`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """`Thu 3 Dec`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def on_day(day: date, today: date) -> str:
    """`today`, `on Thursday`: as the end of a sentence has it."""
    name = day_name(day, today)
    return name if name in ("today", "tomorrow", "yesterday") else f"on {name}"


def workout_name(library: Library, id: str) -> str:
    """What a workout is called; its id once it has left the library."""
    return library.workouts[id].name if id in library.workouts else id


def why(reason: Reason, library: Library, today: date) -> str:
    """One sentence: what was done, and which rule keeps the next from following at once."""
    done = f"{workout_name(library, reason.workout)} {_was(reason.day, today)}"
    match reason.rule:
        case Rule.REST_DAYS:
            return f"{done}, and {_rest_days(reason.number)} in between."
        case Rule.FOLLOW_UP:
            return f"{done}. {reason.words.rstrip('.')}."
        case Rule.WEEK:
            since = f"With {count(reason.number, 'session')} since {short_day(reason.day)}"
            return f"{since}, the most for seven days is reached."
        case Rule.MUSCLE:
            return f"{done}: {reason.muscle} may recover for {reason.number} hours."


def source(reason: Reason, library: Library) -> str:
    """Whose rule it is."""
    match reason.rule:
        case Rule.REST_DAYS:
            return f"Rule: rest days of “{workout_name(library, reason.workout)}”, by its author; ACSM advises 48 hours too."
        case Rule.FOLLOW_UP:
            return f"Rule: what may follow “{workout_name(library, reason.workout)}”, by its author."
        case Rule.WEEK:
            return "Rule: the most sessions a week, by the author; ACSM advises 2 to 3 days a week to begin with."
        case Rule.MUSCLE:
            return "Rule: 48 hours between hard sessions of a muscle group, a day after light ones (ACSM 2009)."


def _was(day: date, today: date) -> str:
    """Done, or to be done: a plan speaks of both."""
    return f"{'was done' if day < today else 'is done' if day == today else 'comes'} {on_day(day, today)}"


def _rest_days(number: int) -> str:
    return f"{count(number, 'rest day')} {'belongs' if number == 1 else 'belong'}"
