"""Taps on inline buttons that wait for their answer: each may be answered once, within 150 seconds of real time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.sandbox.keep import Counter
from bot.sandbox.refusals import QUERY_TOO_OLD, bad

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.keep import Keep

LIFETIME = 150.0
FIRST_QUERY = 4_300_000_000_000_000_001


@dataclass(frozen=True, slots=True)
class Tap:
    query: str
    person: int
    chat: int
    at: float


class Taps:
    def __init__(self, keep: Keep, real_time: Callable[[], float]) -> None:
        self._keep = keep
        self._real_time = real_time
        self._numbers = Counter(keep, "query", FIRST_QUERY)
        self._waiting: OrderedDict[str, Tap] = OrderedDict()
        for key, row in sorted(keep.read("taps"), key=lambda row: int(row[0])):
            self._waiting[key] = Tap(**row)

    def add(self, person: int, chat: int) -> Tap:
        self._drop_expired()
        tap = Tap(str(self._numbers.take()), person, chat, self._real_time())
        self._waiting[tap.query] = tap
        self._keep.put("taps", tap.query, asdict(tap))
        return tap

    def chat_of(self, query: str) -> int | None:
        """Where the button of a tap that waits was pressed."""
        tap = self._waiting.get(query.strip())
        return None if tap is None else tap.chat

    def answer(self, query: str) -> Tap:
        """The tap that this answers, which then waits no more; refused if it is too old, unknown or answered."""
        self._drop_expired()
        tap = self._waiting.pop(query.strip(), None)
        if tap is None:
            raise bad(QUERY_TOO_OLD)
        self._keep.drop("taps", tap.query)
        return tap

    def _drop_expired(self) -> None:
        oldest = self._real_time() - LIFETIME
        while self._waiting and (tap := next(iter(self._waiting.values()))).at <= oldest:
            del self._waiting[tap.query]
            self._keep.drop("taps", tap.query)
