"""Kinder exercises for those who should avoid some: by the real content, and by a small gym where that has no such case."""

from collections.abc import Sequence
from dataclasses import replace

from bot.training.plan import Block, Exercise, Workout
from bot.training.sparing import spared, suits
from bot.training.vocabulary import Condition, LumbarLoad
from tests.training.gym import day, doing, exercise, sets
from tests.training.week import library, workout


def exercises_of(workout: Workout) -> list[str]:
    return [prescription.exercise.id for block in workout.blocks for prescription in block.prescriptions]


def test_with_back_trouble_the_low_pulley_row_takes_the_place_of_the_bent_over_row() -> None:
    before, after = workout("back"), spared(workout("back"), Condition.BACK, library().exercises)
    kinder = {"bent-over-barbell-row": "low-pulley-row", "dumbbell-deadlift": "glute-bridge"}
    assert exercises_of(after) == [kinder.get(id, id) for id in exercises_of(before)]


def test_sets_rests_blocks_and_everything_else_of_the_workout_stay() -> None:
    before, after = workout("back"), spared(workout("back"), Condition.BACK, library().exercises)
    assert replace(after, blocks=before.blocks) == before
    for was, now in zip(before.blocks, after.blocks, strict=True):
        assert (was.title, was.optional) == (now.title, now.optional)
        for old, new in zip(was.prescriptions, now.prescriptions, strict=True):
            assert replace(new, exercise=old.exercise) == old


def test_what_a_lifter_does_not_have_spares_nothing() -> None:
    for condition in (Condition.KNEE, Condition.SHOULDER):
        assert spared(workout("back"), condition, library().exercises) == workout("back")
    assert spared(workout("biceps"), Condition.BACK, library().exercises) == workout("biceps")


def test_each_workout_of_the_library_spares_the_back_wherever_it_says_to_and_doubles_nothing() -> None:
    for one in library().workouts.values():
        after = spared(one, Condition.BACK, library().exercises)
        before = exercises_of(one)
        new = [id for id in exercises_of(after) if id not in before]
        assert all(Condition.BACK not in library().exercises[id].avoid_if for id in exercises_of(after))
        assert len(set(new)) == len(new)


def hard(id: str, *swaps: str) -> Exercise:
    return replace(exercise(id), avoid_if=(Condition.BACK,), lumbar=LumbarLoad.HIGH, swaps=swaps)


def after_sparing(*exercises: Exercise, known: Sequence[Exercise]) -> list[str]:
    one = day(*(Block((doing(each, *sets(2)),)) for each in exercises))
    return exercises_of(spared(one, Condition.BACK, {each.id: each for each in (*known, *exercises)}))


KIND, KINDER = exercise("kind"), exercise("kinder")


def test_two_exercises_with_the_same_first_swap_get_different_ones() -> None:
    assert after_sparing(hard("a", "kind", "kinder"), hard("b", "kind", "kinder"), known=(KIND, KINDER)) == [
        "kind",
        "kinder",
    ]


def test_a_swap_that_the_workout_has_anyway_further_down_is_passed_over() -> None:
    assert after_sparing(hard("a", "kind", "kinder"), KIND, known=(KINDER,)) == ["kinder", "kind"]


def test_if_there_is_no_other_the_kind_one_comes_twice_rather_than_the_hard_one_at_all() -> None:
    assert after_sparing(hard("a", "kind"), KIND, known=()) == ["kind", "kind"]


def test_a_swap_that_is_no_kinder_or_has_left_the_library_is_passed_over() -> None:
    medium = replace(exercise("medium"), lumbar=LumbarLoad.MEDIUM)
    known = (medium, hard("hard"), KIND)
    assert after_sparing(hard("a", "gone", "medium", "hard", "kind"), known=known) == ["kind"]
    assert after_sparing(hard("a", "gone", "medium", "hard"), known=known) == ["a"], "without one that suits it stays"


def test_for_knees_and_shoulders_the_spine_does_not_matter() -> None:
    heavy = hard("heavy")
    assert not suits(heavy, Condition.BACK) and suits(heavy, Condition.KNEE)
    assert not suits(replace(KIND, avoid_if=(Condition.KNEE,)), Condition.KNEE)
