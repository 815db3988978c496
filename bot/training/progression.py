"""What to lift next in one exercise, and why: double progression, judged by what was logged and by nothing else.

Pure, and total: whatever was logged, there is an answer. Which loads exist is in `loading`, how far one may move in `jumps`,
how a session stands against what was planned in `bout`. The rules, the strongest first, with what they rest on:

- RESTART: after four weeks away 90 % of the load, after eight 85 %. Strength holds for two or three weeks and then
  declines (Mujika and Padilla 2000; Bosquet and others 2013; McMaster and others 2013); the shares are a coach's caution.
- PAIN: no heavier and no more until a session without pain. No rule of training outweighs it.
- PART: fewer sets than planned say nothing about strength, so: the same again.
- BACK, FAR, AGAIN: a set below its range was missed, and the load is repeated. The third time in a row it goes back by a tenth,
  as linear programs have long done (Rippetoe and Kilgore); no trial settled on that figure. Where not even the best set came
  within a tenth of what was asked (Epley 1985), the load was wrong from the start: then it comes down at once.
- HOLD: after two weeks away nothing goes up.
- EFFORT: every set at its top, but nothing in reserve: once more. Four or more in reserve: two steps, within a tenth. What
  lifters say is left in them is a fair measure near the limit (Zourdos and others 2016; Helms and others 2016).
- UP: every set at the top of its range, so the next load that exists, and reps from the bottom (ACSM 2009: 2-10 % once one or
  two repetitions more than planned are done). Fixed reps so progress by load alone.
- BEYOND: the next load is more than a tenth away, as with light dumbbells, so first some reps above the range.
- REPS: otherwise each set aims for one more than the weakest of last time, and for no less than it did itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.training.bout import Bout, bout_of
from bot.training.jumps import MOST_JUMP, Lifting
from bot.training.loading import Kit
from bot.training.logged import LoggedSet
from bot.training.plan import Prescription
from bot.training.quantities import Load, Unit, Weight, body_weight
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import Counting, SetKind

HELD = timedelta(days=14)
AWAY, LONG_AWAY = timedelta(days=28), timedelta(days=56)
AFTER_AWAY, AFTER_LONG_AWAY = Decimal("0.9"), Decimal("0.85")
MISSES = 3  # in a row, at one load
BACK = Decimal("0.9")
MUCH_IN_RESERVE = 4


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
    lifting = Lifting(exercise, kit, body)
    ranges = tuple(planned.reps for planned in prescription.sets if planned.kind is SetKind.WORKING)
    done = [(one, found) for one in past if (found := bout_of(one.sets, lifting, ranges, unit)) is not None]
    if not done:
        first = body_weight(unit) if exercise.counting in _BEGINS_WITH_THE_BODY else None
        return Target(first, tuple(span.low for span in ranges), Why(TargetRule.FIRST))
    lately, last = done[-1]
    hurt = any(one.hurt for one in past if one.at >= lately.at)
    rule, load, reps, number = _decided([bout for _, bout in done], lifting, hurt, now - lately.at)
    return Target(load, reps, Why(rule, last.sets, lately.at, last.sets[-1].load, number))


_BEGINS_WITH_THE_BODY = (Counting.BODYWEIGHT, Counting.BODYWEIGHT_PLUS, Counting.DURATION)
_Decision = tuple[TargetRule, Load, tuple[int, ...], int]


def _decided(bouts: Sequence[Bout], lifting: Lifting, hurt: bool, away: timedelta) -> _Decision:
    last = bouts[-1]
    days = away.days
    if away >= AWAY:
        share = AFTER_LONG_AWAY if away >= LONG_AWAY else AFTER_AWAY
        lighter = min(lifting.reduced(last.load, share), _possible(last, lifting), key=_amount)
        return TargetRule.RESTART, lighter, last.lows, days
    if hurt:
        return TargetRule.PAIN, _possible(last, lifting), last.same, 0
    if last.partial:
        return TargetRule.PART, last.load, last.same, len(last.sets)
    if last.missed:
        return _after_a_miss(bouts, lifting)
    if away >= HELD:
        return TargetRule.HOLD, last.load, last.same, days
    if last.reached:
        return _after_the_top(bouts, lifting)
    if last.level < len(last.sets):
        return TargetRule.LEVEL, last.load, last.same, last.level
    above = any(reps > span.high for reps, span in zip(last.more, last.ranges, strict=True))
    if above:
        return TargetRule.BEYOND, last.load, last.more, max(last.tops)
    weakest = min(range(len(last.sets)), key=lambda place: last.sets[place].reps)
    return TargetRule.REPS, last.load, last.more, weakest + 1


def _after_a_miss(bouts: Sequence[Bout], lifting: Lifting) -> _Decision:
    last = bouts[-1]
    possible = _possible(last, lifting)
    if possible != last.load:
        return TargetRule.FAR, possible, last.lows, max(done.reps for done in last.sets)
    misses = _misses(bouts)
    lighter = lifting.reduced(last.load, BACK)
    if misses >= MISSES and lighter != last.load:
        return TargetRule.BACK, lighter, last.lows, misses
    return TargetRule.AGAIN, last.load, last.more, misses


def _after_the_top(bouts: Sequence[Bout], lifting: Lifting) -> _Decision:
    last = bouts[-1]
    reserves = last.reserves
    before = next((bout for bout in reversed(bouts[:-1]) if not bout.partial), None)
    held = before is not None and before.reached and _amount(before.load) == _amount(last.load)
    if reserves and max(reserves) <= 0 and not held:
        return TargetRule.EFFORT, last.load, last.same, 0
    most = 2 if reserves and min(reserves) >= MUCH_IN_RESERVE else 1
    heavier, steps = lifting.up(last.load, most)
    if steps == 0:
        return TargetRule.TOP, last.load, last.same, 0
    return TargetRule.UP, heavier, last.lows, steps


def _misses(bouts: Sequence[Bout]) -> int:
    """In a row up to the last, at its load; a session done in part neither counts nor ends the row."""
    count = 0
    for bout in reversed(bouts):
        if bout.partial:
            continue
        if not bout.missed or _amount(bout.load) != _amount(bouts[-1].load):
            break
        count += 1
    return count


def _possible(last: Bout, lifting: Lifting) -> Load:
    """The last load; or, where the lowest reps with it are more than a tenth above the best that was shown, what fits that."""
    with_unit = [Load(Weight(amount, last.load.weight.unit), last.load.on_body) for amount in last.amounts]
    shown = [lifting.shown(done.reps, load) for done, load in zip(last.sets, with_unit, strict=True)]
    best = max((one for one in shown if one is not None), default=None)
    most_reps = max(last.lows)
    asked = lifting.shown(most_reps, last.load)
    if best is None or asked is None or asked <= best * MOST_JUMP:
        return last.load
    return lifting.fitting(last.load, most_reps, best)


def _amount(load: Load) -> Decimal:
    return load.weight.amount
