"""Whole workouts as stories: sets with rests between them, rounds, warm-ups, the block that is added, and the last set."""

from datetime import timedelta
from decimal import Decimal

from bot.training import events
from bot.training.correct import ADDED_WITHIN, MOST_ADDED
from bot.training.effects import (
    AlarmKind,
    CancelAlarm,
    Reason,
    RingRestOver,
    SetAlarm,
    Show,
    Summarise,
)
from bot.training.logged import Slot
from bot.training.machine import IDLE_AFTER, begin
from bot.training.order import exercise_at, in_play, positions, remaining, slots
from bot.training.plan import Block, PlannedSet
from bot.training.quantities import RepRange, Unit
from bot.training.session import Phase, RestPeriod, Session, Situation
from bot.training.vocabulary import SetKind
from tests.training.gym import (
    ARMS,
    BACK,
    CURL,
    FOUR_TENS,
    HAMMER,
    NOON,
    PULL_UP,
    ROW,
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

MINUTE = timedelta(minutes=1)


def order_of(session: Session) -> list[str]:
    """The slots in the order of performance, as `exercise.set`, both from 0."""
    return [str(slot) for slot in slots(session)]


def test_a_session_begins_with_a_card_and_an_ear_for_silence() -> None:
    step = begin("s1", 7, BACK, Unit.LB, {}, NOON)
    assert step.effects == (SetAlarm(AlarmKind.IDLE, NOON + IDLE_AFTER), Show())
    assert step.session.situation == Situation()
    assert (step.session.started, step.session.touched, step.session.unit) == (NOON, NOON, Unit.LB)


def test_four_sets_of_ten_with_a_rest_after_each_but_the_last() -> None:
    it = Training(first_session(FOUR_TENS))
    for number in range(3):
        it.logs()
        began = it.now
        due = began + timedelta(seconds=90)
        assert it.session.situation == Situation(Phase.RESTING, RestPeriod(began, due))
        it.orders(SetAlarm(AlarmKind.REST, due), Show())
        it.hears_the_rest_end()
        assert it.session.situation == Situation()
        it.orders(RingRestOver(due), CancelAlarm(AlarmKind.REST), Show())
        assert it.next_slot == Slot(0, number + 1)
    it.logs()
    assert it.session.situation == Situation(Phase.FINISHED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.IDLE), Summarise(), Show())
    assert [(one.slot, one.exercise, one.reps, one.load) for one in it.session.log] == [
        (Slot(0, number), "seated-row", 10, kg("45")) for number in range(4)
    ]


def test_each_set_is_kept_as_it_was_done() -> None:
    it = Training()
    it.happens(events.SetLogged(Slot(0, 0), 7, kg("52.5"), rir=Decimal("1.5")), 2 * MINUTE)
    (logged,) = it.session.log
    assert (logged.reps, logged.load, logged.rir) == (7, kg("52.5"), Decimal("1.5"))
    assert (logged.at, logged.kind) == (NOON + 2 * MINUTE, SetKind.WORKING)


def test_the_next_set_may_come_before_the_rest_is_over() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.logs(after=timedelta(seconds=30))
    due = it.now + timedelta(seconds=90)
    assert it.session.rest == RestPeriod(it.now, due)
    it.orders(SetAlarm(AlarmKind.REST, due), Show())


def test_the_last_set_in_the_middle_of_a_rest_ends_the_rest_too() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(2)),)))))
    it.logs()
    it.logs(after=timedelta(seconds=10))
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_only_the_set_that_is_next_can_be_logged_and_only_once() -> None:
    it = Training()
    it.logs()
    for slot, reason in (
        (Slot(0, 0), Reason.ALREADY_LOGGED),
        (Slot(1, 0), Reason.NOT_NEXT),
        (Slot(9, 9), Reason.NOT_NEXT),
    ):
        before = it.session
        assert it.happens(events.SetLogged(slot, 10, kg("45"))) is before
        assert it.declined is reason


