"""What half a year came to: counted by its own rules, which know nothing of how the coach decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.training.quantities import Unit
from bot.training.target import TargetRule
from tests.half_year.life import Asked

MOST = 1.10
FOUR_WEEKS = timedelta(days=28)
SETTLED = 3  # sessions of an exercise, after which its load is no guess any more


@dataclass
class Figures:
    """Of lifters of one kind. Each exercise of a session counts for itself, all but its first time, which finds the start."""

    lifters: int = 0
    asked: int = 0
    failed: int = 0
    sessions: int = 0
    with_a_failure: int = 0
    stronger: list[float] = field(default_factory=list)
    heavier: list[float] = field(default_factory=list)
    strains: list[float] = field(default_factory=list)
    too_much: list[Asked] = field(default_factory=list)
    busts: int = 0
    stepped_back: int = 0
    returns: int = 0
    restarted: int = 0

    def add(self, life: Iterable[Asked]) -> None:
        self.lifters += 1
        by_exercise: dict[str, list[Asked]] = defaultdict(list)
        failures: dict[datetime, bool] = defaultdict(bool)
        for one in life:
            by_exercise[one.exercise].append(one)
            if one.target.why.rule is not TargetRule.FIRST:
                self.asked += 1
                self.failed += one.failed
                self.strains.append(one.strain)
                failures[one.at] |= one.failed
        self.sessions += len(failures)
        self.with_a_failure += sum(failures.values())
        for done in by_exercise.values():
            self._compare(done)

    def _compare(self, done: Sequence[Asked]) -> None:
        for before, after in pairwise(done):
            if after.strain > MOST:
                self.too_much.append(after)
            if after.at - before.at >= FOUR_WEEKS and not _is_body_alone(before):
                self.returns += 1
                self.restarted += _is_lighter(before, after)
        for place in range(2, len(done) - 1):
            three = done[place - 2 : place + 1]
            if _is_bust(three):
                self.busts += 1
                self.stepped_back += _is_lighter(three[-1], done[place + 1])
        if len(done) > SETTLED and _kilograms(done[SETTLED]) > 0:
            self.stronger.append(done[-1].strength / done[SETTLED].strength)
            self.heavier.append(_kilograms(done[-1]) / _kilograms(done[SETTLED]))

    @property
    def loads_rise(self) -> float:
        return median(self.heavier)

    def merge(self, other: "Figures") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> str:
        return (
            f"{name:<12}{self.lifters:>8,}{self.asked:>9,}{_share(self.failed, self.asked):>9}"
            f"{_share(self.with_a_failure, self.sessions):>11}{median(self.stronger):>10.2f}{self.loads_rise:>9.2f}"
            f"{median(self.strains):>8.2f}{len(self.too_much):>10}{max(self.strains):>9.2f}"
            f"{self.stepped_back:>8,} of {self.busts:<6,}{self.restarted:>6,} of {self.returns:<6,}"
        )


HEAD = (
    "kind         lifters    asked   failed   sessions  strength     load  strain  over 110%  hardest  stepped back   "
    "restarted lighter"
)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} %"


def _kilograms(one: Asked) -> float:
    return float(one.done[-1].load.weight.to(Unit.KG).amount)


def _is_bust(three: Sequence[Asked]) -> bool:
    """Three failures in a row, with one load in all of their sets, where a lighter one exists."""
    failed = all(one.failed and one.complete for one in three)
    return failed and len({done.load for one in three for done in one.done}) == 1 and not _is_body_alone(three[-1])


def _is_body_alone(one: Asked) -> bool:
    return one.done[-1].load.on_body and not one.done[-1].load.weight.amount


def _is_lighter(before: Asked, after: Asked) -> bool:
    load = after.target.load
    return load is not None and float(load.weight.to(Unit.KG).amount) < _kilograms(before)
