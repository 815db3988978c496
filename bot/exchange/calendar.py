"""The sessions that are planned, as a calendar that others import: iCalendar (RFC 5545), written by the library for it.

Each session is an event of its own, at its instant in UTC: every calendar shows that in the reader's zone, and no rule of
daylight saving has to travel. Its name follows from who it is for and the day it was wished on, so what is imported again
replaces what it was before, even if it has moved. No alarms: Spotter reminds. The library is loaded by who writes only.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

MAKER = "-//Spotter//Plan//EN"


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session to come. `wished` is the day that it is for, even if it has moved; `about` says what is done in it."""

    wished: date
    name: str
    begins: datetime
    takes: timedelta
    about: str = ""


def calendar(planned: tuple[PlannedSession, ...], lifter: int, now: datetime) -> bytes:
    from icalendar import Calendar, Event  # not needed by a bot that nobody asks for a calendar

    made = Calendar()
    for name, value in {"prodid": MAKER, "version": "2.0", "method": "PUBLISH", "x-wr-calname": "Spotter"}.items():
        made.add(name, value)
    for session in planned:
        event = Event()
        event.add("uid", _name_of(session, lifter))
        event.add("dtstamp", now)
        event.add("dtstart", session.begins)
        event.add("dtend", session.begins + session.takes)
        event.add("summary", session.name)
        if session.about:
            event.add("description", session.about)
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _name_of(session: PlannedSession, lifter: int) -> str:
    """The same each time, and nobody's number in it."""
    digest = blake2b(f"{lifter} {session.wished.isoformat()}".encode(), digest_size=12, person=b"spotter plan")
    return f"{digest.hexdigest()}@spotter"
