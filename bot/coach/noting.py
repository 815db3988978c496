"""The page of one exercise, and what the lifter wants to be reminded of when it is on: one line, typed on a page of its own."""

from bot.coach.adding import add_rows
from bot.coach.turn import Desk, Turn, back_rows, kept, shown
from bot.screens import exercise as screens
from bot.screens import notes, pages
from bot.screens.card import card
from bot.screens.screen import Screen
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Question
from bot.training.own import LONGEST_NOTE, tidy


def on_exercise_press(desk: Desk, tap: Tap) -> Turn | None:
    """A button of these pages; None if it is of others."""
    match tap.verb:
        case Verb.EXERCISE:
            return Turn(page_of(desk, tap.about))
        case Verb.NOTE:
            return _ask(desk, tap.about)
        case Verb.REMOVE_NOTE:
            others = {id: note for id, note in desk.lifter.notes.items() if id != tap.about}
            return Turn(page_of(kept(desk, notes=others, asking=None), tap.about), note=screens.NOTE_REMOVED)
        case _:
            return None


def on_note_line(desk: Desk, text: str) -> Turn:
    """The note that was asked for. It is read where it will be seen: on the card, while training."""
    note, id = tidy(text), desk.lifter.asking_about
    if not note:
        return _ask(desk, id, screens.NO_NOTE)
    if len(note) > LONGEST_NOTE:
        return _ask(desk, id, screens.too_long(len(note)))
    noted = kept(desk, notes={**desk.lifter.notes, id: note}, asking=None)
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return Turn(page_of(noted, id, screens.NOTE_KEPT))
    return shown(noted, session, screen=card(session, noted.lifter, screens.NOTE_KEPT))


def page_of(desk: Desk, id: str, note: str = "") -> Screen:
    """The page of one exercise; the list if it is no longer in the library."""
    found = desk.library.exercises.get(id)
    if found is None:
        return pages.exercises(desk.lifter, desk.library, 0, back_rows(desk))
    rows = (*add_rows(desk, found), *back_rows(desk))
    return screens.exercise_page(desk.lifter, desk.library, found, rows, note)


def _ask(desk: Desk, id: str, note: str = "") -> Turn:
    found = desk.library.exercises.get(id)
    if found is None:
        return Turn(page_of(desk, id), note=notes.NO_SUCH_EXERCISE)
    if not desk.between_us:
        return Turn(note=notes.TELL_ME_ALONE)
    asked = kept(desk, asking=Question.NOTE, asking_about=id)
    return Turn(screens.ask_note(asked.lifter, found, back_rows(desk), note))
