"""What a press, a line or an alarm means for a session, decided within its transaction.

Plain functions: nothing is awaited, nobody is spoken to. What is said outside of sessions is in `pages`.
"""

import re
from dataclasses import replace

from bot.coach.exchanging import exchange, forget_undone, lacking, swap_page
from bot.coach.history import OF_HISTORY, on_history_press, take_back
from bot.coach.hurting import after_pain, pain_page
from bot.coach.pages import UNDO_WITHIN, below, on_answer, on_page_press
from bot.coach.ports import Transaction
from bot.coach.reading import TOLERANT, event_of, named_set
from bot.coach.records import Alarm
from bot.coach.turn import Desk, Turn, as_it_is, back_from_pause, happen, heard, shown
from bot.coach.typed import above, typed_sets
from bot.screens import asides, notes
from bot.screens.card import card
from bot.screens.plates import has_bar, plates_page
from bot.screens.safety import STOPPED
from bot.screens.screen import Screen
from bot.screens.taps import Tap, Verb
from bot.screens.why import why_page
from bot.training import events
from bot.training.aim import aim
from bot.training.effects import AlarmKind, Reason
from bot.training.hindsight import can_take_back
from bot.training.lifter import Question
from bot.training.notation import Typed, read
from bot.training.order import exercise_at
from bot.training.session import Session

_AFTERWARDS = frozenset({Verb.UNDO, Verb.ADD_BLOCK})  # the presses that mean something once a session is closed
_TYPED = frozenset({Verb.MEANT, Verb.LOAD})  # what was typed, confirmed: as with a typed set, a pause is over
_SURELY_A_SET = re.compile(r"\d\s*(?:[x×х*]|kg|кг|lb|s(?:ec)?\b)|bw")  # among people a bare number may be anything
_WORDS = frozenset({Question.NOTE, Question.NAME, Question.MUSCLE})
_NOTES = {Verb.UNDO: notes.TAKEN_BACK, Verb.TAKE: notes.TAKEN_BACK, Verb.ABANDON: notes.SET_ASIDE}


def on_press(desk: Desk, tap: Tap | None) -> Turn:
    """A button was pressed by the lifter at the desk: whoever that is, it may be somebody else's button."""
    if tap is None:
        return as_it_is(desk, notes.NOT_OURS)
    if tap.lifter != desk.lifter.id:
        return Turn(note=notes.NOT_YOURS)
    if tap.verb in OF_HISTORY:
        return on_history_press(desk, tap)
    if not tap.session:
        return on_page_press(desk, tap)
    session = desk.tx.session_of(desk.lifter.id, tap.session)
    if tap.verb is Verb.STOP_SIGN and not (session and session.is_open):
        return Turn(Screen(STOPPED))  # help is needed all the same
    if session is None:
        return as_it_is(desk, notes.LONG_GONE)
    if not session.is_open:
        return _on_closed(desk, session, tap)
    session = heard(desk, session)
    if tap.revision != session.revision and tap.verb not in TOLERANT:
        again = tap.verb is Verb.LOG and named_set(tap, session) is not None
        return shown(desk, session, notes.why(Reason.ALREADY_LOGGED) if again else notes.STALE)
    screen = _aside(desk, session, tap)
    return shown(desk, session, screen=screen) if screen else _change(desk, session, tap)


def _on_closed(desk: Desk, session: Session, tap: Tap) -> Turn:
    other = desk.tx.open_session(desk.lifter.id)
    if other is not None:
        return shown(desk, other, notes.ONE_AT_A_TIME if tap.verb in _AFTERWARDS else notes.LONG_GONE)
    long_ago = session.finished is not None and desk.now - session.finished > UNDO_WITHIN
    if tap.verb not in _AFTERWARDS or tap.revision != session.revision or long_ago:
        return shown(desk, session, notes.LONG_GONE)
    if tap.verb is Verb.UNDO and can_take_back(session):
        return take_back(desk, session)
    return _change(desk, session, tap)


def _aside(desk: Desk, session: Session, tap: Tap) -> Screen | None:
    """The pages that only look; None for a tap that changes something."""
    match tap.verb:
        case Verb.CARD:
            return card(session, desk.lifter)
        case Verb.HOW:
            return asides.how(session, desk.library)
        case Verb.SWAPS:
            return swap_page(desk, session)
        case Verb.WHY:
            return why_page(session, desk.library, desk.lifter.zone)
        case Verb.PAIN:
            return pain_page(desk, session, tap)
        case Verb.MORE:
            return asides.more(session, desk.lifter)
        case Verb.PLATES:
            return plates_page(session, desk.lifter) if has_bar(session, desk.lifter.kit) else None
        case Verb.SETS:
            return asides.sets_so_far(session)
        case Verb.SET:
            logged = named_set(tap, session)
            return asides.one_set(session, logged) if logged else None
        case Verb.ASK_FINISH:
            return asides.ask_finish(session)
        case _:
            return None


