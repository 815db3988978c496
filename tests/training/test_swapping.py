"""Stand-ins among the exercises that ship: what is held is never replaced by what is counted, and the author's come first."""

from bot.training.plan import Exercise
from bot.training.swapping import ranked
from bot.training.vocabulary import Condition, Equipment
from tests.training.week import library


def stand_ins(id: str, *lacks: Equipment, conditions: tuple[Condition, ...] = ()) -> list[str]:
    return [one.id for one in ranked(exercise(id), library().exercises, lacks, conditions)]


def exercise(id: str) -> Exercise:
    return library().exercises[id]


def test_a_plank_is_held_and_so_is_what_stands_in_for_it() -> None:
    assert stand_ins("plank")[0] == "knee-plank"
    for one in library().exercises.values():
        assert all(exercise(id).counting.timed is one.counting.timed for id in stand_ins(one.id)), one.id


def test_whoever_has_no_gym_today_still_has_something_to_do() -> None:
    gym = (Equipment.MACHINE, Equipment.CABLE, Equipment.BARBELL, Equipment.BENCH)
    for id in (
        "high-row-machine",
        "barbell-squat",
        "barbell-bench-press",
        "triceps-pushdown",
        "leg-curl",
        "hip-thrust",
    ):
        found = stand_ins(id, *gym)
        assert found and not any(set(gym) & set(exercise(one).equipment) for one in found), id


def test_a_sore_back_is_spared() -> None:
    assert stand_ins("bent-over-barbell-row", conditions=(Condition.BACK,))[:2] == [
        "chest-supported-row",
        "low-pulley-row",
    ]
    assert "dumbbell-deadlift" not in stand_ins("romanian-deadlift", conditions=(Condition.BACK,))
