"""The page about an import, while nobody taps it: where it stands is kept, so that it is edited in place, also after a crash.

Telling is never what an import fails at: a chat out of reach hears of it when it asks.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.coach.errands import PATIENT, Hands, patiently
from bot.coach.ports import Transaction
from bot.coach.records import Spot
from bot.coach.world import Later, MaybeSaid, Unreachable
from bot.screens.found import Import
from bot.screens.screen import Screen


class Page:
    def __init__(self, hands: Hands, one: Import) -> None:
        self._hands = hands
        self._id = one.id
        self._chat = one.chat
        self._spot = None if one.message is None else Spot(one.chat, one.message)
        self._told = hands.clock.now() - timedelta(days=1)

    async def tells(self, screen: Screen, every: timedelta) -> None:
        """How far it is, unless that was told a moment ago."""
        if abs(self._hands.clock.now() - self._told) >= every:
            await self.shows(screen, tries=1)

    async def shows(self, screen: Screen, tries: int = PATIENT) -> None:
        self._told = self._hands.clock.now()
        with suppress(Later, Unreachable, MaybeSaid):
            await patiently(self._hands, self._chat, lambda: self._show(screen), tries)

    async def _show(self, screen: Screen) -> None:
        if self._spot is not None and await self._hands.messenger.edit(self._spot, screen):
            return
        self._spot = spot = await self._hands.messenger.send(self._chat, screen)
        await self._hands.store.run(lambda tx: _stands(tx, self._id, spot))


def _stands(tx: Transaction, id: str, spot: Spot) -> None:
    one = tx.imports.one(id)
    if one is not None:
        tx.imports.keep(replace(one, chat=spot.chat, message=spot.message))
