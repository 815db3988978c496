"""Reminders as stories of the gym: which is next, and what makes one better unsaid when its hour has come."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.training.habits import Agenda, Ask, Away, Habits, Move, Pause, Quiet, Wanted
from bot.training.lifter import Lifter
from bot.training.reminders import (
    MOST_TURNS,
    USEFUL_FOR,
    Reminder,
    ReminderKind,
    Rhythm,
    Say,
    Silence,
    due_now,
    following,
    judged,
    snoozed,
    upcoming,
)
from bot.training.schedule import BACK, Day
from tests.training.week import DAY, EVENING, days, did, evening, on, planned

ROBIN = Lifter(7, zone="UTC", habits=Habits(days("Mon Wed Fri")))
TONIGHT = Reminder(ReminderKind.TRAIN, on("Mon"), evening("Mon"))
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def with_agenda(agenda: Agenda) -> Lifter:
    return replace(ROBIN, agenda=agenda)


def ahead(lifter: Lifter, *done: str, today: str = "Mon") -> tuple[Day, ...]:
    return planned(lifter.habits, did(*done), today, lifter.agenda)[BACK:]


def following_one(lifter: Lifter, now: datetime, *done: str, today: str = "Mon") -> Reminder | None:
    return upcoming(lifter, ahead(lifter, *done, today=today), UTC, now)


def test_the_next_reminder_is_of_the_next_planned_day_at_the_wished_hour() -> None:
    assert following_one(ROBIN, evening("Mon") - HOUR) == TONIGHT
    assert following_one(ROBIN, evening("Mon"), "Mon back") == Reminder(ReminderKind.TRAIN, on("Wed"), evening("Wed"))


def test_a_moved_session_is_reminded_of_on_the_day_it_moved_to() -> None:
    twice = replace(ROBIN, habits=Habits(days("Mon Thu")))
    found = following_one(twice, evening("Mon") - HOUR, "last Sun back")
    assert found == Reminder(ReminderKind.TRAIN, on("Tue"), evening("Tue"))


def test_one_that_is_due_already_still_counts_for_two_hours_and_no_longer() -> None:
    assert timedelta(hours=2) == USEFUL_FOR
    assert following_one(ROBIN, evening("Mon") + USEFUL_FOR) == TONIGHT
    later = following_one(ROBIN, evening("Mon") + USEFUL_FOR + timedelta(seconds=1))
    assert later is not None and later.day == on("Wed")


def test_a_day_that_was_reminded_of_is_not_reminded_of_again() -> None:
    assert following_one(with_agenda(Agenda(reminded=on("Sun") - 7 * DAY)), evening("Mon")) == TONIGHT
    later = following_one(with_agenda(Agenda(reminded=on("Mon"))), evening("Mon"))
    assert later is not None and later.day == on("Wed")


def test_nobody_who_is_away_has_no_days_or_cannot_be_reached_is_reminded() -> None:
    now = evening("Mon") - HOUR
    assert following_one(with_agenda(Agenda(pause=Pause(on("Mon"), None, Away.SICK))), now) is None
    assert following_one(replace(ROBIN, habits=Habits()), now) is None
    assert following_one(replace(ROBIN, reachable=False), now) is None


def test_after_a_pause_the_first_day_back_is_reminded_of() -> None:
    found = following_one(with_agenda(Agenda(pause=Pause(on("Mon"), on("Wed")))), evening("Mon"))
    assert found is not None and found.day == on("Fri")


def test_after_three_without_an_answer_comes_the_question_and_after_that_nothing() -> None:
    assert following_one(with_agenda(Agenda(unanswered=3)), evening("Mon")) == TONIGHT
    assert following_one(with_agenda(Agenda(unanswered=4)), evening("Mon")) is None


def test_a_snooze_comes_before_the_next_planned_day_each_turn_as_its_own_kind() -> None:
    for turn, kind in enumerate((ReminderKind.AGAIN, ReminderKind.AGAIN_2, ReminderKind.AGAIN_3), 1):
        wanted = Wanted(Ask.AGAIN, datetime.combine(on("Mon"), time(20)), "back", turn)
        found = following_one(with_agenda(Agenda(wanted=wanted, reminded=on("Mon"))), evening("Mon"))
        assert found == Reminder(kind, on("Mon"), evening("Mon") + 2 * HOUR)
    assert MOST_TURNS == 3, "and there is no kind for a fourth"


def test_one_that_was_asked_for_comes_once() -> None:
    wanted = Wanted(Ask.READY, datetime.combine(on("Tue"), time(18)), "back")
    found = following_one(with_agenda(Agenda(wanted=wanted, reminded=on("Mon"))), evening("Mon"))
    assert found == Reminder(ReminderKind.READY, on("Tue"), evening("Tue"))
    later = following_one(with_agenda(Agenda(wanted=replace(wanted, said=True), reminded=on("Mon"))), evening("Mon"))
    assert later is not None and later.kind is ReminderKind.TRAIN


def test_the_wished_hour_is_the_one_on_the_lifters_wall_also_when_clocks_change() -> None:
    sunday = replace(ROBIN, habits=Habits(days("Sun"), hour=time(2, 30)))
    plan = planned(sunday.habits, today="Mon")
    berlin = ZoneInfo("Europe/Berlin")
    spring = replace(plan[BACK + 6], day=date(2026, 3, 29))
    found = upcoming(sunday, (spring,), berlin, datetime(2026, 3, 28, tzinfo=UTC))
    assert found == Reminder(ReminderKind.TRAIN, date(2026, 3, 29), datetime(2026, 3, 29, 1, tzinfo=UTC))


def test_a_day_that_the_zone_leaves_out_has_no_reminder() -> None:
    apia, left_out = ZoneInfo("Pacific/Apia"), date(2011, 12, 30)
    plan = (replace(planned(ROBIN.habits)[BACK], day=left_out),)
    before = datetime(2011, 12, 29, tzinfo=UTC)
    assert upcoming(ROBIN, plan, apia, before) is None
    wanted = Wanted(Ask.READY, datetime.combine(left_out, time(18)), "back")
    assert upcoming(with_agenda(Agenda(wanted=wanted)), (), apia, before) is None


def test_without_knowing_more_the_next_wished_day_follows() -> None:
    rhythm = Rhythm("UTC", days("Mon Wed"), EVENING)
    assert following(TONIGHT, rhythm, UTC) == Reminder(ReminderKind.TRAIN, on("Wed"), evening("Wed"))
    asked_for = Reminder(ReminderKind.AGAIN_2, on("Wed"), evening("Wed") + HOUR)
    assert following(asked_for, rhythm, UTC) == Reminder(ReminderKind.TRAIN, on("next Mon"), evening("next Mon"))
    assert following(TONIGHT, replace(rhythm, days=frozenset()), UTC) is None


def test_once_a_week_on_the_friday_that_apia_left_out_the_friday_after_follows() -> None:
    before = Reminder(ReminderKind.TRAIN, date(2011, 12, 23), datetime(2011, 12, 24, 4, tzinfo=UTC))
    found = following(before, Rhythm("Pacific/Apia", days("Fri"), EVENING), ZoneInfo("Pacific/Apia"))
    assert found == Reminder(ReminderKind.TRAIN, date(2012, 1, 6), datetime(2012, 1, 6, 4, tzinfo=UTC))


def verdict(
    lifter: Lifter = ROBIN,
    *done: str,
    of: Reminder = TONIGHT,
    late: timedelta = timedelta(),
    training: bool = False,
    free: bool = True,
) -> Say | Silence:
    """What is judged at a reminder's hour, or later than that, from the plan as it is by then."""
    plan = planned(lifter.habits, did(*done), agenda=lifter.agenda)
    return judged(of, lifter, plan[BACK], training, free, UTC, of.due + late)


