"""Weights and loads: exact in the unit they were lifted in, converted to the thousandth, written as a lifter writes them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.quantities import KG_PER_LB, Load, RepRange, Unit, Weight, body_weight, plain
from tests.training.gym import body, kg, lb

thousandths = st.decimals(0, 2000, places=3)


@pytest.mark.parametrize(
    ("kilograms", "pounds"),
    [
        ("45", "99.208"),
        ("20", "44.092"),
        ("100", "220.462"),
        ("2.5", "5.512"),
        ("0", "0"),
        ("-30", "-66.139"),
    ],
)
def test_kilograms_in_pounds_and_back(kilograms: str, pounds: str) -> None:
    assert kg(kilograms).weight.to(Unit.LB) == lb(pounds).weight
    assert lb(pounds).weight.to(Unit.KG) == kg(kilograms).weight


@pytest.mark.parametrize(
    ("pounds", "kilograms"), [("45", "20.412"), ("100", "45.359"), ("5", "2.268"), ("135", "61.235")]
)
def test_pounds_in_kilograms(pounds: str, kilograms: str) -> None:
    assert lb(pounds).weight.to(Unit.KG) == kg(kilograms).weight


def test_a_weight_in_its_own_unit_is_left_alone() -> None:
    odd = Weight(Decimal("45.12345"), Unit.KG)
    assert odd.to(Unit.KG) is odd


@given(thousandths)
def test_a_conversion_is_right_to_the_thousandth(amount: Decimal) -> None:
    exact = Fraction(amount) * Fraction(KG_PER_LB)
    assert abs(Fraction(Weight(amount, Unit.LB).to(Unit.KG).amount) - exact) <= Fraction(1, 2000)
    exact = Fraction(amount) / Fraction(KG_PER_LB)
    assert abs(Fraction(Weight(amount, Unit.KG).to(Unit.LB).amount) - exact) <= Fraction(1, 2000)


@given(thousandths)
def test_there_and_back_is_where_it_began(amount: Decimal) -> None:
    kilograms, pounds = Weight(amount, Unit.KG), Weight(amount, Unit.LB)
    assert kilograms.to(Unit.LB).to(Unit.KG) == kilograms
    back = pounds.to(Unit.KG).to(Unit.LB)
    assert abs(back.amount - amount) <= Decimal("0.001"), "a thousandth of a kilogram is the coarser one"


def test_a_step_in_another_unit_is_converted() -> None:
    assert kg("45").plus(Weight(Decimal(5), Unit.LB)) == kg("47.268")
    assert lb("100").plus(Weight(Decimal("2.5"), Unit.KG)) == lb("105.512")


def test_a_bare_weight_stops_at_zero_and_help_does_not() -> None:
    lighter = Weight(Decimal(-5), Unit.KG)
    assert kg("3").plus(lighter) == kg("0") == kg("0").plus(lighter)
    assert body("3").plus(lighter) == body("-2")
    assert body("-2").plus(lighter) == body("-7")


@pytest.mark.parametrize(
    ("load", "text"),
    [
        (kg("45"), "45 kg"),
        (kg("45.0"), "45 kg"),
        (kg("82.50"), "82.5 kg"),
        (lb("100"), "100 lb"),
        (kg("0"), "0 kg"),
        (body(), "body weight"),
        (body("0.0"), "body weight"),
        (body("5"), "body weight + 5 kg"),
        (body("-20.5"), "body weight − 20.5 kg"),
        (Load(Weight(Decimal(-45), Unit.LB), on_body=True), "body weight − 45 lb"),
    ],
)
def test_a_load_as_a_lifter_writes_it(load: Load, text: str) -> None:
    assert str(load) == text


def test_the_body_alone() -> None:
    assert body_weight(Unit.KG) == body()
    assert body_weight(Unit.LB) == Load(Weight(Decimal(0), Unit.LB), on_body=True)


def test_a_range_of_repetitions_as_text() -> None:
    assert (str(RepRange(10, 10)), str(RepRange(8, 12))) == ("10", "8–12")


@pytest.mark.parametrize(
    ("amount", "text"),
    [("45", "45"), ("100", "100"), ("1E+2", "100"), ("82.500", "82.5"), ("0.000", "0"), ("-2.50", "-2.5")],
)
def test_plain_amounts(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text


@given(thousandths)
def test_a_plain_amount_is_still_the_same_amount(amount: Decimal) -> None:
    text = plain(amount)
    assert Decimal(text) == amount and "E" not in text and not ("." in text and text.endswith(("0", ".")))
