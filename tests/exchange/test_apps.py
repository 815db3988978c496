"""What other apps export, as Spotter understands it: each file under `samples/` beside what a lifter would say it holds."""

from datetime import date

import pytest

from bot.exchange.reading import App, FoundName
from bot.training.quantities import Unit
from tests.exchange.files import odd, reading, sample, told


def test_hevy_in_kilograms_newest_first() -> None:
    found = reading(sample("hevy-kg.csv"))
    assert (found.app, found.count, found.sets) == (App.HEVY, 2, 8)
    assert (found.first, found.last) == (date(2025, 9, 15), date(2025, 9, 17))
    assert told(found) == [
        "2025-09-15 07:48-08:50 Upper A (Slept badly.\nStill good.)",
        "  Bench Press (Barbell) (Feet flat.\nPause below.): warm 10 x 40 kg, 8 x 75 kg @2, 6 x 75 kg @0, drop 5 x 60 kg @0.5",
        "  Pull Up (Assisted): 10 x body weight − 20 kg",
        "  Plank: 75 s",
        "2025-09-17 18:05-19:01 Upper A",
        "  Pull Up: 8 @1",
        "  Rowing Machine: 360 s",
    ]
    assert odd(found) == ["3: only a distance (left out)"]
    assert found.names == (
        FoundName("Bench Press (Barbell)", 4, weighted=4),
        FoundName("Plank", 1, timed=1),
        FoundName("Pull Up", 1),
        FoundName("Pull Up (Assisted)", 1, helped=1),
        FoundName("Rowing Machine", 1, timed=1),
    )


def test_hevy_in_pounds_with_french_months_and_fat_fingers() -> None:
    found = reading(sample("hevy-lb.csv"), unit=Unit.LB)
    assert told(found) == [
        "2025-08-01 19:30-01:30 Legs",
        "  Leg Press (Machine): odd 1271 x 90 lb",
        "2026-02-03 19:30-20:15 Legs",
        "  Squat (Barbell): 5 x 225 lb, odd 5 x 3307 lb",
    ]
    assert found.marked == 3
    assert odd(found) == [
        "3: Squat (Barbell): 5 reps, 3307 lb",
        "4: Leg Press (Machine): 1271 reps, 90 lb",
        "4: a session of 22 hours: taken as six",
    ]


def test_our_own_table_keeps_spreadsheets_from_taking_words_for_formulas() -> None:
    body = (
        sample("hevy-kg.csv")
        .replace(b"Pull Up (Assisted)", b"'=cmd")
        .replace(b"Rowing Machine", b"' -Row")
        .replace(b"Plank", b"'tis")
    )
    assert [name.name for name in reading(body).names][1:] == ["'tis", "-Row", "=cmd", "Pull Up"]


def test_strong_with_commas_says_no_unit() -> None:
    found = reading(sample("strong-commas.csv"))
    assert found.app is App.STRONG
    assert told(found) == [
        '2024-03-04 18:05-19:10 Lower, heavy (Felt "fresh")',
        "  Squat (Barbell) (Belt on): warm 5 x 60 kg, 5 x 100 kg @2, drop 8 x 80 kg, 7 x 80 kg @0",
        "  Running: 1500 s",
        "2024-03-06 07:30-08:15 Upper",
        "  Pull Up (Assisted): 8 x body weight − 25 kg",
    ]
    assert found.passed == {"Rest Timer": 1}
    assert odd(found) == ["8: no repetitions and no time (left out)"]
    assert found.remarks == ("The file does not say in which unit: weights were read as kg.",)
    assert "  Squat (Barbell) (Belt on): warm 5 x 60 lb, 5 x 100 lb @2, drop 8 x 80 lb, 7 x 80 lb @0" in told(
        reading(sample("strong-commas.csv"), unit=Unit.LB)
    )


def test_strong_with_commas_and_without_notes() -> None:
    lines = sample("strong-commas.csv").decode().splitlines()
    bare = [",".join(lines[0].split(",")[:9]), "2024-03-04 18:05:11,Lower,1h 5m,Squat (Barbell),1,100,5,0,0"]
    assert told(reading("\n".join(bare).encode())) == ["2024-03-04 18:05-19:10 Lower", "  Squat (Barbell): 5 x 100 kg"]


