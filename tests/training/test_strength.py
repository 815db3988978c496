"""How strong somebody has been: each day's best is what the log says, whatever the exercise counts, and records are above all
that was before."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.climb import climb
from bot.training.e1rm import e1rm
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.strength import COARSE, Effort, Measure, Series, Whose, strength, thinned
from tests.training.gym import CARRY, HELPED_PULL_UP, LUNGE, NOON, PLANK, PULL_UP, ROW, body, kg, lb

BERLIN = ZoneInfo("Europe/Berlin")
WHOSE = Whose(Unit.KG, Weight(Decimal(80), Unit.KG), BERLIN)
DAY = timedelta(days=1)


def effort(days: float, reps: int, load: Load) -> Effort:
    return Effort(reps, load, NOON + DAY * days)


def values(series: Series) -> list[float]:
    return [float(point.value) for point in series.points]


def records(series: Series) -> list[bool]:
    return [point.record for point in series.points]


def of(exercise: Exercise, *done: Effort, whose: Whose = WHOSE) -> dict[Measure, Series]:
    return {one.measure: one for one in strength(exercise, done, (), whose)}


def test_a_days_best_is_drawn_and_what_is_above_all_before_is_a_record() -> None:
    found = of(
        ROW, effort(0, 10, kg("40")), effort(0.01, 8, kg("45")), effort(3, 10, kg("45")), effort(6, 5, kg("42.5"))
    )
    assert values(found[Measure.LOAD]) == [45, 45, 42.5]
    assert records(found[Measure.LOAD]) == [False, False, False], "the first is no record, and to do it again is none"
    assert values(found[Measure.E1RM]) == [57, 60, 49.5]
    assert records(found[Measure.E1RM]) == [False, True, False]
    assert [point.day for point in found[Measure.LOAD].points] == [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)]


def test_pounds_and_kilograms_are_one_line_in_the_lifters_unit() -> None:
    done = effort(0, 10, lb("100")), effort(3, 10, kg("45"))
    assert values(of(ROW, *done)[Measure.LOAD]) == [45.359, 45]
    american = Whose(Unit.LB, None, BERLIN)
    assert values(of(ROW, *done, whose=american)[Measure.LOAD]) == [100, 99.208]


def test_less_help_is_progress_and_weight_beyond_the_body_more_so() -> None:
    done = effort(0, 8, body("-40")), effort(7, 8, body("-20")), effort(14, 8, body())
    found = of(HELPED_PULL_UP, *done)
    assert values(found[Measure.LOAD]) == [-40, -20, 0] and records(found[Measure.LOAD]) == [False, True, True]
    assert values(found[Measure.E1RM]) == [-29.5, -4, 21.5], "what of the estimate is beyond the body"
    added = of(PULL_UP, effort(0, 5, body()), effort(7, 5, body("10")))
    assert values(added[Measure.LOAD]) == [0, 10] and records(added[Measure.LOAD]) == [False, True]
    nobody_knows = Whose(Unit.KG, None, BERLIN)
    assert list(of(PULL_UP, effort(0, 5, body()), effort(7, 5, body("10")), whose=nobody_knows)) == [Measure.LOAD]


def test_what_has_no_load_or_always_the_same_goes_by_repetitions_or_seconds() -> None:
    assert {m: values(one) for m, one in of(PULL_UP, effort(0, 5, body()), effort(2, 7, body())).items()} == {
        Measure.REPS: [5, 7]
    }
    assert {m: values(one) for m, one in of(PLANK, effort(0, 45, body()), effort(0.1, 60, body())).items()} == {
        Measure.SECONDS: [60]
    }
    carried = of(CARRY, effort(0, 40, kg("24")), effort(2, 60, kg("24")), effort(4, 30, kg("28")))
    assert values(carried[Measure.LOAD]) == [24, 24, 28] and values(carried[Measure.SECONDS]) == [40, 60, 30]
    assert values(of(LUNGE, effort(0, 16, kg("14")))[Measure.E1RM]) == [17.5], "of one side: eight of each"


def test_a_day_is_the_lifters_own() -> None:
    late, soon_after = datetime(2026, 3, 2, 22, 30, tzinfo=UTC), datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    found = of(ROW, Effort(10, kg("40"), late), Effort(10, kg("45"), soon_after))
    assert [(point.day.day, float(point.value)) for point in found[Measure.LOAD].points] == [(2, 40), (3, 45)]


def test_a_set_of_another_kind_of_load_is_not_drawn() -> None:
    assert of(ROW, effort(0, 10, body("10"))) == {}


def test_a_ladder_is_one_line_of_rungs() -> None:
    rungs = (HELPED_PULL_UP, PULL_UP)
    done = {
        HELPED_PULL_UP.id: [effort(0, 9, body("-20")), effort(7, 12, body("-20"))],
        PULL_UP.id: [effort(7.01, 3, body())],
    }
    points, reached = climb(rungs, done, BERLIN)
    assert [(int(point.value), point.record) for point in points] == [(1, False), (2, True)]
    assert [(one.number, one.exercise.name, one.since.day, one.most) for one in reached] == [
        (1, "Assisted pull up", 2, 12),
        (2, "Pull up", 9, 3),
    ]


sets = st.lists(
    st.builds(
        effort,
        st.floats(0, 900, allow_nan=False).map(lambda days: round(days, 3)),
        st.integers(1, 15),
        st.sampled_from([kg("40"), kg("42.5"), lb("95"), kg("100"), kg("0")]),
    ),
    max_size=40,
)


@given(sets, st.integers(0, 900))
@settings(max_examples=60, deadline=None)
def test_the_chart_of_any_log_is_what_one_would_find_by_hand(done: list[Effort], split: int) -> None:
    since = NOON + DAY * split
    found = {
        one.measure: one
        for one in strength(ROW, [e for e in done if e.at >= since], [e for e in done if e.at < since], WHOSE)
    }
    for measure in (Measure.LOAD, Measure.E1RM):
        worth = [(e.at, _worth(measure, e)) for e in done]
        known = sorted((at, value) for at, value in worth if value is not None)
        by_hand: dict[date, tuple[Decimal, bool]] = {}
        for at, _ in known:
            day = at.astimezone(BERLIN).date()
            today = [value for when, value in known if when.astimezone(BERLIN).date() == day and when >= since]
            earlier = [value for when, value in known if when.astimezone(BERLIN).date() < day or when < since]
            if today:
                by_hand[day] = max(today), bool(earlier) and max(today) > max(earlier)
        series = found.get(measure)
        drawn = {point.day: (point.value, point.record) for point in series.points} if series else {}
        assert drawn == by_hand


def _worth(measure: Measure, one: Effort) -> Decimal | None:
    if measure is Measure.LOAD:
        return one.load.weight.to(Unit.KG).amount
    found = e1rm(ROW, one.reps, one.load, None)
    return None if found is None else (found.to(Unit.KG).amount * 2).quantize(Decimal(1), "ROUND_HALF_UP") / 2


@given(sets, st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_thinned_out_it_keeps_the_best_and_its_record(done: list[Effort], most: int) -> None:
    for series in strength(ROW, done, (), WHOSE):
        few = thinned(series.points, most)
        assert len(few) <= most and set(few) <= set(series.points)
        best = max(point.value for point in series.points)
        assert max(point.value for point in few) == best
        assert any(point.record for point in few) == any(point.record for point in series.points)


@given(sets)
@settings(max_examples=30, deadline=None)
def test_a_point_a_week_is_the_best_of_that_week(done: list[Effort]) -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    weeks: dict[int, Decimal] = {}
    for one in done:
        week, load = (one.at - epoch) // COARSE, one.load.weight.to(Unit.KG).amount
        weeks[week] = max(load, weeks.get(week, load))
    series = next(iter(strength(ROW, done, (), WHOSE, COARSE)), None)
    assert [point.value for point in series.points] == [weeks[week] for week in sorted(weeks)] if series else not weeks
