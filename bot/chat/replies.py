"""Presses whose delivery is still open: their answer may travel back inside the response, and save a call of its own.

Whoever takes in a delivered press opens it here and waits a moment; whoever answers presses asks here first. Nothing is known
here of HTTP, and nothing waits: an answer that comes too late for the response is simply not taken.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Replies:
    """In one event loop, so that nobody can come between a question and its answer."""

    def __init__(self) -> None:
        self._open: dict[str, asyncio.Future[str]] = {}

    @contextmanager
    def open(self, press: str) -> Iterator[asyncio.Future[str]]:
        """For as long as the delivery of `press` is open: becomes the text of its answer, if somebody answers it in time."""
        reply: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._open[press] = reply
        try:
            yield reply
        finally:
            if self._open.get(press) is reply:
                del self._open[press]
            reply.cancel()

    def take(self, press: str, text: str) -> bool:
        """Whether `text` goes out with the delivery's response; if not, it needs a call of its own."""
        reply = self._open.pop(press, None)
        if reply is None or reply.done():
            return False
        reply.set_result(text)
        return True