def test_on_the_day_and_hour_it_is_said() -> None:
    assert verdict() == Say()
    assert verdict(late=USEFUL_FOR) == Say(), "a machine that was down for two hours catches up"


def test_never_before_its_hour() -> None:
    assert verdict(late=-timedelta(seconds=3)) is Silence.EARLY
    assert verdict(late=-timedelta(seconds=1)) == Say(), "a clock that was put right by a little went back by as much"


def test_after_two_hours_it_is_of_no_use_any_more() -> None:
    assert verdict(late=USEFUL_FOR + timedelta(seconds=1)) is Silence.LATE


def test_after_midnight_it_is_of_no_use_either() -> None:
    night = replace(ROBIN, habits=replace(ROBIN.habits, hour=time(23), quiet=Quiet(time(), time())))
    of = Reminder(ReminderKind.TRAIN, on("Mon"), evening("Mon") + 5 * HOUR)
    assert verdict(night, of=of, late=59 * MINUTE) == Say()
    assert verdict(night, of=of, late=HOUR) is Silence.LATE


def test_another_hour_chosen_while_it_waited_is_the_one_that_counts() -> None:
    later = replace(ROBIN, habits=replace(ROBIN.habits, hour=time(20)))
    earlier = replace(ROBIN, habits=replace(ROBIN.habits, hour=time(12)))
    assert verdict(later) is Silence.EARLY and verdict(later, late=2 * HOUR) == Say()
    assert verdict(earlier) is Silence.LATE
    snooze = Reminder(ReminderKind.AGAIN, on("Mon"), evening("Mon") + HOUR)
    assert due_now(snooze, later, UTC) == snooze.due, "a snooze stays where it was put"
    assert due_now(TONIGHT, later, ZoneInfo("Asia/Tokyo")) == datetime(2026, 11, 23, 11, tzinfo=UTC)


