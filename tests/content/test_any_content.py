"""No content whatever makes the loader raise, and every problem stands somewhere an author can look."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Problem, load
from bot.content.problems import in_order
from bot.training.aim import most_reps
from bot.training.plan import Library
from tests.content.folder import GOOD

CONTENT = Path(__file__).parents[2] / "content"
REAL = {str(path.relative_to(CONTENT)): path.read_text(encoding="utf-8") for path in sorted(CONTENT.glob("*/*.md"))}
SLIPS = [
    *(
        "",
        " ",
        "\n",
        "\t",
        "---\n",
        "---",
        "...\n",
        ":",
        ": ",
        "- ",
        "-",
        "1. ",
        "## ",
        "#",
        "# a\n",
        "### b\n",
    ),
    *(
        "**",
        "*",
        "_",
        "`",
        "|",
        ">",
        "<b>",
        "[",
        "]",
        "{",
        "}",
        "[[[[[[",
        "&a",
        "*a",
        "!!x ",
        "!<",
        "%YAML 9.9\n",
    ),
    *(
        '"',
        "'",
        "\\",
        '"\\ud800"',
        '"\\UFFFFFFFF"',
        "? ",
        "<<: ",
        "|\n",
        ">-\n",
        ",",
        "@",
        "\x00",
        "\x85",
        "\u2028",
    ),
    *(
        "\ufeff",
        "\u202e",
        "\r",
        "\r\n",
        "🚣",
        "x",
        "×",
        "rest",
        "warm-up ",
        "at 50%",
        "0",
        "9" * 5000,
        "4x10",
    ),
    *("## Superset\n", "## Optional: x\n", "name: x\n", "swaps: [x]\n"),
    *("drop ", "per side", " s", "1:30", "per_side: true\n", "ladder: [x, y]\n", "duration"),
]
PLACES = st.floats(0, 1)


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    """A real file after a few slips of the hand."""
    name = draw(st.sampled_from(sorted(REAL)))
    text = REAL[name]
    for _ in range(draw(st.integers(1, 4))):
        start = int(draw(PLACES) * len(text))
        end = start + draw(st.sampled_from([0, 0, 1, 3, 30, 300]))
        put = draw(st.sampled_from(SLIPS) | st.text(max_size=20) | st.just(text[start:end] * 2))
        text = text[:start] + put + text[end:]
    return name, text


def loaded(files: dict[str, bytes]) -> tuple[Library, tuple[Problem, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        library, problems = load(Path(folder))
    return library, problems


def check_all(files: dict[str, bytes]) -> None:
    library, problems = loaded(files)
    assert problems == in_order(problems)
    pages = {name: lines_of(data) for name, data in files.items()}
    for problem in problems:
        check_place(problem, pages)
        assert str(problem).isprintable()
    check_fits_together(library)


def lines_of(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").split("\n")


def check_place(problem: Problem, pages: dict[str, list[str]]) -> None:
    lines = pages.get(problem.place.file, [""])  # a folder has one place
    assert 1 <= problem.place.line <= len(lines)
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


def check_fits_together(library: Library) -> None:
    assert set(library.guides) == set(library.exercises)
    for exercise in library.exercises.values():
        assert set(exercise.swaps) <= set(library.exercises)
        assert all(library.exercises[rung].ladder == exercise.ladder for rung in exercise.ladder)
    for workout in library.workouts.values():
        assert {rule.workout for rule in workout.follow_ups} <= set(library.workouts)
        assert sum(len(p.sets) for block in workout.blocks for p in block.prescriptions) <= 100
        for prescription in (p for block in workout.blocks for p in block.prescriptions):
            assert prescription.exercise == library.exercises[prescription.exercise.id]
            most = most_reps(prescription.exercise)
            assert all(1 <= s.reps.low <= s.reps.high <= most for s in prescription.sets)
            assert not prescription.exercise.per_side or all(s.reps.low % 2 == 0 for s in prescription.sets)
    for program in library.programs.values():
        assert program.workouts
        assert set(program.workouts) <= set(library.workouts)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.binary(max_size=400), min_size=1))
def test_random_bytes(files: dict[str, bytes]) -> None:
    check_all(files)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.text(max_size=200), st.lists(st.sampled_from(SLIPS), max_size=12))
def test_random_text_between_fences(name: str, fields: str, body: list[str]) -> None:
    page = f"---\n{fields}\n---\n{''.join(body)}".encode("utf-8", "surrogatepass")
    check_all({file: text.encode() for file, text in GOOD.items()} | {name: page})


@settings(max_examples=120, deadline=None)
@given(mangled())
def test_real_files_after_slips_of_the_hand(page: tuple[str, str]) -> None:
    name, text = page
    check_all({file: good.encode() for file, good in GOOD.items()} | {name: text.encode("utf-8", "surrogatepass")})


FULL = 60_000
ABSURD_FIELDS = ["[" * 8000, "{" * 8000, "- " * 4000, "? " * 4000, "a: &a [*a, *a]\n" * 500, "9" * 8000]
ABSURD_BODIES = [
    "_" * FULL,
    "[" * FULL,
    "**" * (FULL // 2),
    "x " * (FULL // 2),
    "## a\n" * (FULL // 5),
    "1. a\n" * (FULL // 5),
]


def seconds_for(name: str, page: str) -> float:
    """Processor time, since the machine may be busy with other things."""
    began = time.process_time()
    check_all({name: page.encode()})
    return time.process_time() - began


@pytest.mark.parametrize("fields", ABSURD_FIELDS, ids=lambda text: text[:5])
def test_absurd_fields_end_quickly(fields: str) -> None:
    assert seconds_for("exercises/a.md", f"---\n{fields}\n---\n") < 5


@pytest.mark.parametrize("body", ABSURD_BODIES, ids=lambda text: text[:5])
@pytest.mark.parametrize("kind", ["exercises", "workouts", "programs"])
def test_absurd_bodies_end_quickly(kind: str, body: str) -> None:
    assert seconds_for(f"{kind}/a.md", f"---\nname: a\n---\n## Set up\n{body}") < 5