def test_strong_with_semicolons_and_a_unit_in_each_row() -> None:
    found = reading(sample("strong-semicolons.csv"))
    assert told(found) == [
        "2021-01-11 12:31-13:29 Pull",
        "  Deadlift (Barbell) (first line\nsecond line): 5 x 82.5 kg, 4 x 225 lb @1.5",
        "  Plank: 90 s",
    ]
    assert found.remarks == ()


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("unit", ["kg", "lbs"])
def test_strong_with_numbered_workouts(delimiter: str, unit: str) -> None:
    text = sample("strong-numbered.csv").decode().replace(";", delimiter).replace("(kg)", f"({unit})")
    found = reading(text.encode(), unit=Unit.KG)
    written = unit.removesuffix("s")
    assert told(found) == [
        "2025-03-01 18:00-19:00 Push",
        f"  Bench Press (Barbell) (Keep the wrists straight.): 8 x 80 {written}, 7 x 80 {written} @1",
        "2025-03-03 18:00-00:00 Legs",
        f"  Seated Calf Raise (Machine): 12 x 40 {written}",
    ]
    assert found.passed == {"Note": 1, "Rest Timer": 1}
    assert odd(found) == ["6: a session of 22 hours: taken as six"]


def test_fitnotes_knows_days_only() -> None:
    found = reading(sample("fitnotes.csv"))
    assert found.app is App.FITNOTES
    assert told(found) == [
        "2026-08-08 12:00-12:00",
        "  Flat Barbell Bench Press (slow, on purpose): 10 x 62.5 kg, 8 x 65 kg",
        "  Plank: 90 s",
        "2026-08-10 12:00-12:00",
        "  Cycling: 1926 s",
        "  Chin Up: 9",
    ]
    assert odd(found) == ["7: only a distance (left out)"]
    assert found.remarks == ("The file has days without hours: those sessions were put at noon.",)


def test_fitnotes_with_its_unit_in_the_header() -> None:
    body = b"Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n2020-10-04,Squat,Legs,225,5,,,\n"
    assert told(reading(body))[1:] == ["  Squat: 5 x 225 lb"]
    both = b"Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
    assert told(reading(both + b"2020-10-04,Squat,Legs,,225,5,,,,,wr\n"))[1:] == ["  Squat: 5 x 225 lb"]


def test_fitbod_keeps_its_zone_and_a_long_break_ends_a_session() -> None:
    found = reading(sample("fitbod.csv"), zone="America/New_York")
    assert found.app is App.FITBOD
    assert told(found) == [
        "2025-01-19 09:37-10:02",
        "  Dumbbell Bench Press (last one slow): warm 8 x 45.359 kg, 10 x 20 kg",
        "  Plank: 60 s",
        "2025-01-19 18:30-18:40",
        "  Push Up: 15",
    ]


def test_fitbod_newest_first_is_told_in_the_order_of_the_day() -> None:
    header, *rows = sample("fitbod.csv").splitlines(keepends=True)
    assert told(reading(header + b"".join(reversed(rows)))) == told(reading(sample("fitbod.csv")))


def test_fitbod_writes_kilograms_for_those_who_lift_pounds() -> None:
    found = reading(sample("fitbod.csv"), unit=Unit.LB)
    assert "  Dumbbell Bench Press (last one slow): warm 8 x 100 lb, 10 x 20 kg" in told(found)


def test_stronglifts_has_a_row_an_exercise() -> None:
    found = reading(sample("stronglifts.csv"))
    assert found.app is App.STRONGLIFTS
    assert told(found) == [
        "2026-08-11 22:56-23:41 Workout A",
        "  Squat: 5 x 55 kg, 5 x 55 kg",
        "  Barbell Row (back flat): 5 x 60 kg, 4 x 60 kg, 4 x 60 kg",
        "2026-08-13 07:00-07:30 Workout B",
        "  Deadlift: 5 x 75 kg",
    ]
    assert found.passed == {"failed set": 1}


def test_older_stronglifts_has_a_row_a_session_and_both_units() -> None:
    assert told(reading(sample("stronglifts-older.csv"))) == [
        "2015-03-18 12:00-12:00 B (easy)",
        "  Squat: 5 x 62.5 kg, 5 x 62.5 kg, 5 x 62.5 kg",
        "  Overhead press: 5 x 30 kg, 5 x 30 kg, 4 x 30 kg",
        "2015-03-20 12:00-12:00 A",
        "  Squat: 5 x 65 kg, 5 x 65 kg",
    ]
    assert "  Squat: 5 x 140 lb, 5 x 140 lb, 5 x 140 lb" in told(reading(sample("stronglifts-older.csv"), unit=Unit.LB))
