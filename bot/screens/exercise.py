"""The page of one exercise, an author's or the lifter's own, and the page on which a note for it is typed."""

from markupsafe import Markup

from bot.screens.guide import guide_text
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb, mark
from bot.screens.words import stopwatch
from bot.training.lifter import Lifter
from bot.training.own import LONGEST_NOTE, Kind, is_own, kind_of
from bot.training.plan import Exercise, Library

NOTE_KEPT = "Noted. It stands on the card whenever this one is on."
NOTE_REMOVED = "The note is gone."
NO_NOTE = "There was nothing in that. Type what you want to remember, like seat at hole 4."

SAID = {
    Kind.WEIGHT: "Another weight",
    Kind.BARBELL: "Barbell",
    Kind.DUMBBELL: "Dumbbells",
    Kind.MACHINE: "Machine or cable",
    Kind.BODY: "Body weight",
    Kind.TIMED: "Held for time",
}


def named(exercise: Exercise) -> str:
    """Its name in a list, with a star if it is the lifter's own."""
    return f"★ {exercise.name}" if is_own(exercise) else exercise.name


def exercise_page(
    lifter: Lifter, library: Library, exercise: Exercise, back: tuple[Row, ...] = (), note: str = ""
) -> Screen:
    """How it is done, what the lifter noted, and what they can do about it. `note` says what just came of that."""
    own = is_own(exercise)
    noted = lifter.notes.get(exercise.id)
    about = (
        Button("📝 Change the note" if noted else "📝 Add a note", Tap(Verb.NOTE, lifter.id, exercise.id)),
        Button("Chart", Tap(Verb.PROGRESS, lifter.id, f"lift/{mark(exercise.id)}")),
    )
    rows = (
        about,
        *(_own_rows(lifter, exercise) if own else ()),
        (Button("‹ All exercises", Tap(Verb.EXERCISES, lifter.id, "0")),),
    )
    return Screen(lines(note or None, f"📝 {noted}" if noted else None, how_text(library, exercise)), (*rows, *back))


def how_text(library: Library, exercise: Exercise) -> Markup:
    """How it is done, by its author; of their own the lifter knows that."""
    return _own_text(exercise) if is_own(exercise) else guide_text(exercise, library.guides.get(exercise.id))


def _own_text(exercise: Exercise) -> Markup:
    if exercise.counting.timed:
        counts = "Held for time"
    else:
        counts = "Counts repetitions" if exercise.counting.bare else "Counts weight and repetitions"
    return lines(
        filled("{} · yours", bold(f"★ {exercise.name}")),
        italic(", ".join(exercise.primary)),
        f"You need: {', '.join(exercise.equipment)}" if exercise.equipment else None,
        f"{counts}, {stopwatch(exercise.rest)} rest.",
    )


def _own_rows(lifter: Lifter, exercise: Exercise) -> tuple[Row, ...]:
    kind = SAID[kind_of(exercise)].lower()
    change = (
        Button("Rename", Tap(Verb.RENAME, lifter.id, exercise.id)),
        Button(f"Done with: {kind}", Tap(Verb.KIND, lifter.id, exercise.id)),
    )
    return change, (Button("Delete", Tap(Verb.ASK_DELETE, lifter.id, exercise.id), Style.DANGER),)


def ask_note(lifter: Lifter, exercise: Exercise, back: tuple[Row, ...], note: str = "") -> Screen:
    noted = lifter.notes.get(exercise.id)
    remove = (Button("Remove the note", Tap(Verb.REMOVE_NOTE, lifter.id, exercise.id), Style.DANGER),)
    text = lines(
        *((bold(note), "") if note else ()),
        filled("{}: what shall I remind you of?", bold(exercise.name)),
        f"Now: {noted}" if noted else None,
        f"Type it, such as seat at hole 4. One line, at most {LONGEST_NOTE} characters.",
    )
    page = (Button(f"‹ {exercise.name}", Tap(Verb.EXERCISE, lifter.id, exercise.id)),)
    return Screen(text, (*((remove,) if noted else ()), page, *back))


def too_long(characters: int) -> str:
    return f"That has {characters:,} characters; a note has at most {LONGEST_NOTE}."
