"""After the commit: the card is edited or sent anew, and letters are delivered. One function for each way of showing.

Whatever fails here has lost nothing: the session is kept, the card is a function of it, a letter waits in the outbox. What is
done about a failure is decided in `teller`.
"""

from dataclasses import replace
from datetime import datetime

from bot.coach.ports import Card, Letter, LetterKind, Messenger, Spot, Store, Transaction
from bot.coach.turn import Turn
from bot.screens import summary
from bot.screens.screen import Screen
from bot.training.session import Session


async def show_in_place(store: Store, messenger: Messenger, turn: Turn, pressed: Spot, lowest: int) -> Spot | None:
    """Answers a press: the card is edited where it stands; returns the spot of what was sent anew, if anything was.

    A pressed message below the card becomes the card (a page it was opened from, or a card whose sending was not recorded); one
    above it is an old card and loses its buttons. A card that others have buried (`lowest` is the last message of the chat that
    is no passing one) is sent anew.
    """
    if turn.screen is None:
        return None
    if turn.session is None or turn.card is None:
        return None if await messenger.edit(pressed, turn.screen) else await messenger.send(pressed.chat, turn.screen)
    old = turn.card.spot
    passing = pressed in turn.rings
    adopted = not passing and (old is None or old.chat != pressed.chat or pressed.message > old.message)
    place = pressed if adopted else old
    if place is not None and place.message < lowest:
        below = await _send_card(store, messenger, turn, pressed.chat)
        await _strip_all(messenger, {place, pressed} if not passing else {place})
        return below
    sent = await _edit_or_send(store, messenger, turn, place, pressed.chat)
    stale = old if adopted else pressed
    if stale is not None and stale != place and not passing:
        await messenger.strip(stale)
    return sent


async def show_below(store: Store, messenger: Messenger, turn: Turn, chat: int) -> Spot | None:
    """Answers a line or a command: what is shown is sent below it, and the card above loses its buttons."""
    if turn.screen is None:
        return None
    if turn.session is None or turn.card is None:
        return await messenger.send(chat, turn.screen)
    sent = await _send_card(store, messenger, turn, chat)
    if turn.card.spot is not None:
        await messenger.strip(turn.card.spot)
    return sent


async def show_where_it_is(store: Store, messenger: Messenger, turn: Turn) -> Spot | None:
    """Nobody spoke, an alarm did: the card is edited, silently."""
    if turn.screen is None or turn.card is None:
        return None
    return await _edit_or_send(store, messenger, turn, turn.card.spot, turn.card.chat)


async def _edit_or_send(store: Store, messenger: Messenger, turn: Turn, place: Spot | None, chat: int) -> Spot | None:
    assert turn.screen is not None and turn.session is not None and turn.card is not None, "there is a card to show"
    if place is None or not await messenger.edit(place, turn.screen):
        return await _send_card(store, messenger, turn, chat)
    if place != turn.card.spot:
        await _keep_card(store, turn.session, place)
    return None


async def _send_card(store: Store, messenger: Messenger, turn: Turn, chat: int) -> Spot:
    assert turn.screen is not None and turn.session is not None, "there is a card to show"
    spot = await messenger.send(chat, turn.screen)
    await _keep_card(store, turn.session, spot)
    return spot


async def _keep_card(store: Store, session: Session, spot: Spot) -> None:
    await store.run(lambda tx: tx.keep_card(session.id, Card(spot.chat, spot.message)))


async def _strip_all(messenger: Messenger, spots: set[Spot]) -> None:
    for spot in spots:
        await messenger.strip(spot)


async def deliver(store: Store, messenger: Messenger, letter: Letter, now: datetime) -> Spot | None:
    """Sends a letter and marks it; one that no longer fits its session, or has nobody to read it, is dropped.

    A crash between the two repeats it at the next start: at least once, at most one repeat.
    """
    screen = await store.run(lambda tx: _written(tx, letter, now))
    if screen is None:
        await store.run(lambda tx: tx.drop_letter(letter.id))
        return None
    spot = await messenger.send(letter.chat, screen)
    await store.run(lambda tx: tx.letter_sent(letter.id, spot))
    return spot


def _written(tx: Transaction, letter: Letter, now: datetime) -> Screen | None:
    """What a letter says now; None for one that was sent or dropped meanwhile, is overtaken, or cannot reach its reader."""
    session = tx.session(letter.session)
    lifter = tx.lifter(letter.lifter)
    if session is None or lifter is None or not tx.still_waiting(letter.id):
        return None
    if not lifter.reachable and letter.chat == lifter.id:
        return None
    match letter.kind:
        case LetterKind.REST_OVER:
            overtaken = any(logged.at > letter.due for logged in session.log)
            return None if overtaken else summary.rest_over(session, letter.due, now)
        case LetterKind.STILL_TRAINING:
            return summary.still_training(session)
        case LetterKind.SUMMARY:
            return summary.summary(session)


def lose_touch(tx: Transaction, lifter: int) -> None:
    """The lifter cannot be reached until they write again: what was waiting for them is not sent."""
    known = tx.lifter(lifter)
    if known is not None:
        tx.keep_lifter(replace(known, reachable=False))
        tx.drop_waiting(lifter)
