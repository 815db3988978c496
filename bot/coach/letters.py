"""The outbox: a letter is taken in hand, sent and marked, so that it arrives, and not from two hands at once.

A letter is written when it is sent, from what is true by then; one that no longer fits, or has nobody to read it, is dropped.
When and how often sending is tried is decided in `teller`, what a reminder says in `reminding`,
and the review of the week in `reviewing`.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach.agenda import outlook, rhythm_of
from bot.coach.ports import Store, Transaction
from bot.coach.records import Letter, LetterKind, Spot
from bot.coach.reminding import next_session, reminder_dropped, reminder_now, reminder_said
from bot.coach.reviewing import review_dropped, review_now, review_said
from bot.coach.world import MaybeSaid, Messenger, Shelf
from bot.screens import holding, summary
from bot.screens.screen import Screen
from bot.training.plan import Library

HELD_FOR = timedelta(seconds=60)  # longer than any call to Telegram takes; then another hand may take it
MOST_DOUBTS = 2  # a message that may have arrived is repeated once and no more
LASTS = {
    LetterKind.REST_OVER: timedelta(minutes=30),
    LetterKind.OTHER_SIDE: timedelta(minutes=30),
    LetterKind.WORK_OVER: timedelta(minutes=30),
    LetterKind.STILL_TRAINING: timedelta(minutes=30),
    LetterKind.SUMMARY: timedelta(days=1),
}


class Outbox:
    def __init__(self, store: Store, messenger: Messenger, shelf: Shelf) -> None:
        self._store = store
        self._messenger = messenger
        self._shelf = shelf
        self._unmarked: dict[int, Spot] = {}

    async def deliver(self, letter: Letter, now: datetime) -> Spot | None:
        """Sends a letter and marks it; returns where it stands. None if there was nothing to send any more.

        A crash between the two repeats it once. Raises what the messenger and the store raise: it is free again then, and after
        MaybeSaid or a crash it counts as perhaps sent.
        """
        spot = self._unmarked.get(letter.id) or await self._send(letter, now)
        if spot is None:
            return None
        self._unmarked[letter.id] = spot
        overtaken = await self._store.run(lambda tx: _marked(tx, letter, self._shelf.library, spot, now))
        del self._unmarked[letter.id]
        if overtaken:
            await self._messenger.delete((spot,))
        return spot

    async def _send(self, letter: Letter, now: datetime) -> Spot | None:
        if letter.kind is LetterKind.SUMMARY:
            await self._prepared(letter, now)
        screen = await self._store.run(lambda tx: _taken(tx, letter, self._shelf.library, now))
        if screen is None:
            return None
        try:
            return await self._messenger.send(letter.chat, screen)
        except MaybeSaid:
            await self._store.run(lambda tx: _doubted(tx, letter))
            raise
        except Exception:
            await self._store.run(lambda tx: tx.release_letter(letter.id))
            raise

    async def _prepared(self, letter: Letter, now: datetime) -> None:
        """Has its picture drawn before it is taken in hand: a crash meanwhile leaves no doubt whether it was sent."""
        screen = await self._store.run(lambda tx: _written(tx, letter, self._shelf.library, now))
        if screen is not None:
            await self._messenger.prepare(screen)


def _taken(tx: Transaction, letter: Letter, library: Library, now: datetime) -> Screen | None:
    """Takes a letter in hand; what it says, or None if it is not to be sent."""
    doubts = tx.claim_letter(letter.id, now, now + HELD_FOR)
    if doubts is None:
        return None
    screen = _written(tx, letter, library, now) if doubts < MOST_DOUBTS else None
    if screen is None:
        _drop(tx, letter, library, now)
    return screen


def _drop(tx: Transaction, letter: Letter, library: Library, now: datetime) -> None:
    tx.drop_letter(letter.id)
    if letter.is_review:
        review_dropped(tx, letter, library, now)
    elif letter.kind is LetterKind.REMINDER:
        reminder_dropped(tx, letter, library, now)


def _doubted(tx: Transaction, letter: Letter) -> None:
    """It may have arrived: it waits for another try, unless that has been made."""
    if tx.doubt_letter(letter.id) >= MOST_DOUBTS:
        tx.drop_letter(letter.id)


def _marked(tx: Transaction, letter: Letter, library: Library, spot: Spot, now: datetime) -> bool:
    """Whether the lifter went on while it was on its way: then it has nothing to say any more."""
    overtaken = not letter.stays and _written(tx, letter, library, now) is None
    if overtaken:
        _drop(tx, letter, library, now)
        return True
    if letter.is_review:
        tx.drop_letter(letter.id)  # nobody takes it away later, nor its buttons
        review_said(tx, letter, library, now)
        return False
    tx.letter_sent(letter.id, spot)
    if letter.kind is LetterKind.REMINDER:
        reminder_said(tx, letter, library, now)
    return False


def _written(tx: Transaction, letter: Letter, library: Library, now: datetime) -> Screen | None:
    """What a letter says now; None for one that is overtaken, too old to be of use, or cannot reach its reader."""
    if letter.is_review:
        return review_now(tx, letter, library, now)
    if letter.kind is LetterKind.REMINDER:
        return reminder_now(tx, letter, library, now)
    session = tx.session(letter.session) if letter.session is not None else None
    lifter = tx.lifter(letter.lifter)
    if session is None or lifter is None or now - letter.due > LASTS[letter.kind]:
        return None
    if not lifter.reachable and letter.chat == lifter.id:
        return None
    match letter.kind:
        case LetterKind.REST_OVER:
            overtaken = any(logged.at > letter.due for logged in session.log)
            return None if overtaken else summary.rest_over(session, letter.due, now)
        case LetterKind.OTHER_SIDE:
            return holding.other_side(session, letter.due, now)
        case LetterKind.WORK_OVER:
            return holding.work_over(session, letter.due, now, lifter.zone)
        case LetterKind.STILL_TRAINING:
            return summary.still_training(session)
        case LetterKind.SUMMARY:
            return summary.summary(session, lifter, next_session(outlook(tx, lifter, library, now)))


def lose_touch(tx: Transaction, lifter: int) -> None:
    """The lifter cannot be reached until they write again: what was waiting for them is not sent, and nothing is planned."""
    known = tx.lifter(lifter)
    if known is not None:
        tx.keep_lifter(replace(known, reachable=False))
        tx.drop_waiting(lifter)
        tx.plan_reminder(lifter, None, rhythm_of(known))
