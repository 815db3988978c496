"""How long an exercise waits after pain: until a session of that exercise in which nothing hurt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.training.pain import Area, Feeling, Pain, touches
from bot.training.plan import Exercise
from bot.training.progression import Performance
from bot.training.symptoms import hurt_since
from bot.training.vocabulary import Condition
from tests.training.gym import CURL, NOON, PULL_UP, ROW, done, kg

DAY = timedelta(days=1)
DEADLIFT = replace(CURL, id="deadlift", avoid_if=(Condition.BACK,))


def told(area: Area = Area.ELBOW, during: Exercise = ROW) -> Pain:
    return Pain(0, during.id, area, Feeling.DULL, NOON)


def hurt(exercise: Exercise, did: Sequence[int], pained: dict[int, Pain]) -> list[int]:
    """Of the days on which it was done, those it is marked for when pain was told of in the sessions of these days."""
    past = [Performance(f"s{day}", NOON + day * DAY, (done(exercise, 10, kg("45")),)) for day in did]
    marked = hurt_since(exercise, past, [(NOON + day * DAY, pain) for day, pain in pained.items()])
    assert [replace(one, hurt=False) for one in marked] == past, "nothing else changes"
    return [day for day, one in zip(did, marked, strict=True) if one.hurt]


def test_the_session_in_which_an_exercise_hurt_is_marked_and_those_before_it_are_not() -> None:
    assert hurt(ROW, did=[1, 3, 5], pained={5: told()}) == [5]


def test_a_session_of_that_exercise_without_pain_ends_the_wait() -> None:
    assert hurt(ROW, did=[1, 3, 5], pained={3: told()}) == [3], (
        "the last one, from which the next target follows, is free"
    )


def test_pain_again_is_waited_for_again() -> None:
    assert hurt(ROW, did=[1, 3, 5, 7], pained={1: told(), 7: told()}) == [1, 7]


def test_a_session_without_pain_that_left_the_exercise_out_ends_nothing() -> None:
    assert hurt(DEADLIFT, did=[1], pained={3: told(Area.LOWER_BACK)}) == [1], "sessions on other days had only rows"


def test_the_day_on_which_it_was_left_out_because_of_pain_counts_for_the_time_it_was_done_before() -> None:
    assert hurt(ROW, did=[1, 3], pained={5: told()}) == [3]


def test_pain_in_one_exercise_touches_those_that_the_content_advises_against() -> None:
    for area in (Area.LOWER_BACK, Area.UPPER_BACK):
        assert hurt(DEADLIFT, did=[1, 3], pained={3: told(area)}) == [3]
    assert hurt(DEADLIFT, did=[1, 3], pained={3: told(Area.ELBOW)}) == []
    assert hurt(PULL_UP, did=[1, 3], pained={3: told(Area.LOWER_BACK)}) == []


def test_after_a_stop_sign_everything_waits() -> None:
    assert hurt(PULL_UP, did=[1, 3], pained={3: replace(told(), feeling=Feeling.STOP_SIGN)}) == [3]


@pytest.mark.parametrize("area", Area)
def test_an_exercise_that_hurt_is_touched_wherever_it_hurt(area: Area) -> None:
    assert touches(told(area), ROW) and not touches(told(area), CURL)


def test_what_was_never_done_and_what_never_hurt_is_not_marked() -> None:
    assert hurt(ROW, did=[], pained={1: told()}) == []
    assert hurt(ROW, did=[1, 3], pained={}) == []
