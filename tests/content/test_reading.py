"""What an author may write, and what becomes of it in the library."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content import format_problems, load
from bot.training.plan import Block, FollowUp, Library, PlannedSet, Prescription, Section, Step
from bot.training.quantities import RepRange
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle, SetKind
from tests.content.folder import ARMS, BOTH, CURL, FLOOR, GOOD, LUNGE, MORE, PLANK, PRESS, PULL, ROW, without, write

HALF = PlannedSet(RepRange(12, 12), SetKind.WARM_UP, Decimal("0.5"))
TEN = PlannedSet(RepRange(10, 10))


def library(root: Path, **pages: str) -> Library:
    names = {
        "row": "exercises/row.md",
        "curl": "exercises/curl.md",
        "pull": "workouts/pull.md",
        "both": "programs/both.md",
        "plank": "exercises/plank.md",
        "lunge": "exercises/lunge.md",
        "squat": "exercises/squat.md",
        "press": "exercises/press.md",
        "floor": "workouts/floor.md",
    }
    found, problems = load(write(root, GOOD | {names[name]: text for name, text in pages.items()}))
    assert format_problems(problems) == ""
    return found


def pull_of(body: str) -> str:
    return PULL[: PULL.index("- row")] + body


def test_every_field_of_an_exercise_is_read(tmp_path: Path) -> None:
    text = ROW.replace("swaps: [curl]", "avoid_if: [Shoulder problems]\nswaps:\n  - curl")
    row = library(tmp_path, row=text).exercises["row"]
    assert (row.id, row.name, row.aliases) == ("row", "Row", ("rowing",))
    assert (row.counting, row.equipment, row.lumbar) == (Counting.WEIGHT, (Equipment.CABLE,), LumbarLoad.LOW)
    assert (row.primary, row.secondary) == ((Muscle.LATS, Muscle.MIDDLE_BACK), (Muscle.BICEPS,))
    assert (row.avoid_if, row.swaps) == ((Condition.SHOULDER,), ("curl",))
    assert (row.rest, row.step) == (timedelta(seconds=90), Step(Decimal("2.5"), Decimal("5")))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("weight × reps", Counting.WEIGHT),
        ("Bodyweight + weight", Counting.BODYWEIGHT_PLUS),
        ("bodyweight − assistance", Counting.BODYWEIGHT_MINUS),
        ("'bodyweight x reps'", Counting.BODYWEIGHT),
        ("duration", Counting.DURATION),
        ("weight × duration", Counting.WEIGHT_DURATION),
    ],
)
def test_how_load_counts(written: str, meant: Counting, tmp_path: Path) -> None:
    plank = PLANK.replace("load: duration", f"load: {written}\nstep: 1 kg / 2 lb")
    assert library(tmp_path, plank=plank).exercises["plank"].counting is meant


def test_an_exercise_that_counts_no_weight_needs_no_step(tmp_path: Path) -> None:
    curl = without("step", CURL).replace("weight x reps", "bodyweight x reps")
    assert library(tmp_path, curl=curl).exercises["curl"].counting is Counting.BODYWEIGHT


def test_words_of_yaml_stay_words(tmp_path: Path) -> None:
    names = ROW.replace("name: Row", "name: No").replace("[rowing]", "[1:30, 0x1F, 'null', \"it's\", ~]")
    row = library(tmp_path, row=names).exercises["row"]
    assert (row.name, row.aliases) == ("No", ("1:30", "0x1F", "null", "it's", "~"))


def test_an_empty_list_may_be_left_blank(tmp_path: Path) -> None:
    row = library(tmp_path, row=ROW.replace("[rowing]", "").replace("[biceps]", "[]")).exercises["row"]
    assert (row.aliases, row.secondary) == ((), ())


def test_a_guide_joins_wrapped_lines_and_numbers_steps(tmp_path: Path) -> None:
    text = ROW.replace("Sit down.", "Sit\n  **down\n  now**.\n\nThen wait.\n- A point,\n  wrapped.\n- Another.")
    text = text.replace("1. Pull.", "1. Pull,\nthen\n\n1. rest.\n7. Again.\n\nOr else:\n\n1. Stop.")
    guide = library(tmp_path, row=text.replace("## Set up", "##  set UP")).guides["row"]
    assert guide.sections == (
        Section("Set up", ("Sit **down now**.", "Then wait.", "- A point, wrapped.", "- Another.")),
        Section("Move", ("1. Pull, then", "2. rest.", "3. Again.", "Or else:", "1. Stop.")),
        Section("Breathe", ("Out, then in.",)),
        Section("Watch out", ("- Slowly.",)),
    )


def test_further_sections_follow_the_four(tmp_path: Path) -> None:
    guide = library(tmp_path, row=ROW + "## Variants\nMany: 3 < 4, 60-90 cm & more.\n").guides["row"]
    assert guide.sections[4:] == (Section("Variants", ("Many: 3 < 4, 60-90 cm & more.",)),)


def test_lines_make_blocks_of_their_own(tmp_path: Path) -> None:
    found = library(tmp_path)
    row, curl = found.exercises["row"], found.exercises["curl"]
    assert found.workouts["pull"].blocks == (
        Block((Prescription(row, (HALF, TEN, TEN, TEN, TEN), timedelta(minutes=2)),)),
        Block((Prescription(curl, (PlannedSet(RepRange(8, 12)),) * 3, curl.rest),)),
    )


def test_every_field_of_a_workout_is_read(tmp_path: Path) -> None:
    pull = library(tmp_path).workouts["pull"]
    assert (pull.id, pull.name, pull.about) == ("pull", "Pull", "Rows and curls.")
    assert (pull.rest_days, pull.sessions_a_week) == ((1, 2), (1, 3))
    assert pull.follow_ups == (FollowUp("arms", 1, "Arms row too."),)


def test_headings_make_supersets_and_optional_blocks(tmp_path: Path) -> None:
    body = (
        "- row: 1x10\n\n## superset: Arms: both\n\n- row: 1x10\n- curl: 1x10\n"
        "## Straight sets\n- row: 1x10\n- curl: 1x10\n## Optional: Finisher\n- curl: 1x10\n"
    )
    blocks = library(tmp_path, pull=pull_of(body)).workouts["pull"].blocks
    assert [(block.title, block.optional, [p.exercise.id for p in block.prescriptions]) for block in blocks] == [
        ("", False, ["row"]),
        ("Arms: both", False, ["row", "curl"]),
        ("", False, ["row"]),
        ("", False, ["curl"]),
        ("Finisher", True, ["curl"]),
    ]


@pytest.mark.parametrize("written", ["3x8-12", "3×8–12", "3 x 8 - 12", "1x8-12,2x8-12", "2x8-12 , 1x8-12"])
def test_sets_may_be_written_in_several_ways(written: str, tmp_path: Path) -> None:
    blocks = library(tmp_path, pull=pull_of(f"  -  row :  {written}, rest  0:00\n")).workouts["pull"].blocks
    prescription = blocks[0].prescriptions[0]
    assert prescription.sets == (PlannedSet(RepRange(8, 12)),) * 3
    assert prescription.rest == timedelta(0)


@pytest.mark.parametrize(
    ("counting", "share"),
    [("bodyweight + weight", "0"), ("bodyweight x reps", "1"), ("bodyweight - assistance", "1")],
)
def test_a_warm_up_of_the_body_names_no_share(counting: str, share: str, tmp_path: Path) -> None:
    curl = CURL.replace("weight x reps", counting)
    pull = pull_of("- curl: Warm-up 1x5, 1x10\n")
    sets = library(tmp_path, curl=curl, pull=pull).workouts["pull"].blocks[0].prescriptions[0].sets
    assert sets == (PlannedSet(RepRange(5, 5), SetKind.WARM_UP, Decimal(share)), TEN)


def test_assistance_has_no_share(tmp_path: Path) -> None:
    files = GOOD | {
        "exercises/curl.md": CURL.replace("weight x reps", "bodyweight - assistance"),
        "workouts/pull.md": pull_of("- curl: warm-up 1x5 at 50%, 1x10\n"),
    }
    _, problems = load(write(tmp_path, files))
    assert format_problems(problems) == (
        "workouts/pull.md:11:21: this exercise counts no weight that a warm-up could take a share of"
    )


def floor_of(*lines: str) -> str:
    return FLOOR[: FLOOR.index("- plank")] + "".join(f"- {line}\n" for line in lines)


def sets_of(root: Path, line: str, **pages: str) -> tuple[PlannedSet, ...]:
    """What a line of a workout asks for, in the folder that has a plank to hold and lunges per side."""
    found = library(root, **{"plank": PLANK, "lunge": LUNGE, "floor": floor_of(line)} | pages)
    return found.workouts["floor"].blocks[0].prescriptions[0].sets


@pytest.mark.parametrize("written", ["2x45-90 s", "2x0:45-1:30", "2 × 45–90s", "1x45-90 s, 1x0:45 - 1:30"])
def test_what_is_held_counts_in_seconds(written: str, tmp_path: Path) -> None:
    assert sets_of(tmp_path, f"plank: {written}") == (PlannedSet(RepRange(45, 90)),) * 2


def test_a_time_of_one_number(tmp_path: Path) -> None:
    assert [planned.reps for planned in sets_of(tmp_path, "plank: 1x30 s, 1x1:30")] == [
        RepRange(30, 30),
        RepRange(90, 90),
    ]


def test_what_is_done_per_side_counts_both_sides(tmp_path: Path) -> None:
    assert library(tmp_path, lunge=LUNGE).exercises["lunge"].per_side
    assert sets_of(tmp_path, "lunge: 3x8-12 per side") == (PlannedSet(RepRange(16, 24)),) * 3


def test_seconds_per_side_count_both_sides_too(tmp_path: Path) -> None:
    plank = PLANK.replace("lumbar:", "per_side: true\nlumbar:")
    assert sets_of(tmp_path, "plank: 1x20 s per side", plank=plank) == (PlannedSet(RepRange(40, 40)),)


def test_an_exercise_may_say_that_it_is_not_per_side(tmp_path: Path) -> None:
    plank = PLANK.replace("lumbar:", "per_side: false\nlumbar:")
    assert not library(tmp_path, plank=plank).exercises["plank"].per_side


def test_a_drop_set_takes_its_share_and_comes_last(tmp_path: Path) -> None:
    line = "lunge: warm-up 1x5 per side at 50%, 1x8 per side, drop 1x12 per side at 80%, Drop 1x6 per side at 60%"
    assert sets_of(tmp_path, line) == (
        PlannedSet(RepRange(10, 10), SetKind.WARM_UP, Decimal("0.5")),
        PlannedSet(RepRange(16, 16)),
        PlannedSet(RepRange(24, 24), SetKind.DROP, Decimal("0.8")),
        PlannedSet(RepRange(12, 12), SetKind.DROP, Decimal("0.6")),
    )


def test_a_drop_set_of_an_added_weight_names_its_share_too(tmp_path: Path) -> None:
    files = GOOD | {
        "exercises/curl.md": CURL.replace("weight x reps", "bodyweight + weight"),
        "workouts/pull.md": pull_of("- curl: 1x10, drop 1x8 at 60%\n- curl: 1x10, drop 1x8\n"),
    }
    _, problems = load(write(tmp_path, files))
    assert format_problems(problems) == (
        "workouts/pull.md:12:20: a drop set names its share of the load, like 'drop 1x12 at 80%'"
    )


def test_an_optional_exercise_by_itself_may_have_a_drop_set(tmp_path: Path) -> None:
    floor = floor_of("plank: 1x30 s") + "## Optional\n- lunge: 1x8 per side, drop 1x8 per side at 50%\n"
    found = library(tmp_path, plank=PLANK, lunge=LUNGE, floor=floor)
    assert found.workouts["floor"].blocks[1].prescriptions[0].sets[-1].kind is SetKind.DROP


def test_every_rung_knows_the_ladder_it_is_on(tmp_path: Path) -> None:
    found = library(tmp_path, squat=MORE["exercises/squat.md"], press=PRESS).exercises
    assert {id: exercise.ladder for id, exercise in found.items()} == {
        "squat": ("squat", "press"),
        "press": ("squat", "press"),
        "row": (),
        "curl": (),
    }


def test_a_ladder_with_a_broken_rung_is_none(tmp_path: Path) -> None:
    found, problems = load(write(tmp_path, GOOD | MORE | {"exercises/squat.md": without("rest", CURL)}))
    assert problems
    assert found.exercises["press"].ladder == ()


def test_a_program_lists_workouts_in_turn(tmp_path: Path) -> None:
    both = library(tmp_path, both=BOTH.replace("2. arms", "1. arms\n\n1. pull")).programs["both"]
    assert (both.name, both.about) == ("Both", "One after the other.")
    assert both.workouts == ("pull", "arms", "pull")


def test_places_are_known_by_folder_and_id(tmp_path: Path) -> None:
    places = library(tmp_path).places
    assert str(places["workouts/pull"]) == "workouts/pull.md:1:1"
    assert set(places) == {name.removesuffix(".md") for name in GOOD}


def test_what_is_good_stays_and_fits_together(tmp_path: Path) -> None:
    files = GOOD | {
        "exercises/row.md": without("rest", ROW),
        "workouts/legs.md": ARMS.replace("Arms", "Legs"),
    }
    found, problems = load(write(tmp_path, files))
    assert format_problems(problems) == "exercises/row.md:1:1: the field 'rest' is missing"
    assert set(found.exercises) == set(found.guides) == {"curl"}
    assert found.exercises["curl"].swaps == ()
    assert set(found.workouts) == {"arms", "legs"}
    assert not found.programs
    assert set(found.places) == {"exercises/curl", "workouts/arms", "workouts/legs"}
