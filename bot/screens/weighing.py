"""What a lifter weighs: the last few times with the change, the question about a number that can hardly be meant."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.screens.reasons import day_name, short_day
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Lifter
from bot.training.quantities import Unit, Weight, plain
from bot.training.weighing import Doubt, Weighing, change

SHOWN = 6
_EXAMPLES = {Unit.KG: "82.5, or 182 lb", Unit.LB: "182, or 82.5 kg"}


def weight_page(
    lifter: Lifter, weighed: Sequence[Weighing], today: date, note: str, undo: str, back: tuple[Row, ...]
) -> Screen:
    """`weighed` is the latest first, one more than is shown; `undo` names what the button takes back, if there is one."""
    text = lines(
        bold("Body weight"),
        note or None,
        *_history(weighed, today),
        None if undo else f"What do you weigh? Type it: {_EXAMPLES[lifter.unit]}.",
        italic("It counts wherever your body moves, as in pull-ups. I never say it in a group."),
    )
    taken_back = (Button("Undo", Tap(Verb.WEIGHT, lifter.id, undo)),) if undo else ()
    return Screen(text, (*filter(None, (taken_back,)), *back))


def _history(weighed: Sequence[Weighing], today: date) -> list[Markup]:
    """`Sun 15 Nov  82.5 kg  −0.5`"""
    said = []
    for at, (day, weight) in enumerate(weighed[:SHOWN]):
        since = f"  {_signed(change(weight, weighed[at + 1][1]))}" if at + 1 < len(weighed) else ""
        said.append(filled("{}  {}{}", bold("Today" if day == today else short_day(day)), weight, since))
    return said


def _signed(by: Weight) -> str:
    if not by.amount:
        return "±0"
    return f"{'+' if by.amount > 0 else '−'}{plain(abs(by.amount))}"


def doubtful(lifter: Lifter, weight: Weight, doubt: Doubt, last: Weighing | None, today: date) -> Screen:
    """Asks back, with what may have been meant as buttons."""
    compared = f" You weighed {last[1]} {_when(last[0], today)}." if last else ""
    asked = f"{weight}?{compared} Tap what you meant, or type it again."
    likely = tuple(Button(str(one), _keeps(lifter, one), Style.PRIMARY) for one in doubt.likely)
    keep = (Button(f"Yes, {weight}", _keeps(lifter, weight)),) if doubt.is_possible else ()
    return Screen(lines(bold("Body weight"), asked), tuple(row for row in (likely, keep) if row))


def _when(day: date, today: date) -> str:
    return day_name(day, today) if abs((day - today).days) <= 1 else f"on {short_day(day)}"


def _keeps(lifter: Lifter, weight: Weight) -> Tap:
    return Tap(Verb.WEIGHT, lifter.id, f"keep_{written(weight)}")


def written(weight: Weight) -> str:
    """As a tap carries it: `82.5_kg`."""
    return f"{plain(weight.amount)}_{weight.unit}"


def ask_rows(lifter: Lifter, last: Weighing | None) -> tuple[Row, ...]:
    """Below another message: the answer goes below it, so that the message stays."""
    tell = Button("Tell my weight", Tap(Verb.WEIGHT, lifter.id, "new"))
    if last is None:
        return ((tell,),)
    return ((Button(f"Still {last[1]}", Tap(Verb.WEIGHT, lifter.id, f"still_{written(last[1])}")), tell),)
