"""How Spotter writes quantities, times and counts. Small pieces for the screens; no screens here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from bot.screens.screen import live_time
from bot.training.logged import LoggedSet
from bot.training.quantities import Load, Weight, plain
from bot.training.walltime import zone_of


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 set`, `3 sets`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


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


def set_words(reps: int | str, load: Load | None) -> str:
    """`10 × 45 kg`, `8 × body weight`, or bare repetitions while the load is open."""
    return f"{reps} × {load}" if load is not None else f"{reps} reps"


def reps_and_loads(log: Sequence[LoggedSet]) -> str:
    """`10 · 10 · 9 at 45 kg`; loads stand at each run of sets where they differ."""
    runs: list[tuple[Load, list[str]]] = []
    for logged in log:
        if runs and runs[-1][0] == logged.load:
            runs[-1][1].append(str(logged.reps))
        else:
            runs.append((logged.load, [str(logged.reps)]))
    return ", ".join(f"{' · '.join(reps)} at {load}" for load, reps in runs)


def time_of_day(at: datetime, zone: str | None) -> Markup:
    """`18:32:10` in the lifter's zone, live in clients that can; it says UTC while the zone is unknown."""
    local = at.astimezone(zone_of(zone))
    return live_time(at, f"{local:%H:%M:%S}" + ("" if zone else " UTC"))


def bar(done: int, of: int) -> str:
    return "▰" * done + "▱" * (of - done)
