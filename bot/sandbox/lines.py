"""The TCP connections under the sandbox's HTTP: noticing that a client hung up, and hanging up on a client.

The one place that knows how uvicorn holds its connections, stops, and wants to handle signals.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import TYPE_CHECKING

import uvicorn

from bot.sandbox.express import ExpressLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp, Receive, Scope

    from bot.sandbox.call import Answer
    from bot.sandbox.express import Parcel

# Long, since a call that meets the closing of an idle connection can never know whether it was heard.
KEEP_ALIVE = 75
# How long answers in hand may take when the server stops.
LAST_WORDS = 0.4


async def hung_up(receive: Receive) -> None:
    """Returns when the client is gone; to be asked only after the body was read."""
    while (await receive())["type"] != "http.disconnect":
        pass


def reset(scope: Scope) -> None:
    """Drops the connection the hard way: the client sees a reset, not an end."""
    transport: asyncio.Transport = scope["state"]["transport"]
    line: socket.socket | None = transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def listen(host: str, port: int) -> socket.socket:
    """A bound, listening socket; OSError if the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, or asyncio leaves Nagle's delay on for every connection it accepts.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """Uvicorn inside somebody else's loop: signals are the owner's business, and stopping takes no second."""

    def __init__(self, app: ASGIApp, at_once: Callable[[Parcel], Answer | None]) -> None:
        line = type("Line", (ExpressLine,), {"at_once": staticmethod(at_once)})
        config = uvicorn.Config(
            app,
            interface="asgi3",
            http=line,
            timeout_keep_alive=KEEP_ALIVE,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
        )
        super().__init__(config)
        self._leave = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        counter = 0
        while not await self.on_tick(counter):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._leave.wait(), 1)
            counter += 10

    def leave(self) -> None:
        self.should_exit = True
        self._leave.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for line in list(self.server_state.connections):
            line.shutdown()
        tasks = list(self.server_state.tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=LAST_WORDS)
        for line in list(self.server_state.connections):
            line.transport.abort()
        if tasks:
            await asyncio.wait(tasks, timeout=LAST_WORDS)
