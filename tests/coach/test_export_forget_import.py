"""Export, forget, import, export: the second file is the first, byte for byte.

The house is real but for the chat, which is in memory.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from bot.coach.inbound import Asked, Inbound, Press, SentFile
from bot.coach.records import Arrival, File
from bot.exchange import own_json
from bot.exchange.past import Past
from bot.store import open_store
from tests.coach.mortal_house import MortalHouse
from tests.coach.open_gym import SmallShelf, StandingClock
from tests.coach.simple_chat import SimpleChat
from tests.exchange.belongings import ANN, have_a_past

WHO = 7_123_456_789


class Life:
    """What somebody does in this house, and the files that they get."""

    def __init__(self, house: MortalHouse, chat: SimpleChat, clock: StandingClock) -> None:
        self._house, self._chat, self._clock = house, chat, clock
        self._numbers = count(1)

    async def says(self, command: str) -> None:
        await self._does(Asked(WHO, WHO, self._chat.next_number(), command))

    async def presses(self, label: str) -> None:
        shown = ((message, button) for message in self._chat.in_chat(WHO) for button in message.buttons)
        message, button = [(message, button) for message, button in shown if label in button.label][-1]
        await self._does(Press(f"q{next(self._numbers)}", WHO, WHO, message.spot.message, button.tap))

    async def brings(self, file: File) -> None:
        self._chat.brought[file.name] = file.body
        await self._does(SentFile(WHO, WHO, self._chat.next_number(), file.name, file.name, len(file.body)))

    async def exports(self) -> dict[str, File]:
        """By what they are."""
        await self.says("export")
        found = self._chat.files[max(self._chat.files, key=lambda spot: spot.message)]
        return {file.name.rpartition(".")[2]: file for file in found}

    @property
    def sees(self) -> str:
        return self._chat.in_chat(WHO)[-1].text

    async def _does(self, inbound: Inbound) -> None:
        self._clock.instant += timedelta(seconds=1)
        await self._house.hears(Arrival(next(self._numbers), inbound))


@pytest.fixture
async def life(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Life]:
    """Of somebody with everything that a file of ours can hold."""
    database = Path(copyfile(migrated_sqlite, tmp_path / "0.db"))
    store = await open_store(f"sqlite:///{database}")
    await store.run(lambda tx: have_a_past(tx, WHO))
    await store.close()
    chat, clock = SimpleChat(), StandingClock()
    house = MortalHouse(database, chat, clock, SmallShelf())
    await house.opens()
    yield Life(house, chat, clock)
    await house.ends()


async def test_the_same_bytes_come_back(life: Life) -> None:
    first = await life.exports()
    assert set(first) == {"csv", "json", "ics"}
    await life.says("forget")
    await life.presses("Erase everything")
    await life.says("start")
    await life.brings(first["json"])
    assert "4 sessions" in life.sees
    await life.presses("Import")
    second = await life.exports()
    assert second["json"].body.decode().splitlines() == first["json"].body.decode().splitlines()
    assert (second["json"], second["csv"]) == (first["json"], first["csv"])
    past = own_json.read(second["json"].body)
    assert isinstance(past, Past) and past.profile is not None
    assert len(past.sessions) == 4 and past.profile.own == ANN.own


async def test_a_file_brought_twice_brings_nothing_twice(life: Life) -> None:
    first = await life.exports()
    await life.brings(first["json"])
    assert (await life.exports())["json"] == first["json"]
