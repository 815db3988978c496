"""Wall time on the days that clocks change, told by zones that really did; then all zones against a table of their clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.training.walltime import day_in, instant, zone_of

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def shown(zone: str, day: date, at: time) -> tuple[str, str] | None:
    """What the clock of the zone shows at the instant found, and the same instant in UTC."""
    found = instant(day, at, ZoneInfo(zone))
    return None if found is None else (f"{found.astimezone(ZoneInfo(zone)):%a %H:%M}", f"{found:%H:%M}")


def test_six_in_the_evening_is_six_in_the_evening_before_and_after_clocks_change() -> None:
    assert shown("Europe/Berlin", SPRING - DAY, time(18)) == ("Sat 18:00", "17:00")
    assert shown("Europe/Berlin", SPRING, time(18)) == ("Sun 18:00", "16:00")
    assert shown("Europe/Berlin", AUTUMN, time(18)) == ("Sun 18:00", "17:00")


def test_an_hour_that_is_left_out_gives_way_to_the_moment_the_gap_ends() -> None:
    for minute in (0, 1, 30, 59):
        assert shown("Europe/Berlin", SPRING, time(2, minute)) == ("Sun 03:00", "01:00")
    assert shown("Europe/Berlin", SPRING, time(1, 59)) == ("Sun 01:59", "00:59")
    assert shown("Europe/Berlin", SPRING, time(3)) == ("Sun 03:00", "01:00")


def test_an_hour_that_comes_twice_counts_the_first_time() -> None:
    assert shown("Europe/Berlin", AUTUMN, time(2, 30)) == ("Sun 02:30", "00:30")
    second = instant(AUTUMN, time(2, 30, fold=1), ZoneInfo("Europe/Berlin"))
    assert second == datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "unless the second is asked for by name"


def test_the_half_hour_of_lord_howe() -> None:
    assert shown("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10)) == ("Sun 02:30", "15:30")
    assert shown("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45)) == ("Sun 01:45", "14:45")


def test_the_day_that_apia_left_out_has_no_hour_at_all_and_its_neighbours_have_all() -> None:
    for hour in range(24):
        assert shown("Pacific/Apia", date(2011, 12, 30), time(hour)) is None
        for day in (date(2011, 12, 29), date(2011, 12, 31)):
            assert shown("Pacific/Apia", day, time(hour)) == (
                f"{day:%a} {hour:02}:00",
                f"{(hour + (10 if day.day == 29 else -14)) % 24:02}:00",
            )


def test_a_day_that_ends_with_a_gap_keeps_its_last_minute() -> None:
    assert shown("America/Nuuk", date(2024, 3, 30), time(23, 30)) == ("Sat 22:59", "00:59")
    assert shown("America/Nuuk", date(2024, 3, 30), time(22, 30)) == ("Sat 22:30", "00:30")


def test_a_day_that_begins_with_a_gap_begins_at_one() -> None:
    assert shown("America/Santiago", date(2026, 9, 6), time(0)) == ("Sun 01:00", "04:00")
    assert shown("America/Santiago", date(2026, 9, 6), time(0, 30)) == ("Sun 01:00", "04:00")
    assert shown("America/Santiago", date(2026, 9, 5), time(23, 59)) == ("Sat 23:59", "03:59")


def test_a_midnight_that_comes_twice_is_the_first_one_of_its_own_day() -> None:
    assert shown("America/Santiago", date(2026, 4, 4), time(23, 30)) == ("Sat 23:30", "02:30")
    assert shown("America/Santiago", date(2026, 4, 5), time(0)) == ("Sun 00:00", "04:00")


def test_leap_day_has_its_evening() -> None:
    assert shown("Asia/Tokyo", date(2028, 2, 29), time(18)) == ("Tue 18:00", "09:00")


def clock(zone: tzinfo, day: date) -> dict[time, datetime]:
    """What clocks of the zone show on a day, each quarter of an hour, by walking through the instants around it."""
    found: dict[time, datetime] = {}
    at = datetime.combine(day, time(0), UTC) - timedelta(hours=15)
    for _ in range(54 * 4):
        local = at.astimezone(zone)
        if local.date() == day:
            found.setdefault(local.time(), at)
        at += QUARTER
    return found


def changes(zone: tzinfo, years: range) -> Iterator[date]:
    """The dates of a zone on which its offset changes."""
    day, end = date(years.start, 1, 1), date(years.stop, 1, 1)
    before = datetime.combine(day, time(12), zone).utcoffset()
    while day < end:
        week = datetime.combine(day + 7 * DAY, time(12), zone).utcoffset()
        if week != before:
            for n in range(1, 8):
                offset = datetime.combine(day + n * DAY, time(12), zone).utcoffset()
                if offset != before:
                    yield day + n * DAY
                before = offset
        before, day = week, day + 7 * DAY


def different_zones(years: range) -> dict[tuple[object, ...], str]:
    """Every zone there is, those that never differ in these years taken once."""
    found: dict[tuple[object, ...], str] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        changing = tuple(changes(zone, years))
        start = datetime(years.start, 1, 1, 12, tzinfo=zone).utcoffset()
        found.setdefault((start, *((day, tuple(clock(zone, day).values())) for day in changing)), name)
    return found


def test_every_zone_whose_clocks_change_is_read_as_its_clocks_show() -> None:
    year = range(2026, 2027)
    zones = different_zones(year)
    assert len(zones) > 50
    for name in zones.values():
        zone = ZoneInfo(name)
        for changing in changes(zone, year):
            for day in (changing - DAY, changing):
                agrees_with_its_clock(name, zone, day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 29)),
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("America/Nuuk", date(2024, 3, 30)),
        ("America/Nuuk", date(2023, 10, 28)),
        ("Asia/Pyongyang", date(2018, 5, 4)),
        ("America/Caracas", date(2007, 12, 9)),
        ("Africa/Cairo", date(2026, 4, 24)),
        ("Asia/Beirut", date(2026, 10, 24)),
        ("Antarctica/Troll", SPRING),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
    ],
)
def test_the_oddest_days_are_read_as_their_clocks_show(name: str, day: date) -> None:
    agrees_with_its_clock(name, ZoneInfo(name), day)


def agrees_with_its_clock(name: str, zone: tzinfo, day: date) -> None:
    """Each wall time that is shown is found where it is shown first; each other on that day, at the end of its gap."""
    table = clock(zone, day)
    last: datetime | None = None
    for quarter in range(96):
        at = time(quarter // 4, quarter % 4 * 15)
        found = instant(day, at, zone)
        where = f"{name} {day} {at}: {found}"
        if not table:
            assert found is None, where
            continue
        assert found is not None and found.astimezone(zone).date() == day, where
        later = [instant for wall, instant in table.items() if wall > at]
        ends = min(later) if later else max(table.values()) + QUARTER - timedelta(minutes=1)
        assert found == table.get(at, ends), where
        assert last is None or found >= last, where
        last = found


def test_a_zone_that_nobody_knows_is_utc() -> None:
    for name in (None, "", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe", "a\0b", "x" * 300):
        assert zone_of(name).utcoffset(datetime(2026, 7, 1, 12)) == timedelta(), name
    assert str(zone_of("Asia/Tokyo")) == "Asia/Tokyo"


def test_the_date_is_the_lifters_own() -> None:
    late = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert [day_in(zone_of(name), late).day for name in ("America/New_York", None, "Asia/Tokyo")] == [22, 22, 23]
