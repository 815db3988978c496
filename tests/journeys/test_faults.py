"""Fifty lifters train in their own chats while the Bot API refuses, floods, fails, hangs and hangs up; some are left in peace.

What was tapped and typed is kept once, nothing is sent twice without a doubt about the first, nothing is sent before Telegram's
time, and whoever has no faults in their chat notices none. `SPOTTER_UPDATES` sets how much is tapped and typed in all.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.judging import AMBIGUOUS, copies, floods_in, kept_in, rings, settled
from tests.journeys.lives import forks, supervised
from tests.journeys.short import short_content
from tests.journeys.trainee import Trainee
from tests.phone import KIM, PATIENCE, ROBIN, Json, newcomers, phone_at

UPDATES = int(os.environ.get("SPOTTER_UPDATES", "2000"))
TROUBLED = 42
CALM = 8
PROMPTLY = 5.0  # seconds from a tap to its answer, in a calm chat on a loaded machine
EVERYDAY = (
    ("429", 0.05),
    ("500", 0.03),
    ("502", 0.02),
    ("timeout_before", 0.01),
    ("timeout_after", 0.01),
    ("reset_before", 0.005),
    ("reset_after", 0.005),
)
POLLING = (("500", 0.01), ("502", 0.01), ("reset_before", 0.005), ("reset_after", 0.005))
BURSTS: tuple[Json, ...] = (
    {},
    {"kind": "403"},
    {"kind": "400", "method": "editMessageText", "description": "Bad Request: message to edit not found"},
    {"kind": "404"},
)
LONGEST_BURST = 3
FLOOD = 6  # seconds; any that outlasts a kill and a start will do


@dataclass
class Crowd:
    """Everybody in the gym, and how much has been tapped and typed so far; what the weather is like changes with that."""

    troubled: Sequence[Trainee]
    calm: Sequence[Trainee]
    storms: int = 0

    @property
    def everybody(self) -> Sequence[Trainee]:
        return (*self.troubled, *self.calm)

    @property
    def updates(self) -> int:
        return sum(trainee.updates for trainee in self.everybody)

    async def trains(self) -> None:
        """Each in their own chat, one session after the other, until so much has been tapped and typed."""
        await asyncio.gather(*map(self._trains, self.everybody))

    async def _trains(self, trainee: Trainee) -> None:
        dice = random.Random(trainee.phone.person)
        while self.updates < UPDATES:
            if self.updates >= UPDATES * self.storms // len(BURSTS):
                self.storms += 1
                await trainee.phone.puts_in_the_way(*faults(self.troubled, BURSTS[self.storms - 1], self.storms))
            await trainee.trains(dice)


async def test_a_bot_api_that_fails_in_every_way_loses_and_doubles_nothing(
    tmp_path: Path, migrated_sqlite: Path
) -> None:
    content = short_content(tmp_path / "content", rest="0:01")
    async with AsyncExitStack() as phones:
        server = await phones.enter_async_context(forks())
        spotter = await phones.enter_async_context(
            supervised(server.begin, tmp_path / "here", content, migrated_sqlite, patience=2.0)
        )
        trainees = [
            Trainee(await phones.enter_async_context(phone_at(spotter.address, person)), asks_after=4.0)
            for person in await newcomers(spotter.address, TROUBLED + CALM)
        ]
        crowd = Crowd(trainees[:TROUBLED], trainees[TROUBLED:])
        judge = trainees[0].phone
        await crowd.trains()
        await judge.puts_in_the_way()
        await spotter.is_killed()  # what still waits to be tried again is tried at once
        await settled(spotter.database, judge)
        await spotter.ends()
        rows = await judge.ledger()
    kept = kept_in(spotter.database)
    met = Counter(row["fault"] for row in rows if row["kind"] == "fault")
    doubled = {t.phone.chat: max(copies(rows, t.phone.chat, t.done) - t.asked, 0) for t in crowd.everybody}
    waits = answers(rows, crowd.calm)
    print(
        f"\nfaults: {crowd.updates} updates, {sum(len(t.sessions) for t in crowd.everybody)} sessions, "
        f"{sum(len(sets) for t in crowd.everybody for sets in t.sessions)} sets; {dict(sorted(met.items()))}; "
        f"{sum(doubled.values())} copies of a message; {sum(t.asked for t in crowd.everybody)} cards asked for, "
        f"{sum(t.missed for t in crowd.everybody)} rings missed; "
        f"calm chats: {len(waits)} taps answered, the last of them within {max(waits):.2f} s"
    )
    assert kept.sound and not spotter.strange_ends
    assert kept.sessions == {trainee.phone.person: tuple(trainee.sessions) for trainee in crowd.everybody}
    assert not [row for row in rows if row["kind"] == "too_early"]
    assert all(count <= doubts(rows, chat) + spotter.deaths for chat, count in doubled.items()), doubled
    assert not any(trainee.asked or trainee.missed for trainee in crowd.calm)
    assert max(waits) < PROMPTLY


async def test_a_flood_outlives_a_kill_and_a_restart(tmp_path: Path, migrated_sqlite: Path) -> None:
    content = short_content(tmp_path / "content", rest="0:01")
    async with AsyncExitStack() as open_now:
        server = await open_now.enter_async_context(forks())
        spotter = await open_now.enter_async_context(
            supervised(server.begin, tmp_path / "here", content, migrated_sqlite)
        )
        robin, kim = [await open_now.enter_async_context(phone_at(spotter.address, who)) for who in (ROBIN, KIM)]
        trainee = Trainee(robin)
        await trainee.begins()
        await trainee.touches("40 kg", "aim for")
        flood = {"method": "sendMessage", "chat": ROBIN, "kind": "429", "retry_after": FLOOD, "times": 1}
        await robin.puts_in_the_way(flood)
        await trainee.logs()
        async with asyncio.timeout(PATIENCE):
            while ROBIN not in floods_in(spotter.database):
                await robin.ledger()
        await spotter.is_killed()
        await kim.says("/help")
        await kim.sees("/workout")
        await robin.until(lambda: any(message["ringing"] for message in robin.from_bot), "the ring")
        rows = await robin.ledger()
    (told,) = [row["unix"] for row in rows if row["kind"] == "fault"]
    (helped,) = [row["unix"] for row in rows if row["kind"] == "sent" and row["chat"] == KIM]
    (rang,) = [row["unix"] for row in rings(rows, ROBIN)]
    print(
        f"\nflood: told to wait {FLOOD} s and killed; served others after {helped - told:.2f} s, rang after {rang - told:.2f} s"
    )
    assert helped < rang, "who has no flood is not kept waiting"
    assert rang - told >= FLOOD
    assert not [row for row in rows if row["kind"] == "too_early"]


def faults(troubled: Sequence[Trainee], burst: Json, seed: int) -> list[Json]:
    """What the troubled chats meet on an ordinary day, and all at once for a moment; polling has its own share."""
    dice = random.Random(seed)
    rules: list[Json] = [
        {"method": "getUpdates", "kind": kind, "chance": chance, "seed": f"{seed} {kind}"} for kind, chance in POLLING
    ]
    for chat in (trainee.phone.chat for trainee in troubled):
        if burst and dice.random() < 0.5:
            rules.append({**burst, "chat": chat, "times": dice.randint(1, LONGEST_BURST)})
        rules += [
            {"chat": chat, "kind": kind, "chance": chance, "retry_after": 1, "seed": f"{seed} {kind} {chat}"}
            for kind, chance in EVERYDAY
        ]
    return rules


def doubts(rows: Sequence[Json], chat: int) -> int:
    """How many messages of a chat arrived without the bot's learning of it."""
    met = [row for row in rows if row["kind"] == "fault" and row["chat"] == chat]
    return sum(row["fault"] in AMBIGUOUS for row in met if row["method"] in ("sendMessage", "sendPhoto"))


def answers(rows: Sequence[Json], crowd: Sequence[Trainee]) -> list[float]:
    """How long each tap of these lifters waited for its answer."""
    chats = {trainee.phone.chat for trainee in crowd}
    of_taps = [row for row in rows if row["kind"] in ("pressed", "answered") and row["chat"] in chats]
    pressed = {row["callback_query_id"]: row["unix"] for row in of_taps if row["kind"] == "pressed"}
    answered = {row["callback_query_id"]: row["unix"] for row in of_taps if row["kind"] == "answered"}
    assert pressed.keys() == answered.keys(), "each of their taps is answered"
    return [answered[query] - at for query, at in pressed.items()]
