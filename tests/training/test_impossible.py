"""What no human could lift is declined wherever it is said: logged, amended, chosen or nudged to."""

import pytest

from bot.training import events
from bot.training.aim import MOST_REPS, Aim, is_possible
from bot.training.effects import Reason
from bot.training.logged import Slot
from bot.training.quantities import Load
from tests.training.gym import ROW, Training, body, done, kg, later_session, lb

FIRST = Slot(0, 0)


@pytest.mark.parametrize(
    ("reps", "load", "possible"),
    [
        (1, kg("0"), True),
        (100, kg("1000"), True),
        (0, kg("45"), False),
        (101, kg("45"), False),
        (10, kg("1000.5"), False),
        (10, kg("-0.5"), False),
        (10, kg("0.001"), True),
        (10, kg("0.0001"), False),
        (10, lb("2204"), True),
        (10, lb("2205"), False),
        (10, lb("1E+40"), False),
        (10, lb("Infinity"), False),
        (10, kg("NaN"), False),
        (10, kg("sNaN"), False),
        (10, body("-60"), True),
        (10, body("-1000.5"), False),
        (10, body("1000.5"), False),
        (10, body("NaN"), False),
    ],
)
def test_what_no_human_could_lift_is_declined_wherever_it_is_said(reps: int, load: Load, possible: bool) -> None:
    assert is_possible(reps, load, MOST_REPS) is possible
    it = Training()
    it.happens(events.SetLogged(FIRST, reps, load))
    assert it.declined is (None if possible else Reason.IMPOSSIBLE)
    it = Training()
    it.logs()
    it.happens(events.SetAmended(FIRST, reps, load))
    assert it.declined is (None if possible else Reason.IMPOSSIBLE)
    if reps == 10:
        it.happens(events.LoadChosen(Slot(0, 1), load))
        assert it.declined is (None if possible else Reason.IMPOSSIBLE)


def test_a_nudge_beyond_the_possible_is_declined() -> None:
    it = Training(later_session(done(ROW, 10, kg("1000"))))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.declined is Reason.IMPOSSIBLE
    it.happens(events.AimMoved(FIRST, reps=91))
    assert it.declined is Reason.IMPOSSIBLE
    assert it.aim == Aim(FIRST, 10, kg("1000"))
