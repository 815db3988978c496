"""The short way for small calls of bots: a request that came whole is answered past the HTTP machinery, at once or in time.

Only what is plain to see is taken: one complete POST to a bot's method, with a length and nothing unusual. Everything
else goes the long way, which decides alike; so this file may be deleted and nothing changes but the speed.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
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


class Desk(Protocol):
    """Where parcels are handed in."""

    def at_once(self, parcel: Parcel) -> Answer | None:
        """The answer; None for what must go the long way."""

    def delay(self, parcel: Parcel) -> float:
        """Seconds after which it shall be `performed`; 0 for what must go the long way."""

    def performed(self, parcel: Parcel) -> Answer: ...


class ExpressLine(H11Protocol):
    """A connection that answers at once what it can, and what is only slow without the machinery."""

    # The server gives it.
    desk: Desk

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}
        self._slow = False
        self._leaving = False
        self._meanwhile = b""

    def data_received(self, data: bytes) -> None:
        if self._slow:
            self._meanwhile += data
            return
        if data.startswith(START) and self._idle():
            parcel = unpacked(data)
            if parcel is not None and self._taken(parcel):
                return
        super().data_received(data)

    def shutdown(self) -> None:
        if self._slow:
            self._leaving = True
        else:
            super().shutdown()

    def _taken(self, parcel: Parcel) -> bool:
        answer = self.desk.at_once(parcel)
        if answer is not None:
            self._unset_keepalive_if_required()
            self._reply(answer)
            return True
        delay = self.desk.delay(parcel)
        if not delay:
            return False
        self._unset_keepalive_if_required()
        self._slow = True
        task = self.loop.create_task(self._later(delay, parcel))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return True

    async def _later(self, delay: float, parcel: Parcel) -> None:
        """Performs the call when its time has come, also for a client that has hung up meanwhile."""
        await asyncio.sleep(delay)
        answer = self.desk.performed(parcel)
        self._slow = False
        if self.transport.is_closing():
            return
        self._reply(answer)
        if self._leaving:
            self.shutdown()
        elif self._meanwhile:
            data, self._meanwhile = self._meanwhile, b""
            self.data_received(data)

    def _reply(self, answer: Answer) -> None:
        self.transport.write(packed(answer))
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _idle(self) -> bool:
        """Whether no other request is under way on this connection, not even the beginning of one."""
        states = (self.conn.our_state, self.conn.their_state)
        return states == (h11.IDLE, h11.IDLE) and not self.conn.trailing_data[0] and not self.flow.write_paused
