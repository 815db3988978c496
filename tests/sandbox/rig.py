"""A running sandbox and somebody to talk to it over HTTP: as the bot, and as a person at the page. No tests live here."""

from __future__ import annotations

import asyncio
import io
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson

from bot.sandbox import MovableClock, Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

Json = dict[str, Any]

TOKEN = "42:secret"
ROBIN = 1001
KIM = 1002
GYM = -100
# Long enough for a loaded machine, short enough to see a hang for what it is.
PATIENCE = 20.0
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x30\x00\x00\x00\x20\x08\x02\x00\x00\x00" + b"0" * 64

CHART = ("chart.png", PNG, "image/png")
EXPORT = ("training 2026.csv", b"set,reps\n1,10\n", "text/csv")


class Stopwatch:
    """Real time as the sandbox sees it, for what expires; it stands still until it is wound on."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


class Rests:
    """Stands in for waiting between retries: remembers how long each wait was, and lets it pass at once."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        await asyncio.sleep(0)


class Rig:
    def __init__(self, box: Sandbox, address: str, http: aiohttp.ClientSession) -> None:
        self.box = box
        self.address = address
        self.http = http

    def url(self, method: str, token: str = TOKEN) -> str:
        return f"{self.address}/bot{token}/{method}"

    async def call(self, method: str, **params: Any) -> Json:
        """A call as JSON; the envelope, whose code must be the HTTP status."""
        async with self.http.post(self.url(method), json=params) as response:
            return await envelope(response)

    async def ok(self, method: str, **params: Any) -> Any:
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        words: str = answer["description"]
        return words

    @staticmethod
    def form(fields: dict[str, str], **files: tuple[str, bytes, str]) -> aiohttp.FormData:
        """A multipart form of texts and files, each file given as (name, body, MIME type)."""
        form = aiohttp.FormData(default_to_multipart=True, quote_fields=False)
        for name, value in fields.items():
            form.add_field(name, value)
        for name, (file_name, body, mime) in files.items():
            form.add_field(name, io.BytesIO(body), filename=file_name, content_type=mime)
        return form

    async def post(self, method: str, form: aiohttp.FormData) -> Json:
        """A call as a form; the envelope."""
        async with self.http.post(self.url(method), data=form) as response:
            return await envelope(response)

    async def send(self, kind: str, file: tuple[str, bytes, str], **fields: str) -> Json:
        """A photo or document to Robin; the message."""
        answer = await self.post(f"send{kind.title()}", self.form({"chat_id": str(ROBIN), **fields}, **{kind: file}))
        assert answer["ok"], answer
        message: Json = answer["result"]
        return message

    async def say(self, text: str, person: int = ROBIN, chat: int | None = None) -> Json:
        message: Json = (await self.door("say", person=person, chat=chat, text=text))["message"]
        return message

    async def press(self, message_id: int, data: str = "x", person: int = ROBIN, chat: int | None = None) -> str:
        answer = await self.door("press", person=person, chat=chat, message_id=message_id, data=data)
        query: str = answer["callback_query_id"]
        return query

    async def door(self, name: str, **given: Any) -> Json:
        async with self.http.post(f"{self.address}/sandbox/{name}", json=given) as response:
            answer: Json = await response.json()
            assert response.status == 200, answer
            return answer

    async def complaint(self, name: str, **given: Any) -> str:
        """What the door says to bad input: one line."""
        async with self.http.post(f"{self.address}/sandbox/{name}", json=given) as response:
            answer = await response.json()
            assert response.status == 400, answer
            line: str = answer["error"]
            assert "\n" not in line
            return line

    async def look(self, path: str) -> Any:
        async with self.http.get(self.address + path) as response:
            assert response.status == 200, await response.text()
            return orjson.loads(await response.read())

    async def state(self, person: int = ROBIN, chat: int | None = None) -> Json:
        where = "" if chat is None else f"&chat={chat}"
        state: Json = await self.look(f"/sandbox/state?person={person}{where}")
        return state

    async def ledger(self, kind: str) -> list[Json]:
        return [row for row in await self.look("/sandbox/ledger") if row["kind"] == kind]

    async def updates(self, **params: Any) -> list[Json]:
        updates: list[Json] = await self.ok("getUpdates", **params)
        return updates

    async def events(self, person: int = ROBIN, chat: int | None = None) -> AsyncIterator[Json]:
        """The stream of events; the first one says that whatever follows will be seen."""
        where = "" if chat is None else f"&chat={chat}"
        async with self.http.get(f"{self.address}/sandbox/events?person={person}{where}") as response:
            assert response.content_type == "text/event-stream"
            async for line in response.content:
                if line.startswith(b"data: "):
                    yield orjson.loads(line.removeprefix(b"data: "))

    async def until_polling(self) -> None:
        """Returns when a long poll is waiting, so that a test acts while it waits."""
        async with asyncio.timeout(PATIENCE):
            while not (await self.state())["bot"]["listening"]:
                pass


async def envelope(response: aiohttp.ClientResponse) -> Json:
    answer: Json = orjson.loads(await response.read())
    assert response.content_type == "application/json"
    assert response.status == (200 if answer["ok"] else answer["error_code"])
    return answer


async def open_rig(
    folder: Path | None = None,
    *,
    token: str | None = None,
    watch: Stopwatch | None = None,
    pause: Rests | None = None,
    clock: MovableClock | None = None,
) -> Rig:
    box = Sandbox(
        folder=folder,
        token=token,
        clock=clock,
        real_time=watch or time.time,
        pause=pause or asyncio.sleep,
    )
    address = await box.start()
    http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
    return Rig(box, address, http)


async def close_rig(rig: Rig) -> None:
    await rig.http.close()
    await rig.box.stop()
