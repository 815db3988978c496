"""What a lifter weighs: how it is typed, and which numbers are asked about."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.bests import kilograms
from bot.training.quantities import Unit, Weight
from bot.training.weighing import Doubt, change, doubted, is_to_be_weighed, read_weight
from tests.training.gym import CURL, HELPED_PULL_UP, PULL_UP, ROW
from tests.training.week import DAY, MONDAY


def weight(words: str) -> Weight:
    amount, unit = words.split()
    return Weight(Decimal(amount), Unit(unit))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("82.5", "82.5 kg"), ("82,5", "82.5 kg"), (" 82.5KG ", "82.5 kg"), ("82 kilos", "82 kg"), ("182 lb", "182 lb"),
        ("182lbs", "182 lb"), ("182 pounds", "182 lb"), ("82.55", "82.55 kg"),
    ],
)  # fmt: skip
def test_what_is_typed(typed: str, read: str) -> None:
    assert read_weight(typed, Unit.KG) == weight(read)


def test_a_bare_number_is_in_the_lifters_unit() -> None:
    assert read_weight("182", Unit.LB) == weight("182 lb")


@pytest.mark.parametrize("typed", ["", "much", "-80", "10x45", "80 80", "80.555", "12345", "8O", "80 st", "٨٢", "1e2"])
def test_what_is_no_weight(typed: str) -> None:
    assert read_weight(typed, Unit.KG) is None


@pytest.mark.parametrize(
    ("typed", "last", "days", "doubt"),
    [
        ("82.5 kg", None, 0, None),
        ("30 kg", None, 0, None),
        ("300 kg", None, 0, None),
        ("29.9 kg", None, 0, Doubt((weight("299.0 kg"),), True)),
        ("301 kg", None, 0, Doubt((weight("301 lb"), weight("30.1 kg")), True)),
        ("825 kg", None, 0, Doubt((weight("82.5 kg"),), False)),
        ("8.2 kg", None, 0, Doubt((weight("82.0 kg"),), False)),
        ("69 kg", "80 kg", 14, None),
        ("67.9 kg", "80 kg", 14, Doubt((), True)),
        ("67.9 kg", "80 kg", 15, None),
        ("92 kg", "80 kg", 1, None),
        ("92.1 kg", "80 kg", 1, Doubt((), True)),
        ("180 kg", "82 kg", 1, Doubt((weight("180 lb"),), True)),
        ("82 lb", "180 lb", 1, Doubt((weight("82 kg"),), True)),
    ],
)
def test_what_is_doubted(typed: str, last: str | None, days: int, doubt: Doubt | None) -> None:
    before = (MONDAY - days * DAY, weight(last)) if last else None
    assert doubted(weight(typed), before, MONDAY) == doubt


AMOUNTS = st.decimals("0.1", "1500", places=1)


@given(AMOUNTS, st.sampled_from(Unit), st.none() | st.tuples(AMOUNTS, st.sampled_from(Unit), st.integers(0, 30)))
def test_what_is_offered_instead_is_never_doubted_itself(
    amount: Decimal, unit: Unit, last: tuple[Decimal, Unit, int] | None
) -> None:
    before = (MONDAY - timedelta(days=last[2]), Weight(last[0], last[1])) if last else None
    doubt = doubted(Weight(amount, unit), before, MONDAY)
    for likely in doubt.likely if doubt else ():
        assert doubted(likely, before, MONDAY) is None and 30 <= kilograms(likely) <= 300


def test_the_change_is_in_the_unit_of_the_later_one() -> None:
    assert change(weight("82.5 kg"), weight("83 kg")) == weight("-0.5 kg")
    assert change(weight("182 lb"), weight("82.5 kg")) == weight("0.1 lb")


def test_it_is_asked_for_after_four_weeks_where_the_body_moves() -> None:
    ago = timedelta(days=28)
    known, old = ((MONDAY - ago, weight("80 kg")),), ((MONDAY - ago - DAY, weight("80 kg")),)
    assert is_to_be_weighed((ROW, PULL_UP), (), MONDAY) and is_to_be_weighed((HELPED_PULL_UP,), old, MONDAY)
    assert not is_to_be_weighed((ROW, PULL_UP), known, MONDAY)
    assert not is_to_be_weighed((ROW, CURL), (), MONDAY)
