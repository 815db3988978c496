"""Passing remarks: why a press changed nothing, what was understood, what was taken back. At most 200 characters each."""

from collections.abc import Sequence

from bot.screens.words import count, set_words
from bot.training.effects import Reason
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise
from bot.training.quantities import Load
from bot.training.vocabulary import Counting

NOT_YOURS = "These buttons are somebody else's. /workout gives you your own."
NOT_OURS = "I do not know that button. /workout shows where you are."
STALE = "That card has moved on. This is how it is now."
A_STRANGER = "I keep nothing about you, so this button has nothing to do. /start, and we meet anew."
STILL_ERASING = "I am still clearing away what I knew of you. In a minute we can meet anew."
ASKED_AGAIN = "You asked for that a while ago, so I ask once more."
LONG_GONE = "That session is over. /workout starts a new one."
ONE_AT_A_TIME = "You have a session open already; finish that one first."
IN_A_SESSION = "Hello again! You are in the middle of a session."
NOTHING_OPEN = "No session is open. /workout starts one."
NO_SUCH_SESSION = "That session is not in your record. These are."
NOT_OVER = "That session is still open; this is its card."
NOT_COUNTED = "That session does not count any more. These do."
STALE_PAGE = "That page was out of date. This is how it is now."
AS_IT_WAS = "It was so already."
NOT_ONE_SET = "I did not catch that. One set is typed like 12x45, its load alone like 45 kg."
NOT_A_PAST_DAY = "That is no day I can use. Type 3 Nov, 2026-11-03, yesterday or a weekday; a day to come cannot be."
NOTHING_TO_UNDO = "There is nothing to take back."
CHOOSE_LOAD = "Which load? Pick one below, or type both, such as 10x45."
NOT_A_SET = "I did not catch that. A set is typed like 10x45, or just 10; /help shows more."
NOT_A_HOLD = "I did not catch that. A hold is typed as its time, like 45, 45 s or 1:15."
NOT_A_CARRY = "I did not catch that. A carry is typed like 24 kg 40 s, or just its time: 40 s."
STRAY = "I did not catch that. /workout starts a session, /help tells what I can do."
ONLY_TEXT = "I can only read text here, such as 10x45."
NO_SUCH_COMMAND = "I do not know that command. /help lists mine."
TAKEN_BACK = "Taken back."
SET_ASIDE = "Set aside."
KEPT = "Noted."
NO_SUCH_WORKOUT = "That workout is no longer in the library."
NO_SUCH_EXERCISE = "That exercise is not in the library any more."
CANNOT_WRITE = "I cannot write anything down just now. Nothing is lost: I go on as soon as I can."
WENT_WRONG = "Something went wrong on my side; nothing of yours was changed. Please try again. (reference {})"

NO_SUCH_PLACE = (
    "I do not know that place. Try a larger city nearby, a zone like Europe/Berlin, or what your clock shows: 18:40."
)
AT_SEA = "That is at sea, where clocks go by the ship. Type the city whose time you live by, or what your clock shows."
WHICH_PLACE = "Which one is it?"
NEARLY = "I do not know that one. Did you mean one of these?"
ONLY_BETWEEN_US = "That stays between us: please write to me in our own chat."
TELL_ME_ALONE = "Please tell me that in our own chat, not in a group."
NOT_DAYS = (
    "I did not catch that. Days and an hour are typed like mon thu 18:30, an hour alone like 18:30; hours go to 23:59."
)
NO_DAYS = "No day is chosen, so nothing is planned and no reminder comes. Tap at least one, or go on without a plan."
NOT_QUIET_HOURS = "I did not catch that. Quiet hours are typed like 22:30-6:30."
NOT_A_WEIGHT = "I did not catch that. Your weight is typed like 82.5, or with its unit: 82.5 kg, 182 lb."
NOT_A_REVIEW = "I did not catch that. One day and an hour are typed like sun 19:00; off ends the reviews."
STALE_WEIGHT = "That has changed since. This is how it is now."
NOT_A_DATE = "I did not catch that. A pause is typed like 1 Dec, 2026-12-01 or 10 days: a day to come, within a year."
ANOTHER_DAY = "That reminder was for another day."
NO_LATER_TODAY = "There is no such hour left today outside your quiet hours."
NO_REMINDERS = "No reminders any more, and nothing planned. /plan sets days whenever you like."
IN_THE_PLAN = "That day is in your plan, so I remind you anyway."
WELCOME_BACK = "Welcome back! The plan goes on from today."

_REASONS = {
    Reason.ALREADY_LOGGED: "That set is logged already.",
    Reason.NOT_NEXT: "Another set comes first. This is how it is now.",
    Reason.NOT_NOW: "That does not fit just now. This is how it is.",
    Reason.OVERTAKEN: STALE,
    Reason.NO_SUCH_SET: "That set is not there any more.",
    Reason.NO_SUCH_EXERCISE: "Nothing of that exercise is left to do.",
    Reason.NO_SUCH_BLOCK: "That is part of your session already.",
    Reason.STILL_TO_COME: "That one is still to come in your session.",
    Reason.ENOUGH_ADDED: "That is as much as one session can take. Start another one afterwards.",
    Reason.NOTHING_TO_UNDO: NOTHING_TO_UNDO,
    Reason.IMPOSSIBLE: "That looks like a slip of the finger. Please type it once more.",
}


def why(reason: Reason) -> str:
    return _REASONS[reason]


def not_a_set(exercise: Exercise | None) -> str:
    """What would have been right, for the exercise that is on."""
    match exercise.counting if exercise else None:
        case Counting.DURATION:
            return NOT_A_HOLD
        case Counting.WEIGHT_DURATION:
            return NOT_A_CARRY
        case _:
            return NOT_A_SET


def understood(sets: Sequence[LoggedSet], exercise: Exercise) -> str:
    """The echo of typed sets of one exercise: `Logged 10 × 45 kg, 9 × 45 kg.`"""
    return f"✓ Logged {', '.join(set_words(s.reps, s.load, exercise) + _effort(s) for s in sets)}."


def too_many(typed: int, left: int, exercise: str) -> str:
    """More sets on one line than come next: in a superset that is one, however many are left of the exercise."""
    come = f"{left} of {exercise} {'comes' if left == 1 else 'come'}"
    return f"You typed {count(typed, 'set')}, but only {come} next. Nothing was logged."


def quiet_now(starts: str, ends: str) -> str:
    """Quiet hours made way for the hour that was wished."""
    if starts == ends:
        return "Your quiet hours would cover that hour, so I switched them off."
    return f"Your quiet hours are {starts} to {ends} now, so that I may remind you then."


def quiet_over_hour(hour: str) -> str:
    return (
        f"Your training hour, {hour}, lies in there, so no reminder could come. Choose others, or another hour first."
    )


def _effort(logged: LoggedSet) -> str:
    return f" with {logged.rir} in reserve" if logged.rir is not None else ""


def added(exercise: str) -> str:
    return f"{exercise} comes at the end of your session."


def chosen(load: Load) -> str:
    """The echo of a typed load."""
    return f"✓ {load} it is."
