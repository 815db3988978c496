"""Sessions that need not be read again: as one transaction sees them, on top of what was known before it began.

A transaction may fail, so what it learns and saves stays apart until `adopt` takes it over. Nothing here knows the database.
"""

from bot.store.rows import Kept

MOST = 512  # sessions; some 25 kB each when nearly done


class Memory:
    """What is known of the sessions that were used last."""

    def __init__(self) -> None:
        self._known: dict[str, Kept] = {}

    def find(self, id: str) -> Kept | None:
        return self._known.get(id)

    def adopt(self, learned: "Learned") -> None:
        for id, kept in learned.sessions.items():
            self._known.pop(id, None)
            self._known[id] = kept
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]

    def forget(self) -> None:
        self._known.clear()


class Learned:
    """What one transaction knows: what it has met itself, and below that what was known before."""

    __slots__ = ("_before", "sessions")

    def __init__(self, before: Memory) -> None:
        self._before = before
        self.sessions: dict[str, Kept] = {}

    def find(self, id: str) -> Kept | None:
        return self.sessions.get(id) or self._before.find(id)

    def learn(self, kept: Kept) -> None:
        self.sessions[kept.session.id] = kept
