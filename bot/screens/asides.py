"""Pages that open from the card and take its place: how to, more, the sets so far, finishing early.

Each leads back to the card. Functions of the session and the library; nothing is changed by looking.
"""

from bot.screens.buttons import load_nudges, rep_nudges, tap
from bot.screens.exercise import how_text
from bot.screens.plates import has_bar
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.sets import exercise_name, one_done
from bot.screens.taps import Tap, Verb
from bot.screens.words import count
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.order import exercise_at, exercise_of, next_slot, remaining
from bot.training.plan import Exercise, Library
from bot.training.session import Phase, Session


def how(session: Session, library: Library) -> Screen:
    return Screen(how_text(library, _present(session)), (_back(session),))


def more(session: Session, lifter: Lifter) -> Screen:
    done = len(session.log)
    rows: list[Row] = [
        _of_exercise(session, lifter),
        (Button("Pause", tap(session, Verb.PAUSE)),),
        _skip_row(session, _slot(session).position),
    ]
    if done:
        rows.insert(0, (Button(f"So far: {count(done, 'set')}", tap(session, Verb.SETS)),))
    rows.append((Button("Finish early", tap(session, Verb.ASK_FINISH), Style.DANGER),))
    return Screen(
        lines(
            bold(session.workout.name),
            f"{count(done, 'set')} done, {count(len(remaining(session)), 'set')} to go.",
        ),
        (*rows, _back(session)),
    )


def _of_exercise(session: Session, lifter: Lifter) -> Row:
    note = Button("📝 Note", Tap(Verb.NOTE, lifter.id, _present(session).id))
    plates = (Button("Plates", tap(session, Verb.PLATES)),) if has_bar(session, lifter.kit) else ()
    return (note, *plates, Button("+ Exercise", Tap(Verb.ADDABLE, lifter.id, "0")))


def sets_so_far(session: Session) -> Screen:
    """Every set of today, each a button to amend it."""
    rows = tuple(
        (
            Button(
                f"{exercise_name(session, logged)} {logged.slot.number + 1}: {one_done(session, logged)}",
                tap(session, Verb.SET, str(logged.slot)),
            ),
        )
        for logged in session.log
    )
    return Screen(
        lines(bold("Your sets today"), italic("Tap one to change it or take it back.")),
        (*rows, _back(session)),
    )


def one_set(session: Session, logged: LoggedSet) -> Screen:
    """A set already logged, with what can be corrected about it."""
    slot = logged.slot
    exercise = exercise_of(session, logged) or exercise_at(session, slot.position)
    nudges = (
        *rep_nudges(session, slot, exercise, Verb.AMEND),
        *load_nudges(session, slot, exercise, logged.load, Verb.AMEND),
    )
    return Screen(
        lines(
            filled(
                "{}, set {}: {}",
                exercise_name(session, logged),
                slot.number + 1,
                bold(one_done(session, logged)),
            ),
            italic("Changes are kept at once, and can be undone."),
        ),
        (
            nudges,
            (Button("Take this set back", tap(session, Verb.TAKE, str(slot)), Style.DANGER),),
            (Button("‹ All sets", tap(session, Verb.SETS)), *_back(session)),
        ),
    )


def ask_finish(session: Session) -> Screen:
    """The one question that is asked before something ends."""
    done, left = len(session.log), len(remaining(session))
    keep = Button(f"Finish and keep {count(done, 'set')}", tap(session, Verb.FINISH), Style.DANGER) if done else None
    drop = Button("Set it aside: it does not count", tap(session, Verb.ABANDON), Style.DANGER)
    label = "Back to the break" if session.phase is Phase.PAUSED else "Go on training"
    rows = ((keep,) if keep else (), (drop,), (Button(label, tap(session, Verb.CARD), Style.PRIMARY),))
    return Screen(
        lines(bold("Finish here?"), f"{count(done, 'set')} done, {count(left, 'set')} still planned."),
        tuple(row for row in rows if row),
    )


def _skip_row(session: Session, position: int) -> Row:
    return (Button(f"Skip {exercise_at(session, position).name}", tap(session, Verb.SKIP_EXERCISE, str(position))),)


def _back(session: Session) -> Row:
    return (Button("‹ Back to training", tap(session, Verb.CARD)),)


def _slot(session: Session) -> Slot:
    slot = next_slot(session)
    assert slot is not None, "a session with nothing left to do is closed by the machine"
    return slot


def _present(session: Session) -> Exercise:
    return exercise_at(session, _slot(session).position)
