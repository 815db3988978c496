"""What a lifter has to train with, tapped or typed: equipment that is missing, the bar, the plates.

The pages are in `screens.equipment`; which loads follow from it is worked out in `training.loading`.
"""

from dataclasses import replace
from typing import Any

from bot.coach.setup import settings_page
from bot.coach.turn import Desk, Turn, back_rows, kept
from bot.screens import equipment as screens
from bot.screens import notes
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Question
from bot.training.loading import Kit, own_plates
from bot.training.quantities import Weight
from bot.training.typed_kit import read_bar, read_plates
from bot.training.vocabulary import Equipment


def on_kit_press(desk: Desk, tap: Tap) -> Turn | None:
    """A button of these pages; None if it is of others."""
    match tap.verb:
        case Verb.EQUIPMENT:
            return _equipment(desk, tap.about)
        case Verb.QUESTION if tap.about == Question.BAR:
            return _ask_bar(desk)
        case Verb.QUESTION if tap.about == Question.PLATES:
            return _ask_plates(desk)
        case Verb.BAR:
            return _bar(desk, tap.about)
        case Verb.PLATE:
            return _plate(desk, tap.about)
        case Verb.EFFORT:
            return settings_page(kept(desk, effort=tap.about == "on"), notes.KEPT)
        case _:
            return None


def on_kit_line(desk: Desk, text: str) -> Turn:
    """The bar or the plates that were asked for."""
    if desk.lifter.asking is Question.BAR:
        return _bar(desk, text)
    plates = read_plates(text, desk.lifter.unit)
    if plates is None:
        return _ask_plates(desk, screens.NOT_PLATES[desk.lifter.unit])
    return _page(_with_plates(desk, plates), notes.KEPT)


def _equipment(desk: Desk, about: str) -> Turn:
    """`-BARBELL` is missing, `+BARBELL` is there after all; said twice it is the same."""
    named = Equipment.__members__.get(about[1:])
    if named is None or named in screens.NOT_TOGGLED:
        return _page(desk)
    lacks = desk.lifter.kit.lacks
    return _page(_with(desk, lacks=lacks | {named} if about[0] == "-" else lacks - {named}))


def _page(desk: Desk, note: str = "") -> Turn:
    asked = kept(desk, asking=None)
    return Turn(screens.equipment_page(asked.lifter, back_rows(desk), note))


def _ask_bar(desk: Desk, note: str = "") -> Turn:
    asked = kept(desk, asking=Question.BAR)
    return Turn(screens.bar_page(asked.lifter, back_rows(desk), note))


def _ask_plates(desk: Desk, note: str = "") -> Turn:
    asked = kept(desk, asking=Question.PLATES)
    return Turn(screens.plates_page(asked.lifter, back_rows(desk), note))


def _bar(desk: Desk, words: str) -> Turn:
    bar = read_bar(words, desk.lifter.unit)
    return _page(_with(desk, bar=bar), notes.KEPT) if bar else _ask_bar(desk, screens.NOT_A_BAR[desk.lifter.unit])


def _plate(desk: Desk, about: str) -> Turn:
    """`-20` is not there, `+20` is; `usual` are the usual ones."""
    unit = desk.lifter.unit
    if about == "usual":
        return _ask_plates(_with_plates(desk, ()))
    named = read_plates(about[1:], unit)
    if named is None:
        return _ask_plates(desk)
    there = set(own_plates(desk.lifter.kit, unit))
    plates = there.difference(named) if about[0] == "-" else there.union(named)
    if not plates:
        return _ask_plates(desk, screens.NO_PLATE)
    found = read_plates(" ".join(str(plate.amount) for plate in plates), unit)
    return _ask_plates(_with_plates(desk, found)) if found else _ask_plates(desk, screens.NOT_PLATES[unit])


def _with_plates(desk: Desk, plates: tuple[Weight, ...]) -> Desk:
    """Plates of the other unit stay, for a lifter who changes it and back."""
    others = tuple(plate for plate in desk.lifter.kit.plates if plate.unit is not desk.lifter.unit)
    return _with(desk, plates=(*plates, *others))


def _with(desk: Desk, **changes: Any) -> Desk:
    kit: Kit = replace(desk.lifter.kit, **changes)
    return kept(desk, kit=kit)
