"""Calls of the Bot API with plain parameters and plain answers: python-telegram-bot's client and errors without its objects.

Building a `Message` from each answer costs more than sending the call. What is called, and why, is not known here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from telegram.ext import ExtBot

from bot.chat.pace import Pace
from bot.chat.transport import plain, with_files
from bot.coach.records import File

_NO_FILES: Mapping[str, File] = {}


class NoPath(Exception):
    """Telegram knows the file, and does not say where it is."""


class Wire:
    def __init__(self, bot: ExtBot[int], pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def call(self, endpoint: str, chat: int, uploads: Mapping[str, File] = _NO_FILES, **parameters: Any) -> Any:
        """The answer's `result`; raises what python-telegram-bot raises. `chat` is the one that the call belongs to.

        A parameter that says `attach://name` means the upload of that name.
        """
        given = endpoint, parameters, uploads
        return await self._pace.process_request(self._post, given, {}, endpoint, parameters, chat)

    async def _post(self, endpoint: str, parameters: dict[str, Any], uploads: Mapping[str, File]) -> Any:
        data = with_files(parameters, uploads) if uploads else plain(parameters)
        return await self._bot.request.post(f"{self._bot.base_url}/{endpoint}", data)

    async def download(self, file: str) -> bytes:
        """The bytes of a file that Telegram has; raises what python-telegram-bot raises, and `NoPath`."""
        found: Any = await self._bot.request.post(f"{self._bot.base_url}/getFile", plain({"file_id": file}))
        path = found.get("file_path")
        if not isinstance(path, str) or not path:
            raise NoPath(NoPath.__doc__)
        return await self._bot.request.retrieve(f"{self._bot.base_file_url}/{quote(path)}")
