"""Files that are no training log, or not a whole one: one line that says what would be right, and never a traceback."""

import gzip
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from bot.exchange.book import LONGEST_NAME, LONGEST_NOTE, MOST_NAMES, MOST_SESSIONS, MOST_SETS
from bot.exchange.encodings import MOST_BYTES
from bot.exchange.recognise import read
from bot.exchange.tables import MOST_ROWS
from bot.training.quantities import Unit
from tests.exchange.files import BERLIN, LATEST, odd, reading, refused, sample, told

HEVY = sample("hevy-kg.csv")
HEADER = HEVY.splitlines(keepends=True)[0]
SHORT = b"Date,Exercise,Category,Weight,Weight Unit,Reps\n"


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, HEVY)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "That file is empty."),
        (b" \n\t\r\n", "That file is empty."),
        (zipped("hevy.csv"), "That is a compressed file (zip). Unpack it"),
        (zipped("xl/workbook.xml"), "That is an Excel workbook. Save it as CSV"),
        (gzip.compress(HEVY), "That is a compressed file (gzip). Unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "That is an Excel workbook. Save it as CSV"),
        (b"SQLite format 3\0" + bytes(100), "That is a backup, not an export."),
        (b"%PDF-1.7\n", "That is a PDF."),
        (b"\x89PNG\r\n\x1a\n", "That is a picture."),
        (b"\n<!DOCTYPE html><html><body>Log in</body></html>", "That is a web page, not an export."),
        (b"<?xml version='1.0'?><HealthData/>", "That is XML."),
        (HEVY[:200] + b"\0" + HEVY[200:], "That is not a text file."),
        (bytes(range(256)) * 40, "That is not a text file."),
        (HEVY.decode().encode("utf-16")[:-1], "That is not a text file."),
        (b"hello", "I don't know this table."),
        (b"name,age\nAnn,40\n", "I don't know this table."),
        (HEADER, "That file has a header and no rows below it."),
        (HEADER + b",,,\n\n", "That file has a header and no rows below it."),
        (
            HEADER + b'"a","no day at all","","","Squat",,"",0,"normal",40,10,,,\n',
            "There is no set in that file that I can",
        ),
        (b'{"format": "else"}', "This file of mine has been changed:"),
        (b'{"format": ', "This is not whole JSON"),
        (
            HEVY + b'"Upper A","17 Sep 2025, 18:05","17 Sep 2025, 19:01","","Pull',
            "The file ends in the middle of line 11",
        ),
        (HEVY + b'"Upper A","17 Sep 2025, 18:05","17 Sep 2025, 19', "The file ends in the middle of line 11"),
        (sample("fitnotes.csv") + b'2026-08-11,Squat,Legs,,,9,,,,"half a no', "The file ends in the middle of line 9"),
        (HEVY + b'"Upper A","17 Sep 2025, 18:05"', "The file ends in the middle of line 11"),
    ],
)
def test_it_is_said_what_would_be_right(body: bytes, says: str) -> None:
    assert refused(body).startswith(says)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"a" * (MOST_BYTES + 1), "That file is larger than 20 MB."),
        (HEADER + b"\n" * 1_100_000, "That file has more than 1,000,000 lines."),
        (HEADER + b'"' + b"x" * 10_000_000 + b'"', "The row that begins in line 2 has no end"),
        (HEADER + b"," * 1_000_001, "The row that begins in line 2 has no end: is a quotation mark missing?"),
        (HEADER + b'"' * 1_000_001, "The row that begins in line 2 has no end"),
        (HEADER + b'"a\n",' * 400_000, "The row that begins in line 2 has no end"),
        (
            SHORT + b"".join(b"%d" % at * 30_000 + b",Squat,,60,kg,5\n" for at in range(100, 290)),
            "There is no set in that",
        ),
        (
            SHORT + b"".join(b"2026-08-08,Squat,,60,kg," + b"%d" % at * 30_000 + b"\n" for at in range(100, 290)),
            "There is no set",
        ),
        (
            SHORT + b"".join(b"2026-08-08,Squat,," + b"%d" % at * 30_000 + b",kg,5\n" for at in range(100, 290)),
            "There is no set",
        ),
        (b"," * 5_000_000, "I cannot read this as a table."),
        (b"exercise title,start time,reps" + b",x" * 1000 + b"\n", "I cannot read this as a table."),
    ],
    ids=[
        "large",
        "empty lines",
        "one cell",
        "one row",
        "quotes",
        "an open quote",
        "long dates",
        "long numbers",
        "long weights",
        "commas",
        "columns",
    ],
)
def test_a_bomb_costs_little(body: bytes, says: str) -> None:
    tracemalloc.start()
    begun = time.process_time()
    try:
        assert refused(body).startswith(says)
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - begun < 10


def test_more_rows_than_anybody_has_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.exchange.tables.MOST_ROWS", 1_000)
    assert reading(SHORT + b"2026-08-08,Squat,,,,5\n" * 1_000).sets == MOST_SETS
    assert refused(SHORT + b"2026-08-08,Squat,,,,5\n" * 1_001).startswith("That file has more than 1,000 rows.")


def test_more_sessions_than_anybody_has_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.exchange.book.MOST_SESSIONS", 500)
    days = "".join(f"{1971 + at // 336}-{at // 28 % 12 + 1}-{at % 28 + 1},Squat,,,,5\n" for at in range(501))
    assert refused(SHORT + days.encode()) == "That file has more than 500 sessions. Export a shorter time."


