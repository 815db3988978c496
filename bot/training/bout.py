"""How an exercise of one session stands against what is planned for it now: missed, reached, and what to ask for again.

Pure. What follows from several sessions is in `progression`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.training.jumps import Lifting
from bot.training.loading import nearest
from bot.training.logged import LoggedSet
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.vocabulary import SetKind

SECONDS = 5  # what a time to hold goes up by


@dataclass(frozen=True, slots=True)
class Bout:
    """The first sets of an exercise in a session, as many as planned. `load` is that of the last of them, as it exists in the
    lifter's unit; `amounts` are those of all, exactly. `tops` earn the next load; reps move by `stride`."""

    sets: tuple[LoggedSet, ...]
    ranges: tuple[RepRange, ...]
    tops: tuple[int, ...]
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
    def reached(self) -> bool:
        judged = zip(self.sets, self.amounts, self.tops, strict=False)
        return all(done.reps >= top and amount >= self.amounts[-1] for done, amount, top in judged)

    @property
    def level(self) -> int:
        """How many sets were done with the last load."""
        return self.amounts.count(self.amounts[-1])

    @property
    def reserves(self) -> list[Decimal]:
        return [done.rir for done in self.sets if done.rir is not None]

    @property
    def more(self) -> tuple[int, ...]:
        """One more than the weakest set, and never less than each did itself, up to its top."""
        next_one = (self._weakest // self.stride + 1) * self.stride
        return self._within(max(next_one, -(-own // self.stride) * self.stride) for own in self._own)

    @property
    def same(self) -> tuple[int, ...]:
        return self._within(own // self.stride * self.stride for own in self._own)

    @property
    def lows(self) -> tuple[int, ...]:
        return tuple(span.low for span in self.ranges)

    @property
    def _weakest(self) -> int:
        return min(self._own)

    @property
    def _own(self) -> list[int]:
        """What each planned set did with the last load or a heavier one; the least of these where it did not."""
        did = [
            done.reps if amount >= self.amounts[-1] else 0 for done, amount in zip(self.sets, self.amounts, strict=True)
        ]
        least = min(reps for reps in did if reps)
        return [did[place] or least if place < len(did) else least for place in range(len(self.ranges))]

    def _within(self, reps: Iterable[int]) -> tuple[int, ...]:
        planned = zip(reps, self.ranges, self.tops, strict=True)
        return tuple(min(max(one, span.low), top) for one, span, top in planned)


def bout_of(logged: Iterable[LoggedSet], lifting: Lifting, ranges: tuple[RepRange, ...], unit: Unit) -> Bout | None:
    """None if nothing was done that could be compared."""
    exercise = lifting.exercise
    working = [one for one in logged if one.kind is SetKind.WORKING and one.load.on_body is exercise.counting.on_body]
    sets = tuple(working[: len(ranges)])
    if not sets:
        return None
    amounts = tuple(done.load.weight.to(unit).amount for done in sets)
    load = Load(Weight(amounts[-1], unit), sets[-1].load.on_body)
    if sets[-1].load.weight.unit is not unit:
        load = nearest(load, exercise, lifting.kit)
    stride = (SECONDS if exercise.counting.timed else 1) * (2 if exercise.per_side else 1)
    return Bout(sets, ranges, lifting.tops(load, ranges), load, amounts, stride)
