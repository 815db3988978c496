"""Cells as apps, spreadsheets and phones in other languages write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exchange.dates import Calendar, Order, order_of
from bot.exchange.numbers import number, seconds, weight, whole
from bot.training.quantities import Unit, Weight
from bot.training.walltime import zone_of


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("82.5", "82.5"),
        ("82,5", "82.5"),
        (" 82.50 ", "82.50"),
        ("-20", "-20"),
        ("−20", "-20"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5.0"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1'234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        ("1,271", "1271"),
        ("12,3456", "12.3456"),
    ],
)
def test_a_number_in_any_hand(cell: str, meant: str) -> None:
    assert number(cell) == Decimal(meant)


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "1e5", "NaN", "Infinity", "0x10", "1.2.3", "1,23,4", "1,2.3,4", "5 kg", "9" * 50]
)
def test_no_number(cell: str) -> None:
    assert number(cell) is None


def test_a_lone_comma_before_three_digits_is_what_the_file_means_by_commas() -> None:
    assert number("1,271") == 1271
    assert number("1,271", True) == Decimal("1.271")
    assert whole("1,271", True) == whole("1.271") == whole("1271.0") == 1271


@pytest.mark.parametrize(
    ("cell", "unit", "wished", "meant"),
    [
        ("74.99999999999999", Unit.KG, Unit.KG, ("75", Unit.KG)),
        ("100", Unit.KG, Unit.KG, ("100", Unit.KG)),
        ("82.125", Unit.KG, Unit.KG, ("82.125", Unit.KG)),
        ("45.359237", Unit.KG, Unit.KG, ("45.359", Unit.KG)),
        ("45.359237", Unit.KG, Unit.LB, ("100", Unit.LB)),
        ("60", Unit.KG, Unit.LB, ("60", Unit.KG)),
        ("45.3", Unit.KG, Unit.LB, ("45.3", Unit.KG)),
        ("220.462", Unit.LB, Unit.KG, ("100", Unit.KG)),
        ("225", Unit.LB, Unit.KG, ("225", Unit.LB)),
        ("-44.0924", Unit.LB, Unit.KG, ("-20", Unit.KG)),
    ],
)
def test_a_weight_is_what_was_lifted(cell: str, unit: Unit, wished: Unit, meant: tuple[str, Unit]) -> None:
    found = weight(cell, unit, wished)
    assert found == Weight(Decimal(meant[0]), meant[1])
    assert str(found.amount) == meant[0]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1h 5m", 3900), ("45m", 2700), ("1h", 3600), ("38s", 38), ("1h 2m 3s", 3723), ("90 min", 5400), ("1:30", 90),
        ("0:01:48", 108), ("0:32:06", 1926), ("3900", 3900), ("60.0", 60), ("60,0", 60), ("0", 0),
        ("", None), ("long", None), ("-5", None), ("1:2:3:4", None),
    ],
)  # fmt: skip
def test_a_while(cell: str, meant: int | None) -> None:
    assert seconds(cell) == meant


def at(cell: str, zone: str = "UTC", order: Order = Order.DAY_FIRST) -> datetime | None:
    return Calendar(zone_of(zone), order).instant(cell)


SEPTEMBER = datetime(2025, 9, 15, 7, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "15 Sep 2025, 07:48",  # English, as in all the older files
        "15 sept. 2025, 07:48",  # French, Spanish
        "15. Sept. 2025, 07:48",  # German
        "15 de set. de 2025, 07:48",  # Portuguese
        "15 set 2025, 07:48",  # Italian
        "15 sep. 2025 07:48",  # Dutch
        "15 wrz 2025, 07:48",  # Polish
        "15 сент. 2025 г., 07:48",  # Russian
        "15 Eyl 2025 07:48",  # Turkish
        "15. sep. 2025 07.48",  # Danish
        "2025年9月15日 07:48",  # Japanese, Chinese
        "2025年9月15日 上午7:48",
        "2025년 9월 15일 오전 7:48",  # Korean
        "Sep 15, 2025, 7:48 AM",
        "September 15, 2025 at 7:48 AM",
        "Mon, 15 Sep 2025, 07:48",
        "2025-09-15 07:48:00",
        "2025-09-15T07:48:00Z",
        "2025-09-15 09:48:00 +0200",
        "2025-09-15T03:48:00.000-04:00",
        "2025-09-15 7:48:00\u202fAM",
        "2025/09/15 7:48 AM",
        "15.09.2025 07:48",
        "15/09/2025 07:48",
        "15-09-25 07:48",
    ],
)
def test_one_moment_in_many_hands(cell: str) -> None:
    assert at(cell) == SEPTEMBER


@pytest.mark.parametrize(("shown", "hour"), [("12:05 AM", 0), ("1:05 AM", 1), ("12:05 PM", 12), ("11:05 p.m.", 23)])
def test_clocks_of_twelve_hours(shown: str, hour: int) -> None:
    for day in ("2025-09-15", "Sep 15, 2025,", "15/09/2025"):
        assert at(f"{day} {shown}") == datetime(2025, 9, 15, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("de", "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
        ("fr", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        ("es", "ene feb mar abr may jun jul ago sept oct nov dic"),
        ("pt", "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
        ("it", "gen feb mar apr mag giu lug ago set ott nov dic"),
        ("nl", "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec."),
        ("pl", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
        ("ru", "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек."),
        ("tr", "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara"),
        ("sv", "januari februari mars april maj juni juli augusti september oktober november december"),
        ("nb", "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des."),
    ],
)
def test_the_months_of_a_language(language: str, months: str) -> None:
    for month, word in enumerate(months.split(), 1):
        assert at(f"3 {word} 2026, 19:30") == datetime(2026, month, 3, 19, 30, tzinfo=UTC), word
        assert at(f"3 {word.upper()} 2026, 19:30") == datetime(2026, month, 3, 19, 30, tzinfo=UTC), word


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "soon",
        "15 Foo 2025, 07:48",
        "31 Apr 2025, 07:48",
        "15 Sep 2025, 25:00",
        "0000-00-00",
        "99999",
        "15 Sep",
        "2025-13-01",
    ],
)
def test_no_date(cell: str) -> None:
    assert at(cell) is None


def test_a_day_without_an_hour_is_its_noon_where_the_lifter_lives() -> None:
    assert at("2026-08-08", "Asia/Tokyo") == datetime(2026, 8, 8, 3, tzinfo=UTC)


def test_what_a_clock_shows_twice_is_the_first_and_what_it_skips_comes_after() -> None:
    berlin = "Europe/Berlin"
    assert at("26 Oct 2025, 02:30", berlin) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert at("30 Mar 2025, 02:30", berlin) == datetime(2025, 3, 30, 1, 0, tzinfo=UTC)
    assert at("2025-03-30 02:30:00 +0000", berlin) == datetime(2025, 3, 30, 2, 30, tzinfo=UTC)
    assert at("30 Dec 2011, 10:00", "Pacific/Apia") is None


def test_which_of_two_numbers_is_the_day() -> None:
    assert order_of(["01/02/2024", "25/02/2024"]) is Order.DAY_FIRST
    assert order_of(["01/02/2024", "02/25/2024"]) is Order.MONTH_FIRST
    assert order_of(["01.02.2024"]) is Order.DAY_FIRST
    assert order_of(["01/02/2024", "", "x"]) is Order.UNTOLD
    assert order_of(["2024-01-02", "15 Sep 2025"]) is None
    assert at("03/04/2024", order=Order.MONTH_FIRST) == datetime(2024, 3, 4, 12, tzinfo=UTC)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_cell_is_something_or_nothing(cell: str) -> None:
    at(cell)
    number(cell)
    whole(cell)
    seconds(cell)
    weight(cell, Unit.KG, Unit.LB)
