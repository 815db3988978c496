"""Finished sessions, read a few at a time: all of them, each once, in their order, exactly as they were planned and done."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from bot.coach.ports import Transaction
from bot.training.lifter import Lifter
from bot.training.session import Coaching, Phase, Session, Situation
from tests.exchange.belongings import sessions
from tests.store.direct import Begin, on_postgres, on_sqlite, sqlite_in_memory
from tests.store.scenes import CHAT, begun


@pytest.fixture(params=["sqlite", "postgresql"])
def on_tables(request: pytest.FixtureRequest) -> Iterator[Begin]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield stack.enter_context(on_sqlite(stack.enter_context(sqlite_in_memory())))
        else:
            url: str = request.getfixturevalue("migrated_postgres")
            yield stack.enter_context(on_postgres(stack.enter_context(psycopg.connect(url))))


def kept(tx: Transaction, session: Session) -> Session:
    tx.keep_lifter(Lifter(session.lifter))
    first: Session = replace(session, log=(), trail=(), situation=Situation())
    tx.add_session(first, CHAT)
    tx.save_session(first, session)
    return session


def as_filed(session: Session) -> Session:
    """Without what can be taken back, and what the coach found when it began."""
    return replace(session, trail=(), coaching=Coaching(), last_time={})


def read(tx: Transaction, lifter: int, most: int) -> list[Session]:
    found: list[Session] = []
    while some := tx.archive.sessions(lifter, found[-1] if found else None, most):
        assert len(some) <= most
        found += some
    return found


def test_each_comes_once_in_its_order_as_it_was_done(on_tables: Begin) -> None:
    lifter, mark = uuid4().int % 2**62, uuid4().hex[:6]
    theirs = [replace(one, id=f"{mark}{one.id}") for one in sessions(lifter)]
    at_once = [replace(theirs[-1], id=f"{mark}z{n}") for n in range(4)]  # as files of other apps have it
    for session in reversed([*theirs, *at_once]):
        kept(on_tables(), session)
    for most in (1, 3, 100):
        assert read(on_tables(), lifter, most) == [as_filed(one) for one in (*theirs, *at_once)]


def test_open_ones_those_set_aside_and_other_peoples_are_not_in_it(on_tables: Begin) -> None:
    lifter, mark = Lifter(uuid4().int % 2**62), uuid4().hex[:6]
    other = Lifter(lifter.id + 1)
    done, *_ = [replace(one, id=f"{mark}{one.id}") for one in sessions(lifter.id)]
    aside = replace(done, id=f"{mark}aside", situation=replace(done.situation, phase=Phase.ABANDONED))
    for session in (done, aside, replace(done, id=f"{mark}theirs", lifter=other.id)):
        kept(on_tables(), session)
    on_tables().add_session(begun(f"{mark}open", lifter, days=9), CHAT)
    assert [one.id for one in read(on_tables(), lifter.id, 10)] == [done.id]


def test_one_that_began_before_all_time_is_no_matter(on_tables: Begin) -> None:
    lifter, mark = uuid4().int % 2**62, uuid4().hex[:6]
    (session, *_) = sessions(lifter)
    old = replace(session, id=f"{mark}old", started=session.started - timedelta(days=365 * 100))
    kept(on_tables(), old)
    assert [one.id for one in read(on_tables(), lifter, 1)] == [old.id]
