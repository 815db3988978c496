"""Pain told of in the middle of a session: it is kept, ends what it must, and can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.training import events
from bot.training.effects import AlarmKind, CancelAlarm, Reason, Show, Summarise
from bot.training.hurting import MOST_KINDER, is_on, kinder, where_it_hurts
from bot.training.lifter import Lifter
from bot.training.loading import Kit
from bot.training.logged import Slot
from bot.training.order import exercise_at, remaining
from bot.training.pain import CONDITIONS, Area, Feeling, Pain, likely_first
from bot.training.plan import Block, Exercise
from bot.training.session import Phase
from bot.training.sparing import suits
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle
from tests.training.gym import ARMS, CURL, HAMMER, PULL_UP, ROW, Training, day, doing, exercise, first_session, sets
from tests.training.week import library

SECOND = timedelta(seconds=1)
ROBIN = Lifter(7)


def hurts(it: Training, feeling: Feeling, position: int = 0, area: Area = Area.ELBOW) -> None:
    it.happens(events.PainReported(position, area, feeling), SECOND)


def test_dull_pain_is_kept_and_leaves_the_session_to_the_lifter() -> None:
    it = Training()
    resting = it.logs()
    hurts(it, Feeling.DULL)
    assert it.session.pains == (Pain(0, "seated-row", Area.ELBOW, Feeling.DULL, it.now),)
    assert (it.session.situation, remaining(it.session)) == (resting.situation, remaining(resting))
    it.orders(Show())


def test_sharp_pain_ends_its_exercise_and_the_next_one_is_on() -> None:
    it = Training()
    rest = it.logs().rest
    hurts(it, Feeling.SHARP)
    assert it.session.skipped == {Slot(0, 1)} and it.next_slot == Slot(1, 0)
    assert len(it.session.log) == 1 and it.session.rest == rest


def test_sharp_pain_ends_its_exercise_wherever_it_still_comes() -> None:
    it = Training(first_session(ARMS))
    it.logs()
    hurts(it, Feeling.SHARP)
    assert it.session.skipped == {Slot(0, 1), Slot(1, 0), Slot(1, 1)}, "curls come in the superset as well"
    assert it.next_slot == Slot(2, 0)


def test_pain_told_in_a_rest_is_about_the_set_just_done_even_if_another_exercise_is_next() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(1)),)), Block((doing(CURL, *sets(1)),)))))
    assert where_it_hurts(it.session) == 0
    it.logs()
    assert (where_it_hurts(it.session), it.next_slot) == (0, Slot(1, 0))
    it.hears_the_rest_end()
    assert where_it_hurts(it.session) == 1, "curling has begun"


def test_pain_after_a_swap_in_the_rest_is_about_what_was_done_and_leaves_what_takes_its_place() -> None:
    it = Training()
    it.logs()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    hurts(it, Feeling.SHARP)
    assert it.session.pains[0].exercise == ROW.id and it.next_slot == Slot(0, 1)


def test_sharp_pain_in_the_last_exercise_ends_the_session_and_keeps_its_sets() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(3)),)))))
    it.logs()
    hurts(it, Feeling.SHARP)
    assert it.session.phase is Phase.FINISHED and len(it.session.log) == 1 and not it.session.stopped
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_a_stop_sign_ends_the_session_and_keeps_its_sets() -> None:
    it = Training()
    it.logs()
    hurts(it, Feeling.STOP_SIGN)
    assert it.session.phase is Phase.FINISHED and it.session.stopped and it.session.finished == it.now
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_a_stop_sign_before_the_first_set_is_kept_as_well() -> None:
    it = Training()
    hurts(it, Feeling.STOP_SIGN)
    assert it.session.phase is Phase.ABANDONED and [pain.feeling for pain in it.session.pains] == [Feeling.STOP_SIGN]


def test_after_a_stop_sign_nothing_is_added_on_top() -> None:
    it = Training()
    it.logs()
    hurts(it, Feeling.STOP_SIGN)
    it.happens(events.BlockAdded(2))
    assert it.declined is Reason.NOT_NOW


@pytest.mark.parametrize("feeling", Feeling)
def test_one_undo_takes_back_the_pain_and_all_that_it_ended(feeling: Feeling) -> None:
    it = Training()
    before = it.logs()
    hurts(it, feeling)
    it.takes_back()
    assert (it.session.pains, it.session.skipped, it.session.situation) == ((), frozenset(), before.situation)
    assert it.session.trail == before.trail


def test_an_exercise_that_sharp_pain_ended_is_taken_up_by_another_one() -> None:
    it = Training()
    it.logs()
    hurts(it, Feeling.SHARP)
    ended = it.session
    it.happens(events.ExerciseSwapped(0, HAMMER))
    assert it.next_slot == Slot(0, 1) and exercise_at(it.session, 0) == HAMMER and it.session.skipped == frozenset()
    it.takes_back()
    assert (it.session.skipped, it.session.swapped) == (ended.skipped, ended.swapped), "never back to what hurt"


def test_another_exercise_takes_up_only_what_is_not_done() -> None:
    it = Training()
    it.logs()
    it.logs()
    hurts(it, Feeling.SHARP)
    it.happens(events.ExerciseSwapped(0, HAMMER))
    assert it.declined is Reason.NO_SUCH_EXERCISE


def test_pain_where_nothing_is_planned_is_declined() -> None:
    it = Training()
    for position in (-1, 2, 9):  # the second is in a block that was not added
        hurts(it, Feeling.SHARP, position)
        assert it.declined is Reason.NO_SUCH_EXERCISE


def test_the_likely_places_come_first_and_none_is_missing() -> None:
    exercises = library().exercises
    assert likely_first(exercises["bent-over-barbell-row"])[:3] == (Area.UPPER_BACK, Area.SHOULDER, Area.ELBOW)
    assert likely_first(exercises["barbell-curl"])[:2] == (Area.ELBOW, Area.WRIST)
    assert likely_first(exercises["hip-thrust"])[:2] == (Area.HIP, Area.LOWER_BACK)
    for one in (*exercises.values(), PULL_UP, exercise("x")):
        assert sorted(likely_first(one)) == sorted(Area) and likely_first(one)[-1] is Area.ELSEWHERE


@pytest.mark.parametrize("muscle", Muscle)
def test_every_muscle_has_a_place_near_it(muscle: Muscle) -> None:
    assert likely_first(replace(ROW, primary=(muscle,), secondary=()))[0] is not Area.ELSEWHERE


def offered(it: Training, area: Area, lifter: Lifter = ROBIN, feeling: Feeling = Feeling.DULL) -> list[Exercise]:
    hurts(it, feeling, area=area)
    return list(kinder(it.session, it.session.pains[-1], library().exercises, lifter))


def doing_only(id: str) -> Training:
    return Training(first_session(day(Block((doing(library().exercises[id], *sets(2)),)))))


@pytest.mark.parametrize(("area", "condition"), CONDITIONS.items())
def test_by_the_rules_of_the_content_only_what_suits_is_offered(area: Area, condition: Condition) -> None:
    for id in library().exercises:
        found = offered(doing_only(id), area)
        assert all(suits(one, condition) and one.id != id for one in found) and len(found) <= MOST_KINDER


def test_the_row_that_loads_the_spine_most_is_followed_by_kinder_ones() -> None:
    row = doing_only("bent-over-barbell-row")
    assert {LumbarLoad.LOW} == {one.lumbar for one in offered(row, Area.LOWER_BACK)}
    assert any(one.lumbar is not LumbarLoad.LOW for one in offered(doing_only("dumbbell-deadlift"), Area.WRIST))
    troubled = replace(ROBIN, back_trouble=True)
    assert {LumbarLoad.LOW} >= {one.lumbar for one in offered(doing_only("dumbbell-deadlift"), Area.WRIST, troubled)}


def test_nothing_that_hurt_today_or_cannot_be_done_is_offered() -> None:
    it = doing_only("seated-row")
    first = offered(it, Area.ELBOW)[0]
    it.happens(events.ExerciseSwapped(0, first))
    again = offered(it, Area.ELBOW)
    assert again and {first.id, "seated-row"}.isdisjoint(one.id for one in again)
    lacking = replace(ROBIN, kit=Kit(lacks=frozenset({Equipment.CABLE, Equipment.MACHINE})))
    assert all(
        {Equipment.CABLE, Equipment.MACHINE}.isdisjoint(one.equipment) for one in offered(it, Area.ELBOW, lacking)
    )


def test_what_comes_in_this_session_anyway_is_offered_last() -> None:
    best, next_best = offered(doing_only("seated-row"), Area.ELBOW)[:2]
    known = library().exercises
    both = Training(first_session(day(*(Block((doing(one, *sets(2)),)) for one in (known["seated-row"], best)))))
    assert offered(both, Area.ELBOW)[0] == next_best


def test_pain_in_a_pause_is_about_the_set_before_it_and_the_pause_goes_on() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(1)),)), Block((doing(CURL, *sets(2)),)))))
    it.logs()
    paused = it.happens(events.Paused())
    assert where_it_hurts(it.session) == 0
    hurts(it, Feeling.DULL)
    assert it.session.pains[0].exercise == ROW.id and it.session.situation == paused.situation
    assert not is_on(it.session, it.session.pains[0])
    hurts(it, Feeling.STOP_SIGN)
    assert it.session.phase is Phase.FINISHED


@pytest.mark.parametrize("feeling", Feeling)
def test_what_is_being_held_is_let_go_of_when_it_hurts(feeling: Feeling) -> None:
    plank = replace(exercise("plank", Counting.DURATION), name="Plank")
    it = Training(first_session(day(Block((doing(plank, *sets(2, 30)),)), Block((doing(CURL, *sets(1)),)))))
    it.happens(events.WorkStarted(Slot(0, 0)))
    hurts(it, feeling)
    assert it.session.work is None and CancelAlarm(AlarmKind.WORK) in it.effects
    assert it.session.is_open is (feeling is not Feeling.STOP_SIGN) and it.session.log == ()
    assert it.session.is_open is False or it.next_slot == (Slot(1, 0) if feeling is Feeling.SHARP else Slot(0, 0))
    it.takes_back()
    assert it.session.pains == () and it.next_slot == Slot(0, 0)
