"""The best of an exercise: what is kept of all that was done, and what a set says about a single repetition."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.bests import Bests, BestSet, bests_from, counts, front, kilograms
from bot.training.e1rm import e1rm
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.vocabulary import Counting, SetKind
from tests.training.gym import HELPED_PULL_UP, PULL_UP, ROW, body, exercise, kg, lb

PLANK = exercise("plank", Counting.DURATION)
CARRY = exercise("carry", Counting.WEIGHT_DURATION)
SPLIT_SQUAT = replace(exercise("split-squat"), per_side=True)
EIGHTY = Weight(Decimal(80), Unit.KG)


def of(*sets: tuple[int, Load]) -> tuple[BestSet, ...]:
    return tuple(BestSet(reps, load) for reps, load in sets)


@pytest.mark.parametrize(
    ("reps", "load", "estimate"),
    [
        (1, kg("100"), "100 kg"),  # a single says what it says
        (2, kg("100"), "106.5 kg"),
        (5, kg("100"), "116.5 kg"),
        (10, kg("45"), "60 kg"),
        (12, kg("100"), "140 kg"),
        (13, kg("100"), None),  # above a dozen nobody knows
        (10, kg("42.5"), "56.5 kg"),
        (9, kg("42.5"), "55.5 kg"),  # 55.25: half a kilogram is as fine as an estimate is said
        (10, lb("100"), "133 lb"),
        (10, kg("0"), None),
        (0, kg("45"), None),
    ],
)
def test_the_estimate_for_a_single_repetition(reps: int, load: Load, estimate: str | None) -> None:
    found = e1rm(ROW, reps, load, None)
    assert (found and str(found)) == estimate


@pytest.mark.parametrize(
    ("what", "reps", "load", "weighing", "estimate"),
    [
        (PULL_UP, 8, body("0"), EIGHTY, "101.5 kg"),
        (PULL_UP, 5, body("10"), EIGHTY, "105 kg"),
        (PULL_UP, 5, body("10"), None, None),
        (PULL_UP, 5, Load(Weight(Decimal(20), Unit.LB), on_body=True), EIGHTY, "229 lb"),  # 176.37 and 20 pounds move
        (HELPED_PULL_UP, 6, body("-30"), EIGHTY, "60 kg"),
        (HELPED_PULL_UP, 6, body("-80"), EIGHTY, None),  # nothing is left to pull
        (
            exercise("push-up", Counting.BODYWEIGHT),
            8,
            body("0"),
            EIGHTY,
            None,
        ),  # nobody knows how much of them it lifts
        (SPLIT_SQUAT, 16, kg("30"), None, "38 kg"),  # eight with each leg
        (SPLIT_SQUAT, 25, kg("30"), None, "42 kg"),
        (SPLIT_SQUAT, 26, kg("30"), None, None),
        (SPLIT_SQUAT, 1, kg("30"), None, None),  # only one leg did anything
        (PLANK, 10, body("0"), EIGHTY, None),
        (CARRY, 10, kg("24"), EIGHTY, None),
    ],
)
def test_the_body_moves_with_the_load_and_time_is_no_repetition(
    what: Exercise, reps: int, load: Load, weighing: Weight | None, estimate: str | None
) -> None:
    found = e1rm(what, reps, load, weighing)
    assert (found and str(found)) == estimate


def test_a_history_comes_down_to_the_sets_that_no_other_outdoes() -> None:
    done = of((10, kg("45")), (8, kg("50")), (8, kg("47.5")), (12, kg("40")), (9, kg("45")), (5, kg("50")))
    found = bests_from(done, Weight(Decimal(1800), Unit.KG), ROW, None)
    assert found.sets == of((12, kg("40")), (10, kg("45")), (8, kg("50")))
    assert (str(found.e1rm), str(found.volume)) == ("63.5 kg", "1800 kg")


def test_pounds_and_kilograms_are_weighed_exactly() -> None:
    assert front(of((10, kg("45.359")), (10, lb("100")))) == of((10, lb("100")))  # 45.359237 kg
    assert front(of((10, kg("45.36")), (10, lb("100")))) == of((10, kg("45.36")))
    assert front(of((10, lb("100")), (10, kg("45.359237")))) == of((10, kg("45.359237")))


def test_a_weight_and_a_body_are_not_compared() -> None:
    assert not BestSet(10, body("50")).outdoes(BestSet(10, kg("45")))
    assert not BestSet(10, kg("50")).outdoes(BestSet(10, body("45")))


def test_less_help_is_better() -> None:
    done = of((8, body("-30")), (8, body("-20")), (6, body("-25")), (10, body("-40")))
    assert bests_from(done, None, HELPED_PULL_UP, None) == Bests(of((10, body("-40")), (8, body("-20"))))


def test_the_estimate_may_come_from_a_set_that_another_one_outdoes() -> None:
    found = bests_from(of((15, kg("50")), (10, kg("45")), (12, kg("50"))), None, ROW, None)
    assert (found.sets, str(found.e1rm)) == (of((15, kg("50"))), "70 kg")


def test_what_an_exercise_does_not_count_is_left_out() -> None:
    thousand = Weight(Decimal(1000), Unit.KG)
    assert bests_from(of((8, body("10"))), thousand, ROW, EIGHTY) == Bests(volume=thousand), (
        "once it was done otherwise"
    )
    for what, load in ((PULL_UP, body("10")), (PLANK, body()), (CARRY, kg("24"))):
        assert bests_from(of((8, load)), thousand, what, EIGHTY).volume is None, "that is no volume"


def test_all_but_warm_ups_and_what_can_hardly_be_true_count() -> None:
    assert [kind for kind in SetKind if not counts(kind)] == [SetKind.WARM_UP, SetKind.ODD]


loads = st.builds(Load, st.builds(Weight, st.decimals(0, 200, places=1), st.sampled_from(Unit)), on_body=st.just(False))
histories = st.lists(st.builds(BestSet, st.integers(1, 20), loads), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_sets_does_not_matter_nor_that_the_lighter_ones_were_left_out(data: st.DataObject) -> None:
    done = data.draw(histories)
    found = bests_from(done, None, ROW, None)
    assert bests_from(data.draw(st.permutations(done)), None, ROW, None) == found
    heaviest: dict[tuple[int, Unit], BestSet] = {}
    for one in done:
        key = one.reps, one.load.weight.unit
        heaviest[key] = max(heaviest.get(key, one), one, key=lambda it: it.load.weight.amount)
    assert bests_from(heaviest.values(), None, ROW, None) == found, "as the store hands them over"


@settings(max_examples=60, deadline=None)
@given(histories)
def test_every_set_is_outdone_by_one_that_is_kept_and_no_two_outdo_each_other(done: list[BestSet]) -> None:
    kept = front(done)
    assert all(any(best.outdoes(one) for best in kept) for one in done)
    assert not [(one, other) for one in kept for other in kept if one is not other and one.outdoes(other)]
    assert [one.reps for one in kept] == sorted({one.reps for one in kept}, reverse=True)
    assert [kilograms(one.load.weight) for one in kept] == sorted(kilograms(one.load.weight) for one in kept)
