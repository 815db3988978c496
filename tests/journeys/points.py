"""The moments at which a life can be cut short: around each commit that writes, and around each call to Telegram.

They are found by wrapping the SQLite driver and the HTTP client of a child process that lives for nothing else; Spotter's
own code knows nothing of it. Each moment has a name such as `commit 7 before` or `sendMessage 2 after`. No tests live here.
"""

import asyncio
import os
import random
import re
import signal
import sqlite3
import time
from collections import Counter
from functools import partial
from typing import Any

from bot.chat.transport import AiohttpRequest

_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)
_INTRODUCTIONS = (
    "getMe",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
)  # nothing of a lifter's is in them


class Points:
    """Counts the moments of one life, writes each down, and ends the process at the one that is asked for.

    With a seed every moment lasts a little while, so that what goes on at once goes on in another order.
    """

    def __init__(self, trail: str, die_at: str, seed: int) -> None:
        self._trail = os.open(trail, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._die_at = die_at
        self._seen: Counter[str] = Counter()
        self._dice = random.Random(seed)
        self._longest = 0.004 if seed else 0.0

    def number(self, kind: str) -> str:
        self._seen[kind] += 1
        return f"{kind} {self._seen[kind]}"

    def reach(self, name: str, about: str = "") -> None:
        os.write(self._trail, f"{name}{about and f' ({about})'}\n".encode())
        if name == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def pause(self) -> float:
        return self._dice.random() * self._longest


def mark(points: Points) -> None:
    """Puts the points into this process, for good."""
    _mark_commits(points)
    _mark_calls(points)


def _mark_commits(points: Points) -> None:
    class Cursor(sqlite3.Cursor):
        written: tuple[str, ...] = ()

        def execute(self, statement: str, parameters: Any = (), /) -> "Cursor":
            if statement != "COMMIT" or not self.written:
                if (found := _WRITES.match(statement)) and found[1] not in self.written:
                    self.written += (found[1],)
                super().execute(statement, parameters)
                return self
            name, about, self.written = points.number("commit"), ", ".join(self.written), ()
            time.sleep(points.pause())
            points.reach(f"{name} before", about)
            super().execute(statement)
            points.reach(f"{name} after", about)
            return self

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    vars(sqlite3)["connect"] = partial(sqlite3.connect, factory=Connection)


def _mark_calls(points: Points) -> None:
    do_request = AiohttpRequest.do_request

    async def marked(self: AiohttpRequest, url: str, *given: Any, **named: Any) -> tuple[int, bytes]:
        method = url.rpartition("/")[2]
        if method in _INTRODUCTIONS:
            return await do_request(self, url, *given, **named)
        name = points.number(method)
        await asyncio.sleep(points.pause())
        points.reach(f"{name} before")
        answer = await do_request(self, url, *given, **named)
        points.reach(f"{name} after")
        return answer

    type.__setattr__(AiohttpRequest, "do_request", marked)
