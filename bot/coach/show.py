"""After the commit: the card is edited or sent anew, letters are delivered, what has passed is tidied away.

Whatever fails here has lost nothing: the session is kept, the card heals at the next tap, a letter waits in the outbox.
"""

from dataclasses import replace
from datetime import datetime

from bot.coach.ports import Card, Letter, LetterKind, Messenger, Spot, Store, Transaction, Unreachable
from bot.coach.turn import Turn
from bot.screens import summary
from bot.screens.screen import Screen
from bot.training.session import Session


async def show_in_place(store: Store, messenger: Messenger, turn: Turn, pressed: Spot) -> None:
    """Answers a press: the card is edited where it stands.

    A pressed message below the card becomes the card (a page it was opened from, or a card whose sending was not recorded);
    one above it is an old card and loses its buttons.
    """
    if turn.screen is None:
        return
    if turn.session is None or turn.card is None:
        if not await messenger.edit(pressed, turn.screen):
            await messenger.send(pressed.chat, turn.screen)
        return
    old = turn.card.spot
    passing = pressed in turn.rings
    adopted = not passing and (old is None or old.chat != pressed.chat or pressed.message > old.message)
    place = pressed if adopted else old
    await _edit_or_send(store, messenger, turn, place, pressed.chat)
    stale = old if adopted else pressed
    if stale is not None and stale != place and not passing:
        await messenger.strip(stale)


async def show_below(store: Store, messenger: Messenger, turn: Turn, chat: int) -> None:
    """Answers a line or a command: what is shown is sent below it, and the card above loses its buttons."""
    if turn.screen is None:
        return
    spot = await messenger.send(chat, turn.screen)
    if turn.session is None or turn.card is None:
        return
    await _keep_card(store, turn.session, spot)
    if turn.card.spot is not None:
        await messenger.strip(turn.card.spot)


async def show_where_it_is(store: Store, messenger: Messenger, turn: Turn) -> None:
    """Nobody spoke, an alarm did: the card is edited, silently."""
    if turn.screen is not None and turn.card is not None:
        await _edit_or_send(store, messenger, turn, turn.card.spot, turn.card.chat)


async def _edit_or_send(store: Store, messenger: Messenger, turn: Turn, place: Spot | None, chat: int) -> None:
    assert turn.screen is not None and turn.session is not None and turn.card is not None, "there is a card to show"
    if place is None or not await messenger.edit(place, turn.screen):
        place = await messenger.send(chat, turn.screen)
    if place != turn.card.spot:
        await _keep_card(store, turn.session, place)


async def _keep_card(store: Store, session: Session, spot: Spot) -> None:
    await store.run(lambda tx: tx.keep_card(session.id, Card(spot.chat, spot.message)))


async def deliver(store: Store, messenger: Messenger, letter: Letter, now: datetime) -> None:
    """Sends a letter and marks it; one that no longer fits its session, or has nobody to read it, is dropped.

    A crash between the two repeats it at the next start: at least once, at most one repeat.
    """
    screen = await store.run(lambda tx: _written(tx, letter, now))
    if screen is None:
        await store.run(lambda tx: tx.drop_letter(letter.id))
        return
    try:
        spot = await messenger.send(letter.chat, screen)
    except Unreachable:
        await store.run(lambda tx: lose_touch(tx, letter.lifter, letter))
        return
    await store.run(lambda tx: tx.letter_sent(letter.id, spot))


def _written(tx: Transaction, letter: Letter, now: datetime) -> Screen | None:
    session = tx.session(letter.session)
    if session is None:
        return None
    match letter.kind:
        case LetterKind.REST_OVER:
            return summary.rest_over(session, letter.due, now)
        case LetterKind.STILL_TRAINING:
            return summary.still_training(session)
        case LetterKind.SUMMARY:
            return summary.summary(session)


def lose_touch(tx: Transaction, lifter: int, letter: Letter | None = None) -> None:
    """The lifter cannot be reached until they write again: what was waiting for them is not sent."""
    known = tx.lifter(lifter)
    if known is not None:
        tx.keep_lifter(replace(known, reachable=False))
    if letter is not None:
        tx.drop_letter(letter.id)
