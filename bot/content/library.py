"""The whole content folder as a `Library`, and everything that is wrong with it.

`load` raises for no content whatever. A page with a problem is left out, and so is what cannot be done without it; what is
left fits together: every id in the library names something in the library. Single pages are read elsewhere.
"""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from bot.content import exercises, programs, workouts
from bot.content.files import KINDS, Folder, read_folder
from bot.content.kinship import check_kinship, related
from bot.content.pages import Page, Word
from bot.content.problems import Problem, format_problems, in_order, quoted
from bot.content.sets import Shelved
from bot.training.plan import Exercise, Library, Place, Program, Workout


def load(root: Path) -> tuple[Library, tuple[Problem, ...]]:
    """The library under `root`, and its problems in the order of their places."""
    folder = read_folder(root)
    ids = {kind: frozenset(page.id for page in folder.pages[kind]) for kind in KINDS}

    moves = [exercises.read_exercise(page, ids["exercises"]) for page in _readable(folder, "exercises")]
    _check_names((draft.page, draft.names) for draft in moves)
    check_kinship(moves)
    good_moves = _good_exercises(moves)

    shelved = Shelved(good_moves, ids["exercises"])
    plans = [workouts.read_workout(page, shelved, ids["workouts"]) for page in _readable(folder, "workouts")]
    _check_names((draft.page, draft.names) for draft in plans)
    good_plans = _good_workouts(plans)

    cycles = [programs.read_program(page, ids["workouts"]) for page in _readable(folder, "programs")]
    _check_names((draft.page, draft.names) for draft in cycles)
    good_cycles = _good_programs(cycles, good_plans)

    library = Library(
        good_moves,
        {draft.page.id: draft.guide for draft in moves if draft.page.id in good_moves},
        good_plans,
        good_cycles,
        _places(folder, good_moves, good_plans, good_cycles),
    )
    found = [problem for kind in KINDS for page in folder.pages[kind] for problem in page.problems]
    return library, in_order((*folder.problems, *found))


def check(root: Path) -> tuple[str, int]:
    """What `python -m bot content` prints, and its exit code."""
    library, problems = load(root)
    if problems:
        files = len({problem.place.file for problem in problems})
        return (
            f"{format_problems(problems)}\n{_count(len(problems), 'problem')} in {_count(files, 'file')}",
            1,
        )
    counts = (
        _count(len(library.exercises), "exercise"),
        _count(len(library.workouts), "workout"),
        _count(len(library.programs), "program"),
    )
    return f"All is well: {', '.join(counts)}", 0


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _places(folder: Folder, *good: Collection[str]) -> dict[str, Place]:
    return {
        f"{kind}/{page.id}": page.place()
        for kind, ids in zip(KINDS, good, strict=True)
        for page in folder.pages[kind]
        if page.id in ids
    }


def _readable(folder: Folder, kind: str) -> list[Page]:
    return [page for page in folder.pages[kind] if page.lines]


def _good_exercises(drafts: list[exercises.Draft]) -> dict[str, Exercise]:
    good = {d.page.id: d.exercise for d in drafts if d.exercise is not None and not d.page.problems}
    return related(good)


def _good_workouts(drafts: list[workouts.Draft]) -> dict[str, Workout]:
    good = {d.page.id: d.workout for d in drafts if d.workout is not None and not d.page.problems}
    return {
        name: replace(workout, follow_ups=tuple(rule for rule in workout.follow_ups if rule.workout in good))
        for name, workout in good.items()
    }


def _good_programs(drafts: list[programs.Draft], plans: dict[str, Workout]) -> dict[str, Program]:
    good = (d.program for d in drafts if d.program is not None and not d.page.problems)
    return {program.id: program for program in good if all(workout in plans for workout in program.workouts)}


def _check_names(named: Iterable[tuple[Page, tuple[Word, ...]]]) -> None:
    """A problem for every name that a lifter could not tell from another: capitals and hyphens do not count."""
    pages = list(named)
    owners = {_key(page.id): page for page, _ in pages}
    for page, names in pages:
        own: set[str] = set()
        for word in names:
            key = _key(word.text)
            owner = owners.setdefault(key, page)
            if owner is not page:
                page.add(word.place, f"{quoted(word.text)} already names {quoted(owner.id)}")
            elif key in own:
                page.add(word.place, f"{quoted(word.text)} names this one twice")
            own.add(key)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("-", " ").split())
