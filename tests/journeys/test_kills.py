"""Spotter is killed again and again while somebody trains. The judge is what the chat's own ledger says that they saw.

The chat lives in this process and goes on; only the bot dies. A set that was tapped is there in the end, and there once.
"""

import asyncio
import os
import random
from decimal import Decimal
from pathlib import Path

from bot.run import SANDBOX_TOKEN
from bot.sandbox import Sandbox
from tests.journeys.process import start
from tests.phone import PATIENCE, Phone, buttons, phone_at
from tests.walk import begins

KILLS = int(os.environ.get("SPOTTER_KILLS", "6"))


class Mortal:
    """A bot that can be killed and started again on the same database."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.settings = {"BOT_TOKEN": SANDBOX_TOKEN, "BOT_API_URL": address, "LOG_LEVEL": "WARNING"}
        self.process: asyncio.subprocess.Process | None = None

    async def lives(self) -> None:
        self.process = await start(self.folder, "run", **self.settings)

    async def dies(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()


async def test_killed_at_any_moment_no_set_is_lost_and_none_is_doubled(tmp_path: Path) -> None:
    rng = random.Random(KILLS)
    sandbox = Sandbox(token=SANDBOX_TOKEN)
    address = await sandbox.start()
    bot = Mortal(tmp_path, address)
    await bot.lives()
    try:
        async with phone_at(address) as robin:
            await begins(robin)
            sets, lifted = await trains_under_fire(robin, bot, rng)
            summary = await robin.sees("done 💪")
            assert f"{sets} sets · {lifted:,} kg" in summary["text"]
    finally:
        await bot.dies()
        await sandbox.stop()


async def trains_under_fire(robin: Phone, bot: Mortal, rng: random.Random) -> tuple[int, Decimal]:
    """One tap at a time until the summary, dying soon after some of them; what the pressed buttons promised."""
    sets, lifted, kills = 0, Decimal(0), 0
    while not any("done 💪" in message["text"] for message in robin.from_bot):
        before = robin.choices
        if (go := robin.button("✓")) is not None:
            reps, _, load = go["text"].removeprefix("✓ ").partition(" × ")
            lifted += Decimal(reps) * Decimal(load.removesuffix(" kg")) if load.endswith(" kg") else Decimal(0)
            sets += 1
            button = go
        else:
            button = robin.button("Skip rest") or buttons(robin.card)[2]
        pressing = asyncio.create_task(robin.taps(robin.card["message_id"], button["callback_data"]))
        if kills < KILLS and rng.random() < 0.5:
            await asyncio.wait([pressing], timeout=rng.random() * 0.05)
            await bot.dies()
            await bot.lives()
            kills += 1
        await settled(robin, before, button["callback_data"], pressing)
    assert kills == KILLS
    return sets, lifted


async def settled(robin: Phone, before: list[str], data: str, pressing: asyncio.Task[str]) -> None:
    """The next card; a lifter whose card did not move after a crash taps once more, as anybody would."""
    changed = asyncio.create_task(robin.offers_something_else(before))
    done, _ = await asyncio.wait([changed], timeout=PATIENCE / 4)
    if not done:
        await robin.taps(robin.card["message_id"], data)
    await changed
    pressing.cancel()
