"""The TCP connections under the sandbox's HTTP: noticing that a client hung up, hanging up on a client, answering at once."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

from bot.sandbox.express import ExpressLine
from bot.serving import Server

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp, Receive, Scope

    from bot.sandbox.express import Desk


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


def server(app: ASGIApp, desk: Desk) -> Server:
    """A server whose lines hand small calls in at the express's desk."""
    return Server(app, type("Line", (ExpressLine,), {"desk": desk}))
