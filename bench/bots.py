"""The bots under measurement: each a process of its own, started as its operator would start it, looked at from outside.

CPU and memory are the kernel's figures for the whole process.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from time import perf_counter

from bot.sandbox.world import World

ROOT = Path(__file__).parent.parent
TOKEN = "100000:bench"
PATIENCE = 30.0
_TICK = os.sysconf("SC_CLK_TCK")
_LOOK_EVERY = 0.002


class Failed(Exception):
    """A bot ended by itself or never began to listen; the message holds its last words."""


@dataclass
class Running:
    process: asyncio.subprocess.Process
    began: float  # perf_counter, just before the process was asked for
    words: Path
    listened: float = 0.0  # seconds from there to its first getUpdates, or to its webhook

    def cpu(self) -> float:
        """Seconds of CPU so far, in all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def memory(self) -> float:
        """Resident megabytes."""
        return resident(str(self.process.pid))

    def look_from_now(self) -> None:
        """Tells the instrument of `bench.spotter` that the measurement begins."""
        self.process.send_signal(signal.SIGUSR1)

    async def listens(self, world: World) -> None:
        """Waits until the bot polls, or has set its webhook."""
        async with asyncio.timeout(PATIENCE):
            while not (world.updates.polled or world.webhook.settings.url):
                if self.process.returncode is not None:
                    raise Failed(self.words.read_text()[-2000:])
                await asyncio.sleep(_LOOK_EVERY)  # the Bot API's own state is looked at; nobody is asked
        self.listened = perf_counter() - self.began

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


def resident(process: str) -> float:
    """Megabytes of memory that a process has; by its number, or "self"."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / 1e6


@asynccontextmanager
async def running(folder: Path, *words: str, **settings: str) -> AsyncIterator[Running]:
    """`python WORDS` in this folder, with these settings and none of the machine's own; stopped at the end."""
    log = folder / "words.txt"
    began = perf_counter()
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, cwd=folder, env=environment(settings), stdout=out, stderr=out
        )
    bot = Running(process, began, log)
    try:
        yield bot
    finally:
        await bot.stop()


def free_port() -> int:
    with closing(socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}


def spotter_settings(address: str, database: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "DATABASE_URL": f"sqlite:///{database}",
        "CONTENT_DIR": str(ROOT / "content"),
        "LOG_LEVEL": "WARNING",
        "MESSAGES_PER_SECOND": "1000",  # a burst of rings is to be seen at the bot's pace, not at Telegram's usual one
    }
