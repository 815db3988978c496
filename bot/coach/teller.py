"""Tells what was decided: each part by itself, so that one that fails keeps no other from being told.

Trouble with the chat is planned around here: a flood limit is kept to the second, a failure is tried again a few times, and
whatever still fails has lost nothing, since cards heal at the next tap and letters wait in the outbox. How a thing is shown is
in `show`, in which order in `stage`, how a letter is sent in `letters`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, assert_never

from bot.coach import show
from bot.coach.conversation import card_now
from bot.coach.inbound import Asked, Blocked, Inbound, Located, Press, Said, SentFile
from bot.coach.letters import Outbox, lose_touch
from bot.coach.ports import Store
from bot.coach.records import Card, Letter, Spot, Urgency
from bot.coach.stage import Anew, Moved, Refresh, Show, Showing, Stage, Take
from bot.coach.turn import Turn
from bot.coach.world import Clock, Later, Messenger, Shelf, Unreachable
from bot.screens.taps import Verb

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = (1.0, 5.0, 20.0, 60.0)  # seconds
MANY_IN_A_ROW = frozenset({Verb.NUDGE, Verb.MOVE_REST, Verb.AMEND})
MOST_CHATS = 10_000  # whose lowest message is remembered; a forgotten one is edited in place until its next message

Again = Callable[[int], Awaitable[None]]  # with the number of tries there have been


class Teller:
    def __init__(self, store: Store, messenger: Messenger, clock: Clock, shelf: Shelf) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._outbox = Outbox(store, messenger, shelf)
        self._stage = Stage(self._perform)
        self._lowest: dict[int, int] = {}
        self._in_hand: set[int] = set()
        self._telling: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()

    async def tell(self, inbound: Inbound, turn: Turn) -> None:
        """Answers what arrived; never raises. A press is shown in its own time, so that the next need not wait for it."""
        lifter, chat = inbound.lifter, inbound.chat
        match inbound:
            case Press():
                if turn.shows:
                    nudge = inbound.tap is not None and inbound.tap.verb in MANY_IN_A_ROW
                    self._stage.put(Showing(lifter, chat, turn, Spot(chat, inbound.message), nudge))
                await self._unless_trouble(lifter, chat, self._messenger.answer(inbound.id, chat, turn.note))
            case Said() | Located() | SentFile() | Asked():
                self._is_lowest(chat, inbound.message)
                await asyncio.shield(self._stage.put(Showing(lifter, chat, turn)))
            case Blocked():
                pass
            case _:
                assert_never(inbound)

    def begin_to_tell(self, lifter: int, turn: Turn) -> None:
        """Tells of an alarm, in its own time: nobody waits for somebody else's slow chat."""
        for letter in turn.carried.letters:
            self.deliver(letter)
        if turn.rings:
            _begin(self._unless_trouble(lifter, lifter, self._messenger.delete(turn.rings)), self._telling)
        if turn.session is not None and turn.screen is not None:
            chat = turn.card.chat if turn.card else lifter
            self._refresh_unasked(Refresh(lifter, chat, turn.session.id))

    def deliver(self, letter: Letter) -> None:
        """Begins to send a letter that waits in the outbox, unless that has begun already."""
        if letter.id not in self._in_hand:
            self._in_hand.add(letter.id)
            _begin(self._when_it_may(letter), self._telling if letter.urgency is Urgency.REPLY else self._waiting)

    @property
    def in_hand(self) -> int:
        """How many letters are being sent, or wait for their turn."""
        return len(self._in_hand)

    async def mend(self, id: str) -> None:
        """Shows a card as it is, where a crash may have left it behind."""
        turn = await self._store.run(lambda tx: card_now(tx, id))
        if turn.session is not None and turn.card is not None:
            self._refresh_unasked(Refresh(turn.session.lifter, turn.card.chat, id))

    async def quiet(self) -> None:
        """Waits until everything that is being told has been told."""
        await self._stage.quiet()
        while self._telling:
            await asyncio.wait(self._telling)

    def stop(self) -> None:
        """Gives up what waits for its turn or was to be tried again; the next start does that."""
        for task in self._waiting:
            task.cancel()

    async def _perform(self, chat: int, take: Take, moved: Moved) -> None:
        """Waits for room in the chat, and shows what by then is to be shown."""
        trouble: Exception | None = None
        try:
            await self._messenger.room(chat, Urgency.REPLY)
        except Exception as flood:
            trouble = flood
        what = take()
        if trouble is None:
            await self._show(what, moved)
        else:
            await self._plan_around(trouble, what.lifter, what.chat, self._again(what, trouble))
        if isinstance(what, Showing):
            await self._the_rest(what)

    async def _show(self, what: Show, moved: Moved) -> None:
        try:
            spot = await self._shown(what, moved)
        except Exception as trouble:
            attempt = what.attempt if isinstance(what, Refresh) else 0
            await self._plan_around(trouble, what.lifter, what.chat, self._again(what, trouble), attempt)
        else:
            if spot is not None:
                self._is_lowest(spot.chat, spot.message)
                if (session := _session_of(what)) is not None:
                    moved[session] = Card(spot.chat, spot.message)

    async def _shown(self, what: Show, moved: Moved) -> Spot | None:
        if isinstance(what, Refresh):
            fresh = await self._store.run(lambda tx: card_now(tx, what.session))
            return await show.show_where_it_is(self._store, self._messenger, fresh)
        if isinstance(what, Anew):
            turn = await self._store.run(lambda tx: card_now(tx, what.session))
        elif what.turn.session is not None and what.turn.session.id in moved:
            turn = replace(what.turn, card=moved[what.turn.session.id])
        else:
            turn = what.turn
        if isinstance(what, Anew) or what.pressed is None:
            return await show.show_below(self._store, self._messenger, turn, what.chat)
        lowest = self._lowest.get(what.chat, 0)
        return await show.show_in_place(self._store, self._messenger, turn, what.pressed, lowest)

    async def _the_rest(self, what: Showing) -> None:
        turn = what.turn
        for letter in turn.carried.letters:
            self.deliver(letter)
        if turn.rings:
            await self._unless_trouble(what.lifter, what.chat, self._messenger.delete(turn.rings))
        for spot in turn.stale:
            if turn.card is None or spot.message != self._lowest.get(spot.chat):
                await self._unless_trouble(what.lifter, what.chat, self._messenger.strip(spot))

    def _again(self, what: Show, trouble: Exception) -> Again | None:
        """How to show it later: a session's card as it will be by then, a page only if it surely was not shown."""
        session = _session_of(what)
        below = isinstance(what, Anew) or (isinstance(what, Showing) and what.pressed is None)

        async def again(attempt: int) -> None:
            if session is None:
                self._stage.put(what)
            elif below and isinstance(trouble, Later):
                self._stage.put(Anew(what.lifter, what.chat, session))
            else:
                self._stage.put(Refresh(what.lifter, what.chat, session, attempt))

        return again if session is not None or isinstance(trouble, Later) else None

    def _refresh_unasked(self, refresh: Refresh) -> None:
        async def in_its_turn() -> None:
            with suppress(Later):  # the stage meets the same flood, and plans around it
                await self._messenger.room(refresh.chat, Urgency.RING)
            self._stage.put(refresh)

        _begin(in_its_turn(), self._waiting)

    async def _when_it_may(self, letter: Letter, attempt: int = 0) -> None:
        """Waits until a letter may go, then begins to send it: waiting can be given up, sending is not."""
        try:
            await self._messenger.room(letter.chat, letter.urgency)
        except Later as flood:
            self._come_back(flood.seconds, partial(self._when_it_may, letter, attempt))
        else:
            _begin(self._send(letter, attempt), self._telling)

    async def _send(self, letter: Letter, attempt: int) -> None:
        try:
            spot = await self._outbox.deliver(letter, self._clock.now())
        except Exception as trouble:
            again = partial(self._when_it_may, letter)
            if not await self._plan_around(trouble, letter.lifter, letter.chat, again, attempt):
                self._in_hand.discard(letter.id)
        else:
            self._in_hand.discard(letter.id)
            if spot is not None and letter.stays:
                self._is_lowest(spot.chat, spot.message)

    async def _unless_trouble(self, lifter: int, chat: int, doing: Awaitable[None]) -> None:
        """What nobody will miss if it fails."""
        try:
            await doing
        except Exception as trouble:
            await self._plan_around(trouble, lifter, chat, None)

    async def _plan_around(
        self, trouble: Exception, lifter: int, chat: int, again: Again | None, attempt: int = 0
    ) -> bool:
        """Whether it will be tried again."""
        if isinstance(trouble, Unreachable):
            if chat == lifter:  # a group that is gone says nothing about the lifter
                await self._store.run(lambda tx: lose_touch(tx, lifter))
        elif again is None:
            log.info("lifter %s: left undone: %s", lifter, trouble)
        elif isinstance(trouble, Later):
            self._come_back(trouble.seconds, partial(again, attempt))
            return True
        elif attempt < len(TRY_AGAIN_AFTER):
            log.warning("lifter %s was not shown what is kept (%s); trying again", lifter, trouble)
            self._come_back(TRY_AGAIN_AFTER[attempt], partial(again, attempt + 1))
            return True
        else:
            log.error("lifter %s was not shown what is kept: %s; it heals at the next tap", lifter, trouble)
        return False

    def _come_back(self, seconds: float, again: Callable[[], Awaitable[None]]) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)  # Telegram's own word, or the network's chance to come back
            await again()

        _begin(later(), self._waiting)

    def _is_lowest(self, chat: int, message: int) -> None:
        known = self._lowest.pop(chat, 0)
        self._lowest[chat] = max(known, message)
        if len(self._lowest) > MOST_CHATS:
            del self._lowest[next(iter(self._lowest))]


def _session_of(what: Show) -> str | None:
    if isinstance(what, Showing):
        return what.turn.session.id if what.turn.session else None
    return what.session


def _begin(doing: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    task = asyncio.create_task(doing)
    among.add(task)
    task.add_done_callback(among.discard)
