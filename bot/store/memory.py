"""What need not be read again: as one transaction sees it, on top of what was known before it began.

A transaction may fail, so what it learns and saves stays apart until `adopt` takes it over. Nothing here knows the database.
"""

from typing import TypeVar

from bot.store.rows import Kept
from bot.training.lifter import Lifter

MOST_SESSIONS = 512  # some 25 kB each when nearly done
MOST_LIFTERS = 10_000  # some 250 bytes each

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory:
    """What is known of the lifters and the sessions that were used last."""

    def __init__(self) -> None:
        self.lifters: dict[int, Lifter] = {}
        self.sessions: dict[str, Kept] = {}
        self.begun: dict[int, str] = {}  # by lifter, the session that was open when it was last used

    def adopt(self, learned: "Learned") -> None:
        for gone in learned.let_gone:
            self._let_go(gone)
        for lifter in learned.lifters.values():
            _put_last(self.lifters, lifter.id, lifter, MOST_LIFTERS)
        for id, kept in learned.sessions.items():
            _put_last(self.sessions, id, kept, MOST_SESSIONS)
            if kept.session.is_open:
                _put_last(self.begun, kept.session.lifter, id, MOST_SESSIONS)

    def _let_go(self, lifter: int) -> None:
        self.lifters.pop(lifter, None)
        self.begun.pop(lifter, None)
        for id in [id for id, kept in self.sessions.items() if kept.session.lifter == lifter]:
            del self.sessions[id]

    def forget(self) -> None:
        self.lifters.clear()
        self.sessions.clear()
        self.begun.clear()


def _put_last(known: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """What was used longest ago stands first, and goes when there is too much."""
    known.pop(key, None)
    known[key] = value
    if len(known) > most:
        del known[next(iter(known))]


class Learned:
    """What one transaction knows: what it has met itself, and below that what was known before."""

    __slots__ = ("_before", "let_gone", "lifters", "sessions")

    def __init__(self, before: Memory) -> None:
        self._before = before
        self.lifters: dict[int, Lifter] = {}
        self.sessions: dict[str, Kept] = {}
        self.let_gone: frozenset[int] = frozenset()

    def lifter(self, id: int) -> Lifter | None:
        return self.lifters.get(id) or self._before.lifters.get(id)

    def session(self, id: str) -> Kept | None:
        return self.sessions.get(id) or self._before.sessions.get(id)

    def open_session(self, lifter: int) -> Kept | None:
        """A lifter has one open at most: if one is known, there is no other."""
        for kept in self.sessions.values():
            if kept.session.lifter == lifter and kept.session.is_open:
                return kept
        kept_before = self.session(self._before.begun.get(lifter, ""))
        return kept_before if kept_before is not None and kept_before.session.is_open else None

    def learn_lifter(self, lifter: Lifter) -> None:
        self.lifters[lifter.id] = lifter

    def learn(self, kept: Kept) -> None:
        self.sessions[kept.session.id] = kept

    def let_go(self, lifter: int) -> None:
        """Whatever is known of a lifter is not to be remembered."""
        self.let_gone |= {lifter}
        self.lifters.pop(lifter, None)
        self.sessions = {id: kept for id, kept in self.sessions.items() if kept.session.lifter != lifter}