def test_more_exercises_than_there_are_is_no_log() -> None:
    names = "".join(f"2026-08-{at % 28 + 1:02},Squat {at},,,,5\n" for at in range(MOST_NAMES + 1))
    assert refused(SHORT + names.encode()).startswith("That file names more than 1,000 exercises")


def test_a_session_of_very_many_sets_is_cut_and_it_is_told() -> None:
    found = reading(SHORT + b"2026-08-08,Squat,,,,5\n" * (MOST_SETS + 150))
    assert (found.sets, found.left_out, len(found.odd)) == (MOST_SETS, 150, 100)
    assert odd(found)[0] == f"{MOST_SETS + 2}: more than {MOST_SETS} sets in one session (left out)"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("soon,Squat,,60,kg,5", "no date: soon"),
        (",Squat,,60,kg,5", "no date"),
        ("2026-02-30,Squat,,60,kg,5", "no date: 2026-02-30"),
        ("1066-10-14,Squat,,60,kg,5", "no date: 1066-10-14"),
        ("2026-08-08,,,60,kg,5", "no exercise"),
        ("2026-08-08,Squat,,60,kg,", "no repetitions and no time"),
        ("2026-08-08,Squat,,60,kg,0", "no repetitions and no time"),
        ("2026-08-08,Squat,,60,kg,many", "repetitions are no number: many"),
        ("2026-08-08,Squat,,60,kg,-5", "repetitions are no number: -5"),
        ("2026-08-08,Squat,,heavy,kg,5", "the weight is no number: heavy"),
        ("2026-08-08,Squat,,1e9,kg,5", "the weight is no number: 1e9"),
        ("2026-08-08,Squat,,NaN,kg,5", "the weight is no number: NaN"),
        ("2026-08-08,Squat,,60,kg,99999", "99,999 repetitions"),
    ],
)
def test_a_row_that_makes_no_sense_is_left_out_and_told(row: str, says: str) -> None:
    found = reading(SHORT + f"{row}\n2026-08-09,Squat,,60,kg,5\n".encode())
    assert odd(found) == [f"2: {says} (left out)"]
    assert (found.sets, found.left_out) == (1, 1)


@pytest.mark.parametrize(
    ("row", "set"),
    [
        ("2026-08-08,Squat,,60,kg,1271", "odd 1271 x 60 kg"),
        ("2026-08-08,Bench Press (Barbell),,1500,kg,5", "odd 5 x 1500 kg"),
        ("2026-08-08,Bicep Curl (Barbell),,400,kg,5", "odd 5 x 400 kg"),
        ("2026-08-08,Bicep Curl (Barbell),,40,kg,5", "5 x 40 kg"),
        ("2026-08-08,Leg Press (Machine),,400,kg,8", "8 x 400 kg"),
        ("2026-08-08,Pull Up (Weighted),,30,kg,5", "5 x 30 kg"),
        ("2026-08-08,Something else,,200,kg,5", "5 x 200 kg"),
    ],
)
def test_a_slip_of_the_finger_is_kept_and_marked(row: str, set: str) -> None:
    found = reading(SHORT + row.encode() + b"\n")
    assert told(found)[1].endswith(f": {set}")
    assert found.marked == set.startswith("odd")


def test_a_session_that_ends_before_it_begins_has_no_length() -> None:
    found = reading(HEVY.replace(b"17 Sep 2025, 19:01", b"17 Sep 2025, 17:01"))
    assert "2025-09-17 18:05-18:05 Upper A" in told(found)
    assert "2: the session ends before it begins: its length is left out" in odd(found)


def test_what_is_yet_to_come_is_left_out() -> None:
    found = reading(SHORT + b"2026-08-08,Squat,,60,kg,5\n2027-01-02,Squat,,65,kg,5\n")
    assert odd(found) == ["3: a day that is yet to come (left out)"]
    assert (found.sets, found.left_out) == (1, 1)


def test_letters_that_cannot_be_seen_and_endless_names_are_cut() -> None:
    row = "2026-08-08,\u202e\u200b Squat\u0007 " + "very " * 100 + "deep,,60,kg,5\n"
    (name,) = reading(SHORT + row.encode()).names
    assert name.name.startswith("Squat very very")
    assert len(name.name) <= 80


def test_a_zone_that_is_none_is_utc() -> None:
    for zone in (None, "", "Nowhere/At all", "../etc/passwd"):
        assert not isinstance(read(HEVY, zone, Unit.KG, LATEST), str)
        assert reading(HEVY, zone).sessions == reading(HEVY, "UTC").sessions
    assert reading(HEVY, BERLIN).sessions != reading(HEVY, "UTC").sessions


def test_the_limits_are_those_that_lifters_are_told() -> None:
    told_to_lifters = Path("docs/importing.md").read_text()
    limits = (
        f"{MOST_BYTES // 1024**2} MB, {MOST_ROWS:,} rows, {MOST_SESSIONS:,} sessions, {MOST_NAMES:,} different names, "
        f"{MOST_SETS} sets in a session; names of {LONGEST_NAME} letters, notes of {LONGEST_NOTE:,}."
    )
    assert limits in " ".join(told_to_lifters.split())
