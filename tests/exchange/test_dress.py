"""One file in many dresses: whatever a spreadsheet, a phone or an old computer makes of an export, it reads the same."""

import codecs
import csv
import io
from collections.abc import Callable

import pytest

from bot.exchange.reading import Reading
from bot.training.quantities import Unit
from tests.exchange.files import odd, reading, sample, told

Rows = list[list[str]]
SAMPLES = ("hevy-kg.csv", "strong-commas.csv", "strong-numbered.csv", "fitnotes.csv", "fitbod.csv", "stronglifts.csv")


def rows_of(name: str) -> Rows:
    text = sample(name).decode()
    return [
        row for row in csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",") if row
    ]


def written(rows: Rows, delimiter: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def _columns_reversed(rows: Rows) -> bytes:
    return written([row[::-1] for row in rows]).encode()


def _shouting_header(rows: Rows) -> bytes:
    return written([[f"  {name.upper()} " for name in rows[0]], *rows[1:]]).encode()


def _trailing_delimiters(rows: Rows) -> bytes:
    return written([[*row, "", ""] for row in rows]).encode()


def _empty_lines(rows: Rows) -> bytes:
    return ("\n\n" + written(rows).replace("\n", "\n\n,,,\n") + "\n").encode()


def _header_twice_in_a_column(rows: Rows) -> bytes:
    return written([[*rows[0], rows[0][1]], *([*row, "another"] for row in rows[1:])]).encode()


DRESSES: dict[str, Callable[[Rows], bytes]] = {
    "tabs": lambda rows: written(rows, "\t").encode(),
    "semicolons": lambda rows: written(rows, ";").encode(),
    "Excel's own first line": lambda rows: ("sep=;\n" + written(rows, ";")).encode(),
    "lines of Windows": lambda rows: written(rows, end="\r\n").encode(),
    "lines of old Macs": lambda rows: written(rows, end="\r").encode(),
    "no last line end": lambda rows: written(rows).rstrip("\n").encode(),
    "a mark for UTF-8": lambda rows: codecs.BOM_UTF8 + written(rows).encode(),
    "UTF-16": lambda rows: written(rows).encode("utf-16"),
    "UTF-16, the other way round, unmarked": lambda rows: written(rows).encode("utf-16-be"),
    "everything quoted": lambda rows: "\n".join(
        ",".join('"' + one.replace('"', '""') + '"' for one in row) for row in rows
    ).encode(),
    "columns in another order": _columns_reversed,
    "a shouting header": _shouting_header,
    "trailing delimiters": _trailing_delimiters,
    "empty lines": _empty_lines,
    "a column twice": _header_twice_in_a_column,
}


def said(found: Reading) -> tuple[list[str], list[str], object]:
    return told(found), [one.partition(": ")[2] for one in odd(found)], found.passed


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", SAMPLES)
def test_it_reads_the_same(name: str, dress: str) -> None:
    body = DRESSES[dress](rows_of(name))
    assert said(reading(body)) == said(reading(sample(name)))


def test_old_letters_are_read_and_said() -> None:
    found = reading(sample("hevy-kg.csv").decode().replace("Upper A", "Rücken – müde").encode("cp1252"))
    assert found.sessions[0].name == "Rücken – müde"
    assert found.remarks == ("The file is not UTF-8; its letters were read as Windows-1252.",)


def test_short_rows_are_filled_up_and_long_ones_cut() -> None:
    head = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    body = head + "2026-08-08,Squat,Legs,60,kgs,5\n2026-08-08,Squat,Legs,65,kgs,5,,,,note,and,more\n"
    assert told(reading(body.encode()))[1:] == ["  Squat (note): 5 x 60 kg, 5 x 65 kg"]


def test_rows_in_any_order_make_the_same_sessions() -> None:
    rows = rows_of("hevy-kg.csv")
    shuffled = [rows[0], rows[4], rows[1], *rows[5:8], rows[2], *rows[8:], rows[3]]
    assert told(reading(written(shuffled).encode())) == told(reading(sample("hevy-kg.csv")))


def test_columns_that_may_be_missing() -> None:
    body = b"exercise_title,start_time,reps\nSquat (Barbell),2026-02-03 19:30,5\n"
    assert told(reading(body)) == ["2026-02-03 19:30-19:30", "  Squat (Barbell): 5"]


def test_an_inch_mark_is_no_quotation() -> None:
    head = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    body = head + '2026-08-08,Box Jump (24"),Legs,,,5,,,,\n2026-08-08,Squat,Legs,65,kgs,5,,,,\n'
    assert told(reading(body.encode()))[1:] == ['  Box Jump (24"): 5', "  Squat: 5 x 65 kg"]


def test_a_spreadsheets_dates_show_their_order_or_it_is_said() -> None:
    head = "Date,Exercise,Category,Weight,Weight Unit,Reps\n"
    surely = reading((head + "03/04/2024,Squat,Legs,60,kg,5\n04/25/2024,Squat,Legs,60,kg,5\n").encode())
    assert (str(surely.first), len(surely.remarks)) == ("2024-03-04", 1)
    either = head + "03/04/2024,Squat,Legs,60,kg,5\n"
    assert str(reading(either.encode()).first) == "2024-04-03"
    assert "Dates were read with the day before month." in reading(either.encode()).remarks
    assert str(reading(either.encode(), unit=Unit.LB).first) == "2024-03-04"
