"""Spotter as an operator starts it: a process of its own, in an empty folder. No tests live here."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.house import CONTENT, IN_A_HURRY
from tests.phone import PATIENCE

ROOT = CONTENT.parent


@dataclass
class Ended:
    code: int
    out: str
    err: str


@dataclass
class Running:
    address: str
    process: asyncio.subprocess.Process

    async def killed(self) -> None:
        """`kill -9`, at whatever it is doing."""
        self.process.kill()
        await self.process.wait()

    async def stopped(self) -> int:
        """SIGTERM; the exit code."""
        self.process.terminate()
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


async def start(folder: Path, *words: str, **settings: str) -> asyncio.subprocess.Process:
    """`python -m bot` with these words, in this folder, with these settings and none of the machine's own."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "CONTENT_DIR": str(CONTENT),
        **IN_A_HURRY,
        **settings,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def run(folder: Path, *words: str, **settings: str) -> Ended:
    """Runs to the end."""
    process = await start(folder, *words, **settings)
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return Ended(process.returncode or 0, out.decode(), err.decode())


@asynccontextmanager
async def sandbox(folder: Path, port: int) -> AsyncIterator[Running]:
    """Spotter in the sandbox, ready; killed at the end if it still runs."""
    process = await start(folder, "run", PORT=str(port))
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            line = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", line)
        assert found, f"no address in {line!r}"
        yield Running(found[0], process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
