"""/history's lists: all sessions, those with an exercise, those of a month. Looking changes nothing.

Which list is meant travels in the tap: `3` is a page of all, `lift/0a1b2c3d4e/0` and `month/2026-11/0` are pages of some,
`lifts/0` and `months/2026` lead to these. What cannot be read leads to all.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.coach.strength import called, exercise_marked, practised_page
from bot.coach.turn import Desk
from bot.screens import history as screens
from bot.screens import lookup
from bot.screens.screen import Screen
from bot.training.session import Session
from bot.training.so_far import Order
from bot.training.walltime import begin_of, day_in, zone_of

MOST_PAGES = 10_000
_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")


def listed(desk: Desk, about: str) -> Screen:
    match about.split("/"):
        case [page]:
            return by_month(desk, None) if page == "months" else all_sessions(desk, _number(page))
        case ["lifts", page]:
            return by_exercise(desk, _number(page))
        case ["months", year]:
            return by_month(desk, _number(year))
        case ["lift", sign, page]:
            return with_exercise(desk, sign, _number(page)) or all_sessions(desk)
        case ["month", month, page] if found := _MONTH.fullmatch(month):
            return of_month(desk, int(found[1]), int(found[2]), _number(page))
        case _:
            return all_sessions(desk)


def _number(word: str) -> int:
    return min(int(word), MOST_PAGES) if word.isdecimal() and len(word) < 6 else 0


def all_sessions(desk: Desk, page: int = 0, above: Markup | None = None) -> Screen:
    found = desk.tx.past_sessions(desk.lifter.id, *_span(page))
    return _page(desk, screens.all_of(desk.lifter), found, page, above)


def with_exercise(desk: Desk, sign: str, page: int) -> Screen | None:
    exercise = exercise_marked(desk, sign)
    if exercise is None:
        return None
    found = desk.tx.chronicle.sessions_with(desk.lifter.id, exercise.id, *_span(page))
    return _page(desk, lookup.with_exercise(desk.lifter, exercise.id, exercise.name), found, page)


def of_month(desk: Desk, year: int, month: int, page: int) -> Screen:
    zone = zone_of(desk.lifter.zone)
    days = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    since, until = (begin_of(day, zone) for day in days)
    found = desk.tx.chronicle.sessions_between(desk.lifter.id, since, until, *_span(page))
    return _page(desk, lookup.of_month(desk.lifter, year, month), found, page)


def by_exercise(desk: Desk, page: int) -> Screen:
    shown, page, pages = practised_page(desk, page, lookup.LIFTS_A_PAGE, Order.MOST)
    return lookup.by_exercise(desk.lifter, [(one.exercise, called(desk, one.exercise)) for one in shown], page, pages)


def by_month(desk: Desk, year: int | None) -> Screen:
    """The months of a year; of the last that has a session, if that one has none."""
    zone = zone_of(desk.lifter.zone)
    days = [day_in(zone, at) for at in desk.tx.begins(desk.lifter.id)]
    if not days:
        return all_sessions(desk)
    shown = year if any(day.year == year for day in days) else max(days).year
    return lookup.by_month(desk.lifter, Counter((day.year, day.month) for day in days), shown or 0)


def _span(page: int) -> tuple[int, int]:
    """How many to leave out and how many to look at: one more than is shown tells whether there are more."""
    return page * screens.A_PAGE, screens.A_PAGE + 1


def _page(desk: Desk, which: screens.Which, found: Sequence[Session], page: int, above: Markup | None = None) -> Screen:
    today = day_in(zone_of(desk.lifter.zone), desk.now)
    return screens.past(desk.lifter, which, found[: screens.A_PAGE], page, len(found) > screens.A_PAGE, today, above)
