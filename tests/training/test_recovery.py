"""Rest between sessions as stories of the gym: what keeps a workout from a day, by whose rule, and when a muscle is ready."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.plan import Block, Exercise, FollowUp, Library, Workout
from bot.training.recovery import (
    HARD,
    LIGHT,
    Done,
    Ready,
    Rule,
    Trained,
    against,
    as_done,
    done_of,
    movers,
    ready,
    recovering,
)
from bot.training.vocabulary import Muscle, SetKind
from tests.training.gym import ARMS, BACK, day, doing, exercise, sets
from tests.training.gym import CURL as GYMS_CURL
from tests.training.gym import ROW as GYMS_ROW
from tests.training.week import DAY, did, evening, library, on, told, trained, workout

HOUR = timedelta(hours=1)
ROWS = {"seated-row": GYMS_ROW}


def waits(what: str, since: str, *done: str, most: int | None = None) -> tuple[list[str], date]:
    """What speaks against a workout of the library on a day, and the first day with nothing against it."""
    found = ready(workout(what), on(since), did(*done), library().workouts, most)
    return told(found.reasons), found.first


def knows(*workouts: Workout) -> Mapping[str, Workout]:
    return {one.id: one for one in workouts}


def loose(rest_days: int = 0, most: int = 7, id: str = "loose", *follow_ups: FollowUp) -> Workout:
    """A workout without any muscle, so that only its own rules count."""
    return Workout(id, id, (), (rest_days, 7), (1, most), follow_ups)


def at(what: Workout, *names: str) -> tuple[Done, ...]:
    return tuple(as_done(what, on(name)) for name in names)


def test_somebody_new_may_do_anything_today() -> None:
    for what in library().workouts.values():
        assert ready(what, on("Mon"), (), library().workouts) == Ready(what.id, on("Mon"))


def test_back_on_tuesday_keeps_back_from_wednesday_and_thursday_is_its_day() -> None:
    reasons, first = waits("back", "Wed", "Tue back")
    assert reasons == ["rest days of back, Thu", "muscle of back, Thu"] and first == on("Thu")
    assert waits("back", "Thu", "Tue back") == ([], on("Thu"))


def test_back_on_tuesday_keeps_biceps_from_wednesday_by_the_authors_word_and_by_the_muscles() -> None:
    reasons, first = waits("biceps", "Wed", "Tue back")
    assert reasons == ["follow up of back, Thu", "muscle of back, Thu"] and first == on("Thu")


def test_biceps_on_tuesday_keeps_back_from_wednesday_by_the_authors_word_alone() -> None:
    reasons, first = waits("back", "Wed", "Tue biceps")
    assert reasons == ["follow up of biceps, Thu"] and first == on("Thu")


def test_the_authors_own_words_come_with_the_reason() -> None:
    (first, *_) = against(workout("biceps"), on("Wed"), did("Tue back"), library().workouts)
    assert first.rule is Rule.FOLLOW_UP and first.words == workout("back").follow_ups[0].reason and first.number == 1
    assert first.day == on("Tue")


def test_a_second_session_on_the_same_day_is_one_too_many() -> None:
    for what in ("back", "biceps"):
        reasons, first = waits(what, "Tue", "Tue back")
        assert reasons and first == on("Thu")


def test_what_is_still_to_come_speaks_against_nothing() -> None:
    assert waits("back", "Mon", "Tue back") == ([], on("Mon"))


def test_seven_rest_days_are_kept_to_the_last() -> None:
    what = loose(rest_days=7)
    first = ready(what, on("Tue"), at(what, "Mon"), knows(what)).first
    assert first == on("next Tue")
    assert told(against(what, on("next Mon"), at(what, "Mon"), knows(what))) == ["rest days of loose, next Tue"]
    assert not against(what, on("next Tue"), at(what, "Mon"), knows(what))


def test_no_rest_days_at_all_let_it_come_each_day_as_long_as_the_week_has_room() -> None:
    what = loose(rest_days=0, most=5)
    assert not against(what, on("Fri"), at(what, "Mon", "Tue", "Wed", "Thu"), knows(what))
    assert told(against(what, on("Sat"), at(what, "Mon", "Tue", "Wed", "Thu", "Fri"), knows(what))) == [
        "week of loose, next Mon"
    ]


def test_three_a_week_counts_any_seven_days_and_not_the_calendars() -> None:
    """Thursday, Saturday, Monday: the fourth may come when the first of them is a week ago."""
    reasons, first = waits("back", "Wed", "last Thu back", "last Sat back", "Mon back")
    assert reasons == ["week of back, Thu"] and first == on("Thu")


def test_whoever_did_too_many_waits_until_only_two_are_left() -> None:
    what = loose(most=3)
    done = at(what, "Mon", "Tue", "Wed", "Thu", "Fri")
    (reason,) = against(what, on("Sat"), done, knows(what))
    assert (reason.day, reason.until, reason.number) == (on("Wed"), on("next Wed"), 3)
    assert ready(what, on("Sat"), done, knows(what)).first == on("next Wed")


def test_a_workouts_maximum_counts_its_own_sessions_only_and_a_programs_all_of_them() -> None:
    mine, other = loose(most=2), loose(id="other")
    done = (*at(other, "Mon", "Tue"), *at(mine, "Wed"))
    everything = knows(mine, other)
    assert not against(mine, on("Thu"), done, everything)
    assert not against(mine, on("Thu"), done, everything, 4)
    (reason,) = against(mine, on("Thu"), done, everything, 3)
    assert (reason.rule, reason.workout, reason.until) == (Rule.WEEK, "other", on("next Mon"))


def test_two_maxima_are_two_reasons_and_the_longer_wait_comes_first() -> None:
    mine, other = loose(most=1), loose(id="other")
    done = (*at(other, "Mon"), *at(mine, "Wed"))
    found = against(mine, on("Thu"), done, knows(mine, other), 2)
    assert told(found) == ["week of loose, next Wed", "week of other, next Mon"]


def test_a_follow_up_counts_its_own_days_and_no_other_workouts() -> None:
    late = FollowUp("loose", 3, "Slowly.")
    heavy = loose(0, 7, "heavy", late)
    assert told(against(loose(), on("Thu"), at(heavy, "Mon"), knows(heavy))) == ["follow up of heavy, Fri"]
    assert not against(loose(), on("Fri"), at(heavy, "Mon"), knows(heavy))
    assert not against(loose(id="third"), on("Tue"), at(heavy, "Mon"), knows(heavy))


def test_a_workout_that_left_the_library_has_no_rules_left_but_its_muscles_still_recover() -> None:
    reasons = against(workout("biceps"), on("Wed"), did("Tue back"), {})
    assert told(reasons) == ["muscle of back, Thu"]


def test_four_sets_are_hard_and_need_two_days_three_are_light_and_need_one() -> None:
    curls = day(Block((doing(GYMS_CURL, *sets(2)),)))
    assert movers(curls) == (Muscle.LATS,), "the exercises of the small gym are all for the lats"
    for number, until in ((4, "Thu"), (3.5, "Wed"), (3, "Wed"), (0.5, "Wed")):
        yesterday = Done("other", on("Tue"), {Muscle.LATS: number})
        (reason,) = against(curls, on("Tue"), (yesterday,), {})
        assert (reason.rule, reason.muscle, reason.until) == (Rule.MUSCLE, Muscle.LATS, on(until)), number
        assert reason.number == (48 if number == 4 else 24)


def test_muscles_that_only_help_in_a_workout_do_not_hold_it_back() -> None:
    """The gym's rows are for the lats, and the biceps help: tired biceps are no reason not to row."""
    tired = Done("other", on("Tue"), {Muscle.BICEPS: 12})
    assert not against(BACK, on("Wed"), (tired,), {})
    assert not against(BACK, on("Wed"), (Done("other", on("Tue"), {Muscle.CALVES: 12}),), {})


