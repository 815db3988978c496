"""One exercise more in the session that is open: which ones there are, and what comes of choosing one."""

from bot.coach.coaching import Past
from bot.coach.turn import Desk, Turn, as_it_is, back_from_pause, back_rows, happen
from bot.screens import notes, pages
from bot.screens.screen import Button, Row
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.own import usual_sets
from bot.training.plan import Exercise


def addable_page(desk: Desk, page: int) -> Turn:
    if desk.tx.open_session(desk.lifter.id) is None:
        return Turn(note=notes.NOTHING_OPEN)
    return Turn(pages.addable(desk.lifter, desk.library, page, back_rows(desk)))


def add(desk: Desk, id: str) -> Turn:
    """Adds an exercise to the open session, with what the coach knows of it."""
    session = desk.tx.open_session(desk.lifter.id)
    exercise = desk.library.exercises.get(id)
    if session is None or exercise is None:
        return as_it_is(desk, notes.NO_SUCH_EXERCISE if session else notes.NOTHING_OPEN)
    prescription = usual_sets(exercise)
    found = Past(desk).found(prescription)
    added = events.ExerciseAdded(prescription, found.last_time, found.target, found.bests)
    return happen(desk, session, *back_from_pause(session), added, note=notes.added(exercise.name))


def add_rows(desk: Desk, exercise: Exercise) -> tuple[Row, ...]:
    """The way from an exercise's page into the open session."""
    if desk.tx.open_session(desk.lifter.id) is None:
        return ()
    return ((Button("+ Add to this session", Tap(Verb.ADD_EXERCISE, desk.lifter.id, exercise.id)),),)
