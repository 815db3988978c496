"""Typed numbers that nobody can have meant, or not this lifter: which are asked about, and what is offered instead."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.bests import Bests, BestSet, bests_from
from bot.training.loads import first_loads
from bot.training.plan import Exercise
from bot.training.plausible import Doubt, Doubtful, doubt
from bot.training.quantities import Load, Unit, Weight
from bot.training.slips import slips
from bot.training.vocabulary import Counting, Equipment, Muscle, SetKind
from tests.training.gym import HELPED_PULL_UP, PULL_UP, ROW, body, exercise, kg, lb
from tests.training.week import library

BEYOND, HEAVY, MANY, LIGHT = Doubtful.BEYOND, Doubtful.HEAVY, Doubtful.MANY, Doubtful.LIGHT
PUSH_UP = exercise("push-up", Counting.BODYWEIGHT)
PLANK = exercise("plank", Counting.DURATION)
CARRY = exercise("carry", Counting.WEIGHT_DURATION, Equipment.KETTLEBELL)
EIGHTY = Weight(Decimal(80), Unit.KG)
NOTHING = Bests()

Done = tuple[int, Load]


def after(what: Exercise, *before: Done) -> Bests:
    return bests_from((BestSet(*done) for done in before), None, what, None)


def offered(found: Doubt | None) -> list[str]:
    assert found is not None, "nothing was doubted"
    return [f"{one.reps} × {one.load}" for one in found.likely]


ROWED = after(ROW, (12, kg("42.5")), (10, kg("45")), (8, kg("47.5")))


@pytest.mark.parametrize(
    ("reps", "load", "why", "likely"),
    [
        # a digit too many, or one doubled
        (10, kg("455"), BEYOND, ["10 × 45 kg", "10 × 45.5 kg", "10 × 55 kg"]),
        (10, kg("4545"), BEYOND, ["10 × 45 kg"]),
        (100, kg("45"), MANY, ["10 × 45 kg"]),
        (1271, kg("45"), BEYOND, ["12 × 45 kg"]),
        (101, kg("45"), BEYOND, ["10 × 45 kg", "11 × 45 kg"]),
        (10, kg("145"), HEAVY, ["10 × 45 kg", "10 × 145 lb", "10 × 14.5 kg"]),
        # a point left out, or one too many, or a nought too few
        (10, kg("425"), BEYOND, ["10 × 42.5 kg", "10 × 42 kg", "10 × 45 kg"]),
        (10, kg("4.5"), LIGHT, ["10 × 45 kg"]),
        (10, kg("4"), LIGHT, ["10 × 40 kg"]),
        # the two swapped
        (45, kg("10"), MANY, ["10 × 45 kg"]),
        (42, kg("12"), MANY, ["12 × 42 kg"]),
        # the unit mixed up
        (10, kg("100"), HEAVY, ["10 × 100 lb"]),
        (10, kg("99"), HEAVY, ["10 × 99 lb"]),
        # nothing near: the lifter has to say
        (10, kg("200"), HEAVY, ["10 × 20 kg"]),
        (10, kg("88"), HEAVY, ["10 × 88 lb"]),
        (1, kg("200"), HEAVY, []),
    ],
)
def test_a_slip_of_the_finger_is_asked_about(reps: int, load: Load, why: Doubtful, likely: list[str]) -> None:
    found = doubt(ROW, reps, load, ROWED, None)
    assert found is not None and (found.reps, found.load, found.why) == (reps, load, why)
    assert offered(found) == likely


@pytest.mark.parametrize(
    ("reps", "load"),
    [
        (10, kg("45")),
        (10, kg("47.5")),
        (12, kg("50")),
        (6, kg("60")),
        (3, kg("40")),
        (20, kg("30")),  # a light day
        (25, kg("25")),
        (10, lb("100")),
        (10, kg("12.5")),  # after a long illness
        (1, kg("80")),
    ],
)
def test_what_a_lifter_may_well_do_is_not_asked_about(reps: int, load: Load) -> None:
    assert doubt(ROW, reps, load, ROWED, None) is None


def test_the_best_set_to_compare_with_comes_along() -> None:
    found = doubt(ROW, 10, kg("450"), ROWED, None)
    assert found is not None and found.usual == BestSet(10, kg("45"))
    found = doubt(ROW, 1271, kg("45"), ROWED, None)
    assert found is not None and found.usual == BestSet(12, kg("42.5"))


@pytest.mark.parametrize(
    ("what", "reps", "load", "likely"),
    [
        (ROW, 10, kg("1271"), ["10 × 127 kg", "10 × 12 kg", "10 × 121 kg"]),
        (ROW, 1271, kg("10"), ["12 × 10 kg", "10 × 127 kg", "10 × 12 kg"]),
        (ROW, 115, kg("1271"), ["12 × 115 kg"]),
        (ROW, 10, kg("425"), ["10 × 42.5 kg", "10 × 42 kg"]),
        (ROW, 10, kg("625"), ["10 × 62.5 kg", "10 × 6.25 kg", "10 × 62 kg"]),
        (ROW, 10, kg("1250"), ["10 × 125 kg", "10 × 12 kg"]),
    ],
)
def test_nothing_known_asks_only_for_what_no_human_does(
    what: Exercise, reps: int, load: Load, likely: list[str]
) -> None:
    found = doubt(what, reps, load, NOTHING, None)
    assert found is not None and (found.why, found.usual) == (BEYOND, None)
    assert offered(found)[: len(likely)] == likely


@pytest.mark.parametrize(("what", "typed", "meant"), [(PUSH_UP, 1212, 12), (PLANK, 6060, 60)])
def test_repetitions_and_seconds_alone_are_mistyped_too(what: Exercise, typed: int, meant: int) -> None:
    assert f"{meant} × body weight" in offered(doubt(what, typed, body(), NOTHING, None))


LEG_PRESS = replace(exercise("leg-press"), primary=(Muscle.QUADRICEPS, Muscle.GLUTES))
HIP_THRUST = replace(exercise("hip-thrust", equipment=Equipment.BARBELL), primary=(Muscle.GLUTES,))
BENCH_PRESS = replace(exercise("bench-press", equipment=Equipment.BARBELL), primary=(Muscle.CHEST,))
BARBELL_CURL = replace(exercise("barbell-curl", equipment=Equipment.BARBELL), primary=(Muscle.BICEPS,))
DUMBBELL_ROW = exercise("dumbbell-row", equipment=Equipment.DUMBBELL)
EITHER = replace(BENCH_PRESS, equipment=(Equipment.DUMBBELL, Equipment.BARBELL, Equipment.BENCH))
OWN = replace(exercise("own"), equipment=(), primary=())


@pytest.mark.parametrize(
    ("what", "possible", "beyond"),
    [
        (LEG_PRESS, (5, kg("900")), (12, kg("900"))),
        (HIP_THRUST, (5, kg("400")), (5, kg("650"))),
        (BENCH_PRESS, (1, kg("355")), (10, kg("355"))),
        (BARBELL_CURL, (1, kg("116")), (1, kg("150"))),
        (DUMBBELL_ROW, (10, kg("100")), (10, kg("150"))),
        (EITHER, (10, kg("250")), (10, kg("355"))),
        (OWN, (10, kg("300")), (10, kg("400"))),
        (BENCH_PRESS, (1, lb("782")), (1, lb("900"))),
        (PULL_UP, (1, body("110")), (1, body("160"))),
        (HELPED_PULL_UP, (8, body("-70")), (8, body("-200"))),
        (PUSH_UP, (100, body()), (201, body())),
        (PLANK, (90, body()), (1801, body())),
        (CARRY, (60, kg("32")), (60, kg("150"))),
    ],
)
def test_the_limits_of_humans_are_generous(what: Exercise, possible: Done, beyond: Done) -> None:
    assert doubt(what, *possible, NOTHING, None) is None
    found = doubt(what, *beyond, NOTHING, None)
    assert found is not None and found.why is BEYOND


def test_what_is_offered_to_beginners_is_not_doubted() -> None:
    for what in library().exercises.values():
        for unit in Unit:
            for load in first_loads(what, unit):
                assert doubt(what, 12, load, NOTHING, None) is None, (what.id, str(load))


def test_who_has_done_it_before_is_not_asked_again() -> None:
    strong = after(BENCH_PRESS, (10, kg("355")))
    assert doubt(BENCH_PRESS, 10, kg("355"), strong, None) is None
    assert doubt(BENCH_PRESS, 9, kg("350"), strong, None) is None


@pytest.mark.parametrize(
    ("what", "before", "typed", "why", "likely"),
    [
        (PUSH_UP, (30, body()), (300, body()), BEYOND, ["30 × body weight"]),
        (PUSH_UP, (12, body()), (24, body()), MANY, []),
        (PULL_UP, (8, body("10")), (8, body("100")), HEAVY, ["8 × body weight + 10 kg"]),
        (PULL_UP, (8, body()), (88, body()), MANY, ["8 × body weight"]),
        (HELPED_PULL_UP, (8, body("-30")), (8, body("-3")), HEAVY, ["8 × body weight − 30 kg"]),
        (HELPED_PULL_UP, (8, body("-30")), (8, body("-300")), BEYOND, ["8 × body weight − 30 kg"]),
        (HELPED_PULL_UP, (8, body("-30")), (30, body("-8")), HEAVY, ["8 × body weight − 30 kg"]),
        (PLANK, (45, body()), (4500, body()), BEYOND, ["45 × body weight"]),
        (CARRY, (40, kg("24")), (40, kg("240")), BEYOND, ["40 × 24 kg"]),
        (CARRY, (40, kg("24")), (24, kg("40")), HEAVY, ["40 × 24 kg"]),
    ],
)
def test_every_way_of_counting_is_judged(
    what: Exercise, before: Done, typed: Done, why: Doubtful, likely: list[str]
) -> None:
    found = doubt(what, *typed, after(what, before), EIGHTY)
    assert found is not None and found.why is why
    assert offered(found)[: len(likely)] == likely


@pytest.mark.parametrize(
    ("what", "before", "typed"),
    [
        (PUSH_UP, (3, body()), (12, body())),  # few may become many
        (PULL_UP, (5, body("-20")), (5, body("10"))),
        (HELPED_PULL_UP, (8, body("-30")), (8, body("-60"))),
        (
            exercise("raise", equipment=Equipment.DUMBBELL),
            (12, kg("2")),
            (12, kg("5")),
        ),  # one step up, on small dumbbells
        (ROW, (1, kg("60")), (10, kg("45"))),
        (ROW, (12, kg("40")), (21, kg("50"))),
        (PLANK, (20, body()), (75, body())),
        (CARRY, (5, kg("40")), (40, kg("56"))),
    ],
)
def test_small_beginnings_may_double(what: Exercise, before: Done, typed: Done) -> None:
    assert doubt(what, *typed, after(what, before), EIGHTY) is None


def test_many_with_more_than_ever_is_measured_by_the_heaviest() -> None:
    found = doubt(ROW, 20, kg("52.5"), after(ROW, (12, kg("40")), (5, kg("50"))), None)
    assert found is not None and (found.why, found.usual) == (MANY, BestSet(12, kg("40")))


def test_what_hangs_on_a_body_is_measured_with_it() -> None:
    pulled = after(PULL_UP, (8, body()))
    assert doubt(PULL_UP, 8, body("32.5"), pulled, EIGHTY) is None
    assert doubt(PULL_UP, 8, body("32.5"), pulled, None) is None, "of somebody who has not said"
    found = doubt(PULL_UP, 8, body("32.5"), pulled, Weight(Decimal(50), Unit.KG))
    assert found is not None and found.why is HEAVY


def test_both_sides_together_are_twice_as_many() -> None:
    split_squat = replace(ROW, per_side=True)
    known = after(split_squat, (20, kg("30")))
    assert doubt(split_squat, 44, kg("15"), known, None) is None, "22 with each leg, with half the load"
    assert doubt(split_squat, 2, kg("45"), known, None) is None
    stronger = doubt(split_squat, 24, kg("65"), after(split_squat, (8, kg("50"))), None)
    assert stronger is not None and stronger.why is HEAVY, "91 kg with each leg, after 56.7"
    found = doubt(split_squat, 120, kg("30"), known, None)
    assert found is not None and offered(found)[0] == "20 × 30 kg"


def test_slips_are_those_that_people_make() -> None:
    assert {one.reps for one, _ in slips(BestSet(7, kg("42.5")))} == {7, 70}, "a fraction is no number of repetitions"
    assert (BestSet(8, kg("1")), 0.0) not in slips(BestSet(8, kg("100"))), "two noughts too many are odder than one"
    assert not list(slips(BestSet(8, kg("1E+5")))) and not list(slips(BestSet(10**5, kg("45")))), "nobody types so long"
    assert BestSet(8, kg("5")) not in [one for one, _ in slips(BestSet(8, kg("105")))], "nobody types a nought in front"
    assert (BestSet(1, kg("7")), 0.0) not in slips(BestSet(125, kg("7"))), "nor is a point what they lack"


def test_one_nought_too_many_is_likelier_than_two() -> None:
    pulled = after(PULL_UP, (8, body()), (5, body("10")))
    assert offered(doubt(PULL_UP, 8, body("100"), pulled, EIGHTY))[:2] == [
        "8 × body weight + 10 kg",
        "8 × body weight + 1 kg",
    ]


def test_a_body_of_known_weight_cannot_be_helped_by_more() -> None:
    assert doubt(HELPED_PULL_UP, 8, body("-90"), NOTHING, None) is None
    found = doubt(HELPED_PULL_UP, 8, body("-90"), NOTHING, EIGHTY)
    assert found is not None and found.why is BEYOND


def test_a_warm_up_may_be_as_light_as_it_likes_but_not_as_heavy() -> None:
    deadlifted = after(HIP_THRUST, (5, kg("140")))
    light = doubt(HIP_THRUST, 5, kg("20"), deadlifted, None)
    assert light is not None and light.why is LIGHT
    assert doubt(HIP_THRUST, 5, kg("20"), deadlifted, None, SetKind.WARM_UP) is None
    heavy = doubt(HIP_THRUST, 5, kg("240"), deadlifted, None, SetKind.WARM_UP)
    assert heavy is not None and heavy.why is HEAVY


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "1E+40", "-5", "0"])
def test_numbers_that_are_none_are_doubted_without_a_fuss(amount: str) -> None:
    found = doubt(ROW, 10, kg(amount), ROWED, None)
    assert found is not None and found.why in (BEYOND, LIGHT)


exercises = st.sampled_from([ROW, PULL_UP, HELPED_PULL_UP, PUSH_UP, PLANK, CARRY, BARBELL_CURL])


@st.composite
def typed_sets(draw: st.DrawFn, what: Exercise, most_reps: int = 2000, most: int = 5000) -> BestSet:
    amount = Decimal(draw(st.integers(0 if what.counting.on_body else 1, most * 2))) / 2
    if what.counting in (Counting.BODYWEIGHT, Counting.DURATION):
        amount = Decimal(0)
    signed = -amount if what.counting is Counting.BODYWEIGHT_MINUS else amount
    load = Load(Weight(signed, draw(st.sampled_from(Unit))), what.counting.on_body)
    return BestSet(draw(st.integers(1, most_reps)), load)


@settings(max_examples=200, deadline=None)
@given(exercises, st.none() | st.just(EIGHTY), st.data())
def test_what_is_offered_would_not_be_doubted_itself(
    what: Exercise, weighing: Weight | None, data: st.DataObject
) -> None:
    known = bests_from(data.draw(st.lists(typed_sets(what, 15, 60), max_size=3)), None, what, weighing)
    typed = data.draw(typed_sets(what))
    found = doubt(what, typed.reps, typed.load, known, weighing)
    if found is None:
        return
    assert len(found.likely) <= 3 and len(set(found.likely)) == len(found.likely) and typed not in found.likely
    for one in found.likely:
        assert doubt(what, one.reps, one.load, known, weighing) is None
        assert one.load.on_body is what.counting.on_body
        assert (one.load.weight.amount <= 0) if what is HELPED_PULL_UP else (one.load.weight.amount >= 0)


@settings(max_examples=100, deadline=None)
@given(exercises, st.none() | st.just(EIGHTY), st.data())
def test_what_was_done_before_or_less_is_never_beyond_a_lifter(
    what: Exercise, weighing: Weight | None, data: st.DataObject
) -> None:
    before = data.draw(st.lists(typed_sets(what, 15, 60), min_size=1, max_size=3))
    known = bests_from(before, None, what, weighing)
    for one in before:
        again = doubt(what, one.reps, one.load, known, weighing, SetKind.WARM_UP)
        assert again is None or -one.load.weight.amount >= 60, "only help may be more than the body weighs"


@settings(max_examples=100, deadline=None)
@given(st.integers(5, 15), st.integers(20, 90), st.integers(0, 1), st.integers(0, 9))
def test_a_digit_too_many_is_found_again(reps: int, load: int, at: int, digit: int) -> None:
    typed = f"{str(load)[: at + 1]}{digit}{str(load)[at + 1 :]}"
    meant = [one for one, _ in slips(BestSet(reps, kg(typed)))]
    assert BestSet(reps, kg(str(load))) in meant
