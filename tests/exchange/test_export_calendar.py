"""The plan as a calendar: read back with the library, each session at its hour on the lifter's wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar

from bot.exchange.calendar import PlannedSession, calendar
from bot.training.walltime import instant

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def planned(day: date, name: str = "Back", wished: date | None = None, about: str = "") -> PlannedSession:
    begins = instant(day, time(18), BERLIN)
    assert begins is not None
    return PlannedSession(wished or day, name, begins, AN_HOUR, about)


def events(*sessions: PlannedSession, lifter: int = 7) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(calendar(sessions, lifter, NOW)).events


def begins(event: icalendar.Event) -> datetime:
    start = event.start
    assert isinstance(start, datetime)
    return start


def test_the_hour_on_the_wall_stays_when_the_clocks_change() -> None:
    before, after = events(planned(date(2026, 10, 24)), planned(date(2026, 10, 26)))
    assert begins(before).astimezone(BERLIN) == datetime(2026, 10, 24, 18, tzinfo=BERLIN)
    assert begins(after).astimezone(BERLIN) == datetime(2026, 10, 26, 18, tzinfo=BERLIN)
    assert begins(after) - begins(before) == timedelta(days=2, hours=1)
    assert before.end - before.start == AN_HOUR


def test_every_calendar_finds_what_the_standard_asks_for() -> None:
    body = calendar((planned(date(2026, 10, 24)),), 7, NOW)
    read = icalendar.Calendar.from_ical(body)
    assert (read["version"], read["prodid"]) == ("2.0", "-//Spotter//Plan//EN")
    assert not read.errors and not read.walk("VALARM")
    (event,) = read.walk("VEVENT")
    assert not event.errors
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
    assert b"DTSTART:20261024T160000Z\r\n" in body and b"DTSTAMP:20261020T090000Z\r\n" in body
    assert body.startswith(b"BEGIN:VCALENDAR\r\n") and body.endswith(b"END:VCALENDAR\r\n")


def test_a_session_that_has_moved_replaces_itself_and_nobody_elses() -> None:
    saturday, sunday = date(2026, 10, 24), date(2026, 10, 25)
    (first,) = events(planned(saturday))
    (moved,) = events(planned(sunday, wished=saturday))
    (other,) = events(planned(sunday))
    (theirs,) = events(planned(saturday), lifter=8)
    assert first["uid"] == moved["uid"]
    assert len({first["uid"], other["uid"], theirs["uid"]}) == 3
    assert "7@" not in str(first["uid"])


def test_names_cannot_leave_their_line() -> None:
    name = 'Back, "heavy"; \\n BEGIN:VALARM\r\nEND:VEVENT 💪 ' + "long " * 30
    about = "Row, 4 sets\nCurl; 2 sets"
    (event,) = events(planned(date(2026, 10, 24), name, about=about))
    assert " ".join(str(event["summary"]).split()) == " ".join(name.split())
    assert str(event["description"]) == about
    body = calendar((planned(date(2026, 10, 24), name),), 7, NOW)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert body.count(b"\r\nEND:VEVENT") == 1
