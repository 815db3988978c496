"""A process of its own for what takes long: it starts when it is first wanted, and goes when it was idle for a while.

So neither the event loop nor the memory of a bot that nobody asks for a picture is ever touched by one. Functions and values
travel as pickles between two processes of the same code (`workbench` is the other end); nothing from outside is ever unpickled.
What is worked out here is known to those who ask.
"""

import asyncio
import os
import pickle
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from typing import Any, ParamSpec, TypeVar, cast

from bot import workbench
from bot.coach.world import WorkFailed

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 60.0  # seconds
PATIENCE = 30.0  # seconds for one value
PIECE = 256 * 1024  # bytes that the loop handles at a time
SMALL = 16 * 1024  # bytes that are unpickled faster than they are handed to a thread


class Workshop:
    """One thing at a time; whoever comes meanwhile waits."""

    def __init__(self, idle: float = IDLE, patience: float = PATIENCE) -> None:
        self._idle = idle
        self._patience = patience
        self._one_by_one = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._leaving: asyncio.TimerHandle | None = None
        self._closed = False

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises `WorkFailed`."""
        (result,) = [value async for value in self._values(workbench.once, (function, args, kwargs), {})]
        return cast(T, result)

    async def stream(
        self, function: Callable[P, Iterator[T]], *args: P.args, **kwargs: P.kwargs
    ) -> AsyncGenerator[T, None]:
        """Raises `WorkFailed`."""
        async with aclosing(self._values(function, args, kwargs)) as values:
            async for value in values:
                yield value

    async def close(self) -> None:
        """Ends the process, whatever it is doing, for good: who still waits, and who comes later, is told that it failed."""
        self._closed = True
        await self._end()

    async def _values(self, function: Any, args: Any, kwargs: Any) -> AsyncGenerator[Any, None]:
        order = await _pickled((function, args, kwargs))
        async with self._one_by_one:
            self._stay()
            finished = False
            try:
                process = await self._begun(order)
                while True:
                    what, value = await self._next(process)
                    if what != "value":
                        break
                    yield value
                finished = True
                if what == "failed":
                    raise WorkFailed(value)
            finally:
                if finished:
                    self._leave_later()
                else:
                    await self._end()

    async def _begun(self, order: bytes) -> asyncio.subprocess.Process:
        """The process, with its order. One that died in its leisure, which is not always known yet, is followed by another."""
        rested = self._process
        process = await self._at_work()
        try:
            await self._send(process, order)
        except WorkFailed:
            if process is not rested:
                raise
            await self._end()
            process = await self._at_work()
            await self._send(process, order)
        return process

    async def _at_work(self) -> asyncio.subprocess.Process:
        if self._closed:
            raise _stopping()
        if self._process is not None and self._process.returncode is None:
            return self._process
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                workbench.__name__,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=PIECE,
                env=_surroundings(),
            )
        except OSError as trouble:
            raise WorkFailed(f"the process for it cannot be started: {trouble.strerror}") from trouble
        if self._closed:
            raise _stopping()
        return self._process

    async def _send(self, process: asyncio.subprocess.Process, order: bytes) -> None:
        """In pieces, so that the loop is never busy with a long one."""
        assert process.stdin is not None, "it is a pipe"
        try:
            async with asyncio.timeout(self._patience):
                for start in range(0, len(order), PIECE):
                    process.stdin.write(order[start : start + PIECE])
                    await process.stdin.drain()
        except TimeoutError as late:
            raise _too_late(self._patience) from late
        except OSError as gone:
            raise _ended() from gone

    async def _next(self, process: asyncio.subprocess.Process) -> tuple[str, Any]:
        pipe = process.stdout
        assert pipe is not None, "it is a pipe"
        try:
            async with asyncio.timeout(self._patience):
                body = await pipe.readexactly(int.from_bytes(await pipe.readexactly(workbench.LENGTH)))
        except TimeoutError as late:
            raise _too_late(self._patience) from late
        except (OSError, EOFError) as gone:
            raise _ended() from gone
        return await _unpickled(body)

    async def _end(self) -> None:
        self._stay()
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            await process.wait()

    def _leave_later(self) -> None:
        self._leaving = asyncio.get_running_loop().call_later(self._idle, self._leave)

    def _leave(self) -> None:
        """Nobody has wanted anything for a while: whoever works holds this up (`_stay`)."""
        self._leaving = None
        if self._process is not None:
            _kill(self._process)  # the loop takes note of its end by itself
            self._process = None

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None


def _surroundings() -> dict[str, str]:
    """It finds what is found here, wherever the bot was started."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def _too_late(patience: float) -> WorkFailed:
    return WorkFailed(f"it took longer than {patience:g} s")


def _ended() -> WorkFailed:
    return WorkFailed("the process that works it out has ended")


def _stopping() -> WorkFailed:
    return WorkFailed("the bot is stopping")


def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


async def _pickled(order: object) -> bytes:
    """In a thread, since nobody knows before how long it takes."""
    try:
        return await asyncio.to_thread(workbench.frame, order)
    except Exception as trouble:
        raise WorkFailed(f"this cannot be handed to another process: {workbench.reason(trouble)}") from trouble


async def _unpickled(body: bytes) -> tuple[str, Any]:
    try:
        what, value = pickle.loads(body) if len(body) <= SMALL else await asyncio.to_thread(pickle.loads, body)
    except Exception as trouble:
        raise WorkFailed(f"what came back cannot be read: {workbench.reason(trouble)}") from trouble
    return what, value
