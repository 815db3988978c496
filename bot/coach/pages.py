"""What is said outside of sessions, and how one begins: commands, and the buttons of the pages they show.

A command is one row in `COMMANDS` and one function of the desk and the words after it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from secrets import choice

from bot.coach.carry_out import carry_out
from bot.coach.inbound import Asked
from bot.coach.ports import Card
from bot.coach.turn import Desk, Turn, as_it_is, happen, shown
from bot.screens import asides, notes, pages
from bot.screens.card import card
from bot.screens.screen import Row, Screen
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.machine import advance, begin
from bot.training.plan import Workout
from bot.training.quantities import Unit
from bot.training.session import Phase

UNDO_WITHIN = timedelta(hours=24)  # after that a closed session is history
_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def on_command(desk: Desk, asked: Asked) -> Turn:
    page = COMMANDS.get(asked.command)
    if page is None:
        return below(desk, notes.NO_SUCH_COMMAND)
    return page(desk, asked)


def below(desk: Desk, note: str) -> Turn:
    """A line, and under it the open session's card, or the way to one."""
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return Turn(pages.stray(desk.lifter, note))
    return replace(shown(desk, session), screen=card(session, desk.lifter.zone, note))


def _start(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.greeting(desk.lifter, asked.name, _back(desk)))


def _workout(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is not None:
        return below(desk, notes.ONE_AT_A_TIME) if asked.words else shown(desk, session)
    if not asked.words:
        return Turn(_workouts(desk))
    known = {w.id: w for w in desk.library.workouts.values()} | {
        w.name.casefold(): w for w in desk.library.workouts.values()
    }
    word = asked.words.strip().casefold()
    if word in known:
        return start_session(desk, known[word])
    near = get_close_matches(word, known, n=1)
    return Turn(pages.workout_unknown(desk.lifter, desk.library, asked.words[:40], near))


def _workouts(desk: Desk, page: int = 0) -> Screen:
    return pages.workouts(desk.lifter, desk.library, _up_next(desk), page)


def _up_next(desk: Desk) -> str | None:
    """The workout whose turn it is, by the first program that knows the last one done."""
    last = desk.tx.last_workout(desk.lifter.id)
    programs = [program.workouts for program in desk.library.programs.values()]
    for order in programs:
        if last in order:
            return order[(order.index(last) + 1) % len(order)]
    return programs[0][0] if programs else None


def start_session(desk: Desk, workout: Workout) -> Turn:
    """A new session; its card takes the place of the page it was chosen on."""
    exercises = {p.exercise.id for block in workout.blocks for p in block.prescriptions}
    last_time = desk.tx.last_time(desk.lifter.id, exercises)
    id = "".join(choice(_ID_LETTERS) for _ in range(8))
    step = begin(id, desk.lifter.id, workout, desk.lifter.unit, last_time, desk.now)
    desk.tx.add_session(step.session, desk.chat)
    carried = carry_out(desk.tx, step, desk.chat, desk.now)
    stale = desk.tx.take_summaries(desk.lifter.id)
    return replace(shown(desk, step.session), carried=carried, card=Card(desk.chat, None), stale=stale)


def _exercises(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.exercises(desk.lifter, desk.library, 0, _back(desk)))


def _undo(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id) or desk.tx.latest_session(desk.lifter.id)
    if session is None or (session.finished and desk.now - session.finished > UNDO_WITHIN):
        return below(desk, notes.NOTHING_TO_UNDO)
    back = (events.Resumed(),) if session.phase is Phase.PAUSED else ()
    turn = happen(desk, session, *back, events.Undone(), note=notes.TAKEN_BACK)
    return replace(turn, note="", screen=card(turn.session or session, desk.lifter.zone, turn.note))


def _cancel(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return below(desk, notes.NOTHING_OPEN)
    if not session.log:
        return happen(desk, session, events.Abandoned())
    return shown(desk, session, screen=asides.ask_finish(session))


def _help(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.help_page(desk.lifter, _back(desk)))


def _settings(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.settings(desk.lifter, _back(desk)))


def _back(desk: Desk) -> tuple[Row, ...]:
    """The way back from a page to the card, where a session is open."""
    session = desk.tx.open_session(desk.lifter.id)
    return (pages.back_to_training(desk.lifter),) if session else ()


COMMANDS: Mapping[str, Callable[[Desk, Asked], Turn]] = {
    "start": _start,
    "workout": _workout,
    "exercises": _exercises,
    "undo": _undo,
    "cancel": _cancel,
    "help": _help,
    "settings": _settings,
}


def on_page_press(desk: Desk, tap: Tap) -> Turn:
    """A button of a page outside of sessions; its message is edited in place."""
    match tap.verb:
        case Verb.WORKOUTS:
            return _open(desk) or Turn(_workouts(desk, _page(tap)))
        case Verb.CARD:
            return as_it_is(desk, "" if _open(desk) else notes.NOTHING_OPEN)
        case Verb.BEGIN:
            return _begin(desk, tap.about)
        case Verb.EXERCISES:
            return Turn(pages.exercises(desk.lifter, desk.library, _page(tap)))
        case Verb.EXERCISE:
            return Turn(pages.exercise(desk.lifter, desk.library, tap.about, _back(desk)))
        case Verb.UNIT:
            return _unit(desk, tap.about)
        case _:
            return as_it_is(desk, notes.NOT_OURS)


def _page(tap: Tap) -> int:
    """The page that a button leads to; the first, if it names none."""
    return int(tap.about) if tap.about.isdecimal() and len(tap.about) < 6 else 0


def _open(desk: Desk) -> Turn | None:
    session = desk.tx.open_session(desk.lifter.id)
    return shown(desk, session) if session else None


def _begin(desk: Desk, workout: str) -> Turn:
    if (running := desk.tx.open_session(desk.lifter.id)) is not None:
        return shown(desk, running, notes.ONE_AT_A_TIME if running.workout.id != workout else "")
    found = desk.library.workouts.get(workout)
    return start_session(desk, found) if found else Turn(_workouts(desk), note=notes.NO_SUCH_WORKOUT)


def _unit(desk: Desk, unit: str) -> Turn:
    if unit not in set(Unit):
        return as_it_is(desk, notes.NOT_OURS)
    lifter = replace(desk.lifter, unit=Unit(unit))
    desk.tx.keep_lifter(lifter)
    session = desk.tx.open_session(lifter.id)
    if session is not None:
        desk.tx.save_session(session, advance(session, events.UnitChanged(lifter.unit), desk.now).session)
    return Turn(pages.settings(lifter, _back(desk)), note=notes.KEPT)
