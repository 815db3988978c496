"""Hours, days and dates as people type them, and that nonsense is nothing rather than a crash."""

import random
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.habits import Quiet
from bot.training.hours import read_days, read_days_and_hour, read_hour, read_past, read_quiet, read_until
from tests.training.week import days

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("18", time(18)),
        ("7", time(7)),
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("18h30", time(18, 30)),
        ("07:05", time(7, 5)),
        (" 18:30 ", time(18, 30)),
        ("6pm", time(18)),
        ("6 PM", time(18)),
        ("6:45 am", time(6, 45)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("12:30am", time(0, 30)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_hours_as_people_write_them(typed: str, hour: time) -> None:
    assert read_hour(typed) == hour


@pytest.mark.parametrize(
    "typed",
    ["", "25:99", "24", "24:00", "18:60", "13 pm", "0 am", "-1", "18:3", "six", "18:30:00", "6 p", "١٨", "1830"],
)
def test_what_is_no_hour(typed: str) -> None:
    assert read_hour(typed) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("mon wed fri", "Mon Wed Fri"),
        ("Monday, Thursday", "Mon Thu"),
        ("mo we fr", "Mon Wed Fri"),
        ("Tuesdays and Saturdays", "Tue Sat"),
        ("tue/thur/sun", "Tue Thu Sun"),
        ("mon mon mon", "Mon"),
        ("sun mon tue wed thu fri sat", "Mon Tue Wed Thu Fri Sat Sun"),
        ("mon", "Mon"),
    ],
)
def test_days_as_people_write_them(typed: str, names: str) -> None:
    assert read_days(typed) == days(names)


@pytest.mark.parametrize("typed", ["", "and", "t", "s", "m w f", "mon wed foo", "mondayish", "every", "1 2 3", "🏋"])
def test_one_word_that_is_no_day_spoils_them_all(typed: str) -> None:
    assert read_days(typed) == frozenset()


@pytest.mark.parametrize(
    ("typed", "names", "hour"),
    [
        ("mon wed fri 18:30", "Mon Wed Fri", time(18, 30)),
        ("Mon, Thu at 6 pm", "Mon Thu", time(18)),
        ("mon 7", "Mon", time(7)),
        ("sat 13:00", "Sat", time(13)),
        ("sat at 13:00", "Sat", time(13)),
        ("wed18", "Wed", time(18)),
        ("tue sat", "Tue Sat", None),
        ("19:00", "", time(19)),
        ("at 19", "", time(19)),
    ],
)
def test_days_and_an_hour_or_either(typed: str, names: str, hour: time | None) -> None:
    assert read_days_and_hour(typed) == (days(names), hour)


@pytest.mark.parametrize(
    "typed", ["", "   ", "whenever", "mon 25:99", "foo 18:00", "18:00 mon", "mon 18 tue", "mon 7 or 8"]
)
def test_if_any_of_it_is_neither_all_of_it_is_nothing(typed: str) -> None:
    assert read_days_and_hour(typed) is None


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("22-7", Quiet(time(22), time(7))),
        ("22:30 to 6:30", Quiet(time(22, 30), time(6, 30))),
        ("10 pm – 6 am", Quiet(time(22), time(6))),
        ("0-0", Quiet(time(0), time(0))),
    ],
)
def test_quiet_hours_as_people_write_them(typed: str, quiet: Quiet) -> None:
    assert read_quiet(typed) == quiet


@pytest.mark.parametrize("typed", ["", "22", "22-", "-7", "22-7-9", "22-25", "night", "22 7"])
def test_what_are_no_quiet_hours(typed: str) -> None:
    assert read_quiet(typed) is None


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1 Dec", date(2026, 12, 1)),
        ("1 december", date(2026, 12, 1)),
        ("Dec 1", date(2026, 12, 1)),
        ("1.12.", date(2026, 12, 1)),
        ("1.12", date(2026, 12, 1)),
        ("1. 12.", date(2026, 12, 1)),
        ("5 Jan", date(2027, 1, 5)),
        ("22 nov", date(2027, 11, 22)),
        ("23 nov", TODAY),
        ("1 day", TODAY),
        ("10 days", date(2026, 12, 2)),
        ("3d", date(2026, 11, 25)),
        ("2 weeks", date(2026, 12, 6)),
        ("1 w", date(2026, 11, 29)),
    ],
)
def test_the_last_day_of_a_pause_as_people_write_it(typed: str, until: date) -> None:
    assert read_until(typed, TODAY) == until


