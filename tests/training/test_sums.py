"""What a session adds up to, how long the rest of it will take, and which loads are offered to somebody new."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.training import events
from bot.training.estimate import PER_REP, PER_SET, time_left
from bot.training.loads import first_loads
from bot.training.logged import Slot
from bot.training.plan import Block
from bot.training.quantities import Unit, Weight
from bot.training.totals import Totals, totals, volume
from bot.training.vocabulary import Counting, Equipment
from tests.training.gym import (
    ARMS,
    CARRY,
    CURL,
    FOUR_TENS,
    HAMMER,
    HELPED_PULL_UP,
    PLANK,
    PULL_UP,
    ROW,
    Training,
    body,
    day,
    doing,
    exercise,
    first_session,
    kg,
    lb,
    sets,
)

MINUTE = timedelta(minutes=1)


def test_an_empty_session_adds_up_to_nothing() -> None:
    assert totals(first_session()) == Totals(0, Weight(Decimal(0), Unit.KG), 0, timedelta(), timedelta())


def test_sets_volume_and_body_repetitions() -> None:
    it = Training()
    it.logs(10, kg("45"))
    it.logs(8, kg("47.5"))
    it.logs(6, body())
    it.logs(5, body("-20"))
    assert totals(it.session) == Totals(4, Weight(Decimal(830), Unit.KG), 11, timedelta(), 4 * MINUTE)


def test_warm_ups_count_as_they_were_lifted() -> None:
    it = Training(first_session(ARMS))
    it.logs(12, kg("10"))
    it.logs(10, kg("20"))
    assert totals(it.session).volume == Weight(Decimal(320), Unit.KG)


def test_the_volume_is_in_the_lifters_unit_whatever_was_lifted() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs(10, kg("45"))
    it.logs(10, lb("100"))
    assert totals(it.session).volume == Weight(Decimal("903.59"), Unit.KG)
    it.happens(events.UnitChanged(Unit.LB))
    assert totals(it.session).volume == Weight(Decimal("1992.08"), Unit.LB)


def test_the_volume_of_nothing_has_a_unit_too() -> None:
    assert volume((), Unit.LB) == Weight(Decimal(0), Unit.LB)


def test_an_open_session_lasts_until_the_last_sign_of_life() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.happens(events.Stayed(), 20 * MINUTE)
    it.happens(events.IdleElapsed(), 30 * MINUTE)
    assert totals(it.session).duration == 21 * MINUTE


def test_a_forgotten_session_lasted_until_its_last_set() -> None:
    it = Training(first_session(FOUR_TENS))
    it.logs()
    it.happens(events.Stayed(), 20 * MINUTE)
    it.happens(events.IdleElapsed(), 30 * MINUTE)
    it.happens(events.IdleElapsed(), 30 * MINUTE)
    assert totals(it.session).duration == MINUTE


def test_a_clock_set_back_makes_no_negative_time() -> None:
    it = Training()
    it.happens(events.AimMoved(Slot(0, 0), reps=1), -5 * MINUTE)
    assert totals(it.session).duration == timedelta()


def test_the_time_left_is_work_and_the_rests_between() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(2, 8, 12)),)), Block((doing(CURL, *sets(1), rest=60),)))))
    assert time_left(it.session) == 3 * PER_SET + (12 + 12 + 10) * PER_REP + 2 * timedelta(seconds=90)
    it.logs()
    assert time_left(it.session) == 2 * PER_SET + (12 + 10) * PER_REP + timedelta(seconds=90)
    it.logs()
    assert time_left(it.session) == PER_SET + 10 * PER_REP, "nobody waits for the rest after the last set"
    it.logs()
    assert time_left(it.session) == timedelta()


def test_the_time_left_of_a_superset_has_one_rest_a_round() -> None:
    it = Training(first_session(day(Block((doing(CURL, *sets(2), rest=30), doing(HAMMER, *sets(2), rest=60))))))
    assert time_left(it.session) == 4 * PER_SET + 40 * PER_REP + MINUTE


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("equipment", Equipment)
def test_first_loads_are_eight_and_the_easiest_comes_first(
    equipment: Equipment, counting: Counting, unit: Unit
) -> None:
    offered = first_loads(exercise("new", counting, equipment), unit)
    amounts = [load.weight.amount for load in offered]
    assert len(amounts) == 8 and amounts == sorted(set(amounts)), (
        "on an assistance machine the most help is the easiest"
    )
    assert {(load.weight.unit, load.on_body) for load in offered} == {(unit, counting.on_body)}
    assert all(amount < 0 for amount in amounts) == (counting is Counting.BODYWEIGHT_MINUS)


def test_an_empty_bar_is_the_first_rung_for_a_barbell() -> None:
    bar = exercise("row", equipment=Equipment.BARBELL)
    assert first_loads(bar, Unit.KG)[0] == kg("20") and first_loads(bar, Unit.LB)[0] == lb("45")


def test_machines_start_like_stacks_and_help_starts_with_the_most() -> None:
    assert first_loads(ROW, Unit.KG)[0] == kg("15")
    assert first_loads(HELPED_PULL_UP, Unit.KG)[0] == body("-50")
    assert first_loads(PULL_UP, Unit.KG)[0] == body("15")


def test_seconds_are_neither_repetitions_nor_volume() -> None:
    it = Training(first_session(day(Block((doing(PLANK, *sets(1, 45)),)), Block((doing(CARRY, *sets(2, 40)),)))))
    it.logs(45, body())
    it.logs(40, kg("24"))
    it.happens(events.ExerciseSwapped(1, ROW))
    it.logs(10, kg("45"))
    sums = totals(it.session)
    assert (sums.volume, sums.body_reps) == (Weight(Decimal(450), Unit.KG), 0)
    assert sums.held == timedelta(seconds=85)


def test_a_hold_takes_its_seconds() -> None:
    planks = first_session(day(Block((doing(PLANK, *sets(2, 30, 45), rest=60),))))
    assert time_left(planks) == timedelta(seconds=2 * (10 + 45) + 60)
