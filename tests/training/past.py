"""What somebody did in earlier sessions, in few words: `did("10 10 9 8", kg("45"))`, three days apart unless told otherwise."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.training.loading import Kit
from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Exercise, PlannedSet, Prescription
from bot.training.progression import Performance, target
from bot.training.quantities import Load, Unit, Weight
from bot.training.target import Target
from bot.training.vocabulary import SetKind
from tests.training.gym import NOON, ROW, doing

USUAL = Kit()


def did(
    reps: str, *loads: Load, what: Exercise = ROW, rir: str = "", hurt: bool = False, days_ago: int = 0
) -> Performance:
    """One session of an exercise: with one load, or with one for each set; `rir` is what was left in each."""
    counts = [int(count) for count in reps.split()]
    left: list[Decimal | None] = [Decimal(one) for one in rir.split()]
    left = left or [None] * len(counts)
    each = loads * len(counts) if len(loads) == 1 else loads
    at = NOON - timedelta(days=days_ago)
    rows = enumerate(zip(counts, each, left, strict=True))
    sets = tuple(
        LoggedSet(Slot(0, n), what.id, count, load, at + timedelta(minutes=n), rir=one)
        for n, (count, load, one) in rows
    )
    return Performance(at.isoformat(), at, sets, hurt)


def warmed_up(performance: Performance, reps: int, load: Load) -> Performance:
    """The same session with a warm-up before it."""
    first = replace(performance.sets[0], reps=reps, load=load, kind=SetKind.WARM_UP)
    return replace(performance, sets=(first, *performance.sets))


def one_after_another(*sessions: Performance, last: int = 3) -> tuple[Performance, ...]:
    """Sessions three days apart, the last of them so many days ago."""
    count = len(sessions)
    days = [last + 3 * (count - 1 - place) for place in range(count)]
    return tuple(
        replace(one, session=f"s{place}", at=NOON - timedelta(days=ago))
        for place, (one, ago) in enumerate(zip(sessions, days, strict=True))
    )


def next_after(
    *sessions: Performance,
    plan: tuple[PlannedSet, ...],
    what: Exercise = ROW,
    last: int = 3,
    kit: Kit = USUAL,
    body: Weight | None = None,
    unit: Unit = Unit.KG,
) -> Target:
    """The target after these sessions."""
    prescription: Prescription = doing(what, *plan)
    return target(prescription, one_after_another(*sessions, last=last), kit, NOON, body, unit)
