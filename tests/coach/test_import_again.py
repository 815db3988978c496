"""Files brought twice, files that overlap, two people with one file, names asked about once, and taking it all back."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.screens import importing as screens
from tests.coach.bringer import KIM, ROBIN, Bringer
from tests.coach.past_files import Lift, hevy, hevy_session

FIRST = datetime(2026, 1, 5, 18, 0)
ROWS = Lift("Seated row", ((10, "40"), (10, "40"), (9, "40")))
CURLS = Lift("Curl", ((12, "10"),))
ODD_NAME = Lift("Moonlight pull", ((8, "20"), (8, "20")))


def days(*numbers: int, lift: Lift = ROWS) -> list[list[str]]:
    return [hevy_session(FIRST + timedelta(days=number), lift, CURLS) for number in numbers]


TWO = hevy(*days(0, 2))
WITH_A_NAME = hevy(*days(0), hevy_session(FIRST + timedelta(days=3), ODD_NAME))


@pytest.fixture
async def house(tmp_path: Path, migrated_sqlite: Path) -> AsyncIterator[Bringer]:
    people = Bringer(Path(copyfile(migrated_sqlite, tmp_path / "0.db")))
    await people.house.opens()
    yield people
    assert not people.chat.refused
    await people.house.ends()


async def test_the_same_file_again_brings_nothing(house: Bringer) -> None:
    assert "Taken in: 2 sessions, 8 sets." in await house.imports(ROBIN, TWO)
    before = house.record(ROBIN)
    assert [sets for _, sets, _ in before] == [4, 4]
    told = await house.sends(ROBIN, TWO)
    assert "All 2 are here already." in told and "There is nothing to take in." in told
    assert not any(label.startswith("Import") for label in house.labels(ROBIN))
    assert house.record(ROBIN) == before


async def test_a_file_that_overlaps_brings_what_is_new(house: Bringer) -> None:
    await house.imports(ROBIN, TWO)
    before = house.record(ROBIN)
    assert "2 of them are here already; 1 is new." in await house.sends(ROBIN, hevy(*days(0, 2, 4)))
    assert "Taken in: 1 session, 4 sets." in await house.presses(ROBIN, "Import")
    assert house.record(ROBIN)[:2] == before and len(house.record(ROBIN)) == 3


async def test_a_session_that_was_put_right_or_moved_is_still_the_same(house: Bringer) -> None:
    await house.imports(ROBIN, TWO)
    await _puts_right(house)
    assert "All 2 are here already." in await house.sends(ROBIN, TWO)


async def _puts_right(house: Bringer) -> None:
    """One repetition less in a set of the later session."""
    await house.says(ROBIN, "/history")
    for label in ("Wed 7 Jan", "Seated row", "Set 1", "−1 rep"):
        await house.presses(ROBIN, label)
    assert [reps for _, _, reps in house.record(ROBIN)] == [41, 40]


async def test_two_people_bring_the_same_file(house: Bringer) -> None:
    await house.imports(ROBIN, TWO)
    assert "Taken in: 2 sessions, 8 sets." in await house.imports(KIM, TWO)
    assert len(house.record(ROBIN)) == len(house.record(KIM)) == 2
    assert not {id for id, *_ in house.record(ROBIN)} & {id for id, *_ in house.record(KIM)}
    await house.presses(KIM, "Take it back")
    await house.presses(KIM, "Take it back")
    assert house.record(KIM) == [] and len(house.record(ROBIN)) == 2


async def test_an_import_is_taken_back_as_a_whole_and_nothing_else(house: Bringer) -> None:
    await house.says(ROBIN, "/workout back")
    await house.says(ROBIN, "10x45")
    await house.says(ROBIN, "/cancel")
    await house.presses(ROBIN, "Finish")
    own = house.record(ROBIN)
    nothing_else = [house.left(table) for table in ("sessions", "sets", "plans", "last_times")]
    await house.imports(ROBIN, WITH_A_NAME)
    assert "★ Moonlight pull" in await _exercises(house)
    assert len(house.record(ROBIN)) == 3
    await house.says(ROBIN, "/import")
    asked = await house.presses(ROBIN, "Take that import back")
    assert "2 sessions, 6 sets from file.csv: all of them go." in asked
    assert "Taken back." in await house.presses(ROBIN, "Take it back")
    assert house.record(ROBIN) == own
    assert [house.left(table) for table in ("sessions", "sets", "plans", "last_times")] == nothing_else
    assert house.left("imports") == 0
    assert "Moonlight" not in await _exercises(house)
    assert "Taken in: 2 sessions" in await house.imports(ROBIN, WITH_A_NAME), "what went may come again"


async def _exercises(house: Bringer) -> str:
    await house.says(ROBIN, "/exercises")
    return "".join(house.labels(ROBIN))


async def test_what_was_put_right_since_goes_as_well_and_that_is_said_before(house: Bringer) -> None:
    await house.imports(ROBIN, TWO)
    house.clock.instant += timedelta(days=1)
    await _puts_right(house)
    await house.says(ROBIN, "/import")
    assert "1 of them you have put right since; that goes as well." in await house.presses(ROBIN, "Take that import")
    assert "Kept: 2 sessions, 8 sets." in await house.presses(ROBIN, "Keep it")
    assert len(house.record(ROBIN)) == 2


async def test_a_long_file_shows_in_one_message_how_far_it_is(house: Bringer) -> None:
    seen: list[tuple[int, str]] = []

    def some_seconds_later() -> None:
        house.clock.instant += timedelta(seconds=5)
        seen.append((len(house.chat.in_chat(ROBIN)), house.sees(ROBIN)))

    await house.sends(ROBIN, hevy(*days(*range(-400, 0, 2))))
    house.between = some_seconds_later
    await house.presses(ROBIN, "Import 200 sessions")
    assert [number for number, _ in seen] == [seen[0][0]] * len(seen), "no message more"
    told = [page.splitlines()[1] for _, page in seen if page.startswith("Taking it in")]
    assert told[0].startswith("▱" * 12) and told[0].endswith("0 of 200 sessions")
    assert told == sorted(told, key=lambda line: line.count("▰")) and "▰" in told[-1]


async def test_a_name_is_asked_about_once(house: Bringer) -> None:
    told = await house.sends(ROBIN, WITH_A_NAME)
    assert "1 name unknown, 0 rows odd" in told
    assert "Which exercise is “Moonlight pull”?" in await house.presses(ROBIN, "Sort out 1 name")
    assert "It is in 2 sets." in house.sees(ROBIN)
    assert "0 names unknown" in await house.presses(ROBIN, "Pull up")
    await house.presses(ROBIN, "Import")
    assert house.asked("SELECT DISTINCT exercise FROM sets ORDER BY 1") == [("curl",), ("pull-up",), ("seated-row",)]
    more = hevy(hevy_session(FIRST + timedelta(days=9), ODD_NAME))
    assert "0 names unknown" in await house.sends(ROBIN, more)
    await house.presses(ROBIN, "Import")
    assert house.asked("SELECT count(*) FROM sets WHERE exercise = 'pull-up'") == [(4,)]


async def test_a_name_that_is_left_out_leaves_its_sets_out(house: Bringer) -> None:
    await house.sends(ROBIN, WITH_A_NAME)
    await house.presses(ROBIN, "Sort out")
    await house.presses(ROBIN, "Leave it out")
    assert "Moonlight pull → left out" in await house.presses(ROBIN, "Look closer")
    await house.presses(ROBIN, "‹ The file")
    assert "Taken in: 1 session" in await house.presses(ROBIN, "Import")
    assert house.asked("SELECT DISTINCT exercise FROM sets ORDER BY 1") == [("curl",), ("seated-row",)]


async def test_a_second_file_takes_the_place_of_one_that_waits(house: Bringer) -> None:
    await house.sends(ROBIN, TWO)
    first = house.chat.in_chat(ROBIN)[-1]
    await house.sends(ROBIN, hevy(*days(7)))
    assert await house.taps(ROBIN, first, first.buttons[0]) == screens.GONE
    assert house.record(ROBIN) == []
    assert "Taken in: 1 session" in await house.presses(ROBIN, "Import")
    assert await house.taps(KIM, first, first.buttons[0]), "and it is nobody else's"


async def test_dont_leaves_everything_as_it_was(house: Bringer) -> None:
    await house.sends(ROBIN, TWO)
    assert "Nothing was changed." in await house.presses(ROBIN, "Don't")
    assert (house.record(ROBIN), house.left("imports")) == ([], 0)
