"""The errands of an import: the file is fetched and looked through, its sessions are taken in, or taken out again.

Each goes by small transactions, and finds in the database how far it is: begun anew after a crash it goes on where it was. An
import that is not there any more, because its lifter has gone or sent another file, ends it. What each transaction does is in
`landing`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.coach import landing
from bot.coach.bringing_page import Page
from bot.coach.errands import Errand, Hands
from bot.coach.ports import StoreTrouble
from bot.coach.records import Known
from bot.coach.taken_in import known_signature
from bot.coach.unpacking import Asked, Opening, look, packed, unpack
from bot.coach.world import Later, NoFile, WorkFailed
from bot.exchange.reading import Problem
from bot.screens import importing as screens
from bot.screens.found import Found, Import, ImportState
from bot.training.lifter import Lifter
from bot.training.own import library_of

log = logging.getLogger(__name__)

REMOVED_A_STEP = 20  # sessions: a few thousandths of a second
AGAIN_AFTER = 10.0  # seconds, while the database cannot be used
TELL_EVERY = timedelta(seconds=3)
A_DAY = timedelta(days=1)  # a day without hours is put at noon, and clocks differ


def going_on(one: Import) -> Errand:
    """What there is to do for an import at which the process ended."""
    match one.state:
        case ImportState.RUNNING:
            return bringing_in(one.id)
        case ImportState.LANDED:
            return partial(_until_it_can, partial(_land, one.id))
        case ImportState.UNDOING:
            return taking_out(one.id)
        case _:
            return looking(one.id)


def looking(id: str) -> Errand:
    """A file has been sent: what is in it?"""
    return partial(_until_it_can, partial(_look, id))


def bringing_in(id: str) -> Errand:
    """Import, said the lifter."""
    return partial(_until_it_can, partial(_bring_in, id))


def taking_out(id: str) -> Errand:
    """Take it back, said the lifter."""
    return partial(_until_it_can, partial(_take_out, id))


async def _until_it_can(doing: Callable[[Hands], Awaitable[None]], hands: Hands) -> None:
    while True:
        try:
            await doing(hands)
            return
        except StoreTrouble as trouble:
            log.warning("an import waits for the database (%s)", trouble)
            await asyncio.sleep(AGAIN_AFTER)


async def _look(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.READING)
    if one is None:
        return
    page = Page(hands, one)
    if one.found is None:
        await page.shows(screens.reading(one))
        found = await _found(hands, one)
        if isinstance(found, Problem):
            await page.shows(screens.refused(str(found)))
            await hands.store.run(lambda tx: tx.imports.drop(id))
            return
        if await _in_state(hands, id, ImportState.READING) is None:
            await page.shows(screens.set_aside())
            return
        one = replace(one, found=found)
    assert one.found is not None, "it has been looked at"
    await page.shows(screens.dry_run(one, one.found))
    await hands.store.run(partial(landing.told, id=id, states=(ImportState.READING, ImportState.ASKED)))


async def _found(hands: Hands, one: Import) -> Found | Problem:
    """What is in the file, and kept with it."""
    try:
        body = await asyncio.to_thread(packed, await _fetched(hands, one.file))
        found = await hands.workshop.call(look, await _asked(hands, one, body))
    except NoFile as no:
        return Problem(str(no))
    except WorkFailed as failure:
        log.warning("a file of lifter %s could not be read: %s", one.lifter, failure)
        return Problem("I could not read that file")
    if isinstance(found, Found):
        await hands.store.run(partial(landing.keep_found, id=one.id, found=found, body=body))
    return found


async def _fetched(hands: Hands, file: str) -> bytes:
    while True:
        try:
            return await hands.messenger.fetch(file)
        except Later as flood:
            await asyncio.sleep(flood.seconds)


async def _in_state(hands: Hands, id: str, state: ImportState) -> Import | None:
    one = await hands.store.run(lambda tx: tx.imports.one(id))
    return one if one is not None and one.state is state else None


async def _asked(hands: Hands, one: Import, body: bytes) -> Asked:
    """The file with all that is known when it is looked at; what is here is read some sessions at a time."""
    lifter = await hands.store.run(lambda tx: tx.lifter(one.lifter)) or Lifter(one.lifter)
    here: list[Known] = []
    while True:
        after = here[-1] if here else None
        some = await hands.store.run(partial(landing.known_here, lifter=one.lifter, after=after))
        here.extend(some)
        if len(some) < landing.KNOWN_A_STEP:
            break
    return Asked(
        body,
        one.lifter,
        lifter.zone,
        lifter.unit,
        library_of(lifter, hands.shelf.library).exercises,
        hands.clock.now() + A_DAY,
        lifter.named,
        frozenset(known.id for known in here),
        frozenset(map(known_signature, here)),
    )


async def _bring_in(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.RUNNING)
    body = await hands.store.run(lambda tx: tx.imports.body(id))
    if one is None or body is None:
        return
    page = Page(hands, one)
    try:
        poured = await _pour(hands, one, body, page)
    except WorkFailed as failure:
        log.warning("a file of lifter %s could not be taken in: %s", one.lifter, failure)
        await _give_up(hands, one, page)
        return
    if poured is None:
        return
    library = hands.shelf.library
    done = await hands.store.run(
        partial(landing.finish, one=one, poured=poured, library=library, now=hands.clock.now())
    )
    if done is not None:
        _expect(hands, done[1])
        await _tell_of(hands, done[0])


def _expect(hands: Hands, reminder: datetime | None) -> None:
    """What is planned from now on may be due before all that was waited for."""
    if reminder is not None:
        hands.alarm_clock.expect(reminder)


async def _tell_of(hands: Hands, one: Import) -> None:
    await Page(hands, one).shows(screens.done(one))
    await hands.store.run(partial(landing.told, id=one.id, states=(ImportState.LANDED, ImportState.DONE)))


async def _land(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.LANDED)
    if one is not None:
        await _tell_of(hands, one)


async def _pour(hands: Hands, one: Import, body: bytes, page: Page) -> landing.Poured | None:
    """Takes in all sessions, batch by batch; None if somebody has ended it."""
    asked = await _asked(hands, one, body)
    opening, taken, sets = None, 0, 0
    async with aclosing(hands.workshop.stream(unpack, asked, one.choices)) as parts:
        async for part in parts:
            if isinstance(part, Opening):
                opening = part
            elif not await hands.store.run(partial(landing.add, one=one, coming=part)):
                return None
            else:
                taken += len(part)
                sets += sum(len(coming.session.log) for coming in part)
            if opening is not None:
                await page.tells(screens.going_on(one, taken, opening.sessions), TELL_EVERY)
    return landing.Poured(opening, sets) if opening is not None else None


async def _give_up(hands: Hands, one: Import, page: Page) -> None:
    """It cannot be done, so that what has been added goes again."""
    await hands.store.run(partial(landing.abandon, id=one.id))
    await _remove_all(hands, one, page)
    await page.shows(screens.failed())
    await hands.store.run(lambda tx: tx.imports.drop(one.id))


async def _take_out(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.UNDOING)
    if one is None:
        return
    page = Page(hands, one)
    _expect(
        hands,
        await hands.store.run(partial(landing.leave, one=one, library=hands.shelf.library, now=hands.clock.now())),
    )
    await _remove_all(hands, one, page)
    await page.shows(screens.taken_back(one))
    await hands.store.run(lambda tx: tx.imports.drop(id))


async def _remove_all(hands: Hands, one: Import, page: Page) -> None:
    gone = 0
    while some := await hands.store.run(lambda tx: tx.imports.remove(one.id, REMOVED_A_STEP)):
        gone += some
        told = screens.going_on(one, gone, one.brought.sessions, "Taking it back…")
        await page.tells(told, TELL_EVERY)
