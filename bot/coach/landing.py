"""The transactions of an import: what has been found is kept, sessions are added that nothing counts yet, and at once all of
them count, with what came beside them; or none of them does any more.

Plain functions of a transaction, each safe to be done again. In which order, and what is told meanwhile, is in `bringing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coach.agenda import replan
from bot.coach.ports import Transaction
from bot.coach.records import Known
from bot.coach.unpacking import Coming, Opening
from bot.exchange.own_profile import settled
from bot.screens.found import OUT, Brought, Found, Import, ImportState
from bot.training.lifter import Lifter
from bot.training.own import MOST_OWN, called, library_of
from bot.training.plan import Exercise, Library
from bot.training.session import Session

KNOWN_A_STEP = 200  # sessions
MOST_WEIGHED = 50_000  # days: all there are
MOST_NAMED = 500  # names that are remembered for the next file


@dataclass(frozen=True, slots=True)
class Poured:
    """What has been taken in, and is yet to be seen."""

    opening: Opening
    sets: int


def told(tx: Transaction, id: str, states: tuple[ImportState, ImportState]) -> None:
    """What was to be told has been, unless a button was quicker."""
    one = tx.imports.one(id)
    if one is not None and one.state is states[0]:
        tx.imports.keep(replace(one, state=states[1]))


def keep_found(tx: Transaction, id: str, found: Found, body: bytes) -> None:
    one = tx.imports.one(id)
    if one is not None:
        tx.imports.keep(replace(one, found=found))
        tx.imports.keep_body(id, body)


def known_here(tx: Transaction, lifter: int, after: Known | None) -> Sequence[Known]:
    return tx.imports.known(lifter, after, KNOWN_A_STEP)


def add(tx: Transaction, one: Import, coming: Sequence[Coming]) -> bool:
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


def finish(
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


def abandon(tx: Transaction, id: str) -> None:
    one = tx.imports.one(id)
    if one is not None:
        tx.imports.keep(replace(one, state=ImportState.UNDOING))


def leave(tx: Transaction, one: Import, library: Library, now: datetime) -> datetime | None:
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
