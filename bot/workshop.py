"""A process of its own for what takes long: it starts when it is first wanted, and goes when it was idle for a while.

So neither the event loop nor the memory of a bot that nobody asks for a picture is ever touched by one. Functions and values
travel as pickles between two processes of the same code; nothing from outside is ever unpickled. What is worked out here is
known to those who ask.
"""

import asyncio
import os
import pickle
import resource
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from typing import Any, BinaryIO, ParamSpec, TypeVar, cast

from bot.coach.ports import WorkFailed

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 60.0  # seconds
PATIENCE = 30.0  # seconds for one value
MOST_MEMORY = 1024 * 1024 * 1024  # bytes of addresses; what is in use is far less
LENGTH = 8  # bytes before each pickle that say how long it is
READ_AHEAD = 256 * 1024


class Workshop:
    """One thing at a time; whoever comes meanwhile waits."""

    def __init__(self, idle: float = IDLE, patience: float = PATIENCE) -> None:
        self._idle = idle
        self._patience = patience
        self._one_by_one = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._leaving: asyncio.TimerHandle | None = None

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises `WorkFailed`."""
        (result,) = [value async for value in self._values(_once, (function, args, kwargs), {})]
        return cast(T, result)

    async def stream(
        self, function: Callable[P, Iterator[T]], *args: P.args, **kwargs: P.kwargs
    ) -> AsyncGenerator[T, None]:
        """Raises `WorkFailed`."""
        async with aclosing(self._values(function, args, kwargs)) as values:
            async for value in values:
                yield value

    async def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._stay()
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _values(self, function: Any, args: Any, kwargs: Any) -> AsyncGenerator[Any, None]:
        async with self._one_by_one:
            self._stay()
            finished = False
            try:
                process = await self._at_work()
                assert process.stdin is not None and process.stdout is not None, "both are pipes"
                process.stdin.write(_frame((function, args, kwargs)))
                async with asyncio.timeout(self._patience):
                    await process.stdin.drain()
                while True:
                    async with asyncio.timeout(self._patience):
                        what, value = await _next(process.stdout)
                    if what != "value":
                        break
                    yield value
                finished = True
                if what == "failed":
                    raise WorkFailed(value)
            except TimeoutError as late:
                raise WorkFailed(f"it took longer than {self._patience:.0f} s") from late
            except (OSError, EOFError) as gone:
                raise WorkFailed("the process that works it out has ended") from gone
            finally:
                if finished:
                    self._leave_later()
                else:
                    await self.close()

    async def _at_work(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.workshop",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=READ_AHEAD,
            )
        return self._process

    def _leave_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._leaving = loop.call_later(self._idle, lambda: loop.create_task(self._leave()))

    async def _leave(self) -> None:
        if not self._one_by_one.locked():
            await self.close()

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None


def _once(function: Callable[..., T], args: Any, kwargs: Any) -> Iterator[T]:
    yield function(*args, **kwargs)


def _frame(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(LENGTH) + body


async def _next(pipe: asyncio.StreamReader) -> tuple[str, Any]:
    body = await pipe.readexactly(int.from_bytes(await pipe.readexactly(LENGTH)))
    what, value = pickle.loads(body)
    return what, value


def work(orders: BinaryIO, results: BinaryIO) -> None:
    """The other end, until the orders end."""
    while head := orders.read(LENGTH):
        function, args, kwargs = pickle.loads(orders.read(int.from_bytes(head)))
        try:
            for value in function(*args, **kwargs):
                results.write(_frame(("value", value)))
                results.flush()
            results.write(_frame(("end", None)))
        except MemoryError:
            results.write(_frame(("failed", "it wanted too much memory")))
        except Exception as error:
            results.write(_frame(("failed", f"{type(error).__name__}: {error}")))
        results.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by mistake is no result
    with suppress(KeyboardInterrupt, BrokenPipeError):
        work(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
