"""A week as the review sees it: sets by muscle group, what moved up, and the one suggestion, as stories of the gym."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Exercise
from bot.training.progression import Performance
from bot.training.quantities import Load
from bot.training.recovery import Rule, Trained
from bot.training.review import ENOUGH, GROUPS, Advice, Group, Rise, Suggestion, Week, Work, risen, week_of
from bot.training.vocabulary import Muscle, SetKind
from tests.training.gym import HELPED_PULL_UP, PULL_UP, ROW, body, kg, lb
from tests.training.week import DAY, evening, library, on, trained

SUNDAY = on("Sun")


def week(*sessions: Trained) -> Week:
    known = library()
    return week_of(sessions, SUNDAY, known.exercises, known.workouts, UTC)


def did(day: str, workout: str = "back", kind: SetKind = SetKind.WORKING, **sets: int) -> Trained:
    """`seated_row=4`: so many sets of each, that evening."""
    return trained(workout, evening(day), {id.replace("_", "-"): number for id, number in sets.items()}, kind)


def work(found: Week) -> dict[str, tuple[float, int]]:
    return {one.group.value: (one.sets, one.days) for one in found.work if one.sets}


def test_sets_count_once_for_what_lifts_and_by_half_for_what_helps() -> None:
    found = week(did("Mon", seated_row=4), did("Thu", "biceps", barbell_curl=3))
    assert (found.sessions, found.sets) == (2, 7)
    assert work(found)["back"] == (4, 1), "lats and middle back are one group: a set is one set"
    assert work(found)["biceps"] == (5, 2), "three of its own, and half of four"


def test_seven_days_up_to_sunday_and_no_warm_ups() -> None:
    assert week(did("last Sun", seated_row=4)).sessions == 0
    assert week(did("Mon", seated_row=4)).sessions == week(did("Sun", seated_row=4)).sessions == 1
    found = week(did("Mon", kind=SetKind.WARM_UP, seated_row=4))
    assert (found.sessions, found.sets, work(found)) == (1, 0, {})


def test_a_session_that_is_open_or_of_exercises_that_are_gone_counts_no_set() -> None:
    still_open = Trained("back", evening("Sun"), None, did("Sun", seated_row=4).sets)
    assert week(still_open).sessions == 0
    assert work(week(did("Mon", exercise_of_yore=4))) == {}


def test_every_muscle_has_its_group_but_the_small_ones() -> None:
    assert set(Muscle) - set(GROUPS) == {Muscle.NECK, Muscle.FOREARMS}
    assert set(GROUPS.values()) == set(Group)


# One suggestion


def suggested(*sessions: Trained) -> Suggestion:
    return week(*sessions).suggestion


def test_a_week_off_is_no_fault() -> None:
    assert suggested(did("last Mon", seated_row=4)) == Suggestion(Advice.COME_BACK)


def test_a_session_before_its_rest_days_were_over_comes_first() -> None:
    found = suggested(did("Mon", seated_row=4), did("Tue", seated_row=4), did("Sat", seated_row=4))
    assert found.advice is Advice.REST and found.reason is not None
    assert (found.reason.rule, found.reason.day) == (Rule.REST_DAYS, on("Mon"))
    before_the_week = suggested(did("last Sun", seated_row=4), did("Mon", seated_row=4))
    assert before_the_week.advice is Advice.REST
    assert suggested(did("last Sat", seated_row=4), did("last Sun", seated_row=4), did("Wed", seated_row=4)) == (
        Suggestion(Advice.TWICE)
    ), "what was too soon last week was told last week"


def test_after_one_session_a_second() -> None:
    assert suggested(did("Tue", seated_row=4)) == Suggestion(Advice.TWICE)


def test_what_got_nothing_is_named_with_a_workout_that_has_sets_for_it() -> None:
    found = suggested(did("Mon", seated_row=4), did("Thu", seated_row=4))
    assert found.advice is Advice.LEFT_OUT and found.work is not None and found.work.sets == 0
    if found.workout:
        muscles = {muscle for muscle, group in GROUPS.items() if group is found.work.group}
        blocks = library().workouts[found.workout].blocks
        assert any(muscles & {*p.exercise.primary, *p.exercise.secondary} for b in blocks for p in b.prescriptions)


def _exercise(group: Group) -> Exercise:
    muscle = next(muscle for muscle, of in GROUPS.items() if of is group)
    return Exercise(f"for-{group}", group, ROW.counting, ROW.equipment, (muscle,), (), ROW.lumbar, ROW.rest, ROW.step)


def of_groups(monday: int, thursday: int, **otherwise: tuple[int, int]) -> Suggestion:
    """So many sets of each group on each day, but for some."""
    exercises = {f"for-{group}": _exercise(group) for group in Group}
    sessions = [
        trained("own", evening(day), {f"for-{g}": otherwise.get(g.value, (monday, thursday))[at] for g in Group})
        for at, day in enumerate(("Mon", "Thu"))
    ]
    return week_of(sessions, SUNDAY, exercises, {}, UTC).suggestion


def test_then_a_second_day_then_more_sets_and_else_nothing() -> None:
    assert of_groups(5, 5, chest=(10, 0)) == Suggestion(Advice.ONCE, Work(Group.CHEST, 10, 1))
    assert of_groups(5, 5, calves=(2, 3)) == Suggestion(Advice.MORE, Work(Group.CALVES, 5, 2))
    assert of_groups(5, 5) == Suggestion(Advice.GO_ON)
    assert of_groups(5, 5, calves=(0, 0)) == Suggestion(Advice.LEFT_OUT, Work(Group.CALVES)), "no workout has any"
    assert ENOUGH == 10


def test_of_several_that_got_nothing_another_is_named_each_week() -> None:
    known, named = library(), set[Group]()
    for weeks in range(12):
        later = timedelta(days=7 * weeks)
        sessions = [trained("back", evening(day) + later, {"seated-row": 4}) for day in ("Mon", "Thu")]
        found = week_of(sessions, SUNDAY + later, known.exercises, known.workouts, UTC).suggestion.work
        assert found is not None
        named.add(found.group)
    row = known.exercises["seated-row"]
    assert named == set(Group) - {GROUPS.get(muscle) for muscle in (*row.primary, *row.secondary)}


# What moved up


def times(*sessions: tuple[str, str], exercise: Exercise = ROW) -> tuple[Performance, ...]:
    """`("Tue", "45x10 10 9")`: each a session of one load."""
    return tuple(_performance(day, line, exercise) for day, line in sessions)


def _performance(day: str, line: str, exercise: Exercise) -> Performance:
    load, _, reps = line.partition("x")
    of = lb(load[:-2]) if load.endswith("lb") else body(load) if exercise.counting.on_body else kg(load)
    sets = tuple(
        LoggedSet(Slot(0, n), exercise.id, int(number), of, evening(day)) for n, number in enumerate(reps.split())
    )
    return Performance(day, evening(day), sets)


THIS_WEEK = evening("Mon") - timedelta(hours=10)


@pytest.mark.parametrize(
    ("sessions", "rise"),
    [
        ([("last Wed", "45x10 10"), ("Wed", "47.5x8 8")], Rise(ROW, kg("45"), kg("47.5"))),
        ([("last Wed", "45x10 9"), ("Wed", "45x10 10")], Rise(ROW, kg("45"), kg("45"), 1)),
        ([("last Wed", "45x10 10"), ("Wed", "45x10 10")], None),
        ([("last Wed", "45x10 10"), ("Wed", "45x10 9")], None),
        ([("last Wed", "45x10 10"), ("Wed", "42.5x12 12")], None),
        ([("last Wed", "45x8"), ("Mon", "47.5x8"), ("Wed", "50x8")], Rise(ROW, kg("45"), kg("50"))),
        ([("last Wed", "45x8"), ("Mon", "50x8"), ("Wed", "40x8")], Rise(ROW, kg("45"), kg("50"))),
        ([("Mon", "45x8"), ("Wed", "50x8")], Rise(ROW, kg("45"), kg("50"))),
        ([("Wed", "45x8")], None),
        ([("last Wed", "45x8")], None),
        ([("last Wed", "100lbx8"), ("Wed", "45x8")], None),
        ([("last Wed", "100lbx8"), ("Wed", "47.5x8")], Rise(ROW, lb("100"), kg("47.5"))),
    ],
)
def test_what_moved_up(sessions: list[tuple[str, str]], rise: Rise | None) -> None:
    assert risen(ROW, times(*sessions), THIS_WEEK) == rise


def test_less_help_is_up_and_weight_is_not_compared_with_the_body() -> None:
    less = times(("last Wed", "-20x8"), ("Wed", "-15x8"), exercise=HELPED_PULL_UP)
    assert risen(HELPED_PULL_UP, less, THIS_WEEK) == Rise(HELPED_PULL_UP, body("-20"), body("-15"))
    odd = times(("last Wed", "45x8"), exercise=ROW) + times(("Wed", "5x8"), exercise=PULL_UP)
    assert risen(PULL_UP, odd, THIS_WEEK) is None


def test_a_warm_up_is_nothing_to_go_by() -> None:
    (before, now) = times(("last Wed", "45x8"), ("Wed", "45x8"))
    heavy = LoggedSet(Slot(0, 9), ROW.id, 3, kg("60"), evening("Wed"), SetKind.WARM_UP)
    assert risen(ROW, (before, Performance("Wed", now.at, (*now.sets, heavy))), THIS_WEEK) is None


LOADS = st.integers(1, 60).map(lambda n: kg(str(Decimal("2.5") * n)))
REPS = st.lists(st.integers(1, 15), min_size=1, max_size=4)


@given(st.lists(st.tuples(LOADS, REPS), min_size=1, max_size=5), st.integers(0, 5))
def test_what_is_told_is_always_more_than_before(done: list[tuple[Load, list[int]]], within: int) -> None:
    start = datetime(2026, 11, 1, 18, tzinfo=UTC)
    past = tuple(
        Performance(str(n), start + n * DAY, tuple(LoggedSet(Slot(0, k), ROW.id, r, load, start) for k, r in enumerate(reps)))
        for n, (load, reps) in enumerate(done)
    )  # fmt: skip
    rise = risen(ROW, past, start + (len(done) - within) * DAY)
    if rise is not None:
        assert rise.after.weight.amount > rise.before.weight.amount or (rise.after == rise.before and rise.reps > 0)


EXERCISES = st.sampled_from(sorted(library().exercises))
DAYS = st.sampled_from(["last Wed", "last Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])


@given(st.lists(st.tuples(DAYS, st.dictionaries(EXERCISES, st.integers(1, 6), min_size=1, max_size=4)), max_size=6))
def test_any_week_has_all_groups_and_one_suggestion_that_is_true(sessions: list[tuple[str, dict[str, int]]]) -> None:
    in_order = sorted((trained("back", evening(day), sets) for day, sets in sessions), key=lambda one: one.started)
    found = week(*in_order)
    assert [one.group for one in found.work] == list(Group)
    assert all(0 <= one.sets <= found.sets and 0 <= one.days <= found.sessions for one in found.work)
    one = found.suggestion
    assert (one.advice is Advice.COME_BACK) == (found.sessions == 0)
    assert one.advice is not Advice.LEFT_OUT or (one.work is not None and one.work.sets == 0)
    assert one.advice is not Advice.ONCE or (one.work is not None and one.work.days < 2)
