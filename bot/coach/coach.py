"""The coach: takes what reaches Spotter one lifter at a time, decides it in one transaction, and has it told.

Save first, speak after. This is the only place that reads the clock. Who answers what is in `reception`, how it is told in
`teller`.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.coach.bringing import going_on
from bot.coach.conversation import on_alarm
from bot.coach.errands import Errands, Hands
from bot.coach.forgetting import erasing
from bot.coach.ports import Store, StoreTrouble, Transaction
from bot.coach.reception import receive
from bot.coach.records import Alarm, Arrival, Letter
from bot.coach.teller import Teller
from bot.coach.turn import Desk, Turn
from bot.coach.whereabouts import Found, LookUp, Where, look_up
from bot.coach.world import AlarmClock, Atlas, Clock, Messenger, Shelf, Workshop
from bot.training.lifter import Lifter
from bot.training.reminders import following
from bot.training.walltime import zone_of

log = logging.getLogger(__name__)

A_BATCH = 100  # alarms taken up at a time
MANY_REMINDERS = 500  # taken up at a time
MOST_IN_HAND = 1_000  # letters; beyond that, reminders wait where they are
MOST_LETTERS = 1_000  # taken up at a time
REMINDED_KEPT = timedelta(days=8)  # a clock may be set back by days, and a zone lies a day away
FILE_KEPT = timedelta(days=7)  # that its lifter has not said a word about
LOOK_EVERY = timedelta(seconds=30)  # for letters that nobody has in hand
MENDED_WITHIN = timedelta(minutes=5)  # before a start: a card shown later than that has been tapped since, or will be


class Coach:
    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        alarm_clock: AlarmClock,
        clock: Clock,
        shelf: Shelf,
        atlas: Atlas,
        workshop: Workshop,
    ) -> None:
        self._atlas = atlas
        self._store = store
        self._alarm_clock = alarm_clock
        self._clock = clock
        self._shelf = shelf
        self._teller = Teller(store, messenger, clock, shelf)
        self._errands = Errands(Hands(store, messenger, workshop, clock, shelf, alarm_clock))
        self._ill: set[Alarm] = set()
        self._looked = clock.now()
        self._tidied = self._looked.date()

    async def handle(self, arrival: Arrival) -> None:
        """What arrived, once: what was handled before is passed over.

        What fails before the commit is raised; what fails after it is planned around, for nothing is lost.
        """
        turn = await self._decide(arrival)
        if turn.ends_errands:
            await self._errands.end(arrival.inbound.lifter)
        await self._teller.tell(arrival.inbound, turn)
        if turn.errand is not None:
            self._errands.begin(turn.errand, arrival.inbound.lifter)

    async def give_up(self, arrival: Arrival) -> None:
        """What could not be handled is not tried again: it would fail again, at every start."""
        await self._store.run(lambda tx: tx.handled(arrival.number))

    async def ring(self) -> datetime | None:
        """Decides everything that is due, and begins to tell of it. Returns when to come again; what is past by then failed."""
        while True:
            now = self._clock.now()
            if abs(now - self._looked) > LOOK_EVERY:  # a clock may be set back as well
                await self._look_for_letters(now)
                await self._tidy(now)
            due = await self._due(now)
            answered = await asyncio.gather(*(self._go_off(alarm, now) for alarm in due))
            reminded = await self._remind(now)
            next_due = await self._store.run(lambda tx: tx.next_due())
            if next_due is None or next_due > self._clock.now() or not (any(answered) or reminded):
                return next_due

    async def catch_up(self) -> None:
        """At start-up: what was to be said before the stop is said now, cards that may have been left behind are mended,
        whoever was being forgotten is, and files that were being taken in are."""
        now = self._clock.now()
        for lifter in await self._store.run(lambda tx: tx.oblivion.under_way()):
            self._errands.begin(erasing(lifter, now), lifter)
        for one in await self._store.run(lambda tx: tx.imports.unfinished()):
            self._errands.begin(going_on(one), one.lifter)
        await self._look_for_letters(now)
        for id in await self._store.run(lambda tx: tx.open_since(now - MENDED_WITHIN)):
            await self._teller.mend(id)

    async def _look_for_letters(self, now: datetime) -> None:
        """Letters that nobody has in hand: left by an earlier run, or by another that died with its lease."""
        self._looked = now
        for letter in await self._store.run(lambda tx: tx.waiting_letters(now, MOST_LETTERS)):
            self._teller.deliver(letter)

    async def _tidy(self, now: datetime) -> None:
        """Once a day: which reminders were posted is of no use for days that are over everywhere, nor is a file that waits."""
        today = now.date()
        if today != self._tidied:
            self._tidied = today
            await self._store.run(lambda tx: tx.forget_reminded(today - REMINDED_KEPT))
            await self._store.run(lambda tx: tx.imports.drop_unanswered(now - FILE_KEPT))

    async def quiet(self) -> None:
        """Waits until everything that was decided has been told."""
        await self._teller.quiet()

    async def stop(self) -> None:
        """Tells no more, and leaves its errands; what is untold or undone waits in the database."""
        self._teller.stop()
        await self._errands.stop()

    async def _due(self, now: datetime) -> tuple[Alarm, ...]:
        return await self._store.run(lambda tx: tx.due_alarms(now, A_BATCH))

    async def _remind(self, now: datetime) -> bool:
        """Takes up reminders that are due, as many as can be told of in a while. Whether there were any."""
        room = min(MANY_REMINDERS, MOST_IN_HAND - self._teller.in_hand)
        if room <= 0:
            return False

        def work(tx: Transaction) -> tuple[Letter, ...] | None:
            due = tx.due_reminders(now, room)
            if not due:
                return None
            return tx.post_reminders(
                [(one, following(one.reminder, one.rhythm, zone_of(one.rhythm.zone))) for one in due]
            )

        letters = await self._store.run(work)
        for letter in letters or ():
            self._teller.deliver(letter)
        return letters is not None

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

        known: dict[Where, Found] = {}

        def work(tx: Transaction) -> Turn:
            return receive(tx, arrival.inbound, library, now, known) if tx.handled(arrival.number) else Turn()

        while True:
            try:
                turn = await self._store.run(work)
                break
            except LookUp as asked:
                known[asked.where] = await asyncio.to_thread(look_up, self._atlas, asked.where, now)
        if turn.carried.wake is not None:
            self._alarm_clock.expect(turn.carried.wake)
        return turn