def test_of_two_tired_muscles_the_one_that_needs_longer_is_named() -> None:
    tired = Done("other", on("Tue"), {Muscle.LATS: 1, Muscle.GLUTES: 9})
    (reason,) = against(workout("back"), on("Tue"), (tired,), {})
    assert (reason.muscle, reason.until) == (Muscle.GLUTES, on("Thu"))


def test_helping_sets_count_by_half() -> None:
    done = done_of(trained("back", evening("Tue"), {"seated-row": 7}), ROWS, UTC)
    assert done == Done("back", on("Tue"), {Muscle.LATS: 7, Muscle.BICEPS: 3.5})


def test_sets_of_different_exercises_add_up() -> None:
    session = trained("back", evening("Tue"), {"seated-row": 2, "pull-up": 2, "hip-thrust": 1})
    muscles = done_of(session, library().exercises, UTC).muscles
    assert (muscles[Muscle.LATS], muscles[Muscle.BICEPS], muscles[Muscle.GLUTES]) == (4, 2, 1)


def test_warm_ups_tire_nobody() -> None:
    warming = trained("back", evening("Tue"), {"seated-row": 4}, SetKind.WARM_UP)
    assert done_of(warming, library().exercises, UTC).muscles == {}
    assert recovering([warming], library().exercises, evening("Tue")) == {}
    assert as_done(ARMS, on("Tue")).muscles[Muscle.LATS] == 6, "the seventh is a warm-up"


def test_optional_blocks_are_not_counted_on_and_do_not_hold_back() -> None:
    extra = replace(exercise("pinch"), primary=(Muscle.FOREARMS,), secondary=())
    what = replace(BACK, blocks=(BACK.blocks[0], replace(BACK.blocks[2], prescriptions=(doing(extra, *sets(3)),))))
    assert as_done(what, on("Tue")).muscles == {Muscle.LATS: 2, Muscle.BICEPS: 1}
    assert movers(what) == (Muscle.LATS,)
    assert as_done(workout("back"), on("Tue")).muscles[Muscle.BICEPS] == 8, "without the finisher's curls"


