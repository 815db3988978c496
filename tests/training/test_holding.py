"""Holds with a timer, as stories: begun, over by themselves, let go, cancelled, done side by side, and taken back."""

from datetime import timedelta

import pytest

from bot.training import events
from bot.training.aim import MOST_SECONDS
from bot.training.effects import AlarmKind, CancelAlarm, Reason, RingOtherSide, RingWorkOver, SetAlarm, Show, Summarise
from bot.training.holding import CHANGE_OVER
from bot.training.logged import Slot
from bot.training.machine import IDLE_AFTER
from bot.training.plan import Block, Exercise
from bot.training.quantities import Load
from bot.training.session import Phase, RestPeriod, Situation, WorkPeriod
from tests.training.gym import (
    CARRY,
    NOON,
    PLANK,
    ROW,
    SIDE_PLANK,
    Training,
    body,
    day,
    doing,
    done,
    first_session,
    kg,
    later_session,
    sets,
)

SECOND = timedelta(seconds=1)
FIRST, SECOND_SET = Slot(0, 0), Slot(0, 1)
DUE = NOON + 45 * SECOND


def ready(exercise: Exercise = PLANK, number: int = 2, seconds: int = 45) -> Training:
    return Training(first_session(day(Block((doing(exercise, *sets(number, seconds)),)))))


def holding(exercise: Exercise = PLANK, number: int = 2, seconds: int = 45) -> Training:
    it = ready(exercise, number, seconds)
    it.happens(events.WorkStarted(FIRST))
    return it


def hears_time(it: Training, late: timedelta = timedelta()) -> None:
    assert it.session.work is not None, "nothing is held"
    due = it.session.work.due
    it.happens(events.WorkElapsed(due), due + late - it.now)


def held(it: Training) -> list[tuple[Slot, int, Load]]:
    return [(logged.slot, logged.reps, logged.load) for logged in it.session.log]


def test_a_hold_runs_for_as_long_as_the_card_says() -> None:
    it = holding()
    assert it.session.situation == Situation(Phase.WORKING, work=WorkPeriod(NOON, DUE))
    assert it.session.is_open and not it.session.log
    it.orders(SetAlarm(AlarmKind.WORK, DUE), Show())


def test_when_its_time_is_over_it_is_logged_and_the_rest_begins_with_a_ring() -> None:
    it = holding()
    hears_time(it)
    assert held(it) == [(FIRST, 45, body())] and it.session.log[0].at == DUE
    rest = RestPeriod(DUE, DUE + 90 * SECOND)
    assert it.session.situation == Situation(Phase.RESTING, rest)
    it.orders(RingWorkOver(DUE), SetAlarm(AlarmKind.REST, rest.due), CancelAlarm(AlarmKind.WORK), Show())
    it.happens(events.WorkElapsed(DUE))
    assert it.declined is Reason.OVERTAKEN


def test_an_alarm_that_comes_late_makes_nobody_hold_or_rest_longer() -> None:
    it = holding()
    hears_time(it, late=40 * SECOND)
    assert held(it) == [(FIRST, 45, body())]
    assert it.session.rest == RestPeriod(DUE, DUE + 90 * SECOND)


def test_an_alarm_that_comes_after_the_rest_as_well_rings_once() -> None:
    it = holding()
    hears_time(it, late=90 * SECOND)
    assert held(it) == [(FIRST, 45, body())] and it.session.situation == Situation()
    it.orders(RingWorkOver(DUE), CancelAlarm(AlarmKind.WORK), Show())


def test_an_alarm_that_is_early_or_of_another_hold_is_not_believed() -> None:
    it = holding()
    before = it.session
    assert it.happens(events.WorkElapsed(DUE), 44 * SECOND) is before
    assert it.happens(events.WorkElapsed(DUE - SECOND), 2 * SECOND) is before
    assert it.declined is Reason.OVERTAKEN


