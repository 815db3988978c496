"""Drop sets as stories: at once after the set before, with their share of the working load, and a rest only after the last."""

from datetime import timedelta
from decimal import Decimal

from bot.training import events
from bot.training.plan import Block, PlannedSet
from bot.training.quantities import RepRange
from bot.training.session import Phase
from bot.training.vocabulary import SetKind
from tests.training.gym import CURL, ROW, Training, day, doing, done, kg, later_session, sets

MINUTE = timedelta(minutes=1)
DROPS = tuple(PlannedSet(RepRange(12, 12), SetKind.DROP, Decimal(share)) for share in ("0.8", "0.6"))


def a_lifter_at_the_last_curl() -> Training:
    """Two curls with 20 kg and two drop sets after them, then a row; the first curl is done and rested from."""
    workout = day(Block((doing(CURL, *sets(2), *DROPS, rest=90),)), Block((doing(ROW, *sets(1)),)))
    it = Training(later_session(done(CURL, 10, kg("20")), workout=workout))
    it.logs(10, kg("20"))
    it.hears_the_rest_end()
    return it


def test_no_rest_lies_before_a_drop_set_and_the_usual_one_after_the_last() -> None:
    it = a_lifter_at_the_last_curl()
    assert it.logs(10, kg("20")).phase is Phase.LIFTING
    assert it.logs(12, kg("15")).phase is Phase.LIFTING
    assert it.logs(12, kg("10")).phase is Phase.RESTING
    assert it.session.rest is not None and it.session.rest.due - it.now == 1.5 * MINUTE


def test_drop_sets_take_their_share_of_the_working_load() -> None:
    it = a_lifter_at_the_last_curl()
    it.logs(10, kg("20"))
    assert (it.aim.reps, it.aim.load) == (12, kg("15")), "80 % of 20 kg, rounded down to the step"
    it.logs(12, kg("15"))
    assert it.aim.load == kg("10"), "60 % of the working load, not of the drop set before"
    it.logs(12, kg("10"))
    assert [logged.kind for logged in it.session.log[-2:]] == [SetKind.DROP, SetKind.DROP]


def test_a_set_whose_drop_sets_are_skipped_is_rested_from() -> None:
    it = a_lifter_at_the_last_curl()
    it.logs(10, kg("20"))
    it.happens(events.ExerciseSkipped(0))
    it.happens(events.SetUndone(it.session.log[-1].slot))
    it.logs(10, kg("20"))
    assert it.session.phase is Phase.RESTING
