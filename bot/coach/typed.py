"""What a typed line means for a session: sets and loads, and a question back where one can hardly be meant.

How a line is read is in `training.notation`, what is doubtful in `training.plausible`.
"""

from dataclasses import replace

from bot.coach.reading import events_of, run_of_slots
from bot.coach.turn import Desk, Turn, back_from_pause, happen, shown
from bot.screens import notes
from bot.screens.card import card
from bot.screens.doubts import doubted_load, doubted_set
from bot.screens.screen import Screen
from bot.training import events
from bot.training.notation import Typed
from bot.training.order import exercise_at, planned
from bot.training.plausible import Doubt, doubt
from bot.training.records import bests_by_now
from bot.training.session import Session


def typed_sets(desk: Desk, session: Session, typed: Typed) -> Turn:
    """Logs what was typed, as far as it can be meant, or takes up the load that was named."""
    left = run_of_slots(session)
    if len(typed.sets) > len(left):
        name = exercise_at(session, left[0].position).name
        return above(desk, shown(desk, session), notes.too_many(len(typed.sets), len(left), name))
    happened = events_of(typed, session)
    if happened is None:
        return above(desk, shown(desk, session), notes.CHOOSE_LOAD)
    found = [_doubt(session, event) for event in happened]
    sure = next((at for at, one in enumerate(found) if one is not None), len(happened))
    turn = _logged(desk, session, happened[:sure]) if sure else shown(desk, session)
    if turn.declined is not None or turn.session is None:
        return above(desk, turn, turn.note)
    if sure < len(happened):
        return replace(turn, screen=_asked(turn.session, happened[sure], found[sure], len(happened) - sure - 1))
    if typed.load is not None:
        return above(desk, turn, notes.chosen(typed.load))
    exercise = exercise_at(session, left[0].position)
    return above(desk, turn, notes.understood(turn.session.log[-len(typed.sets) :], exercise))


def above(desk: Desk, turn: Turn, note: str) -> Turn:
    """The same turn, with a note above its card: a line has no passing answer as a press has."""
    assert turn.session is not None, "a note stands above a card"
    return replace(turn, screen=card(turn.session, desk.lifter, note), note="")


def _logged(desk: Desk, session: Session, happened: tuple[events.Event, ...]) -> Turn:
    return happen(desk, session, *back_from_pause(session), *happened)


def _doubt(session: Session, event: events.Event) -> Doubt | None:
    """What is doubtful about a typed set, or about the load of all that follow."""
    if not isinstance(event, events.SetLogged | events.LoadChosen):
        return None
    exercise = exercise_at(session, event.slot.position)
    wanted = planned(session, event.slot)
    reps = event.reps if isinstance(event, events.SetLogged) else wanted.reps.low
    return doubt(exercise, reps, event.load, bests_by_now(session, exercise), session.coaching.body, wanted.kind)


def _asked(session: Session, event: events.Event, doubted: Doubt | None, after: int) -> Screen:
    assert doubted is not None and isinstance(event, events.SetLogged | events.LoadChosen), "this is what was doubted"
    if isinstance(event, events.LoadChosen):
        return doubted_load(session, event.slot, doubted)
    return doubted_set(session, event.slot, doubted, after, event.rir)
