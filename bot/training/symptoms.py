"""What progression makes of pain: after which sessions an exercise is to wait for one without it.

Nothing is graded and nothing is explained: that it hurt is all there is to know. What was told is in `pain`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.training.pain import Pain, touches
from bot.training.plan import Exercise
from bot.training.progression import Performance


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
