"""Finding and reading the files of a content folder, and nothing outside it.

Whatever lies there (a folder named like a file, a link that leads out, a pipe, something huge or unreadable) ends as a
problem at its name. Nothing here looks into the text.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.content.pages import Page, page_of
from bot.content.problems import Problem, printable, quoted
from bot.training.plan import Place

KINDS = ("exercises", "workouts", "programs")
NEEDED = ("exercises", "workouts")
LARGEST_FILE = 64 * 1024
MOST_FILES = 2_000

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Folder:
    """The pages of each kind, in the order of their names, and what is wrong beyond a single page."""

    pages: Mapping[str, tuple[Page, ...]]
    problems: tuple[Problem, ...]


def read_folder(root: Path) -> Folder:
    """Every page under `root`; a page that cannot be read is there all the same, with its problem."""
    problems: list[Problem] = []
    pages: dict[str, tuple[Page, ...]] = dict.fromkeys(KINDS, ())
    try:
        real_root = root.resolve(strict=True)
        if not real_root.is_dir():
            raise NotADirectoryError
    except (OSError, ValueError, RuntimeError):
        return Folder(pages, (Problem(Place(".", 1, 1), f"no content folder '{printable(str(root))}'"),))
    left = MOST_FILES
    for kind in KINDS:
        try:
            names = sorted(islice(page_names(root, kind), left + 1))
        except OSError as error:
            if kind in NEEDED or not isinstance(error, FileNotFoundError):
                problems.append(Problem(Place(kind, 1, 1), f"no folder {quoted(kind)} that can be read"))
            continue
        if len(names) > left:
            problems.append(Problem(Place(kind, 1, 1), f"more than {MOST_FILES} files; the rest is not read"))
        if not names and kind in NEEDED:
            problems.append(Problem(Place(kind, 1, 1), f"no {kind} yet; at least one is needed"))
        pages[kind] = tuple(_page(real_root, root, kind, name) for name in names[:left])
        left -= len(pages[kind])
    return Folder(pages, tuple(problems))


def page_names(root: Path, kind: str) -> Iterator[str]:
    """The names that count as content in one folder: all that end in .md, unless hidden; and folders, to be refused."""
    with os.scandir(root / kind) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and (entry.name.lower().endswith(".md") or entry.is_dir()):
                yield entry.name


def _page(real_root: Path, root: Path, kind: str, name: str) -> Page:
    file = f"{kind}/{printable(name)}"
    stem = Path(name).stem
    try:
        data = _bytes(real_root, root / kind / name)
    except _NotReadable as problem:
        page = Page(file, stem)
        page.add(page.place(), str(problem))
        return page
    page = page_of(file, stem, data)
    if not name.endswith(".md") or not _KEBAB.fullmatch(stem) or len(stem) > _LONGEST_ID:
        page.add(
            page.place(),
            f"a file is named like 'seated-row.md' (a-z, 0-9, hyphens), at most {_LONGEST_ID} long",
        )
    return page


class _NotReadable(Exception):
    """Why a file's bytes cannot be had."""


def _bytes(real_root: Path, path: Path) -> bytes:
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(real_root):
            raise _NotReadable("a link that leads out of the content folder")
        mode = real.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _NotReadable("a folder; files stand directly in exercises, workouts and programs")
        if not stat.S_ISREG(mode):
            raise _NotReadable("not a regular file")
        # Without waiting: a pipe put there between the look and the opening must not hold the bot up.
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not an ordinary file"
        raise _NotReadable(f"cannot be read: {reason}") from error
    if len(data) > LARGEST_FILE:
        raise _NotReadable(f"larger than {LARGEST_FILE // 1024} KiB")
    return data
