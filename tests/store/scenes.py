"""Scenes for tests of the store: a lifter with a session begun, and ways to let things happen to it."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.ports import Store, Transaction
from bot.training import events
from bot.training.lifter import Lifter
from bot.training.machine import advance
from bot.training.order import next_slot
from bot.training.quantities import Load
from bot.training.recovery import DoneSet
from bot.training.session import Session
from tests.training.gym import FOUR_TENS, NOON, first_session, kg

ANN = Lifter(7)
BEN = Lifter(8)
CHAT = 70


def begun(id: str = "s1", lifter: Lifter = ANN, days: int = 0) -> Session:
    """A session of four sets of ten, some days after the first."""
    start = NOON + timedelta(days=days)
    return replace(first_session(FOUR_TENS), id=id, lifter=lifter.id, started=start, touched=start)


def with_session(tx: Transaction, session: Session) -> Session:
    """Keeps its lifter and begins it."""
    tx.keep_lifter(Lifter(session.lifter))
    tx.add_session(session, CHAT)
    return session


def after(session: Session, event: events.Event) -> Session:
    """The session once the event has happened, a minute after the last."""
    return advance(session, event, session.touched + timedelta(minutes=1)).session


def logged(session: Session, load: Load | None = None, reps: int = 10) -> Session:
    slot = next_slot(session)
    assert slot is not None, "nothing left to do"
    return after(session, events.SetLogged(slot, reps, load or kg("45")))


def saved(tx: Transaction, before: Session, now: Session) -> Session:
    tx.save_session(before, now)
    return now


def done_in(session: Session) -> tuple[DoneSet, ...]:
    """Its sets as recovery sees them."""
    return tuple(DoneSet(one.exercise, one.kind, one.at) for one in session.log)


def log_next(tx: Transaction, lifter: Lifter = ANN) -> Session:
    """One tap: load the open session, log its next set, save it."""
    session = tx.open_session(lifter.id)
    assert session is not None, "no session is open"
    return saved(tx, session, logged(session))


def train(tx: Transaction, session: Session) -> Session:
    """Logs every set that is left and saves the finished session."""
    now = session
    while now.is_open:
        now = logged(now)
    return saved(tx, session, now)


async def names_of(store: Store, *lifters: int) -> list[int]:
    """Which of these lifters are kept."""

    def look(tx: Transaction) -> list[int]:
        return [id for id in lifters if tx.lifter(id) is not None]

    return await store.run(look)
