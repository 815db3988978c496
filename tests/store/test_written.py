"""JSON text of values: exact there and back, and readable by code that has gained or lost a field since."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from bot.store.rows import State, plan_text, workout_from
from bot.store.written import brief, read, tagged, write
from bot.training.lifter import Lifter
from bot.training.logged import Slot
from bot.training.quantities import Unit
from bot.training.session import Phase, SetAdded, SetReplaced, Situation, What
from tests.training.gym import ARMS, BACK, NOON, ROW, done, kg


@dataclass(frozen=True)
class Old:
    reps: int
    note: str = "gone since"


@dataclass(frozen=True)
class New:
    reps: int
    unit: Unit = Unit.LB
    slots: frozenset[Slot] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Times:
    at: datetime
    rests: tuple[timedelta | None, ...]
    pair: tuple[int, int] = (1, 2)


@pytest.mark.parametrize("workout", [BACK, ARMS])
def test_a_workout_is_the_same_after_writing_and_reading(workout: object) -> None:
    assert read(type(workout), write(workout)) == workout


def test_a_plan_is_known_by_its_text() -> None:
    digest, text = plan_text(BACK)
    assert (digest, text) == plan_text(BACK)
    assert digest != plan_text(ARMS)[0]
    assert workout_from(text) == BACK


def test_instants_and_spans_are_exact_to_the_microsecond() -> None:
    odd = Times(NOON + timedelta(microseconds=1), (timedelta(days=-1, microseconds=7), None))
    assert read(Times, write(odd)) == odd
    auckland = Times(datetime(2026, 3, 2, 1, tzinfo=timezone(timedelta(hours=13))), ())
    assert read(Times, write(auckland)).at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_field_that_is_new_takes_its_default_and_one_that_is_gone_is_passed_over() -> None:
    assert read(New, write(Old(8))) == New(8)


def test_a_field_without_a_default_must_be_there() -> None:
    with pytest.raises(ValueError, match="a stored Old lacks reps"):
        read(Old, "{}")


def test_what_is_as_usual_need_not_be_written_but_no_time_left_is_not_usual() -> None:
    for situation in (Situation(), Situation(Phase.PAUSED, rest_left=timedelta()), Situation(finished=NOON)):
        assert read(Situation, write(brief(situation))) == situation
    assert write(brief(Situation())) == "{}"
    assert (
        write(brief(Lifter(7, back_trouble=False, welcoming=True))) == '{"id":7,"back_trouble":false,"welcoming":true}'
    )


def test_a_member_of_a_union_carries_its_name() -> None:
    for what in (SetAdded(Slot(1, 2)), SetReplaced(done(ROW, 8, kg("82.5")))):
        assert read(What, write(tagged(what))) == what


def test_keys_that_are_numbers_stay_numbers() -> None:
    state = State(swapped={2: ROW}, loads={"2": kg("10")})
    assert read(State, write(state)) == state


def test_what_has_no_written_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        write(object())
    assert write(Decimal("82.50")) == '"82.50"'
