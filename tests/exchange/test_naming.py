"""What names in other apps mean here: surely one of ours, or a question with the likely ones; a wrong one never."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.library import load
from bot.exchange.guessing import Guess, guess
from bot.exchange.naming import MOST_NEAR, Register
from bot.exchange.reading import FoundName
from bot.training.plan import Exercise
from bot.training.vocabulary import Counting, Equipment, Muscle
from tests.exchange.common_names import common
from tests.training.gym import exercise

OURS: Mapping[str, Exercise] = load(Path("content"))[0].exercises
REGISTER = Register(OURS.values())


def called(name: str) -> str | None:
    found = REGISTER.called(name)
    return found.id if found else None


def test_the_common_names_of_other_apps() -> None:
    assert {name: called(name) for name in common()} == common()


def test_every_exercise_goes_by_each_of_its_names_in_either_style() -> None:
    for one in OURS.values():
        for name in (one.name, *one.aliases):
            assert called(name) == called(name.upper().replace("-", " ")) == one.id


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("Bech Pres", "barbell-bench-press"),
        ("Seated Row (Machine)", "seated-row"),
        ("Lat Pulldown (Machine)", "lat-pulldown"),
        ("Squat (Smith Machine)", "barbell-squat"),
        ("Romanian Deadlift (Dumbbell)", "romanian-deadlift"),
        ("Standing Calf Raise (Machine)", "standing-calf-raise"),
        ("Lateral Raise (Cable)", "lateral-raise"),
    ],
)
def test_what_is_not_sure_is_asked_about(name: str, likely: str) -> None:
    assert called(name) is None
    assert likely in [one.id for one in REGISTER.near(name)]


def test_nothing_is_near_what_nobody_knows() -> None:
    assert [REGISTER.near(name) for name in ("", "Kniebeuge", "🏋️", "(Barbell)")] == [(), (), (), ()]


def test_words_that_two_go_by_name_neither() -> None:
    one, other = replace(exercise("one"), name="Cable row"), replace(exercise("other"), name="Row (cable)")
    assert Register([one, other]).called("Cable Row") is None
    assert set(Register([one, other]).near("Cable Row")) == {one, other}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_name_is_one_or_none(name: str) -> None:
    REGISTER.called(name)
    assert len(REGISTER.near(name)) <= MOST_NEAR
    guess(FoundName(name, 1))


WEIGHTED = {"weighted": 3}


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        (
            FoundName("Incline Bench Press (Barbell)", 3, **WEIGHTED),
            Guess(Counting.WEIGHT, Muscle.CHEST, (Equipment.BARBELL,)),
        ),
        (
            FoundName("Deadlift (Barbell)", 3, **WEIGHTED),
            Guess(Counting.WEIGHT, Muscle.LOWER_BACK, (Equipment.BARBELL,)),
        ),
        (FoundName("Chin Up", 3), Guess(Counting.BODYWEIGHT, Muscle.LATS, ())),
        (FoundName("Chin Up (Weighted)", 3, **WEIGHTED), Guess(Counting.BODYWEIGHT_PLUS, Muscle.LATS, ())),
        (FoundName("Chest Dip (Assisted)", 3, **WEIGHTED), Guess(Counting.BODYWEIGHT_MINUS, Muscle.CHEST, ())),
        (FoundName("Hollow Hold", 3, timed=3), Guess(Counting.DURATION, Muscle.ABDOMINALS, ())),
        (FoundName("Crunch (Machine)", 3, **WEIGHTED), Guess(Counting.WEIGHT, Muscle.ABDOMINALS, (Equipment.MACHINE,))),
        (
            FoundName("Preacher Curl (Barbell)", 3, **WEIGHTED),
            Guess(Counting.WEIGHT, Muscle.BICEPS, (Equipment.BARBELL,)),
        ),
        (FoundName("Nordic Hamstrings Curls", 3), Guess(Counting.BODYWEIGHT, Muscle.HAMSTRINGS, ())),
        (FoundName("Upright Row (Cable)", 3, **WEIGHTED), Guess(Counting.WEIGHT, Muscle.TRAPS, (Equipment.CABLE,))),
        (
            FoundName("Hack Squat (Machine)", 3, **WEIGHTED),
            Guess(Counting.WEIGHT, Muscle.QUADRICEPS, (Equipment.MACHINE,)),
        ),
        (FoundName("Kniebeuge", 3, **WEIGHTED), Guess(Counting.WEIGHT, None, ())),
        (FoundName("Sled (Push)", 2, timed=2, weighted=2), Guess(Counting.WEIGHT_DURATION, None, (Equipment.MACHINE,))),
    ],
)
def test_what_an_unknown_one_probably_is(found: FoundName, meant: Guess) -> None:
    assert guess(found) == meant
