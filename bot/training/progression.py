"""What to lift next in one exercise, and why: double progression, judged by what was logged and by nothing else.

Pure, and total: whatever was logged, there is an answer. Which loads exist is in `loading`, how far one may move in `jumps`,
how a session stands against what was planned in `bout`. The rules, the strongest first, with what they rest on:

- RESTART: after four weeks away 90 % of the load, after eight 85 %. Strength holds for two or three weeks and then declines
  (Mujika and Padilla 2000; Bosquet and others 2013; McMaster and others 2013); the shares are a coach's caution.
- PAIN: no heavier and no more until a session without pain. No rule outweighs it; what lightens the load still does.
- PART: fewer sets than planned say little about strength, so: the same again.
- FEWER, FAR, BACK, AGAIN: a set ended below its range. The load is repeated, and the third time that it was missed it goes back
  by a tenth, as linear programs have long done (Rippetoe and Kilgore); no trial settled on that figure. Where not even the
  best set came near (Epley 1985), the load was wrong from the start, and comes down at once. Where nothing lighter exists,
  the reps do.
- HOLD: after two weeks away nothing goes up.
- EFFORT: every set at its top, but nothing in reserve: once more. Four or more in reserve: two steps, within a tenth. What
  lifters say is left in them is a fair measure near the limit (Zourdos and others 2016; Helms and others 2016).
- UP: every set at the top of its range, so the next load that exists, and reps from the bottom (ACSM 2009: 2-10 %, once one or
  two more than the planned repetitions can be done). So fixed reps progress by load alone.
- BEYOND, EARN: first some reps above the range, where the next load is far away, as with light dumbbells; or where it was
  missed lately, or this one twice. As many as speak for the next load, by Epley's estimate.
- REPS: otherwise each set aims for one more than the weakest of last time, and for no less than it did itself.

How often these lead to a set that fails, and how far they lead, is what the simulated half year counts (docs/progression.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import takewhile

from bot.training.bout import Bout, bout_of
from bot.training.jumps import NEAR, SURE, Lifting
from bot.training.loading import Kit
from bot.training.logged import LoggedSet
from bot.training.plan import Prescription
from bot.training.quantities import Load, Unit, Weight, body_weight
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import Counting, SetKind

LOOKS_BACK = 24  # sessions of an exercise; with fewer, what was missed is tried again too soon
HELD, AWAY, LONG_AWAY = timedelta(days=14), timedelta(days=28), timedelta(days=56)
AFTER_AWAY, AFTER_LONG_AWAY = Decimal("0.9"), Decimal("0.85")
MISSES, BACK = 3, Decimal("0.9")
DOUBTED = 2  # misses at one load, after which the next has to be earned
MUCH_IN_RESERVE = 4
TOO_SHORT = Decimal("0.75")  # of the seconds planned, and a weight was too heavy to hold


@dataclass(frozen=True, slots=True)
class Performance:
    """One session's sets of one exercise, of all kinds, in order. `hurt`: pain was reported that touches this exercise, in that
    session or since then with no session without pain in between."""

    session: str
    at: datetime
    sets: tuple[LoggedSet, ...]
    hurt: bool = False


def target(
    prescription: Prescription,
    past: Sequence[Performance],
    kit: Kit,
    now: datetime,
    body: Weight | None,
    unit: Unit,
) -> Target:
    """What the working sets of a prescription aim for, in the lifter's `unit`; `past` is of its exercise, oldest first."""
    exercise = prescription.exercise
    ranges = tuple(planned.reps for planned in prescription.sets if planned.kind is SetKind.WORKING)
    done = [(one, found) for one in past if (found := bout_of(one.sets, exercise, ranges, kit, unit)) is not None]
    if not done:
        first = body_weight(unit) if exercise.counting in _BEGINS_WITH_THE_BODY else None
        return Target(first, tuple(span.low for span in ranges), Why(TargetRule.FIRST))
    lately, last = done[-1]
    hurt = any(one.hurt for one in past if one.at >= lately.at)
    case = _Case(Lifting(exercise, kit, body), [bout for _, bout in done], hurt, now - lately.at)
    rule, load, reps, number = case.decided()
    return Target(load, reps, Why(rule, last.sets, lately.at, last.sets[-1].load, number))


_BEGINS_WITH_THE_BODY = (Counting.BODYWEIGHT, Counting.BODYWEIGHT_PLUS, Counting.DURATION)
_Decision = tuple[TargetRule, Load, tuple[int, ...], int]