@pytest.mark.parametrize(
    "typed",
    [
        "", "2026-11-22", "2028-01-01", "2026-13-01", "2026-02-30", "30 feb", "31.11.", "32 dec", "0 dec", "1 foo", "dec", "1",
        "999 days", "0 days", "100 weeks", "soon", "0000-01-01", "9999-99-99", "²³ dec", "1 dec 2026",
    ],
)  # fmt: skip
def test_what_is_no_day_to_come_within_a_year(typed: str) -> None:
    assert read_until(typed, TODAY) is None


def test_leap_day_is_a_day_when_it_comes() -> None:
    assert read_until("29 feb", date(2028, 1, 10)) == date(2028, 2, 29)
    assert read_until("29 feb", date(2027, 3, 1)) == date(2028, 2, 29)
    assert read_until("29 feb", TODAY) is None


PIECES = (
    "mon", "tuesday", "fri", "and", "at", "to", "-", "–", ":", ".", " ", ",", "18", "7", "30", "99", "pm", "am", "h", "days",
    "weeks", "w", "dec", "29 feb", "2026-", "0", "١", "²", "ß", "İ", "\n", "\0", "🏋", "9" * 40, "until", "1.1.", "x",
)  # fmt: skip


def test_two_thousand_lines_of_nonsense_are_read_or_not_and_never_raise() -> None:
    dice = random.Random(20261123)
    for _ in range(2000):
        reads_or_not("".join(dice.choices(PIECES, k=dice.randrange(1, 9))))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_at_all_is_read_or_not(typed: str) -> None:
    reads_or_not(typed)


def reads_or_not(typed: str) -> None:
    assert read_hour(typed) is None or isinstance(read_hour(typed), time)
    assert read_days(typed) <= frozenset(range(7))
    found = read_days_and_hour(typed)
    assert found is None or found[0] or found[1] is not None, typed
    quiet = read_quiet(typed)
    assert quiet is None or isinstance(quiet, Quiet)
    for today in (TODAY, date(2028, 2, 29), date(2026, 12, 31)):
        until = read_until(typed, today)
        assert until is None or 0 <= (until - today).days <= 366, typed


SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", SUNDAY),
        (" Yesterday ", date(2026, 11, 21)),
        ("thursday", date(2026, 11, 19)),
        ("last Thu", date(2026, 11, 19)),
        ("sunday", date(2026, 11, 15)),
        ("2026-11-03", date(2026, 11, 3)),
        ("3 Nov", date(2026, 11, 3)),
        ("november 3", date(2026, 11, 3)),
        ("3.11.", date(2026, 11, 3)),
        ("3.11.2025", date(2025, 11, 3)),
        ("3 Nov 2025", date(2025, 11, 3)),
        ("Nov 3, 2025", date(2025, 11, 3)),
        ("24 Dec", date(2025, 12, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("22 Nov", SUNDAY),
        ("0001-01-01", date(1, 1, 1)),
    ],
)
def test_a_day_that_has_come(typed: str, day: date) -> None:
    assert read_past(typed, SUNDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "tomorrow",
            "2026-11-23",
            "23 Nov 2026",
            "31.2.",
            "30 Feb 2024",
            "0.0.",
            "3.13.",
            "2026-13-01",
            "10x45",
            "12",
        ),
        *("s", "last", "3 Nov 26", "3 Nov 0000", "99999", "2026-11-03-04", "a" * 5000, " " * 5000 + "1", "٣.١١."),
    ],
)
def test_no_day_that_has_come(typed: str) -> None:
    assert read_past(typed, SUNDAY) is None
