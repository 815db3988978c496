"""Spotter dies at every point of a session, one after the other: before and after each commit, before and after each call.

Nothing is tapped twice and nothing is typed twice: what was tapped is there once, the card comes back by itself, and the rest
rings. The judges are the chat's own ledger and the database. `SPOTTER_SEEDS` above 1 plays every point that many times more,
with other delays and with a second crash soon after the first.
"""

import asyncio
import os
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from shutil import rmtree

from tests.journeys.judging import copies, kept_in, rings, settled
from tests.journeys.lives import Supervised, forks, supervised
from tests.journeys.short import short_content
from tests.journeys.trainee import OVER, Trainee
from tests.phone import ROBIN, phone_at, text

SEEDS = int(os.environ.get("SPOTTER_SEEDS", "1"))
AT_ONCE = 4
RESTS = 1  # that are over by themselves in the story
SUMMARY = "done 💪"


async def story(robin: Trainee) -> None:
    """Each way of changing a session once: taps, a line, a command, the clock; and back from the summary."""
    await robin.begins()
    await robin.touches("40 kg", "aim for 10 × 40 kg")
    await robin.touches("+1 rep", "aim for 11 × 40 kg")
    await robin.logs("Rest 1:30")
    await robin.touches("Skip rest", "Set 2 of 3")
    robin.did(9, Decimal("42.5"))
    await robin.says("9x42.5", "Rest 1:30")
    robin.takes_back()
    await robin.says("/undo", "Set 2 of 3")
    await robin.logs("Rest 1:30")
    await robin.phone.moves_clock(advance=91)
    await robin.rests("Set 3 of 3")
    await robin.logs(*OVER)
    robin.takes_back()
    await robin.touches("Not done yet: undo", "Set 3 of 3")
    await robin.logs(*OVER)


@dataclass
class Tally:
    """What came of all sessions."""

    sessions: int = 0
    deaths: int = 0
    copies: int = 0
    unreached: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


async def test_no_point_of_a_session_is_a_bad_one_to_die_at(tmp_path: Path, migrated_sqlite: Path) -> None:
    content = short_content(tmp_path / "content")
    async with forks() as server:
        async with supervised(server.begin, tmp_path / "whole", content, migrated_sqlite) as whole:
            await judged(whole)
        points = [line.partition(" (")[0] for line in whole.trail(0)]
        tally = Tally()

        async def play(plan: tuple[str, ...], seed: int) -> None:
            here = tmp_path / f"{seed} {plan[0]}"
            async with some, supervised(server.begin, here, content, migrated_sqlite, plan, seed) as spotter:
                await entered(tally, spotter, plan, seed)

        some = asyncio.Semaphore(AT_ONCE)
        for seed in range(SEEDS):
            dice = random.Random(seed)
            await asyncio.gather(*(play((p, dice.choice(points[:40])) if seed else (p,), seed) for p in points))
    print(
        f"\ncrashes: {len(points)} points, {tally.sessions} sessions, {tally.deaths} deaths, {tally.copies} copies of a "
        f"message, {len(tally.unreached)} points not reached, {len(tally.wrong)} sessions gone wrong"
    )
    assert not tally.wrong, "\n".join(tally.wrong)
    assert len(tally.unreached) <= tally.sessions // 20, tally.unreached


async def test_a_word_said_at_the_worst_moment_is_kept(tmp_path: Path, migrated_sqlite: Path) -> None:
    """It was fetched and not yet kept: Telegram must still have it."""
    content = short_content(tmp_path / "content")
    plan = ("commit 2 before",)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(forks())
        spotter = await stack.enter_async_context(
            supervised(server.begin, tmp_path / "here", content, migrated_sqlite, plan)
        )
        robin = Trainee(await stack.enter_async_context(phone_at(spotter.address)), asks_after=5.0)
        await robin.begins()
        assert spotter.trail(0)[-1] == "commit 2 before (inbox)"
        assert (spotter.deaths, robin.asked) == (1, 0)


async def entered(tally: Tally, spotter: Supervised, plan: tuple[str, ...], seed: int) -> None:
    """Plays and judges one session, and enters it into the tally; what it leaves on the disk is kept if it went wrong."""
    tally.sessions += 1
    try:
        tally.copies += await judged(spotter)
    except AssertionError as wrong:
        tally.wrong.append(f"{plan}, seed {seed}, {spotter.folder}: {wrong}\n{spotter.log()}")
    else:
        rmtree(spotter.folder)
    tally.deaths += spotter.deaths
    if not spotter.deaths:
        tally.unreached.append(plan[0])


async def judged(spotter: Supervised) -> int:
    """Robin trains from the first tap to the summary, whatever happens to Spotter; returns how many messages came twice."""
    async with phone_at(spotter.address) as phone:
        robin = Trainee(phone)
        await story(robin)
        await settled(spotter.database, phone)
        await spotter.ends()
        rows = await phone.ledger()
    assert not spotter.strange_ends, f"it ended with {spotter.strange_ends}"
    assert (robin.asked, robin.missed) == (0, 0), "nobody had to ask, and the rest rang"
    kept = kept_in(spotter.database)
    assert kept.sound, "the database is not sound"
    assert kept.sessions == {ROBIN: tuple(robin.sessions)}, f"{kept.sessions} are kept, {robin.sessions} were lifted"
    assert (kept.unhandled, kept.letters) == (0, 0), f"{kept} waits still"
    assert robin.told() in text(robin.card), f"{robin.told()} is not told by {text(robin.card)}"
    often = copies(rows, ROBIN, RESTS)
    assert often <= in_between(spotter), f"{often} messages came twice"
    assert len(rings(rows, ROBIN)) >= RESTS, "the rest rang"
    return often


def in_between(spotter: Supervised) -> int:
    """How many lives ended between a message and its mark in the database."""
    return sum(unmarked(spotter.trail(life)) for life in range(spotter.deaths))


def unmarked(trail: list[str]) -> bool:
    """What Telegram calls a picture that was sent up is kept before the message is marked."""
    commits = 0
    for line in reversed(trail):
        commits += line.startswith("commit") and " after" in line
        if line.startswith(("sendMessage", "sendPhoto")):
            marked = commits > line.startswith("sendPhoto")
            return not marked and (line is not trail[-1] or " after" in line)
    return False
