"""/history: past sessions page by page, and what a press or a line puts right in them.

A page names the session and its revision, as cards do: on a stale one a press changes nothing and shows the page as it is now.
What a press says happened is read in `past_events`, what follows from it in `aftermath`.
"""

from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from bot.coach.aftermath import Righted, put_right, today
from bot.coach.coaching import Past
from bot.coach.looking_up import all_sessions, listed
from bot.coach.past_events import exercise_named, forgotten, moved_to, past_event, typed_set
from bot.coach.reading import named_set
from bot.coach.turn import Desk, Turn, back_rows, shown
from bot.screens import history as screens
from bot.screens import notes
from bot.screens import past_words as words
from bot.screens.buttons import tap as tap_of
from bot.screens.screen import Screen, bold, lines
from bot.screens.taps import Tap, Verb, decode, encode
from bot.training import events
from bot.training.hindsight import can_take_back, way_to
from bot.training.hours import read_past
from bot.training.lifter import Question
from bot.training.logged import LoggedSet
from bot.training.order import exercise_of, logged_at
from bot.training.plausible import Doubt, doubt
from bot.training.session import Phase, Session
from bot.training.walltime import day_in, zone_of

OF_HISTORY = frozenset(verb for verb in Verb if verb is Verb.HISTORY or verb.name.startswith("PAST"))
_LOOKS = frozenset({Verb.PAST, Verb.PAST_EXERCISE, Verb.PAST_SET})


def history_page(desk: Desk, page: int = 0, above: Markup | None = None, note: str = "") -> Turn:
    asks(desk, None)
    return _turn(desk, all_sessions(desk, page, above), note)


def on_history_press(desk: Desk, tap: Tap) -> Turn:
    if tap.verb is Verb.HISTORY:
        asks(desk, None)
        return _turn(desk, listed(desk, tap.about))
    session = desk.tx.session_of(desk.lifter.id, tap.session)
    if session is None:
        return history_page(desk, note=notes.NO_SUCH_SESSION)
    if session.is_open:
        return shown(desk, session, notes.NOT_OVER)
    stale = tap.revision != session.revision
    if tap.verb is Verb.PAST_UNDO and not stale:
        return take_back(desk, session)
    if session.phase is Phase.ABANDONED:
        return history_page(desk, note=notes.NOT_COUNTED)
    if stale or tap.verb in _LOOKS or (tap.verb is Verb.PAST_MOVE and not tap.about):
        return _look(desk, session, tap, note=notes.STALE_PAGE if stale and tap.verb not in _LOOKS else "")
    return _change(desk, session, tap)


def _look(desk: Desk, session: Session, tap: Tap, above: Markup | None = None, note: str = "") -> Turn:
    """The page that a tap is about, as it is now; that of the session, where there is no such thing any more."""
    logged = (
        named_set(tap, session)
        if tap.verb in (Verb.PAST_SET, Verb.PAST_AMEND, Verb.PAST_TAKE, Verb.PAST_MEANT)
        else None
    )
    if logged is not None:
        asked = asks(desk, tap_of(session, Verb.PAST_SET, str(logged.slot)))
        how = screens.how_to_type(session, logged) if asked else screens.TAP_ONLY
        return _turn(desk, screens.one_set(session, logged, how, above), note)
    if tap.verb is Verb.PAST_MOVE:
        return _another_day(desk, session, above, note)
    asks(desk, None)
    at = exercise_named(tap.about, session) if tap.verb in (Verb.PAST_EXERCISE, Verb.PAST_ADD) else None
    if at is not None:
        return _turn(desk, screens.one_exercise(session, at, desk.lifter, today(desk), above), note)
    return _turn(desk, screens.one_session(session, desk.lifter, today(desk), above), note)


def _another_day(desk: Desk, session: Session, above: Markup | None, note: str = "") -> Turn:
    zone = zone_of(desk.lifter.zone)
    began = day_in(zone, session.started)
    moves = [by for by in (-1, 1) if way_to(session, began + timedelta(days=by), zone, desk.now) is not None]
    how = screens.TYPE_THE_DAY if asks(desk, tap_of(session, Verb.PAST_MOVE)) else screens.TAP_ONLY
    return _turn(desk, screens.another_day(session, desk.lifter, today(desk), moves, how, above), note)


def asks(desk: Desk, about: Tap | None) -> bool:
    """Whether what is typed next counts for this page: not among people, nor while a session is open, for then it is a set."""
    if about is not None and (not desk.between_us or desk.tx.open_session(desk.lifter.id) is not None):
        about = None
    lifter = desk.tx.lifter(desk.lifter.id) or desk.lifter
    asking = replace(lifter, asking=Question.PAST if about else None, asking_about=encode(about) if about else "")
    if asking != lifter:
        desk.tx.keep_lifter(asking)
    return about is not None


