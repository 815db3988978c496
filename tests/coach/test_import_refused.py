"""Files that cannot be taken in: one clear line each, nothing changed. What is odd in others is kept, marked, and no record."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import copyfile

import pytest

from bot.coach.importing import MOST_BYTES
from bot.coach.inbound import SentFile
from tests.coach.bringer import ROBIN, Bringer
from tests.coach.open_gym import GYM
from tests.coach.past_files import HEVY_HEADER, Lift, hevy, hevy_session

DAY = datetime(2026, 1, 5, 18, 0)
ROWS = Lift("Seated row", ((10, "40"), (10, "40")))
GOOD = hevy(hevy_session(DAY, ROWS))


@pytest.fixture
async def house(tmp_path: Path, migrated_sqlite: Path) -> AsyncIterator[Bringer]:
    people = Bringer(Path(copyfile(migrated_sqlite, tmp_path / "0.db")))
    await people.house.opens()
    yield people
    assert not people.chat.refused
    await people.house.ends()


BAD = {
    "nothing at all": b"",
    "no table": b"hello there, how are you\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "zeros": bytes(5000),
    "half a table": b'"title","start_time","end_ti',
    "a header alone": HEVY_HEADER.encode(),
    "no set in it": HEVY_HEADER.encode() + b'\n"Day",,,,,,,,,,,,,\n',
    "broken JSON": b'{"format": "spotter", "sess',
    "somebody's JSON": b'{"hello": 1}',
    "a bomb of quotes": b'"' + b"x" * 2_000_000,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
async def test_a_bad_file_gets_one_line_and_changes_nothing(house: Bringer, body: bytes) -> None:
    told = await house.sends(ROBIN, body)
    assert told.endswith("Nothing was changed; /import says what I can read.") and "\n" not in told
    assert len(told) < 300 and not house.labels(ROBIN)
    assert (house.left("imports"), house.left("sessions")) == (0, 0)


async def test_a_file_too_large_is_not_even_fetched(house: Bringer) -> None:
    await house.does(SentFile(ROBIN, ROBIN, 1, "nowhere", "all.csv", MOST_BYTES + 1))
    assert "That file has 21 MB, and 20 MB is as much as I can fetch." in house.sees(ROBIN)
    await house.does(SentFile(ROBIN, ROBIN, 2, "nowhere", "all.csv", 100))
    assert "Telegram has no such file. Nothing was changed" in house.sees(ROBIN)


async def test_a_file_in_a_group_is_nothing_to_us(house: Bringer) -> None:
    house.chat.brought["f"] = GOOD
    await house.does(SentFile(ROBIN, GYM, 1, "f", "all.csv", len(GOOD)))
    assert not house.chat.standing and house.left("imports") == 0


async def test_one_file_at_a_time(house: Bringer) -> None:
    await house.sends(ROBIN, GOOD)
    said: list[str] = []
    many = hevy(*(hevy_session(DAY.replace(day=day), *[ROWS] * 20) for day in range(1, 20)))
    await house.sends(ROBIN, many)
    go = house.chat.in_chat(ROBIN)[-1]
    await house.taps(ROBIN, go, go.buttons[0])
    said.append(await house.taps(ROBIN, go, go.buttons[0]))
    assert "I am still at your last one" in said[0] or "Taken in" in house.sees(ROBIN)
    assert len(house.record(ROBIN)) == 19, "pressed twice it is taken in once"


async def test_a_file_that_gives_way_to_the_next_is_named_and_keeps_no_buttons(house: Bringer) -> None:
    await house.sends(ROBIN, GOOD, name="first.csv")
    first = house.chat.in_chat(ROBIN)[-1].spot
    await house.sends(ROBIN, hevy(hevy_session(DAY.replace(day=9), ROWS)), name="second.csv")
    said = [message.text for message in house.chat.in_chat(ROBIN)]
    assert "One file at a time: I set first.csv aside, and look at second.csv." in said
    assert not house.chat.standing[first].buttons
    assert "Taken in: 1 session" in await house.presses(ROBIN, "Import")


async def test_a_file_that_gives_way_while_it_is_read_does_not_ask(house: Bringer) -> None:
    def gives_way() -> None:
        with closing(sqlite3.connect(house.house.database)) as file, file:
            file.execute("DELETE FROM imports")

    house.between = gives_way
    assert "Set aside for the file that came after it." in await house.sends(ROBIN, GOOD)
    assert not house.labels(ROBIN)


ODD = hevy(
    hevy_session(DAY, Lift("Seated row", ((10, "45"), (1271, "45"), (10, "74.99999999999999")))),
    hevy_session(DAY.replace(day=7), ROWS, minutes=22 * 60),
    hevy_session(DAY.replace(day=9), Lift("Seated row", ((10, "9000"),))),
)


STRONG = b"""Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds
2026-01-05 18:00:00,Pull,Seated row,1,45,10,0,0
2026-01-05 18:00:00,Pull,Seated row,Rest Timer,0,0,0,90
2026-01-05 18:00:00,Pull,Seated row,2,45,ten,0,0
2026-01-05 18:00:00,Pull,Seated row,Rest Timer,0,0,0,90
"""


async def test_what_is_odd_is_told_kept_marked_and_never_a_record(house: Bringer) -> None:
    told = await house.sends(ROBIN, ODD)
    assert "3 sessions, 6 sets" in told and "0 rows odd" not in told
    closer = await house.presses(ROBIN, "Look closer")
    assert "line 3: Seated row: 1271 reps, 45 kg" in closer and "line 5: a session of 22 hours" in closer
    await house.presses(ROBIN, "‹ The file")
    await house.presses(ROBIN, "Import")
    kinds = dict(house.asked("SELECT reps, kind FROM sets WHERE reps > 100 OR weight > 1000000"))
    assert set(kinds.values()) == {"odd"} and set(kinds) == {1271, 10}
    assert house.asked("SELECT weight FROM sets WHERE weight > 74000 AND weight < 80000") == [(75000,)]
    await house.says(ROBIN, "/history")
    assert "1271 × 45 kg ?" in "".join([await house.presses(ROBIN, "Mon 5 Jan"), *await _sets_of_the_first(house)])
    await house.says(ROBIN, "/workout back")
    page = await house.presses(ROBIN, "Train anyway") if "Train anyway" in house.labels(ROBIN) else house.sees(ROBIN)
    assert "1271" not in page and "9000" not in page


async def test_rows_that_are_no_sets_are_passed_over_and_each_row_left_out_is_named(house: Bringer) -> None:
    await house.sends(ROBIN, STRONG)
    closer = await house.presses(ROBIN, "Look closer")
    assert "Rest Timer: no set, passed over in 2 rows" in closer
    assert "line 4: repetitions are no number: ten (left out)" in closer


async def _sets_of_the_first(house: Bringer) -> list[str]:
    await house.presses(ROBIN, "Seated row")
    return house.labels(ROBIN)


async def test_put_right_an_odd_set_counts(house: Bringer) -> None:
    await house.imports(ROBIN, ODD)
    await house.says(ROBIN, "/history")
    for label in ("Mon 5 Jan", "Seated row", "Odd set 1"):
        await house.presses(ROBIN, label)
    told = await house.says(ROBIN, "12x45")
    assert "is now 12 × 45 kg." in told
    assert house.asked("SELECT kind FROM sets WHERE reps = 12") == [("working",)]
