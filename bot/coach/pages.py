"""What is said outside of sessions, and how one begins: commands, and the buttons of the pages they show.

A command is one row in `COMMANDS` and one function of the desk and the words after it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from secrets import choice

from bot.coach.adding import add, addable_page
from bot.coach.agenda import any_planned, outlook, replan
from bot.coach.carry_out import carry_out, earlier
from bot.coach.coaching import prepared
from bot.coach.equipping import on_kit_line, on_kit_press
from bot.coach.exporting import export, on_export_press
from bot.coach.forgetting import forget_page, on_forget_press
from bot.coach.history import history_page, on_history_line, take_back
from bot.coach.importing import import_page, on_import_press
from bot.coach.inbound import Asked
from bot.coach.noting import on_exercise_press, on_note_line
from bot.coach.owning import on_own_line, on_own_press
from bot.coach.planning import on_plan_press, plan_page, rest_day, typed_pause
from bot.coach.progressing import on_progress_press, progress_page
from bot.coach.records import Card
from bot.coach.reminding import on_reminded
from bot.coach.reviewing import on_review_press, typed_review
from bot.coach.setup import first_contact, on_setup_line, on_setup_press, settings_page
from bot.coach.turn import Desk, Turn, as_it_is, back_rows, happen, shown
from bot.coach.weighing import on_weight_press, typed_weight, weight_page
from bot.screens import asides, notes, pages
from bot.screens.card import card
from bot.screens.privacy import privacy
from bot.screens.safety import AFTER_A_STOP
from bot.screens.screen import Screen
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.hindsight import can_take_back
from bot.training.lifter import Question
from bot.training.machine import begin
from bot.training.plan import Workout
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
    return replace(shown(desk, session), screen=card(session, desk.lifter, note))


def _start(desk: Desk, asked: Asked) -> Turn:
    if desk.tx.open_session(desk.lifter.id) is not None:
        return below(desk, notes.IN_A_SESSION)
    return first_contact(desk, asked.name)


def _workout(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is not None:
        return below(desk, notes.ONE_AT_A_TIME) if asked.words else shown(desk, session)
    if not asked.words:
        return Turn(_what_today(desk))
    known = {w.id: w for w in desk.library.workouts.values()} | {
        w.name.casefold(): w for w in desk.library.workouts.values()
    }
    word = asked.words.strip().casefold()
    if word in known:
        waits = rest_day(desk, known[word])
        return Turn(waits) if waits else start_session(desk, known[word])
    near = get_close_matches(word, known, n=1)
    return Turn(pages.workout_unknown(desk.lifter, desk.library, asked.words[:40], near))


def _workouts(desk: Desk, page: int = 0) -> Screen:
    return pages.workouts(desk.lifter, desk.library, _up_next(desk), page)


def _what_today(desk: Desk) -> Screen:
    """The workouts; on a day on which the one whose turn it is should rest, first of all that."""
    up_next = desk.library.workouts.get(_up_next(desk) or "")
    return (rest_day(desk, up_next) if up_next else None) or _workouts(desk)


def _up_next(desk: Desk) -> str | None:
    """The workout that is planned next, or whose turn it is while no days are chosen."""
    ahead = outlook(desk.tx, desk.lifter, desk.library, desk.now)
    planned = any_planned(ahead.days)
    if planned is not None:
        return planned.workouts[0]
    return ahead.turn.id if ahead.turn else None


def start_session(desk: Desk, workout: Workout) -> Turn:
    """A new session; its card takes the place of the page it was chosen on."""
    ready, before = prepared(desk, workout), desk.tx.latest_session(desk.lifter.id)
    id = "".join(choice(_ID_LETTERS) for _ in range(8))
    step = begin(id, desk.lifter.id, ready.workout, desk.lifter.unit, ready.last_time, desk.now, ready.coaching)
    desk.tx.add_session(step.session, desk.chat)
    carried = carry_out(desk.tx, step, desk.chat, desk.now)
    wake = replan(desk.tx, replace(desk.lifter, asking=None, welcoming=False), desk.library, desk.now)
    carried = replace(carried, wake=earlier(carried.wake, wake))
    stale = desk.tx.take_summaries(desk.lifter.id)
    first = card(step.session, desk.lifter, AFTER_A_STOP if before is not None and before.stopped else "")
    return replace(shown(desk, step.session, screen=first), carried=carried, card=Card(desk.chat, None), stale=stale)


def _exercises(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.exercises(desk.lifter, desk.library, 0, back_rows(desk)))


def _undo(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        last = desk.tx.touched_session(desk.lifter.id)
        if last is not None and can_take_back(last) and desk.now - last.touched <= UNDO_WITHIN:
            return take_back(desk, last)
        session = desk.tx.latest_session(desk.lifter.id)
    if session is None or (session.finished and desk.now - session.finished > UNDO_WITHIN):
        return below(desk, notes.NOTHING_TO_UNDO)
    back = (events.Resumed(),) if session.phase is Phase.PAUSED else ()
    turn = happen(desk, session, *back, events.Undone(), note=notes.TAKEN_BACK)
    return replace(turn, note="", screen=card(turn.session or session, desk.lifter, turn.note))


def _cancel(desk: Desk, asked: Asked) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return below(desk, notes.NOTHING_OPEN)
    if not session.log:
        return happen(desk, session, events.Abandoned())
    return shown(desk, session, screen=asides.ask_finish(session))


def _help(desk: Desk, asked: Asked) -> Turn:
    return Turn(pages.help_page(desk.lifter, back_rows(desk)))


def _settings(desk: Desk, asked: Asked) -> Turn:
    return settings_page(desk)


def _plan(desk: Desk, asked: Asked) -> Turn:
    return plan_page(desk)


def _pause(desk: Desk, asked: Asked) -> Turn:
    return typed_pause(desk, asked.words)


def _weight(desk: Desk, asked: Asked) -> Turn:
    if not desk.between_us:
        return below(desk, notes.ONLY_BETWEEN_US)
    return (typed_weight(desk, asked.words) if asked.words.strip() else None) or weight_page(desk)


def _progress(desk: Desk, asked: Asked) -> Turn:
    return progress_page(desk)


def _history(desk: Desk, asked: Asked) -> Turn:
    return history_page(desk)


def _forget(desk: Desk, asked: Asked) -> Turn:
    return forget_page(desk) if desk.between_us else below(desk, notes.ONLY_BETWEEN_US)


def _export(desk: Desk, asked: Asked) -> Turn:
    return export(desk, asked.words)


def _privacy(desk: Desk, asked: Asked) -> Turn:
    return Turn(privacy())


def _import(desk: Desk, asked: Asked) -> Turn:
    return import_page(desk) if desk.between_us else below(desk, notes.ONLY_BETWEEN_US)


COMMANDS: Mapping[str, Callable[[Desk, Asked], Turn]] = {
    "start": _start,
    "workout": _workout,
    "plan": _plan,
    "pause": _pause,
    "progress": _progress,
    "history": _history,
    "exercises": _exercises,
    "weight": _weight,
    "undo": _undo,
    "cancel": _cancel,
    "export": _export,
    "import": _import,
    "privacy": _privacy,
    "forget": _forget,
    "help": _help,
    "settings": _settings,
}


def on_page_press(desk: Desk, tap: Tap) -> Turn:
    """A button of a page outside of sessions; its message is edited in place."""
    match tap.verb:
        case Verb.WORKOUTS:
            return _open(desk) or Turn(_workouts(desk, _page(tap)) if tap.about else _what_today(desk))
        case Verb.CARD:
            return as_it_is(desk, "" if _open(desk) else notes.NOTHING_OPEN)
        case Verb.BEGIN | Verb.ANYWAY:
            return _begin(desk, tap)
        case Verb.EXERCISES:
            return Turn(pages.exercises(desk.lifter, desk.library, _page(tap), back_rows(desk)))
        case Verb.ADDABLE:
            return addable_page(desk, _page(tap))
        case Verb.ADD_EXERCISE:
            return add(desk, tap.about)
        case Verb.REMINDED:
            return on_reminded(desk, tap)
        case Verb.PROGRESS | Verb.THEME:
            return on_progress_press(desk, tap)
        case Verb.WEIGHT:
            return on_weight_press(desk, tap)
        case Verb.IMPORT:
            return on_import_press(desk, tap)
        case Verb.EXPORT:
            return on_export_press(desk, tap)
        case Verb.FORGET:
            return on_forget_press(desk, tap)
        case Verb.REVIEW:
            return on_review_press(desk, tap)
        case _:
            found = (
                on(desk, tap) for on in (on_setup_press, on_plan_press, on_exercise_press, on_own_press, on_kit_press)
            )
            return next(filter(None, found), None) or as_it_is(desk, notes.NOT_OURS)


def on_answer(desk: Desk, text: str | None) -> Turn | None:
    """A line where a question was asked; None if it is no answer."""
    match desk.lifter.asking:
        case Question.PAST:
            return on_history_line(desk, text)
        case Question.PAUSE:
            return typed_pause(desk, text or "?")
        case Question.WEIGHT:
            return typed_weight(desk, text or "?")
        case Question.REVIEW:
            return typed_review(desk, text or "?")
        case Question.NOTE:
            return on_note_line(desk, text or "")
        case Question.NAME | Question.MUSCLE:
            return on_own_line(desk, text or "")
        case Question.BAR | Question.PLATES:
            return on_kit_line(desk, text or "")
        case _:
            return on_setup_line(desk, text)


def _page(tap: Tap) -> int:
    """The page that a button leads to; the first, if it names none."""
    return int(tap.about) if tap.about.isdecimal() and len(tap.about) < 6 else 0


def _open(desk: Desk) -> Turn | None:
    session = desk.tx.open_session(desk.lifter.id)
    return shown(desk, session) if session else None


def _begin(desk: Desk, tap: Tap) -> Turn:
    """Starts a workout; on a day on which it should rest, ANYWAY is what says so."""
    running = desk.tx.open_session(desk.lifter.id)
    if running is not None:
        return shown(desk, running, notes.ONE_AT_A_TIME if running.workout.id != tap.about else "")
    found = desk.library.workouts.get(tap.about)
    if found is None:
        return Turn(_workouts(desk), note=notes.NO_SUCH_WORKOUT)
    waits = rest_day(desk, found) if tap.verb is Verb.BEGIN else None
    return Turn(waits) if waits else start_session(desk, found)
