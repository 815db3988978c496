"""Changes of plan as stories: what remains of an exercise is skipped, or done with another one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.training import events
from bot.training.effects import AlarmKind, CancelAlarm, Reason, Show, Summarise
from bot.training.logged import Slot
from bot.training.order import exercise_at, exercise_of, remaining
from bot.training.session import Phase, Situation
from tests.training.gym import (
    ARMS,
    CURL,
    FOUR_TENS,
    HAMMER,
    HELPED_PULL_UP,
    PULL_UP,
    ROW,
    Training,
    done,
    first_session,
    kg,
)

SECOND = timedelta(seconds=1)


def test_skipping_an_exercise_leaves_out_what_remains_of_it() -> None:
    it = Training()
    it.logs()
    it.happens(events.ExerciseSkipped(0))
    assert it.session.skipped == {Slot(0, 1)} and it.next_slot == Slot(1, 0)
    assert len(it.session.log) == 1, "what was done stays done"
    assert it.session.phase is Phase.RESTING, "the rest goes on"
    it.orders(Show())


def test_an_exercise_further_on_can_be_skipped() -> None:
    it = Training()
    it.happens(events.ExerciseSkipped(1))
    assert it.next_slot == Slot(0, 0) and remaining(it.session) == (Slot(0, 0), Slot(0, 1))


@pytest.mark.parametrize("position", [2, 3, -1])
def test_only_what_is_in_the_session_can_be_skipped_or_swapped(position: int) -> None:
    it = Training()
    it.happens(events.ExerciseSkipped(position))
    assert it.declined is Reason.NO_SUCH_EXERCISE
    it.happens(events.ExerciseSwapped(position, HAMMER))
    assert it.declined is Reason.NO_SUCH_EXERCISE


def test_an_exercise_is_skipped_once() -> None:
    it = Training()
    it.happens(events.ExerciseSkipped(0))
    it.happens(events.ExerciseSkipped(0))
    assert it.declined is Reason.NO_SUCH_EXERCISE


def test_skipping_the_last_exercise_ends_the_session() -> None:
    it = Training()
    it.logs()
    it.logs()
    it.happens(events.ExerciseSkipped(1), 10 * SECOND)
    assert it.session.situation == Situation(Phase.FINISHED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_skipping_everything_leaves_nothing_to_keep() -> None:
    it = Training()
    it.happens(events.ExerciseSkipped(0))
    assert it.happens(events.ExerciseSkipped(1)).phase is Phase.ABANDONED
    it.orders(CancelAlarm(AlarmKind.IDLE), Show())
    assert it.takes_back().phase is Phase.LIFTING and it.next_slot == Slot(1, 0)


def test_a_swap_is_for_what_remains() -> None:
    it = Training()
    it.logs()
    resting = it.session.rest
    it.happens(events.ExerciseSwapped(0, HAMMER, (done(HAMMER, 9, kg("14")),)))
    assert exercise_at(it.session, 0) == HAMMER and it.session.rest == resting
    assert it.session.log[0].exercise == ROW.id, "done sets stay with the old exercise"
    it.orders(Show())
    it.logs(load=kg("14"))
    assert it.session.log[1].exercise == HAMMER.id


def test_swapping_twice_and_undoing_goes_back_one_by_one() -> None:
    it = Training()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    it.happens(events.ExerciseSwapped(0, CURL))
    assert exercise_at(it.session, 0) == CURL
    it.takes_back()
    assert exercise_at(it.session, 0) == HAMMER
    it.takes_back()
    assert exercise_at(it.session, 0) == ROW and it.session.swapped == {}


def test_nobody_warms_up_for_the_body_with_the_body() -> None:
    it = Training(first_session(ARMS))
    it.happens(events.ExerciseSwapped(0, PULL_UP))
    assert it.next_slot == Slot(0, 1), "the warm-up would be as heavy as the work"
    it.takes_back()
    assert it.next_slot == Slot(0, 0)
    it.happens(events.ExerciseSwapped(0, HAMMER))
    assert it.next_slot == Slot(0, 0)


def test_a_set_is_known_by_what_it_was_done_with() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    (row,) = it.session.log
    it.happens(events.ExerciseSwapped(0, HAMMER))
    assert exercise_of(it.session, row) == ROW
    it.logs()
    hammer = it.session.log[1]
    assert exercise_of(it.session, hammer) == HAMMER
    it.happens(events.ExerciseSwapped(0, HELPED_PULL_UP))
    assert exercise_of(it.session, hammer) == HAMMER, "although it was swapped away"
    forgotten = replace(it.session, trail=())
    assert exercise_of(forgotten, hammer) is None, "only its name is left"


def test_swapping_back_is_a_swap_like_any_other() -> None:
    it = Training()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    it.happens(events.ExerciseSwapped(0, ROW))
    it.logs()
    assert it.session.log[0].exercise == ROW.id
    it.takes_back()
    it.takes_back()
    assert exercise_at(it.session, 0) == HAMMER


def test_swaps_of_different_positions_do_not_meet() -> None:
    it = Training()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    it.happens(events.ExerciseSwapped(1, CURL))
    it.takes_back()
    assert (exercise_at(it.session, 0), exercise_at(it.session, 1)) == (HAMMER, PULL_UP)
