"""A lifter with a past is forgotten: no row, no byte of the database's files tells of them, and whoever else is there stays.

The house is real but for the chat, which is in memory, and it may die at any point of it.
"""

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from bot.coach.inbound import Asked, Inbound, Press, Said
from bot.coach.records import Arrival, Spot
from bot.screens import notes
from bot.screens.safety import STOPPED
from bot.screens.screen import Button
from bot.screens.taps import Tap, Verb
from bot.store.tables import metadata
from tests.coach.mortal_house import MortalHouse
from tests.coach.open_gym import GYM, SmallShelf, StandingClock
from tests.coach.simple_chat import Message, SimpleChat
from tests.store.direct import run

ROBIN, KIM = 7_123_456_789, 8_234_567_891
NAME, NOTE, KIMS = "Zercher xylophone", "elbows under the bar, quokka", "thumbs around, wombat"
GONE = "It was good to lift with you"
ASKED = "Shall I forget you?"


class Life:
    """What two people do in a house that may die."""

    def __init__(self, database: Path, chat: SimpleChat, clock: StandingClock) -> None:
        self.chat, self.clock = chat, clock
        self.house = MortalHouse(database, self.chat, self.clock, SmallShelf())
        self._numbers = count(int(clock.now().timestamp()))

    def copied(self, folder: Path) -> "Life":
        """The same past, in files of its own."""
        database = self.house.database
        folder.mkdir()
        for file in database.parent.glob(f"{database.name}*"):
            copyfile(file, folder / file.name.replace(database.name, "0.db"))
        return Life(folder / "0.db", deepcopy(self.chat), replace(self.clock))

    async def does(self, inbound: Inbound, deaths: tuple[int, ...] = ()) -> None:
        self.clock.instant += timedelta(seconds=1)
        await self.house.hears(Arrival(next(self._numbers), inbound), deaths)

    async def says(self, who: int, words: str, chat: int = 0) -> None:
        where, message = chat or who, self.chat.next_number()
        if words.startswith("/"):
            command, _, more = words[1:].partition(" ")
            await self.does(Asked(who, where, message, command, more, "Robin"))
        else:
            await self.does(Said(who, where, message, words))

    async def presses(self, who: int, label: str, deaths: tuple[int, ...] = ()) -> str:
        """On the lowest message with such a button; what was said to it in passing."""
        found = [(one, b) for one in self.chat.in_chat(who) for b in one.buttons if label in b.label]
        assert found, f"no {label!r} on {[b.label for m in self.chat.in_chat(who)[-2:] for b in m.buttons]}"
        return await self.taps(who, *found[-1], deaths)

    async def taps(self, who: int, on: Message, button: Button, deaths: tuple[int, ...] = ()) -> str:
        press = f"q{on.spot.message}.{self.clock.instant.timestamp()}"
        await self.does(Press(press, who, on.spot.chat, on.spot.message, button.tap), deaths)
        return self.chat.answers.get(press, "")

    def sees(self, who: int) -> str:
        return self.chat.in_chat(who)[-1].text

    def page(self, who: int) -> tuple[Message, Button]:
        """The last page that asked, as it was then, and its button that erases."""
        ever = [(spot, b) for spot, b in self.chat.ever if b.label == "Erase everything" and b.tap.lifter == who]
        spot, button = ever[-1]
        return self.chat.standing[spot], button

    async def has_a_past(self, who: int, name: str, note: str) -> None:
        """All that leaves a trace: two sessions, one of them open, words of their own, weight, reminders, a group."""
        await self.says(who, "/start")
        await self.says(who, "/exercises")
        await self.presses(who, "+ My own")
        await self.says(who, name)
        await self.presses(who, "Biceps")
        await self.presses(who, "That’s it")
        await self.says(who, "/exercises")
        await self.presses(who, "Seated row")
        await self.presses(who, "Add a note")
        await self.says(who, note)
        await self.says(who, "/weight 81.75")
        await self.says(who, "hello from the gym", GYM)
        await self.says(who, "/workout back")
        await self.says(who, "10x41.25 9")
        await self.says(who, "/cancel")
        await self.presses(who, "Finish")
        self.clock.instant += timedelta(days=5)
        await self.says(who, "/workout arms")
        await self.presses(who, "More")
        await self.presses(who, "+ Exercise")
        await self.presses(who, f"★ {name}")
        await self.says(who, "8x12.25")

    def left_of(self, needles: list[bytes]) -> dict[str, list[bytes]]:
        """In which tables and files of the data folder some of these are found."""
        files = self.house.database.parent.glob(f"{self.house.database.name}*")
        return self.in_tables(needles) | _found(needles, {file.name: file.read_bytes() for file in files})

    def in_tables(self, needles: list[bytes]) -> dict[str, list[bytes]]:
        return _found(needles, dict(_tables(self.house.database)))

    def needles(self, who: int, *words: str) -> list[bytes]:
        """All by which somebody can be known: their words, their sessions' ids, and their number as digits, as SQLite writes
        it into a row, and as it writes the key of one."""
        with closing(sqlite3.connect(self.house.database)) as file:
            sessions = [id.encode() for (id,) in file.execute("SELECT id FROM sessions WHERE lifter = ?", (who,))]
            (own,) = re.findall(
                r'"id":"(my\.[^"]+)"', str(_column(file, "SELECT profile FROM lifters WHERE id = ?", who))
            )
        assert len(sessions) == 2
        return [
            str(who).encode(),
            who.to_bytes(6, "big"),
            _varint(who),
            own.encode(),
            *sessions,
            *map(str.encode, words),
        ]


