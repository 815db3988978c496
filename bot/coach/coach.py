"""The coach: takes what reaches Spotter one lifter at a time, decides it in one transaction, and has it told.

Save first, speak after. This is the only place that reads the clock. What a press or a line means is in `conversation` and
`pages`, how it is told in `teller`.
"""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.coach.conversation import on_alarm, on_line, on_press
from bot.coach.inbound import Asked, Blocked, Located, Press, Said
from bot.coach.letters import lose_touch
from bot.coach.pages import on_command
from bot.coach.ports import Alarm, AlarmClock, Arrival, Clock, Messenger, Shelf, Store, StoreTrouble, Transaction
from bot.coach.teller import Teller
from bot.coach.turn import Desk, Turn
from bot.training.lifter import Lifter
from bot.training.plan import Library

log = logging.getLogger(__name__)

A_BATCH = 100  # alarms taken up at a time
MOST_LETTERS = 1_000  # taken up at a time
LOOK_EVERY = timedelta(seconds=30)  # for letters that nobody has in hand
MENDED_WITHIN = timedelta(minutes=5)  # before a start: a card shown later than that has been tapped since, or will be


class Coach:
    def __init__(self, store: Store, messenger: Messenger, alarm_clock: AlarmClock, clock: Clock, shelf: Shelf) -> None:
        self._store = store
        self._alarm_clock = alarm_clock
        self._clock = clock
        self._shelf = shelf
        self._teller = Teller(store, messenger, clock)
        self._ill: set[Alarm] = set()
        self._looked = clock.now()

    async def handle(self, arrival: Arrival) -> None:
        """What arrived, once: what was handled before is passed over.

        What fails before the commit is raised; what fails after it is planned around, for nothing is lost.
        """
        turn = await self._decide(arrival)
        await self._teller.tell(arrival.inbound, turn)

    async def give_up(self, arrival: Arrival) -> None:
        """What could not be handled is not tried again: it would fail again, at every start."""
        await self._store.run(lambda tx: tx.handled(arrival.number))

    async def ring(self) -> datetime | None:
        """Decides everything that is due, and begins to tell of it. Returns when to come again; what is past by then failed."""
        while True:
            now = self._clock.now()
            if now - self._looked > LOOK_EVERY:
                await self._look_for_letters(now)
            due = await self._due(now)
            answered = await asyncio.gather(*(self._go_off(alarm, now) for alarm in due))
            following = await self._store.run(lambda tx: tx.next_due())
            if following is None or following > self._clock.now() or not any(answered):
                return following

    async def catch_up(self) -> None:
        """At start-up: what was to be said before the stop is said now, and cards that may have been left behind are mended."""
        now = self._clock.now()
        await self._look_for_letters(now)
        for id in await self._store.run(lambda tx: tx.open_since(now - MENDED_WITHIN)):
            await self._teller.mend(id)

    async def _look_for_letters(self, now: datetime) -> None:
        """Letters that nobody has in hand: left by an earlier run, or by another that died with its lease."""
        self._looked = now
        for letter in await self._store.run(lambda tx: tx.waiting_letters(now, MOST_LETTERS)):
            self._teller.deliver(letter)

    async def quiet(self) -> None:
        """Waits until everything that was decided has been told."""
        await self._teller.quiet()

    def stop(self) -> None:
        """Tells no more; what is untold waits in the database."""
        self._teller.stop()

    async def _due(self, now: datetime) -> tuple[Alarm, ...]:
        return await self._store.run(lambda tx: tx.due_alarms(now, A_BATCH))

    async def _go_off(self, alarm: Alarm, now: datetime) -> bool:
        library = self._shelf.library

        def work(tx: Transaction) -> Turn:
            lifter = tx.lifter(alarm.lifter) or Lifter(alarm.lifter)
            return on_alarm(Desk(tx, lifter, alarm.lifter, library, now), alarm)

        try:
            turn = await self._store.run(work)
        except StoreTrouble:
            raise  # it is no fault of this alarm's: whoever woke the coach says so once, and wakes it again
        except Exception:
            if alarm not in self._ill:
                self._ill.add(alarm)
                log.exception(
                    "the %s alarm of session %s could not be answered; it stays due", alarm.kind, alarm.session
                )
            return False
        self._ill.discard(alarm)
        self._teller.begin_to_tell(alarm.lifter, turn)
        return True

    async def _decide(self, arrival: Arrival) -> Turn:
        now = self._clock.now()
        library = self._shelf.library

        def work(tx: Transaction) -> Turn:
            return _answer(tx, arrival, library, now) if tx.handled(arrival.number) else Turn()

        turn = await self._store.run(work)
        if turn.carried.wake is not None:
            self._alarm_clock.expect(turn.carried.wake)
        return turn


def _answer(tx: Transaction, arrival: Arrival, library: Library, now: datetime) -> Turn:
    inbound = arrival.inbound
    match inbound:
        case Press():
            turn = on_press(_desk(tx, inbound, library, now), inbound.tap)
        case Said():
            turn = on_line(_desk(tx, inbound, library, now), inbound.text)
        case Located():
            turn = on_line(_desk(tx, inbound, library, now), None)
        case Asked():
            turn = on_command(_desk(tx, inbound, library, now), inbound)
        case Blocked():
            lose_touch(tx, inbound.lifter)
            return Turn()
        case _:
            assert_never(inbound)
    return replace(turn, rings=tx.take_rings(inbound.lifter)) if turn.session else turn


def _desk(tx: Transaction, inbound: Press | Said | Located | Asked, library: Library, now: datetime) -> Desk:
    """The desk of the lifter who has just been heard: kept at first sight, and reachable again if they were not.

    Who only talks in a group that we happen to be in is not kept.
    """
    lifter = tx.lifter(inbound.lifter)
    passer_by = lifter is None and isinstance(inbound, Said | Located) and inbound.chat != inbound.lifter
    if not passer_by and (lifter is None or not lifter.reachable):
        lifter = replace(lifter or Lifter(inbound.lifter), reachable=True)
        tx.keep_lifter(lifter)
    return Desk(tx, lifter or Lifter(inbound.lifter), inbound.chat, library, now)
