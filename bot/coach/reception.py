"""Whoever reaches Spotter is received here, within the transaction: known again, and led to who answers.

What a press or a line means is in `conversation`, commands and pages are in `pages`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.coach.agenda import replan
from bot.coach.carry_out import earlier
from bot.coach.conversation import on_line, on_press
from bot.coach.forgetting import to_a_stranger, to_the_leaving
from bot.coach.importing import on_file
from bot.coach.inbound import Asked, Blocked, Inbound, Located, Press, Said, SentFile
from bot.coach.letters import lose_touch
from bot.coach.pages import on_command
from bot.coach.ports import Transaction
from bot.coach.setup import on_location
from bot.coach.turn import Desk, Turn
from bot.coach.whereabouts import Found, Where
from bot.training.lifter import Lifter
from bot.training.plan import Library


def receive(tx: Transaction, inbound: Inbound, library: Library, now: datetime, atlas: Mapping[Where, Found]) -> Turn:
    """What comes of it; raises `LookUp` where the atlas has to be asked first."""
    if isinstance(inbound, Blocked):
        lose_touch(tx, inbound.lifter)
        return Turn()
    known = tx.lifter(inbound.lifter)
    if known is None and isinstance(inbound, Press):
        return to_a_stranger(inbound)
    if known is not None and known.leaving:
        return to_the_leaving(inbound)
    lifter, woken = _known_again(tx, inbound, known, library, now)
    if isinstance(inbound, Asked):  # whoever asks for something else answers no question
        lifter = _asked_no_more(tx, lifter)
    pressed = inbound.message if isinstance(inbound, Press) else None
    turn = _answer(Desk(tx, lifter, inbound.chat, library, now, atlas, pressed), inbound)
    if turn.session is not None:
        _asked_no_more(tx, tx.lifter(lifter.id) or lifter)
    if woken is not None:
        turn = replace(turn, carried=replace(turn.carried, wake=earlier(turn.carried.wake, woken)))
    return replace(turn, rings=tx.take_rings(inbound.lifter)) if turn.session else turn


def _answer(desk: Desk, inbound: Press | Said | Located | SentFile | Asked) -> Turn:
    match inbound:
        case Press():
            return on_press(desk, inbound.tap)
        case Said():
            return on_line(desk, inbound.text)
        case Located():
            return on_location(desk, inbound.latitude, inbound.longitude) if desk.between_us else Turn()
        case SentFile():
            return on_file(desk, inbound)
        case Asked():
            return on_command(desk, inbound)
        case _:
            assert_never(inbound)


def _asked_no_more(tx: Transaction, lifter: Lifter) -> Lifter:
    """From here on a typed line is no answer any more, but a set."""
    if lifter.asking is None:
        return lifter
    lifter = replace(lifter, asking=None)
    tx.keep_lifter(lifter)
    return lifter


def _known_again(
    tx: Transaction,
    inbound: Press | Said | Located | SentFile | Asked,
    lifter: Lifter | None,
    library: Library,
    now: datetime,
) -> tuple[Lifter, datetime | None]:
    """The lifter who has just been heard: kept at first sight, reachable again if they were not, and no reminder of theirs
    unanswered any more. With it, when their next reminder is due if that is news.

    Who only talks in a group that we happen to be in is not kept.
    """
    if lifter is None:
        lifter = Lifter(inbound.lifter)
        if not isinstance(inbound, Said | Located | SentFile) or inbound.chat == inbound.lifter:
            tx.keep_lifter(lifter)
        return lifter, None
    if lifter.reachable and not lifter.agenda.unanswered:
        return lifter, None
    lifter = replace(lifter, reachable=True, agenda=replace(lifter.agenda, unanswered=0))
    return lifter, replan(tx, lifter, library, now)
