"""The content that ships: no problems, every fact of the back workout, and swaps that make sense."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content import check, load
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle, SetKind

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


STEPS_AND_CUES = ("Move", "Watch out")


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
    assert check(CONTENT) == ("All is well: 81 exercises, 8 workouts, 4 programs", 0)


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


def test_the_first_program_alternates_them() -> None:
    assert LIBRARY.programs["back-and-biceps"].workouts == ("back", "biceps")
    assert next(iter(LIBRARY.programs)) == "back-and-biceps", "what a lifter follows who has chosen nothing"


@pytest.mark.parametrize(
    ("program", "workouts", "a_week"),
    [
        ("full-body-twice", ("full-body-a", "full-body-b"), 2),
        ("three-days", ("back", "push", "legs"), 3),
        ("home", ("home-a", "home-b"), 3),
    ],
)
def test_the_other_programs(program: str, workouts: tuple[str, ...], a_week: int) -> None:
    assert (LIBRARY.programs[program].workouts, LIBRARY.programs[program].most_a_week) == (workouts, a_week)


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


def prescriptions(*workouts: str) -> list[Prescription]:
    return [
        p for id in workouts or LIBRARY.workouts for block in LIBRARY.workouts[id].blocks for p in block.prescriptions
    ]


def test_there_is_something_to_train_all_week() -> None:
    assert len(LIBRARY.exercises) >= 45
    assert {muscle for exercise in LIBRARY.exercises.values() for muscle in exercise.primary} == set(Muscle)
    assert {muscle for p in prescriptions("back", "push", "legs") for muscle in p.exercise.primary} >= set(Muscle) - {
        *(Muscle.BICEPS, Muscle.FOREARMS, Muscle.NECK, Muscle.TRAPS)  # those help in every pull
    }


def test_every_kind_of_set_and_exercise_is_trained_somewhere() -> None:
    planned = [one for p in prescriptions() for one in p.sets]
    assert {one.kind for one in planned} == set(SetKind) - {SetKind.ODD}, "nobody plans what can hardly be true"
    assert {p.exercise.counting for p in prescriptions()} >= {Counting.DURATION, Counting.WEIGHT_DURATION}
    assert any(p.exercise.per_side and p.exercise.counting.timed for p in prescriptions())
    assert any(len(block.prescriptions) > 1 for block in LIBRARY.workouts["push"].blocks)
    ramp = prescriptions("legs")[0].sets
    assert [one.share for one in ramp if one.kind is SetKind.WARM_UP] == [Decimal("0.4"), Decimal("0.7")]


def test_home_needs_no_machine() -> None:
    needed = {thing for p in prescriptions("home-a", "home-b") for thing in p.exercise.equipment}
    assert needed <= {Equipment.BODY_ONLY, Equipment.BANDS, Equipment.CHAIR, Equipment.DUMBBELL}


@pytest.mark.parametrize(
    "rungs",
    [
        ("chair-assisted-pull-up", "one-foot-chair-pull-up", "toes-on-chair-pull-up", "pull-up"),
        ("wall-push-up", "knee-push-up", "push-up", "feet-raised-push-up"),
        ("chair-squat", "bodyweight-squat"),
        ("knee-plank", "plank"),
    ],
)
def test_ladders_lead_up(rungs: tuple[str, ...]) -> None:
    assert {LIBRARY.exercises[rung].ladder for rung in rungs} == {rungs}


def test_added_weight_belongs_to_the_pull_up_and_the_machine_stays_a_swap() -> None:
    *helped, free = LIBRARY.exercises["pull-up"].ladder
    assert {LIBRARY.exercises[rung].counting for rung in helped} == {Counting.BODYWEIGHT}
    assert LIBRARY.exercises[free].counting is Counting.BODYWEIGHT_PLUS
    assert all("assisted-pull-up-machine" in LIBRARY.exercises[rung].swaps for rung in (*helped, free))


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_an_exercise_has_steps_cues_and_somewhere_to_go(exercise: Exercise) -> None:
    move, watch_out = (
        section.lines for section in LIBRARY.guides[exercise.id].sections if section.title in STEPS_AND_CUES
    )
    assert len([line for line in move if line[0].isdigit()]) >= 2
    assert len([line for line in watch_out if line.startswith("- ")]) >= 1
    swaps = [LIBRARY.exercises[swap] for swap in exercise.swaps]
    assert len(swaps) >= 2
    assert suits_a_sore_back(exercise) or any(suits_a_sore_back(swap) for swap in swaps)


@pytest.mark.parametrize("equipment", [Equipment.MACHINE, Equipment.CABLE, Equipment.BARBELL, Equipment.DUMBBELL])
def test_whoever_lacks_it_has_a_swap_without(equipment: Equipment) -> None:
    for exercise in LIBRARY.exercises.values():
        swaps = [LIBRARY.exercises[swap] for swap in exercise.swaps]
        assert equipment not in exercise.equipment or any(equipment not in swap.equipment for swap in swaps), (
            exercise.id
        )


def test_swaps_are_mutual_and_share_a_muscle() -> None:
    for exercise in LIBRARY.exercises.values():
        for swap in (LIBRARY.exercises[swap] for swap in exercise.swaps):
            assert exercise.id in swap.swaps
            assert set(exercise.primary) & set(swap.primary)


def test_the_first_swap_of_what_a_sore_back_avoids_spares_it() -> None:
    avoided = [e for e in LIBRARY.exercises.values() if Condition.BACK in e.avoid_if]
    assert {"bent-over-barbell-row", "dumbbell-deadlift", "barbell-squat", "romanian-deadlift"} <= {
        e.id for e in avoided
    }
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
