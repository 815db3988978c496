"""What adds up since the first session: sums, weeks and months, sets by muscle, and the days of the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.training.calendar import calendar
from bot.training.quantities import Unit, Weight
from bot.training.recovery import DoneSet, Trained
from bot.training.schedule import Day, Mark
from bot.training.so_far import Practice, SoFar, so_far
from bot.training.vocabulary import Muscle, SetKind
from bot.training.volume import MOST_BARS, Period, SessionVolume, Step, by_stretch, first_day
from bot.training.worked import Worked
from bot.training.workload import State, in_a_week, sets_of, sets_since, states
from tests.training.gym import CARRY, NOON, ROW

TODAY = date(2026, 3, 4)  # a Wednesday
BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
KNOWN = {ROW.id: ROW}


def kilograms(amount: int) -> Weight:
    return Weight(Decimal(amount), Unit.KG)


def session(at: datetime, sets: int = 4, lifted: int = 1600) -> SessionVolume:
    return SessionVolume(at, sets, kilograms(lifted))


def practice(exercise: str, sets: int, lifted: int) -> Practice:
    return Practice(exercise, sets, kilograms(lifted), NOON)


def test_the_sum_leaves_out_weight_times_seconds() -> None:
    done = practice(ROW.id, 4, 1600), practice(CARRY.id, 2, 1920)
    assert so_far([TODAY, date(2024, 5, 1)], done, {CARRY.id}, Unit.KG) == SoFar(
        2, 6, kilograms(1600), date(2024, 5, 1)
    )
    assert so_far([TODAY], done, {CARRY.id}, Unit.LB).volume == Weight(Decimal("3527.396"), Unit.LB)


def test_weeks_begin_on_the_lifters_monday_and_empty_ones_stay() -> None:
    sunday_night = datetime(2026, 2, 15, 23, 30, tzinfo=UTC)  # Monday in Berlin
    step, weeks = by_stretch([session(sunday_night), session(NOON), session(NOON + DAY)], None, TODAY, Unit.KG, BERLIN)
    assert step is Step.WEEK
    assert [(one.first.isoformat(), one.sets, one.volume) for one in weeks] == [
        ("2026-02-16", 4, kilograms(1600)),
        ("2026-02-23", 0, kilograms(0)),
        ("2026-03-02", 8, kilograms(3200)),
    ]
    _, elsewhere = by_stretch([session(sunday_night)], None, TODAY, Unit.KG, UTC)
    assert elsewhere[0].first == date(2026, 2, 9)


def test_a_period_ends_with_this_week() -> None:
    assert first_day(Period.MONTHS, TODAY) == date(2025, 12, 8) and first_day(Period.ALL, TODAY) is None
    _, weeks = by_stretch([session(NOON - DAY * 400)], first_day(Period.YEAR, TODAY), TODAY, Unit.KG, BERLIN)
    assert len(weeks) == 52 and weeks[-1].first == date(2026, 3, 2) and not any(one.sets for one in weeks)


def test_years_of_training_stand_in_fewer_and_longer_stretches() -> None:
    for years, step in ((1, Step.WEEK), (4, Step.MONTH), (10, Step.QUARTER), (40, Step.YEAR)):
        first = NOON - timedelta(days=365 * years)
        found, stretches = by_stretch([session(first), session(NOON)], None, TODAY, Unit.KG, BERLIN)
        assert found is step and len(stretches) <= MOST_BARS
        assert (stretches[0].sets, stretches[-1].sets) == (4, 4)
        assert sum(one.sets for one in stretches) == 8
        assert [one.first for one in stretches] == sorted({one.first for one in stretches})
        gaps = {(there.first - here.first).days for here, there in pairwise(stretches)}
        assert max(gaps) - min(gaps) <= 3, "none is left out"


def test_sets_count_whole_and_half_and_warm_ups_and_odd_ones_not_at_all() -> None:
    kinds = (SetKind.WARM_UP, SetKind.WORKING, SetKind.WORKING, SetKind.DROP, SetKind.ODD)
    done = tuple(DoneSet(ROW.id, kind, NOON) for kind in kinds)
    this, before = (Trained("day", at, at, done) for at in (NOON, NOON - DAY))
    assert sets_since([before, this], date(2026, 3, 2), KNOWN, BERLIN) == {Muscle.LATS: 3, Muscle.BICEPS: 1.5}
    both = sets_of([practice(ROW.id, 3, 0), practice("gone", 9, 0)], KNOWN)
    assert both == {Muscle.LATS: 3, Muscle.BICEPS: 1.5}
    assert [in_a_week(sets) for sets in (0.5, 4, 9.5, 10)] == [Worked.LITTLE, Worked.SOME, Worked.SOME, Worked.MUCH]


def test_a_muscle_is_almost_ready_in_its_last_half_day() -> None:
    ready = {
        Muscle.LATS: NOON + timedelta(hours=12),
        Muscle.BICEPS: NOON + timedelta(hours=12, seconds=1),
        Muscle.CHEST: NOON,
    }
    found = states(ready, NOON)
    assert (found[Muscle.LATS], found[Muscle.BICEPS], found[Muscle.CHEST]) == (State.ALMOST, State.RESTING, State.READY)
    assert set(found) == set(Muscle), "nobody is forgotten"


def test_the_calendar_has_whole_weeks_and_nobody_is_blamed_for_the_time_before() -> None:
    plan = (
        Day(date(2026, 2, 25), Mark.MISSED),
        Day(date(2026, 3, 2), Mark.DONE),
        Day(date(2026, 3, 3), Mark.REST),
        Day(TODAY, Mark.PLANNED),
        Day(date(2026, 3, 9), Mark.MOVED),
    )
    days = dict(calendar({date(2026, 2, 27), date(2026, 3, 2)}, plan, TODAY, 2))
    assert (min(days), max(days), len(days)) == (date(2026, 2, 23), date(2026, 3, 15), 21)
    assert days[date(2026, 2, 25)] is None, "before the first session nothing was missed"
    assert [days[date(2026, 3, day)] for day in (1, 2, 3, 4, 9)] == [
        Mark.REST,
        Mark.DONE,
        Mark.REST,
        Mark.PLANNED,
        Mark.MOVED,
    ]
    assert days[date(2026, 3, 15)] is None, "beyond the plan"
    missed = replace(plan[0], day=date(2026, 3, 1))
    assert dict(calendar({date(2026, 2, 27)}, (missed,), TODAY, 2))[date(2026, 3, 1)] is Mark.MISSED
