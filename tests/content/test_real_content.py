"""The content that ships: no problems, every fact of the back workout, and swaps that make sense."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import check, load
from bot.training.plan import Exercise, Workout
from bot.training.vocabulary import Condition, Counting, LumbarLoad, Muscle, SetKind

CONTENT = Path(__file__).parents[2] / "content"
LIBRARY, PROBLEMS = load(CONTENT)

BACK = [
    ("high-row-machine", 4, 10),
    ("seated-row", 4, 10),
    ("pull-up", 4, 10),
    ("bent-over-barbell-row", 4, 10),
    ("dumbbell-deadlift", 3, 12),
    ("hip-thrust", 3, 12),
]

# What a lifter must be able to read of each exercise, by section.
CUES = [
    ("high-row-machine", "Set up", "each side"),
    ("high-row-machine", "Set up", "just above the knees"),
    ("high-row-machine", "Set up", "palms facing the floor"),
    ("high-row-machine", "Move", "as far as you can"),
    ("high-row-machine", "Move", "1 to 2 seconds"),
    ("high-row-machine", "Move", "never comes to rest"),
    ("high-row-machine", "Breathe", "Out while you pull"),
    ("high-row-machine", "Watch out", "Do not let the weight rest"),
    ("high-row-machine", "Good to know", "upper and middle back"),
    ("seated-row", "Set up", "V bar"),
    ("seated-row", "Set up", "Low-row station"),
    ("seated-row", "Set up", "60 to 90 cm (2 to 3 ft)"),
    ("seated-row", "Set up", "Fixed seated row machine"),
    ("seated-row", "Set up", "Lean back a little"),
    ("seated-row", "Move", "elbows close"),
    ("seated-row", "Move", "Pause"),
    ("pull-up", "Set up", "straight or bent"),
    ("pull-up", "Set up", "**away** from you"),
    ("pull-up", "Move", "head is level with the bar"),
    ("pull-up", "Move", "chest out"),
    ("pull-up", "Grips", "Wide or medium"),
    ("pull-up", "Grips", "Close"),
    ("pull-up", "Make it easier, make it harder", "1. Both feet on a chair"),
    ("pull-up", "Make it easier, make it harder", "2. One foot"),
    ("pull-up", "Make it easier, make it harder", "3. Only your toes"),
    ("pull-up", "Make it easier, make it harder", "4. No help"),
    ("pull-up", "Make it easier, make it harder", "5. Added weight"),
    ("pull-up", "Make it easier, make it harder", "counterweight"),
    ("bent-over-barbell-row", "Set up", "20 kg (45 lb)"),
    ("bent-over-barbell-row", "Set up", "almost parallel to the floor"),
    ("bent-over-barbell-row", "Set up", "head up"),
    ("bent-over-barbell-row", "Move", "forearms only hold"),
    ("bent-over-barbell-row", "Move", "1 to 2 seconds"),
    ("bent-over-barbell-row", "Watch out", "Not for people with back problems"),
    ("bent-over-barbell-row", "Watch out", "low pulley row"),
    ("bent-over-barbell-row", "Watch out", "less weight"),
    ("dumbbell-deadlift", "Set up", "**one** dumbbell"),
    ("dumbbell-deadlift", "Set up", "shoulder width"),
    ("dumbbell-deadlift", "Set up", "alternating"),
    ("dumbbell-deadlift", "Move", "big breath"),
    ("dumbbell-deadlift", "Move", "through your heels"),
    ("dumbbell-deadlift", "Move", "shoulder blades together"),
    ("dumbbell-deadlift", "Move", "in front of you"),
    ("hip-thrust", "Set up", "box or platform"),
    ("hip-thrust", "Set up", "foam or a folded mat"),
    ("hip-thrust", "Move", "as high as you can, and pause"),
    ("hip-thrust", "Breathe", "Out on the way up"),
    ("hip-thrust", "Watch out", "planted"),
    ("hip-thrust", "Watch out", "back fairly straight"),
]


def required(workout: Workout) -> list[tuple[str, int, int]]:
    return [
        (p.exercise.id, len(p.sets), p.sets[0].reps.low)
        for block in workout.blocks
        if not block.optional
        for p in block.prescriptions
    ]


def suits_a_sore_back(exercise: Exercise) -> bool:
    return exercise.lumbar is LumbarLoad.LOW and Condition.BACK not in exercise.avoid_if


def test_nothing_is_wrong_with_it() -> None:
    assert PROBLEMS == ()
    assert check(CONTENT) == ("All is well: 17 exercises, 2 workouts, 1 program", 0)


def test_the_back_workout_is_the_one_the_project_began_with() -> None:
    back = LIBRARY.workouts["back"]
    assert back.name == "Back, top to bottom"
    assert required(back) == BACK
    assert sum(sets for _, sets, _ in required(back)) == 22
    assert all(
        s.kind is SetKind.WORKING and s.reps.low == s.reps.high
        for b in back.blocks[:6]
        for s in b.prescriptions[0].sets
    )
    assert (back.rest_days, back.sessions_a_week) == ((1, 2), (1, 3))


def test_a_biceps_finisher_is_offered_after_the_back() -> None:
    finisher = LIBRARY.workouts["back"].blocks[6]
    assert finisher.optional
    assert [len(p.sets) for p in finisher.prescriptions] == [3]
    assert finisher.prescriptions[0].exercise.primary == (Muscle.BICEPS,)


def test_a_day_lies_between_back_and_biceps_both_ways() -> None:
    for first, second in (("back", "biceps"), ("biceps", "back")):
        (rule,) = LIBRARY.workouts[first].follow_ups
        assert (rule.workout, rule.days) == (second, 1)
        assert rule.reason


def test_the_biceps_workout_has_a_warm_up_and_a_superset() -> None:
    biceps = LIBRARY.workouts["biceps"]
    sets = [planned for block in biceps.blocks for p in block.prescriptions for planned in p.sets]
    assert 9 <= len(sets) <= 12
    assert [planned.kind for planned in sets].count(SetKind.WARM_UP) == 1
    assert [len(block.prescriptions) for block in biceps.blocks] == [1, 2, 1]


def test_the_program_alternates_them() -> None:
    assert LIBRARY.programs["back-and-biceps"].workouts == ("back", "biceps")


@pytest.mark.parametrize(("exercise", "section", "cue"), CUES)
def test_no_fact_of_the_document_is_lost(exercise: str, section: str, cue: str) -> None:
    (text,) = (" ".join(part.lines) for part in LIBRARY.guides[exercise].sections if part.title == section)
    assert cue in text


@pytest.mark.parametrize(
    ("exercise", "counting"),
    [
        ("pull-up", Counting.BODYWEIGHT_PLUS),
        ("assisted-pull-up-machine", Counting.BODYWEIGHT_MINUS),
        ("chair-assisted-pull-up", Counting.BODYWEIGHT),
        ("inverted-row", Counting.BODYWEIGHT),
        ("dumbbell-deadlift", Counting.WEIGHT),
    ],
)
def test_how_their_loads_count(exercise: str, counting: Counting) -> None:
    assert LIBRARY.exercises[exercise].counting is counting


def test_swaps_are_mutual_and_share_a_muscle() -> None:
    for exercise in LIBRARY.exercises.values():
        assert exercise.swaps
        for swap in (LIBRARY.exercises[swap] for swap in exercise.swaps):
            assert exercise.id in swap.swaps
            assert set(exercise.primary) & set(swap.primary)


def test_the_first_swap_of_what_a_sore_back_avoids_spares_it() -> None:
    avoided = [e for e in LIBRARY.exercises.values() if Condition.BACK in e.avoid_if]
    assert {e.id for e in avoided} == {"bent-over-barbell-row", "dumbbell-deadlift"}
    assert all(suits_a_sore_back(LIBRARY.exercises[e.swaps[0]]) for e in avoided)
    assert LIBRARY.exercises["bent-over-barbell-row"].swaps[0] == "low-pulley-row"


def test_rests_keep_to_the_ranges_of_their_source() -> None:
    """ACSM 2009: two to three minutes after heavy compound sets, one to two after lighter ones."""
    for exercise in LIBRARY.exercises.values():
        assert timedelta(minutes=1) <= exercise.rest <= timedelta(minutes=3)
        assert any(
            "ACSM 2009" in line or "Fenwick" in line
            for part in LIBRARY.guides[exercise.id].sections
            for line in part.lines
        )


def test_dumbbells_are_logged_one_at_a_time() -> None:
    for name, exercise in LIBRARY.exercises.items():
        if "dumbbell" in exercise.equipment:
            assert any("weight of **one** dumbbell" in line for line in LIBRARY.guides[name].sections[0].lines)
