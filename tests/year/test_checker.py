"""The checker itself: it finds nothing wrong with a good week, and each wrong that it looks for when somebody does it."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from tests.house import CONTENT
from tests.year.checker import judged
from tests.year.ledger import (
    Away,
    Begins,
    Blocks,
    Did,
    InZone,
    Ledger,
    Lifts,
    Line,
    PutsOff,
    Sent,
    Skips,
    Snoozes,
    Unheard,
    WantsDays,
    WantsQuiet,
)
from tests.year.rules import Rules
from tests.year.virtual import utc
from tests.year.zones import first_shown

RULES = Rules.read(CONTENT)
BUTTONS = ("Start", "In 1 h", "This evening", "Tomorrow", "Skip")
BACK, BICEPS = "Back, top to bottom", "Biceps"
MONDAY = utc(2026, 6, 1, 16)  # 18:00 in Berlin
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
WEDNESDAY, FRIDAY = MONDAY + 2 * A_DAY, MONDAY + 4 * A_DAY


def asks(at: datetime, workout: str = BACK, hour: str = "18:00", more: str = "Your first one with me.") -> Sent:
    return Sent(at, 7, f"{workout} today at {hour}?\n{more}", BUTTONS)


def asks_on(at: datetime) -> Sent:
    return Sent(at, 8, "Shall I go on reminding you?\nThe last three", ("Yes, go on", "Pause", "No reminders"))


def comes_again(at: datetime) -> Sent:
    return Sent(at, 9, f"{BACK} now?\nYou asked me to remind you; no rest day is in the way.", BUTTONS)


def trains(at: datetime, workout: str = BACK) -> tuple[Line, ...]:
    return (
        Did(at, "[Start]"),
        Begins(at, workout),
        Lifts(at + timedelta(minutes=5), "High row machine" if workout == BACK else "Barbell curl", 4, 0),
        Sent(at + timedelta(minutes=9), 10, f"{workout}: 4 of 22 sets", ("Not done yet: undo",)),
    )


def week(*lines: Line, zone: str = "Europe/Berlin", hour: time = time(18)) -> Ledger:
    """From Sunday night to Saturday, of somebody who wants Mondays, Wednesdays and Fridays."""
    first = MONDAY - 20 * AN_HOUR
    start = (Did(first, "/start"), InZone(first, zone), WantsDays(first, frozenset({0, 2, 4}), hour))
    return Ledger("somebody", first, [*start, *lines], first + 6 * A_DAY)


GOOD = (
    asks(MONDAY), *trains(MONDAY + AN_HOUR / 2), asks(WEDNESDAY, BICEPS), *trains(WEDNESDAY + AN_HOUR / 2, BICEPS), asks(FRIDAY)
)  # fmt: skip


def wrongs(ledger: Ledger) -> str:
    return "\n".join(judged(ledger, RULES).wrongs)


def test_nothing_is_wrong_with_a_good_week() -> None:
    verdict = judged(week(*GOOD), RULES)
    assert not verdict.wrongs, verdict.wrongs
    assert (verdict.counts["due days"], verdict.counts["sessions"], verdict.counts["reminders"]) == (3, 2, 3)


def without(which: Line) -> tuple[Line, ...]:
    return tuple(line for line in GOOD if line != which)


def instead(which: Sent, by: timedelta) -> tuple[Line, ...]:
    return tuple(replace(line, at=line.at + by) if line == which else line for line in GOOD)


FIRST, LAST = asks(MONDAY), asks(FRIDAY)
SATURDAY = FRIDAY + A_DAY


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (without(LAST), "0 instead of one initial"),
        (instead(LAST, timedelta(minutes=-5)), "early: the hour is 18:00"),
        (instead(LAST, timedelta(minutes=10)), "0 instead of one initial"),
        (instead(LAST, timedelta(minutes=125)), "late: the hour was 18:00"),
        ((*GOOD, asks(FRIDAY + AN_HOUR)), "a second one for 2026-06-05"),
        ((*GOOD, comes_again(FRIDAY + AN_HOUR)), "nobody asked for it"),
        ((*GOOD[:5], asks(MONDAY + AN_HOUR), *GOOD[5:]), "after today's session"),
        ((*GOOD[:3], asks(MONDAY + AN_HOUR / 2 + timedelta(minutes=2)), *GOOD[3:]), "during a session"),
        ((*GOOD[:5], asks(MONDAY + A_DAY), *GOOD[5:]), "on a rest day of Back"),
        ((*GOOD[:5], asks(MONDAY + A_DAY), *GOOD[5:]), "does not say why it comes"),
        ((*GOOD[:-1], asks(FRIDAY, more="Moved here from Wednesday.")), "on a day that was wished"),
        ((*GOOD[:-1], asks(FRIDAY, hour="19:00")), "another hour"),
        ((*GOOD, asks(SATURDAY - 2 * AN_HOUR)), "does not say why it comes"),
        ((*GOOD[:-1], Did(FRIDAY - AN_HOUR, "/pause"), Away(FRIDAY - AN_HOUR, date(2026, 6, 5), None), LAST), "while away"),
        ((*GOOD[:-1], WantsQuiet(FRIDAY - AN_HOUR, time(17), time(7)), LAST), "in quiet hours"),
        ((*GOOD[:-1], Blocks(FRIDAY - AN_HOUR), LAST), "had blocked"),
        ((*GOOD[:-1], Skips(FRIDAY - AN_HOUR, date(2026, 6, 5)), LAST), "on a skipped day"),
        ((*GOOD, Did(FRIDAY, "[In 1 h]"), Snoozes(FRIDAY, date(2026, 6, 5), time(19), True)), "asked for at 19:00"),
        ((*GOOD, PutsOff(FRIDAY, date(2026, 6, 5)), asks(SATURDAY)), "it does not say so"),
    ],
)  # fmt: skip
def test_each_wrong_is_found(lines: tuple[Line, ...], told: str) -> None:
    assert told in wrongs(week(*lines))


def test_what_nobody_could_say_is_not_missed() -> None:
    down = Unheard(FRIDAY - AN_HOUR, FRIDAY + 3 * AN_HOUR)
    assert not wrongs(week(*without(LAST), down))
    late = replace(down, until=FRIDAY + AN_HOUR)
    assert "0 instead of one" in wrongs(week(*without(LAST), late))
    assert not wrongs(week(*instead(LAST, AN_HOUR), late))


def test_three_unanswered_one_question_then_silence() -> None:
    days = [MONDAY, WEDNESDAY, FRIDAY, MONDAY + 7 * A_DAY, WEDNESDAY + 7 * A_DAY]

    def weeks(*lines: Line) -> Ledger:
        return replace(week(*lines), ends=MONDAY + 11 * A_DAY)

    reminders = [asks(day) for day in days[:3]]
    assert not wrongs(weeks(*reminders, asks_on(days[3])))
    assert "4. without an answer" in wrongs(weeks(*reminders, asks(days[3])))
    assert "after 4 unanswered" in wrongs(weeks(*reminders, asks_on(days[3]), asks(days[4])))
    assert "0 instead of one question" in wrongs(weeks(*reminders))
    assert "3. without an answer" in wrongs(weeks(*reminders[:2], asks_on(days[2])))


def test_the_checker_reckons_by_itself() -> None:
    """Of Spotter's code it knows nothing, not by others either."""
    code = "import sys, tests.year.checker; print([name for name in sys.modules if name.split('.')[0] == 'bot'])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=CONTENT.parent, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1)),  # a gap: when it ends
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),  # a fold: the first
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2), utc(2026, 10, 3, 15, 30)),
        ("America/Santiago", date(2026, 9, 6), time(0), utc(2026, 9, 6, 4)),  # no midnight
        ("America/Nuuk", date(2024, 3, 30), time(23, 30), utc(2024, 3, 31, 0, 59)),  # the day ends with the gap
        ("Asia/Kathmandu", date(2026, 6, 1), time(5, 30), utc(2026, 5, 31, 23, 45)),
        ("Pacific/Apia", date(2011, 12, 30), time(18), None),  # no such day
        ("Pacific/Apia", date(2011, 12, 31), time(18), utc(2011, 12, 31, 4)),
    ],
)
def test_the_checker_knows_its_zones(zone: str, day: date, at: time, instant: datetime | None) -> None:
    assert first_shown(day, at, zone) == instant
