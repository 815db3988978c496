"""The library that a running bot reads from: always the last good one, even while an author is halfway through a file.

`refresh` reads the disk, so a running bot calls it outside the event loop, one call at a time. When to call it, and what to
say about it, is not decided here.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.content.files import KINDS, page_names
from bot.content.library import load
from bot.content.problems import Problem
from bot.training.plan import Library


class Change(StrEnum):
    UNCHANGED = "unchanged"
    RELOADED = "reloaded"
    KEPT = "kept the last good library"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the folder came to; problems only where the last good library was kept."""

    change: Change
    problems: tuple[Problem, ...] = ()


_Marks = tuple[tuple[str, int, int, int, int], ...]


class Shelf:
    """Holds the last good library of a folder."""

    def __init__(self, folder: Path, library: Library, marks: _Marks) -> None:
        self._folder = folder
        self._library = library
        self._marks = marks

    @classmethod
    def open(cls, folder: Path) -> "Shelf | tuple[Problem, ...]":
        """A shelf with a good library, or the problems that stand in its way."""
        marks = _marks(folder)
        library, problems = load(folder)
        return problems or cls(folder, library, marks)

    @property
    def library(self) -> Library:
        return self._library

    def refresh(self) -> Refreshed:
        """Looks for changed files, and takes their library if it is good; the same problems are told once."""
        marks = _marks(self._folder)
        if marks == self._marks:
            return Refreshed(Change.UNCHANGED)
        library, problems = load(self._folder)
        # The marks are from before the reading: what was saved meanwhile is seen next time.
        self._marks = marks
        if problems:
            return Refreshed(Change.KEPT, problems)
        self._library = library
        return Refreshed(Change.RELOADED)


def _marks(folder: Path) -> _Marks:
    """What the file system says of every page without opening it."""
    marks: list[tuple[str, int, int, int, int]] = []
    for kind in KINDS:
        try:
            names = sorted(page_names(folder, kind))
        except (OSError, ValueError):
            marks.append((kind, 0, 0, 0, 0))
            continue
        for name in names:
            marks.append((f"{kind}/{name}", *_mark(folder / kind / name)))
    return tuple(marks)


def _mark(path: Path) -> tuple[int, int, int, int]:
    try:
        now = path.stat()
    except (OSError, ValueError):
        return (0, 0, 0, 0)
    return (now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino)
