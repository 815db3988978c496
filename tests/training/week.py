"""Three weeks of a gym's calendar for tests: days by their names, what was done on them, and a plan in one line a day.

The library is the real one; what a test needs to be otherwise it makes from that. No tests live here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bot.content import load
from bot.training.habits import Agenda, Habits
from bot.training.plan import Library, Workout
from bot.training.recovery import Done, DoneSet, Reason, Trained, as_done
from bot.training.schedule import BACK, Day, Mark, plan
from bot.training.vocabulary import SetKind

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
EVENING = time(18)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKS = {"last": -7, "next": 7, "later": 14}


@cache
def library() -> Library:
    found, problems = load(Path(__file__).parents[2] / "content")
    assert not problems
    return found


def workout(id: str) -> Workout:
    return library().workouts[id]


def on(name: str) -> date:
    """`Tue` of this week, `last Tue`, `next Tue`, and `later Tue` in the week after that."""
    which, _, weekday = name.rpartition(" ")
    return MONDAY + timedelta(days=_WEEKS.get(which, 0) + NAMES.index(weekday))


def name_of(day: date) -> str:
    away = (day - MONDAY).days // 7 * 7
    which = next((word for word, days in _WEEKS.items() if days == away), "")
    return f"{which} {NAMES[day.weekday()]}".strip()


def days(names: str) -> frozenset[int]:
    return frozenset(NAMES.index(name) for name in names.split())


def did(*sessions: str) -> tuple[Done, ...]:
    """`Tue back`, `last Fri biceps`: all the sets of these workouts."""
    return tuple(as_done(workout(id), on(name)) for name, _, id in (one.rpartition(" ") for one in sessions))


def trained(
    workout: str, at: datetime, sets: Mapping[str, int], kind: SetKind = SetKind.WORKING, apart: timedelta = timedelta()
) -> Trained:
    """A session of so many sets of each exercise, `apart` from one another."""
    names = [id for id, number in sets.items() for _ in range(number)]
    logged = tuple(DoneSet(id, kind, at + n * apart) for n, id in enumerate(names))
    return Trained(workout, at, at + len(names) * apart, logged)


def evening(name: str) -> datetime:
    return datetime.combine(on(name), EVENING, UTC)


def told(reasons: Iterable[Reason]) -> list[str]:
    """`rest days of back, Thu`: each rule, whose session it rests on, and the first day free of it."""
    return [f"{reason.rule} of {reason.workout}, {name_of(reason.until)}" for reason in reasons]


def planned(
    wished: Habits,
    done: Sequence[Done] = (),
    today: str = "Mon",
    agenda: Agenda | None = None,
    of: Library | None = None,
    last: str | None = None,
) -> tuple[Day, ...]:
    """The whole plan, days that are over included."""
    return plan(of or library(), wished, agenda or Agenda(), done, last, on(today))


def week(plan: Sequence[Day], most: int = 7) -> str:
    """A week from today on, as `Mon back, Wed biceps, Fri back`; other days with their mark, rest days not at all."""
    return ", ".join(_day(one) for one in plan[BACK : BACK + most] if one.mark is not Mark.REST)


def _day(one: Day) -> str:
    name = name_of(one.day)
    if one.mark is Mark.MOVED and one.instead_of is not None:
        return f"{name} {one.workouts[0]} for {name_of(one.instead_of)}"
    return f"{name} {' + '.join(one.workouts)}" if one.mark is Mark.PLANNED else f"{name} {one.mark}"
