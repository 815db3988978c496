"""A lifter's own exercises: named, given a muscle, changed, taken away, and added to the session that is open.

The pages are in `screens.own` and `screens.exercise`, what such an exercise is in `training.own`.
"""

from collections.abc import Callable
from dataclasses import replace
from secrets import choice
from string import ascii_lowercase

from markupsafe import Markup

from bot.coach.adding import add_rows
from bot.coach.noting import page_of
from bot.coach.turn import Desk, Turn, back_rows, kept
from bot.screens import notes, pages
from bot.screens import own as screens
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Lifter, Question
from bot.training.order import prescriptions
from bot.training.own import (
    LOT,
    MOST_OWN,
    Kind,
    called,
    of_kind,
    own_exercise,
    read_muscle,
    read_name,
)
from bot.training.plan import Exercise
from bot.training.vocabulary import Muscle


def on_own_press(desk: Desk, tap: Tap) -> Turn | None:
    """A button of these pages; None if it is of others."""
    match tap.verb:
        case Verb.QUESTION if tap.about == Question.NAME:
            return _ask_name(desk)
        case Verb.MUSCLE:
            return _make(desk, Muscle.__members__.get(tap.about))
        case Verb.KIND:
            return _kind(desk, *tap.about.partition("/")[::2])
        case Verb.RENAME:
            return _of_own(desk, tap.about, lambda own: _ask_name(desk, own))
        case Verb.ASK_DELETE:
            return _of_own(desk, tap.about, lambda own: Turn(screens.ask_delete(desk.lifter, own, back_rows(desk))))
        case Verb.DELETE:
            return _of_own(desk, tap.about, lambda own: _delete(desk, own))
        case _:
            return None


def on_own_line(desk: Desk, text: str) -> Turn:
    """The name that was asked for, or the muscle."""
    lifter = desk.lifter
    if lifter.asking is Question.MUSCLE:
        return _make(desk, read_muscle(text), screens.NOT_A_MUSCLE)
    renamed = _own(lifter, lifter.asking_about)
    name = read_name(text)
    if name is None:
        return _ask_name(desk, renamed, screens.NOT_A_NAME)
    other = called(name, desk.library, lifter.asking_about)
    if other is not None:
        return _ask_name(desk, renamed, screens.taken(name, other))
    return _rename(desk, renamed, name) if renamed else _ask_muscle(desk, name)


def _ask_name(desk: Desk, renamed: Exercise | None = None, note: Markup | str = "") -> Turn:
    if not desk.between_us:
        return Turn(note=notes.TELL_ME_ALONE)
    if renamed is None and len(desk.lifter.own) >= MOST_OWN:
        return Turn(note=screens.ENOUGH)
    asked = kept(desk, asking=Question.NAME, asking_about=renamed.id if renamed else "")
    return Turn(screens.ask_name(asked.lifter, renamed, back_rows(desk), note))


def _ask_muscle(desk: Desk, name: str, note: str = "") -> Turn:
    asked = kept(desk, asking=Question.MUSCLE, asking_about=name)
    return Turn(screens.ask_muscle(asked.lifter, name, back_rows(desk), note))


def _make(desk: Desk, muscle: Muscle | None, otherwise: str = "") -> Turn:
    """The exercise, once its name and muscle are known; a button whose name was forgotten asks for it anew."""
    lifter, name = desk.lifter, desk.lifter.asking_about
    if lifter.asking is not Question.MUSCLE or called(name, desk.library) or len(lifter.own) >= MOST_OWN:
        return _ask_name(desk)
    if muscle is None:
        return _ask_muscle(desk, name, otherwise)
    new = own_exercise(name, muscle, "".join(choice(ascii_lowercase) for _ in range(LOT)))
    if new.id in desk.library.exercises:
        return _make(desk, muscle)
    return _made(kept(desk, own=(*lifter.own, new), asking=None, asking_about=""), new)


def _made(desk: Desk, own: Exercise, note: str = "") -> Turn:
    return Turn(screens.made(desk.lifter, own, (*add_rows(desk, own), *back_rows(desk)), note))


def _kind(desk: Desk, id: str, word: str) -> Turn:
    if word not in set(Kind):
        return _of_own(desk, id, lambda own: _made(desk, own))
    return _of_own(desk, id, lambda own: _change_kind(desk, own, Kind(word)))


def _change_kind(desk: Desk, own: Exercise, kind: Kind) -> Turn:
    """What it is done with may change; how it counts, only until there are sets that count so."""
    after = of_kind(own, kind)
    if after.counting is not own.counting and _is_used(desk, own):
        return _made(desk, own, screens.DONE_ALREADY)
    return _made(_with(desk, after), after)


def _is_used(desk: Desk, own: Exercise) -> bool:
    session = desk.tx.open_session(desk.lifter.id)
    here = session is not None and any(one.exercise.id == own.id for one in prescriptions(session))
    swapped = session is not None and any(one.id == own.id for one in session.swapped.values())
    return here or swapped or bool(desk.tx.performances(desk.lifter.id, own.id, 1))


def _rename(desk: Desk, own: Exercise, name: str) -> Turn:
    after = replace(own, name=name)
    return Turn(page_of(_with(kept(desk, asking=None, asking_about=""), after), own.id, notes.KEPT))


def _delete(desk: Desk, own: Exercise) -> Turn:
    left = tuple(one for one in desk.lifter.own if one.id != own.id)
    noted = {id: note for id, note in desk.lifter.notes.items() if id != own.id}
    after = kept(desk, own=left, notes=noted)
    return Turn(pages.exercises(after.lifter, after.library, 0, back_rows(desk)), note=screens.DELETED)


def _with(desk: Desk, after: Exercise) -> Desk:
    return kept(desk, own=tuple(after if one.id == after.id else one for one in desk.lifter.own))


def _of_own(desk: Desk, id: str, do: Callable[[Exercise], Turn]) -> Turn:
    """Does it with the lifter's own exercise of that id; the list where there is none."""
    own = _own(desk.lifter, id)
    if own is None:
        return Turn(pages.exercises(desk.lifter, desk.library, 0, back_rows(desk)), note=screens.GONE)
    return do(own)


def _own(lifter: Lifter, id: str) -> Exercise | None:
    return next((one for one in lifter.own if one.id == id), None)
