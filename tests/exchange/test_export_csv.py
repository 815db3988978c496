"""Our sessions as a table of Hevy's: its columns, its quoting, its words, and nothing that a spreadsheet would work out."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchange import csv_out, own_json, recognise
from bot.exchange.csv_out import Titled
from bot.exchange.formulas import as_meant, defused
from bot.exchange.reading import App, Reading
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import begin
from bot.training.plan import Block, Workout
from bot.training.quantities import Load, Unit
from bot.training.session import Phase, Session, Situation
from bot.training.vocabulary import SetKind
from tests.training.gym import CURL, HAMMER, HELPED_PULL_UP, NOON, PLANK, PULL_UP, ROW, body, doing, kg, lb, sets

NAMES = {one.id: Titled(one.name) for one in (ROW, PULL_UP, CURL, HAMMER)} | {
    PLANK.id: Titled(PLANK.name, timed=True),
    HELPED_PULL_UP.id: Titled(HELPED_PULL_UP.name, helps=True),
}
EVERYTHING = Workout(
    "all",
    "All",
    (
        Block((doing(ROW, *sets(3)),)),
        Block((doing(CURL, *sets(2)), doing(PULL_UP, *sets(2)))),
        Block((doing(HELPED_PULL_UP, *sets(2)),)),
        Block((doing(PLANK, *sets(1, 30)), doing(HAMMER, *sets(1)))),
    ),
    (1, 2),
    (1, 3),
)


def session(*log: LoggedSet, workout: Workout = EVERYTHING, unit: Unit = Unit.KG) -> Session:
    begun = begin("s1", 7, workout, unit, {}, NOON).session
    return replace(begun, log=log, situation=Situation(Phase.FINISHED, finished=NOON + timedelta(minutes=62)))


def done(position: int, number: int, exercise: str, reps: int = 10, load: Load | None = None) -> LoggedSet:
    return LoggedSet(Slot(position, number), exercise, reps, load or kg("45"), NOON + timedelta(minutes=number))


def table(
    *sessions: Session, known: Mapping[str, Titled] = NAMES, zone: str | None = None, unit: Unit = Unit.KG
) -> bytes:
    return csv_out.header(unit) + csv_out.rows([own_json.session_line(one) for one in sessions], known, zone, unit)


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_it_is_written_as_hevy_writes_it() -> None:
    warm_up = replace(done(0, 0, ROW.id), kind=SetKind.WARM_UP)
    working = replace(done(0, 1, ROW.id, 8, kg("82.5")), rir=Decimal(2))
    drop = replace(done(0, 2, ROW.id, 12, kg("60.000")), kind=SetKind.DROP)
    known = {ROW.id: Titled("Seated row", "seat 4")}
    assert table(session(warm_up, working, drop), known=known, zone="Europe/Berlin").decode() == (
        '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
        '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
        '"All","2 Mar 2026, 13:00","2 Mar 2026, 14:02","","Seated row",,"seat 4",0,"warmup",45,10,,,\n'
        '"All","2 Mar 2026, 13:00","2 Mar 2026, 14:02","","Seated row",,"seat 4",1,"normal",82.5,8,,,8\n'
        '"All","2 Mar 2026, 13:00","2 Mar 2026, 14:02","","Seated row",,"seat 4",2,"dropset",60,12,,,\n'
    )


def test_help_added_weight_the_body_alone_and_holds_are_told_apart() -> None:
    found = rows(
        table(
            session(
                done(2, 0, HELPED_PULL_UP.id, load=body("-20")),
                done(2, 1, HELPED_PULL_UP.id, load=body("5")),
                done(1, 0, PULL_UP.id, load=body("7.5")),
                done(1, 1, PULL_UP.id, load=body("-5")),
                done(4, 0, PLANK.id, 45, body()),
                done(0, 0, ROW.id, load=kg("0")),
            )
        )
    )
    told = [(row["exercise_title"], row["weight_kg"], row["reps"], row["duration_seconds"]) for row in found]
    assert told == [
        ("Assisted pull up", "20", "10", ""),
        ("Assisted pull up", "-5", "10", ""),
        ("Pull up", "7.5", "10", ""),
        ("Pull up", "-5", "10", ""),
        ("Plank", "", "", "45"),
        ("Seated row", "0", "10", ""),
    ]


def test_who_lifts_in_pounds_gets_pounds() -> None:
    found = table(session(done(0, 0, ROW.id, load=lb("100")), done(0, 1, ROW.id, load=kg("45"))), unit=Unit.LB)
    assert [row["weight_lbs"] for row in rows(found)] == ["100", "99.208"]


def test_supersets_are_numbered_and_their_sets_stand_by_exercise() -> None:
    rounds = [done(position, number, id) for number in (0, 1) for position, id in ((1, CURL.id), (2, PULL_UP.id))]
    found = rows(table(session(done(0, 0, ROW.id), *rounds, done(5, 0, HAMMER.id))))
    told = [(row["exercise_title"], row["superset_id"], row["set_index"]) for row in found]
    assert told == [
        ("Seated row", "", "0"),
        ("Curl", "0", "0"),
        ("Curl", "0", "1"),
        ("Pull up", "0", "0"),
        ("Pull up", "0", "1"),
        ("Hammer curl", "1", "0"),
    ]


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r=1", "\\n=1"),
        ("\x00=1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\u200d=1", "'\u200d=1"),
        ("＝1", "'＝1"),
        ("−20 kg", "−20 kg"),
        ('say "hi", twice', 'say "hi", twice'),
        ("first\nsecond", "first\\nsecond"),
        ("first\r\nsecond", "first\\nsecond"),
        ("first\u2028=second", "first\\n=second"),
        ("press\x00ed \x1b[31m", "pressed [31m"),
        ("Жим 💪🏽", "Жим 💪🏽"),
    ],
)
def test_words_are_words_to_every_spreadsheet(words: str, cell: str) -> None:
    known = {ROW.id: Titled(words, words)}
    workout = replace(EVERYTHING, name="A" + words)
    body = table(session(done(0, 0, ROW.id), workout=workout), known=known)
    (row,) = rows(body)
    assert (row["exercise_title"], row["exercise_notes"]) == (cell, cell)
    assert body.count(b"\n") == 2 and b"\r" not in body and b"\x00" not in body


@given(st.text(alphabet=" '=+-@＝a\u200d", max_size=6))
def test_what_is_kept_from_being_a_formula_is_read_back_as_it_was(words: str) -> None:
    assert as_meant(defused(words)) == words
    assert not defused(words).lstrip(" \u200d").startswith(("=", "+", "-", "@", "＝"))


def test_an_hour_that_a_clock_shows_twice_is_still_that_hour() -> None:
    late = datetime.fromisoformat("2026-10-25T00:30:00+00:00")
    early = replace(session(done(0, 0, ROW.id)), started=late, situation=Situation(Phase.FINISHED, finished=late))
    (row,) = rows(table(early, zone="Europe/Berlin"))
    assert row["start_time"] == "25 Oct 2026, 02:30"
    (row,) = rows(table(early, zone="Nowhere/Else"))
    assert row["start_time"] == "25 Oct 2026, 00:30"


def test_what_nobody_remembers_goes_by_its_id() -> None:
    (row,) = rows(table(session(done(0, 0, "my.gone-abcd"))))
    assert row["exercise_title"] == "my.gone-abcd"


def test_our_own_table_comes_back_through_the_reader_of_hevys() -> None:
    it = session(
        replace(done(0, 0, ROW.id), kind=SetKind.WARM_UP),
        replace(done(0, 1, ROW.id, 8, kg("82.5")), rir=Decimal(2)),
        done(4, 0, PLANK.id, 45, body()),
    )
    found = recognise.read(table(it, zone="Europe/Berlin"), "Europe/Berlin", Unit.KG, it.started)
    assert isinstance(found, Reading) and found.app is App.HEVY
    (back,) = found.sessions
    assert (back.name, back.started, back.finished) == ("All", it.started, it.finished)
    told = [(s.kind, s.reps, s.load, s.rir) for one in back.exercises for s in one.sets]
    assert told == [(one.kind, one.reps, one.load, one.rir) for one in it.log]
