"""What the lifter wants of the next set: a nudge of its aim, or another load.

Parts of the machine, for `advance` alone. What is aimed for where nothing was wished is in `aim`.
"""

from dataclasses import replace

from bot.training import events
from bot.training.aim import aim, is_possible, most_reps, moved_reps, stepped
from bot.training.correct import trail_with
from bot.training.effects import Reason, Step, decline
from bot.training.order import exercise_at, planned
from bot.training.quantities import body_weight
from bot.training.session import Choice, LoadReplaced, Session
from bot.training.vocabulary import SetKind


def move_aim(session: Session, event: events.AimMoved) -> Step:
    """Kept off the trail: the opposite nudge takes it back."""
    present = aim(session)
    if present is None or present.slot != event.slot:
        return decline(session, Reason.NOT_NEXT)
    load = present.load
    exercise = exercise_at(session, event.slot.position)
    if load is not None and event.steps:
        load = stepped(load, event.steps, exercise, session.coaching.kit)
    reps = moved_reps(present.reps, event.reps, exercise)
    if not is_possible(reps, load or body_weight(session.unit), most_reps(exercise)):
        return decline(session, Reason.IMPOSSIBLE)
    choice = Choice(event.slot, reps, load)
    return Step(replace(session, situation=replace(session.situation, choice=choice)))


def choose_load(session: Session, event: events.LoadChosen) -> Step:
    """The working load from now on; a warm-up keeps its share of it."""
    present = aim(session)
    if present is None or present.slot != event.slot:
        return decline(session, Reason.NOT_NEXT)
    exercise = exercise_at(session, event.slot.position)
    if not is_possible(1, event.load, most_reps(exercise)):
        return decline(session, Reason.IMPOSSIBLE)
    warm_up = planned(session, event.slot).kind is SetKind.WARM_UP
    choice = None if warm_up else Choice(event.slot, present.reps, event.load)
    old = session.loads.get(exercise.id)
    if (old, session.situation.choice) == (event.load, choice):
        return Step(session)  # kept off the trail: the next undo has to be seen to do something
    after = replace(
        session,
        loads={**session.loads, exercise.id: event.load},
        situation=replace(session.situation, choice=choice),
        trail=trail_with(session, LoadReplaced(exercise.id, old)),
    )
    return Step(after)
