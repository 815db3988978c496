"""How a session ends and comes back: finished early, set aside, forgotten, reopened; and when the card's revision grows."""

from datetime import timedelta

import pytest

from bot.training import events
from bot.training.effects import AlarmKind, AskStillTraining, CancelAlarm, Reason, SetAlarm, Show, Summarise
from bot.training.logged import Slot
from bot.training.machine import IDLE_AFTER
from bot.training.quantities import Unit
from bot.training.session import Phase, Situation
from tests.training.gym import FOUR_TENS, HAMMER, NOON, Training, doing, first_session, kg, sets

MINUTE = timedelta(minutes=1)
HALF_AN_HOUR = 30 * MINUTE


def asked_after_one_set() -> Training:
    """One set at one minute past noon; half an hour of silence after it; the question."""
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.hears_the_rest_end()
    it.happens(events.IdleElapsed(), NOON + 31 * MINUTE - it.now)
    return it


def test_finishing_early_keeps_what_was_done() -> None:
    it = Training()
    it.logs()
    it.happens(events.Finished(), MINUTE)
    assert it.session.situation == Situation(Phase.FINISHED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Summarise(), Show())
    assert len(it.session.log) == 1


def test_finishing_without_a_set_is_setting_aside() -> None:
    it = Training()
    it.happens(events.Finished())
    assert it.session.situation == Situation(Phase.ABANDONED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.IDLE), Show())


def test_an_abandoned_session_is_not_summed_up() -> None:
    it = Training()
    it.logs()
    it.happens(events.Abandoned(), 2 * MINUTE)
    assert it.session.situation == Situation(Phase.ABANDONED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.REST), CancelAlarm(AlarmKind.IDLE), Show())


@pytest.mark.parametrize("ending", [events.Finished(), events.Abandoned()])
def test_an_ended_session_is_taken_up_again(ending: events.Event) -> None:
    it = Training()
    resting = it.logs()
    it.happens(ending, timedelta(seconds=10))
    it.takes_back(timedelta(seconds=10))
    assert it.session.situation == resting.situation and resting.rest is not None
    it.orders(SetAlarm(AlarmKind.REST, resting.rest.due), SetAlarm(AlarmKind.IDLE, it.now + IDLE_AFTER), Show())


def test_an_ended_session_cannot_end_again_nor_go_on_without_being_taken_up() -> None:
    it = Training()
    it.logs()
    it.happens(events.Finished())
    for event in (events.Finished(), events.IdleElapsed(), events.SetLogged(Slot(0, 1), 10, kg("45"))):
        it.happens(event)
        assert it.declined in (Reason.NOT_NOW, Reason.OVERTAKEN)


def test_after_half_an_hour_of_silence_it_asks_once() -> None:
    it = asked_after_one_set()
    it.orders(AskStillTraining(), SetAlarm(AlarmKind.IDLE, it.now + HALF_AN_HOUR))
    assert it.session.asked == it.now and it.session.phase is Phase.LIFTING


def test_an_alarm_set_before_the_last_sign_of_life_is_put_off() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs(after=20 * MINUTE)
    it.happens(events.IdleElapsed(), 10 * MINUTE)
    it.orders(SetAlarm(AlarmKind.IDLE, NOON + 50 * MINUTE))
    it.happens(events.IdleElapsed(), 20 * MINUTE - timedelta(seconds=1))
    it.orders(SetAlarm(AlarmKind.IDLE, NOON + 50 * MINUTE))
    assert it.session.asked is None


def test_the_end_of_a_rest_is_no_sign_of_life() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.hears_the_rest_end()
    assert it.session.touched == NOON + MINUTE


def test_an_answer_puts_the_question_off_and_it_is_asked_again_later() -> None:
    it = asked_after_one_set()
    answered = it.happens(events.Stayed(), 5 * MINUTE)
    it.orders()
    assert answered.asked is None and answered.touched == it.now
    it.happens(events.IdleElapsed(), 25 * MINUTE)
    it.orders(SetAlarm(AlarmKind.IDLE, answered.touched + HALF_AN_HOUR))
    it.happens(events.IdleElapsed(), 5 * MINUTE)
    it.orders(AskStillTraining(), SetAlarm(AlarmKind.IDLE, it.now + HALF_AN_HOUR))


