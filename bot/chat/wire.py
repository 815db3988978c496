"""Calls of the Bot API with plain parameters and plain answers: python-telegram-bot's client and errors without its objects.

Building a `Message` from each answer costs more than sending the call. What is called, and why, is not known here.
"""

from typing import Any

from telegram.ext import ExtBot

from bot.chat.pace import Pace
from bot.chat.transport import plain


class Wire:
    def __init__(self, bot: ExtBot[int], pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def call(self, endpoint: str, chat: int, **parameters: Any) -> Any:
        """The answer's `result`; raises what python-telegram-bot raises. `chat` is the one that the call belongs to."""
        return await self._pace.process_request(self._post, (endpoint, parameters), {}, endpoint, parameters, chat)

    async def _post(self, endpoint: str, parameters: dict[str, Any]) -> Any:
        return await self._bot.request.post(f"{self._bot.base_url}/{endpoint}", plain(parameters))
