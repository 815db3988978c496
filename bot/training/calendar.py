"""The weeks behind and ahead as days: trained on, planned, missed or rest. Pure; what is planned or missed says the plan.

The plan looks back no further than a week: what was wished earlier nobody holds against anybody, those days are rest.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.training.schedule import Day, Mark
from bot.training.volume import monday

_DAY = timedelta(days=1)


def calendar(
    trained: Collection[date], plan: Sequence[Day], today: date, weeks: int
) -> tuple[tuple[date, Mark | None], ...]:
    """Whole weeks: so many up to this one, and those to come that the plan reaches. None is a day before the first session, or
    beyond the plan."""
    ahead = {day.day: day.mark for day in plan}
    first = monday(today) - _DAY * 7 * (weeks - 1)
    last = monday(max(ahead, default=today)) + _DAY * 6
    began = min(trained, default=today)
    days = (first + _DAY * n for n in range((last - first).days + 1))
    return tuple((day, _mark(day, trained, ahead.get(day), began, today)) for day in days)


def _mark(day: date, trained: Collection[date], planned: Mark | None, began: date, today: date) -> Mark | None:
    if day in trained:
        return Mark.DONE
    if planned is not None:
        return planned if day >= today or day >= began else None
    return Mark.REST if began <= day < today else None
