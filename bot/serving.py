"""HTTP within a loop that belongs to somebody else: uvicorn without its signal handlers, its log, or its leisure at the end.

The one place that knows how uvicorn begins, looks after its lines, and stops. What is served, and to whom, is not known here.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

# Long, since a call that meets the closing of an idle connection can never know whether it was heard.
KEEP_ALIVE = 75
# Seconds that answers in hand may take when the server stops.
LAST_WORDS = 0.4


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


@contextlib.asynccontextmanager
async def served(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """`app` at this socket, for as long as the context is open."""
    server = Server(app)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.leave()
        await serving


class Server(uvicorn.Server):
    """Signals are the owner's business, and stopping takes no second. `line` may be a protocol of the owner's own."""

    def __init__(self, app: ASGIApp, line: type[asyncio.Protocol] | None = None) -> None:
        config = uvicorn.Config(
            app,
            interface="asgi3",
            http=line or "auto",
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
