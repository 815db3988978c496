"""What holds for every plan, whatever the rules of the workouts, the wishes, the history, and what was said about days."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.habits import Agenda, Habits, Move, Pause
from bot.training.plan import Block, FollowUp, Library, Program, Workout
from bot.training.recovery import Done, against, as_done
from bot.training.schedule import AHEAD, BACK, Course, Day, Mark, course, plan
from tests.training.gym import CURL, PULL_UP, ROW, doing, sets
from tests.training.week import DAY, MONDAY

IDS = ("back", "arms", "legs")
OFTEN = settings(max_examples=25, deadline=None)  # a plan takes milliseconds, and so does drawing a life
EXERCISES = (ROW, PULL_UP, CURL)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Up to three workouts by any author, in a program or not."""
    ids = IDS[: draw(st.integers(1, 3))]
    workouts = {id: draw(workouts_called(id, ids)) for id in ids}
    most = draw(st.none() | st.integers(1, 7))
    programs = {"all": Program("all", "All", ids, most_a_week=most)} if draw(st.booleans()) else {}
    return Library(workouts=workouts, programs=programs)


@st.composite
def workouts_called(draw: st.DrawFn, id: str, ids: tuple[str, ...]) -> Workout:
    others = [other for other in ids if other != id]
    follow_ups = tuple(FollowUp(other, draw(st.integers(0, 3)), "So.") for other in others if draw(st.booleans()))
    number = draw(st.integers(0, 5))
    blocks = (Block((doing(draw(st.sampled_from(EXERCISES)), *sets(number)),)),) if number else ()
    rest_days, most = draw(st.integers(0, 4)), draw(st.integers(1, 7))
    return Workout(id, id.title(), blocks, (rest_days, 7), (1, most), follow_ups)


@dataclass(frozen=True)
class Life:
    """A lifter on a morning of theirs."""

    library: Library
    habits: Habits
    agenda: Agenda
    done: tuple[Done, ...]
    today: date

    def course(self) -> Course:
        found = course(self.library, "", self.done[-1].workout if self.done else None)
        assert found is not None, "only an empty library has none"
        return found

    def plan(self) -> tuple[Day, ...]:
        return plan(self.library, self.habits, self.agenda, self.done, None, self.today)

    def tomorrow(self, did: str | None) -> "Life":
        """The next morning, after a day with that workout, or with none."""
        done = (*self.done, as_done(self.library.workouts[did], self.today)) if did else self.done
        return replace(self, done=done, today=self.today + DAY)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    library = draw(libraries())
    near = st.integers(-9, 12).map(lambda n: MONDAY + DAY * n)
    weekdays = draw(st.frozensets(st.integers(0, 6), max_size=7))
    since = draw(st.none() | near)
    moves = {day: Move(day, to) for day, to in draw(st.lists(st.tuples(near, near), max_size=2)) if day < to}
    pause = draw(
        st.none() | st.builds(lambda day, n: Pause(day, day + DAY * n if n else None), near, st.integers(0, 9))
    )
    agenda = Agenda(tuple(moves.values()), draw(st.frozensets(near, max_size=2)), None, pause)
    past = st.tuples(st.integers(-15, 0), st.sampled_from(sorted(library.workouts)))
    done = tuple(
        as_done(library.workouts[id], MONDAY + DAY * n)
        for n, id in sorted(draw(st.lists(past, max_size=6)), key=lambda one: one[0])
    )
    return Life(library, Habits(weekdays, since=since), agenda, done, MONDAY + DAY * draw(st.integers(0, 6)))


def ahead(life: Life) -> tuple[Day, ...]:
    return life.plan()[BACK:]


@OFTEN
@given(lives())
def test_no_planned_session_breaks_a_rule_of_its_author_its_program_or_the_field(life: Life) -> None:
    found, done = life.course(), list(life.done)
    for day in ahead(life):
        if day.is_planned:
            (id,) = day.workouts
            what = life.library.workouts[id]
            assert not against(what, day.day, done, life.library.workouts, found.most_a_week), day
            done.append(as_done(what, day.day))


@OFTEN
@given(lives())
def test_any_seven_days_with_a_planned_session_have_no_more_than_a_week_may_have(life: Life) -> None:
    found = life.course()
    planned = [(one.day, one.workouts[0]) for one in ahead(life) if one.is_planned]
    every = [*((one.day, one.workout) for one in life.done), *planned]
    counting = [day for day, id in every if found.most_a_week or id == found.id]
    for last, _ in planned:
        within = [day for day in counting if last - 7 * DAY < day <= last]
        assert len(within) <= found.most, within


@OFTEN
@given(lives())
def test_each_day_comes_once_and_each_wished_day_is_accounted_for(life: Life) -> None:
    days = life.plan()
    assert [one.day for one in days] == [life.today + DAY * n for n in range(-BACK, AHEAD)]
    moved_away = {move.day for move in life.agenda.moves}
    since = life.habits.since or days[0].day
    for one in days:
        wished = one.day.weekday() in life.habits.days and one.day not in moved_away and one.day >= since
        done = [session.workout for session in life.done if session.day == one.day]
        assert (one.mark is Mark.DONE) == bool(done), one
        assert list(one.workouts) == done or not done, one
        if one.mark is Mark.REST:
            assert not one.workouts and bool(one.reasons) >= wished, f"rest for no reason: {one}"
        if one.is_planned:
            assert one.day >= life.today and len(one.workouts) == 1, one
            assert (one.mark is Mark.MOVED) == (one.instead_of is not None), one
        if one.mark is Mark.MISSED:
            assert one.day < life.today, one
        if one.mark is Mark.SKIPPED:
            assert one.day in life.agenda.skips, one
        if one.mark is Mark.AWAY:
            assert life.agenda.pause is not None and life.agenda.pause.covers(one.day), one


@OFTEN
@given(lives())
def test_nothing_is_planned_before_its_own_day_or_twice_for_one_day(life: Life) -> None:
    planned = [one for one in ahead(life) if one.is_planned]
    stands_for = [one.instead_of or one.day for one in planned]
    assert len(set(stands_for)) == len(stands_for), planned
    assert all(one.instead_of is None or one.instead_of < one.day for one in planned)


@OFTEN
@given(lives())
def test_who_does_what_is_planned_finds_tomorrow_what_today_promised(life: Life) -> None:
    today, *promised = ahead(life)
    tomorrow = life.tomorrow(today.workouts[0] if today.is_planned else None)
    assert tomorrow.plan()[BACK:-1] == tuple(promised)


@OFTEN
@given(lives(), st.lists(st.none() | st.sampled_from(IDS), min_size=4, max_size=4))
def test_what_the_evening_before_promised_for_the_morning_is_there_in_the_morning(
    life: Life, habit: list[str | None]
) -> None:
    """Whatever the lifter does all day, the plan of the evening and that of the morning agree."""
    for did in habit:
        evening = life.tomorrow(did if did in life.library.workouts else None)
        seen = replace(evening, today=life.today)
        promised = ahead(seen)
        if not promised[0].is_planned:
            assert evening.plan()[BACK] == promised[1]
        life = evening
