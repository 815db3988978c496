"""An operator backs up beside a running Spotter, and restores after the worst: each command is a process of its own."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.run import SANDBOX_TOKEN
from bot.sandbox import Sandbox
from bot.screens import notes
from tests.journeys.process import Ended, run, start
from tests.phone import PATIENCE, Phone, buttons, phone_at
from tests.walk import rests


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    """The address of a Telegram that outlives every bot."""
    sandbox = Sandbox(token=SANDBOX_TOKEN)
    yield await sandbox.start()
    await sandbox.stop()


@asynccontextmanager
async def living(folder: Path, telegram: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot; ended in good order if it still runs."""
    process = await start(folder, BOT_TOKEN=SANDBOX_TOKEN, BOT_API_URL=telegram, LOG_LEVEL="WARNING")
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.communicate()


def one_line(ended: Ended, code: int) -> str:
    assert ended.code == code, ended
    said = (ended.out if code == 0 else ended.err).strip()
    assert len(said.splitlines()) == 1 and not (ended.err if code == 0 else ended.out), ended
    return said


async def trains_on(robin: Phone, sets: str) -> None:
    """From a rest to the next one, with one more set."""
    await robin.presses("Skip rest")
    await robin.sees_on_card("aim for")
    await robin.presses("✓")
    await robin.sees_on_card(f"today {sets} at 40 kg")


def ruin(database: Path) -> None:
    """Its content turns into noise, and its log is lost."""
    content = database.read_bytes()
    database.write_bytes(content[:4096] + os.urandom(len(content) - 4096))
    database.with_name(f"{database.name}-wal").unlink()


async def test_backed_up_while_training_and_restored_after_the_worst(tmp_path: Path, telegram: str) -> None:
    async with phone_at(telegram) as robin:
        async with living(tmp_path, telegram) as bot:
            await rests(robin)
            assert "1 session, 1 set," in one_line(await run(tmp_path, "backup", "monday.db"), 0)
            assert "Another Spotter is using" in one_line(await run(tmp_path, "restore", "monday.db"), 2)
            await trains_on(robin, "10 · 10")
            bot.kill()
            await bot.wait()
        future, (skip, *_) = robin.card, buttons(robin.card)
        await robin.says("9x40")
        ruin(tmp_path / "data" / "spotter.db")
        assert "restore FILE" in one_line(await run(tmp_path), 2)
        line = one_line(await run(tmp_path, "restore", "monday.db"), 0)
        assert "1 session, 1 set," in line and line.endswith("data/spotter.db.before-restore-1.")
        async with living(tmp_path, telegram):
            await robin.sees_on_card("today 10 · 9 at 40 kg")
            assert await robin.taps(future["message_id"], skip["callback_data"]) == notes.STALE
            await trains_on(robin, "10 · 9 · 10")
