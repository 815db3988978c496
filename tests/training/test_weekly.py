"""When the review of the week comes: at its hour, or after what held it up; and what makes it better unsaid."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.habits import Agenda, Habits, Pause, Quiet, Weekly
from bot.training.lifter import Lifter
from bot.training.reminders import Reminder, ReminderKind, Rhythm, Say, Silence, following
from bot.training.weekly import HELD_UP, out_of, review_judged, upcoming_review
from tests.training.week import DAY, days, evening, on

HOUR = timedelta(hours=1)
ROBIN = Lifter(7, zone="UTC")
SUNDAY = evening("Sun") + HOUR  # 19:00
TRAINED = (evening("Wed"),)
THIS_WEEK = Reminder(ReminderKind.REVIEW, on("Sun"), SUNDAY)
NEXT_WEEK = Reminder(ReminderKind.REVIEW, on("next Sun"), SUNDAY + 7 * DAY)


def with_habits(**habits: Any) -> Lifter:
    return replace(ROBIN, habits=replace(ROBIN.habits, **habits))


def coming(
    now: datetime, lifter: Lifter = ROBIN, begun: tuple[datetime, ...] = TRAINED, training: bool = False
) -> Reminder | None:
    return upcoming_review(lifter, begun, training, UTC, now)


def verdict(
    now: datetime,
    lifter: Lifter = ROBIN,
    begun: tuple[datetime, ...] = TRAINED,
    training: bool = False,
    of: Reminder = THIS_WEEK,
) -> Say | Silence:
    return review_judged(of, lifter, begun, training, UTC, now)


def test_it_comes_on_sunday_at_seven_or_as_chosen() -> None:
    assert coming(evening("Thu")) == THIS_WEEK
    assert verdict(SUNDAY) == Say()
    friday = with_habits(review=Weekly(4, time(8)))
    found = coming(evening("Thu"), friday)
    assert found == Reminder(ReminderKind.REVIEW, on("Fri"), evening("Fri") - 10 * HOUR)
    assert verdict(found.due, friday, of=found) == Say()
    assert verdict(SUNDAY, friday) is Silence.UNWANTED


def test_who_wants_none_cannot_be_reached_or_has_not_trained_gets_none() -> None:
    for lifter, begun in ((with_habits(review=None), TRAINED), (ROBIN, ()), (ROBIN, (SUNDAY - 15 * DAY,))):
        assert coming(SUNDAY - HOUR, lifter, begun) is None
        assert isinstance(verdict(SUNDAY, lifter, begun), Silence)
    assert coming(SUNDAY, replace(ROBIN, reachable=False)) is None


def test_a_first_session_after_its_hour_is_told_of_a_week_later() -> None:
    first = (SUNDAY + HOUR,)
    assert coming(SUNDAY + 2 * HOUR, begun=first) == NEXT_WEEK
    assert verdict(SUNDAY + 2 * HOUR, begun=first) is Silence.NOTHING_TO_SAY


def test_a_week_without_a_session_is_told_of_once() -> None:
    assert coming(SUNDAY - HOUR, begun=(evening("last Mon"),)) == THIS_WEEK
    assert coming(SUNDAY - HOUR, begun=(evening("Mon") - 14 * DAY,)) is None


def test_what_a_session_holds_up_comes_after_it() -> None:
    assert coming(SUNDAY - HOUR, training=True) == THIS_WEEK
    assert verdict(SUNDAY, training=True) is Silence.TRAINING
    assert coming(SUNDAY, training=True) == NEXT_WEEK, "not at once again, and again"
    assert coming(SUNDAY + HOUR) == THIS_WEEK and verdict(SUNDAY + HOUR) == Say()


def test_what_quiet_hours_hold_up_comes_when_they_end() -> None:
    sleeper = with_habits(quiet=Quiet(time(18), time(8)))
    morning = replace(THIS_WEEK, due=SUNDAY + 13 * HOUR)
    assert coming(SUNDAY - HOUR, sleeper) == coming(SUNDAY + HOUR, sleeper) == morning
    assert verdict(SUNDAY, sleeper) is Silence.QUIET_HOURS
    assert verdict(morning.due, sleeper, of=morning) == Say()
    assert verdict(morning.due - timedelta(seconds=1), sleeper, of=morning) == Say(), "a clock put right by a little"
    assert verdict(morning.due - HOUR, sleeper, of=morning) is Silence.QUIET_HOURS, "or by much"


def test_after_a_day_it_is_of_no_use() -> None:
    assert verdict(SUNDAY + DAY) == Say() and coming(SUNDAY + DAY) == THIS_WEEK
    late = SUNDAY + DAY + timedelta(seconds=1)
    assert verdict(late) is Silence.LATE and coming(late) == NEXT_WEEK


def test_never_before_its_hour() -> None:
    assert verdict(SUNDAY - timedelta(minutes=1)) is Silence.EARLY


def test_not_twice_within_a_week_whatever_day_is_chosen() -> None:
    said = replace(ROBIN, agenda=Agenda(reviewed=on("Sun")))
    assert coming(SUNDAY, said) == NEXT_WEEK and verdict(SUNDAY + HOUR, said) is Silence.DONE
    tuesday = replace(said, habits=Habits(review=Weekly(1)))
    found = coming(SUNDAY, tuesday)
    assert found is not None and found.day == on("later Tue")


def test_an_hour_that_was_over_when_it_was_chosen_is_not_made_up_for() -> None:
    assert coming(SUNDAY + HOUR, with_habits(reviewed_since=on("Sun") + DAY)) == NEXT_WEEK
    assert coming(SUNDAY - HOUR, with_habits(reviewed_since=on("Sun"))) == THIS_WEEK


def test_not_while_away_but_the_week_after() -> None:
    away = replace(ROBIN, agenda=Agenda(pause=Pause(on("Fri"), on("Sun"))))
    assert verdict(SUNDAY, away) is Silence.AWAY and coming(SUNDAY - DAY, away) == NEXT_WEEK
    forever = replace(ROBIN, agenda=Agenda(pause=Pause(on("Fri"))))
    assert coming(SUNDAY - DAY, forever) is None


def test_three_reminders_without_an_answer_do_not_silence_it() -> None:
    ghost = replace(ROBIN, agenda=Agenda(unanswered=9))
    assert coming(evening("Thu"), ghost) == THIS_WEEK and verdict(SUNDAY, ghost) == Say()


@pytest.mark.parametrize(
    ("zone", "day", "at", "due"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, tzinfo=UTC)),  # a gap
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # a fold
        ("Asia/Kathmandu", date(2026, 6, 7), time(19), datetime(2026, 6, 7, 13, 15, tzinfo=UTC)),
    ],
)
def test_the_hour_is_the_one_on_the_lifters_wall(zone: str, day: date, at: time, due: datetime) -> None:
    lifter = with_habits(review=Weekly(day.weekday(), at), quiet=Quiet(time(), time()))
    found = upcoming_review(lifter, (due - DAY,), False, ZoneInfo(zone), due - HOUR)
    assert found == Reminder(ReminderKind.REVIEW, day, due)


def test_of_a_session_and_a_review_neither_swallows_the_other() -> None:
    """Taken up in bulk, knowing nothing but the rhythm: one after the other, at one hour the session first."""
    rhythm = Rhythm("UTC", days("Wed Sun"), time(19), Weekly())
    wednesday = Reminder(ReminderKind.TRAIN, on("Wed"), evening("Wed") + HOUR)
    sunday = Reminder(ReminderKind.TRAIN, on("Sun"), SUNDAY)
    seen: list[Reminder] = []
    found = following(wednesday, rhythm, UTC)
    while found is not None and len(seen) < 4:
        seen.append(found)
        found = following(found, rhythm, UTC)
    next_wednesday = Reminder(ReminderKind.TRAIN, on("next Wed"), evening("next Wed") + HOUR)
    assert seen == [sunday, THIS_WEEK, next_wednesday, replace(sunday, day=on("next Sun"), due=SUNDAY + 7 * DAY)]
    assert following(THIS_WEEK, replace(rhythm, days=frozenset()), UTC) == NEXT_WEEK
    assert following(wednesday, replace(rhythm, days=days("Wed"), review=None), UTC) == next_wednesday


ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe", "America/Nuuk", "Africa/Cairo"])
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
NOWS = st.datetimes(datetime(2011, 12, 20), datetime(2012, 11, 20), timezones=st.just(UTC))


@given(
    zone=ZONES,
    now=NOWS,
    weekly=st.builds(Weekly, st.integers(0, 6), CLOCKS),
    quiet=st.builds(Quiet, CLOCKS, CLOCKS),
    ago=st.timedeltas(timedelta(), timedelta(days=16)),
    training=st.booleans(),
    pause=st.none() | st.builds(lambda ago, for_: (ago, for_), st.integers(0, 9), st.integers(0, 9)),
)
def test_what_is_planned_is_never_found_better_unsaid_but_for_what_holds_it_up_anew(
    zone: str,
    now: datetime,
    weekly: Weekly,
    quiet: Quiet,
    ago: timedelta,
    training: bool,
    pause: tuple[int, int] | None,
) -> None:
    """Else it would be taken up, dropped and planned again without end; and never is it said where it must not be."""
    there = ZoneInfo(zone)
    today = now.astimezone(there).date()
    away = Pause(today - pause[0] * DAY, today - pause[0] * DAY + pause[1] * DAY) if pause else None
    lifter = Lifter(7, zone=zone, habits=Habits(review=weekly, quiet=quiet), agenda=Agenda(pause=away))
    found = upcoming_review(lifter, (now - ago,), training, there, now)
    if found is None:
        return
    assert found.day.weekday() == weekly.day
    judged_at = max(now, found.due)
    said = review_judged(found, lifter, (now - ago,), training, there, judged_at)
    if training:
        assert found.due > now and said is Silence.TRAINING
    else:
        assert said == Say()
        assert not quiet.covers(judged_at.astimezone(there).time())
    again = review_judged(found, lifter, (now - ago,), True, there, judged_at)
    assert again in HELD_UP
    later = upcoming_review(lifter, (now - ago,), True, there, judged_at)
    assert later is None or later.due > judged_at, "what is held up is not due at once again"


@given(zone=ZONES, at=NOWS, quiet=st.builds(Quiet, CLOCKS, CLOCKS))
def test_the_way_out_of_quiet_hours_is_found_at_any_time(zone: str, at: datetime, quiet: Quiet) -> None:
    there = ZoneInfo(zone)
    found = out_of(quiet, at, there)
    assert not quiet.covers(found.astimezone(there).time())
    assert (found == at) == (not quiet.covers(at.astimezone(there).time()))
    assert at <= found <= at + DAY + 2 * HOUR
