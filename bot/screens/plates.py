"""What hangs on a bar: the line on the card of a barbell exercise, and the page of the loads around the present one."""

from dataclasses import replace

from bot.screens.buttons import tap
from bot.screens.screen import Button, Screen, bold, filled, lines
from bot.screens.taps import Tap, Verb
from bot.training.aim import Aim, aim
from bot.training.lifter import Lifter
from bot.training.loading import Kit, bar_of, nearest, plates_for, step_down, step_up
from bot.training.order import exercise_at
from bot.training.plan import Exercise
from bot.training.quantities import Load, plain
from bot.training.session import Session

AROUND = 3  # loads shown below the present one, and above it


def plates_line(exercise: Exercise, load: Load | None, kit: Kit) -> str | None:
    """`bar 20 · 10 + 2.5 a side`; None where no bar is loaded."""
    if load is None or (bar := bar_of(exercise, load.weight.unit, kit)) is None:
        return None
    return f"bar {plain(bar.amount)} · {_hung(load, replace(kit, bar=bar))}"


def _hung(load: Load, kit: Kit) -> str:
    hung = plates_for(load, kit)
    if hung is None:
        return "too heavy for that, take a lighter one"
    side = f"{' + '.join(plain(plate.amount) for plate in hung.side)} a side" if hung.side else "nothing on it"
    return side if hung.total.amount == load.weight.amount else f"nearest is {hung.total}, {side}"


def has_bar(session: Session, kit: Kit) -> bool:
    """Whether the exercise that comes next is done with a bar that is loaded."""
    now = aim(session)
    return now is not None and bar_of(exercise_at(session, now.slot.position), session.unit, kit) is not None


def plates_page(session: Session, lifter: Lifter) -> Screen:
    """The present load and those around it that exist, each with what hangs on the bar."""
    now = aim(session)
    assert now is not None, "a session with nothing left to do is closed by the machine"
    exercise = exercise_at(session, now.slot.position)
    loads = _loads(exercise, now, session, lifter.kit)
    bar = bar_of(exercise, loads[0].weight.unit, lifter.kit)
    around = [
        filled("{}  {}", bold(str(load)) if load == now.load else load, _hung(load, replace(lifter.kit, bar=bar)))
        for load in loads
    ]
    rows = (
        (Button("My bar and plates", Tap(Verb.EQUIPMENT, lifter.id)),),
        (Button("‹ Back to training", tap(session, Verb.CARD)),),
    )
    return Screen(lines(bold(f"{exercise.name}: what hangs on the bar of {bar}"), *around), rows)


def _loads(exercise: Exercise, now: Aim, session: Session, kit: Kit) -> list[Load]:
    """From the lightest; the present one is among them even if no plates make it. Before one is chosen, from the bar on."""
    if now.load is None:
        bar = bar_of(exercise, session.unit, kit)
        assert bar is not None, "the page is offered where there is a bar"
        below, present = [Load(bar)], []
    else:
        below, present = [nearest(now.load, exercise, kit)], [now.load]
    above = [below[0]]
    for _ in range(AROUND):
        below.append(step_down(below[-1], exercise, kit))
        above.append(step_up(above[-1], exercise, kit))
    return sorted({*below, *present, *above}, key=lambda load: load.weight.amount)
