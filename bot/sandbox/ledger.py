"""Everything that ever happened in the sandbox, in order: the judge of tests and benchmarks.

It only remembers, in memory and up to a limit; it never decides anything. When the limit cuts, the first row says so.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.clock import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

LIMIT = 200_000


class Ledger:
    def __init__(self, unix: Callable[[], float], limit: int = LIMIT) -> None:
        self._unix = unix
        self._rows: deque[Json] = deque(maxlen=limit)
        self._count = 0
        self.on_note: Callable[[Json], None] = lambda row: None

    def note(self, kind: str, **facts: Any) -> None:
        self._count += 1
        row = {"n": self._count, "at": self._unix(), "kind": kind, **facts}
        self._rows.append(row)
        self.on_note(row)

    def rows(self, after: int = 0) -> list[Json]:
        """The rows numbered above `after`, oldest first."""
        told = [
            {**row, "at": (EPOCH + timedelta(seconds=row["at"])).isoformat(), "unix": row["at"]}
            for row in self._rows
            if row["n"] > after
        ]
        forgotten = self._count - len(self._rows)
        if forgotten > after:
            told.insert(0, {"n": forgotten, "kind": "cut", "forgotten": forgotten})
        return told
