"""Sets as lifters type them, and what Spotter understands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.aim import Aim
from bot.training.logged import Slot
from bot.training.notation import Typed, TypedSet, read
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit
from bot.training.vocabulary import Counting
from tests.training.gym import HELPED_PULL_UP, PULL_UP, ROW, body, exercise, kg, lb

ROW_AIM = Aim(Slot(0, 0), 10, kg("45"))
FIRST_AIM = Aim(Slot(0, 0), 10, None)
BODY_AIM = Aim(Slot(1, 0), 8, body())


def understood(text: str, aim: Aim = ROW_AIM, doing: Exercise = ROW) -> list[tuple[int, Load | None]] | None:
    typed = read(text, aim, doing, Unit.KG)
    return None if typed is None else [(one.reps, one.load) for one in typed.sets]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10x45", [(10, kg("45"))]),
        ("45 x 10", [(10, kg("45"))]),
        ("45х10", [(10, kg("45"))]),  # a Cyrillic х
        ("10×47.5", [(10, kg("47.5"))]),
        ("82,5 кг 8", [(8, kg("82.5"))]),
        ("8 82.5kg", [(8, kg("82.5"))]),
        ("10 x 100 lb", [(10, lb("100"))]),
        ("100lbs x 10", [(10, lb("100"))]),
        ("8", [(8, None)]),
        ("8 reps", [(8, None)]),
        ("10 10 9", [(10, None), (10, None), (9, None)]),
        ("45x10 10 9", [(10, kg("45")), (10, kg("45")), (9, kg("45"))]),
        ("45x10, 10, 9", [(10, kg("45")), (10, kg("45")), (9, kg("45"))]),
        ("10x45 9x42.5", [(10, kg("45")), (9, kg("42.5"))]),
        ("45 10", [(10, kg("45"))]),
        ("10 45", [(10, kg("45"))]),
        ("45 10 10 9", [(10, kg("45")), (10, kg("45")), (9, kg("45"))]),
        ("8, 82.5 kg", [(8, kg("82.5"))]),
        ("10 reps, 9 reps", [(10, None), (9, None)]),
    ],
)
def test_what_is_typed_is_understood(text: str, meant: list[tuple[int, Load | None]]) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10,9", [(10, None), (9, None)]),
        ("12,10", [(12, None), (10, None)]),
        ("12,5", [(12, None), (5, None)]),
        ("10,10,9", [(10, None), (10, None), (9, None)]),
        ("8,8,8", [(8, None), (8, None), (8, None)]),
        ("10, 10, 9", [(10, None), (10, None), (9, None)]),
        ("45x10,9", [(10, kg("45")), (9, kg("45"))]),
        ("45x10,10,9", [(10, kg("45")), (10, kg("45")), (9, kg("45"))]),
        ("10x45,9x42,5", [(10, kg("45")), (9, kg("42.5"))]),
        ("45x10,9 42,5x8", [(10, kg("45")), (9, kg("45")), (8, kg("42.5"))]),
        ("82,5x8", [(8, kg("82.5"))]),
        ("8x82,5", [(8, kg("82.5"))]),
        ("82,5 кг 8", [(8, kg("82.5"))]),
        ("8 82,5кг", [(8, kg("82.5"))]),
        ("42,5 10", [(10, kg("42.5"))]),
        ("10 42,5", [(10, kg("42.5"))]),
        ("10,42.5", [(10, kg("42.5"))]),
        ("10x45 @8,5", [(10, kg("45"))]),
    ],
)
def test_a_comma_is_a_decimal_one_where_two_sets_make_no_sense(text: str, meant: list[tuple[int, Load | None]]) -> None:
    assert understood(text) == meant


def test_a_list_of_repetitions_stays_one_where_the_load_is_as_light() -> None:
    light = Aim(Slot(0, 0), 10, kg("8"))
    assert understood("8 8 8", light) == [(8, None)] * 3
    assert understood("10,8", light) == [(10, None), (8, None)]
    assert understood("10 8", light) == [(10, kg("8"))], "as it stands on the card"


@pytest.mark.parametrize(
    ("text", "load", "meant"),
    [
        ("10,5", "10", [(10, None), (5, None)]),
        ("10x80,9", "80", [(10, kg("80")), (9, kg("80"))]),
        ("10x80,5", "80", [(10, kg("80.5"))]),
        ("82,5x8", "2.5", [(8, kg("82.5"))]),
    ],
)
def test_a_comma_near_the_aim_is_a_decimal_one_where_plates_allow_it(
    text: str, load: str, meant: list[tuple[int, Load | None]]
) -> None:
    assert understood(text, Aim(Slot(0, 0), 10, kg(load))) == meant


@pytest.mark.parametrize("aim", [ROW_AIM, FIRST_AIM])
@pytest.mark.parametrize("text", ["42.5", "42,5", "42.5 kg"])
def test_what_cannot_be_repetitions_is_a_load(text: str, aim: Aim) -> None:
    assert read(text, aim, ROW, Unit.KG) == Typed((), kg("42.5"))


def test_the_first_time_a_bare_number_answers_the_question() -> None:
    assert read("45", FIRST_AIM, ROW, Unit.KG) == Typed((), kg("45"))
    assert read("45", FIRST_AIM, ROW, Unit.LB) == Typed((), lb("45"))
    assert read("12,5", FIRST_AIM, ROW, Unit.KG) == Typed((), kg("12.5"))
    assert read("30", Aim(Slot(0, 0), 8, None), HELPED_PULL_UP, Unit.KG) == Typed((), body("-30"))


def test_the_first_time_several_bare_numbers_are_repetitions() -> None:
    assert understood("10 10 9", FIRST_AIM) == [(10, None), (10, None), (9, None)]
    assert understood("10,9", FIRST_AIM) == [(10, None), (9, None)]
    assert understood("45x10 10 9", FIRST_AIM) == [(10, kg("45")), (10, kg("45")), (9, kg("45"))]
    for text in ("42,5 10", "42.5 10", "10 42.5"):
        assert understood(text, FIRST_AIM) == [(10, kg("42.5"))]


def test_a_bare_number_is_in_the_unit_that_the_card_shows() -> None:
    for text in ("10x40", "10 40"):
        assert read(text, ROW_AIM, ROW, Unit.LB) == Typed((TypedSet(10, kg("40")),))
    assert read("10x40 lb", ROW_AIM, ROW, Unit.KG) == Typed((TypedSet(10, lb("40")),))
    assert read("bw+5 x 8", BODY_AIM, PULL_UP, Unit.LB) == Typed((TypedSet(8, body("5")),))
    assert read("10x40", FIRST_AIM, ROW, Unit.LB) == Typed((TypedSet(10, lb("40")),))


def test_a_load_fits_how_the_exercise_counts() -> None:
    assert understood("bw x 10") is None, "a row is not done with the body alone"
    assert understood("bw+5 x 8", Aim(Slot(0, 0), 8, body("-30")), HELPED_PULL_UP) is None, "help is never negative"
    assert understood("0x8", BODY_AIM, PULL_UP) == [(8, body())]
    assert read("42.5", BODY_AIM, exercise("push-up", Counting.BODYWEIGHT), Unit.KG) is None


def test_the_first_time_the_repetitions_tell_which_number_is_the_load() -> None:
    assert understood("10x45", FIRST_AIM) == [(10, kg("45"))]
    assert understood("45x10", FIRST_AIM) == [(10, kg("45"))]


def test_weight_on_and_off_the_body() -> None:
    assert understood("bw x 8", BODY_AIM, PULL_UP) == [(8, body())]
    assert understood("bw+5 x 8", BODY_AIM, PULL_UP) == [(8, body("5"))]
    assert understood("bw-20kg x 8", BODY_AIM, PULL_UP) == [(8, body("-20"))]
    assert understood("bw − 20 x 8", BODY_AIM, PULL_UP) == [(8, body("-20"))]


def test_on_the_assistance_machine_a_bare_number_is_help() -> None:
    assert understood("30x8", Aim(Slot(0, 0), 8, body("-30")), HELPED_PULL_UP) == [(8, body("-30"))]


def test_an_effort_of_8_leaves_2_in_reserve() -> None:
    typed = read("10x45 @8", ROW_AIM, ROW, Unit.KG)
    assert typed is not None and typed.sets[0].rir == Decimal(2)
    typed = read("10x45 @8,5", ROW_AIM, ROW, Unit.KG)
    assert typed is not None and typed.sets[0].rir == Decimal("1.5")


def test_a_load_alone_is_a_load_and_no_set() -> None:
    typed = read("50 kg", ROW_AIM, ROW, Unit.KG)
    assert typed is not None and typed.sets == () and typed.load == kg("50")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "x",
        "10x",
        "x10",
        "10xx45",
        "0x0",
        "0 x 0",
        "0x45",
        "45x0",
        "0 kg",
        "123456",
        "10x45x3 x",
        "10x45 @0",
        "9" * 200,
        "10 kg 45 kg",
        "1e3",
    ],
)
def test_what_makes_no_sense_is_not_guessed(text: str) -> None:
    assert understood(text) is None


@given(st.text(max_size=120))
def test_any_text_has_an_answer(text: str) -> None:
    read(text, ROW_AIM, ROW, Unit.KG)
    read(text, FIRST_AIM, HELPED_PULL_UP, Unit.LB)