def test_a_day_that_the_new_zone_leaves_out_is_too_late_for_anything() -> None:
    left_out = Reminder(ReminderKind.TRAIN, date(2011, 12, 30), datetime(2011, 12, 30, 18, tzinfo=UTC))
    plan = planned(ROBIN.habits)
    assert judged(left_out, ROBIN, plan[BACK], False, True, ZoneInfo("Pacific/Apia"), left_out.due) is Silence.LATE


def test_nothing_is_said_to_who_is_away() -> None:
    assert verdict(with_agenda(Agenda(pause=Pause(on("Mon"), on("Mon"))))) is Silence.AWAY
    assert verdict(with_agenda(Agenda(pause=Pause(on("Tue"))))) == Say(), "away from tomorrow on"
    assert verdict(with_agenda(Agenda(pause=Pause(on("last Sat"), on("last Sun"))))) == Say(), "back since yesterday"


def test_nothing_is_said_during_a_session() -> None:
    assert verdict(training=True) is Silence.TRAINING


def test_nothing_is_said_after_todays_session_whichever_it_was() -> None:
    assert verdict(ROBIN, "Mon biceps") is Silence.DONE


def test_nothing_is_said_on_a_rest_day() -> None:
    assert verdict(ROBIN, "last Sun back") is Silence.REST_DAY, "trained yesterday, after the reminder was planned"
    assert verdict(with_agenda(Agenda(skips=frozenset({on("Mon")})))) is Silence.REST_DAY
    assert verdict(with_agenda(Agenda(moves=(Move(on("Mon"), on("Tue")),)))) is Silence.REST_DAY


@pytest.mark.parametrize("kind", [ReminderKind.READY, ReminderKind.AGAIN])
def test_one_that_was_asked_for_needs_its_workout_free_and_no_planned_day(kind: ReminderKind) -> None:
    asked_for, no_days = replace(TONIGHT, kind=kind), replace(ROBIN, habits=Habits())
    assert verdict(no_days, of=asked_for) == Say()
    assert verdict(of=asked_for, free=False) is Silence.REST_DAY


def test_nothing_is_said_in_quiet_hours_which_end_to_the_minute() -> None:
    early = replace(ROBIN, habits=replace(ROBIN.habits, hour=time(7)))
    of = Reminder(ReminderKind.TRAIN, on("Mon"), evening("Mon") - 11 * HOUR)
    assert verdict(early, of=of) == Say()
    of_earlier = replace(of, due=of.due - MINUTE)
    early = replace(early, habits=replace(early.habits, hour=time(6, 59)))
    assert verdict(early, of=of_earlier) is Silence.QUIET_HOURS
    assert verdict(early, of=of_earlier, late=MINUTE) == Say(), "but it may still be said when they are over"


def test_the_fourth_asks_whether_to_go_on_and_a_fifth_is_not_said() -> None:
    found = [verdict(with_agenda(Agenda(unanswered=number))) for number in range(5)]
    assert found == [Say(), Say(), Say(), Say(asks=True), Silence.UNANSWERED]


@pytest.mark.parametrize(
    ("quiet", "loud", "silent"),
    [
        (Quiet(), (time(7), time(21, 59)), (time(22), time(23, 59), time(0), time(6, 59))),
        (Quiet(time(13), time(15)), (time(12, 59), time(15), time(0)), (time(13), time(14, 59))),
        (Quiet(time(9), time(9)), (time(8, 59), time(9), time(9, 1), time(0)), ()),
    ],
)
def test_quiet_hours_go_over_midnight_if_need_be_and_equal_ends_are_none(
    quiet: Quiet, loud: tuple[time, ...], silent: tuple[time, ...]
) -> None:
    assert not any(quiet.covers(at) for at in loud) and all(quiet.covers(at) for at in silent)


def test_a_snooze_into_quiet_hours_has_no_time_that_day() -> None:
    at = datetime.combine(on("Mon"), time(21, 59))
    assert snoozed(at, ROBIN.habits) == at
    assert snoozed(at + MINUTE, ROBIN.habits) is None