def _change(desk: Desk, session: Session, tap: Tap) -> Turn:
    if tap.verb is Verb.LACK:
        return lacking(desk, session, tap)
    event = event_of(tap, session, desk.library)
    if event is None:
        return shown(desk, session, notes.STALE)
    if isinstance(event, events.ExerciseSwapped):
        return exchange(desk, session, event, tap)
    back = back_from_pause(session) if tap.verb in _TYPED else ()
    turn = happen(desk, session, *back, event, note=_NOTES.get(tap.verb, ""))
    if isinstance(event, events.PainReported):
        return after_pain(desk, turn)
    if tap.verb is Verb.UNDO and turn.session is not None:
        forget_undone(desk, session, turn.session)
    if tap.verb is Verb.AMEND and turn.session is not None:
        logged = named_set(tap, turn.session)
        return replace(turn, screen=asides.one_set(turn.session, logged) if logged else turn.screen)
    return turn


def on_line(desk: Desk, text: str | None) -> Turn:
    """The lifter wrote something: sets, a load, or a stray word; what was understood stands above the card."""
    among_people = not desk.between_us
    asked = desk.lifter.asking is not None and not among_people and not _a_set_after_all(desk, text)
    answer = on_answer(desk, text) if asked else None
    if answer is not None:
        return answer
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return Turn() if among_people else below(desk, notes.STRAY if text is not None else notes.ONLY_TEXT)
    typed = None
    if text is not None and (not among_people or _SURELY_A_SET.search(text.casefold())):
        typed = _read(desk, session, text)
    if typed is None and among_people:
        return Turn()
    session = heard(desk, session)
    if typed is None:
        return above(desk, shown(desk, session), notes.ONLY_TEXT if text is None else _not_caught(session))
    return typed_sets(desk, session, typed)


def _not_caught(session: Session) -> str:
    now = aim(session)
    return notes.not_a_set(exercise_at(session, now.slot.position) if now else None)


def _read(desk: Desk, session: Session, text: str) -> Typed | None:
    now = aim(session)
    return read(text, now, exercise_at(session, now.slot.position), desk.lifter.unit) if now else None


def _a_set_after_all(desk: Desk, text: str | None) -> bool:
    """Whether a line where words were asked for is a set: the rest was over before they came."""
    if desk.lifter.asking not in _WORDS or text is None or not _SURELY_A_SET.search(text.casefold()):
        return False
    session = desk.tx.open_session(desk.lifter.id)
    typed = _read(desk, session, text) if session else None
    return typed is not None and bool(typed.sets)


def on_alarm(desk: Desk, alarm: Alarm) -> Turn:
    """An alarm went off; one that was overtaken changes nothing and goes."""
    session = desk.tx.session(alarm.session)
    if session is None:
        desk.tx.cancel_alarm(alarm.session, alarm.kind)
        return Turn()
    turn = happen(desk, session, _gone_off(alarm))
    runs = {AlarmKind.REST: session.rest, AlarmKind.WORK: session.work}.get(alarm.kind)
    if (
        turn.declined and runs is None
    ):  # a rest that was moved has a row of its own, and so has the other side of a hold
        desk.tx.cancel_alarm(alarm.session, alarm.kind)
    if turn.declined or turn.session is None:
        return Turn()
    if turn.session.revision == session.revision:
        return replace(turn, screen=None)
    # A session that has just been closed has no more use for the question whether it goes on.
    return turn if turn.session.is_open else replace(turn, rings=desk.tx.take_rings(alarm.lifter))


def _gone_off(alarm: Alarm) -> events.Event:
    match alarm.kind:
        case AlarmKind.REST:
            return events.RestElapsed(alarm.due)
        case AlarmKind.WORK:
            return events.WorkElapsed(alarm.due)
        case AlarmKind.IDLE:
            return events.IdleElapsed()


def card_now(tx: Transaction, id: str) -> Turn:
    """A session's card as it is now, for nobody in particular."""
    session = tx.session(id)
    if session is None:
        return Turn()
    lifter = tx.lifter(session.lifter)
    return Turn(card(session, lifter), session, tx.card(id))
