"""Times and sides as lifters type them: a hold, a carry with its load, and what is done on each side."""

import pytest

from bot.training.aim import Aim
from bot.training.logged import Slot
from bot.training.notation import Typed, read
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit
from tests.training.gym import CARRY, LUNGE, PLANK, ROW, SIDE_PLANK, body, kg

TIMED = Aim(Slot(0, 0), 45, body())
CARRIED = Aim(Slot(0, 0), 40, kg("24"))
LUNGED = Aim(Slot(0, 0), 16, kg("20"))


def understood(text: str, aim: Aim, doing: Exercise) -> list[tuple[int, Load | None]] | None:
    typed = read(text, aim, doing, Unit.KG)
    return None if typed is None else [(one.reps, one.load) for one in typed.sets]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("50", [50]), ("50 s", [50]), ("50s", [50]), ("50 sec", [50]), ("50 seconds", [50]), ("50 сек", [50]), ('50"', [50]),
        ("1:15", [75]), ("0:50", [50]), ("1 min 5 s", [65]), ("1m5s", [65]), ("1 min 30", [90]), ("1'15\"", [75]),
        ("2 min", [120]), ("1.5 min", [90]), ("1,5 мин", [90]), ("1 minute and 10 seconds", [70]),
        ("50 40 30", [50, 40, 30]), ("45,40", [45, 40]), ("50 s, 40 s", [50, 40]), ("bw x 40", [40]),
    ],
)  # fmt: skip
def test_a_time_is_read_in_every_way_it_is_typed(text: str, seconds: list[int]) -> None:
    typed = read(text, TIMED, PLANK, Unit.KG)
    assert typed is not None and [one.reps for one in typed.sets] == seconds


@pytest.mark.parametrize("text", ["1:75", "90 sets", "45s x 2", "60x2", "20 kg 40", "45 s s"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read(text, TIMED, PLANK, Unit.KG) is None


@pytest.mark.parametrize(
    "text", ["24 kg 45 s", "45s x 24", "45x24", "24x45", "45s 24", "24 45s", "24kg 0:45", "45 s 24 kg"]
)
def test_what_is_carried_may_stand_on_either_side_of_the_time(text: str) -> None:
    assert understood(text, CARRIED, CARRY) == [(45, kg("24"))]


def test_a_carry_is_typed_like_any_set_and_its_load_may_come_first() -> None:
    assert understood("24x40s 35s", CARRIED, CARRY) == [(40, kg("24")), (35, kg("24"))]
    assert understood("50 s", CARRIED, CARRY) == [(50, None)]
    assert read("26", Aim(Slot(0, 0), 40, None), CARRY, Unit.KG) == Typed((), kg("26"))


@pytest.mark.parametrize("text", ["45 s", "1:15", "5s 10", "10 5s"])
def test_no_time_is_read_where_repetitions_are_counted(text: str) -> None:
    assert understood(text, Aim(Slot(0, 0), 10, kg("45")), ROW) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8", [(16, None)]),
        ("8x22.5", [(16, kg("22.5"))]),
        ("22.5x8", [(16, kg("22.5"))]),
        ("8 per side x 22.5", [(16, kg("22.5"))]),
        ("8/side", [(16, None)]),
        ("8 each", [(16, None)]),
        ("8 8 7", [(16, None), (16, None), (14, None)]),
        ("15 in all", [(15, None)]),
        ("22.5 x 15 in all", [(15, kg("22.5"))]),
    ],
)
def test_what_is_typed_for_each_side_is_done_on_both(text: str, meant: list[tuple[int, Load | None]]) -> None:
    assert understood(text, LUNGED, LUNGE) == meant


def test_a_side_is_held_for_the_time_that_is_typed() -> None:
    assert understood("30 s", Aim(Slot(0, 0), 60, body()), SIDE_PLANK) == [(60, None)]
    assert understood("45 s in all", Aim(Slot(0, 0), 60, body()), SIDE_PLANK) == [(45, None)]
