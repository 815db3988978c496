"""How records and doubts are told: one line each, in the words of the gym."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.screens.doubts import question
from bot.screens.records import named_record_line, record_line
from bot.training.bests import Bests, BestSet, bests_from
from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Exercise
from bot.training.plausible import doubt
from bot.training.quantities import Load, Unit, Weight
from bot.training.records import Record, RecordKind
from bot.training.vocabulary import Counting
from tests.training.gym import HELPED_PULL_UP, NOON, PULL_UP, ROW, body, exercise, kg, lb

LOAD, REPS, E1RM, VOLUME = RecordKind.LOAD, RecordKind.REPS, RecordKind.E1RM, RecordKind.VOLUME
PUSH_UP = exercise("push-up", Counting.BODYWEIGHT)
PLANK = exercise("plank", Counting.DURATION)
CARRY = exercise("carry", Counting.WEIGHT_DURATION)
LUNGE = replace(exercise("lunge"), per_side=True)
SIDE_PLANK = replace(PLANK, per_side=True)


def record(kind: RecordKind, what: Exercise, reps: int, load: Load, before: BestSet) -> Record:
    return Record(kind, what, LoggedSet(Slot(0, 0), what.id, reps, load, NOON), before)


def total(kind: RecordKind, before: str, reached: str, unit: Unit = Unit.KG, now: Unit = Unit.KG) -> Record:
    logged = LoggedSet(Slot(0, 0), ROW.id, 10, kg("45"), NOON)
    return Record(kind, ROW, logged, Weight(Decimal(before), unit), Weight(Decimal(reached), now))


@pytest.mark.parametrize(
    ("what", "reps", "load", "before", "words"),
    [
        (ROW, 10, kg("47.5"), BestSet(10, kg("45")), "Best for 10 reps: 47.5 kg (45 before)"),
        (ROW, 1, kg("60"), BestSet(1, kg("57.5")), "Best for 1 rep: 60 kg (57.5 before)"),
        (ROW, 8, kg("50"), BestSet(12, kg("45")), "Best for 8 reps: 50 kg (45 for 12 before)"),
        (ROW, 10, lb("105"), BestSet(10, kg("45")), "Best for 10 reps: 105 lb (45 kg before)"),
        (LUNGE, 16, kg("14"), BestSet(16, kg("12")), "Best for 8 per side: 14 kg (12 before)"),
        (LUNGE, 16, kg("14"), BestSet(20, kg("12")), "Best for 8 per side: 14 kg (12 for 10 per side before)"),
        (LUNGE, 15, kg("14"), BestSet(15, kg("12")), "Best for 15 in all: 14 kg (12 before)"),
        (PULL_UP, 5, body("10"), BestSet(5, body("7.5")), "Best for 5 reps: +10 kg (+7.5 before)"),
        (PULL_UP, 5, body("10"), BestSet(5, body()), "Best for 5 reps: +10 kg (body weight before)"),
        (PULL_UP, 5, body(), BestSet(5, body("-10")), "Best for 5 reps: body weight (10 kg of help before)"),
        (HELPED_PULL_UP, 8, body("-15"), BestSet(8, body("-20")), "Least help for 8 reps: 15 kg (20 before)"),
        (HELPED_PULL_UP, 8, body("0"), BestSet(8, body("-20")), "Best for 8 reps: no help (20 kg of help before)"),
        (CARRY, 40, kg("28"), BestSet(40, kg("24")), "Heaviest for 40 s: 28 kg (24 before)"),
    ],
)
def test_a_heavier_set(what: Exercise, reps: int, load: Load, before: BestSet, words: str) -> None:
    assert record_line(record(LOAD, what, reps, load, before)) == f"🏅 {words}"


@pytest.mark.parametrize(
    ("what", "reps", "load", "before", "words"),
    [
        (ROW, 12, kg("45"), BestSet(10, kg("45")), "Most reps with 45 kg: 12 (10 before)"),
        (ROW, 15, kg("40"), BestSet(10, kg("45")), "Most reps with 40 kg: 15 (10 with 45 kg before)"),
        (LUNGE, 20, kg("14"), BestSet(16, kg("14")), "Most reps with 14 kg: 10 per side (8 per side before)"),
        (PUSH_UP, 12, body(), BestSet(10, body()), "Most reps: 12 (10 before)"),
        (PULL_UP, 6, body("10"), BestSet(5, body("10")), "Most reps with +10 kg: 6 (5 before)"),
        (PULL_UP, 9, body(), BestSet(8, body()), "Most reps at body weight: 9 (8 before)"),
        (PULL_UP, 9, body(), BestSet(5, body("10")), "Most reps at body weight: 9 (5 with +10 kg before)"),
        (HELPED_PULL_UP, 9, body("-20"), BestSet(8, body("-20")), "Most reps with 20 kg of help: 9 (8 before)"),
        (HELPED_PULL_UP, 9, body("0"), BestSet(8, body("0")), "Most reps without help: 9 (8 before)"),
        (PLANK, 65, body(), BestSet(50, body()), "Longest hold: 65 s (50 s before)"),
        (SIDE_PLANK, 60, body(), BestSet(50, body()), "Longest hold: 30 s per side (25 s per side before)"),
        (CARRY, 45, kg("24"), BestSet(40, kg("24")), "Longest with 24 kg: 45 s (40 s before)"),
    ],
)
def test_more_repetitions_or_a_longer_hold(what: Exercise, reps: int, load: Load, before: BestSet, words: str) -> None:
    assert record_line(record(REPS, what, reps, load, before)) == f"🏅 {words}"


def test_estimates_and_volumes() -> None:
    assert record_line(total(E1RM, "60", "63.5")) == "🏅 Best estimate for one rep: 63.5 kg (60 before)"
    across = total(E1RM, "60", "140", now=Unit.LB)
    assert record_line(across) == "🏅 Best estimate for one rep: 140 lb (60 kg before)"
    assert record_line(total(VOLUME, "1800", "2100.25")) == "🏅 Most in one session: 2,100.3 kg (1,800 before)"


def test_among_others_a_record_names_its_exercise() -> None:
    told = record(LOAD, ROW, 10, kg("47.5"), BestSet(10, kg("45")))
    assert named_record_line(told) == "🏅 Seated row. Best for 10 reps: 47.5 kg (45 before)"


@pytest.mark.parametrize(
    ("reps", "load", "words"),
    [
        (10, "4500", "10 × 4500 kg: more than anybody does, as far as I know. What did you mean?"),
        (10, "145", "10 × 145 kg: far heavier than your 10 × 45 kg. What did you mean?"),
        (100, "45", "100 × 45 kg: far more than your 10 × 45 kg. What did you mean?"),
        (10, "4.5", "10 × 4.5 kg: far lighter than your 10 × 45 kg. What did you mean?"),
    ],
)
def test_a_doubtful_set_is_asked_about(reps: int, load: str, words: str) -> None:
    found = doubt(ROW, reps, kg(load), bests_from([BestSet(10, kg("45"))], None, ROW, None), None)
    assert found is not None and question(found, ROW) == words


def test_without_a_past_only_the_impossible_is_asked_about() -> None:
    found = doubt(ROW, 10, kg("1271"), Bests(), None)
    assert found is not None
    assert question(found, ROW) == "10 × 1271 kg: more than anybody does, as far as I know. What did you mean?"
