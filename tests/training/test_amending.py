"""A set that was done before a swap is amended as what it was: by the step and in the words of its own exercise."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.reading import event_of
from bot.screens.asides import one_set
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.logged import Slot
from bot.training.order import logged_at
from bot.training.plan import Exercise, Library, Step
from bot.training.quantities import Load
from bot.training.session import Session
from tests.training.gym import FOUR_TENS, HELPED_PULL_UP, ROW, Training, body, first_session, kg

FIRST = Slot(0, 0)
BY_FIVES = replace(HELPED_PULL_UP, step=Step(Decimal(5), Decimal(10)))


def one_done(load: Load, *then: Exercise) -> Session:
    it = Training(first_session(FOUR_TENS))
    it.logs(load=load)
    for exercise in then:
        it.happens(events.ExerciseSwapped(0, exercise))
    return it.session


def amended(session: Session, by: int) -> events.Event | None:
    tap = Tap(Verb.AMEND, session.lifter, f"0.0_w_{by}", session.id, session.revision)
    return event_of(tap, session, Library())


def nudges(session: Session) -> list[str]:
    logged = logged_at(session, FIRST)
    assert logged is not None
    return [button.label for button in one_set(session, logged).rows[0]]


def test_a_set_done_before_a_swap_keeps_its_own_step_and_words() -> None:
    session = one_done(kg("45"), BY_FIVES)
    assert amended(session, 1) == events.SetAmended(FIRST, 10, kg("47.5"))
    assert nudges(session) == ["−1 rep", "+1 rep", "−2.5 kg", "+2.5 kg"]


def test_what_was_swapped_away_twice_is_still_amended_as_what_it_was() -> None:
    it = Training(one_done(kg("45"), BY_FIVES))
    it.logs(load=body("-20"))
    it.happens(events.ExerciseSwapped(0, ROW))
    tap = Tap(Verb.AMEND, it.session.lifter, "0.1_w_1", it.session.id, it.session.revision)
    assert event_of(tap, it.session, Library()) == events.SetAmended(Slot(0, 1), 10, body("-15"))


def test_help_is_amended_down_to_none_and_no_further() -> None:
    it = Training(one_done(kg("45"), BY_FIVES))
    it.logs(load=body("-4"))
    tap = Tap(Verb.AMEND, it.session.lifter, "0.1_w_1", it.session.id, it.session.revision)
    assert event_of(tap, it.session, Library()) == events.SetAmended(Slot(0, 1), 10, body("0"))
