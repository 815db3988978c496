"""Every kind of broken page gets its line, at the very word; the rest of the library stays."""

from pathlib import Path

import pytest

from bot.content import check, format_problems, load
from tests.content.broken import CASES, Broken
from tests.content.folder import GOOD, MORE, write


def test_the_good_folder_has_no_problems(tmp_path: Path) -> None:
    assert check(write(tmp_path, GOOD)) == ("All is well: 2 exercises, 2 workouts, 1 program", 0)
    assert check(write(tmp_path, MORE)) == ("All is well: 6 exercises, 3 workouts, 1 program", 0)


@pytest.mark.parametrize("broken", CASES, ids=str)
def test_a_broken_page_prints_exactly_its_line(broken: Broken, tmp_path: Path) -> None:
    _, problems = load(write(tmp_path, broken.files()))
    assert format_problems(problems).split("\n") == list(broken.says)
