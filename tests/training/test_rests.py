"""Rests and pauses as stories: moved, skipped, over in time or late, overtaken, and interrupted by life."""

from datetime import timedelta

from bot.training import events
from bot.training.effects import AlarmKind, CancelAlarm, Reason, RingRestOver, SetAlarm, Show
from bot.training.logged import Slot
from bot.training.rests import LONGEST_REST
from bot.training.session import Phase, RestPeriod, Situation
from tests.training.gym import FOUR_TENS, NOON, Training, first_session, kg

SECOND = timedelta(seconds=1)
QUARTER = 15 * SECOND


def resting() -> Training:
    """A minute after noon, with the first rest of a minute and a half just begun."""
    it = Training(first_session(FOUR_TENS))
    it.logs()
    return it


BEGAN = NOON + 60 * SECOND
DUE = BEGAN + 90 * SECOND


def test_a_rest_that_is_over_rings_and_is_gone() -> None:
    it = resting()
    it.hears_the_rest_end()
    assert it.session.situation == Situation() and it.now == DUE
    it.orders(RingRestOver(DUE), CancelAlarm(AlarmKind.REST), Show())


def test_a_rest_whose_alarm_comes_late_still_rings_once_and_names_its_time() -> None:
    it = resting()
    it.hears_the_rest_end(late=40 * SECOND)
    it.orders(RingRestOver(DUE), CancelAlarm(AlarmKind.REST), Show())
    it.happens(events.RestElapsed(DUE))
    assert it.declined is Reason.OVERTAKEN


def test_an_alarm_that_comes_too_early_is_not_believed() -> None:
    it = resting()
    before = it.session
    assert it.happens(events.RestElapsed(DUE), after=89 * SECOND) is before
    assert it.declined is Reason.OVERTAKEN


def test_an_alarm_of_another_rest_is_overtaken() -> None:
    it = resting()
    it.happens(events.RestMoved(QUARTER))
    before = it.session
    assert it.happens(events.RestElapsed(DUE), after=300 * SECOND) is before
    assert it.declined is Reason.OVERTAKEN


def test_a_rest_is_skipped_without_a_ring() -> None:
    it = resting()
    it.happens(events.RestSkipped(), after=20 * SECOND)
    assert it.session.situation == Situation()
    it.orders(CancelAlarm(AlarmKind.REST), Show())


def test_a_rest_is_moved_both_ways_and_its_alarm_with_it() -> None:
    it = resting()
    it.happens(events.RestMoved(QUARTER))
    assert it.session.rest == RestPeriod(BEGAN, DUE + QUARTER)
    it.orders(SetAlarm(AlarmKind.REST, DUE + QUARTER), Show())
    it.happens(events.RestMoved(-3 * QUARTER))
    assert it.session.rest == RestPeriod(BEGAN, DUE - 2 * QUARTER)
    it.orders(SetAlarm(AlarmKind.REST, DUE - 2 * QUARTER), Show())


def test_a_rest_shortened_to_nothing_is_skipped() -> None:
    it = resting()
    it.happens(events.RestMoved(-QUARTER), after=75 * SECOND)
    assert it.session.situation == Situation()
    it.orders(CancelAlarm(AlarmKind.REST), Show())


def test_a_rest_shortened_to_one_second_goes_on() -> None:
    it = resting()
    it.happens(events.RestMoved(-QUARTER), after=74 * SECOND)
    assert it.session.rest == RestPeriod(BEGAN, it.now + SECOND)


def test_a_rest_lasts_half_an_hour_at_most() -> None:
    it = resting()
    it.happens(events.RestMoved(timedelta(minutes=28)))
    assert it.session.rest == RestPeriod(BEGAN, BEGAN + timedelta(minutes=29, seconds=30))
    for by in (timedelta(minutes=1), timedelta.max):
        it.happens(events.RestMoved(by))
        assert it.session.rest == RestPeriod(BEGAN, BEGAN + LONGEST_REST)
    it.orders()
    it.happens(events.RestMoved(timedelta.min))
    assert it.session.rest is None


def test_what_was_nudged_in_a_rest_is_aimed_for_after_it() -> None:
    it = resting()
    it.happens(events.AimMoved(Slot(0, 1), reps=-2, steps=1))
    it.hears_the_rest_end()
    assert (it.aim.reps, it.aim.load) == (8, kg("47.5"))


def test_a_pause_keeps_what_was_left_of_the_rest() -> None:
    it = resting()
    it.happens(events.Paused(), after=30 * SECOND)
    assert it.session.situation == Situation(Phase.PAUSED, rest_left=60 * SECOND)
    it.orders(CancelAlarm(AlarmKind.REST), Show())
    it.happens(events.Resumed(), after=timedelta(minutes=7))
    assert it.session.situation == Situation(Phase.RESTING, RestPeriod(it.now, it.now + 60 * SECOND))
    it.orders(SetAlarm(AlarmKind.REST, it.now + 60 * SECOND), Show())
    it.hears_the_rest_end()
    assert it.session.situation == Situation()


def test_a_pause_between_sets_leads_back_to_the_set() -> None:
    it = Training()
    it.happens(events.AimMoved(Slot(0, 0), reps=1))
    nudged = it.session.situation
    it.happens(events.Paused())
    assert it.session.phase is Phase.PAUSED and it.session.situation.rest_left is None
    it.orders(Show())
    it.happens(events.Resumed(), after=timedelta(minutes=7))
    assert it.session.situation == nudged
    it.orders(Show())


def test_a_pause_when_the_rest_is_over_already_leaves_no_rest() -> None:
    it = resting()
    it.happens(events.Paused(), after=100 * SECOND)
    assert it.session.situation.rest_left == timedelta()
    it.happens(events.Resumed())
    assert it.session.situation == Situation()


def test_the_alarm_of_a_paused_rest_is_overtaken() -> None:
    it = resting()
    it.happens(events.Paused(), after=30 * SECOND)
    it.happens(events.RestElapsed(DUE), after=60 * SECOND)
    assert it.declined is Reason.OVERTAKEN


def test_a_paused_session_takes_no_sets() -> None:
    it = resting()
    it.happens(events.Paused())
    it.logs()
    assert it.declined is Reason.NOT_NOW


def test_home_from_a_pause() -> None:
    it = resting()
    it.happens(events.Paused(), after=30 * SECOND)
    paused = it.session.situation
    it.happens(events.Finished(), after=timedelta(minutes=7))
    assert it.session.situation == Situation(Phase.FINISHED, finished=it.now)
    it.takes_back(after=timedelta(minutes=2))
    assert it.session.situation == paused, "back in the pause, with what was left of the rest"
