"""A sandbox for the page's tests, and a bot at the other end that does exactly what a test tells it.

The fixture that opens one is in `page_fixtures`; no test lives here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

Json = dict[str, Any]

ROBIN = 1001
KIM = 1002
GYM = -100


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def entity(text: str, part: str, kind: str, **more: Any) -> Json:
    return {"type": kind, "offset": units(text[: text.index(part)]), "length": units(part), **more}


def button(text: str, data: str | None = None, **more: Any) -> Json:
    return {"text": text, "callback_data": data or text, **more}


@dataclass(slots=True)
class Stage:
    folder: Path
    http: aiohttp.ClientSession
    sandbox: Sandbox
    address: str = ""
    alarm: datetime | None = None
    heard: list[Json] = field(default_factory=list)
    _offset: int = 0

    async def open(self, port: int = 0) -> None:
        async def next_alarm() -> datetime | None:
            return self.alarm

        self.sandbox.next_alarm = next_alarm
        self.address = await self.sandbox.start(port=port)

    async def close(self) -> None:
        await self.sandbox.stop()

    async def reopen(self) -> None:
        self.sandbox = Sandbox(folder=self.folder)
        await self.open(port=int(self.address.rpartition(":")[2]))

    async def call(self, method: str, **parameters: Any) -> Any:
        async with self.http.post(f"{self.address}/bot1:stage/{method}", json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def send(self, text: str, chat: int = ROBIN, rows: list[list[Json]] | None = None, **more: Any) -> Json:
        if rows is not None:
            more["reply_markup"] = {"inline_keyboard": rows}
        message: Json = await self.call("sendMessage", chat_id=chat, text=text, **more)
        return message

    async def send_file(self, kind: str, name: str, content: bytes, caption: str) -> Json:
        form = aiohttp.FormData({"chat_id": str(ROBIN), "caption": caption})
        form.add_field(kind, content, filename=name)
        async with self.http.post(f"{self.address}/bot1:stage/send{kind.capitalize()}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        message: Json = answer["result"]
        return message

    async def hear(self, kind: str) -> Json:
        """The next update of this kind, as a polling bot gets it."""
        while True:
            for update in self.heard:
                if kind in update:
                    self.heard.remove(update)
                    found: Json = update[kind]
                    return found
            for update in await self.call("getUpdates", offset=self._offset, timeout=5):
                self._offset = update["update_id"] + 1
                self.heard.append(update)
