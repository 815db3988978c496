"""Which rung of a ladder is meant next, and why: from a chair beneath both feet to the free pull-up and the belt with plates.

Pure. A ladder's exercises are rungs from the easiest to the hardest. It only chooses the rung: what to do on it is the business
of `progression`, and so is the load of a rung that has one to change. The lifter may step on any other, and goes on from there.

Up when every set reached the top of its range, down when the first set failed, one rung at a time: double progression, with
rungs in the place of loads (ACSM 2009). Nobody goes up after two weeks away, and whoever was away for four begins a rung lower.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.training.bout import Bout, bout_of
from bot.training.jumps import Lifting
from bot.training.loading import Kit, step_down
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise, Prescription
from bot.training.progression import AWAY, HELD, Performance
from bot.training.quantities import Unit
from bot.training.vocabulary import Counting, SetKind


class RungRule(StrEnum):
    FIRST = "first"  # no rung has been tried, so the one planned
    UP = "up"  # every set reached the top
    DOWN = "down"  # the first set failed
    STAY = "stay"  # neither
    LOAD = "load"  # one or the other, and here the load changes instead
    PAIN = "pain"  # it hurt, and no session without pain has followed
    HOLD = "hold"  # away for two weeks or more
    RESTART = "restart"  # away for four weeks or more, so one rung lower


@dataclass(frozen=True, slots=True)
class Rung:
    """The exercise that is meant, by id; the one last done, its sets that decided, and their day."""

    exercise: str
    rule: RungRule
    before: str = ""
    sets: tuple[LoggedSet, ...] = ()
    day: datetime | None = None


def rung(
    prescription: Prescription,
    rungs: Sequence[Exercise],
    past: Mapping[str, Sequence[Performance]],
    kit: Kit,
    now: datetime,
) -> Rung:
    """The rung for a prescription. `rungs` are those of its ladder in order, `past` what was done on each, oldest first."""
    ranges = tuple(planned.reps for planned in prescription.sets if planned.kind is SetKind.WORKING)
    done = [
        (found.sets[-1].at, place, one, found)
        for place, exercise in enumerate(rungs)
        for one in past.get(exercise.id, ())
        if (found := bout_of(one.sets, exercise, ranges, kit, _unit(one))) is not None
    ]
    if not done:
        return Rung(prescription.exercise.id, RungRule.FIRST)
    _, place, lately, last = max(done, key=lambda one: one[:2])
    hurt = any(one.hurt for each in past.values() for one in each if one.at >= lately.at)
    has_harder = place < len(rungs) - 1
    rule = _rule(last, Lifting(rungs[place], kit, None), has_harder, hurt, now - lately.at)
    meant = min(max(place + _BY.get(rule, 0), 0), len(rungs) - 1)
    if rule in _BY and meant == place:
        rule = RungRule.STAY  # nothing is easier than the lowest
    return Rung(rungs[meant].id, rule, rungs[place].id, last.sets, lately.at)


_BY = {RungRule.UP: 1, RungRule.DOWN: -1, RungRule.RESTART: -1}


def _rule(last: Bout, lifting: Lifting, has_harder: bool, hurt: bool, away: timedelta) -> RungRule:
    """The first that applies."""
    if away >= AWAY:
        return RungRule.RESTART
    if last.sets[0].reps < last.ranges[0].low:
        return RungRule.LOAD if _can_be_lighter(last, lifting) else RungRule.DOWN
    if hurt:
        return RungRule.PAIN
    if not last.reached(last.highs):
        return RungRule.STAY
    if away >= HELD:
        return RungRule.HOLD
    return RungRule.UP if has_harder and not _helps_still(last, lifting) else RungRule.LOAD


def _unit(one: Performance) -> Unit:
    return one.sets[-1].load.weight.unit if one.sets else Unit.KG


def _can_be_lighter(last: Bout, lifting: Lifting) -> bool:
    return step_down(last.load, lifting.exercise, lifting.kit).weight.amount < last.load.weight.amount


def _helps_still(last: Bout, lifting: Lifting) -> bool:
    """Whether a machine helps with some weight yet: less of it comes before the next rung."""
    return lifting.exercise.counting is Counting.BODYWEIGHT_MINUS and lifting.up(last.load, 1)[1] > 0
