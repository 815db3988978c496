"""How an exercise of one session stands against what is planned for it now: missed, reached, and what to ask for again.

Pure. What follows from several sessions is in `progression`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.training.loading import Kit, nearest
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.vocabulary import SetKind

SECONDS = 5  # what a time to hold goes up by


@dataclass(frozen=True, slots=True)
class Bout:
    """The first sets of an exercise in a session, as many as planned. `load` is that of the last of them, as it exists in the
    lifter's unit; `amounts` are those of all, exactly. Reps move by `stride`."""

    sets: tuple[LoggedSet, ...]
    ranges: tuple[RepRange, ...]
    load: Load
    amounts: tuple[Decimal, ...]
    stride: int

    @property
    def partial(self) -> bool:
        return len(self.sets) < len(self.ranges)

    @property
    def missed(self) -> bool:
        """Whether a set ended below its range, with the last load or a lighter one: after a heavier one they came down."""
        judged = zip(self.sets, self.amounts, self.ranges, strict=False)
        return any(done.reps < span.low and amount <= self.amounts[-1] for done, amount, span in judged)

    @property
    def level(self) -> int:
        """How many sets were done with the last load."""
        return self.amounts.count(self.amounts[-1])

    @property
    def reserves(self) -> list[Decimal]:
        return [done.rir for done in self.sets if done.rir is not None]

    @property
    def lows(self) -> tuple[int, ...]:
        return tuple(span.low for span in self.ranges)

    @property
    def highs(self) -> tuple[int, ...]:
        return tuple(span.high for span in self.ranges)

    def reached(self, tops: Sequence[int]) -> bool:
        judged = zip(self.sets, self.amounts, tops, strict=False)
        return not self.partial and all(done.reps >= top and amount >= self.amounts[-1] for done, amount, top in judged)

    def more(self, tops: Sequence[int], floors: Sequence[int]) -> tuple[int, ...]:
        """One more than the weakest set, and never less than each did itself, within what is given for each."""
        next_one = (min(self._own) // self.stride + 1) * self.stride
        asked = (max(next_one, -(-own // self.stride) * self.stride) for own in self._own)
        return _within(asked, tops, floors)

    def same(self, tops: Sequence[int], floors: Sequence[int]) -> tuple[int, ...]:
        return _within((max(own // self.stride * self.stride, 1) for own in self._own), tops, floors)

    @property
    def _own(self) -> list[int]:
        """What each planned set did with the last load or a heavier one; the least of these where it did not."""
        did = [
            done.reps if amount >= self.amounts[-1] else 0 for done, amount in zip(self.sets, self.amounts, strict=True)
        ]
        least = min(reps for reps in did if reps)
        return [did[place] or least if place < len(did) else least for place in range(len(self.ranges))]


def _within(reps: Iterable[int], tops: Sequence[int], floors: Sequence[int]) -> tuple[int, ...]:
    return tuple(min(max(one, floor), top) for one, top, floor in zip(reps, tops, floors, strict=True))


def bout_of(
    logged: Iterable[LoggedSet], exercise: Exercise, ranges: tuple[RepRange, ...], kit: Kit, unit: Unit
) -> Bout | None:
    """None if nothing was done that could be compared."""
    on_body = exercise.counting.on_body
    working = [done for done in logged if done.kind is SetKind.WORKING and done.load.on_body is on_body]
    sets = tuple(working[: len(ranges)])
    if not sets:
        return None
    amounts = tuple(done.load.weight.to(unit).amount for done in sets)
    load = Load(Weight(amounts[-1], unit), on_body)
    if sets[-1].load.weight.unit is not unit:
        load = nearest(load, exercise, kit)
    stride = (SECONDS if exercise.counting.timed else 1) * (2 if exercise.per_side else 1)
    return Bout(sets, ranges, load, amounts, stride)
