"""A file as Hevy exports it, of as many sets as wanted: five sessions a week, four sets of five exercises each."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SETS_EACH, EXERCISES_EACH = 20, 5
HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
NAMES = (
    "Bench Press (Barbell)", "Squat (Barbell)", "Deadlift (Barbell)", "Lat Pulldown (Cable)", "Bicep Curl (Dumbbell)",
    "Overhead Press (Barbell)", "Leg Press (Machine)", "Triceps Pushdown", "Seated Row (Machine)", "Pull Up",
)  # fmt: skip


def hevy_file(sets: int) -> bytes:
    rows = [HEADER]
    sessions = sets // SETS_EACH
    for number in range(sessions):
        began = NOW - timedelta(days=1) * ((sessions - number) * 10 / 14) - timedelta(minutes=number % 50)
        span = f'"{_shown(began)}","{_shown(began + timedelta(hours=1))}"'
        for at in range(SETS_EACH):
            name = NAMES[(number % 2) * EXERCISES_EACH + at * EXERCISES_EACH // SETS_EACH]
            weight, reps = 40 + number * 7 % 30 + at % 4 * 2.5, 12 - at % 4
            rows.append(f'"Day {number % 2}",{span},"","{name}",,"",{at % 4},"normal",{weight},{reps},,,')
    return "\n".join(rows).encode()


def _shown(at: datetime) -> str:
    return f"{at.day} {at:%b} {at.year}, {at:%H:%M}"
