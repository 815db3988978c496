"""What progression makes of pain: which exercises wait for a session without it, and that nothing goes up meanwhile.

Nothing is graded and nothing is explained: that it hurt is all there is to know. What was told is in `pain`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.training.pain import Pain, touches
from bot.training.plan import Exercise
from bot.training.progression import Performance
from bot.training.quantities import Load
from bot.training.target import Target, TargetRule


def hurt_since(
    exercise: Exercise, performances: Sequence[Performance], pained: Iterable[tuple[datetime, Pain]]
) -> tuple[Performance, ...]:
    """The performances of an exercise, oldest first, each marked as hurt if pain that touches it was told of in that session
    or later, before it was done again: the next session of this very exercise is free of pain, or is marked itself.

    `pained` comes with the begin of the session in which it was told of, as performances do.
    """
    told = [begin for begin, pain in pained if touches(pain, exercise)]
    again: Sequence[datetime | None] = [*(later.at for later in performances[1:]), None]
    return tuple(
        replace(one, hurt=any(one.at <= begin and (until is None or begin < until) for begin in told))
        for one, until in zip(performances, again, strict=False)
    )


def held(target: Target) -> Target:
    """A target found before it hurt: no heavier and no more repetitions than in the sets that decided it. One that asks for
    less stays as it is."""
    before, sets = target.why.before, target.why.sets
    if before is None or target.load is None:
        return target
    load = before if _heavier(target.load, before) else target.load
    did = [done.reps for done in sets] + [min((done.reps for done in sets), default=1)] * len(target.reps)
    reps = tuple(min(pair) for pair in zip(target.reps, did, strict=False))
    if (load, reps) == (target.load, target.reps):
        return target
    return Target(load, reps, replace(target.why, rule=TargetRule.PAIN, number=0))


def _heavier(one: Load, other: Load) -> bool:
    return one.weight.amount > other.weight.to(one.weight.unit).amount
