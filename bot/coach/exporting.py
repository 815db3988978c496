"""/export: everything of a lifter's as files, to take along or to bring back. An errand; what it packs is found in `packing`.

It changes nothing, so one that dies with the process is not begun again: the message that says so tells how to ask again.
"""

import logging
from functools import partial

from markupsafe import Markup

from bot.coach.errands import Hands, patiently
from bot.coach.packing import Packed, What, packed
from bot.coach.ports import StoreTrouble
from bot.coach.turn import Desk, Turn
from bot.coach.world import Later, MaybeSaid, Unreachable, WorkFailed
from bot.screens import exporting as screens
from bot.screens.screen import Screen
from bot.screens.taps import Tap

log = logging.getLogger(__name__)

MOST_BYTES = 49 * 1024 * 1024  # a bot may send 50 MB


def export(desk: Desk, words: str) -> Turn:
    """Everything, unless the words after the command ask for one of the files."""
    if not desk.between_us:
        return Turn(screens.BETWEEN_US)
    what = _asked_for(words)
    return Turn(screens.WHICH) if what is None else Turn(errand=partial(_export, desk.lifter.id, desk.chat, what))


def on_export_press(desk: Desk, tap: Tap) -> Turn:
    """The same below a button."""
    if not desk.between_us:
        return Turn(note=screens.ONLY_BETWEEN_US)
    what = _asked_for(tap.about) or What.ALL
    return Turn(note=screens.COMING, errand=partial(_export, desk.lifter.id, desk.chat, what))


def _asked_for(words: str) -> What | None:
    try:
        return What(words.strip().casefold() or What.ALL)
    except ValueError:
        return None


async def _export(lifter: int, chat: int, what: What, hands: Hands) -> None:
    """One at a time: who asks again meanwhile hears that the files are on their way."""
    try:
        if lifter in hands.exporting:
            await patiently(hands, chat, partial(hands.messenger.send, chat, screens.STILL_WRITING))
            return
        hands.exporting.add(lifter)
        try:
            await _export_once(lifter, chat, what, hands)
        finally:
            hands.exporting.discard(lifter)
    except (Unreachable, Later, MaybeSaid) as trouble:
        log.info("lifter %s: files were not sent: %r", lifter, trouble)


async def _export_once(lifter: int, chat: int, what: What, hands: Hands) -> None:
    """The message that they are on their way goes when they have come, or says why they do not."""
    spot = await patiently(hands, chat, partial(hands.messenger.send, chat, screens.WRITING))
    try:
        instead = await _sent(hands, lifter, chat, what)
    except (Unreachable, Later):
        raise
    except Exception:
        log.exception("the files of lifter %s could not be sent", lifter)
        instead = screens.FAILED
    if instead is None:
        await hands.messenger.delete((spot,))
    else:
        await patiently(hands, chat, partial(hands.messenger.edit, spot, instead))


async def _sent(hands: Hands, lifter: int, chat: int, what: What) -> Screen | None:
    """Writes and sends the files. What is to be said if they have not come."""
    try:
        found = await packed(hands, lifter, what)
    except (StoreTrouble, WorkFailed) as trouble:
        log.warning("the files of lifter %s could not be written: %s", lifter, trouble)
        return screens.FAILED
    if found is None:
        return None
    if not found.files:
        return screens.NO_PLAN if what is What.CALENDAR else screens.NOTHING_DONE
    if sum(len(file.body) for file in found.files) > MOST_BYTES:
        return screens.TOO_LARGE
    try:
        await patiently(hands, chat, partial(hands.messenger.send_files, chat, found.files, _caption(found)))
    except MaybeSaid:
        return screens.MAYBE_SENT
    return None


def _caption(found: Packed) -> Markup:
    names = [file.name for file in found.files]
    return screens.caption(names, found.sessions, found.sets, found.planned, found.training)
