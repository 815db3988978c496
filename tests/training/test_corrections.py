"""Second thoughts as stories: skipping, swapping, amending, taking back any set, and undoing whatever came last."""

from datetime import timedelta

import pytest

from bot.training import events
from bot.training.correct import TRAIL_LENGTH
from bot.training.effects import AlarmKind, CancelAlarm, Reason, SetAlarm, Show, Summarise
from bot.training.machine import IDLE_AFTER
from bot.training.order import exercise_at, next_slot, remaining
from bot.training.session import Phase, Session, Situation, Slot
from tests.training.gym import (
    CURL,
    FOUR_TENS,
    HAMMER,
    NOON,
    PULL_UP,
    ROW,
    Training,
    body,
    done,
    first_session,
    kg,
    later_session,
)

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def what_is_seen(session: Session) -> tuple[object, ...]:
    return session.situation, session.log, session.skipped, dict(session.swapped), session.opened


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


def test_any_set_can_be_taken_back_and_is_then_next() -> None:
    it = Training(first_session(FOUR_TENS))
    for reps in (10, 9, 8):
        it.logs(reps)
    log, resting = it.session.log, it.session.situation
    it.happens(events.SetUndone(Slot(0, 1)))
    assert [one.reps for one in it.session.log] == [10, 8] and it.next_slot == Slot(0, 1)
    assert it.session.situation == resting
    it.orders(Show())
    it.takes_back()
    assert it.session.log == log, "in the place where it stood"


def test_a_set_taken_back_is_done_again_and_then_the_rest_of_them() -> None:
    it = Training(first_session(FOUR_TENS))
    for reps in (10, 9):
        it.logs(reps)
    it.happens(events.SetUndone(Slot(0, 0)))
    it.logs(7)
    assert [(str(one.slot), one.reps) for one in it.session.log] == [("0.1", 9), ("0.0", 7)]
    assert it.next_slot == Slot(0, 2)


def test_amending_changes_what_was_done_and_nothing_else() -> None:
    it = Training()
    it.logs()
    it.logs(9)
    first, second = it.session.log
    resting = it.session.situation
    it.happens(events.SetAmended(Slot(0, 0), 12, kg("42.5")), MINUTE)
    amended = it.session.log[0]
    assert (amended.reps, amended.load) == (12, kg("42.5"))
    assert (amended.slot, amended.exercise, amended.at, amended.kind) == (
        first.slot,
        first.exercise,
        first.at,
        first.kind,
    )
    assert it.session.log[1] == second and it.session.situation == resting
    it.orders(Show())
    it.takes_back()
    assert it.session.log == (first, second)


def test_amending_the_last_set_moves_the_aim_with_it() -> None:
    it = Training()
    it.logs()
    it.happens(events.SetAmended(Slot(0, 0), 10, kg("40")))
    assert it.aim.load == kg("40")


def test_amending_to_the_same_numbers_leaves_nothing_to_undo() -> None:
    it = Training()
    it.logs()
    it.happens(events.SetAmended(Slot(0, 0), 10, kg("45")))
    it.orders()
    it.takes_back()
    assert it.session.log == ()


def test_a_set_that_was_not_done_can_be_neither_amended_nor_taken_back() -> None:
    it = Training()
    it.logs()
    for slot in (Slot(0, 1), Slot(7, 7)):
        it.happens(events.SetAmended(slot, 10, kg("45")))
        assert it.declined is Reason.NO_SUCH_SET
        it.happens(events.SetUndone(slot))
        assert it.declined is Reason.NO_SUCH_SET


def test_there_is_nothing_to_undo_at_the_start_and_after_undoing_everything() -> None:
    it = Training()
    it.takes_back()
    assert it.declined is Reason.NOTHING_TO_UNDO
    it.logs()
    it.takes_back()
    it.takes_back()
    assert it.declined is Reason.NOTHING_TO_UNDO


CHANGES: tuple[events.Event, ...] = (
    events.SetLogged(Slot(0, 1), 10, kg("45")),
    events.SetUndone(Slot(0, 0)),
    events.SetAmended(Slot(0, 0), 9, kg("45")),
    events.ExerciseSkipped(0),
    events.ExerciseSkipped(1),
    events.ExerciseSwapped(0, HAMMER),
    events.BlockAdded(2),
    events.Finished(),
    events.Abandoned(),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
@pytest.mark.parametrize("phase", [Phase.LIFTING, Phase.RESTING])
def test_whatever_changed_the_session_last_can_be_undone(change: events.Event, phase: Phase) -> None:
    it = Training()
    it.logs()
    if phase is Phase.LIFTING:
        it.happens(events.RestSkipped())
    it.happens(events.AimMoved(it.next_slot, reps=1))
    before = it.session
    assert what_is_seen(it.happens(change)) != what_is_seen(before)
    it.takes_back(20 * SECOND)
    assert what_is_seen(it.session) == what_is_seen(before)
    assert it.session.trail == before.trail


def test_everything_is_undone_step_by_step_back_to_the_start() -> None:
    it = Training()
    start = it.session
    it.logs()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    it.logs()
    it.happens(events.ExerciseSkipped(1))
    it.happens(events.BlockAdded(2))
    it.happens(events.SetUndone(Slot(0, 0)))
    it.happens(events.Finished())
    for _ in range(7):
        it.takes_back(MINUTE)
        assert it.declined is None
    assert what_is_seen(it.session) == what_is_seen(start)


def test_undoing_a_set_brings_the_rest_before_it_back_with_its_alarm() -> None:
    it = Training()
    it.logs()
    rest = it.session.rest
    assert rest is not None
    it.logs(after=20 * SECOND)
    it.takes_back(5 * SECOND)
    assert it.session.rest == rest
    it.orders(SetAlarm(AlarmKind.REST, rest.due), Show())


def test_a_rest_that_ran_out_meanwhile_is_not_brought_back() -> None:
    for late in (90 * SECOND, 91 * SECOND):
        it = Training()
        it.logs()
        it.logs(after=timedelta())
        it.takes_back(late)
        assert it.session.situation == Situation()
        it.orders(CancelAlarm(AlarmKind.REST), Show())


def test_undoing_the_last_set_opens_the_session_again() -> None:
    it = Training()
    it.logs_everything()
    it.takes_back(20 * SECOND)
    assert it.session.is_open and it.next_slot == Slot(1, 1) and len(it.session.log) == 3
    assert SetAlarm(AlarmKind.IDLE, it.now + IDLE_AFTER) in it.effects


def test_undo_gives_back_the_nudged_aim_of_the_set() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.happens(events.AimMoved(Slot(0, 0), reps=2))
    aimed = it.aim
    it.logs(aimed.reps, aimed.load)
    it.takes_back()
    assert it.aim == aimed


def test_the_trail_is_long_enough_for_any_session_and_no_longer() -> None:
    it = Training()
    for _ in range(TRAIL_LENGTH):
        it.happens(events.ExerciseSwapped(0, HAMMER))
        it.happens(events.ExerciseSwapped(0, CURL))
    assert len(it.session.trail) == TRAIL_LENGTH
    for _ in range(TRAIL_LENGTH):
        assert it.takes_back().is_open and it.declined is None
    it.takes_back()
    assert it.declined is Reason.NOTHING_TO_UNDO


def test_a_load_on_the_body_is_amended_like_any_other() -> None:
    it = Training()
    it.logs()
    it.logs()
    it.logs(load=body())
    it.happens(events.SetAmended(Slot(1, 0), 8, body("-20")))
    assert it.session.log[2].load == body("-20") and next_slot(it.session) == Slot(1, 1)
    assert it.session.touched == it.now and it.session.started == NOON
