"""The table of the session machine: every event has an answer in every phase, and the drawing on top of the file is true."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training import events, machine
from bot.training.effects import Decline, Reason
from bot.training.logged import Slot
from bot.training.machine import ACCEPTED, advance
from bot.training.pain import Area, Feeling
from bot.training.plan import Block
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import OPEN, Coaching, Phase, Session
from bot.training.vocabulary import Counting
from tests.training.gym import BACK, HAMMER, NOON, ROW, Training, doing, first_session, kg, sets

EVENT_TYPES: tuple[type[events.Event], ...] = get_args(events.Event)
AFTER_THE_REST = NOON + timedelta(minutes=3)
CLOSED = frozenset(Phase) - OPEN


HELD = replace(ROW, counting=Counting.WEIGHT_DURATION)
DAY = replace(BACK, blocks=(Block((doing(HELD, *sets(2)),)), *BACK.blocks[1:]))


def in_phase(phase: Phase) -> Session:
    """A session with one set of the row held after a minute, resting until half past two, or what became of it."""
    it = Training(first_session(DAY))
    it.logs()
    match phase:
        case Phase.WORKING:
            it.happens(events.RestSkipped())
            return it.happens(events.WorkStarted(Slot(0, 1)))
        case Phase.RESTING:
            return it.session
        case Phase.LIFTING:
            return it.happens(events.RestSkipped())
        case Phase.PAUSED:
            return it.happens(events.Paused())
        case Phase.FINISHED:
            return it.happens(events.Finished())
        case Phase.ABANDONED:
            return it.happens(events.Abandoned())


SENSIBLE: tuple[events.Event, ...] = (
    events.SetLogged(Slot(0, 1), 10, kg("45")),
    events.SetUndone(Slot(0, 0)),
    events.SetAmended(Slot(0, 0), 9, kg("45")),
    events.EffortTold(Slot(0, 0), Decimal(2)),
    events.SetRecalled(Slot(0, 1), "seated-row", 9, kg("45")),
    events.SessionMoved(timedelta(days=-1)),
    events.AimMoved(Slot(0, 1), reps=1),
    events.LoadChosen(Slot(0, 1), kg("50")),
    events.WorkStarted(Slot(0, 1)),
    events.WorkElapsed(NOON + timedelta(seconds=70)),
    events.WorkStopped(),
    events.WorkCancelled(),
    events.RestElapsed(NOON + timedelta(seconds=150)),
    events.RestSkipped(),
    events.RestMoved(timedelta(seconds=15)),
    events.ExerciseSkipped(0),
    events.ExerciseSwapped(0, HAMMER),
    events.BlockAdded(2),
    events.ExerciseAdded(doing(HAMMER, *sets(3))),
    events.PainReported(0, Area.ELBOW, Feeling.DULL),
    events.Paused(),
    events.Resumed(),
    events.Finished(),
    events.Abandoned(),
    events.IdleElapsed(),
    events.Stayed(),
    events.PastSetRight({"seated-row": ()}, Coaching(body=kg("80").weight)),
    events.UnitChanged(Unit.LB),
    events.Undone(),
)


def test_the_sensible_events_are_one_of_each() -> None:
    assert [type(event) for event in SENSIBLE] == list(EVENT_TYPES)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", SENSIBLE, ids=lambda event: type(event).__name__)
def test_an_event_is_declined_exactly_where_the_table_lacks_it(event: events.Event, phase: Phase) -> None:
    before = in_phase(phase)
    step = advance(before, event, AFTER_THE_REST)
    declined = [effect.reason for effect in step.effects if isinstance(effect, Decline)]
    if type(event) in ACCEPTED[phase]:
        assert declined == []
    else:
        alarm = isinstance(event, events.WorkElapsed | events.RestElapsed | events.IdleElapsed)
        assert declined == [Reason.OVERTAKEN if alarm else Reason.NOT_NOW]
        assert step.session is before and len(step.effects) == 1


def test_the_table_has_a_row_for_every_phase_and_knows_every_event() -> None:
    assert set(ACCEPTED) == set(Phase)
    assert frozenset().union(*ACCEPTED.values()) == set(EVENT_TYPES)


def test_a_rest_can_end_only_while_resting() -> None:
    of_rest = {events.RestElapsed, events.RestSkipped, events.RestMoved}
    assert ACCEPTED[Phase.RESTING] - ACCEPTED[Phase.LIFTING] == of_rest
    assert ACCEPTED[Phase.LIFTING] - ACCEPTED[Phase.RESTING] == {events.WorkStarted}


def test_whoever_holds_has_no_hand_free_for_anything_but_the_hold_and_the_end() -> None:
    of_work = {events.WorkElapsed, events.WorkStopped, events.WorkCancelled}
    assert all(not of_work & ACCEPTED[phase] for phase in Phase if phase is not Phase.WORKING)
    assert of_work < ACCEPTED[Phase.WORKING]
    assert not ACCEPTED[Phase.WORKING] & {events.AimMoved, events.LoadChosen, events.ExerciseSwapped, events.SetAmended}


def test_a_pause_knows_coming_back_pain_and_going_home_and_no_sets() -> None:
    assert ACCEPTED[Phase.PAUSED] == {
        events.Resumed,
        events.PainReported,
        events.Finished,
        events.Abandoned,
        events.IdleElapsed,
        events.Stayed,
        events.PastSetRight,
        events.UnitChanged,
    }
    assert all(events.Resumed not in ACCEPTED[phase] for phase in Phase if phase is not Phase.PAUSED)


def test_what_is_closed_is_taken_up_again_or_set_right() -> None:
    hindsight = {events.SetAmended, events.SetUndone, events.SetRecalled, events.SessionMoved, events.Abandoned}
    assert ACCEPTED[Phase.FINISHED] == hindsight | {events.Undone, events.BlockAdded}
    assert ACCEPTED[Phase.ABANDONED] == {events.Undone}


def drawn() -> Iterator[tuple[str, str]]:
    """The (phase, event) pairs that the drawing has arrows for."""
    for phases, names in re.findall(r"([A-Z]+(?:, [A-Z]+)*) --([\w, ]+)-->", machine.__doc__ or ""):
        yield from product(phases.split(", "), names.split(", "))


def test_the_drawing_names_only_what_the_table_accepts() -> None:
    arrows = list(drawn())
    assert len(arrows) > 15
    for source, name in arrows:
        assert getattr(events, name) in ACCEPTED[Phase[source]], f"{source} --{name}--> is drawn but not accepted"


numbers = st.integers(-3, 8) | st.integers()
slots = st.builds(Slot, numbers, numbers)
loads = st.builds(Load, st.builds(Weight, st.decimals() | st.decimals(-50, 1500), st.sampled_from(Unit)), st.booleans())
wild: st.SearchStrategy[events.Event] = st.one_of(
    st.builds(events.SetLogged, slots, numbers, loads, st.none() | st.decimals()),
    st.builds(events.SetLogged, st.just(Slot(0, 1)), numbers, loads),
    st.builds(events.SetUndone, slots),
    st.builds(events.SetAmended, slots | st.just(Slot(0, 0)), numbers, loads),
    st.builds(
        events.SetRecalled, slots | st.just(Slot(0, 1)), st.sampled_from(["seated-row", "curl", ""]), numbers, loads
    ),
    st.builds(events.SessionMoved, st.timedeltas()),
    st.builds(events.AimMoved, slots | st.just(Slot(0, 1)), numbers, numbers),
    st.builds(events.LoadChosen, slots | st.just(Slot(0, 1)), loads),
    st.builds(events.RestElapsed, st.datetimes(timezones=st.just(UTC))),
    st.builds(events.WorkElapsed, st.datetimes(timezones=st.just(UTC))),
    st.builds(events.WorkStarted, slots | st.just(Slot(0, 1))),
    st.builds(events.RestMoved, st.timedeltas()),
    st.builds(events.ExerciseSkipped, numbers),
    st.builds(events.ExerciseSwapped, numbers, st.just(HAMMER)),
    st.builds(events.BlockAdded, numbers),
    st.builds(events.ExerciseAdded, st.sampled_from([doing(HAMMER, *sets(3)), doing(ROW, *sets(1))])),
    st.builds(events.PainReported, numbers, st.sampled_from(Area), st.sampled_from(Feeling)),
    st.sampled_from(SENSIBLE),
)


@given(
    st.sampled_from(Phase),
    wild,
    st.datetimes(datetime(2026, 3, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)
def test_nonsense_has_an_answer_too(phase: Phase, event: events.Event, now: datetime) -> None:
    before = in_phase(phase)
    step = advance(before, event, now)
    if any(isinstance(effect, Decline) for effect in step.effects):
        assert step.session is before
