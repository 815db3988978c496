"""Whether Spotter lives, and whether it is ready: each check by its name, and what is wrong where something is.

It asks the parts themselves, where their numbers live. Strangers may read what it says: no addresses, no names, no secrets.
How it is asked for is the web's business.
"""

import asyncio
import time
from collections.abc import Callable, Mapping

from bot.chat.app import Chat
from bot.coach.ports import Store, StoreTrouble
from bot.coach.records import Waiting
from bot.watchdog import Pulse

WELL = "ok"
BEATEN_WITHIN = 10.0  # seconds since the loop's last beat
DATABASE_WITHIN = 2.0  # seconds that a transaction may take
LOOKED_AT_EVERY = 1.0  # seconds, so that being asked does not become a load
HANDLED_WITHIN = 120.0  # seconds that the first of those who wait may wait

Checks = Mapping[str, str]


class Health:
    """`tick` is a clock that nobody sets."""

    def __init__(self, pulse: Pulse, store: Store, chat: Chat, tick: Callable[[], float] = time.monotonic) -> None:
        self._pulse = pulse
        self._store = store
        self._chat = chat
        self._tick = tick
        self._one_by_one = asyncio.Lock()
        self._looked: float | None = None
        self._database = WELL
        self._waiting: Waiting | None = None

    def lives(self) -> Checks:
        age = self._pulse.age
        return {"loop": WELL if age < BEATEN_WITHIN else f"the last beat was {age:.0f} s ago"}

    async def is_ready(self) -> Checks:
        await self._look()
        return {"database": self._database, "updates": self._updates(), "backlog": self._backlog()}

    async def waiting(self) -> Waiting | None:
        """What waits in the database; None while it cannot say."""
        await self._look()
        return self._waiting

    def _updates(self) -> str:
        intake = self._chat.intake
        return "Telegram has not been reached yet" if intake is None else intake.deaf or WELL

    def _backlog(self) -> str:
        inbox = self._chat.inbox
        if inbox is None:
            return "nothing is taken in yet"
        if inbox.trouble:
            return "what arrives cannot be written"
        if not inbox.is_open:
            return "no more can be taken in" if inbox.recovered else "what an earlier run left behind comes first"
        wait = inbox.longest_wait
        return WELL if wait < HANDLED_WITHIN else f"the first has been waiting for {wait:.0f} s"

    async def _look(self) -> None:
        """Uses the database for real, but not for everyone who asks."""
        async with self._one_by_one:
            if self._looked is not None and self._tick() - self._looked < LOOKED_AT_EVERY:
                return
            self._waiting = None
            try:
                async with asyncio.timeout(DATABASE_WITHIN):
                    self._waiting = await self._store.run(lambda tx: tx.waiting_counts())
                self._database = WELL
            except TimeoutError:
                self._database = f"no answer within {DATABASE_WITHIN:.0f} s"
            except StoreTrouble:
                self._database = "it cannot be used"
            self._looked = self._tick()
