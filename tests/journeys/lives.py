"""Spotter under a supervisor that starts it again whenever it dies, while the chat lives on in this process.

A life is a child of `forks`, so that a test can afford hundreds of them. No tests live here.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import copyfile

from bot.run import SANDBOX_TOKEN
from bot.sandbox import Sandbox
from tests.journeys.forks import Ahead, Order
from tests.journeys.process import ROOT, start
from tests.phone import PATIENCE

KILLED = -signal.SIGKILL
Begin = Callable[[Order], Awaitable["Life"]]


@dataclass(frozen=True, slots=True)
class Life:
    pid: int
    ended: asyncio.Future[int]

    def is_told(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


class Forks:
    """The tests' end of the process that forks. Lives are born in the order in which they are asked for."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.ready = asyncio.Event()
        self._expecting: list[asyncio.Future[Life]] = []
        self._lives: dict[int, Life] = {}

    async def begin(self, order: Order) -> Life:
        born: asyncio.Future[Life] = asyncio.get_running_loop().create_future()
        self._expecting.append(born)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
        async with asyncio.timeout(PATIENCE):
            return await born

    async def listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            news = json.loads(line)
            if "ready" in news:
                self.ready.set()
            elif "born" in news:
                life = Life(news["born"], asyncio.get_running_loop().create_future())
                self._lives[life.pid] = life
                self._expecting.pop(0).set_result(life)
            else:
                self._lives.pop(news["ended"]).ended.set_result(news["code"])


@asynccontextmanager
async def forks() -> AsyncIterator[Forks]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.forks",
        cwd=ROOT, env=environment, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    server = Forks(process)
    listening = asyncio.create_task(server.listen())
    try:
        async with asyncio.timeout(PATIENCE):
            await server.ready.wait()
        yield server
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await listening


async def begin_process(order: Order) -> Life:
    """A life as an operator begins it, `python -m bot`, at the price of a cold start. It has no points to die at, and the
    machine's own clock."""
    process = await start(
        Path(order.log).parent,
        BOT_TOKEN=SANDBOX_TOKEN,
        BOT_API_URL=order.address,
        DATABASE_URL=order.database,
        CONTENT_DIR=order.content,
        LOG_LEVEL="WARNING",
    )
    return Life(process.pid, asyncio.ensure_future(_ended(process)))


async def _ended(process: asyncio.subprocess.Process) -> int:
    _, errors = await process.communicate()
    sys.stderr.write(errors.decode())
    return await process.wait()


class Supervised:
    """Spotter, the chat it speaks in, and the supervisor. `plan` names where the first lives end, one after the other."""

    def __init__(
        self, begin: Begin, folder: Path, content: Path, plan: Sequence[str], seed: int, patience: float
    ) -> None:
        self.folder = folder
        self.database = folder / "spotter.db"
        self.sandbox = Sandbox(token=SANDBOX_TOKEN)
        self.address = ""
        self.births: list[float] = []
        self.deaths = 0
        self.strange_ends: list[int] = []
        self._life: Life | None = None
        self._begin = begin
        self._content = content
        self._plan = plan
        self._seed = seed
        self._patience = patience
        self._ahead = Ahead(folder / "clock")
        self._over = False
        self._supervising: asyncio.Task[None] | None = None

    def trail(self, life: int) -> list[str]:
        """The points that a life passed, in order."""
        return (self.folder / f"trail-{life}").read_text().splitlines()

    def log(self) -> str:
        return (self.folder / "log").read_text()

    async def begins(self) -> None:
        self.address = await self.sandbox.start()
        self.sandbox.clock.on_move(self._clock_moved)
        self._supervising = asyncio.create_task(self._supervise())

    async def ends(self) -> None:
        """In good order; if it dies on the way it is started again, and ended again. The chat lives on."""
        self._over = True
        self._is_told(signal.SIGTERM)
        assert self._supervising is not None
        async with asyncio.timeout(PATIENCE):
            await self._supervising

    async def is_killed(self) -> None:
        """`kill -9`, at whatever it is doing; the supervisor has it back in a moment."""
        if (life := self._life) is not None:
            life.is_told(signal.SIGKILL)
            await asyncio.wait([life.ended])

    def _is_told(self, number: signal.Signals) -> None:
        if self._life is not None:
            self._life.is_told(number)

    def _clock_moved(self) -> None:
        self._ahead.seconds = self.sandbox.clock.offset.total_seconds()
        self._is_told(signal.SIGUSR1)

    async def _supervise(self) -> None:
        code = KILLED
        while code == KILLED:
            self.births.append(time.time())
            self._life = await self._begin(self._order())
            if self._over:
                self._is_told(signal.SIGTERM)
            code = await self._life.ended
            self._life = None
            if code == KILLED:
                self.deaths += 1
        if code or not self._over:
            self.strange_ends.append(code)

    def _order(self) -> Order:
        number = self.deaths
        return Order(
            database=f"sqlite:///{self.database}",
            address=self.address,
            content=str(self._content),
            clock=str(self.folder / "clock"),
            log=str(self.folder / "log"),
            trail=str(self.folder / f"trail-{number}"),
            die_at=self._plan[number] if number < len(self._plan) else "",
            seed=self._seed,
            patience=self._patience,
        )


def furnished(folder: Path, migrated: Path) -> Path:
    """A new folder with a copy of a migrated database."""
    folder.mkdir()
    copyfile(migrated, folder / "spotter.db")
    return folder


@asynccontextmanager
async def supervised(
    begin: Begin,
    folder: Path,
    content: Path,
    migrated: Path,
    plan: Sequence[str] = (),
    seed: int = 0,
    patience: float = 10.0,
) -> AsyncIterator[Supervised]:
    """A supervised Spotter in a folder of its own, on a copy of a migrated database."""
    spotter = Supervised(begin, furnished(folder, migrated), content, plan, seed, patience)
    await spotter.begins()
    try:
        yield spotter
    finally:
        await spotter.ends()
        await spotter.sandbox.stop()
