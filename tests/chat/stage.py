"""A messenger, the Bot API it speaks to, and the faults that can be put in its way. No tests live here."""

from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.chat.gallery import Gallery
from bot.chat.messenger import TelegramMessenger
from bot.coach.world import WorkFailed
from bot.sandbox import Sandbox
from bot.screens.figures import Picture
from bot.store import OpenStore
from tests.phone import ROBIN, Json, phone_at
from tests.sandbox.rig import PNG


class Easel:
    """Where no picture is looked at, the same one does for all; `drawn` counts them."""

    def __init__(self) -> None:
        self.drawn = 0
        self.broken = False

    async def draw(self, picture: Picture) -> bytes:
        if self.broken:
            raise WorkFailed("it took longer than 30 s")
        self.drawn += 1
        return PNG


@dataclass
class Stage:
    address: str
    sandbox: Sandbox
    messenger: TelegramMessenger
    easel: Easel
    gallery: Gallery
    store: OpenStore

    async def faults(self, *rules: Json) -> None:
        async with phone_at(self.address) as phone:
            await phone.puts_in_the_way(*rules)

    async def keys(self, chat: int = ROBIN) -> dict[str, Any] | None:
        """What stands beneath the chat."""
        query = {"person": str(ROBIN), "chat": str(chat)}
        async with aiohttp.ClientSession() as http, http.get(f"{self.address}/sandbox/state", params=query) as state:
            keyboard: dict[str, Any] | None = (await state.json())["reply_keyboard"]
            return keyboard

    async def ledger(self, kind: str | None = None) -> list[Json]:
        async with phone_at(self.address) as phone:
            return [row for row in await phone.ledger() if kind in (None, row["kind"])]

    async def shown(self, chat: int = ROBIN) -> list[Json]:
        """What the bot has said that still stands there."""
        async with phone_at(self.address, chat=chat) as phone:
            return phone.from_bot
