"""The sandbox as a whole: started and stopped inside the bot's own loop, or a test's.

It binds first and does everything else afterwards, so that a port in use costs nothing.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from bot.sandbox.botapi import TOKEN, BotApi, refusal_answer, reply
from bot.sandbox.clock import MovableClock
from bot.sandbox.couriers import Couriers
from bot.sandbox.doors import Doors
from bot.sandbox.guard import objection, refuse
from bot.sandbox.lines import server
from bot.sandbox.profile import BOT_ID
from bot.sandbox.refusals import not_found
from bot.sandbox.timetable import Timetable
from bot.sandbox.windows import Windows
from bot.sandbox.world import open_world
from bot.serving import listen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from socket import socket

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.sandbox.world import World


class Sandbox:
    def __init__(
        self,
        *,
        folder: Path | None = None,
        token: str | None = None,
        clock: MovableClock | None = None,
        real_time: Callable[[], float] = time.time,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`real_time` and `pause` are what expiry and the webhook's retries live by; tests bring their own.

        `world` is there once it has started: benchmarks act in it without a request of their own.
        """
        if token is not None and not TOKEN.fullmatch(token):
            raise ValueError("a token is digits, a colon and some text")
        self.clock = clock or MovableClock()
        self.next_alarm: Callable[[], Awaitable[datetime | None]] | None = None
        self.neighbours: dict[str, ASGIApp] = {}  # by path: what else is served here, whatever it is
        self._folder = folder
        self._token = token
        self._real_time = real_time
        self._pause = pause
        self._running: _Running | None = None
        self.world: World

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Begins to serve and returns the address.

        OSError, and nothing begun, if the port is taken; one with a filename if the folder cannot be used.
        """
        listener = listen(host, port)
        try:
            bot_id = int(self._token.partition(":")[0]) if self._token else BOT_ID
            world = open_world(self._folder, self.clock, self._real_time, bot_id)
        except BaseException:
            listener.close()
            raise
        self._running = _Running(world, self._token, lambda: self.next_alarm, self._pause, self.neighbours)
        self._running.begin(listener)
        self.world = world
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{listener.getsockname()[1]}"

    async def stop(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            await running.stop()


class _Running:
    """Everything that lives from start to stop."""

    def __init__(
        self,
        world: World,
        token: str | None,
        next_alarm: Callable[[], Callable[[], Awaitable[datetime | None]] | None],
        pause: Callable[[float], Awaitable[None]],
        neighbours: Mapping[str, ASGIApp],
    ) -> None:
        self._world = world
        self._neighbours = neighbours
        self._api = BotApi(world, token)
        self._couriers = Couriers(world, self._api.perform_response, pause)
        self._timetable = Timetable(world.clock, world.keep, next_alarm)
        doors = Doors(world, self._timetable)
        self._windows = Windows(world, doors, self._timetable)
        self._rooms = Starlette(routes=[*self._windows.routes(), *doors.routes()])
        self._server = server(self._app, self._api)

    def begin(self, listener: socket) -> None:
        self._serving = asyncio.get_running_loop().create_task(self._server.serve(sockets=[listener]))
        self._couriers.start()

    async def stop(self) -> None:
        self._timetable.close()
        self._windows.close()
        self._world.updates.close()
        self._world.hub.close()
        await self._couriers.stop()
        self._server.leave()
        await self._serving
        self._world.keep.close()

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        words = objection(scope)
        if words is not None:
            await refuse(send, words)
        elif scope["path"].startswith("/bot"):
            await self._api(scope, receive, send)
        elif scope["path"].startswith("/file/bot"):
            await self._download(scope, receive, send)
        elif scope["path"] in self._neighbours:
            await self._neighbours[scope["path"]](scope, receive, send)
        else:
            await self._rooms(scope, receive, send)

    async def _download(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, path = scope["path"].removeprefix("/file/bot").partition("/")
        file = self._world.files.at_path(path) if self._api.admits(token) else None
        if file is None:
            await reply(send, refusal_answer(not_found()))
        else:
            await self._windows.download(file)(scope, receive, send)