def test_a_set_is_an_answer_too() -> None:
    it = asked_after_one_set()
    assert it.logs().asked is None


def test_unanswered_the_session_closes_at_the_time_of_the_last_set() -> None:
    it = asked_after_one_set()
    it.happens(events.IdleElapsed(), 29 * MINUTE)
    it.orders(SetAlarm(AlarmKind.IDLE, NOON + 61 * MINUTE))
    it.happens(events.IdleElapsed(), MINUTE)
    assert it.session.situation == Situation(Phase.FINISHED, finished=NOON + MINUTE)
    it.orders(CancelAlarm(AlarmKind.IDLE), Summarise(), Show())


def test_the_last_set_is_the_one_done_last() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.logs(after=9 * MINUTE)
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.finished == NOON + 10 * MINUTE


def test_a_forgotten_session_without_a_set_is_set_aside() -> None:
    it = Training()
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.situation == Situation(Phase.ABANDONED, finished=it.now)
    it.orders(CancelAlarm(AlarmKind.IDLE), Show())


def test_a_forgotten_pause_closes_as_well() -> None:
    it = Training()
    it.logs()
    it.happens(events.Paused())
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.situation == Situation(Phase.FINISHED, finished=NOON + MINUTE)


def test_a_session_that_closed_by_itself_is_taken_up_again_and_asks_afresh() -> None:
    it = asked_after_one_set()
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    it.takes_back(2 * MINUTE)
    assert it.session.situation == Situation() and it.session.asked is None
    it.orders(SetAlarm(AlarmKind.IDLE, it.now + HALF_AN_HOUR), Show())
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.asked == it.now, "the old question is forgotten"


def test_hours_of_sleep_do_not_swallow_the_question() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.happens(events.IdleElapsed(), timedelta(hours=9))
    it.orders(AskStillTraining(), SetAlarm(AlarmKind.IDLE, it.now + HALF_AN_HOUR))
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.finished == NOON + MINUTE


def test_an_alarm_of_silence_after_the_end_is_overtaken() -> None:
    it = Training()
    it.logs()
    it.happens(events.Finished())
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.declined is Reason.OVERTAKEN


@pytest.mark.parametrize(
    "event",
    [
        events.SetLogged(Slot(0, 1), 10, kg("45")),
        events.SetUndone(Slot(0, 0)),
        events.SetAmended(Slot(0, 0), 9, kg("45")),
        events.AimMoved(Slot(0, 1), reps=1),
        events.LoadChosen(Slot(0, 1), kg("50")),
        events.RestElapsed(NOON + timedelta(seconds=150)),
        events.RestSkipped(),
        events.RestMoved(timedelta(minutes=5)),
        events.ExerciseSkipped(0),
        events.ExerciseSwapped(0, HAMMER),
        events.BlockAdded(2),
        events.ExerciseAdded(doing(HAMMER, *sets(3))),
        events.Paused(),
        events.Finished(),
        events.Abandoned(),
        events.Undone(),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_revision_grows_by_one_with_what_the_card_shows(event: events.Event) -> None:
    it = Training()
    before = it.logs()
    it.happens(event, 2 * MINUTE)
    assert it.session.revision == before.revision + 1
    assert it.effects.count(Show()) == 1


def test_the_revision_stays_when_the_card_does() -> None:
    it = Training()
    before = it.logs()
    it.happens(events.RestMoved(timedelta()))
    it.happens(events.UnitChanged(Unit.LB))
    it.happens(events.SetLogged(Slot(1, 1), 10, kg("45")))
    it.happens(events.Stayed())
    it.happens(events.IdleElapsed(), HALF_AN_HOUR)
    assert it.session.asked is not None and it.session.revision == before.revision


def test_a_declined_event_leaves_the_question_open() -> None:
    it = asked_after_one_set()
    asked = it.session
    assert it.happens(events.SetUndone(Slot(3, 3)), MINUTE) is asked
