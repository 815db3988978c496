"""How long an exercise waits after pain: until a session of it in which nothing hurt; and what is asked for on that day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.training import events
from bot.training.aim import target_at
from bot.training.logged import LoggedSet
from bot.training.pain import Area, Feeling, Pain, touches
from bot.training.plan import Block, Exercise
from bot.training.progression import Performance
from bot.training.quantities import Load
from bot.training.session import Coaching
from bot.training.symptoms import held, hurt_since
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import Condition
from tests.training.gym import CURL, NOON, PULL_UP, ROW, Training, body, day, doing, done, first_session, kg, lb, sets

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


def wanted(load: Load, reps: Sequence[int], *done_before: LoggedSet, rule: TargetRule = TargetRule.UP) -> Target:
    before = done_before[-1].load if done_before else None
    return Target(load, tuple(reps), Why(rule, done_before, NOON, before, 1))


TENS = (done(ROW, 10, kg("45")), done(ROW, 10, kg("45")))


def test_what_was_to_go_up_today_stays_as_it_was() -> None:
    after = held(wanted(kg("47.5"), (8, 8), *TENS))
    assert (after.load, after.reps, after.why.rule) == (kg("45"), (8, 8), TargetRule.PAIN)
    assert held(wanted(kg("45"), (11, 11, 11), *TENS, rule=TargetRule.REPS)).reps == (10, 10, 10)
    assert held(wanted(lb("100"), (8,), done(ROW, 10, kg("40")))).load == kg("40"), "100 lb are more than 40 kg"
    assert held(wanted(lb("85"), (8,), done(ROW, 10, kg("40")))).load == lb("85"), "85 lb are not"


def test_less_help_is_more_load() -> None:
    assert held(wanted(body("-15"), (8,), done(PULL_UP, 8, body("-20")))).load == body("-20")


def test_what_goes_back_today_goes_back_all_the_same() -> None:
    for lighter in (wanted(kg("40"), (8, 8), *TENS, rule=TargetRule.RESTART), wanted(kg("45"), (10, 10), *TENS)):
        assert held(lighter) == lighter


def test_of_what_was_never_done_nothing_is_known() -> None:
    first = Target(body(), (8, 8), Why(TargetRule.FIRST))
    assert held(first) == first


def test_pain_today_holds_what_it_touches_and_nothing_else() -> None:
    up = Coaching(targets={one.id: wanted(kg("47.5"), (10, 10), *TENS) for one in (ROW, CURL)})
    it = Training(
        replace(first_session(day(Block((doing(ROW, *sets(2)),)), Block((doing(CURL, *sets(2)),)))), coaching=up)
    )
    assert it.aim.load == kg("47.5")
    it.happens(events.PainReported(0, Area.ELBOW, Feeling.DULL))
    assert it.aim.load == kg("45") and target_at(it.session, 1) == up.targets[CURL.id]
    it.takes_back()
    assert it.aim.load == kg("47.5")
