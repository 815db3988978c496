"""What a lifter has to train with: the page of all of it, that of their bar, and that of their plates."""

from markupsafe import Markup

from bot.screens.screen import Button, Row, Screen, bold, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import dot
from bot.training.lifter import Lifter, Question
from bot.training.loading import Kit, own_bar, own_plates, usual_plates
from bot.training.quantities import Unit, Weight, plain
from bot.training.typed_kit import MOST_PLATES
from bot.training.vocabulary import Equipment

USUAL_BARS = {Unit.KG: ("20", "15", "10"), Unit.LB: ("45", "35", "25")}
NOT_A_BAR = {
    Unit.KG: "I did not catch that. A bar is typed like 20 or 7.5, in kilograms, up to 50.",
    Unit.LB: "I did not catch that. A bar is typed like 45 or 15, in pounds, up to 110.",
}
NOT_PLATES = {
    Unit.KG: f"I did not catch that. Plates are typed like 20 10 5 2.5, in kilograms, {MOST_PLATES} kinds at most.",
    Unit.LB: f"I did not catch that. Plates are typed like 45 25 10 5, in pounds, {MOST_PLATES} kinds at most.",
}
NO_PLATE = "One kind of plate has to stay, or nothing could be loaded."
NOT_TOGGLED = frozenset({Equipment.BODY_ONLY})  # everybody has a body


_NAMES = {
    Equipment.DUMBBELL: "dumbbells",
    Equipment.KETTLEBELL: "kettlebells",
    Equipment.MACHINE: "machines",
    Equipment.CABLE: "cables",
    Equipment.EZ_BAR: "EZ curl bar",
}


def equipment_name(one: Equipment) -> str:
    """As it is said to be there, or to be missing: all of them, so `machines`."""
    return _NAMES.get(one, one.value)


def equipment_words(kit: Kit) -> str:
    """`all of it`; `no barbell, no cable`; beyond three how many are missing."""
    missing = [f"no {equipment_name(one)}" for one in Equipment if one in kit.lacks]
    if not missing:
        return "all of it"
    return ", ".join(missing) if len(missing) < 3 else f"{len(missing)} things missing"


def equipment_page(lifter: Lifter, back: tuple[Row, ...], note: str = "") -> Screen:
    kit = lifter.kit
    buttons = [_having(lifter, one) for one in Equipment if one not in NOT_TOGGLED]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    bar = Button(f"Bar: {own_bar(kit, lifter.unit)}", Tap(Verb.QUESTION, lifter.id, Question.BAR))
    plates = Button(f"Plates: {_list(own_plates(kit, lifter.unit))}", Tap(Verb.QUESTION, lifter.id, Question.PLATES))
    text = lines(
        bold("What do you have to train with?"),
        note or None,
        "Tap what is missing: what needs it I replace with something you can do.",
    )
    return Screen(text, (*rows, (bar,), (plates,), _settings(lifter), *back))


def _having(lifter: Lifter, one: Equipment) -> Button:
    lacks = one in lifter.kit.lacks
    name = equipment_name(one)
    label = f"✗ No {name}" if lacks else f"● {name[0].upper()}{name[1:]}"
    return Button(label, Tap(Verb.EQUIPMENT, lifter.id, f"{'+' if lacks else '-'}{one.name}"))


def bar_page(lifter: Lifter, back: tuple[Row, ...], note: str = "") -> Screen:
    bar = own_bar(lifter.kit, lifter.unit)
    buttons = tuple(
        Button(f"{dot(plain(bar.amount) == amount)}{amount} {lifter.unit}", Tap(Verb.BAR, lifter.id, amount))
        for amount in USUAL_BARS[lifter.unit]
    )
    text = lines(
        *_noted(note),
        bold("What does your bar weigh?"),
        f"Now: {bar}. Tap one, or type it, such as {'7.5' if lifter.unit is Unit.KG else '15'}.",
    )
    return Screen(text, (buttons, _equipment(lifter), *back))


def plates_page(lifter: Lifter, back: tuple[Row, ...], note: str = "") -> Screen:
    """Each usual plate, and each of the lifter's own, to be taken in and out."""
    there = own_plates(lifter.kit, lifter.unit)
    known = sorted({*there, *usual_plates(lifter.unit)}, key=lambda plate: -plate.amount)
    buttons = [_plate(lifter, plate, plate in there) for plate in known]
    rows = tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))
    usual = (Button("The usual ones", Tap(Verb.PLATE, lifter.id, "usual")),)
    text = lines(
        *_noted(note),
        bold("Which plates are there?"),
        f"Now: {_list(there)} {lifter.unit}, in pairs.",
        f"Tap them, or type them: {'20 10 5 2.5 1.25' if lifter.unit is Unit.KG else '45 25 10 5 2.5'}.",
        italic("I ask only for loads that they make."),
    )
    return Screen(text, (*rows, *((usual,) if there != usual_plates(lifter.unit) else ()), _equipment(lifter), *back))


def _plate(lifter: Lifter, plate: Weight, there: bool) -> Button:
    amount = plain(plate.amount)
    label = f"● {amount}" if there else f"✗ {amount}"
    return Button(label, Tap(Verb.PLATE, lifter.id, f"{'-' if there else '+'}{amount}"))


def _list(plates: tuple[Weight, ...]) -> str:
    return " · ".join(plain(plate.amount) for plate in plates)


def _noted(note: str) -> tuple[Markup | str, ...]:
    return (bold(note), "") if note else ()


def _settings(lifter: Lifter) -> Row:
    return (Button("‹ Settings", Tap(Verb.SETTINGS, lifter.id)),)


def _equipment(lifter: Lifter) -> Row:
    return (Button("‹ Equipment", Tap(Verb.EQUIPMENT, lifter.id)),)