def test_each_exercise_keeps_its_own_rest() -> None:
    it = Training(
        first_session(day(Block((doing(ROW, *sets(1), rest=120),)), Block((doing(CURL, *sets(2), rest=45),))))
    )
    it.logs()
    assert it.session.rest is not None and it.session.rest.due - it.now == timedelta(seconds=120)
    it.logs()
    assert it.session.rest is not None and it.session.rest.due - it.now == timedelta(seconds=45)


def test_a_prescription_without_rest_goes_straight_on() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(2), rest=0),)))))
    it.logs()
    assert it.session.phase is Phase.LIFTING and it.effects == (Show(),)


def test_a_superset_goes_in_rounds_and_rests_after_each_round() -> None:
    superset = day(Block((doing(CURL, *sets(2), rest=30), doing(HAMMER, *sets(3), rest=60))))
    it = Training(first_session(superset))
    assert order_of(it.session) == ["0.0", "1.0", "0.1", "1.1", "1.2"]
    assert it.logs().phase is Phase.LIFTING, "no rest within a round"
    it.logs()
    assert it.session.rest == RestPeriod(it.now, it.now + MINUTE), "the round is over"
    it.hears_the_rest_end()
    assert it.logs().phase is Phase.LIFTING
    assert it.logs().phase is Phase.RESTING
    assert it.logs().phase is Phase.FINISHED, "the third round has only one exercise"


def test_a_round_begun_before_the_rest_is_over_ends_the_rest() -> None:
    it = Training(first_session(day(Block((doing(CURL, *sets(2), rest=30), doing(HAMMER, *sets(2), rest=60))))))
    it.logs()
    it.logs()
    assert it.logs(after=timedelta(seconds=10)).situation == Situation()
    it.orders(CancelAlarm(AlarmKind.REST), Show())


def test_a_round_whose_first_exercise_has_more_sets() -> None:
    it = Training(first_session(day(Block((doing(CURL, *sets(3), rest=30), doing(HAMMER, *sets(1), rest=60))))))
    assert order_of(it.session) == ["0.0", "1.0", "0.1", "0.2"]
    it.logs()
    it.logs()
    it.logs()
    assert it.session.rest is not None and it.session.rest.due - it.now == timedelta(seconds=30)


def test_a_round_that_lacks_a_skipped_exercise_rests_after_what_is_left_of_it() -> None:
    it = Training(first_session(day(Block((doing(CURL, *sets(2), rest=30), doing(HAMMER, *sets(2), rest=60))))))
    it.happens(events.ExerciseSkipped(1))
    it.logs()
    assert it.session.rest is not None and it.session.rest.due - it.now == timedelta(seconds=30)


def test_an_earlier_set_of_a_round_done_again_is_followed_by_a_rest() -> None:
    it = Training(first_session(day(Block((doing(CURL, *sets(2), rest=30), doing(HAMMER, *sets(2), rest=60))))))
    it.logs()
    it.logs()
    it.happens(events.SetUndone(Slot(0, 0)))
    it.happens(events.RestSkipped())
    assert it.next_slot == Slot(0, 0)
    it.logs()
    assert it.session.rest is not None and it.session.rest.due - it.now == timedelta(seconds=30)
    assert it.next_slot == Slot(0, 1)


def test_blocks_follow_one_another_and_rounds_stay_within_theirs() -> None:
    assert order_of(first_session(ARMS)) == ["0.0", "0.1", "1.0", "2.0", "1.1", "2.1", "2.2"]
    assert order_of(first_session(BACK)) == ["0.0", "0.1", "1.0", "1.1"]


def test_a_warm_up_is_done_with_its_share_rounded_down_to_what_exists() -> None:
    for working, half in (("45", "22.5"), ("50", "25"), ("47.5", "22.5"), ("49.9", "22.5"), ("2.5", "2.5"), ("1", "1")):
        it = Training(later_session(done(CURL, 12, kg(working)), workout=ARMS))
        assert (it.aim.reps, it.aim.load) == (12, kg(half)), working


