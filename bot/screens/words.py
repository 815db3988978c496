"""How Spotter writes quantities, times and counts. Small pieces for the screens; no screens here."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from markupsafe import Markup

from bot.screens.screen import live_time
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise
from bot.training.quantities import Load, RepRange, Weight, plain
from bot.training.vocabulary import SetKind
from bot.training.walltime import zone_of


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 set`, `3 sets`, `9,840 sets`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(text: str, most: int) -> str:
    """In one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def minutes(span: timedelta) -> str:
    """`under a minute`, `39 min`, `1 h 5 min`."""
    whole = round(span.total_seconds() / 60)
    if whole < 1:
        return "under a minute"
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{whole} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def stopwatch(span: timedelta) -> str:
    """`1:30`, as on a gym clock."""
    whole = max(0, round(span.total_seconds()))
    return f"{whole // 60}:{whole % 60:02}"


def ago(span: timedelta) -> str:
    """`40 s`, `12 min`: how long something is past."""
    return f"{round(span.total_seconds())} s" if span < timedelta(minutes=2) else minutes(span)


def heavy(weight: Weight) -> str:
    """A sum of weights, rounded as a lifter would say it: `6,480 kg`."""
    rounded = weight.amount.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{plain_thousands(rounded)} {weight.unit}"


def plain_thousands(amount: Decimal) -> str:
    whole, _, part = plain(amount).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def halves(number: float) -> str:
    """`12`, `4½`."""
    whole = int(number)
    return f"{whole or ''}½" if number > whole else str(whole)


def counted(reps: int | RepRange, exercise: Exercise | None) -> str:
    """What was or is to be counted: `10`, `8–12`, `8 per side`, `45 s`; an odd number of both sides is `15 in all`."""
    return _listed((reps,), exercise)


def set_words(reps: int | RepRange, load: Load | None, exercise: Exercise | None) -> str:
    """`10 × 45 kg`, `8 per side × body weight`, `45 s`, `40 s with 24 kg`; bare repetitions while the load is open."""
    number = counted(reps, exercise)
    if load is None:
        return number if exercise is not None and (exercise.counting.timed or exercise.per_side) else f"{number} reps"
    return f"{number}{_with(load, exercise, ' × ')}"


def reps_and_loads(log: Sequence[LoggedSet], exercise: Exercise | None) -> str:
    """Sets of one exercise: `10 · 10 · 9 at 45 kg`, `45 · 40 s`; loads stand at each run of sets where they differ."""
    alike = groupby(log, key=lambda logged: (logged.load, doubtful(logged)))
    runs = ((load, mark, tuple(logged.reps for logged in run)) for (load, mark), run in alike)
    return ", ".join(f"{_listed(reps, exercise)}{_with(load, exercise, ' at ')}{mark}" for load, mark, reps in runs)


def doubtful(logged: LoggedSet) -> str:
    """The mark behind a set that can hardly be true."""
    return " ?" if logged.kind is SetKind.ODD else ""


def _listed(several: Iterable[int | RepRange], exercise: Exercise | None) -> str:
    """`8 · 8 per side · 15 in all`: what is counted stands once, behind the last that counts it."""
    runs = groupby(several, key=lambda reps: _unit_of(reps, exercise))
    return " · ".join(f"{' · '.join(_number(reps, exercise) for reps in run)}{unit}" for unit, run in runs)


def _unit_of(reps: int | RepRange, exercise: Exercise | None) -> str:
    if exercise is None:
        return ""
    sides = "" if not exercise.per_side else " per side" if _halves(reps) else " in all"
    return f" s{sides}" if exercise.counting.timed else sides


def _number(reps: int | RepRange, exercise: Exercise | None) -> str:
    if exercise is None or not exercise.per_side or not _halves(reps):
        return str(reps)
    return str(RepRange(reps.low // 2, reps.high // 2) if isinstance(reps, RepRange) else reps // 2)


def _halves(reps: int | RepRange) -> bool:
    """Whether both sides do the same."""
    return (reps.low % 2 == reps.high % 2 == 0) if isinstance(reps, RepRange) else reps % 2 == 0


def _with(load: Load, exercise: Exercise | None, between: str) -> str:
    if exercise is None or not exercise.counting.timed:
        return f"{between}{load}"
    return f" with {load}" if load.weight.amount else ""


def time_of_day(at: datetime, zone: str | None) -> Markup:
    """`18:32:10` in the lifter's zone, live in clients that can; it says UTC while the zone is unknown."""
    local = at.astimezone(zone_of(zone))
    return live_time(at, f"{local:%H:%M:%S}" + ("" if zone else " UTC"))


def spoken(id: str) -> str:
    """An id as a name, for what the library may no longer know: `Toes on chair pull up`."""
    return id.replace("-", " ").capitalize()


def dot(chosen: bool) -> str:
    """Before what is chosen on a button."""
    return "● " if chosen else ""


def bar(done: int, of: int) -> str:
    return "▰" * done + "▱" * (of - done)
