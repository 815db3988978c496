"""The errands of an import: the file is fetched and looked through, its sessions are taken in, or taken out again.

Each goes by small transactions, and finds in the database how far it is: begun anew after a crash it goes on where it was. An
import that is not there any more, because its lifter has gone or sent another file, ends it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.coach.agenda import replan
from bot.coach.bringing_page import Page
from bot.coach.errands import Errand, Hands
from bot.coach.ports import Later, NoFile, StoreTrouble, Transaction, WorkFailed
from bot.coach.records import Known
from bot.coach.taken_in import known_signature
from bot.coach.unpacking import Asked, Coming, Opening, look, packed, unpack
from bot.exchange.own_profile import settled
from bot.exchange.reading import Problem
from bot.screens import importing as screens
from bot.screens.found import OUT, Brought, Found, Import, ImportState
from bot.training.lifter import Lifter
from bot.training.own import MOST_OWN, called, library_of
from bot.training.plan import Exercise, Library
from bot.training.session import Session

log = logging.getLogger(__name__)

KNOWN_A_STEP = 200  # sessions
REMOVED_A_STEP = 20  # sessions: a few thousandths of a second
MOST_WEIGHED = 50_000  # days: all there are
MOST_NAMED = 500  # names that are remembered for the next file
AGAIN_AFTER = 10.0  # seconds, while the database cannot be used
TELL_EVERY = timedelta(seconds=3)
A_DAY = timedelta(days=1)  # a day without hours is put at noon, and clocks differ


@dataclass(frozen=True, slots=True)
class Poured:
    """What has been taken in, and is yet to be seen."""

    opening: Opening
    sets: int


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
        one = replace(one, found=found)
    assert one.found is not None, "it has been looked at"
    await page.shows(screens.dry_run(one, one.found))
    await hands.store.run(partial(_told, id=id, states=(ImportState.READING, ImportState.ASKED)))


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
        await hands.store.run(partial(_keep_found, id=one.id, found=found, body=body))
    return found


def _told(tx: Transaction, id: str, states: tuple[ImportState, ImportState]) -> None:
    """What was to be told has been, unless a button was quicker."""
    one = tx.imports.one(id)
    if one is not None and one.state is states[0]:
        tx.imports.keep(replace(one, state=states[1]))


async def _fetched(hands: Hands, file: str) -> bytes:
    while True:
        try:
            return await hands.messenger.fetch(file)
        except Later as flood:
            await asyncio.sleep(flood.seconds)


def _keep_found(tx: Transaction, id: str, found: Found, body: bytes) -> None:
    one = tx.imports.one(id)
    if one is not None:
        tx.imports.keep(replace(one, found=found))
        tx.imports.keep_body(id, body)


async def _in_state(hands: Hands, id: str, state: ImportState) -> Import | None:
    one = await hands.store.run(lambda tx: tx.imports.one(id))
    return one if one is not None and one.state is state else None


async def _asked(hands: Hands, one: Import, body: bytes) -> Asked:
    """The file with all that is known when it is looked at; what is here is read some sessions at a time."""
    lifter = await hands.store.run(lambda tx: tx.lifter(one.lifter)) or Lifter(one.lifter)
    here: list[Known] = []
    while True:
        after = here[-1] if here else None
        some = await hands.store.run(partial(_known, lifter=one.lifter, after=after))
        here.extend(some)
        if len(some) < KNOWN_A_STEP:
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


def _known(tx: Transaction, lifter: int, after: Known | None) -> Sequence[Known]:
    return tx.imports.known(lifter, after, KNOWN_A_STEP)


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
    done = await hands.store.run(partial(_finish, one=one, poured=poured, library=library, now=hands.clock.now()))
    if done is not None:
        _expect(hands, done[1])
        await _tell_of(hands, done[0])


def _expect(hands: Hands, reminder: datetime | None) -> None:
    """What is planned from now on may be due before all that was waited for."""
    if reminder is not None:
        hands.alarm_clock.expect(reminder)


async def _tell_of(hands: Hands, one: Import) -> None:
    await Page(hands, one).shows(screens.done(one))
    await hands.store.run(partial(_told, id=one.id, states=(ImportState.LANDED, ImportState.DONE)))


async def _land(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.LANDED)
    if one is not None:
        await _tell_of(hands, one)


async def _pour(hands: Hands, one: Import, body: bytes, page: Page) -> Poured | None:
    """Takes in all sessions, batch by batch; None if somebody has ended it."""
    asked = await _asked(hands, one, body)
    opening, taken, sets = None, 0, 0
    async with aclosing(hands.workshop.stream(unpack, asked, one.choices)) as parts:
        async for part in parts:
            if isinstance(part, Opening):
                opening = part
            elif not await hands.store.run(partial(_add, one=one, coming=part)):
                return None
            else:
                taken += len(part)
                sets += sum(len(coming.session.log) for coming in part)
            if opening is not None:
                await page.tells(screens.going_on(one, taken, opening.sessions), TELL_EVERY)
    return Poured(opening, sets) if opening is not None else None


def _add(tx: Transaction, one: Import, coming: Sequence[Coming]) -> bool:
    """What a life before this one has added is there already. A session never takes the place of somebody else's."""
    still = tx.imports.one(one.id)
    if still is None or still.state is not ImportState.RUNNING:
        return False
    tx.imports.add(one.id, [new for found in coming if (new := _new(tx, found)) is not None], one.chat)
    return True


