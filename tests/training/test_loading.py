"""Which loads exist, and the ramp up to a working load."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.loading import Kit, bar_of, lightest, nearest, plates_for, step_down, step_up
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight, plain
from bot.training.vocabulary import Counting, Equipment
from bot.training.warm_up import ramp
from tests.training.gym import CURL, HELPED_PULL_UP, PULL_UP, ROW, body, exercise, kg, lb

BARBELL = exercise("squat", equipment=Equipment.BARBELL)
CURL_BAR = exercise("curl", equipment=Equipment.EZ_BAR)
PUSH_UP = exercise("push-up", Counting.BODYWEIGHT, Equipment.BODY_ONLY)
USUAL = Kit()


def kilograms(*amounts: str) -> tuple[Weight, ...]:
    return tuple(Weight(Decimal(amount), Unit.KG) for amount in amounts)


TWO_KINDS = Kit(plates=kilograms("20", "15"))
OLD_BAR = Kit(bar=Weight(Decimal(18), Unit.KG))
LIGHT_BAR = Kit(bar=Weight(Decimal("7.5"), Unit.KG))


@pytest.mark.parametrize(
    ("load", "what", "kit", "lower", "down", "up"),
    [
        (kg("61"), BARBELL, USUAL, kg("60"), kg("60"), kg("62.5")),
        (kg("60"), BARBELL, USUAL, kg("60"), kg("57.5"), kg("62.5")),
        (kg("20"), BARBELL, USUAL, kg("20"), kg("20"), kg("22.5")),
        (kg("15"), BARBELL, USUAL, kg("15"), kg("15"), kg("17.5")),  # some lighter bar
        (kg("18"), BARBELL, USUAL, kg("17.5"), kg("17.5"), kg("20")),
        (lb("45"), BARBELL, USUAL, lb("45"), lb("45"), lb("50")),
        (lb("101.413"), BARBELL, USUAL, lb("100"), lb("100"), lb("105")),
        (kg("60"), BARBELL, TWO_KINDS, kg("60"), kg("50"), kg("80")),
        (kg("100"), BARBELL, TWO_KINDS, kg("100"), kg("90"), kg("110")),
        (lb("95"), BARBELL, TWO_KINDS, lb("95"), lb("90"), lb("100")),  # a kit in kilograms says nothing about pounds
        (kg("7.5"), BARBELL, LIGHT_BAR, kg("7.5"), kg("7.5"), kg("10")),
        (kg("18"), BARBELL, OLD_BAR, kg("18"), kg("18"), kg("20.5")),
        (lb("47"), BARBELL, OLD_BAR, lb("45"), lb("45"), lb("50")),
        (kg("10"), CURL_BAR, USUAL, kg("10"), kg("10"), kg("12.5")),
        (kg("22.5"), CURL_BAR, LIGHT_BAR, kg("22.5"), kg("20"), kg("25")),
        (kg("7"), CURL, USUAL, kg("5"), kg("5"), kg("7.5")),
        (kg("2.5"), CURL, USUAL, kg("2.5"), kg("2.5"), kg("5")),
        (kg("1"), CURL, USUAL, kg("1"), kg("1"), kg("2.5")),
        (kg("0"), ROW, USUAL, kg("0"), kg("0"), kg("2.5")),
        (lb("22.5"), ROW, USUAL, lb("20"), lb("20"), lb("25")),
        (body("3"), PULL_UP, USUAL, body("2.5"), body("2.5"), body("5")),
        (body(), PULL_UP, USUAL, body(), body(), body("2.5")),
        (body("-5"), PULL_UP, USUAL, body("-5"), body("-5"), body("-2.5")),
        (body("-21"), HELPED_PULL_UP, USUAL, body("-22.5"), body("-22.5"), body("-20")),
        (body("-20"), HELPED_PULL_UP, USUAL, body("-20"), body("-22.5"), body("-17.5")),
        (body(), HELPED_PULL_UP, USUAL, body(), body("-2.5"), body()),
        (body("5"), HELPED_PULL_UP, USUAL, body(), body(), body()),
        (body("5"), PUSH_UP, USUAL, body(), body(), body()),
    ],
    ids=str,
)
def test_what_exists_beside_a_load(load: Load, what: Exercise, kit: Kit, lower: Load, down: Load, up: Load) -> None:
    assert (nearest(load, what, kit), step_down(load, what, kit), step_up(load, what, kit)) == (lower, down, up)


def test_an_author_may_ask_for_larger_steps_than_the_plates_allow() -> None:
    deadlift = replace(BARBELL, step=replace(BARBELL.step, kg=Decimal(5)))
    assert step_up(kg("100"), deadlift, USUAL) == kg("105")
    assert step_down(kg("102.5"), deadlift, USUAL) == kg("97.5")


def test_what_one_begins_with() -> None:
    assert lightest(BARBELL, Unit.KG, USUAL) == kg("20") and lightest(BARBELL, Unit.LB, USUAL) == lb("45")
    assert lightest(CURL, Unit.LB, USUAL) == lb("5") and lightest(PULL_UP, Unit.KG, USUAL) == body()
    assert lightest(HELPED_PULL_UP, Unit.KG, USUAL) is None
    assert bar_of(CURL, Unit.KG, USUAL) is None
    assert bar_of(exercise("inverted-row", Counting.BODYWEIGHT, Equipment.BARBELL), Unit.KG, USUAL) is None


@pytest.mark.parametrize(
    ("load", "kit", "side", "total"),
    [
        (kg("20"), USUAL, "", "20"),
        (kg("60"), USUAL, "20", "60"),
        (kg("82.5"), USUAL, "25 5 1.25", "82.5"),
        (kg("61"), USUAL, "20", "60"),
        (lb("135"), USUAL, "45", "135"),
        (lb("100"), USUAL, "25 2.5", "100"),
        (kg("80"), TWO_KINDS, "15 15", "80"),  # 20 first would leave 10, which no plate makes
        (kg("180"), TWO_KINDS, "20 20 20 20", "180"),
        (kg("20"), LIGHT_BAR, "5 1.25", "20"),
    ],
    ids=str,
)
def test_plates_on_each_side(load: Load, kit: Kit, side: str, total: str) -> None:
    found = plates_for(load, kit)
    assert found is not None
    assert " ".join(str(plate.amount) for plate in found.side) == side
    assert (found.total.amount, found.total.unit) == (Decimal(total), load.weight.unit)


def test_no_plates_make_a_bar_lighter() -> None:
    assert plates_for(kg("17.5"), USUAL) is None
    assert plates_for(lb("40"), USUAL) is None


PLATES = st.lists(st.sampled_from(kilograms("0.5", "1.25", "2.5", "5", "7", "10", "15", "20", "25")), max_size=4)
KITS = st.builds(Kit, st.none() | st.sampled_from(kilograms("7.5", "10", "15", "20")), PLATES.map(tuple))
LOADS = st.builds(
    lambda thousandths, unit: Load(Weight(Decimal(thousandths) / 1000, unit)),
    st.integers(0, 400_000),
    st.sampled_from(Unit),
)


@given(LOADS, st.sampled_from([BARBELL, CURL_BAR, CURL, ROW]), KITS)
def test_up_and_down_lead_from_one_load_that_exists_to_the_next(load: Load, what: Exercise, kit: Kit) -> None:
    here, up, down = nearest(load, what, kit), step_up(load, what, kit), step_down(load, what, kit)
    assert down.weight.amount <= here.weight.amount <= load.weight.amount < up.weight.amount
    assert all(nearest(one, what, kit) == one for one in (here, up, down))
    if what is BARBELL and (plates := plates_for(up, kit)) is not None:
        assert plates.total == up.weight, "a load that exists can be put on the bar"
        hung = plates.bar.amount + 2 * sum(plate.amount for plate in plates.side)
        assert hung == up.weight.amount


def reps_and_kilograms(load: Load, what: Exercise, kit: Kit = USUAL) -> list[tuple[int, str]]:
    return [(reps, plain(one.weight.amount)) for reps, one in ramp(load, what, kit)]


def test_a_heavy_load_is_reached_in_three_steps() -> None:
    assert reps_and_kilograms(kg("100"), BARBELL) == [(10, "20"), (5, "50"), (3, "75")]
    assert reps_and_kilograms(kg("61"), BARBELL) == [(10, "20"), (5, "30"), (3, "45")]
    assert reps_and_kilograms(kg("70"), ROW) == [(8, "35"), (3, "52.5")]


def test_a_lighter_one_in_fewer_and_a_light_one_in_none() -> None:
    assert reps_and_kilograms(kg("40"), BARBELL) == [(10, "20"), (3, "30")]
    assert reps_and_kilograms(kg("30"), BARBELL) == [(10, "20")]
    assert reps_and_kilograms(kg("30"), ROW) == [(8, "15")]
    assert reps_and_kilograms(kg("20"), BARBELL) == []
    assert reps_and_kilograms(kg("12.5"), CURL) == []


def test_there_is_no_ramp_to_the_body_or_to_a_time() -> None:
    assert ramp(body("40"), PULL_UP, USUAL) == ()
    assert ramp(kg("60"), exercise("carry", Counting.WEIGHT_DURATION), USUAL) == ()


@given(LOADS, st.sampled_from([BARBELL, CURL_BAR, CURL, ROW]), KITS)
def test_a_ramp_rises_below_the_work_and_can_be_loaded(load: Load, what: Exercise, kit: Kit) -> None:
    found = ramp(load, what, kit)
    amounts = [one.weight.amount for _, one in found]
    assert amounts == sorted(set(amounts)) and all(amount < load.weight.amount for amount in amounts)
    assert [reps for reps, _ in found] == sorted((reps for reps, _ in found), reverse=True)
    bar = bar_of(what, load.weight.unit, kit)
    for _, one in found:
        assert nearest(one, what, kit) == one
        assert bar is None or one.weight.amount >= bar.amount
