"""One unit of work on its way to the database and back: the function, who waits for it, and how it went.

The outcome travels inside the job and not as an exception of a future, because a StopIteration cannot be set on a future and
would leave its caller waiting for ever.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar, cast

from bot.coach.ports import Transaction

T = TypeVar("T")


class Job(Generic[T]):
    __slots__ = ("_value", "done", "error", "work")

    def __init__(self, work: Callable[[Transaction], T], done: asyncio.Future[None]) -> None:
        self.work = work
        self.done = done
        self.error: BaseException | None = None
        self._value: T | None = None

    @property
    def abandoned(self) -> bool:
        """Whoever waited has given up."""
        return self.done.cancelled()

    def attempt(self, transaction: Transaction) -> None:
        """Does the work; notes what it returns or raises."""
        self.error = None
        try:
            self._value = self.work(transaction)
        except BaseException as error:
            self.error = error

    def fail(self, error: BaseException) -> None:
        """The work did not come to be stored; an error of its own stays the one to tell."""
        self.error = self.error or error
        self._value = None

    def finish(self) -> None:
        """Wakes whoever waits; on the event loop."""
        if not self.done.done():
            self.done.set_result(None)

    def outcome(self) -> T:
        if self.error is not None:
            raise self.error
        return cast("T", self._value)
