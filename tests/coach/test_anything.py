"""Anything at all may be pressed, typed or asked: each has an answer, none an exception, and no set appears that nobody did.

The data are random bytes, torn and forged taps, and taps of other sessions; the texts are random, huge, and full of markup.
"""

import asyncio
import logging
import random
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest

from bot.coach.coach import Coach
from bot.coach.inbound import Asked, Inbound, Press, Said
from bot.coach.ports import Arrival, Spot, Urgency
from bot.content import Shelf
from bot.sandbox import MovableClock
from bot.screens.screen import Screen
from bot.screens.taps import Verb, decode, encode
from bot.store import OpenStore, open_store
from tests.house import CONTENT, House, house
from tests.phone import ROBIN, phone_at
from tests.training.gym import NOON
from tests.walk import begins

LIFTERS = 25
OVER_HTTP, LANES = 400, 8
SCRAPS = [
    "<b>",
    "&amp;",
    "\x00",
    "🏋️",
    "kg",
    "x",
    "10",
    "45,5",
    "@8",
    "bw",
    "-",
    "/",
    "\u202e",
    "\n",
    "ة",
    "9" * 30,
    "lb",
    " ",
]
COMMANDS = [
    "/workout",
    "/workout back",
    "/undo",
    "/cancel",
    "/help",
    "/settings",
    "/exercises",
    "/start x",
    "/nonsense",
    "/",
    "/ x",
]


def forged(rng: random.Random, session: str, own: int) -> str:
    verb = rng.choice([verb.value for verb in Verb])
    lifter = rng.choice([str(own), str(own), "1002", "0", "9" * 19])
    where = rng.choice([session, "", "zzzzzzzz", "a"])
    about = rng.choice(
        [
            "",
            "0.0",
            "1.0_r_1",
            "0.0_w_-3",
            "99.99",
            "0.0_45_kg",
            "0.0_NaN_kg",
            "-1",
            "0",
            "7_7",
            "0.0_r_x",
            "pull-up",
        ]
    )
    return f"{verb}:{lifter}:{where}:{rng.randint(0, 40)}:{about}"[:64]


def noise(rng: random.Random, longest: int) -> str:
    return "".join(rng.choice([*SCRAPS, chr(rng.randint(1, 0xD7FF))]) for _ in range(rng.randint(1, longest)))


def pressed_data(rng: random.Random, session: str, lifter: int) -> str:
    data = forged(rng, session, lifter) if rng.random() < 0.8 else noise(rng, 6)
    return data.encode()[:64].decode(errors="ignore") or "x"


def typed_text(rng: random.Random) -> str:
    return rng.choice(COMMANDS) if rng.random() < 0.2 else noise(rng, rng.choice([3, 8, 200]))[:4096]


class Notebook:
    """A chat that only takes down what it is told, and checks that Telegram would have taken it."""

    def __init__(self) -> None:
        self.messages = 0

    async def send(self, chat: int, screen: Screen) -> Spot:
        self._check(screen)
        self.messages += 1
        return Spot(chat, self.messages)

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        self._check(screen)
        return True

    async def strip(self, spot: Spot) -> None: ...
    async def delete(self, spots: tuple[Spot, ...]) -> None: ...

    async def room(self, chat: int, urgency: Urgency) -> None: ...

    async def answer(self, press: str, chat: int, text: str) -> None:
        assert len(text) <= 200

    def _check(self, screen: Screen) -> None:
        assert 0 < len(screen.text.striptags()) <= 4096
        assert sum(len(row) for row in screen.rows) <= 100 and all(0 < len(row) <= 8 for row in screen.rows)
        for row in screen.rows:
            for button in row:
                assert button.label and len(encode(button.tap).encode()) <= 64


class NoAlarms:
    def expect(self, due: datetime) -> None: ...


async def test_ten_thousand_presses_and_lines_all_have_an_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    shelf = Shelf.open(CONTENT)
    assert isinstance(shelf, Shelf)
    store = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    coach = Coach(store, Notebook(), NoAlarms(), MovableClock(), shelf)
    try:
        await asyncio.gather(*(besiege(coach, store, lifter) for lifter in range(ROBIN, ROBIN + LIFTERS)))
    finally:
        await store.close()
    assert [record.getMessage() for record in caplog.records] == []


async def received(store: OpenStore, arrival: Arrival) -> None:
    assert await store.run(lambda tx: tx.receive(arrival, NOON))


async def besiege(coach: Coach, store: OpenStore, lifter: int) -> None:
    rng = random.Random(lifter)
    each = 10_000 // LIFTERS

    async def arrives(number: int, inbound: Inbound) -> None:
        arrival = Arrival((lifter - ROBIN) * each + number, inbound)
        await received(store, arrival)
        await coach.handle(arrival)

    await arrives(0, Asked(lifter, lifter, 1, "workout", "back"))
    for number in range(1, each):
        if rng.random() < 0.6:
            session = await store.run(lambda tx: tx.open_session(lifter))
            tap = decode(pressed_data(rng, session.id if session else "", lifter))
            await arrives(number, Press("q", lifter, lifter, rng.randint(1, 1000), tap))
        elif rng.random() < 0.2:
            command, _, words = rng.choice(COMMANDS)[1:].partition(" ")
            await arrives(number, Asked(lifter, lifter, number, command, words, noise(rng, 3)))
        else:
            await arrives(number, Said(lifter, lifter, number, noise(rng, rng.choice([3, 8, 200]))))


async def test_what_is_handed_on_twice_happens_once(tmp_path: Path) -> None:
    shelf = Shelf.open(CONTENT)
    assert isinstance(shelf, Shelf)
    store = await open_store(f"sqlite:///{tmp_path}/spotter.db")
    coach = Coach(store, Notebook(), NoAlarms(), MovableClock(), shelf)
    try:
        story: list[Inbound] = [Asked(ROBIN, ROBIN, 1, "workout", "back")]
        story += [Said(ROBIN, ROBIN, 2, "10x40"), Said(ROBIN, ROBIN, 3, "9")]
        for number, inbound in enumerate(story):
            arrival = Arrival(number, inbound)
            await received(store, arrival)
            await coach.handle(arrival)
            await coach.handle(arrival)
        session = await store.run(lambda tx: tx.open_session(ROBIN))
    finally:
        await store.close()
    assert session is not None and [logged.reps for logged in session.log] == [10, 9]


async def bombard(spotter: House, rng: random.Random, http: aiohttp.ClientSession, card: int) -> None:
    for _ in range(OVER_HTTP // LANES):
        if rng.random() < 0.6:
            session = await spotter.store.run(lambda tx: tx.open_session(ROBIN))
            data = pressed_data(rng, session.id if session else "", ROBIN)
            given = {"person": ROBIN, "message_id": card, "data": data}
            await http.post(f"{spotter.address}/sandbox/press", json=given)
        else:
            await http.post(f"{spotter.address}/sandbox/say", json={"person": ROBIN, "text": typed_text(rng)})


async def test_over_http_nothing_that_is_pressed_or_typed_is_unhandled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with house(f"sqlite:///{tmp_path}/spotter.db") as spotter, phone_at(spotter.address) as robin:
        await begins(robin)
        card = robin.card["message_id"]
        async with aiohttp.ClientSession() as http:
            await asyncio.gather(*(bombard(spotter, random.Random(seed), http, card) for seed in range(LANES)))
        await robin.says("/help")
        await robin.until(lambda: robin.from_bot[-1]["text"].startswith("What I do"), "the last answer")
    assert [record.getMessage() for record in caplog.records] == []
    assert not any("went wrong" in message.get("text", "") for message in robin.messages)
