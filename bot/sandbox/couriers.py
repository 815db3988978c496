"""Delivers updates to the webhook: in order within a chat, different chats at once, again after failures.

Retries wait longer each time, up to two minutes, until the update expires. What a webhook asks for in its response is
handed to the Bot API like any other call.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import aiohttp
import orjson

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.updates import Pending
    from bot.sandbox.world import World

FIRST_WAIT = 1.0
LONGEST_WAIT = 120.0
MOST_RETRY_AFTER = 3600.0
PATIENCE = aiohttp.ClientTimeout(total=60)
LARGEST_RESPONSE = 1024 * 1024


class Undelivered(Exception):
    """The webhook did not take an update."""

    def __init__(self, words: str, retry_after: float = 0.0) -> None:
        super().__init__(words)
        self.retry_after = retry_after


class Couriers:
    def __init__(
        self,
        world: World,
        perform: Callable[[dict[str, Any]], None],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._world = world
        self._perform = perform
        self._pause = pause
        self._lanes: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._handed = 0
        self._session: aiohttp.ClientSession | None = None
        self._seats = asyncio.Semaphore()

    def start(self) -> None:
        self._world.updates.on_new = self.wake
        self._world.webhook.on_change = self.restart
        self.restart()

    def restart(self) -> None:
        """Begins anew with the settings as they are now; what was under way stays in the queue."""
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()
        self._handed = 0
        self._seats = asyncio.Semaphore(self._world.webhook.settings.max_connections)
        self.wake()

    def wake(self) -> None:
        """Takes over the updates that came since the last time."""
        if not self._world.webhook.settings.url:
            return
        for update in self._world.updates.after(self._handed):
            self._handed = update.id
            if update.chat in self._lanes:
                self._lanes[update.chat].append(update)
            else:
                self._open_lane(update)

    async def stop(self) -> None:
        self._world.updates.on_new = self._world.webhook.on_change = lambda: None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _open_lane(self, update: Pending) -> None:
        lane = deque([update])
        self._lanes[update.chat] = lane
        task = asyncio.get_running_loop().create_task(self._serve(update.chat, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: int, lane: deque[Pending]) -> None:
        try:
            while lane:
                await self._deliver(lane[0])
                lane.popleft()
        finally:
            if self._lanes.get(chat) is lane:
                del self._lanes[chat]

    async def _deliver(self, update: Pending) -> None:
        wait = FIRST_WAIT
        world = self._world
        while world.updates.waits(update):
            try:
                async with self._seats:
                    wish = await self._post(update)
            except Undelivered as failure:
                world.webhook.failed(int(world.real_time()), str(failure))
                world.ledger.note("undelivered", update=update.id, error=str(failure))
                world.keep.settle()
                await self._pause(failure.retry_after or wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            world.updates.done(update.id)
            world.ledger.note("delivered", update=update.id)
            world.keep.settle()
            if wish:
                self._perform(wish)
        world.keep.settle()

    async def _post(self, update: Pending) -> dict[str, Any]:
        """Hands one update over; returns the call that the response asks for, if any."""
        settings = self._world.webhook.settings
        headers = {"Content-Type": "application/json"}
        if settings.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = settings.secret
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, ssl=False)
            self._session = aiohttp.ClientSession(connector=connector, timeout=PATIENCE)
        await asyncio.sleep(self._world.faults.latency)  # the same network in both directions
        try:
            async with self._session.post(
                settings.url, data=update.body, headers=headers, allow_redirects=False
            ) as response:
                if not 200 <= response.status <= 299:
                    words = f"Wrong response from the webhook: {response.status} {response.reason}"
                    raise Undelivered(words, _retry_after(response.headers.get("Retry-After", "")))
                return _wish(response.content_type, await response.content.read(LARGEST_RESPONSE))
        except aiohttp.ClientConnectorError as error:
            raise Undelivered(_unreached(error.os_error)) from error
        except TimeoutError as error:
            raise Undelivered("Read timeout expired") from error
        except aiohttp.ClientError as error:
            raise Undelivered("Webhook connection closed") from error
        except ValueError as error:
            # A host name that cannot even be asked for.
            raise Undelivered("Failed to resolve host: Name or service not known") from error


def _unreached(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"Failed to resolve host: {error.strerror}"
    return os.strerror(error.errno) if error.errno else "Connection failed"


def _retry_after(header: str) -> float:
    return min(float(header), MOST_RETRY_AFTER) if header.isascii() and header.isdigit() else 0.0


def _wish(content_type: str, body: bytes) -> dict[str, Any]:
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode("utf-8", "replace")))
    try:
        wish = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return wish if isinstance(wish, dict) else {}
