"""Second thoughts as stories: taking back any set, amending it, and undoing whatever came last."""

from datetime import timedelta

import pytest

from bot.training import events
from bot.training.correct import TRAIL_LENGTH
from bot.training.effects import AlarmKind, CancelAlarm, Reason, SetAlarm, Show
from bot.training.logged import Slot
from bot.training.machine import IDLE_AFTER
from bot.training.order import next_slot
from bot.training.session import Phase, Session, Situation
from tests.training.gym import (
    CURL,
    FOUR_TENS,
    HAMMER,
    NOON,
    ROW,
    Training,
    body,
    doing,
    done,
    first_session,
    kg,
    later_session,
    sets,
)

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def what_is_seen(session: Session) -> tuple[object, ...]:
    return (
        session.situation,
        session.log,
        session.skipped,
        dict(session.swapped),
        session.opened,
        session.added,
        dict(session.loads),
    )


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
    events.ExerciseAdded(doing(HAMMER, *sets(3))),
    events.LoadChosen(Slot(0, 1), kg("50")),
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


def test_undo_brings_back_a_rest_that_was_skipped_by_mistake_and_not_the_set_before() -> None:
    for ending in (events.RestSkipped(), events.RestMoved(-5 * MINUTE)):
        it = Training()
        resting = it.logs()
        it.happens(ending, 20 * SECOND)
        assert it.session.rest is None
        it.takes_back(5 * SECOND)
        assert what_is_seen(it.session) == what_is_seen(resting) and resting.rest is not None
        it.orders(SetAlarm(AlarmKind.REST, resting.rest.due), Show())
        it.takes_back()
        assert it.session.log == ()


def test_a_skipped_rest_that_would_be_over_by_now_is_passed_over() -> None:
    it = Training()
    it.logs()
    it.happens(events.RestSkipped(), 20 * SECOND)
    it.takes_back(70 * SECOND)
    assert it.session.log == () and it.session.trail == ()


def test_a_rest_that_is_moved_and_goes_on_leaves_nothing_to_undo() -> None:
    it = Training()
    trail = it.logs().trail
    assert it.happens(events.RestMoved(15 * SECOND)).trail == trail


def test_a_load_chosen_by_mistake_is_taken_back_and_the_sets_before_stay() -> None:
    it = Training()
    asked = it.session
    it.happens(events.LoadChosen(Slot(0, 0), kg("70")))
    chosen = it.session
    it.happens(events.LoadChosen(Slot(0, 0), kg("40")))
    it.takes_back()
    assert (it.session.loads, it.session.situation) == (chosen.loads, chosen.situation)
    it.takes_back()
    assert (it.session.loads, it.aim.load, it.session.trail) == (asked.loads, None, ())
    it.logs()
    it.happens(events.LoadChosen(Slot(0, 1), kg("400")))
    it.takes_back()
    assert len(it.session.log) == 1 and it.aim.load == kg("45")


def test_choosing_the_same_load_again_leaves_nothing_to_undo() -> None:
    it = Training()
    chosen = it.happens(events.LoadChosen(Slot(0, 0), kg("40")))
    assert it.happens(events.LoadChosen(Slot(0, 0), kg("40"))).trail == chosen.trail
    it.orders()


def test_nudges_are_nudged_back_and_not_undone() -> None:
    it = Training()
    trail = it.logs().trail
    assert it.happens(events.AimMoved(Slot(0, 1), reps=1, steps=1)).trail == trail


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
