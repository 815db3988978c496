"""An event loop whose waits take no time: its clock jumps to whatever is due next. No tests live here.

For what is all about time and touches no network: a pace is then tested to the millisecond, without a second of waiting.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Jumping(selectors.SelectSelector):
    """Where others would wait for so many seconds, these are over at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000.0

    def select(self, timeout: float | None = None) -> Any:
        assert timeout is not None, "everybody waits, and nothing is due"
        self.now += max(timeout, 0.0)
        return super().select(0)


class QuickLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def in_no_time(story: Coroutine[Any, Any, T]) -> T:
    """Runs a story to its end by a clock of its own."""
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        return runner.run(story)
