"""A session put right when it is over, as stories: sets amended, deleted and added, another day, and second thoughts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.training import events
from bot.training.effects import Reason, Show, Summarise
from bot.training.hindsight import MOST_SETS, OLDEST, can_take_back, free_slot, performed, way_to
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import begin
from bot.training.pain import Area, Feeling
from bot.training.quantities import Unit
from bot.training.session import Phase
from bot.training.totals import totals
from bot.training.vocabulary import SetKind
from tests.training.gym import (
    ARMS,
    BACK,
    CURL,
    FOUR_TENS,
    HAMMER,
    NOON,
    PULL_UP,
    ROW,
    Training,
    body,
    first_session,
    kg,
)

MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
BERLIN = ZoneInfo("Europe/Berlin")


def over(*reps: int) -> Training:
    """Four sets of ten were planned; so many were done, and the session is a week past."""
    it = Training(first_session(FOUR_TENS))
    for times in reps:
        it.logs(times)
    if it.session.is_open:
        it.happens(events.Finished())
    it.now += WEEK
    return it


def reps_of(it: Training) -> list[int]:
    return [one.reps for one in it.session.log]


def test_a_set_is_amended_and_the_session_stays_over() -> None:
    it = over(10, 10, 10, 10)
    was = it.session
    it.happens(events.SetAmended(Slot(0, 2), 9, kg("45")))
    it.orders(Show())
    assert reps_of(it) == [10, 10, 9, 10]
    assert it.session.situation == was.situation and it.session.log[2].at == was.log[2].at
    it.takes_back()
    it.orders(Show())
    assert (it.session.log, it.session.situation, it.session.trail) == (was.log, was.situation, was.trail)


def test_a_set_is_deleted_and_comes_back_where_it_was() -> None:
    it = over(10, 9, 8, 7)
    it.happens(events.SetUndone(Slot(0, 1)))
    assert reps_of(it) == [10, 8, 7] and it.session.phase is Phase.FINISHED
    it.takes_back()
    assert reps_of(it) == [10, 9, 8, 7]


def test_without_its_last_set_a_session_counts_no_more_until_that_is_taken_back() -> None:
    it = over(10)
    finished = it.session.finished
    it.happens(events.SetUndone(Slot(0, 0)))
    assert (it.session.phase, it.session.finished) == (Phase.ABANDONED, finished)
    it.takes_back()
    assert (it.session.phase, it.session.finished, reps_of(it)) == (Phase.FINISHED, finished, [10])
    assert Summarise() not in it.effects


def test_a_forgotten_set_takes_the_first_free_place_of_the_plan() -> None:
    it = over(10, 9)
    it.happens(events.SetRecalled(Slot(0, 2), ROW.id, 8, kg("45")))
    assert reps_of(it) == [10, 9, 8]
    assert it.session.log[2] == LoggedSet(Slot(0, 2), ROW.id, 8, kg("45"), it.session.log[1].at)
    it.takes_back()
    assert reps_of(it) == [10, 9]


def test_sets_go_on_beyond_the_plan() -> None:
    it = over(10, 10, 10, 10)
    for number in (4, 5):
        it.happens(events.SetRecalled(free_slot(it.session, 0), ROW.id, number, kg("45")))
    assert [str(one.slot) for one in it.session.log[4:]] == ["0.4", "0.5"]
    assert {one.kind for one in it.session.log} == {SetKind.WORKING}


def test_a_set_in_the_middle_that_was_deleted_is_added_again_in_the_middle() -> None:
    it = over(10, 9, 8, 7)
    it.happens(events.SetUndone(Slot(0, 1)))
    it.happens(events.SetRecalled(free_slot(it.session, 0), ROW.id, 12, kg("45")))
    assert reps_of(it) == [10, 12, 8, 7]


def test_the_first_set_of_an_exercise_stands_after_those_before_it_and_before_those_after_it() -> None:
    it = Training(first_session(BACK))
    it.logs()
    it.happens(events.ExerciseSkipped(0))
    it.happens(events.ExerciseSkipped(1))
    assert it.session.phase is Phase.FINISHED
    it.happens(events.SetRecalled(Slot(1, 0), PULL_UP.id, 8, body()))
    it.happens(events.SetUndone(Slot(0, 0)))
    it.happens(events.SetRecalled(Slot(0, 0), ROW.id, 7, kg("40")))
    assert [(one.exercise, one.reps) for one in it.session.log] == [(ROW.id, 7), (PULL_UP.id, 8)]


def test_a_forgotten_set_is_a_working_set_even_where_the_warm_up_was_left_out() -> None:
    it = Training(first_session(ARMS))
    it.happens(events.ExerciseSkipped(0))
    it.logs()
    it.happens(events.Finished())
    assert free_slot(it.session, 0) == Slot(0, 1)
    it.happens(events.SetRecalled(Slot(0, 1), CURL.id, 10, kg("20")))
    assert it.session.log[0].kind is SetKind.WORKING
    assert free_slot(it.session, 0) == Slot(0, 2)


def test_a_forgotten_set_may_be_of_what_was_done_before_a_swap() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.happens(events.ExerciseSwapped(0, HAMMER))
    it.logs(8, kg("10"))
    it.happens(events.Finished())
    assert [(one.exercise, len(one.sets)) for one in performed(it.session)] == [(ROW.id, 1), (HAMMER.id, 1)]
    it.happens(events.SetRecalled(Slot(0, 2), ROW.id, 9, kg("45")))
    assert [(one.exercise, len(one.sets)) for one in performed(it.session)] == [(ROW.id, 2), (HAMMER.id, 1)]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (events.SetRecalled(Slot(0, 0), ROW.id, 8, kg("45")), Reason.ALREADY_LOGGED),
        (events.SetRecalled(Slot(0, 3), ROW.id, 8, kg("45")), Reason.NOT_NEXT),
        (events.SetRecalled(Slot(0, 2), CURL.id, 8, kg("45")), Reason.NO_SUCH_EXERCISE),
        (events.SetRecalled(Slot(7, 0), ROW.id, 8, kg("45")), Reason.NO_SUCH_EXERCISE),
        (events.SetRecalled(Slot(0, 2), ROW.id, 0, kg("45")), Reason.IMPOSSIBLE),
        (events.SetRecalled(Slot(0, 2), ROW.id, 8, kg("-45")), Reason.IMPOSSIBLE),
        (events.SetAmended(Slot(0, 0), 101, kg("45")), Reason.IMPOSSIBLE),
        (events.SetAmended(Slot(0, 3), 9, kg("45")), Reason.NO_SUCH_SET),
        (events.SetUndone(Slot(0, 3)), Reason.NO_SUCH_SET),
        (events.SessionMoved(WEEK + MINUTE), Reason.IMPOSSIBLE),
        (events.SessionMoved(OLDEST - NOON - MINUTE), Reason.IMPOSSIBLE),
        (events.SessionMoved(timedelta.max), Reason.IMPOSSIBLE),
        (events.SessionMoved(timedelta.min), Reason.IMPOSSIBLE),
    ],
    ids=str,
)
def test_what_cannot_have_been_is_declined(event: events.Event, reason: Reason) -> None:
    it = over(10, 9)
    was = it.session
    it.happens(event)
    assert (it.declined, it.session) == (reason, was)


def test_nobody_does_more_than_twenty_sets() -> None:
    it = over(10)
    while (slot := free_slot(it.session, 0)).number < MOST_SETS:
        it.happens(events.SetRecalled(slot, ROW.id, 10, kg("45")))
        assert it.declined is None
    it.happens(events.SetRecalled(slot, ROW.id, 10, kg("45")))
    assert it.declined is Reason.IMPOSSIBLE and len(it.session.log) == MOST_SETS


def test_a_session_moves_with_every_instant_of_it() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.happens(events.PainReported(0, Area.ELBOW, Feeling.DULL))
    it.logs()
    it.happens(events.Finished())
    was, it.now = it.session, it.now + WEEK
    it.happens(events.SessionMoved(-2 * DAY))
    now = it.session
    assert was.finished is not None and now.finished == was.finished - 2 * DAY and now.started == was.started - 2 * DAY
    assert [one.at for one in now.log] == [one.at - 2 * DAY for one in was.log]
    assert [one.at for one in now.pains] == [one.at - 2 * DAY for one in was.pains]
    assert totals(now) == totals(was)
    it.takes_back()
    assert (it.session.started, it.session.log, it.session.pains) == (was.started, was.log, was.pains)
    assert it.session.situation == was.situation


def test_a_deleted_session_is_over_as_long_as_before_and_comes_back_without_a_word() -> None:
    it = over(10, 9)
    was = it.session
    it.happens(events.Abandoned())
    it.orders(Show())
    assert (it.session.phase, it.session.finished) == (Phase.ABANDONED, was.finished)
    it.takes_back()
    it.orders(Show())
    assert (it.session.situation, it.session.log) == (was.situation, was.log)


def test_what_was_put_right_is_taken_back_one_by_one_and_the_session_is_not_opened_by_it() -> None:
    it = over(10, 9)
    was = it.session
    assert not can_take_back(was)
    it.happens(events.SetAmended(Slot(0, 0), 12, kg("45")))
    it.happens(events.SessionMoved(-DAY))
    it.happens(events.SetRecalled(Slot(0, 2), ROW.id, 8, kg("45")))
    it.happens(events.Abandoned())
    steps = 0
    while can_take_back(it.session):
        it.takes_back()
        assert it.session.phase is Phase.FINISHED
        steps += 1
    assert steps == 4
    assert (it.session.log, it.session.started, it.session.situation) == (was.log, was.started, was.situation)


def test_the_same_again_is_no_change() -> None:
    it = over(10, 9)
    was = it.session
    for event in (events.SetAmended(Slot(0, 0), 10, kg("45")), events.SessionMoved(timedelta())):
        it.happens(event)
        it.orders()
        assert it.session == replace(was, touched=it.now)


def on(it: Training, wanted: date, now: datetime, zone: ZoneInfo = BERLIN) -> datetime | None:
    """When the session would have begun on that day, by the clock on the wall."""
    by = way_to(it.session, wanted, zone, now)
    return (it.session.started + by).astimezone(zone) if by is not None else None


def begun_at(started: datetime) -> Training:
    """A session of four minutes."""
    it = Training(begin("s1", 7, FOUR_TENS, Unit.KG, {}, started).session)
    it.logs_everything()
    return it


def test_another_day_keeps_the_hour_on_the_wall_through_a_change_of_clocks() -> None:
    it = begun_at(datetime(2026, 3, 30, 18, 0, tzinfo=BERLIN).astimezone(UTC))
    moved = on(it, date(2026, 3, 28), it.now)
    assert moved == datetime(2026, 3, 28, 18, 0, tzinfo=BERLIN)
    assert way_to(it.session, date(2026, 3, 28), BERLIN, it.now) == timedelta(days=-2, hours=1)


def test_an_hour_that_a_day_lacks_is_the_moment_after_it() -> None:
    it = begun_at(datetime(2026, 3, 30, 2, 30, tzinfo=BERLIN).astimezone(UTC))
    assert on(it, date(2026, 3, 29), it.now) == datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN)


def test_today_a_session_is_over_by_now_at_the_latest_and_tomorrow_it_was_never() -> None:
    it = begun_at(datetime(2026, 3, 3, 18, 0, tzinfo=BERLIN).astimezone(UTC))
    noon = datetime(2026, 3, 4, 12, 0, tzinfo=BERLIN)
    began = on(it, date(2026, 3, 4), noon)
    assert began is not None and it.session.finished is not None
    assert it.session.finished + (began - it.session.started) == noon
    assert on(it, date(2026, 3, 5), noon) is None
    just_after_midnight = datetime(2026, 3, 4, 0, 2, tzinfo=BERLIN)
    assert on(it, date(2026, 3, 4), just_after_midnight) is None, "it took longer than this day has had so far"


def test_a_day_that_no_clock_has_shown_or_that_nobody_remembers_is_none() -> None:
    apia = ZoneInfo("Pacific/Apia")
    it = begun_at(datetime(2012, 1, 5, 9, 0, tzinfo=apia).astimezone(UTC))
    assert on(it, date(2011, 12, 30), it.now, apia) is None
    assert on(it, date(2011, 12, 31), it.now, apia) == datetime(2011, 12, 31, 9, 0, tzinfo=apia)
    assert on(it, date(1999, 12, 31), it.now, apia) is None
    assert on(it, date(1, 1, 1), it.now, apia) is None and on(it, date(9999, 12, 31), it.now, apia) is None
