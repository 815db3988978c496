"""/progress in words: what each of its pictures shows, for those who can't see it. Captions hold 1,024 characters at most."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from markupsafe import Markup

from bot.screens.reasons import MONTHS, clock, day_name, short_day
from bot.screens.screen import bold, lines
from bot.screens.words import count, halves, heavy, plain_thousands
from bot.training.quantities import Unit, Weight
from bot.training.schedule import Mark
from bot.training.so_far import SoFar
from bot.training.streak import Streak
from bot.training.vocabulary import Muscle
from bot.training.volume import Counted, Period, Step, Stretch
from bot.training.workload import State

WHAT_COMES = (
    "This page will show your body by what is ready to train, how strong you get in each exercise, what you lift week by "
    "week, and your calendar."
)
HOW_TO_BEGIN = "It all begins with one session, however small: “Train now”, or what you did elsewhere: /import."
UNDER_WAY = "The session you are in will be the first to count."
PERIODS = {Period.MONTHS: "in these three months", Period.YEAR: "in this last year", Period.ALL: "since you started"}
EACH = {Step.WEEK: "week by week", Step.MONTH: "month by month", Step.QUARTER: "by quarters", Step.YEAR: "year by year"}
COUNTED = {Counted.WEIGHT: "What you lifted", Counted.SETS: "Your sets"}
MOST_DAYS = 6  # named one by one
_LARGE = 10_000  # from here on kilograms are told as tonnes


def nothing_yet(to_come: str) -> Markup:
    return lines(bold("Your progress"), "", WHAT_COMES, "", to_come)


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
    return f"Since {full_day(done.since, today)}: {count(done.sessions, 'session')}, {count(done.sets, 'set')}{lifted}."


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
    for state, words in ((State.RESTING, "Resting"), (State.ALMOST, "Almost ready")):
        here = [(_until(ready[muscle], now), muscle) for muscle in waiting if states[muscle] is state]
        groups = groupby(here, key=lambda one: one[0])
        each = [f"{listed([muscle for _, muscle in group])} until {until}" for until, group in groups]
        said += [f"{words}: {'; '.join(each)}."] if each else []
    return said if len(waiting) == len(states) else [*said, "Everything else is ready."]


def _until(at: datetime, now: datetime) -> str:
    """`18:40`, `tomorrow 18:40`, `Thursday 18:40`."""
    day = "" if at.date() == now.date() else f"{day_name(at.date(), now.date())} "
    return f"{day}{clock(at.time())}"


def listed(several: Sequence[str]) -> str:
    """`lats, traps and biceps`."""
    *first, last = several
    return f"{', '.join(first)} and {last}" if first else last


def this_week(sets: Mapping[Muscle, float], sessions: int) -> Markup:
    """`Lats 8 · middle back 6½`, the most first."""
    if not sets:
        return lines(bold("This week"), "No set yet since Monday: the week is young enough, and rest is training too.")
    said = [f"{muscle} {halves(number)}" for muscle, number in in_order(sets)]
    return lines(
        bold("This week"),
        f"{count(sessions, 'session')} since Monday. Sets by muscle, one that only helps counts half:",
        "",
        f"{' · '.join(said).capitalize()}.",
    )


def in_order(sets: Mapping[Muscle, float]) -> list[tuple[Muscle, float]]:
    """The most first."""
    return sorted(sets.items(), key=lambda one: -one[1])


def muscles(average: Mapping[Muscle, float], period: Period) -> Markup:
    if not average:
        return lines(bold("Sets by muscle"), f"Nothing {PERIODS[period]}. A longer time may show more.")
    said = [f"{muscle} {_tenth(number)}" for muscle, number in in_order(average)]
    return lines(
        bold("Sets by muscle"),
        f"On average a week, {PERIODS[period]}; a set that only helps counts half:",
        "",
        f"{' · '.join(said).capitalize()}.",
    )


def _tenth(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def volume(step: Step, stretches: Sequence[Stretch], period: Period, counted: Counted, today: date) -> Markup:
    """The sum, the present stretch, the one before, the most."""
    sets = sum(one.sets for one in stretches)
    title = bold(f"{COUNTED[counted]}, {EACH[step]}")
    if not sets:
        return lines(title, f"Nothing {PERIODS[period]}. A longer time may show more.")
    whole = Weight(sum((one.volume.amount for one in stretches), Decimal(0)), stretches[0].volume.unit)
    by_sets = counted is Counted.SETS
    most = max(stretches, key=lambda one: (one.sets, one.volume.amount) if by_sets else (one.volume.amount, one.sets))
    return lines(
        title,
        f"{PERIODS[period].capitalize()}: {_done(whole, sets)}.",
        "",
        f"This {step} so far: {_done(stretches[-1].volume, stretches[-1].sets)}.",
        f"The {step} before: {_done(stretches[-2].volume, stretches[-2].sets)}." if len(stretches) > 1 else None,
        f"Your largest: {stretch_name(step, most.first, today)}, {_done(most.volume, most.sets)}.",
    )


def _done(volume: Weight, sets: int) -> str:
    return f"{much(volume)} in {count(sets, 'set')}" if volume.amount else count(sets, "set") if sets else "nothing"


def stretch_name(step: Step, first: date, today: date) -> str:
    """`the week of 3 March`, `March 2024`, `spring` never: `the quarter from January 2024`, `2024`."""
    match step:
        case Step.WEEK:
            return f"the week of {full_day(first, today)}"
        case Step.MONTH:
            return f"{MONTHS[first.month - 1]} {first.year}"
        case Step.QUARTER:
            return f"the quarter from {MONTHS[first.month - 1]} {first.year}"
        case Step.YEAR:
            return str(first.year)


def calendar(days: Sequence[tuple[date, Mark | None]], today: date) -> Markup:
    """What was done, what was left out lately, and what is to come."""
    done = [day for day, mark in days if mark is Mark.DONE]
    missed = [day for day, mark in days if mark is Mark.MISSED]
    coming = [day for day, mark in days if day >= today and mark in (Mark.PLANNED, Mark.MOVED)]
    since = f"since {full_day(days[0][0], today)}"
    ahead = listed([short_day(day) for day in coming[:MOST_DAYS]]) if coming else ""
    return lines(
        bold("Your calendar"),
        f"{count(len(done), 'day')} with training {since}."
        if done
        else f"No training {since}; it begins whenever you like.",
        f"The last: {listed([short_day(day) for day in done[-MOST_DAYS:]])}." if done else None,
        f"Left out: {listed([short_day(day) for day in missed[-MOST_DAYS:]])}." if missed else None,
        f"Planned: {ahead}." if ahead else "Nothing is planned: /plan sets days whenever you like.",
    )


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
