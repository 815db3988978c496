"""After the commit: the card is edited or sent anew. One function for each way of showing.

Each returns where the card has come to stand, if that is not where it was. Whatever fails here has lost nothing: the session is
kept, and the card is a function of it. What is done about a failure is decided in `teller`.
"""

from bot.coach.ports import Store, StoreTrouble
from bot.coach.records import Card, Spot
from bot.coach.turn import Turn
from bot.coach.world import Messenger


async def show_in_place(store: Store, messenger: Messenger, turn: Turn, pressed: Spot, lowest: int) -> Spot | None:
    """Answers a press: the card is edited where it stands.

    A pressed message below the card becomes the card (a page it was opened from, or a card whose sending was not recorded); one
    above it is an old card and loses its buttons. A card that others have buried (`lowest` is the last message of the chat that
    is no passing one) is sent anew.
    """
    if turn.before is not None:
        await messenger.send(pressed.chat, turn.before)
    if turn.screen is None:
        return None
    if turn.session is None or turn.card is None:
        return None if await messenger.edit(pressed, turn.screen) else await messenger.send(pressed.chat, turn.screen)
    old = turn.card.spot
    passing = pressed in turn.rings
    adopted = not passing and (old is None or old.chat != pressed.chat or pressed.message > old.message)
    place = pressed if adopted else old
    above = {spot for spot in (old, pressed) if spot is not None and not (passing and spot == pressed)}
    if place is not None and place.message < lowest:
        below = await _send_card(store, messenger, turn, pressed.chat)
        await _strip_all(messenger, above)
        return below
    moved = await _edit_or_send(store, messenger, turn, place, pressed.chat)
    await _strip_all(messenger, above - {place})
    return moved


async def show_below(store: Store, messenger: Messenger, turn: Turn, chat: int) -> Spot | None:
    """Answers a line or a command: what is shown is sent below it, and the card above loses its buttons."""
    if turn.before is not None:
        await messenger.send(chat, turn.before)
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
    if place == turn.card.spot:
        return None
    await _keep_card(store, turn.session.id, place)
    return place


async def _send_card(store: Store, messenger: Messenger, turn: Turn, chat: int) -> Spot:
    assert turn.screen is not None and turn.session is not None, "there is a card to show"
    spot = await messenger.send(chat, turn.screen)
    try:
        await _keep_card(store, turn.session.id, spot)
    except StoreTrouble:
        await messenger.delete((spot,))  # nobody would know of it; the card before it stays the card
        raise
    return spot


async def _keep_card(store: Store, session: str, spot: Spot) -> None:
    await store.run(lambda tx: tx.keep_card(session, Card(spot.chat, spot.message)))


async def _strip_all(messenger: Messenger, spots: set[Spot]) -> None:
    for spot in spots:
        await messenger.strip(spot)
