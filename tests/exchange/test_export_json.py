"""Our own format: whatever the machine can make of a session is written, read, and written again as the same bytes."""

from dataclasses import fields, replace
from datetime import timedelta

import orjson
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.exchange import own_json
from bot.exchange.own_exercises import ids_in, named_in
from bot.exchange.own_profile import settled
from bot.exchange.past import Past
from bot.training import events
from bot.training.habits import Agenda, Habits
from bot.training.lifter import Lifter
from bot.training.loading import Kit
from bot.training.machine import begin
from bot.training.plan import Library, Workout
from bot.training.quantities import Unit
from bot.training.session import Phase, Session
from tests.exchange.belongings import ANN, GONE, MINE, WEIGHED, sessions
from tests.store.test_round_trip import Happening, happenings
from tests.training.gym import ARMS, BACK, NOON, ROW, Training

LIBRARY = Library({ROW.id: ROW})


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
    for one in ("log", "skipped", "pains", "swapped", "opened", "added"):
        assert getattr(back.whole, one) == getattr(it.session, one)
    assert back.whole.workout.blocks == it.session.workout.blocks


def test_everything_of_a_lifter_comes_back() -> None:
    body = file_of(ANN, *sessions())
    past = read(body)
    assert again(past) == body
    assert past.profile is not None
    assert settled(replace(Lifter(ANN.id), welcoming=True), past.profile) == replace(ANN, welcoming=True)
    assert past.weighings == WEIGHED
    assert {MINE.id, GONE.id, ROW.id} <= past.exercises.keys()
    assert [one.whole and one.whole.log for one in past.sessions] == [one.log for one in sessions()]


def test_nothing_that_is_known_of_a_lifter_is_overlooked() -> None:
    """A new field of a lifter is in the file, or named here."""
    not_theirs = {"id", "reachable", "welcoming", "asking", "asking_about", "leaving"}
    written = orjson.loads(file_of(ANN))["profile"]
    assert {field.name for field in fields(Lifter)} - not_theirs == written.keys()
    assert {field.name for field in fields(Habits)} == written["habits"].keys()
    bookkeeping = {"wanted", "unanswered", "reminded", "reviewed"}
    assert {field.name for field in fields(Agenda)} - bookkeeping == written["agenda"].keys()
    assert {field.name for field in fields(Kit)} == written["kit"].keys()


def test_it_says_nothing_of_telegram() -> None:
    body = file_of(replace(ANN, id=7_123_456_789), *sessions(7_123_456_789))
    assert b"7123456789" not in body


def test_the_same_is_written_whatever_the_order_in_memory() -> None:
    turned = replace(ANN, notes={"b": "2", "a": "1"}, habits=replace(ANN.habits, days=frozenset([3, 0])))
    straight = replace(turned, notes={"a": "1", "b": "2"}, habits=replace(ANN.habits, days=frozenset([0, 3])))
    assert file_of(turned) == file_of(straight)


def test_a_name_with_anything_in_it_is_read_back() -> None:
    names = ['"quoted"', "a\nb", "=1+1", "💪🏽", "x" * 300, "press\x00ed", "\ud7ff\u200b", "</script>"]
    own = tuple(replace(MINE, id=f"my.n-{at}", name=name) for at, name in enumerate(names))
    body = file_of(replace(ANN, own=own, instead={}))
    past = read(body)
    assert again(past) == body and past.profile is not None
    assert [one.name for one in past.profile.own] == [*names[:4], "x" * 100, "pressed", *names[6:]]