def _found(needles: list[bytes], places: Mapping[str, bytes]) -> dict[str, list[bytes]]:
    return {name: found for name, body in places.items() if (found := [one for one in needles if one in body])}


def _column(file: sqlite3.Connection, query: str, who: int) -> object:
    return file.execute(query, (who,)).fetchone()[0]


def _varint(number: int) -> bytes:
    """As SQLite writes a rowid: seven bits a byte, all but the last with the highest bit set."""
    found = [number & 0x7F]
    while number := number >> 7:
        found.insert(0, number & 0x7F | 0x80)
    return bytes(found)


def _tables(database: Path) -> Iterator[tuple[str, bytes]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
        for table in metadata.sorted_tables:
            yield table.name, repr(file.execute(f"SELECT * FROM {table.name}").fetchall()).encode()


@pytest.fixture
async def life(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Life]:
    life = Life(Path(copyfile(migrated_sqlite, tmp_path / "0.db")), SimpleChat(), StandingClock())
    await life.house.opens()
    yield life
    await life.house.ends()


async def test_nothing_of_them_is_left_anywhere_and_others_are_as_they_were(life: Life) -> None:
    await life.has_a_past(ROBIN, NAME, NOTE)
    await life.has_a_past(KIM, "Kims curl", KIMS)
    robins, kims = life.needles(ROBIN, NAME, NOTE), life.needles(KIM, "Kims curl", KIMS)
    assert {one for found in life.left_of(robins).values() for one in found} == set(robins), "all can be found before"
    of_kim = life.in_tables(kims)
    await life.says(ROBIN, "/forget")
    assert ASKED in life.sees(ROBIN)
    await life.presses(ROBIN, "Erase everything")
    assert life.sees(ROBIN).startswith(GONE)
    assert not [b for m in life.chat.in_chat(ROBIN) for b in m.buttons if b.tap.session], "no card is left to press"
    assert life.left_of(robins) == {}
    assert life.in_tables(kims) == of_kim


async def test_whenever_it_dies_nothing_is_left_after_the_next_start(life: Life, tmp_path: Path) -> None:
    """It dies at the first point of it, at the second, and so on until it lives through all of it."""
    await life.has_a_past(ROBIN, NAME, NOTE)
    await life.says(ROBIN, "/forget")
    robins, page = life.needles(ROBIN, NAME, NOTE), life.page(ROBIN)
    await life.house.ends()
    for point in count():
        again = life.copied(tmp_path / f"{point}")
        await again.house.opens()
        await again.taps(ROBIN, *page, deaths=(point,))
        assert again.left_of(robins) == {}, f"it died at point {point}"
        await again.house.ends()
        if not again.house.interrupted:
            break
    assert point > 8


async def test_the_next_word_meets_somebody_new(life: Life) -> None:
    await life.says(ROBIN, "/start")
    await life.says(ROBIN, "/weight 80")
    await life.says(ROBIN, "/forget")
    await life.presses(ROBIN, "Erase everything")
    await life.says(ROBIN, "/weight")
    assert "80" not in life.sees(ROBIN)
    await life.says(ROBIN, "/start")
    assert "I am Spotter" in life.sees(ROBIN)


async def test_old_buttons_are_answered_kindly_and_keep_nothing(life: Life) -> None:
    await life.says(ROBIN, "/workout back")
    card = life.chat.in_chat(ROBIN)[-1]
    await life.says(ROBIN, "/forget")
    page = life.page(ROBIN)
    await life.presses(ROBIN, "Erase everything")
    for on, button in (page, *((card, button) for button in card.buttons)):
        assert await life.taps(ROBIN, on, button) == notes.A_STRANGER
    assert await life.taps(KIM, card, card.buttons[0]) == notes.NOT_YOURS
    stop = Button("", Tap(Verb.STOP_SIGN, ROBIN, "chest", "s1"))
    await life.taps(ROBIN, card, stop)
    told = [one.text.split() for one in life.chat.in_chat(ROBIN)]
    assert STOPPED.striptags().split() in told, "help is needed all the same"
    assert life.in_tables([str(ROBIN).encode()]) == {}


async def test_only_who_is_asked_can_say_so_lately_and_among_themselves(life: Life) -> None:
    for who in (ROBIN, KIM):
        await life.says(who, "/start")
    await life.says(ROBIN, "/forget", GYM)
    assert life.sees(GYM).startswith(notes.ONLY_BETWEEN_US)
    await life.says(ROBIN, "/forget")
    page, erase = life.page(ROBIN)
    assert await life.taps(KIM, page, erase) == notes.NOT_YOURS
    assert await life.taps(ROBIN, Message(Spot(GYM, 1), "", (), False), erase) == notes.ONLY_BETWEEN_US
    life.clock.instant += timedelta(days=2)
    assert await life.taps(ROBIN, page, erase) == notes.ASKED_AGAIN
    assert ASKED in life.sees(ROBIN)
    await life.presses(ROBIN, "Keep it")
    assert "Nothing was erased" in life.sees(ROBIN)
    for forged in ("erase.", "erase.x", "erase.99999999", "erase.-1"):
        await life.taps(ROBIN, page, Button("", Tap(Verb.FORGET, ROBIN, forged)))
        assert ASKED in life.sees(ROBIN)
    assert life.left_of([str(ROBIN).encode()])


async def test_what_they_do_while_they_are_erased_is_not_kept(life: Life) -> None:
    """As after a crash, before the rest is gone."""
    await life.says(ROBIN, "/workout back")
    card = life.chat.in_chat(ROBIN)[-1]
    run(f"sqlite:///{life.house.database}", "UPDATE lifters SET leaving = 1")
    assert await life.taps(ROBIN, card, card.buttons[0]) == notes.STILL_ERASING
    for words in ("/workout arms", "10x45", "/start"):
        await life.says(ROBIN, words)
        assert life.sees(ROBIN) == notes.STILL_ERASING
    said = len(life.chat.in_chat(GYM))
    await life.says(ROBIN, "see you", GYM)
    assert len(life.chat.in_chat(GYM)) == said
    await life.house.falls(timedelta(minutes=1))
    assert life.left_of([str(ROBIN).encode()]) == {}
