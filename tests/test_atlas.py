"""The atlas: from what a lifter shares or writes to zones, likeliest first, and nothing for nonsense. Real libraries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.atlas import OfflineAtlas
from bot.atlas.atlas import MOST_NEAR, MOST_PLACES
from bot.coach.records import Place
from bot.coach.world import Atlas

ATLAS: Atlas = OfflineAtlas()
SUMMER = datetime(2026, 7, 1, 16, 40, 20, tzinfo=UTC)
IN_THE_WHEEL = frozenset((files("tzdata") / "zones").read_text().split())


def read(words: str, now: datetime = SUMMER) -> dict[str, str]:
    """What the places are called, by their zones, in their order."""
    return {place.zone: place.name for place in ATLAS.read(words, now)}


def first(words: str, now: datetime = SUMMER) -> str:
    return next(iter(read(words, now)), "nothing")


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [
        (52.52, 13.405, Place("Berlin", "Europe/Berlin")),
        (-13.83, -171.76, Place("Apia", "Pacific/Apia")),
        (-31.55, 159.08, Place("Lord Howe", "Australia/Lord_Howe")),
        (40.71, -74.01, Place("New York", "America/New_York")),
        (-16.8, 180, Place("Fiji", "Pacific/Fiji")),
        (-30, -140, None),
        (0, -180, None),
        (90, 0, None),
        (90.01, 0, None),
        (0, 181, None),
        (float("nan"), 0, None),
        (-1e308, float("inf"), None),
    ],
)
def test_a_shared_location_has_a_zone_unless_it_is_at_sea(
    latitude: float, longitude: float, place: Place | None
) -> None:
    assert ATLAS.at(latitude, longitude) == place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Europe/Berlin", Place("Berlin", "Europe/Berlin")),
        (" europe/berlin ", Place("Berlin", "Europe/Berlin")),
        ("america/new york", Place("New York", "America/New_York")),
        ("AMERICA/NEW_YORK", Place("New York", "America/New_York")),
        ("US/Eastern", Place("New York", "America/New_York")),
        ("Asia/Calcutta", Place("Kolkata", "Asia/Kolkata")),
        ("Europe/Oslo", Place("Oslo", "Europe/Oslo")),
        ("lord howe", Place("Lord Howe", "Australia/Lord_Howe")),
        ("berlin", Place("Berlin, Germany", "Europe/Berlin")),
        ("sao paulo", Place("São Paulo, Brazil", "America/Sao_Paulo")),
        ("Zürich", Place("Zürich, Switzerland", "Europe/Zurich")),
        ("zurich", Place("Zürich, Switzerland", "Europe/Zurich")),
        ("MÜNCHEN", Place("Munich, Germany", "Europe/Berlin")),
        ("munich", Place("Munich, Germany", "Europe/Berlin")),
        ("東京", Place("Tokyo, Japan", "Asia/Tokyo")),
        ("kathmandu", Place("Kathmandu, Nepal", "Asia/Kathmandu")),
        ("Singapore", Place("Singapore", "Asia/Singapore")),
        ("Hong Kong", Place("Hong Kong", "Asia/Hong_Kong")),
        ("nepal", Place("Kathmandu, Nepal", "Asia/Kathmandu")),
        ("paris tx", Place("Paris, United States (Texas)", "America/Chicago")),
        ("Paris, Texas", Place("Paris, United States (Texas)", "America/Chicago")),
        ("Birmingham, United States (Alabama)", Place("Birmingham, United States (Alabama)", "America/Chicago")),
        ("birmingham uk", Place("Birmingham, United Kingdom", "Europe/London")),
        ("Köln, Nordrhein", Place("Köln, Germany", "Europe/Berlin")),
    ],
)
def test_a_zone_or_a_city_in_any_spelling_is_one_place(words: str, place: Place) -> None:
    assert ATLAS.read(words, SUMMER) == (place,)


def test_cities_of_one_name_are_told_apart_once_a_zone_largest_first() -> None:
    assert list(read("Springfield").items()) == [
        ("America/Chicago", "Springfield, United States (Missouri)"),  # Illinois has the same time
        ("America/New_York", "Springfield, United States (Massachusetts)"),
        ("America/Los_Angeles", "Springfield, United States (Oregon)"),
    ]
    assert read("birmingham") == {
        "Europe/London": "Birmingham, United Kingdom",
        "America/Chicago": "Birmingham, United States (Alabama)",
        "America/Detroit": "Birmingham, United States (Michigan)",
    }
    assert read("san jose") == read("San José") and read("San José")["America/Costa_Rica"] == "San José, Costa Rica"
    assert len(read("Victoria")) == MOST_PLACES
    assert read("Washington")["America/Denver"] == "Washington, United States (Utah)"
    assert list(read("Banjar").values()) == ["Banjar, Indonesia (Jakarta time)", "Banjar, Indonesia (Makassar time)"]


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("UTC+5:45", ["Asia/Kathmandu"]),
        ("utc+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("GMT +0530", ["Asia/Kolkata", "Asia/Colombo"]),
        ("+10:30", ["Australia/Lord_Howe"]),
        ("utc−3:30", []),  # St John's in winter, and nobody in summer
        ("utc+5:10", []),
        ("utc+15", []),
        ("+4:90", []),
    ],
)
def test_an_offset_means_those_whose_clocks_have_it_now(words: str, zones: list[str]) -> None:
    assert list(read(words)) == zones


def test_an_offset_or_an_abbreviation_of_many_brings_the_most_people_first() -> None:
    assert first("GMT+2") == first("CEST") == first("cet") == "Europe/Berlin"
    assert first("EST") == "America/New_York" and first("IST") == "Asia/Kolkata"
    assert "Europe/London" not in read("UTC") and "Europe/London" in read("UTC", datetime(2026, 1, 1, tzinfo=UTC))
    assert len(read("UTC")) == len(read("GMT+2")) == MOST_PLACES


@pytest.mark.parametrize(
    "words", ["18:40", "18.40", "18h40", "18:40 Uhr", "6:40 pm", "6.40 P.M.", "6:40pm", "6:40", "18:44", "18:33"]
)
def test_the_time_that_it_is_there(words: str) -> None:
    assert first(words) == "Europe/Berlin"


def test_a_time_is_compared_with_the_clocks_as_they_go_that_day() -> None:
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 1, tzinfo=UTC)
    assert "Europe/Berlin" in read("01:59", before) and "Europe/Berlin" in read("03:01", after)
    assert "Europe/Berlin" not in read("02:01", after), "where there was no such hour"
    assert list(read("06:46", after)) == ["Asia/Kathmandu"]


def test_a_time_may_be_on_the_other_side_of_midnight() -> None:
    late = datetime(2026, 1, 5, 23, 58, tzinfo=UTC)
    assert first("00:01", late) == first("23:55", late) == "Europe/London"
    at_ten = read("00:00", datetime(2026, 7, 1, 10, 0, tzinfo=UTC))
    assert {"Pacific/Honolulu", "Pacific/Kiritimati"} <= set(at_ten), "a day apart, by the same clock"
    assert first("12 am", datetime(2026, 7, 1, 22, 0, tzinfo=UTC)) == "Europe/Berlin"


@pytest.mark.parametrize(
    "words",
    [
        "25:99", "24:00", "13:00 pm", "0 am", "18", "Mars/Olympus", "Mars, Olympus", "Berlni", "", " ", "/", ",", "()",
        "Etc/GMT+5", "Factory", "posixrules", "leapseconds", "zone.tab", "../etc/passwd", "x" * 4096, "berlin" + " " * 60,
    ],
)  # fmt: skip
def test_nonsense_and_slips_mean_nothing(words: str) -> None:
    assert ATLAS.read(words, SUMMER) == ()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Berlni", Place("Berlin, Germany", "Europe/Berlin")),
        ("mnuich", Place("Munich, Germany", "Europe/Berlin")),
        ("Europe/Berlni", Place("Berlin", "Europe/Berlin")),
        ("Ney York", Place("New York", "America/New_York")),
    ],
)
def test_a_slip_of_the_finger_is_near_what_was_meant(words: str, place: Place) -> None:
    assert ATLAS.near(words) == (place,)


def test_what_is_near_is_little() -> None:
    assert len(ATLAS.near("Los Angles")) == MOST_NEAR
    assert [ATLAS.near(words) for words in ("Mars/Olympus", "ok", "", "x" * 4096)] == [(), (), (), ()]


def test_several_who_ask_at_once_open_it_once() -> None:
    atlas = OfflineAtlas()
    with ThreadPoolExecutor(3) as threads:
        assert len(set(map(id, threads.map(lambda _: atlas._open(), range(3))))) == 1


FRAGMENTS = (
    "berlin", "San", "utc", "+", "-", "99", "1", ":", ".", " ", ",", "(", ")", "/", "_", "|", "\t", "\n", "\x00", "\ud800",
    "ß", "ﷺ", "İ", "٣", "２", "²", "½", "🏋️", "e\u0301", "\u202e", "%s", "{}", "'; --", "\\", "am", "pm", "US", "Etc/GMT-14",
    "9" * 50, "a" * 61,
)  # fmt: skip


ANYTHING = st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join) | st.text(max_size=70)


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
@example("a " * 30)
@example("ﷺ" * 60)
@example("a" * 58 + "|")
def test_whatever_is_written_the_answer_is_short_and_its_zones_are_real(words: str) -> None:
    zones = [place.zone for place in ATLAS.read(words, SUMMER)]
    assert len(zones) <= MOST_PLACES
    assert len(set(zones)) == len(zones) and IN_THE_WHEEL.issuperset(zones)


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_whatever_is_written_little_is_near_it(words: str) -> None:
    zones = [place.zone for place in ATLAS.near(words)]
    assert len(zones) <= MOST_NEAR and IN_THE_WHEEL.issuperset(zones)
