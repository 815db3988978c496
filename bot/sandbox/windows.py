"""What is looked at rather than done: the page and its files, pictures and documents, and the stream of events."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import orjson
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.acts import Impossible
from bot.sandbox.doors import Doors, complaint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from bot.sandbox.files import StoredFile
    from bot.sandbox.hub import Watcher
    from bot.sandbox.timetable import Timetable
    from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
KEEP_ALIVE = 15.0
MIME = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Windows:
    def __init__(self, world: World, doors: Doors, timetable: Timetable) -> None:
        self._world = world
        self._doors = doors
        self._timetable = timetable
        self._clock_news: set[asyncio.Task[None]] = set()
        self._leave_clock = world.clock.on_move(self._tell_clock)

    def close(self) -> None:
        self._leave_clock()

    def routes(self) -> list[Route]:
        return [
            Route("/", self.index, methods=["GET"]),
            Route("/page/{name}", self.page_file, methods=["GET"]),
            Route("/sandbox/events", self.events, methods=["GET"]),
            Route("/sandbox/file/{file_id}", self.file, methods=["GET"]),
        ]

    async def index(self, request: Request) -> Response:
        return _page_file("index.html")

    async def page_file(self, request: Request) -> Response:
        return _page_file(request.path_params["name"])

    async def file(self, request: Request) -> Response:
        file = self._world.files.find(request.path_params["file_id"])
        return complaint("there is no such file", 404) if file is None else self.download(file)

    def download(self, file: StoredFile) -> Response:
        mime = _picture_mime(self._world.files.body(file)) if file.kind == "photo" else file.mime
        inline = file.kind == "photo" and mime in SHOWN_INLINE
        disposition = "inline" if inline else f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        headers = {**PAGE_HEADERS, "Content-Disposition": disposition}
        return Response(self._world.files.body(file), headers={**headers, "Content-Type": mime})

    async def events(self, request: Request) -> Response:
        try:
            person, chat = self._doors.watched(request)
        except Impossible as problem:
            return complaint(str(problem))
        watcher = self._world.hub.watch(person["id"], chat.id)
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return StreamingResponse(self._stream(watcher), media_type="text/event-stream", headers=headers)

    async def _stream(self, watcher: Watcher) -> AsyncIterator[bytes]:
        try:
            yield b'data: {"type":"hello"}\n\n'
            while True:
                try:
                    event = await asyncio.wait_for(watcher.events.get(), KEEP_ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if event is None:
                    return
                yield b"data: " + orjson.dumps(event) + b"\n\n"
        finally:
            self._world.hub.leave(watcher)

    def _tell_clock(self) -> None:
        if self._world.hub.watched:
            task = asyncio.get_running_loop().create_task(self._tell_time())
            self._clock_news.add(task)
            task.add_done_callback(self._clock_news.discard)

    async def _tell_time(self) -> None:
        self._world.hub.tell("clock", clock=await self._timetable.told())


def _page_file(name: str) -> Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in MIME or not path.is_file():
        return complaint("there is no such page", 404)
    return Response(path.read_bytes(), headers=PAGE_HEADERS, media_type=MIME[path.suffix])


def _picture_mime(body: bytes) -> str:
    if body.startswith(b"\x89PNG"):
        return "image/png"
    if body.startswith(b"GIF8"):
        return "image/gif"
    return "image/webp" if body[:4] == b"RIFF" else "image/jpeg"