def test_a_warm_up_is_kept_as_one_and_does_not_set_the_working_load() -> None:
    it = Training(later_session(done(CURL, 12, kg("30")), workout=ARMS))
    it.logs(12, it.aim.load)
    assert (it.session.log[0].kind, it.session.log[0].load) == (SetKind.WARM_UP, kg("15"))
    assert it.aim.load == kg("30")


def test_a_warm_up_on_the_body_takes_its_share_of_what_is_added_and_all_of_the_help() -> None:
    warm_up = PlannedSet(RepRange(5, 5), SetKind.WARM_UP, Decimal("0.5"))
    pull_ups = day(Block((doing(PULL_UP, warm_up, *sets(1)),)))
    assert Training(first_session(pull_ups)).aim.load == body()
    assert Training(later_session(done(PULL_UP, 8, body("15")), workout=pull_ups)).aim.load == body("7.5")
    assert Training(later_session(done(PULL_UP, 8, body("-15")), workout=pull_ups)).aim.load == body("-15")


def test_a_block_is_added_at_the_end_and_reopens_the_session() -> None:
    it = Training()
    it.logs_everything()
    it.happens(events.BlockAdded(2), 5 * MINUTE)
    assert it.session.situation == Situation() and it.next_slot == Slot(2, 0)
    it.orders(SetAlarm(AlarmKind.IDLE, it.now + IDLE_AFTER), Show())
    assert exercise_at(it.session, 2) == CURL
    it.logs_everything()
    assert it.session.phase is Phase.FINISHED and Summarise() in it.effects
    assert len(it.session.log) == 6


