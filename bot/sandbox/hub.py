"""Who is watching which chat: every open page gets what happens there, pushed.

A watcher that cannot keep up is let go; its page connects anew and reads the whole state again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

BACKLOG = 1000


@dataclass(eq=False, slots=True)
class Watcher:
    person: int
    chat: int
    events: asyncio.Queue[dict[str, Any] | None] = field(default_factory=lambda: asyncio.Queue(BACKLOG))


class Hub:
    def __init__(self) -> None:
        self._watchers: set[Watcher] = set()
        self._closed = False

    def watch(self, person: int, chat: int) -> Watcher:
        watcher = Watcher(person, chat)
        if self._closed:
            watcher.events.put_nowait(None)
        else:
            self._watchers.add(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        self._watchers.discard(watcher)

    def watchers(self) -> tuple[Watcher, ...]:
        return tuple(self._watchers)

    @property
    def watched(self) -> bool:
        return bool(self._watchers)

    def tell(self, kind: str, *, chat: int | None = None, person: int | None = None, **facts: Any) -> None:
        """Tells everyone, or those who watch this chat, or this person alone."""
        for watcher in tuple(self._watchers):
            if (chat is None or watcher.chat == chat) and (person is None or watcher.person == person):
                self._push(watcher, {"type": kind, **facts})

    def close(self) -> None:
        self._closed = True
        for watcher in tuple(self._watchers):
            self._let_go(watcher)

    def _push(self, watcher: Watcher, event: dict[str, Any]) -> None:
        if watcher.events.full():
            self._let_go(watcher)
        else:
            watcher.events.put_nowait(event)

    def _let_go(self, watcher: Watcher) -> None:
        self._watchers.discard(watcher)
        if watcher.events.full():
            watcher.events.get_nowait()
        watcher.events.put_nowait(None)
