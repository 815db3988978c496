"""Half a year by the coach's targets alone: a thousand lifters whose strengths, good days and bad weeks it cannot see.

`SPOTTER_LIFTERS` is how many; a few of each kind are tried always. What was counted is printed as a table.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bot.content import Shelf
from tests.half_year.figures import HEAD, Figures
from tests.half_year.life import FORM, KINDS, Life

LIFTERS = int(os.environ.get("SPOTTER_LIFTERS", "15"))
A_GROUP = 20  # in one process
CONTENT = Path(__file__).parents[2] / "content"
RISES = {
    "novice": 1.1,
    "steady": 1.03,
    "plateaued": 0.98,
    "bad weeks": 0.98,
    "over-eager": 0.98,
}  # what began too heavy falls first


def lived(numbers: Iterable[int], form: float = FORM) -> dict[str, Figures]:
    shelf = Shelf.open(CONTENT)
    assert isinstance(shelf, Shelf), shelf
    found = {kind.name: Figures() for kind in KINDS}
    for number in numbers:
        life = Life(number, shelf.library, form)
        found[life.kind.name].add(life.lived())
    return found


def all_of_them() -> dict[str, Figures]:
    """On all cores, where they are many."""
    groups = [range(LIFTERS)[start : start + A_GROUP] for start in range(0, LIFTERS, A_GROUP)]
    if len(groups) == 1:
        return lived(groups[0])
    found = {kind.name: Figures() for kind in KINDS}
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for group in pool.map(lived, groups):
            for name, figures in group.items():
                found[name].merge(figures)
    return found


def table(found: dict[str, Figures]) -> str:
    lines = [HEAD, *(figures.row(name) for name, figures in found.items())]
    return "\n".join(f"half year: {line}" for line in lines)


def test_half_a_year_goes_well() -> None:
    found = all_of_them()
    shown = table(found)
    print(f"\n{shown}")
    for name, figures in found.items():
        assert figures.failed < figures.asked / 5, f"{name}: too many failures:\n{shown}"
        assert figures.loads_rise > RISES[name], f"{name}: the loads do not rise:\n{shown}"
        assert figures.stepped_back == figures.busts, f"{name}: no step back after three failures:\n{shown}"
        assert figures.restarted == figures.returns, f"{name}: no lighter start after four weeks:\n{shown}"
    too_much = [one for figures in found.values() for one in figures.too_much]
    rarely = max(sum(figures.asked for figures in found.values()) // 10_000, 1)
    assert len(too_much) <= rarely, f"{too_much}\n{shown}"


def test_without_good_and_bad_days_nobody_is_asked_for_more_than_they_have_and_a_tenth() -> None:
    found = lived(range(100, 105), form=0.0)
    assert sum(figures.asked for figures in found.values()) > 500
    assert not [one for figures in found.values() for one in figures.too_much], table(found)
