"""The short way for small calls of bots: a request that came whole is answered at once, past the HTTP machinery.

Only what is plain to see is taken: one complete POST to a bot's method, with a length and nothing unusual. Everything
else goes the long way, which decides alike; so this file may be deleted and nothing changes but the speed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.call import Answer

START = b"POST /bot"
LARGEST_HEAD = 8 * 1024
LARGEST_BODY = 256 * 1024
_LINE = re.compile(rb"POST /bot([!-$&-.0->@-~]+)/([A-Za-z]+) HTTP/1\.1")
_LOCAL = re.compile(rb"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?")
_USUAL = (b"host", b"content-length", b"content-type", b"user-agent", b"accept", b"accept-encoding", b"connection")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A call that came in one piece."""

    token: str
    method: str
    mime: bytes
    body: bytes


def unpacked(data: bytes) -> Parcel | None:
    """The call in these bytes; None if they hold more, less, or anything that needs a second look."""
    end = data.find(b"\r\n\r\n", 0, LARGEST_HEAD)
    if end < 0:
        return None
    first, *lines = data[:end].split(b"\r\n")
    target = _LINE.fullmatch(first)
    if target is None:
        return None
    headers: dict[bytes, bytes] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        name = name.lower()
        if not colon or name not in _USUAL or name in headers:
            return None
        headers[name] = value.strip(b" \t")
    length = headers.get(b"content-length", b"")
    body = data[end + 4 :]
    if not length.isdigit() or len(body) > LARGEST_BODY or int(length) != len(body):
        return None
    if not _LOCAL.fullmatch(headers.get(b"host", b"")) or headers.get(b"connection", b"keep-alive") != b"keep-alive":
        return None
    return Parcel(target[1].decode(), target[2].decode(), headers.get(b"content-type", b""), body)


def packed(answer: Answer) -> bytes:
    phrase = HTTPStatus(answer.status).phrase
    head = f"HTTP/1.1 {answer.status} {phrase}\r\ncontent-type: application/json\r\n"
    if answer.retry_after is not None:
        head += f"retry-after: {answer.retry_after}\r\n"
    return f"{head}content-length: {len(answer.body)}\r\n\r\n".encode() + answer.body


class ExpressLine(H11Protocol):
    """A connection that answers at once what it can."""

    # Answers a parcel, or returns None for what must wait; the server gives it.
    at_once: Callable[[Parcel], Answer | None]

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}

    def data_received(self, data: bytes) -> None:
        if data.startswith(START) and self._idle():
            parcel = unpacked(data)
            answer = None if parcel is None else type(self).at_once(parcel)
            if answer is not None:
                self._unset_keepalive_if_required()
                self.transport.write(packed(answer))
                delay = self.timeout_keep_alive
                self.timeout_keep_alive_task = self.loop.call_later(delay, self.timeout_keep_alive_handler)
                return
        super().data_received(data)

    def _idle(self) -> bool:
        """Whether no other request is under way on this connection, not even the beginning of one."""
        states = (self.conn.our_state, self.conn.their_state)
        return states == (h11.IDLE, h11.IDLE) and not self.conn.trailing_data[0] and not self.flow.write_paused
