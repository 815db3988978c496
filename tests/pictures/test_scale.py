"""Scales: round numbers and days that people know, evenly spaced, few enough to be read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures import scale

values = st.floats(-1e12, 1e12)
days = st.dates()


@pytest.mark.parametrize(
    "value, text",
    [
        (0, "0"),
        (-0.001, "0"),
        (2.5, "2.5"),
        (102.5, "102.5"),
        (-20, "−20"),
        (1250, "1,250"),
        (12_480, "12.5k"),
        (3_000_000, "3M"),
        (1e12, "1T"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert scale.written(value) == text


def test_numbers_of_one_scale_are_of_one_kind() -> None:
    assert scale.labels([0, 2500, 5000, 7500, 10_000]) == ["0", "2.5k", "5k", "7.5k", "10k"]
    assert scale.labels([10_000, 10_250, 10_500]) == ["10k", "10.25k", "10.5k"]
    assert scale.labels([-40, -20, 0]) == ["−40", "−20", "0"]


@settings(max_examples=100, deadline=None)
@given(values, values)
def test_a_scale_holds_its_values_and_few_round_numbers(one: float, other: float) -> None:
    low, high = scale.around(min(one, other), max(one, other))
    assert low <= min(one, other) <= max(one, other) < high
    numbers = scale.ticks(low, high, scale.finest([0.5]))
    assert 2 <= len(numbers) <= 6
    step = numbers[1] - numbers[0]
    assert all(abs(after - before - step) <= 1e-6 * step for before, after in pairwise(numbers))
    assert len(set(scale.labels(numbers))) == len(numbers)


def test_what_is_only_counted_whole_has_no_halves_on_its_scale() -> None:
    assert scale.ticks(*scale.around(2, 4), scale.finest([2, 4])) == [2, 3, 4]
    assert scale.ticks(*scale.around(2, 4), scale.finest([2, 2.5, 4]))[1] < 3


def test_a_scale_begins_at_zero_where_that_is_near_and_never_at_less_than_nothing() -> None:
    assert scale.around(10, 100)[0] == 0
    assert scale.around(-40, -2)[1] >= 0
    assert scale.around(80, 100)[0] > 50
    assert scale.around(0, 0)[0] == 0


@settings(max_examples=100, deadline=None)
@given(days, days, st.integers(2, 8))
def test_days_of_a_scale_are_within_it_and_few(one: date, other: date, most: int) -> None:
    first, last = min(one, other), max(one, other)
    found = scale.dates(first, last, most)
    assert len(found) <= most
    assert all(first <= day <= last for day, _ in found)
    assert [day for day, _ in found] == sorted({day for day, _ in found})
    if last - first < timedelta(days=7):
        assert found[0] == (first, scale.short_day(first))


@pytest.mark.parametrize(
    "first, last, labels",
    [
        (date(2026, 3, 4), date(2026, 3, 4), ["4 Mar"]),
        (date(2026, 3, 4), date(2026, 3, 7), ["4 Mar", "5 Mar", "6 Mar", "7 Mar"]),
        (date(2026, 3, 4), date(2026, 4, 2), ["9 Mar", "16 Mar", "23 Mar", "30 Mar"]),  # Mondays
        (date(2025, 10, 20), date(2026, 2, 20), ["Nov", "Dec", "2026", "Feb"]),
        (date(2023, 5, 1), date(2026, 5, 1), ["2024", "2025", "2026"]),
    ],
)
def test_days_are_written_as_people_say_them(first: date, last: date, labels: list[str]) -> None:
    assert [label for _, label in scale.dates(first, last, 6)] == labels
