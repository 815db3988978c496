"""What can stand in for the exercise that is on: each with a load of its own past, for today or from now on.

Which ones, in which order and with which load is decided elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screens.buttons import tap
from bot.screens.equipment import equipment_name
from bot.screens.screen import Button, Row, Screen, bold, filled, italic, lines
from bot.screens.taps import Verb, mark
from bot.training.order import exercise_at
from bot.training.plan import Exercise
from bot.training.quantities import Load
from bot.training.session import Session
from bot.training.vocabulary import Equipment

NO_SWAP = "Nothing in the library stands in for this one yet. You can skip it instead."


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise to do instead, and what the lifter would lift there; None where nobody knows yet."""

    exercise: Exercise
    load: Load | None = None


def swaps(
    session: Session,
    position: int,
    offers: Sequence[Offer],
    planned: Exercise,
    asked: Sequence[Equipment] = (),
    note: str = "",
) -> Screen:
    """The stand-ins for what is on at a position. `planned` is what the workout has there; `asked` is the equipment that the
    lifter may lack."""
    present = exercise_at(session, position)
    back = () if planned.id == present.id else (_pair(session, position, Offer(planned), "‹ "),)
    missing = tuple(
        (Button(f"We have no {equipment_name(one)}", tap(session, Verb.LACK, f"{position}_{_key(one)}")),)
        for one in asked
    )
    skip = (Button(f"Skip {present.name}", tap(session, Verb.SKIP_EXERCISE, str(position))),)
    return Screen(
        lines(
            *((note, "") if note else ()),
            filled("Instead of {}:", bold(present.name)),
            italic("Sets already done stay as they are. 📌 does so from now on.") if offers or back else NO_SWAP,
        ),
        (
            *back,
            *(_pair(session, position, offer) for offer in offers),
            *missing,
            skip,
            (Button("‹ Back to training", tap(session, Verb.CARD)),),
        ),
    )


def swap_button(session: Session, position: int, offer: Offer, before: str = "") -> Button:
    """Does another exercise instead, today."""
    avoid = f" (not with {', '.join(offer.exercise.avoid_if)})" if offer.exercise.avoid_if else ""
    load = f" · {offer.load.weight}" if offer.load is not None and offer.load.weight.amount > 0 else ""
    label = f"{before}{offer.exercise.name}{load}{avoid}"
    return Button(label, tap(session, Verb.SWAP, f"{position}_{mark(offer.exercise.id)}"))


def _pair(session: Session, position: int, offer: Offer, before: str = "") -> Row:
    always = Button("📌", tap(session, Verb.ALWAYS, f"{position}_{mark(offer.exercise.id)}"))
    return (swap_button(session, position, offer, before), always)


def _key(thing: Equipment) -> str:
    return thing.name.lower()
