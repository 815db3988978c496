"""Spotter dies in the middle of a hold, at every point from its alarm to the ring: it is logged once, and it rings."""

import shutil
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.coach.inbound import Asked, Press
from bot.coach.records import Arrival
from bot.screens.taps import Verb
from tests.coach.kept import KeptSession, Reader
from tests.coach.mortal_house import MortalHouse
from tests.coach.open_gym import LIFTERS, SmallShelf, StandingClock
from tests.coach.simple_chat import SimpleChat
from tests.training.gym import HOLDS

ROBIN = LIFTERS[0]
SECOND = timedelta(seconds=1)


class Hold:
    """A plank of twenty seconds that has just been begun, in a house that can be killed."""

    def __init__(self, database: Path) -> None:
        self.chat, self.clock = SimpleChat(), StandingClock()
        self.house = MortalHouse(database, self.chat, self.clock, SmallShelf())

    async def begins(self) -> None:
        await self.house.opens()
        await self.house.hears(Arrival(1, Asked(ROBIN, ROBIN, self.chat.next_number(), "workout", HOLDS.id)))
        card = self.chat.in_chat(ROBIN)[-1]
        start = next(button for button in card.buttons if button.tap.verb is Verb.START_WORK)
        await self.house.hears(Arrival(2, Press("q2", ROBIN, ROBIN, card.spot.message, start.tap)))

    @property
    def rings(self) -> list[str]:
        return [message.text for message in self.chat.rung]

    def kept(self) -> KeptSession:
        reader = Reader(self.house.database)
        try:
            (session,) = reader.sessions().values()
            return session
        finally:
            reader.close()


@pytest.fixture
def hold(migrated_sqlite: Path, tmp_path: Path) -> Hold:
    return Hold(Path(shutil.copyfile(migrated_sqlite, tmp_path / "0.db")))


async def test_who_dies_at_any_point_of_the_alarm_logs_the_hold_once_and_rings(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    for point in count():
        folder = tmp_path / str(point)
        folder.mkdir()
        hold = Hold(Path(shutil.copyfile(migrated_sqlite, folder / "0.db")))
        await hold.begins()
        hold.clock.instant += 20 * SECOND
        await hold.house.wakes((point,))
        kept = hold.kept()
        assert [done.reps for done in kept.sets.values()] == [20], f"point {point}"
        assert kept.hold is None and kept.rest == hold.clock.now() + 90 * SECOND
        assert 1 <= len(hold.rings) <= 1 + hold.house.interrupted, f"point {point}: {hold.rings}"
        assert all(ring.startswith("Time! 20 s held. Rest until") for ring in hold.rings)
        survived = not hold.house.interrupted
        await hold.house.ends()
        if survived:
            break
    assert point > 4, "there were points to die at"


async def test_who_was_dead_when_the_hold_was_over_says_so_late_and_once(hold: Hold) -> None:
    await hold.begins()
    before = [message.spot for message in hold.chat.in_chat(ROBIN)]
    await hold.house.falls(60 * SECOND)
    assert hold.rings == ["Time! 20 s held, it ended 40 s ago. Rest until 12:01:50 UTC."]
    assert [message.spot for message in hold.chat.in_chat(ROBIN)][: len(before)] == before, "the card is where it was"
    assert len(hold.chat.in_chat(ROBIN)) == len(before) + 1, "one ring, and no second card"
    assert "Rest 1:30" in hold.chat.in_chat(ROBIN)[-2].text
    await hold.house.ends()