def test_the_last_hold_ends_the_session_when_it_was_over_however_late_that_is_known() -> None:
    it = holding(number=1)
    hears_time(it, late=timedelta(hours=2))
    assert it.session.situation == Situation(Phase.FINISHED, finished=DUE)
    it.orders(RingWorkOver(DUE), CancelAlarm(AlarmKind.WORK), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


@pytest.mark.parametrize(("after", "counts"), [(1.0, 1), (20.9, 20), (45.0, 45), (60.0, 45)])
def test_who_lets_go_has_held_whole_seconds_and_no_more_than_were_asked(after: float, counts: int) -> None:
    it = holding()
    it.happens(events.WorkStopped(), after * SECOND)
    assert held(it) == [(FIRST, counts, body())]
    assert it.session.rest == RestPeriod(it.now, it.now + 90 * SECOND)


def test_who_lets_go_before_the_first_second_has_held_nothing() -> None:
    for after in (0.9, 0, -5):
        it = holding()
        it.happens(events.WorkStopped(), after * SECOND)
        assert it.session.situation == Situation() and not it.session.log and not it.session.trail
        it.orders(CancelAlarm(AlarmKind.WORK), Show())


def test_a_hold_that_is_cancelled_or_taken_back_leaves_nothing_behind() -> None:
    for event in (events.WorkCancelled(), events.Undone()):
        it = ready()
        it.happens(events.AimMoved(FIRST, reps=5))
        nudged = it.session.situation
        it.happens(events.WorkStarted(FIRST))
        it.happens(event, 20 * SECOND)
        assert (it.session.situation, it.session.log, it.aim.reps) == (nudged, (), 50)
        it.orders(CancelAlarm(AlarmKind.WORK), Show())


def test_undo_in_a_hold_takes_back_the_hold_and_not_the_set_before_it() -> None:
    it = holding()
    hears_time(it)
    it.hears_the_rest_end()
    it.happens(events.WorkStarted(SECOND_SET))
    it.takes_back(10 * SECOND)
    assert it.session.phase is Phase.LIFTING and len(it.session.log) == 1
    it.takes_back()
    assert not it.session.log


def test_a_typed_time_is_logged_in_place_of_the_one_that_runs() -> None:
    it = holding()
    it.happens(events.SetLogged(FIRST, 30, body()), 40 * SECOND)
    assert held(it) == [(FIRST, 30, body())] and it.session.phase is Phase.RESTING
    it.happens(events.WorkElapsed(DUE), 5 * SECOND)
    assert it.declined is Reason.OVERTAKEN and len(it.session.log) == 1


def test_what_was_held_is_taken_back_like_any_set_and_no_timer_with_it() -> None:
    for let_go in (20, 44):
        it = holding()
        it.happens(events.WorkStopped(), let_go * SECOND)
        it.takes_back()
        assert (it.session.situation, it.session.log) == (Situation(), ())
    it = holding()
    hears_time(it)
    it.takes_back()
    assert (it.session.situation, it.session.log) == (Situation(), ())


def test_a_pause_ends_the_hold() -> None:
    it = holding()
    it.happens(events.Paused(), 10 * SECOND)
    assert it.session.situation == Situation(Phase.PAUSED)
    it.orders(CancelAlarm(AlarmKind.WORK), Show())
    it.happens(events.Resumed(), 60 * SECOND)
    assert it.session.situation == Situation() and it.session.log == ()


def test_a_session_that_is_ended_in_a_hold_ends_the_hold() -> None:
    it = holding()
    hears_time(it)
    it.hears_the_rest_end()
    it.happens(events.WorkStarted(SECOND_SET))
    it.happens(events.Finished(), 10 * SECOND)
    assert it.session.phase is Phase.FINISHED and len(it.session.log) == 1
    it.orders(CancelAlarm(AlarmKind.WORK), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())
    it.takes_back()
    assert it.session.situation == Situation()


def test_no_silence_is_noticed_while_the_longest_hold_runs() -> None:
    assert MOST_SECONDS * SECOND <= IDLE_AFTER


def test_a_carry_is_logged_with_its_load_and_not_begun_without_one() -> None:
    it = ready(CARRY, seconds=40)
    it.happens(events.WorkStarted(FIRST))
    assert it.declined is Reason.NOT_NOW
    it.happens(events.LoadChosen(FIRST, kg("24")))
    it.happens(events.WorkStarted(FIRST))
    hears_time(it)
    assert held(it) == [(FIRST, 40, kg("24"))]


def test_only_what_is_timed_and_next_can_be_held() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.happens(events.WorkStarted(FIRST))
    assert it.declined is Reason.NOT_NOW
    it = ready()
    it.happens(events.WorkStarted(SECOND_SET))
    assert it.declined is Reason.NOT_NEXT


def test_each_side_is_held_for_itself_with_a_moment_to_change_over() -> None:
    it = holding(SIDE_PLANK, seconds=60)
    changed = NOON + 30 * SECOND
    assert it.session.work == WorkPeriod(NOON, changed)
    hears_time(it)
    over = changed + CHANGE_OVER + 30 * SECOND
    assert it.session.work == WorkPeriod(changed + CHANGE_OVER, over, held=30) and not it.session.log
    it.orders(RingOtherSide(changed), SetAlarm(AlarmKind.WORK, over), Show())
    hears_time(it)
    assert held(it) == [(FIRST, 60, body())] and it.session.log[0].at == over


def test_who_lets_go_on_the_other_side_has_held_the_first_one_too() -> None:
    for after, counts in ((0, 30), (5, 30), (15, 40)):
        it = holding(SIDE_PLANK, seconds=60)
        hears_time(it)
        it.happens(events.WorkStopped(), after * SECOND)
        assert held(it) == [(FIRST, counts, body())], "what was held on the first side is not lost"


def test_an_odd_time_gives_the_first_side_the_second_more() -> None:
    it = ready(SIDE_PLANK, seconds=60)
    it.happens(events.AimMoved(FIRST, reps=-15))
    it.happens(events.WorkStarted(FIRST))
    hears_time(it)
    hears_time(it)
    assert held(it) == [(FIRST, 45, body())]


def test_seconds_are_nudged_by_five_and_never_below_them() -> None:
    it = ready(seconds=12)
    for by, seconds in ((-5, 7), (-5, 5), (-5, 5), (5, 10)):
        it.happens(events.AimMoved(FIRST, reps=by))
        assert it.aim.reps == seconds


def test_half_an_hour_is_the_longest_hold() -> None:
    for seconds, declined in ((MOST_SECONDS, None), (MOST_SECONDS + 1, Reason.IMPOSSIBLE)):
        it = ready()
        it.happens(events.SetLogged(FIRST, seconds, body()))
        assert it.declined is declined