class _Case:
    """What is known of an exercise: how it went, oldest first, whether it hurt, and how long ago the last time is.

    `tops` are the reps that earn the next load, `floors` the fewest that are asked for.
    """

    def __init__(self, lifting: Lifting, bouts: Sequence[Bout], hurt: bool, away: timedelta) -> None:
        self.lifting, self.bouts, self.hurt, self.away = lifting, bouts, hurt, away
        self.last, self.load = bouts[-1], bouts[-1].load
        self.heavier, steps = lifting.up(self.load, 1)
        self.can_be_heavier = steps > 0
        self.lighter = lifting.reduced(self.load, BACK)
        self.can_be_lighter = self.lighter != self.load
        self.misses = self._misses()
        self.earning = self.misses >= DOUBTED or self._next_was_missed()
        self.tops = self._tops()
        self.floors = self.last.lows if self.can_be_lighter else (1,) * len(self.last.ranges)
        self.same = self.last.same(self.tops, self.floors)

    def decided(self) -> _Decision:
        if self.away >= AWAY:
            return self._after_long()
        if self.hurt:
            no_more = self.last.same(self.tops, (1,) * len(self.last.ranges))
            return TargetRule.PAIN, self.lighter if self._steps_back() else self._possible(), no_more, 0
        if self.last.partial:
            return self._after_a_part()
        if self.last.missed:
            return self._after_a_miss()
        if self.away >= HELD:
            return TargetRule.HOLD, self.load, self.same, self.away.days
        if self.last.reached(self.tops):
            return self._after_the_top()
        if self.last.level < len(self.last.sets):
            return TargetRule.LEVEL, self.load, self.same, self.last.level
        return self._with_more_reps()

    def _after_long(self) -> _Decision:
        share = AFTER_LONG_AWAY if self.away >= LONG_AWAY else AFTER_AWAY
        lighter = min(self.lifting.reduced(self.load, share), self._possible(), key=_amount)
        return TargetRule.RESTART, lighter, self.last.same(self.last.lows, self.floors), self.away.days

    def _after_a_part(self) -> _Decision:
        if (possible := self._possible()) != self.load:
            return TargetRule.FAR, possible, self.last.lows, max(done.reps for done in self.last.sets)
        return TargetRule.PART, self.load, self.same, len(self.last.sets)

    def _after_a_miss(self) -> _Decision:
        more = self.last.more(self.last.highs, self.floors)
        if not self.can_be_lighter:
            return TargetRule.FEWER, self.load, more, min(done.reps for done in self.last.sets)
        if (possible := self._possible()) != self.load:
            return TargetRule.FAR, possible, self.last.lows, max(done.reps for done in self.last.sets)
        if self._steps_back():
            return TargetRule.BACK, self.lighter, self.last.lows, self.misses
        return TargetRule.AGAIN, self.load, more, self.misses

    def _steps_back(self) -> bool:
        return self.last.missed and not self.last.partial and self.misses >= MISSES

    def _after_the_top(self) -> _Decision:
        reserves = self.last.reserves
        if not self.can_be_heavier:
            return TargetRule.TOP, self.load, self.same, 0
        if reserves and max(reserves) <= 0 and not self._reached_before():
            return TargetRule.EFFORT, self.load, self.same, 0
        most = 2 if reserves and min(reserves) >= MUCH_IN_RESERVE and not self.earning else 1
        heavier, steps = self.lifting.up(self.load, most)
        return TargetRule.UP, heavier, self.last.lows, steps

    def _with_more_reps(self) -> _Decision:
        more = self.last.more(self.tops, self.floors)
        if any(reps > high for reps, high in zip(more, self.last.highs, strict=True)):
            return TargetRule.EARN if self.earning else TargetRule.BEYOND, self.load, more, max(self.tops)
        weakest = min(range(len(more)), key=lambda place: self.last.sets[place].reps)
        return TargetRule.REPS, self.load, more, weakest + 1

    def _tops(self) -> tuple[int, ...]:
        if self.can_be_heavier and self.earning:
            return self.lifting.reps_for(self.heavier, self.load, self.last.ranges, SURE)
        if self.can_be_heavier and not self.lifting.is_near(self.heavier, self.load):
            return self.lifting.reps_for(self.heavier, self.load, self.last.ranges, NEAR)
        return self.last.highs

    def _next_was_missed(self) -> bool:
        """Whether the next load, or one on the way there, was missed lately."""
        within = (bout for bout in self.bouts if _amount(self.load) < _amount(bout.load) <= _amount(self.heavier))
        return any(bout.missed and not bout.partial for bout in within)

    def _misses(self) -> int:
        """Since this load was taken up; a session done in part does not count."""
        stay = takewhile(lambda bout: _amount(bout.load) == _amount(self.load), reversed(self.bouts))
        return sum(bout.missed for bout in stay if not bout.partial)

    def _reached_before(self) -> bool:
        """Whether the session before the last had reached as much with this load."""
        before = next((bout for bout in reversed(self.bouts[:-1]) if not bout.partial), None)
        return before is not None and before.reached(self.tops) and _amount(before.load) == _amount(self.load)

    def _possible(self) -> Load:
        """The last load; or, where not even the best set came near its lowest reps, what fits that set."""
        low, most = max(self.last.lows), max(done.reps for done in self.last.sets)
        asked = self.lifting.shown(low, self.load)
        best = self._best_shown()
        if asked is None or best is None:
            too_short = self.lifting.exercise.counting.timed and most < low * TOO_SHORT
            return self.lighter if too_short else self.load
        return self.load if asked <= best * NEAR else self.lifting.fitting(self.load, low, best)

    def _best_shown(self) -> Decimal | None:
        unit, on_body = self.load.weight.unit, self.load.on_body
        loads = (Load(Weight(amount, unit), on_body) for amount in self.last.amounts)
        shown = (self.lifting.shown(done.reps, load) for done, load in zip(self.last.sets, loads, strict=True))
        return max((one for one in shown if one is not None), default=None)


def _amount(load: Load) -> Decimal:
    return load.weight.amount
