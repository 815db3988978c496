"""Ways to a session of long ago: by an exercise that it had, or by its month. Sessions are listed in `history`."""

from collections.abc import Mapping, Sequence

from bot.screens.history import Which
from bot.screens.reasons import MONTHS
from bot.screens.screen import Button, Row, Screen, bold, lines
from bot.screens.taps import Tap, Verb, mark
from bot.screens.words import count, dot
from bot.training.lifter import Lifter

LIFTS_A_PAGE = 12  # what a thumb can scan
Month = tuple[int, int]  # of a year


def by_exercise(lifter: Lifter, found: Sequence[tuple[str, str]], page: int, pages: int) -> Screen:
    """`found` are ids and names."""
    buttons = [Button(name, _to(lifter, f"lift/{mark(id)}/0")) for id, name in found]
    turn = [(page - 1, "‹ Before"), (page + 1, "More ›")]
    turning = tuple(Button(label, _to(lifter, f"lifts/{to}")) for to, label in turn if 0 <= to < pages)
    where = f" · page {page + 1} of {pages}" if pages > 1 else ""
    text = lines(bold(f"Your sessions by exercise{where}"), "Tap one for all sessions that had it.")
    return Screen(text, (*_in_rows(buttons, 2), *filter(None, (turning,)), _back(lifter)))


def by_month(lifter: Lifter, sessions: Mapping[Month, int], year: int) -> Screen:
    """The months of a year with their sessions, and the other years."""
    years = sorted({of for of, _ in sessions}, reverse=True)
    here = sorted((month, number) for (of, month), number in sessions.items() if of == year)
    buttons = [
        Button(f"{MONTHS[month - 1][:3]} · {number}", _to(lifter, f"month/{year}-{month:02}/0"))
        for month, number in here
    ]
    others = [Button(f"{dot(one == year)}{one}", _to(lifter, f"months/{one}")) for one in years]
    in_all = count(sum(number for _, number in here), "session")
    text = lines(bold(f"Your sessions by month, {year}"), f"{in_all} in {year}. Tap a month to see them.")
    rows = (*_in_rows(buttons, 3), *(_in_rows(others, 4) if len(others) > 1 else ()), _back(lifter))
    return Screen(text, rows)


def with_exercise(lifter: Lifter, id: str, name: str) -> Which:
    chart = Button("Chart", Tap(Verb.PROGRESS, lifter.id, f"lift/{mark(id)}"))
    return Which(f"Sessions with {name}", f"lift/{mark(id)}/", (chart, Button("‹ Exercises", _to(lifter, "lifts/0"))))


def of_month(lifter: Lifter, year: int, month: int) -> Which:
    back = Button("‹ Months", _to(lifter, f"months/{year}"))
    return Which(f"Sessions of {MONTHS[month - 1]} {year}", f"month/{year}-{month:02}/", (back, *_back(lifter)))


def _in_rows(buttons: Sequence[Button], wide: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def _back(lifter: Lifter) -> Row:
    return (Button("‹ All sessions", _to(lifter, "0")),)


def _to(lifter: Lifter, about: str) -> Tap:
    return Tap(Verb.HISTORY, lifter.id, about)