def test_an_exercise_that_left_the_library_works_no_muscle_any_more() -> None:
    session = trained("back", evening("Tue"), {"gone": 9, "seated-row": 1})
    done = done_of(session, ROWS, UTC)
    assert done.muscles == {Muscle.LATS: 1, Muscle.BICEPS: 0.5}
    assert set(recovering([session], {}, evening("Tue"))) == set()


def test_a_session_belongs_to_the_day_it_began_on_where_the_lifter_is() -> None:
    session = trained("back", datetime(2026, 11, 24, 23, tzinfo=UTC), {"seated-row": 1}, apart=HOUR)
    zones = ("America/New_York", "UTC", "Asia/Tokyo")
    assert [done_of(session, {}, ZoneInfo(zone)).day.day for zone in zones] == [24, 24, 25]


def test_a_muscle_is_ready_two_days_after_its_last_set_and_a_helper_a_day_after() -> None:
    session = trained("back", evening("Tue"), {"seated-row": 4}, apart=timedelta(minutes=2))
    found = recovering([session], ROWS, evening("Tue"))
    last = evening("Tue") + timedelta(minutes=6)
    assert {muscle: one.ready for muscle, one in found.items()} == {
        Muscle.LATS: last + HARD,
        Muscle.BICEPS: last + LIGHT,
    }
    assert (found[Muscle.LATS].workout, found[Muscle.LATS].sets) == ("back", 4)


def test_each_muscle_counts_from_its_own_last_set() -> None:
    other = replace(GYMS_CURL, primary=(Muscle.CALVES,), secondary=())
    session = trained("back", evening("Tue"), {"seated-row": 4, "curl": 4}, apart=HOUR)
    found = recovering([session], {"seated-row": GYMS_ROW, "curl": other}, evening("Tue"))
    assert found[Muscle.CALVES].ready - found[Muscle.LATS].ready == 4 * HOUR


def test_at_the_very_instant_a_muscle_is_ready_it_recovers_no_more() -> None:
    session = trained("back", evening("Tue"), {"seated-row": 4})
    assert set(recovering([session], ROWS, evening("Thu") - timedelta(seconds=1))) == {Muscle.LATS}
    assert recovering([session], ROWS, evening("Thu")) == {}


def test_a_light_session_after_a_hard_one_does_not_make_its_muscle_ready_sooner() -> None:
    hard = trained("back", evening("Tue"), {"seated-row": 4})
    light = trained("arms", evening("Tue") + 2 * HOUR, {"seated-row": 1})
    for history in ([hard, light], [light, hard]):
        lats = recovering(history, ROWS, evening("Wed"))[Muscle.LATS]
        assert (lats.workout, lats.ready) == ("back", evening("Thu"))


WORKOUTS = st.sampled_from(sorted(library().workouts))
HISTORIES = st.lists(st.tuples(st.integers(-12, 6), WORKOUTS), max_size=8).map(
    lambda found: tuple(as_done(workout(id), on("Mon") + DAY * n) for n, id in sorted(found))
)


@settings(max_examples=50, deadline=None)
@given(WORKOUTS, HISTORIES, st.none() | st.integers(1, 4))
def test_the_first_ready_day_is_free_and_each_day_before_it_has_its_reasons(
    id: str, done: tuple[Done, ...], most: int | None
) -> None:
    what, workouts, since = workout(id), library().workouts, on("Mon")
    found = ready(what, since, done, workouts, most)
    assert not against(what, found.first, done, workouts, most)
    assert found.reasons == against(what, since, done, workouts, most)
    assert bool(found.reasons) == (found.first > since)
    for n in range((found.first - since).days):
        reasons = against(what, since + DAY * n, done, workouts, most)
        assert reasons and all(since + DAY * n < one.until for one in reasons)
        assert list(reasons) == sorted(reasons, key=lambda one: one.until, reverse=True)
    assert [one.until for one in found.reasons] == sorted((one.until for one in found.reasons), reverse=True)


@settings(max_examples=50, deadline=None)
@given(WORKOUTS, HISTORIES, st.none() | st.integers(1, 4), HISTORIES)
def test_more_training_never_makes_anything_ready_sooner(
    id: str, done: tuple[Done, ...], most: int | None, more: tuple[Done, ...]
) -> None:
    what, workouts, since = workout(id), library().workouts, on("Mon")
    both = tuple(sorted((*done, *more), key=lambda session: session.day))
    assert ready(what, since, both, workouts, most).first >= ready(what, since, done, workouts, most).first


def test_an_empty_library_and_history_are_no_trouble() -> None:
    nothing: dict[str, Exercise] = {}
    assert recovering([], nothing, evening("Mon")) == {}
    open_one = Trained("gone", evening("Mon"), None, ())
    assert done_of(open_one, Library().exercises, UTC) == Done("gone", on("Mon"), {})
