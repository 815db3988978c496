"""What a lifter weighs: typed or tapped, asked about where it can hardly be meant, one value a day, and the way back.

Which number is doubtful is decided in `training.weighing`. It is nobody's business but theirs: none of it is said in a group.
"""

from dataclasses import replace
from datetime import date
from decimal import InvalidOperation

from bot.coach.turn import Desk, Turn, back_rows
from bot.screens import notes
from bot.screens import weighing as screens
from bot.screens.taps import Tap
from bot.training.lifter import Question
from bot.training.quantities import Unit, Weight
from bot.training.walltime import day_in, zone_of
from bot.training.weighing import Weighing, doubted, is_possible, read_weight


def weight_page(desk: Desk, note: str = "") -> Turn:
    """The last few weighings; a number that is typed next is another."""
    desk.tx.keep_lifter(replace(desk.lifter, asking=Question.WEIGHT, asking_about=""))
    return _page(desk, note)


def typed_weight(desk: Desk, words: str) -> Turn | None:
    """A number after the command, or in answer to the question; None for what is more likely a set."""
    weight = read_weight(words, desk.lifter.unit)
    if weight is None:
        training = desk.tx.open_session(desk.lifter.id) is not None
        return None if training and desk.lifter.asking is Question.WEIGHT else weight_page(desk, notes.NOT_A_WEIGHT)
    last = _last_before_today(desk)
    doubt = doubted(weight, last, _today(desk))
    if doubt is None:
        return _keeps(desk, weight)
    desk.tx.keep_lifter(replace(desk.lifter, asking=Question.WEIGHT, asking_about=""))
    return Turn(screens.doubtful(desk.lifter, weight, doubt, last, _today(desk)))


def on_weight_press(desk: Desk, tap: Tap) -> Turn:
    """``, `new`, `keep_82.5_kg`, `still_82.5_kg`, `back_2026-11-22_82.5_kg_83_kg`."""
    if not desk.between_us:
        return Turn(note=notes.ONLY_BETWEEN_US)
    what, *words = tap.about.split("_")
    try:
        match what:
            case "":
                return weight_page(desk)
            case "new":
                return _below(weight_page(desk))
            case "keep":
                return _keeps(desk, _weight(*words))
            case "still":
                return _below(_keeps(desk, _weight(*words)))
            case "back":
                return _takes_back(desk, date.fromisoformat(words[0]), *_both(words[1:]))
    except (ValueError, TypeError, IndexError, InvalidOperation):
        pass
    return Turn(note=notes.NOT_OURS)


def _below(turn: Turn) -> Turn:
    """The same, said below the message that was pressed instead of in its place."""
    return replace(turn, screen=None, before=turn.screen)


def _weight(amount: str, unit: str) -> Weight:
    found = read_weight(f"{amount} {unit}", Unit(unit))
    if found is None or not is_possible(found):
        raise ValueError(f"{amount} {unit} is no body weight")
    return found


def _both(words: list[str]) -> tuple[Weight, Weight | None]:
    """What was kept, and what had been kept for the day before that."""
    return _weight(*words[:2]), _weight(*words[2:]) if len(words) > 2 else None


def _keeps(desk: Desk, weight: Weight) -> Turn:
    tx, today = desk.tx, _today(desk)
    before = next((was for day, was in tx.weighed(desk.lifter.id, 2) if day == today), None)
    tx.weigh(desk.lifter.id, today, weight)
    tx.keep_lifter(replace(desk.lifter, asking=None, asking_about=""))
    parts = ("back", today.isoformat(), *(screens.written(one) for one in (weight, before) if one is not None))
    return _page(desk, f"✓ {weight} noted.", "_".join(parts))


def _takes_back(desk: Desk, day: date, kept: Weight, before: Weight | None) -> Turn:
    """Only what was kept last for that day: something newer is not to be lost."""
    now = next((weight for on, weight in desk.tx.weighed(desk.lifter.id, screens.SHOWN) if on == day), None)
    if now != kept:
        return weight_page(desk, notes.STALE_WEIGHT)
    if before is None:
        desk.tx.unweigh(desk.lifter.id, day)
    else:
        desk.tx.weigh(desk.lifter.id, day, before)
    return weight_page(desk, notes.TAKEN_BACK)


def _page(desk: Desk, note: str, undo: str = "") -> Turn:
    weighed = desk.tx.weighed(desk.lifter.id, screens.SHOWN + 1)
    return Turn(screens.weight_page(desk.lifter, weighed, _today(desk), note, undo, back_rows(desk)))


def _last_before_today(desk: Desk) -> Weighing | None:
    today = _today(desk)
    return next((one for one in desk.tx.weighed(desk.lifter.id, 3) if one[0] < today), None)


def _today(desk: Desk) -> date:
    return day_in(zone_of(desk.lifter.zone), desk.now)