def test_an_added_block_taken_back_finishes_the_session_as_it_was() -> None:
    it = Training()
    finished = it.logs_everything()
    it.happens(events.BlockAdded(2), 5 * MINUTE)
    it.takes_back()
    assert (it.session.situation, it.session.opened) == (finished.situation, frozenset())
    it.orders(CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_a_block_added_after_finishing_early_does_not_bring_back_what_was_left_out() -> None:
    it = Training()
    it.logs()
    it.happens(events.ExerciseSkipped(0))
    finished = it.happens(events.Finished())
    it.happens(events.BlockAdded(2), 5 * MINUTE)
    assert remaining(it.session) == (Slot(2, 0), Slot(2, 1))
    added = it.session
    it.takes_back()
    assert (it.session.situation, it.session.opened) == (finished.situation, frozenset())
    assert it.session.skipped == finished.skipped == {Slot(0, 1)}
    assert len(it.session.trail) == len(added.trail) - 1


def test_a_block_is_added_within_the_hours_after_a_session_and_not_on_another_day() -> None:
    for late, declined in ((ADDED_WITHIN, None), (ADDED_WITHIN + timedelta(seconds=1), Reason.NOT_NOW)):
        it = Training()
        it.logs_everything()
        it.happens(events.BlockAdded(2), late)
        assert it.declined is declined and it.session.is_open is (declined is None)


def test_a_block_is_added_while_training_and_its_rest_runs_on() -> None:
    it = Training()
    resting = it.logs()
    it.happens(events.BlockAdded(2))
    assert (it.session.situation, it.effects) == (resting.situation, (Show(),))
    assert order_of(it.session)[-2:] == ["2.0", "2.1"] and positions(it.session) == (0, 1, 2)
    it.takes_back()
    assert it.session.opened == frozenset() and positions(it.session) == (0, 1)


def test_an_added_block_waits_for_the_required_ones() -> None:
    middle = day(
        Block((doing(ROW, *sets(1)),)),
        Block((doing(CURL, *sets(1)),), "Arms", True),
        Block((doing(PULL_UP, *sets(1)),)),
    )
    it = Training(first_session(middle))
    it.logs()
    it.happens(events.BlockAdded(1))
    assert it.next_slot == Slot(2, 0), "nothing pushes in before what is going on"
    assert order_of(it.session) == ["0.0", "2.0", "1.0"]
    assert [first for first, _ in in_play(it.session)] == [0, 2, 1] and positions(it.session) == (0, 2, 1)


def test_several_blocks_can_be_added() -> None:
    extras = day(
        Block((doing(ROW, *sets(1)),)),
        Block((doing(CURL, *sets(1)),), "Arms", True),
        Block((doing(HAMMER, *sets(1)),), "More arms", True),
    )
    it = Training(first_session(extras))
    it.happens(events.BlockAdded(2))
    it.happens(events.BlockAdded(1))
    assert order_of(it.session) == ["0.0", "1.0", "2.0"]
    it.takes_back()
    assert order_of(it.session) == ["0.0", "2.0"]


def test_only_an_optional_block_that_is_not_in_yet_can_be_added() -> None:
    it = Training()
    for block in (0, 1, 3, -1):
        it.happens(events.BlockAdded(block))
        assert it.declined is Reason.NO_SUCH_BLOCK
    it.happens(events.BlockAdded(2))
    it.happens(events.BlockAdded(2))
    assert it.declined is Reason.NO_SUCH_BLOCK


def test_an_exercise_is_added_at_the_very_end_with_its_own_rest() -> None:
    it = Training()
    it.logs()
    it.happens(events.ExerciseAdded(doing(HAMMER, *sets(2), rest=40), (done(HAMMER, 9, kg("12")),)))
    it.orders(Show())
    assert order_of(it.session) == ["0.0", "0.1", "1.0", "1.1", "3.0", "3.1"] and positions(it.session) == (0, 1, 3)
    it.happens(events.BlockAdded(2))
    assert order_of(it.session)[-4:] == ["2.0", "2.1", "3.0", "3.1"], "the author's extras come before the lifter's"
    for _ in range(5):
        it.logs()
    assert (exercise_at(it.session, 3), it.aim.load) == (HAMMER, kg("12")), "with what was lifted last time"
    it.logs()
    assert it.session.rest == RestPeriod(it.now, it.now + timedelta(seconds=40))
    assert it.logs().phase is Phase.FINISHED
    assert it.session.log[-1].exercise == HAMMER.id


def test_an_added_exercise_taken_back_leaves_the_session_as_it_was_planned() -> None:
    it = Training()
    it.happens(events.ExerciseAdded(doing(HAMMER, *sets(2))))
    it.happens(events.ExerciseAdded(doing(ROW, *sets(2))))
    assert it.declined is Reason.STILL_TO_COME, "the rows are planned already"
    it.happens(events.ExerciseAdded(doing(CURL, *sets(2))))
    it.takes_back()
    assert [one.exercise for one in it.session.added] == [HAMMER]
    it.takes_back()
    assert it.session.added == () and order_of(it.session) == ["0.0", "0.1", "1.0", "1.1"]


def test_the_same_exercise_is_added_once_until_it_is_done() -> None:
    it = Training(first_session(FOUR_TENS))
    hammer = events.ExerciseAdded(doing(HAMMER, *sets(1)))
    it.happens(hammer)
    it.happens(hammer)
    assert [it.declined, len(it.session.added)] == [Reason.STILL_TO_COME, 1]
    it.happens(events.ExerciseSkipped(1))
    for _ in range(MOST_ADDED - 1):
        it.happens(hammer)
        it.happens(events.ExerciseSkipped(len(it.session.added)))
    it.happens(hammer)
    assert [it.declined, len(it.session.added)] == [Reason.ENOUGH_ADDED, MOST_ADDED]


def test_what_remains_is_what_is_neither_done_nor_skipped() -> None:
    it = Training()
    it.logs()
    it.happens(events.ExerciseSkipped(1))
    assert remaining(it.session) == (Slot(0, 1),)


def test_effects_say_nothing_that_did_not_happen() -> None:
    it = Training()
    it.logs()
    it.happens(events.SetAmended(Slot(0, 0), 9, kg("45")))
    it.orders(Show())
