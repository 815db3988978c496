"""Streaks of weeks, told as calendars: rest days break nothing, sickness and travel neither, and only weeks are counted."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.habits import Away, Pause
from bot.training.streak import Streak, streak

MONDAY = date(2026, 11, 23)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def weeks(calendar: str) -> list[date]:
    """The days of a calendar that ends with this week: a letter a week, `.` without a session, else so many days after its
    Monday."""
    first = MONDAY - WEEK * (len(calendar) - 1)
    return [first + WEEK * at + DAY * int(day) for at, day in enumerate(calendar) if day != "."]


@pytest.mark.parametrize(
    ("calendar", "found"),
    [
        ("", Streak(0, 0)),
        (".", Streak(0, 0)),
        ("0", Streak(1, 1)),
        ("0000", Streak(4, 4)),
        ("0606", Streak(4, 4)),  # thirteen days between two sessions, and no week without one
        ("60", Streak(2, 2)),  # Sunday and Monday are two weeks
        ("000.", Streak(3, 3)),  # this week is not over
        ("000..", Streak(0, 3)),
        ("00000.00", Streak(2, 5)),
        ("00.000", Streak(3, 3)),
        ("00.000.", Streak(3, 3)),
        ("0.0.0.0", Streak(1, 1)),
    ],
)
def test_weeks_with_a_session_in_a_row(calendar: str, found: Streak) -> None:
    assert streak(weeks(calendar), (), MONDAY + 3 * DAY) == found


def test_many_sessions_a_week_are_still_one_week() -> None:
    assert streak([MONDAY, MONDAY, MONDAY + DAY, MONDAY + 4 * DAY], (), MONDAY + 5 * DAY) == Streak(1, 1)


def test_on_sunday_the_week_is_not_over_and_on_monday_it_is() -> None:
    trained = weeks("00.")
    assert streak(trained, (), MONDAY + 6 * DAY) == Streak(2, 2)
    assert streak(trained, (), MONDAY + 7 * DAY) == Streak(0, 2)


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        (MONDAY - 7 * DAY, MONDAY - DAY, True),
        (MONDAY - 3 * DAY, MONDAY - 3 * DAY, True),  # a day in bed may have been the day to train
        (MONDAY - DAY, None, True),
        (MONDAY - 30 * DAY, None, True),
        (MONDAY - 30 * DAY, MONDAY - 7 * DAY, True),
        (MONDAY - 30 * DAY, MONDAY - 8 * DAY, False),  # back on the Sunday before
        (MONDAY, MONDAY + 6 * DAY, False),
    ],
)
def test_a_week_away_neither_counts_nor_breaks(since: date, until: date | None, kept: bool) -> None:
    found = streak(weeks("00.0"), [Pause(since, until, Away.SICK)], MONDAY + DAY)
    assert found == (Streak(3, 3) if kept else Streak(1, 2))


def test_of_several_times_away_each_is_passed_over() -> None:
    away = [Pause(MONDAY - 7 * DAY, MONDAY - DAY), Pause(MONDAY - 21 * DAY, MONDAY - 15 * DAY)]
    assert streak(weeks("0.0.0"), away, MONDAY) == Streak(3, 3)


def test_who_trained_in_a_week_away_has_trained() -> None:
    assert streak(weeks("000"), [Pause(MONDAY - 14 * DAY, MONDAY)], MONDAY) == Streak(3, 3)


def test_days_to_come_are_not_counted() -> None:
    assert streak([*weeks("00"), MONDAY + 7 * DAY], (), MONDAY) == Streak(2, 2)
    assert streak([MONDAY + 7 * DAY], (), MONDAY) == Streak(0, 0)


days = st.lists(st.integers(0, 400).map(lambda n: MONDAY + 6 * DAY - n * DAY), max_size=40)
pauses = st.lists(
    st.builds(
        lambda n, long: Pause(MONDAY - n * DAY, MONDAY - (n - long) * DAY), st.integers(0, 400), st.integers(0, 30)
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(days, pauses, st.data())
def test_a_streak_is_a_run_of_weeks_however_it_is_told(
    trained: list[date], away: list[Pause], data: st.DataObject
) -> None:
    found = streak(trained, away, MONDAY)
    assert 0 <= found.weeks <= found.longest <= len(mondays(trained))
    assert streak(data.draw(st.permutations(trained)), away, MONDAY) == found
    assert streak(mondays(trained), away, MONDAY) == found, "on which day of a week makes no difference"
    without = streak(trained, (), MONDAY)
    assert without.weeks <= found.weeks and without.longest <= found.longest, "to have been away never costs a week"


@settings(max_examples=60, deadline=None)
@given(days, pauses, st.integers(0, 400).map(lambda n: MONDAY - n * DAY))
def test_one_session_more_never_shortens_a_streak(trained: list[date], away: list[Pause], another: date) -> None:
    before, after = streak(trained, away, MONDAY), streak([*trained, another], away, MONDAY)
    assert before.weeks <= after.weeks and before.longest <= after.longest


def mondays(days: Iterable[date]) -> set[date]:
    return {day - DAY * day.weekday() for day in days}
