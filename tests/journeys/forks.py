"""Brings Spotters to life quickly: a process that has loaded everything once and forks a child for each life that is asked for.

Run as `python -m tests.journeys.forks`. Orders come as lines of JSON on standard input, and every birth and every end is told
as one on standard output. It stays single-threaded, so that a child begins as cleanly as a process of its own would. When its
input ends, so do all its children. No tests live here; the tests' side of it is in `lives`.
"""

import asyncio
import gc
import json
import mmap
import os
import selectors
import signal
import struct
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partialmethod
from pathlib import Path
from typing import NoReturn, cast

from bot import logs
from bot.chat.transport import AiohttpRequest
from bot.run import SANDBOX_TOKEN
from bot.sandbox import MovableClock, Sandbox
from bot.store import OpenStore
from tests.drawing import one_drawing
from tests.house import House, house
from tests.journeys.points import Points, mark

TOLD = (signal.SIGTERM, signal.SIGUSR1)


@dataclass(frozen=True, slots=True)
class Order:
    """One life: where its database, chat and content are, and when it is to die, if it is to die by itself.

    `clock` is a file with how many seconds its clock is ahead; `trail` is where its points are written; without one it
    has none. `patience` is how many seconds it waits for an answer of Telegram's.
    """

    database: str
    address: str
    content: str
    clock: str
    log: str
    trail: str = ""
    die_at: str = ""
    seed: int = 0
    patience: float = 10.0


class Ahead:
    """How many seconds a clock is ahead, shared between processes through a file."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    @property
    def seconds(self) -> float:
        (seconds,) = struct.unpack("d", self._shared[:8])
        return float(seconds)

    @seconds.setter
    def seconds(self, ahead: float) -> None:
        self._shared[:8] = struct.pack("d", ahead)


async def live_once(folder: Path) -> None:
    """A whole life in this process, so that all that is loaded late and made once is there before the first fork."""
    async with house(f"sqlite:///{folder}/spotter.db"):
        pass


def serve() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live_once(Path(folder)))
    assert threading.active_count() == 1, "a fork takes only this thread along"
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)  # children too, until they can listen
    gc.collect()
    gc.freeze()  # what was loaded is shared with all children, and no collection of theirs need look at it
    awake, waker = os.pipe()
    os.set_blocking(waker, False)
    os.set_blocking(awake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    _tell(ready=os.getpid())
    alive: set[int] = set()
    one_drawing()  # before any life
    orders = b""
    with selectors.DefaultSelector() as events:
        events.register(0, selectors.EVENT_READ)
        events.register(awake, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in events.select()}
            if awake in ready:
                os.read(awake, 4096)
                _tell_of_the_dead(alive)
            if 0 in ready:
                if not (read := os.read(0, 65536)):
                    break
                *whole, orders = (orders + read).split(b"\n")
                for line in whole:
                    alive.add(pid := _born(Order(**json.loads(line))))
                    _tell(born=pid)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def _born(order: Order) -> int:
    return os.fork() or _live(order)


def _tell_of_the_dead(alive: set[int]) -> None:
    while alive:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        alive.discard(pid)
        _tell(ended=pid, code=os.waitstatus_to_exitcode(status))


def _tell(**news: int) -> None:
    os.write(1, json.dumps(news).encode() + b"\n")


def _live(order: Order) -> NoReturn:
    """The child's whole life; it never comes back into the parent's loop."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        logs.set_up("WARNING", "text", secrets=())
        waiting_less = partialmethod(AiohttpRequest.__init__, read_timeout=order.patience)
        type.__setattr__(AiohttpRequest, "__init__", waiting_less)
        if order.trail:
            mark(Points(order.trail, order.die_at, order.seed))
        asyncio.run(_spotter(order))
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


async def _spotter(order: Order) -> None:
    """Spotter until SIGTERM; SIGUSR1 says that the clock was moved."""
    ahead = Ahead(Path(order.clock))
    clock = MovableClock(real=lambda: time.time() + ahead.seconds)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: clock.move(timedelta()))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
    far_away = Sandbox(token=SANDBOX_TOKEN, clock=clock)  # never started: the one that is stands in the test's process
    there = House(order.address, far_away, store=cast("OpenStore", None))
    async with house(order.database, Path(order.content), moved_into=there):
        await stop.wait()


if __name__ == "__main__":
    serve()
