"""Whatever lies in a content folder, the loader says so in a line and reads the rest."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import check, format_problems, load
from tests.content.folder import CURL, GOOD, ROW, without, write


def lines(root: Path) -> list[str]:
    return format_problems(load(root)[1]).split("\n")


def put(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


LYING_THERE = [
    (put(b"\x89PNG\r\n\x1a\n"), "1:1: not UTF-8 text: byte 0x89; save the file as UTF-8"),
    (
        put(ROW.replace("Sit", "Über").encode("latin-1")),
        "14:1: not UTF-8 text: byte 0xdc; save the file as UTF-8",
    ),
    (put(b"\xef\xbb\xbf---\n\xff"), "2:1: not UTF-8 text: byte 0xff; save the file as UTF-8"),
    (put(ROW.encode("utf-16")), "1:1: not UTF-8 text: byte 0xff; save the file as UTF-8"),
    (put(b""), "1:1: no front matter: the first line is '---', then the fields, then '---' again"),
    (put(b"x" * (64 * 1024 + 1)), "1:1: larger than 64 KiB"),
    (Path.mkdir, "1:1: a folder; files stand directly in exercises, workouts and programs"),
    (os.mkfifo, "1:1: not a regular file"),
    (link("/etc/hostname"), "1:1: a link that leads out of the content folder"),
    (link("../../outside.md"), "1:1: a link that leads out of the content folder"),
    (link("nowhere.md"), "1:1: cannot be read: No such file or directory"),
]


@pytest.mark.parametrize(("place", "says"), LYING_THERE, ids=[says[:40] for _, says in LYING_THERE])
def test_what_lies_in_the_folder(place: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text(ROW)
    root = write(tmp_path / "content", GOOD)
    place(root / "exercises" / "odd.md")
    library, problems = load(root)
    assert format_problems(problems) == f"exercises/odd.md:{says}"
    assert set(library.exercises) == {"row", "curl"}


def test_a_link_in_a_circle_ends_as_a_problem(tmp_path: Path) -> None:
    root = write(tmp_path, GOOD)
    (root / "exercises/a.md").symlink_to("b.md")
    (root / "exercises/b.md").symlink_to("a.md")
    assert [line.split(": ")[1] for line in lines(root)] == ["cannot be read"] * 2


def test_a_link_within_the_folder_is_fine(tmp_path: Path) -> None:
    root = write(tmp_path / "content", GOOD)
    (root / "..data").mkdir()
    (root / "exercises/row.md").rename(root / "..data/row.md")
    (root / "exercises/row.md").symlink_to("../..data/row.md")
    assert check(root)[1] == 0


@pytest.mark.parametrize("name", ["Bench_Press.md", "row.MD", "x" * 41 + ".md", "a--b.md", "zeile\n1.md"])
def test_a_file_name_is_an_id(name: str, tmp_path: Path) -> None:
    root = write(tmp_path, GOOD | {f"programs/{name}": GOOD["programs/both.md"].replace("Both", "Other")})
    assert lines(root) == [
        f"programs/{ascii(name)[1:-1]}:1:1: a file is named like 'seated-row.md' (a-z, 0-9, hyphens), at most 40 long"
    ]


def test_a_folder_within_a_folder_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, GOOD | {"exercises/legs/squat.md": ROW})
    assert lines(root) == ["exercises/legs:1:1: a folder; files stand directly in exercises, workouts and programs"]


def test_hidden_and_other_files_are_nobodys_business(tmp_path: Path) -> None:
    others = {
        "exercises/.row.md.swp": "x",
        "exercises/.#row.md": "x",
        "exercises/row.md~": "x",
        "workouts/.git/a.md": "x",
    }
    assert check(write(tmp_path, GOOD | others))[1] == 0


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    files = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in GOOD.items()}
    assert load(write(tmp_path / "windows", files)) == load(write(tmp_path / "here", GOOD))


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    text = ROW.replace("[rowing]", "[Rüdern 🚣, Rudern 🚣, rudern 🚣]")
    assert lines(write(tmp_path, GOOD | {"exercises/row.md": text})) == [
        "exercises/row.md:3:31: 'rudern 🚣' names this one twice"
    ]


def test_missing_folders_are_told(tmp_path: Path) -> None:
    assert lines(tmp_path / "nowhere") == [f".:1:1: no content folder '{tmp_path}/nowhere'"]
    assert lines(tmp_path) == [
        "exercises:1:1: no folder 'exercises' that can be read",
        "workouts:1:1: no folder 'workouts' that can be read",
    ]
    (tmp_path / "exercises").mkdir()
    (tmp_path / "workouts").write_text("a file")
    (tmp_path / "programs").write_text("a file")
    assert lines(tmp_path) == [
        "exercises:1:1: no exercises yet; at least one is needed",
        "programs:1:1: no folder 'programs' that can be read",
        "workouts:1:1: no folder 'workouts' that can be read",
    ]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    for odd in (tmp_path / "file", tmp_path / "loop", tmp_path / ("x" * 5000), Path("a\0b")):
        library, problems = load(odd)
        assert not library.exercises
        assert [problem.message.split("'")[0] for problem in problems] == ["no content folder "]


def test_programs_may_stay_away(tmp_path: Path) -> None:
    files = {name: text for name, text in GOOD.items() if not name.startswith("programs")}
    assert check(write(tmp_path, files)) == ("All is well: 2 exercises, 2 workouts, 0 programs", 0)


def test_two_thousand_files_are_enough(tmp_path: Path) -> None:
    root = write(tmp_path, GOOD)
    for number in range(2000):
        (root / "exercises" / f"x{number}.md").touch()
    _, problems = load(root)
    assert "exercises:1:1: more than 2000 files; the rest is not read" in map(str, problems)


def test_all_problems_of_all_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    files = {
        "exercises/row.md": ROW.replace("low", "bad").replace("2.5", "0"),
        "exercises/curl.md": without("rest", CURL),
        "workouts/arms.md": GOOD["workouts/arms.md"].replace("3x10", "3by10"),
    }
    text, code = check(write(tmp_path, GOOD | files))
    assert code == 1
    assert text.split("\n") == [
        "exercises/curl.md:1:1: the field 'rest' is missing",
        "exercises/row.md:8:9: no lumbar load 'bad'; there is 'high', 'low', 'medium'",
        "exercises/row.md:11:7: a load step is more than zero",
        "workouts/arms.md:7:9: '3by10' is not sets x reps, like '4x10' or '3x8-12'",
        "4 problems in 3 files",
    ]
