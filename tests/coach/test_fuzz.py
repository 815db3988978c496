"""Anything at all may be pressed, typed, asked, or written into a file: each has an answer, none is an accident, and nobody's
rows are touched but those of whoever speaks.

What is sent out is valid for Telegram, as the sandbox reads it. `SPOTTER_FUZZ` is the number of inputs.
"""

import asyncio
import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest

from bot.atlas import OfflineAtlas
from bot.chat.payload import read_json
from bot.chat.translate import arrivals_of
from bot.coach.coach import Coach
from bot.coach.inbound import Press
from bot.coach.ports import Transaction
from bot.coach.records import Arrival, Spot
from bot.screens import notes
from bot.screens.screen import Button
from bot.screens.taps import Tap, Verb, encode
from bot.store import open_store
from bot.store.sqlite import SqliteStore
from bot.workshop import Workshop
from tests.coach.noise import Json, Noise, farewell, message, press
from tests.coach.open_gym import StandingClock
from tests.coach.scene import GOES_ON_WITH, MEMORY
from tests.coach.watch import Watch, WatchedChat, WatchedStore, speaker, watched_statements, watching
from tests.content.folder import GOOD
from tests.content.test_any_content import REAL, SLIPS, check_all
from tests.house import House, house, shipped
from tests.phone import ROBIN, buttons, phone_at
from tests.walk import begins

INPUTS = int(os.environ.get("SPOTTER_FUZZ", "20000"))
PAGES = INPUTS // 40
A_ROUND = 20_000  # updates for one house; a chat that has seen more is no other
LIFTERS = range(1001, 1021)
GYM = -500
OVER_HTTP, LANES = 400, 8
NUMBERLESS = "came without a number"
HELLO = Button("Hello", Tap(Verb.WORKOUTS, 0))