def _change(desk: Desk, session: Session, tap: Tap) -> Turn:
    event = past_event(tap, session, desk.library, zone_of(desk.lifter.zone), desk.now)
    if event is not None:
        return _righted(desk, session, event, tap)
    at = exercise_named(tap.about, session) if tap.verb is Verb.PAST_ADD else None
    if at is not None and forgotten(session, at).load is None:
        return _turn(desk, screens.which_load(session, at, desk.lifter, today(desk)))
    return _look(desk, session, tap, note=notes.STALE_PAGE)


def _righted(desk: Desk, session: Session, event: events.Event, tap: Tap) -> Turn:
    """The page that a tap or a line was on, with what it has changed."""
    right = put_right(desk, session, event)
    if right.declined is not None:
        return _look(desk, session, tap, lines(notes.why(right.declined)))
    after = right.session
    if after.revision == session.revision:
        return _look(desk, after, tap, lines(notes.AS_IT_WAS))
    if after.phase is Phase.ABANDONED:
        turn = history_page(desk, above=_told(words.gone(session, desk.lifter, today(desk)), right))
        assert turn.screen is not None, "the page of sessions"
        return replace(turn, screen=screens.deleted(after, turn.screen), carried=right.carried)
    said, about = _said(desk, session, after, event)
    return replace(_look(desk, after, about or tap, _told(said, right)), carried=right.carried)


def _said(desk: Desk, before: Session, after: Session, event: events.Event) -> tuple[str, Tap | None]:
    """What was done, and what the page that says so is about, if not what was tapped."""
    match event:
        case events.SetAmended(slot) | events.SetRecalled(slot):
            logged = logged_at(after, slot)
            assert logged is not None, "it was amended or added just now"
            added = isinstance(event, events.SetRecalled)
            said = words.added(after, logged) if added else words.amended(after, logged)
            return said, tap_of(after, Verb.PAST_SET, str(slot))
        case events.SetUndone(slot):
            logged = logged_at(before, slot)
            assert logged is not None, "it was there to be deleted"
            at, one = words.where(before, logged)
            still_there = len(one.sets) > 1
            about = tap_of(after, Verb.PAST_EXERCISE, str(at)) if still_there else tap_of(after, Verb.PAST)
            return words.taken(before, logged), about
        case _:
            return words.moved(after, desk.lifter, today(desk)), None


def take_back(desk: Desk, session: Session) -> Turn:
    """Takes back the last thing that was put right in a session that is over, and leaves it over."""
    about = tap_of(session, Verb.PAST)
    if not can_take_back(session):
        return _look(desk, session, about, note=notes.NOTHING_TO_UNDO)
    right = put_right(desk, session, events.Undone())
    if right.declined is not None:
        return _look(desk, session, about, note=notes.why(right.declined))
    changed = [one for one in right.session.log if one not in session.log]
    if len(changed) == 1:
        about = tap_of(right.session, Verb.PAST_SET, str(changed[0].slot))
    return replace(_look(desk, right.session, about, _told(notes.TAKEN_BACK, right)), carried=right.carried)


def _told(said: str, right: Righted) -> Markup:
    return lines(bold(said), *right.told)


def on_history_line(desk: Desk, text: str | None) -> Turn | None:
    """What was typed for the page that asks; None if there is no such page any more."""
    tap = decode(desk.lifter.asking_about)
    session = desk.tx.session_of(desk.lifter.id, tap.session) if tap is not None else None
    if tap is None or session is None or session.phase is not Phase.FINISHED:
        asks(desk, None)
        return None
    if tap.verb is Verb.PAST_MOVE:
        return _typed_day(desk, session, tap, text)
    logged = named_set(tap, session)
    return _typed_set(desk, session, logged, tap, text) if logged else _look(desk, session, tap)


def _typed_set(desk: Desk, session: Session, logged: LoggedSet, tap: Tap, text: str | None) -> Turn:
    typed = typed_set(text or "", session, logged, desk.lifter.unit)
    if typed is None:
        return _look(desk, session, tap, lines(notes.NOT_ONE_SET))
    event = events.SetAmended(logged.slot, typed.reps, typed.load or logged.load)
    odd = _doubt(desk, session, logged, event)
    return _turn(desk, screens.doubted(session, logged, odd)) if odd else _righted(desk, session, event, tap)


def _doubt(desk: Desk, session: Session, logged: LoggedSet, event: events.SetAmended) -> Doubt | None:
    exercise = exercise_of(session, logged)
    if exercise is None:
        return None
    past = Past(desk)
    bests = past.bests(exercise)
    return doubt(exercise, event.reps, event.load, bests, past.body, logged.kind)


def _typed_day(desk: Desk, session: Session, tap: Tap, text: str | None) -> Turn:
    day = read_past(text or "", today(desk))
    event = moved_to(session, day, zone_of(desk.lifter.zone), desk.now) if day is not None else None
    if event is None:
        return _another_day(desk, session, lines(notes.NOT_A_PAST_DAY))
    return _righted(desk, session, event, tap)


def _turn(desk: Desk, screen: Screen, note: str = "") -> Turn:
    return Turn(replace(screen, rows=(*screen.rows, *back_rows(desk))), note=note)
