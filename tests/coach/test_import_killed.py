"""An import that dies anywhere goes on at the start: nothing doubled, nothing half, at any moment all of it or nothing.

Points to die at are before and after each transaction and each call to the chat; each is died at once, in a life of its own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

from tests.coach.bringer import ROBIN, Bringer
from tests.coach.past_files import Lift, hevy, hevy_session

FIRST = datetime(2025, 1, 5, 18, 0)
MANY = Lift("Seated row", tuple((8 + at % 3, "40") for at in range(70)))
SESSIONS, SETS = 3, 210  # more than one step takes in
FILE = hevy(*(hevy_session(FIRST + timedelta(days=number), MANY) for number in range(SESSIONS)))
ENOUGH = 60  # points; the stories have fewer


@asynccontextmanager
async def at_home(folder: Path, database: Path, after: Bringer | None = None) -> AsyncIterator[Bringer]:
    people = Bringer(copied(database, folder), after)
    await people.house.opens()

    def all_or_nothing() -> None:
        assert len(people.record(ROBIN)) in (0, SESSIONS), "a part of it can be seen"

    people.between = all_or_nothing
    yield people
    await people.house.ends()


def copied(database: Path, folder: Path) -> Path:
    """The files of a database as they lie there, in a folder of their own."""
    folder.mkdir()
    for file in database.parent.glob(f"{database.name}*"):
        copyfile(file, folder / file.name.replace(database.name, "0.db"))
    return folder / "0.db"


def taken_in(house: Bringer) -> bool:
    record = house.record(ROBIN)
    return len(record) == SESSIONS and sum(sets for _, sets, _ in record) == SETS


async def test_it_dies_while_it_looks_and_asks_all_the_same(tmp_path: Path, migrated_sqlite: Path) -> None:
    for point in range(ENOUGH):
        async with at_home(tmp_path / str(point), migrated_sqlite) as house:
            await house.sends(ROBIN, FILE, (point,))
            asked = [m for m in house.chat.in_chat(ROBIN) if "Nothing is changed yet." in m.text]
            assert asked, f"died at {point}: {[m.text for m in house.chat.in_chat(ROBIN)]}"
            assert house.left("imports") == 1 and not house.record(ROBIN)
            if not house.house.interrupted:
                break
    assert 10 < point < ENOUGH - 1, "it was died at every point"


async def test_it_dies_while_it_takes_in_and_goes_on(tmp_path: Path, migrated_sqlite: Path) -> None:
    for point in range(ENOUGH):
        async with at_home(tmp_path / str(point), migrated_sqlite) as house:
            await house.sends(ROBIN, FILE)
            told = await house.presses(ROBIN, "Import", (point,))
            assert taken_in(house), f"died at {point}: {house.record(ROBIN)}"
            assert house.left("sessions") == SESSIONS and house.left("sets") == SETS, (
                f"died at {point}: something is left"
            )
            assert house.asked("SELECT state, body FROM imports") == [("done", None)]
            assert "Taken in" in told or house.house.interrupted, "a message may be said twice, but is said"
            assert any("Taken in" in message.text for message in house.chat.in_chat(ROBIN)), f"died at {point}"
            if not house.house.interrupted:
                break
    assert 15 < point < ENOUGH - 1, "it was died at every point"


async def test_it_dies_while_it_takes_back_and_goes_on(tmp_path: Path, migrated_sqlite: Path) -> None:
    async with at_home(tmp_path / "before", migrated_sqlite) as house:
        await house.imports(ROBIN, FILE)
        await house.presses(ROBIN, "Take it back")
        before = house
    for point in range(ENOUGH):
        async with at_home(tmp_path / str(point), before.house.database, before) as house:
            await house.presses(ROBIN, "Take it back", (point,))
            assert house.record(ROBIN) == [] and house.left("sessions") == house.left("sets") == 0, f"died at {point}"
            assert house.left("imports") == house.left("plans") == 0, f"died at {point}"
            assert any("Taken back." in message.text for message in house.chat.in_chat(ROBIN)), f"died at {point}"
            if not house.house.interrupted:
                break
    assert 10 < point < ENOUGH - 1, "it was died at every point"