@pytest.fixture
def scratch() -> Iterator[Path]:
    with TemporaryDirectory(prefix="spotter-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


class NoAlarm:
    def expect(self, due: object) -> None: ...


@dataclass
class Siege:
    """A house, and all who besiege it."""

    coach: Coach
    store: WatchedStore
    chat: WatchedChat
    clock: StandingClock
    database: Path
    numbers: Iterator[int]

    async def besieges(self, who: int, noise: Noise, times: int) -> None:
        for _ in range(times):
            await self.arrives(json.dumps([self.update(who, noise)]).encode())
            if noise.rng.random() < 0.01:
                self.clock.instant += timedelta(seconds=noise.rng.choice([5, 95, 1900, 90_000]))
                await asyncio.create_task(self.rings())
            if noise.rng.random() < 0.01:
                write_besides(self.database)

    def update(self, who: int, noise: Noise) -> object:
        number, dice, spoilt = next(self.numbers), noise.rng.random(), noise.rng.random() < 0.15
        chat = GYM if noise.rng.random() < 0.2 else who
        if dice < 0.01:
            return farewell(number, who)
        if dice < 0.2 and who % 4:  # the others are mostly between two sessions
            return self.trains(number, who)
        if dice < 0.6:
            update = self.presses(number, who, noise)
        else:
            text = noise.command() if dice < 0.7 else noise.text()
            update = message(number, who, chat, self.chat.next_number(), text, noise.text())
        return noise.damaged(update) if spoilt else update

    def trains(self, number: int, who: int) -> Json:
        """What makes sense, so that there is something to touch."""
        lately = ((spot, button) for spot, button in self.lately() if button.tap.lifter == who)
        for spot, button in lately:
            if button.tap.verb in GOES_ON_WITH:
                return press(number, who, spot.chat, spot.message, encode(button.tap))
        return message(number, who, who, self.chat.next_number(), "/workout back")

    def presses(self, number: int, who: int, noise: Noise) -> Json:
        """A third of them as they stand on a button, some of these on somebody else's."""
        lately = list(self.lately())
        own = [it for it in lately if it[1].tap.lifter == who] or [(Spot(who, 1), HELLO)]
        others = [it for it in lately if it[1].tap.lifter != who] or own
        (spot, button), (_, strange), dice = noise.rng.choice(own), noise.rng.choice(others), noise.rng.random()
        if dice < 0.2:
            return press(number, who, spot.chat, spot.message, encode(button.tap))
        if dice < 0.35:
            return press(number, who, GYM, spot.message, encode(strange.tap))
        return press(number, who, spot.chat, spot.message, noise.data(encode(button.tap), encode(strange.tap)))

    def lately(self) -> Iterator[tuple[Spot, Button]]:
        """The buttons that were shown last, and on which message."""
        return islice(reversed(self.chat.ever), 300)

    async def arrives(self, payload: bytes) -> None:
        """As it would come from Telegram."""
        updates = read_json(payload)
        assert isinstance(updates, list)
        for arrival in arrivals_of(updates, "SpotterBot"):
            speaker.set(arrival.inbound.lifter)
            if await self.store.run(partial(receive, arrival, self.clock.now())):
                await self.coach.handle(arrival)
                if isinstance(arrival.inbound, Press):
                    self.check_answer(arrival.inbound)

    def check_answer(self, pressed: Press) -> None:
        answer = self.chat.answers.pop(pressed.id)
        somebody_elses = pressed.tap is not None and pressed.tap.lifter != pressed.lifter
        erased = answer == notes.STILL_ERASING  # which whoever is being erased hears, whatever they press
        assert erased or (answer == notes.NOT_YOURS) == somebody_elses, pressed

    async def rings(self) -> None:
        speaker.set(None)
        await self.coach.ring()


def receive(arrival: Arrival, now: datetime, tx: Transaction) -> bool:
    return tx.receive(arrival, now)


async def test_whatever_arrives_is_answered_and_touches_nobody_elses_rows(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr("bot.store.group.sqlite_statements", watched_statements)
    watch, sets, updates = Watch(), 0, INPUTS - PAGES
    for begun in range(0, updates, A_ROUND):
        await besieged(scratch / f"{begun}.db", watch, f"from {begun}", min(A_ROUND, updates - begun))
        assert watch.breaches == []
        assert [record for record in caplog.records if NUMBERLESS not in record.getMessage()] == []
        caplog.clear()
        sets += sets_in(scratch / f"{begun}.db")
    assert watch.rows >= updates and sets >= updates // 30, "nobody got as far as training"
    print(f"fuzz: {updates:,} updates, {sets:,} sets among them, {watch.rows:,} rows, all of them the speaker's own")


async def besieged(database: Path, watch: Watch, seed: str, updates: int) -> None:
    store = await open_store(f"sqlite:///{database}")
    assert isinstance(store, SqliteStore)
    chat, clock, watched = WatchedChat(watch), StandingClock(), await watching(store, watch)
    coach = Coach(watched, chat, NoAlarm(), clock, shipped(), OfflineAtlas(), Workshop())
    siege = Siege(coach, watched, chat, clock, database, count(1))
    each = -(-updates // len(LIFTERS))
    try:
        await asyncio.gather(*(siege.besieges(who, Noise(f"{seed}: {who}"), each) for who in LIFTERS))
        await coach.stop()
        await coach.quiet()
    finally:
        await store.close()
    assert chat.refused == []


def write_besides(database: Path) -> None:
    """Whoever writes to the file besides the store makes it forget what it remembers."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM floods")
        connection.execute("INSERT INTO floods (chat, until) VALUES (0, 0)")
        connection.commit()


def sets_in(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM sets").fetchone()[0])


def test_whatever_stands_in_a_file_is_read_or_told_with_its_place() -> None:
    noise = Noise("pages")
    for _ in range(PAGES):
        name = noise.rng.choice(sorted(REAL))
        check_all({file: good.encode() for file, good in GOOD.items()} | {name: noise.page(REAL[name], SLIPS)})
    print(f"fuzz: {PAGES:,} pages, each read or told with its place")


async def test_over_http_nothing_that_is_pressed_or_typed_is_unhandled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with house(f"sqlite:///{tmp_path}/spotter.db") as spotter, phone_at(spotter.address) as robin:
        await begins(robin)
        async with aiohttp.ClientSession() as http:
            await asyncio.gather(*(bombard(spotter, Noise(lane), http, robin.card) for lane in range(LANES)))
        await robin.says("/help")
        await robin.until(lambda: robin.from_bot[-1]["text"].startswith("What I do"), "the last answer")
    assert [record.getMessage() for record in caplog.records] == []
    assert not any("went wrong" in said.get("text", "") for said in robin.messages)


async def bombard(spotter: House, noise: Noise, http: aiohttp.ClientSession, card: Json) -> None:
    real = [button["callback_data"] for button in buttons(card)]
    for _ in range(OVER_HTTP // LANES):
        if noise.rng.random() < 0.6:
            data = noise.data(noise.rng.choice(real), noise.rng.choice(real)).encode("utf-8", "replace")[:64]
            given = {"person": ROBIN, "message_id": card["message_id"], "data": data.decode(errors="ignore") or "x"}
            await http.post(f"{spotter.address}/sandbox/press", json=given)
        else:
            text = noise.one_of(noise.text, noise.command)[:4096].encode("utf-8", "replace").decode()
            await http.post(f"{spotter.address}/sandbox/say", json={"person": ROBIN, "text": text})
