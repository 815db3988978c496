"""Tells what was decided: each part by itself, so that one that fails keeps no other from being told.

Trouble with the chat is planned around here: a flood limit is kept to the second, a failure is tried again a few times, and
whatever still fails has lost nothing, since cards heal at the next tap and letters wait in the outbox. How a thing is shown is
in `show`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, assert_never
from weakref import WeakValueDictionary

from bot.coach import show
from bot.coach.conversation import card_now
from bot.coach.inbound import Asked, Blocked, Inbound, Press, Said
from bot.coach.ports import Clock, Later, Letter, MaybeSaid, Messenger, Spot, Store, Unreachable
from bot.coach.turn import Turn

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = (1.0, 5.0, 20.0, 60.0)  # seconds
MOST_CHATS = 10_000  # whose lowest message is remembered; a forgotten one is edited in place until its next message

Again = Callable[[int], Awaitable[None]]


class Teller:
    def __init__(self, store: Store, messenger: Messenger, clock: Clock) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._lowest: dict[int, int] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self._coming_back: set[asyncio.Task[None]] = set()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def in_turn(self, lifter: int) -> asyncio.Lock:
        """One turn at a time for each lifter, so that what is shown last is what is kept."""
        return self._turns.setdefault(lifter, asyncio.Lock())

    async def tell(self, inbound: Inbound, turn: Turn) -> None:
        """Answers what arrived. Called within the lifter's turn; never raises."""
        lifter, chat = inbound.lifter, inbound.chat
        refresh = partial(self._refresh, lifter, turn.session.id) if turn.session else None
        match inbound:
            case Press():
                pressed = Spot(chat, inbound.message)
                lowest = self._lowest.get(chat, 0)
                shown = show.show_in_place(self._store, self._messenger, turn, pressed, lowest)
                await asyncio.gather(
                    self._try(lifter, chat, self._messenger.answer(inbound.id, turn.note)),
                    self._show(lifter, chat, shown, refresh),
                )
            case Said() | Asked():
                self._is_lowest(chat, inbound.message)
                shown = show.show_below(self._store, self._messenger, turn, chat)
                await self._show(lifter, chat, shown, refresh)
            case Blocked():
                pass
            case _:
                assert_never(inbound)
        await self._the_rest(lifter, chat, turn)

    def begin_to_tell(self, lifter: int, turn: Turn) -> None:
        """Tells of an alarm, in its own time: nobody waits for somebody else's slow chat."""
        _begin(self._ring(lifter, turn), self._telling)

    async def deliver(self, letter: Letter, attempt: int = 0) -> None:
        """Sends a letter, or tries again later. One that may have arrived is repeated once and no more."""
        again = partial(self.deliver, letter)
        try:
            spot = await show.deliver(self._store, self._messenger, letter, self._clock.now())
        except MaybeSaid:
            if attempt < 1:
                self._come_back(letter.lifter, TRY_AGAIN_AFTER[1], partial(again, 1))
            else:
                await self._store.run(lambda tx: tx.drop_letter(letter.id))
        except Exception as trouble:
            await self._plan_around(trouble, letter.lifter, letter.chat, again, attempt)
        else:
            if spot is not None and letter.lasts:
                self._is_lowest(spot.chat, spot.message)

    async def mend(self, id: str) -> None:
        """Shows a card as it is, where a crash may have left it behind."""
        turn = await self._store.run(lambda tx: card_now(tx, id))
        if turn.session is not None:
            async with self.in_turn(turn.session.lifter):
                await self._refresh(turn.session.lifter, id)

    async def quiet(self) -> None:
        """Waits until everything that is being told has been told."""
        while self._telling:
            await asyncio.wait(self._telling)

    def stop(self) -> None:
        """Gives up what was to be tried again; the next start does that."""
        for task in self._coming_back:
            task.cancel()

    async def _ring(self, lifter: int, turn: Turn) -> None:
        """The ring first, since it is what the lifter waits for; then the card, as it has become meanwhile."""
        async with self.in_turn(lifter):
            await self._the_rest(lifter, lifter, turn)
            if turn.session is not None and turn.screen is not None:
                await self._refresh(lifter, turn.session.id)

    async def _the_rest(self, lifter: int, chat: int, turn: Turn) -> None:
        for letter in turn.carried.letters:
            await self.deliver(letter)
        if turn.rings:
            await self._try(lifter, chat, self._messenger.delete(turn.rings))
        for spot in turn.stale:
            if turn.card is None or spot.message != self._lowest.get(spot.chat):
                await self._try(lifter, chat, self._messenger.strip(spot))

    async def _refresh(self, lifter: int, id: str, attempt: int = 0) -> None:
        fresh = await self._store.run(lambda tx: card_now(tx, id))
        if fresh.card is not None:
            shown = show.show_where_it_is(self._store, self._messenger, fresh)
            await self._show(lifter, fresh.card.chat, shown, partial(self._refresh, lifter, id), attempt)

    async def _show(
        self, lifter: int, chat: int, shown: Awaitable[Spot | None], again: Again | None, attempt: int = 0
    ) -> None:
        if (spot := await self._try(lifter, chat, shown, again, attempt)) is not None:
            self._is_lowest(spot.chat, spot.message)

    async def _try(
        self, lifter: int, chat: int, doing: Awaitable[Spot | None], again: Again | None = None, attempt: int = 0
    ) -> Spot | None:
        try:
            return await doing
        except Exception as trouble:
            await self._plan_around(trouble, lifter, chat, again, attempt)
            return None

    async def _plan_around(self, trouble: Exception, lifter: int, chat: int, again: Again | None, attempt: int) -> None:
        if isinstance(trouble, Unreachable):
            if chat == lifter:  # a group that is gone says nothing about the lifter
                await self._store.run(lambda tx: show.lose_touch(tx, lifter))
            return
        if again is None:
            log.info("lifter %s: left undone: %s", lifter, trouble)
        elif isinstance(trouble, Later):
            self._come_back(lifter, trouble.seconds, partial(again, attempt))
        elif attempt < len(TRY_AGAIN_AFTER):
            log.warning("lifter %s was not shown what is kept (%s); trying again", lifter, trouble)
            self._come_back(lifter, TRY_AGAIN_AFTER[attempt], partial(again, attempt + 1))
        else:
            log.error("lifter %s was not shown what is kept: %s; it heals at the next tap", lifter, trouble)

    def _come_back(self, lifter: int, seconds: float, again: Callable[[], Awaitable[None]]) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)  # Telegram's own word, or the network's chance to come back
            async with self.in_turn(lifter):
                await again()

        _begin(later(), self._coming_back)

    def _is_lowest(self, chat: int, message: int) -> None:
        known = self._lowest.pop(chat, 0)
        self._lowest[chat] = max(known, message)
        if len(self._lowest) > MOST_CHATS:
            del self._lowest[next(iter(self._lowest))]


def _begin(doing: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    task = asyncio.create_task(doing)
    among.add(task)
    task.add_done_callback(among.discard)
