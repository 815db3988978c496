"""The judge of reviews itself: nothing is wrong with a good fortnight, and each wrong that it looks for is found."""

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
    Sent,
    Unheard,
    WantsQuiet,
    WantsReview,
)
from tests.year.rules import Rules
from tests.year.virtual import utc

RULES = Rules.read(CONTENT)
BUTTONS = ("My plan", "No more reviews")
TUESDAY = utc(2026, 6, 2, 10)
SUNDAY = utc(2026, 6, 7, 17)  # 19:00 in Berlin
AN_HOUR, A_DAY, A_MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
NEXT_SUNDAY = SUNDAY + 7 * A_DAY


def reviews(at: datetime, sums: str = "1 session, 4 sets", day: str = "Sun 7 Jun") -> Sent:
    return Sent(at, 7, f"Your week: {sums}\nsome day to {day}\n", BUTTONS)


def trains(at: datetime, lasts: timedelta = 9 * A_MINUTE) -> tuple[Line, ...]:
    return (
        Did(at, "/workout"),
        Begins(at, "Biceps"),
        Lifts(at + A_MINUTE, "Barbell curl", 4, 0),
        Sent(at + lasts, 10, "Biceps: 4 of 22 sets", ("Not done yet: undo",)),
    )


def fortnight(*lines: Line) -> Ledger:
    """From Monday to Monday two weeks later, of somebody who is reviewed on Sundays at seven."""
    first = TUESDAY - 30 * AN_HOUR
    return Ledger("somebody", first, [Did(first, "/start"), InZone(first, "Europe/Berlin"), *lines], first + 15 * A_DAY)


FIRST = reviews(SUNDAY)
SECOND = reviews(NEXT_SUNDAY, "no session", "Sun 14 Jun")
ONE_SESSION = trains(TUESDAY)
GOOD = (*ONE_SESSION, FIRST, SECOND)


def wrongs(*lines: Line) -> str:
    return "\n".join(judged(fortnight(*lines), RULES).wrongs)


def test_nothing_is_wrong_with_a_good_fortnight() -> None:
    verdict = judged(fortnight(*GOOD), RULES)
    assert not verdict.wrongs, verdict.wrongs
    assert (verdict.counts["reviews"], verdict.counts["due reviews"], verdict.counts["reminders"]) == (2, 2, 0)


LATER = reviews(SUNDAY + 2 * AN_HOUR)
MORNING = SUNDAY + 12 * AN_HOUR


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((*ONE_SESSION, SECOND), "none instead of one"),
        ((*ONE_SESSION, LATER, SECOND), "instead of one, due at 07 Jun 17:00"),
        ((*ONE_SESSION, reviews(SUNDAY - A_MINUTE), SECOND), "not on the day and hour that were chosen"),
        ((*GOOD, reviews(SUNDAY + AN_HOUR)), "less than a week after"),
        ((*GOOD, reviews(SUNDAY + 26 * AN_HOUR)), "not on the day and hour that were chosen"),
        (
            (*ONE_SESSION, reviews(SUNDAY, "2 sessions, 4 sets"), SECOND),
            "tells of 2 sessions and 4 sets, not of 1 and 4",
        ),
        ((*ONE_SESSION, reviews(SUNDAY, "1 session, 5 sets"), SECOND), "and 5 sets, not of 1 and 4"),
        ((*ONE_SESSION, reviews(SUNDAY, day="Sat 6 Jun"), SECOND), "does not tell of the week up to 2026-06-07"),
        ((FIRST,), "to somebody who has not trained"),
        ((*GOOD, Blocks(SUNDAY - AN_HOUR)), "to a lifter who had blocked"),
        ((*GOOD, Away(SUNDAY - AN_HOUR, date(2026, 6, 7), None)), "while away"),
        ((*GOOD, WantsReview(SUNDAY - AN_HOUR, None, time())), "that were chosen, None"),
        ((*GOOD, WantsReview(SUNDAY - AN_HOUR, 1, time(19))), "that were chosen, (1, "),
        ((*GOOD, WantsQuiet(SUNDAY - AN_HOUR, time(18), time(7))), "in quiet hours"),
        ((*GOOD, *trains(SUNDAY - A_MINUTE, AN_HOUR)), "during a session"),
    ],
)
def test_each_wrong_is_found(lines: tuple[Line, ...], told: str) -> None:
    assert told in wrongs(*lines)


def test_what_is_held_up_has_to_come_as_soon_as_it_may() -> None:
    quiet = WantsQuiet(SUNDAY - AN_HOUR, time(18), time(7))
    second = reviews(NEXT_SUNDAY + 12 * AN_HOUR, "no session", "Sun 14 Jun")
    assert not wrongs(*ONE_SESSION, quiet, reviews(MORNING), second)
    assert "none instead of one" in wrongs(*ONE_SESSION, quiet, second)
    down = Unheard(SUNDAY - AN_HOUR, SUNDAY + 2 * AN_HOUR)
    assert not wrongs(*ONE_SESSION, down, LATER, SECOND)
    assert "none instead of one" in wrongs(*ONE_SESSION, down, SECOND)
    evening = trains(SUNDAY - A_MINUTE, AN_HOUR)
    after = replace(FIRST, at=SUNDAY + AN_HOUR, text=FIRST.text.replace("1 session, 4", "2 sessions, 8"))
    assert not wrongs(*ONE_SESSION, *evening, after, SECOND)
    assert "none instead of one" in wrongs(*ONE_SESSION, *evening, SECOND)


def test_another_hour_chosen_after_a_review_brings_no_second_one() -> None:
    later = WantsReview(SUNDAY + AN_HOUR, 6, time(21))
    assert not wrongs(*ONE_SESSION, FIRST, later, reviews(NEXT_SUNDAY + 2 * AN_HOUR, "no session", "Sun 14 Jun"))
    assert "less than a week" in wrongs(*ONE_SESSION, FIRST, later, reviews(SUNDAY + 2 * AN_HOUR))


def test_a_review_is_no_reminder() -> None:
    """However many there were, the next reminder is the first one without an answer."""
    verdict = judged(fortnight(*GOOD), RULES)
    assert verdict.counts["reminders"] == 0 and "unanswered" not in "".join(verdict.wrongs)
