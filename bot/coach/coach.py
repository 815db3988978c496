"""The coach: takes what reaches Spotter one lifter at a time, decides it in one transaction, and then shows it.

Save first, speak after. This is the only place that reads the clock. What a press or a line means is in `conversation` and
`pages`, what is done after the commit in `show`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never
from weakref import WeakValueDictionary

from bot.coach import show
from bot.coach.conversation import card_now, on_alarm, on_line, on_press
from bot.coach.inbound import Asked, Blocked, Press, Said
from bot.coach.pages import on_command
from bot.coach.ports import (
    Alarm,
    AlarmClock,
    Arrival,
    Clock,
    Messenger,
    Shelf,
    Spot,
    Store,
    Transaction,
    Unreachable,
)
from bot.coach.turn import Desk, Turn
from bot.training.lifter import Lifter

log = logging.getLogger(__name__)
MENDED_WITHIN = timedelta(minutes=5)  # before a start: a card shown later than that has been tapped since, or will be
A_BATCH = 100  # alarms or letters taken up at a time


class Coach:
    def __init__(self, store: Store, messenger: Messenger, alarm_clock: AlarmClock, clock: Clock, shelf: Shelf) -> None:
        self._store = store
        self._messenger = messenger
        self._alarm_clock = alarm_clock
        self._clock = clock
        self._shelf = shelf
        self._telling: set[asyncio.Task[None]] = set()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, arrival: Arrival) -> None:
        """What arrived, once: what was handled before is passed over.

        What fails before the commit is raised; what fails after it is logged, for nothing is lost.
        """
        inbound = arrival.inbound
        async with self._in_turn(inbound.lifter):
            turn = await self._decide(arrival)
            async with self._speaking(inbound.lifter):
                match inbound:
                    case Press():
                        spot = Spot(inbound.chat, inbound.message)
                        await asyncio.gather(
                            self._messenger.answer(inbound.id, turn.note),
                            show.show_in_place(self._store, self._messenger, turn, spot),
                        )
                    case Said() | Asked():
                        await show.show_below(self._store, self._messenger, turn, inbound.chat)
                    case Blocked():
                        pass
                    case _:
                        assert_never(inbound)
                await self._afterwards(turn)

    async def give_up(self, arrival: Arrival) -> None:
        """What could not be handled is not tried again: it would fail again, at every start."""
        await self._store.run(lambda tx: tx.handled(arrival.number))

    async def ring(self) -> datetime | None:
        """Decides everything that is due now, and begins to tell of it. Returns when to come again.

        Telling goes on by itself, so that nobody waits for somebody else's slow chat.
        """
        while True:
            now = self._clock.now()
            due = await self._due(now)
            await asyncio.gather(*(self._go_off(alarm, now) for alarm in due))
            if len(due) < A_BATCH:
                return await self._store.run(lambda tx: tx.next_due())

    async def _due(self, now: datetime) -> tuple[Alarm, ...]:
        return await self._store.run(lambda tx: tx.due_alarms(now, A_BATCH))

    async def quiet(self) -> None:
        """Waits until everything that was decided has been told."""
        while self._telling:
            await asyncio.wait(self._telling)

    async def catch_up(self) -> None:
        """At start-up: what was to be said before the stop is said now, and cards that may have been left behind are mended."""
        since = self._clock.now() - MENDED_WITHIN
        letters = await self._store.run(lambda tx: tx.waiting_letters(A_BATCH))
        sessions = await self._store.run(lambda tx: tx.open_since(since))
        for letter in letters:
            async with self._in_turn(letter.lifter), self._speaking(letter.lifter):
                await show.deliver(self._store, self._messenger, letter, self._clock.now())
        for id in sessions:
            await self._mend(id)

    async def _mend(self, id: str) -> None:
        turn = await self._store.run(lambda tx: card_now(tx, id))
        if turn.session is not None:
            async with self._in_turn(turn.session.lifter), self._speaking(turn.session.lifter):
                await self._refresh(id)

    async def _refresh(self, id: str) -> None:
        fresh = await self._store.run(lambda tx: card_now(tx, id))
        await show.show_where_it_is(self._store, self._messenger, fresh)

    async def _go_off(self, alarm: Alarm, now: datetime) -> None:
        library = self._shelf.library

        def work(tx: Transaction) -> Turn:
            return on_alarm(Desk(tx, _known(tx, alarm.lifter), alarm.lifter, library, now), alarm)

        try:
            turn = await self._store.run(work)
        except Exception:
            log.exception("the %s alarm of session %s could not be answered; it stays due", alarm.kind, alarm.session)
            return
        task = asyncio.create_task(self._tell(alarm.lifter, turn))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, lifter: int, turn: Turn) -> None:
        """The ring first, since it is what the lifter waits for; then the card, as it has become meanwhile."""
        async with self._in_turn(lifter), self._speaking(lifter):
            await self._afterwards(turn)
            if turn.session is not None and turn.screen is not None:
                await self._refresh(turn.session.id)

    async def _decide(self, arrival: Arrival) -> Turn:
        now = self._clock.now()
        library = self._shelf.library
        inbound = arrival.inbound

        def work(tx: Transaction) -> Turn:
            if not tx.handled(arrival.number):
                return Turn()
            if isinstance(inbound, Blocked):
                show.lose_touch(tx, inbound.lifter)
                return Turn()
            return _answer(Desk(tx, _welcomed(tx, inbound.lifter), inbound.chat, library, now), inbound)

        turn = await self._store.run(work)
        if turn.carried.wake is not None:
            self._alarm_clock.expect(turn.carried.wake)
        return turn

    async def _afterwards(self, turn: Turn) -> None:
        for letter in turn.carried.letters:
            await show.deliver(self._store, self._messenger, letter, self._clock.now())
        if turn.rings:
            await self._messenger.delete(turn.rings)

    @asynccontextmanager
    async def _speaking(self, lifter: int) -> AsyncIterator[None]:
        """After the commit: trouble with the chat is noted, never raised."""
        try:
            yield
        except Unreachable:
            await self._store.run(lambda tx: show.lose_touch(tx, lifter))
        except Exception:
            log.exception("lifter %s was not shown what is already kept; it heals at the next tap", lifter)

    def _in_turn(self, lifter: int) -> asyncio.Lock:
        """One turn at a time for each lifter, so that what is shown last is what is kept."""
        return self._turns.setdefault(lifter, asyncio.Lock())


def _answer(desk: Desk, inbound: Press | Said | Asked) -> Turn:
    match inbound:
        case Press():
            return on_press(desk, inbound.tap)
        case Said():
            return on_line(desk, inbound.text)
        case Asked():
            return on_command(desk, inbound)
        case _:
            assert_never(inbound)


def _known(tx: Transaction, id: int) -> Lifter:
    return tx.lifter(id) or Lifter(id)


def _welcomed(tx: Transaction, id: int) -> Lifter:
    """The lifter who has just been heard: kept at first sight, and reachable again if they were not."""
    lifter = tx.lifter(id)
    if lifter is None or not lifter.reachable:
        lifter = replace(lifter or Lifter(id), reachable=True)
        tx.keep_lifter(lifter)
    return lifter
