"""Spotter is killed again and again, at random, while several lifters train. What they tapped and typed is there once.

The chat lives in this process and goes on; only the bot dies, and a supervisor starts it again. Nobody taps twice. The judges
are the chat's own ledger and the database. `SPOTTER_KILLS` sets how many kills of real processes there are to be.
"""

import asyncio
import os
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.judging import copies, kept_in, settled
from tests.journeys.lives import Supervised, begin_process, forks, supervised
from tests.journeys.short import short_content
from tests.journeys.trainee import Trainee
from tests.phone import KIM, Json, Phone, newcomers, phone_at

KILLS_OF_FORKS = 25
KILLS = int(os.environ.get("SPOTTER_KILLS", "5"))
LIFTERS = 4
READY_WITHIN = float(
    os.environ.get("SPOTTER_READY", "10")
)  # seconds, of 99 in 100; soak asks for 2: taps live 150 s at Telegram


@dataclass
class Killer:
    """Kills at moments that nobody chose; Kim says a word each time, so that the next life is heard to ask for it."""

    spotter: Supervised
    kim: Phone
    dice: random.Random
    kills: int
    longest: float

    @property
    def done(self) -> bool:
        return self.spotter.deaths >= self.kills

    async def works(self) -> None:
        while not self.done:
            await asyncio.sleep(self.dice.random() * self.longest)  # the moment is the test's whole point
            await self.spotter.is_killed()
            await self.kim.says("/help")


async def test_killed_at_any_moment_no_set_is_lost_and_none_is_doubled(tmp_path: Path, migrated_sqlite: Path) -> None:
    content = short_content(tmp_path / "content", rest="0:01")
    async with forks() as server, supervised(server.begin, tmp_path / "forks", content, migrated_sqlite) as spotter:
        await trained_under_fire(spotter, KILLS_OF_FORKS, longest=0.8)


async def test_a_killed_process_is_back_at_once(tmp_path: Path, migrated_sqlite: Path) -> None:
    content = short_content(tmp_path / "content", rest="0:01")
    async with supervised(begin_process, tmp_path / "processes", content, migrated_sqlite) as spotter:
        waits = await trained_under_fire(spotter, KILLS, longest=4.0)
    assert percentile(waits, 99) <= READY_WITHIN


async def trained_under_fire(spotter: Supervised, kills: int, longest: float) -> list[float]:
    """Lets everybody train until enough lives have ended, and judges; returns how long each life took to ask for updates."""
    async with AsyncExitStack() as phones:
        lifters = [
            Trainee(await phones.enter_async_context(phone_at(spotter.address, person)))
            for person in await newcomers(spotter.address, LIFTERS)
        ]
        kim = await phones.enter_async_context(phone_at(spotter.address, KIM))
        killer = Killer(spotter, kim, random.Random(kills), kills, longest)
        await asyncio.gather(killer.works(), *(keep_training(lifter, killer) for lifter in lifters))
        await settled(spotter.database, kim)
        await spotter.ends()
        rows = await kim.ledger()
    kept = kept_in(spotter.database)
    doubled = [copies(rows, lifter.phone.chat, lifter.done) for lifter in lifters]
    waits = until_asked(spotter, rows)
    sessions = [sets for lifter in lifters for sets in lifter.sessions]
    print(
        f"\nkills: {spotter.deaths} of {len(spotter.births)} lives, {len(sessions)} sessions, {sum(map(len, sessions))} sets, "
        f"{sum(doubled)} copies of a message; ready after {percentile(waits, 50):.2f} s (median), "
        f"{percentile(waits, 99):.2f} s (p99 of {len(waits)})"
    )
    assert kept.sound and not spotter.strange_ends
    asked = [lifter.asked - lifter.lost_pages for lifter in lifters]
    in_vain = "\n===\n".join(wait for lifter in lifters for wait in lifter.in_vain)
    assert not any(asked) and not any(lifter.missed for lifter in lifters), f"somebody waited in vain: {in_vain}"
    assert kept.sessions == {lifter.phone.person: tuple(lifter.sessions) for lifter in lifters}
    assert all(count <= spotter.deaths for count in doubled)
    return waits


async def keep_training(lifter: Trainee, killer: Killer) -> None:
    dice = random.Random(lifter.phone.person)
    while not killer.done:
        await lifter.trains(dice)


def until_asked(spotter: Supervised, rows: list[Json]) -> list[float]:
    """Of each life that lived to ask for updates: how long it took, from the start of its process."""
    asked = [row["unix"] for row in rows if row["kind"] == "fetched"]
    births = spotter.births[1:]  # when the first was born nobody had said anything
    lives = zip(births, [*births[1:], float("inf")], strict=True)
    first = [(birth, next((at for at in asked if birth < at < end), None)) for birth, end in lives]
    return [at - birth for birth, at in first if at is not None]


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) * share // 100, len(values) - 1)]
