"""A lifter asks to be forgotten: once asked back, then everything of theirs goes.

The press marks them as leaving, in one transaction with all that would still reach them: from then on nothing is kept of what
they do. The rest is erased by an errand, in small transactions, so that ten years of training hold up nobody; what a dying
process leaves is erased after the next start.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.coach.errands import Errand, Hands
from bot.coach.inbound import Asked, Located, Press, Said, SentFile
from bot.coach.ports import StoreTrouble
from bot.coach.turn import Desk, Turn, back_rows
from bot.screens import notes, privacy
from bot.screens.safety import STOPPED
from bot.screens.screen import Screen, lines
from bot.screens.taps import Tap, Verb

log = logging.getLogger(__name__)

AGAIN_AFTER = 5.0  # seconds, while the database cannot be written or somebody reads its log


def forget_page(desk: Desk) -> Turn:
    return Turn(privacy.ask_to_forget(desk.lifter, desk.now))


def on_forget_press(desk: Desk, tap: Tap) -> Turn:
    if not desk.between_us:
        return Turn(note=notes.ONLY_BETWEEN_US)
    if tap.about == privacy.KEEP:
        return Turn(privacy.nothing_erased(back_rows(desk)))
    if not privacy.wants_to_go(tap, desk.now):
        return Turn(privacy.ask_to_forget(desk.lifter, desk.now), note=notes.ASKED_AGAIN if tap.about else "")
    return _let_go(desk)


def _let_go(desk: Desk) -> Turn:
    tx, lifter = desk.tx, desk.lifter.id
    session = tx.open_session(lifter)
    card = tx.card(session.id) if session else None
    stale = (*((card.spot,) if card and card.spot else ()), *tx.take_summaries(lifter))
    rings = tx.take_rings(lifter)
    tx.oblivion.begin(lifter)
    return Turn(privacy.goodbye(), rings=rings, stale=stale, errand=erasing(lifter, desk.now), ends_errands=True)


def erasing(lifter: int, before: datetime) -> Errand:
    """Erases what is left of a lifter, and what arrived from them before that instant."""

    async def erase(hands: Hands) -> None:
        async def all_of_it() -> bool:
            while await hands.store.run(lambda tx: tx.oblivion.go_on(lifter, before)):
                pass  # others have their turn in between
            return True

        await _until(all_of_it)
        await _until(hands.store.scrub)

    return erase


async def _until(done: Callable[[], Awaitable[bool]]) -> None:
    while True:
        try:
            if await done():
                return
        except StoreTrouble as trouble:
            log.warning("not everything is erased yet (%s); trying again", trouble)
        await asyncio.sleep(AGAIN_AFTER)


def to_a_stranger(press: Press) -> Turn:
    """A button of somebody who is not kept, or no more: nothing of them is kept for it."""
    if press.tap is not None and press.tap.lifter != press.lifter:
        return Turn(note=notes.NOT_YOURS)
    if press.tap is not None and press.tap.verb is Verb.STOP_SIGN:
        return Turn(Screen(STOPPED))  # help is needed all the same
    return Turn(note=notes.A_STRANGER)


def to_the_leaving(inbound: Press | Said | Located | SentFile | Asked) -> Turn:
    """What they do while they are being erased; nothing of it is kept."""
    if isinstance(inbound, Press):
        return Turn(note=notes.STILL_ERASING)
    to_me = inbound.chat == inbound.lifter or isinstance(inbound, Asked)
    return Turn(Screen(lines(notes.STILL_ERASING))) if to_me else Turn()
