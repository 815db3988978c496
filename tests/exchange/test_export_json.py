"""Our own format: whatever the machine can make of a session is written, read, and written again as the same bytes."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import orjson
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.exchange import own_json
from bot.exchange.own_exercises import ids_in, named_in
from bot.exchange.own_profile import settled
from bot.exchange.past import Past
from bot.exchange.reading import Problem
from bot.training import events
from bot.training.habits import Agenda, Away, Habits, Move, Pause, Quiet, Weekly
from bot.training.lifter import Lifter, Readiness
from bot.training.loading import Kit
from bot.training.machine import begin
from bot.training.own import Kind, of_kind, own_exercise
from bot.training.plan import Library, Workout
from bot.training.quantities import Unit, Weight
from bot.training.session import Phase, Session
from bot.training.vocabulary import Equipment, Muscle
from tests.store.test_round_trip import Happening, happenings
from tests.training.gym import ARMS, BACK, NOON, ROW, Training, kg

MINE = of_kind(own_exercise("My “=curl” 💪", Muscle.BICEPS, "abcd"), Kind.DUMBBELL)
LIBRARY = Library({ROW.id: ROW})
ANN = Lifter(
    7,
    Unit.LB,
    "Europe/Berlin",
    back_trouble=True,
    habits=Habits(
        frozenset({0, 3}),
        time(18, 30),
        "back",
        Quiet(time(22), time(6, 45)),
        True,
        date(2026, 3, 1),
        Weekly(5, time(9)),
    ),
    agenda=Agenda(
        (Move(date(2026, 3, 2), date(2026, 3, 3)),),
        frozenset({date(2026, 3, 9)}),
        pause=Pause(date(2026, 4, 1), date(2026, 4, 8), Away.TRAVEL),
        been_away=(Pause(date(2026, 1, 1), date(2026, 1, 4), Away.SICK),),
    ),
    kit=Kit(Weight(Decimal("17.5"), Unit.KG), (Weight(Decimal("1.25"), Unit.KG),), frozenset({Equipment.CABLE})),
    notes={ROW.id: "=seat 4, \"pad\" 3, 'low'"},
    instead={ROW.id: MINE.id},
    own=(MINE,),
    effort=True,
    readiness=Readiness.ASK_FIRST,
    dark=True,
)
WEIGHED = ((date(2026, 3, 1), Weight(Decimal("82.5"), Unit.KG)), (date(2026, 3, 8), Weight(Decimal(181), Unit.LB)))


def file_of(lifter: Lifter, *sessions: Session, library: Library = LIBRARY) -> bytes:
    """As an export makes it."""
    copies = {id: one for session in sessions for id, one in named_in(session).items()}
    ids = {id for session in sessions for id in ids_in(session)}
    return own_json.own_file(lifter, library, copies, ids, map(own_json.session_line, sessions), WEIGHED)


def read(body: bytes) -> Past:
    found = own_json.read(body)
    assert isinstance(found, Past), found
    return found


def again(past: Past) -> bytes:
    assert past.profile is not None
    return file_of(past.profile, *(one.whole for one in past.sessions if one.whole))


@settings(max_examples=100, deadline=None)
@given(workout=st.sampled_from([BACK, ARMS]), unit=st.sampled_from(Unit), story=happenings)
def test_any_session_comes_back_as_the_same_bytes(
    workout: Workout, unit: Unit, story: list[tuple[Happening, timedelta]]
) -> None:
    it = Training(begin("s1", 7, workout, unit, {}, NOON).session)
    for happening, span in story:
        it.happens(happening(it.session), span)
    it.happens(events.Finished())
    assume(it.session.phase is Phase.FINISHED)
    body = file_of(ANN, it.session)
    past = read(body)
    assert again(past) == body
    (back,) = past.sessions
    assert back.whole is not None
    assert (back.whole.log, back.whole.skipped, back.whole.pains) == (
        it.session.log,
        it.session.skipped,
        it.session.pains,
    )
