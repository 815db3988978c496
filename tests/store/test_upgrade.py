"""A database of the first schema, with a session in mid-rest in it, is brought up to date: nothing in it is lost or changed."""

import sqlite3
from contextlib import closing
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.coach.inbound import Said
from bot.coach.ports import Transaction
from bot.coach.records import Alarm, Arrival, Card, Due, Letter, LetterKind, Spot, Waiting
from bot.store import open_store
from bot.store.schema import upgrade
from bot.training import events
from bot.training.effects import AlarmKind
from bot.training.lifter import Lifter
from bot.training.logged import Slot
from bot.training.machine import begin
from bot.training.quantities import Unit
from bot.training.recovery import Trained
from bot.training.reminders import Reminder, ReminderKind, Rhythm
from bot.training.session import Session
from tests.databases import new_database
from tests.store.scenes import ANN, CHAT, after, done_in
from tests.training.gym import FOUR_TENS, NOON, ROW, done, kg

ROWS = (Path(__file__).parent / "rows_of_0001.sql").read_text()


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as the first schema left it."""
    if request.param == "sqlite":
        return old_sqlite(tmp_path / "spotter.db")
    return _old_postgres(new_database(request.getfixturevalue("postgres_server"), "old"))


def old_sqlite(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as first:
            upgrade(first, "0001")
        connection.executescript(ROWS)
    return f"sqlite:///{path}"


def _old_postgres(url: str) -> str:
    with psycopg.connect(url) as connection:
        engine = create_engine("postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as first:
            upgrade(first, "0001")
        connection.execute(ROWS.encode())
    return url


def session_of_then() -> Session:
    session = begin("s1", ANN.id, FOUR_TENS, Unit.KG, {ROW.id: (done(ROW, 9, kg("42.5")),)}, NOON).session
    for event in (
        events.SetLogged(Slot(0, 0), 10, kg("45"), Decimal(2)),
        events.RestSkipped(),
        events.SetLogged(Slot(0, 1), 9, kg("47.5")),
        events.SetAmended(Slot(0, 0), 11, kg("45")),
    ):
        session = after(session, event)
    return session


async def test_everything_is_there_as_it_was(old_url: str) -> None:
    store = await open_store(old_url)
    session = session_of_then()
    assert session.rest is not None
    rest = Alarm(ANN.id, "s1", AlarmKind.REST, session.rest.due)
    letter = Letter(ANN.id, CHAT, "s1", LetterKind.REST_OVER, NOON, id=2)

    def look(tx: Transaction) -> None:
        assert tx.lifter(ANN.id) == Lifter(ANN.id, Unit.KG, "Europe/Vienna")
        assert tx.open_session(ANN.id) == session
        assert tx.card("s1") == Card(CHAT, 11)
        assert tx.due_alarms(rest.due, 9) == (rest,)
        assert tx.waiting_letters(NOON, 9) == (letter,)
        assert tx.unhandled(0, 9) == (Arrival(2, Said(ANN.id, CHAT, 6, "9")),)
        assert tx.waiting_counts() == Waiting(arrivals=1, letters=1)
        assert tx.floods() == {}
        assert tx.reminder(ANN.id) is None
        assert tx.trained(ANN.id, NOON) == (Trained("day", NOON, None, done_in(session)),)

    await store.run(look)
    await store.close()


async def test_it_goes_on_from_there(old_url: str) -> None:
    store = await open_store(old_url)
    before = session_of_then()
    now = after(after(before, events.Undone()), events.SetLogged(Slot(0, 2), 8, kg("47.5")))
    await store.run(lambda tx: tx.save_session(before, now))
    assert await store.run(lambda tx: tx.session("s1")) == now
    assert await store.run(lambda tx: tx.take_summaries(ANN.id)) == (Spot(CHAT, 12),)
    assert await store.run(lambda tx: tx.claim_letter(2, NOON, NOON + timedelta(minutes=1))) == 0
    await store.close()


def test_letters_keep_all_that_the_second_schema_knew_of_them(tmp_path: Path) -> None:
    """SQLite's are copied into a table made anew, and the last number with them."""
    with closing(sqlite3.connect(tmp_path / "spotter.db")) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as before:
            upgrade(before, "0002")
            connection.executescript(ROWS)
            connection.execute("UPDATE letters SET held = 17, doubts = 2 WHERE id = 2")
            connection.commit()
            seen = connection.execute(_ALL_OF_THE_LETTERS).fetchall()
            upgrade(before)
        assert connection.execute(_ALL_OF_THE_LETTERS).fetchall() == seen
        assert (2, 17, 2) in {(row[0], row[-2], row[-1]) for row in seen}
        assert connection.execute("SELECT seq FROM sqlite_sequence").fetchall() == [(3,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


_ALL_OF_THE_LETTERS = (
    "SELECT id, lifter, chat, session, kind, due, sent_chat, sent_message, held, doubts FROM letters ORDER BY id"
)


async def test_numbers_of_letters_are_still_never_given_again(old_url: str) -> None:
    """The third letter of then is gone; its number is not."""
    store = await open_store(old_url)
    next_one = await store.run(lambda tx: tx.post(Letter(ANN.id, CHAT, "s1", LetterKind.REST_OVER, NOON)))
    assert next_one.id == 4
    due = Due(ANN.id, Reminder(ReminderKind.TRAIN, NOON.date(), NOON), Rhythm(None, frozenset(), time(12)))
    (reminder,) = await store.run(lambda tx: tx.post_reminders([(due, None)]))
    assert reminder.id == 5
    await store.close()
