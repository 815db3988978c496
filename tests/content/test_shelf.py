"""A running bot's library follows the author's edits, and never below the last good one."""

import os
import shutil
from pathlib import Path

from bot.content import Change, Refreshed, Shelf, format_problems
from tests.content.folder import CURL, GOOD, ROW, without, write


def opened(root: Path) -> Shelf:
    shelf = Shelf.open(write(root, GOOD))
    assert isinstance(shelf, Shelf)
    return shelf


def test_a_broken_folder_opens_no_shelf(tmp_path: Path) -> None:
    problems = Shelf.open(write(tmp_path, GOOD | {"exercises/row.md": without("rest", ROW)}))
    assert not isinstance(problems, Shelf)
    assert format_problems(problems) == "exercises/row.md:1:1: the field 'rest' is missing"


def test_without_a_change_the_same_library_stays(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    library = shelf.library
    assert shelf.refresh() == Refreshed(Change.UNCHANGED)
    assert shelf.library is library


def test_an_edit_is_reloaded_once(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    write(tmp_path, {"exercises/row.md": ROW.replace("name: Row", "name: Rowing machine")})
    assert shelf.refresh() == Refreshed(Change.RELOADED)
    assert shelf.library.exercises["row"].name == "Rowing machine"
    assert shelf.refresh() == Refreshed(Change.UNCHANGED)


def test_a_new_file_and_a_removed_one_are_noticed(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    write(tmp_path, {"exercises/press.md": CURL.replace("Curl", "Press")})
    assert shelf.refresh().change is Change.RELOADED
    assert set(shelf.library.exercises) == {"row", "curl", "press"}
    (tmp_path / "exercises/press.md").unlink()
    assert shelf.refresh().change is Change.RELOADED
    assert set(shelf.library.exercises) == {"row", "curl"}


def test_an_edit_that_leaves_time_and_size_alone_is_noticed(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    path = tmp_path / "exercises/row.md"
    before = path.stat()
    path.write_text(ROW.replace("name: Row", "name: Raw"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert shelf.refresh().change is Change.RELOADED


def test_a_broken_edit_keeps_the_last_good_library_and_is_told_once(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    library = shelf.library
    write(tmp_path, {"exercises/row.md": without("rest", ROW)})
    refreshed = shelf.refresh()
    assert refreshed.change is Change.KEPT
    assert format_problems(refreshed.problems) == "exercises/row.md:1:1: the field 'rest' is missing"
    assert shelf.library is library
    assert shelf.refresh() == Refreshed(Change.UNCHANGED)
    write(tmp_path, {"exercises/row.md": ROW.replace("1:30", "1:45")})
    assert shelf.refresh() == Refreshed(Change.RELOADED)
    assert shelf.library.exercises["row"].rest.total_seconds() == 105


def test_a_folder_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shelf = opened(root)
    library = shelf.library
    shutil.rmtree(root)
    assert shelf.refresh().change is Change.KEPT
    assert shelf.library is library
    write(root, GOOD)
    assert shelf.refresh().change is Change.RELOADED
    assert shelf.library == library