def _new(tx: Transaction, coming: Coming) -> Session | None:
    session = coming.session
    whose = tx.imports.whose(session.id)
    if whose is None:
        return session
    if whose == session.lifter or tx.imports.whose(coming.otherwise) is not None:
        return None
    return replace(session, id=coming.otherwise)


def _finish(
    tx: Transaction, one: Import, poured: Poured, library: Library, now: datetime
) -> tuple[Import, datetime | None] | None:
    """At once all of it counts, and what came beside it is the lifter's. With it, when their next reminder is due."""
    opening = poured.opening
    still = tx.imports.one(one.id)
    lifter = tx.lifter(one.lifter)
    if still is None or lifter is None or still.state is not ImportState.RUNNING:
        return None
    sessions = tx.imports.take_in(one.id, one.lifter)
    before = {own.id for own in lifter.own}
    lifter = _named(_with_own(_settled(lifter, opening), opening.own, library), still)
    weighed = {day for day, _ in tx.weighed(one.lifter, MOST_WEIGHED)}
    days = [(day, weight) for day, weight in opening.weighings if day not in weighed]
    for day, weight in days:
        tx.weigh(one.lifter, day, weight)
    own = tuple(own.id for own in lifter.own if own.id not in before)
    brought = Brought(own, tuple(day for day, _ in days), sessions, poured.sets)
    done = replace(still, state=ImportState.LANDED, at=now, brought=brought)
    tx.imports.keep(done)
    tx.imports.keep_body(one.id, None)
    return done, replan(tx, lifter, library, now)


def _settled(lifter: Lifter, opening: Opening) -> Lifter:
    """Somebody new gets their settings back with their past; whoever has some keeps them."""
    nothing_said = settled(lifter, Lifter(lifter.id, own=lifter.own))  # who is only being asked has none yet
    if opening.profile is None or lifter != nothing_said:
        return lifter
    return settled(lifter, opening.profile)


def _with_own(lifter: Lifter, own: Sequence[Exercise], library: Library) -> Lifter:
    """Their own exercises with those that came; more than can be kept are in the sessions alone."""
    for one in own:
        if len(lifter.own) < MOST_OWN and called(one.name, library_of(lifter, library)) is None:
            lifter = replace(lifter, own=(*lifter.own, one))
    return lifter


def _named(lifter: Lifter, one: Import) -> Lifter:
    """What they said of names counts for their next file as well."""
    said = {**lifter.named, **{name: meant for name, meant in one.choices.items() if meant != OUT}}
    return replace(lifter, named=dict(list(said.items())[-MOST_NAMED:]))


async def _give_up(hands: Hands, one: Import, page: Page) -> None:
    """It cannot be done, so that what has been added goes again."""
    await hands.store.run(partial(_abandon, id=one.id))
    await _remove_all(hands, one, page)
    await page.shows(screens.failed())
    await hands.store.run(lambda tx: tx.imports.drop(one.id))


def _abandon(tx: Transaction, id: str) -> None:
    one = tx.imports.one(id)
    if one is not None:
        tx.imports.keep(replace(one, state=ImportState.UNDOING))


async def _take_out(id: str, hands: Hands) -> None:
    one = await _in_state(hands, id, ImportState.UNDOING)
    if one is None:
        return
    page = Page(hands, one)
    _expect(hands, await hands.store.run(partial(_leave, one=one, library=hands.shelf.library, now=hands.clock.now())))
    await _remove_all(hands, one, page)
    await page.shows(screens.taken_back(one))
    await hands.store.run(lambda tx: tx.imports.drop(id))


def _leave(tx: Transaction, one: Import, library: Library, now: datetime) -> datetime | None:
    """At once nothing of it counts any more; done twice it does nothing the second time."""
    lifter = tx.lifter(one.lifter)
    if lifter is None:
        return None
    tx.imports.take_out(one.id, one.lifter)
    for day in one.brought.days:
        tx.unweigh(one.lifter, day)
    gone = {id for id in one.brought.own if not tx.performances(one.lifter, id, 1)}
    own = tuple(exercise for exercise in lifter.own if exercise.id not in gone)
    named = {name: meant for name, meant in lifter.named.items() if meant not in gone}
    return replan(tx, replace(lifter, own=own, named=named), library, now)


async def _remove_all(hands: Hands, one: Import, page: Page) -> None:
    gone = 0
    while some := await hands.store.run(lambda tx: tx.imports.remove(one.id, REMOVED_A_STEP)):
        gone += some
        told = screens.going_on(one, gone, one.brought.sessions, "Taking it back…")
        await page.tells(told, TELL_EVERY)
