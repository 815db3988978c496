"""/progress in words: what each of its pictures shows, for those who can't see it. Captions hold 1,024 characters at most."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from markupsafe import Markup

from bot.screens.reasons import MONTHS, clock, day_name
from bot.screens.screen import bold, lines
from bot.screens.words import count, heavy, plain_thousands
from bot.training.quantities import Unit, Weight
from bot.training.so_far import SoFar
from bot.training.streak import Streak
from bot.training.vocabulary import Muscle
from bot.training.workload import State

WHAT_COMES = (
    "This page will show your body by what is ready to train, how strong you get in each exercise, what you lift week by "
    "week, and your calendar."
)
HOW_TO_BEGIN = "It all begins with one session, however small: “Train now”, or /workout."
_LARGE = 10_000  # from here on kilograms are told as tonnes


def nothing_yet() -> Markup:
    return lines(bold("Your progress"), "", WHAT_COMES, "", HOW_TO_BEGIN)


def overview(
    done: SoFar, weeks: Streak, ready: Mapping[Muscle, datetime], states: Mapping[Muscle, State], now: datetime
) -> Markup:
    """`now` and `ready` are in the lifter's own time."""
    return lines(
        bold("Your progress"),
        since_you_started(done, now.date()),
        in_a_row(weeks),
        "",
        *_by_state(ready, states, now),
    )


def since_you_started(done: SoFar, today: date) -> str:
    """`Since 3 March: 42 sessions, 924 sets, 280 tonnes lifted.`"""
    lifted = f", {much(done.volume)} lifted" if done.volume.amount else ""
    return f"Since {full_day(done.since, today)}: {count_of(done.sessions, 'session')}, {count_of(done.sets, 'set')}{lifted}."


def in_a_row(weeks: Streak) -> str | None:
    """Worth a word from the second week on."""
    if weeks.weeks < 2:
        return None
    longest = "your longest run so far" if weeks.weeks == weeks.longest else f"your longest run: {weeks.longest}"
    return f"{weeks.weeks} weeks in a row with a session, {longest}."


def _by_state(ready: Mapping[Muscle, datetime], states: Mapping[Muscle, State], now: datetime) -> list[str]:
    waiting = sorted((muscle for muscle in states if states[muscle] is not State.READY), key=lambda one: ready[one])
    if not waiting:
        return ["Every muscle is ready."]
    said = []
    for state, words in ((State.ALMOST, "Almost ready"), (State.RESTING, "Resting")):
        here = [(_until(ready[muscle], now), muscle) for muscle in waiting if states[muscle] is state]
        groups = groupby(here, key=lambda one: one[0])
        each = [f"{listed([muscle for _, muscle in group])} until {until}" for until, group in groups]
        said += [f"{words}: {'; '.join(each)}."] if each else []
    return ["Ready: everything else.", *said]


def _until(at: datetime, now: datetime) -> str:
    """`18:40`, `tomorrow 18:40`, `Thursday 18:40`."""
    day = "" if at.date() == now.date() else f"{day_name(at.date(), now.date())} "
    return f"{day}{clock(at.time())}"


def listed(several: Sequence[str]) -> str:
    """`lats, traps and biceps`."""
    *first, last = several
    return f"{', '.join(first)} and {last}" if first else last


def full_day(day: date, today: date) -> str:
    """`3 March`; of another year with that."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def much(weight: Weight) -> str:
    """A sum that may be large: `6,480 kg`, `280 tonnes`, `617,300 lb`."""
    if weight.unit is Unit.LB or weight.amount < _LARGE:
        return heavy(Weight(weight.amount.quantize(Decimal(1), ROUND_HALF_UP), weight.unit))
    tonnes = weight.amount / 1000
    return f"{plain_thousands(tonnes.quantize(Decimal('0.1') if tonnes < 100 else Decimal(1), ROUND_HALF_UP))} tonnes"


def count_of(number: int, one: str) -> str:
    """`1 set`, `9,840 sets`."""
    return count(number, one) if number < 1000 else f"{number:,} {one}s"
