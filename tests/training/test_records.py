"""Which sets are records: told as sessions of somebody with a past, and derived anew whatever is taken back or put right."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training import events
from bot.training.bests import Bests, BestSet, bests_from
from bot.training.plan import Block, Exercise, PlannedSet
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.records import Record, RecordKind, bests_by_now, broken, records_of
from bot.training.session import Coaching, Session
from bot.training.vocabulary import Counting, SetKind
from tests.training.gym import (
    CURL,
    HELPED_PULL_UP,
    PULL_UP,
    ROW,
    Training,
    body,
    day,
    doing,
    exercise,
    first_session,
    kg,
    lb,
    sets,
)

LOAD, REPS, E1RM, VOLUME = RecordKind.LOAD, RecordKind.REPS, RecordKind.E1RM, RecordKind.VOLUME
PUSH_UP = exercise("push-up", Counting.BODYWEIGHT)
PLANK = exercise("plank", Counting.DURATION)
CARRY = exercise("carry", Counting.WEIGHT_DURATION)
WARM_UP = PlannedSet(RepRange(10, 10), SetKind.WARM_UP, Decimal("0.5"))
DROP = PlannedSet(RepRange(10, 10), SetKind.DROP, Decimal("0.8"))
EIGHTY = Weight(Decimal(80), Unit.KG)

Done = tuple[int, Load]


def after(
    what: Exercise,
    *before: Done,
    volume: str | None = None,
    weighing: Weight | None = None,
    planned: tuple[PlannedSet, ...] = sets(6),
) -> Training:
    """A session of this exercise, by somebody who did these sets in it before."""
    most = Weight(Decimal(volume), Unit.KG) if volume else None
    bests = bests_from((BestSet(*done) for done in before), most, what, weighing)
    session = first_session(day(Block((doing(what, *planned),)), Block((doing(CURL, *sets(2)),))))
    return Training(replace(session, coaching=Coaching(bests={what.id: bests}, body=weighing)))


def announced(session: Session) -> tuple[str, str] | None:
    """The one record that the last set is announced with: its kind, and what it beats."""
    found = broken(session, session.log[-1])
    return (found[0].kind, beaten(found[0])) if found else None


def beaten(record: Record) -> str:
    before = record.before
    return f"{before.reps} × {before.load}" if isinstance(before, BestSet) else str(before)


def kinds(records: tuple[Record, ...]) -> list[RecordKind]:
    return [record.kind for record in records]


@pytest.mark.parametrize(
    ("before", "set_", "record"),
    [
        ([(10, kg("45"))], (10, kg("47.5")), (LOAD, "10 × 45 kg")),
        ([(10, kg("45"))], (11, kg("45")), (REPS, "10 × 45 kg")),
        ([(10, kg("45"))], (10, kg("45")), None),  # equal is no record
        ([(10, kg("45"))], (9, kg("45")), None),
        ([(10, kg("45"))], (10, kg("42.5")), None),
        ([(12, kg("45"))], (12, kg("42.5")), None),  # outdone in both
        ([(12, kg("45"))], (8, kg("50")), (LOAD, "12 × 45 kg")),
        ([(12, kg("45")), (6, kg("50"))], (8, kg("50")), (REPS, "6 × 50 kg")),  # the same load tells more
        ([(10, kg("45")), (8, kg("47.5"))], (10, kg("47.5")), (LOAD, "10 × 45 kg")),
        ([(15, kg("35")), (12, kg("40")), (10, kg("45"))], (10, kg("47.5")), (LOAD, "10 × 45 kg")),
        ([(8, kg("55")), (9, kg("50")), (6, kg("60"))], (10, kg("50")), (REPS, "9 × 50 kg")),
        ([(14, kg("40")), (13, kg("45"))], (15, kg("50")), (LOAD, "13 × 45 kg")),
        ([(10, kg("45"))], (12, kg("44")), (E1RM, "60 kg")),  # lighter and more often: the estimate settles it
        ([(10, kg("45"))], (12, kg("42.5")), (REPS, "10 × 45 kg")),
        ([(10, kg("45"))], (12, kg("50")), (E1RM, "60 kg")),
        ([(13, kg("45"))], (15, kg("50")), (LOAD, "13 × 45 kg")),  # more of both, and no estimate to name
        ([(10, kg("45"))], (10, lb("100")), (LOAD, "10 × 45 kg")),  # 45.359 kg
        ([(10, lb("100"))], (10, kg("45")), None),
        ([(10, lb("100"))], (10, kg("45.359")), None),  # lighter by a quarter of a gram
        ([], (10, kg("45")), None),  # the first time beats nothing
    ],
)
def test_what_a_set_is_announced_with(before: list[Done], set_: Done, record: tuple[str, str] | None) -> None:
    assert announced(after(ROW, *before).logs(*set_)) == record


@pytest.mark.parametrize(
    ("what", "before", "set_", "record"),
    [
        (PUSH_UP, (10, body()), (12, body()), (REPS, "10 × body weight")),
        (PUSH_UP, (10, body()), (10, body()), None),
        (PULL_UP, (5, body("7.5")), (5, body("10")), (LOAD, "5 × body weight + 7.5 kg")),
        (PULL_UP, (5, body("-5")), (5, body()), (LOAD, "5 × body weight − 5 kg")),
        (HELPED_PULL_UP, (8, body("-20")), (8, body("-15")), (LOAD, "8 × body weight − 20 kg")),
        (HELPED_PULL_UP, (8, body("-20")), (8, body("-25")), None),  # more help is less
        (HELPED_PULL_UP, (8, body("-20")), (9, body("-20")), (REPS, "8 × body weight − 20 kg")),
        (PLANK, (50, body()), (65, body()), (REPS, "50 × body weight")),
        (CARRY, (40, kg("24")), (40, kg("28")), (LOAD, "40 × 24 kg")),
        (CARRY, (40, kg("24")), (45, kg("24")), (REPS, "40 × 24 kg")),
        (ROW, (10, kg("45")), (10, body("50")), None),  # not done as it counts
    ],
)
def test_every_way_of_counting_has_its_records(
    what: Exercise, before: Done, set_: Done, record: tuple[str, str] | None
) -> None:
    assert announced(after(what, before).logs(*set_)) == record


def test_the_estimate_counts_the_body_once_its_weight_is_known() -> None:
    heavier = (6, body("2.5"))
    assert kinds(broken_by(after(PULL_UP, (5, body()), (8, body("-5"))), heavier)) == [LOAD]
    it = after(PULL_UP, (5, body()), (8, body("-5")), weighing=EIGHTY)
    found = broken_by(it, heavier)
    assert kinds(found) == [LOAD, E1RM]
    assert (str(found[1].before), str(found[1].reached)) == ("95 kg", "99 kg")


def broken_by(it: Training, set_: Done) -> tuple[Record, ...]:
    session = it.logs(*set_)
    return broken(session, session.log[-1])


def test_an_estimate_that_reads_the_same_is_no_record_even_in_another_unit() -> None:
    before = (10, kg("45")), (1, kg("63.5"))
    found = broken_by(after(ROW, *before), (1, lb("140")))  # 63.503 kg
    assert kinds(found) == [LOAD], "which is heavier by three grams, if anybody lifts those"


def test_what_was_beaten_today_is_what_there_is_to_beat() -> None:
    it = after(ROW, (10, kg("45")))
    assert announced(it.logs(10, kg("47.5"))) == (LOAD, "10 × 45 kg")
    assert announced(it.logs(10, kg("47.5"))) is None, "once is enough"
    assert announced(it.logs(11, kg("47.5"))) == (REPS, "10 × 47.5 kg")
    assert announced(it.logs(10, kg("50"))) == (LOAD, "11 × 47.5 kg")


def test_an_estimate_of_today_is_to_be_beaten_too() -> None:
    it = after(ROW, (10, kg("45")))
    assert kinds(broken_by(it, (12, kg("50")))) == [E1RM, LOAD]
    assert kinds(broken_by(it, (11, kg("51")))) == [LOAD], "69.5 kg, after 70"


def test_exercises_done_in_turns_are_kept_apart() -> None:
    bests = {what.id: bests_from([BestSet(10, kg("45"))], None, what, None) for what in (ROW, CURL)}
    session = first_session(day(Block((doing(ROW, *sets(2)), doing(CURL, *sets(2))))))
    it = Training(replace(session, coaching=Coaching(bests=bests)))
    assert announced(it.logs(10, kg("50"))) == (LOAD, "10 × 45 kg")
    assert announced(it.logs(10, kg("47.5"))) == (LOAD, "10 × 45 kg"), "the row does not count for the curl"
    it.logs(10, kg("45"))
    it.logs(10, kg("52.5"))
    assert [(one.exercise, one.logged.slot.number) for one in records_of(it.session)] == [(ROW, 0), (CURL, 1)]


def test_the_first_day_of_an_exercise_announces_nothing_however_it_goes_up() -> None:
    it = after(ROW, planned=sets(3))
    assert [announced(it.logs(10, kg(load))) for load in ("40", "45", "50")] == [None, None, None]
    assert announced(it.logs(12, kg("10"))) is None, "nor one of which nothing is known at all"
    assert records_of(it.session) == ()


def test_warm_ups_are_no_records_and_nothing_to_beat() -> None:
    it = after(ROW, (10, kg("45")), planned=(WARM_UP, *sets(2)))
    assert announced(it.logs(10, kg("60"))) is None
    assert announced(it.logs(10, kg("47.5"))) == (LOAD, "10 × 45 kg")


def test_a_drop_set_is_not_announced_and_yet_is_to_be_beaten() -> None:
    it = after(ROW, (10, kg("45")), planned=(*sets(1), DROP, *sets(2)))
    it.logs(8, kg("45"))
    assert announced(it.logs(20, kg("36"))) is None
    assert announced(it.logs(20, kg("36"))) is None
    assert announced(it.logs(21, kg("36"))) == (REPS, "20 × 36 kg")


def test_the_volume_is_announced_once_at_the_set_that_goes_past_it() -> None:
    it = after(ROW, (10, kg("45")), volume="1350")
    assert [announced(it.logs(10, kg("45"))) for _ in range(3)] == [None, None, None], "as much is not more"
    assert announced(it.logs(5, kg("45"))) == (VOLUME, "1350 kg")
    assert str(broken(it.session, it.session.log[-1])[0].reached) == "1575 kg"
    assert announced(it.logs(10, kg("45"))) is None


def test_a_set_that_is_a_record_itself_is_told_before_the_volume() -> None:
    it = after(ROW, (10, kg("45")), volume="900")
    it.logs(10, kg("45"))
    assert kinds(broken_by(it, (10, kg("47.5")))) == [LOAD, E1RM, VOLUME]


def test_a_sum_that_was_rounded_otherwise_is_no_volume_record() -> None:
    it = after(ROW, (10, lb("100")), volume="907.18")
    assert [announced(it.logs(10, lb("100"))) for _ in range(2)] == [None, None], "907.185 kg, exactly as before"


def test_a_volume_that_a_drop_set_brings_is_told_at_the_next_working_set() -> None:
    it = after(ROW, (10, kg("45")), volume="800", planned=(*sets(1), DROP, *sets(2)))
    it.logs(10, kg("45"))
    assert announced(it.logs(10, kg("40"))) is None
    assert announced(it.logs(5, kg("45"))) == (VOLUME, "800 kg")
    assert announced(it.logs(5, kg("45"))) is None


def test_the_body_has_no_volume() -> None:
    assert announced(after(PULL_UP, (10, body("10")), volume="50").logs(10, body("10"))) is None


def test_a_set_put_right_corrects_its_record_and_those_after_it() -> None:
    it = after(ROW, (10, kg("45")))
    it.logs(10, kg("475"))
    it.logs(10, kg("47.5"))
    first, second = it.session.log
    assert (kinds(broken(it.session, first))[0], broken(it.session, second)) == (LOAD, ())
    it.happens(events.SetAmended(first.slot, 10, kg("45")))
    first, second = it.session.log
    assert (broken(it.session, first), kinds(broken(it.session, second))) == ((), [LOAD, E1RM])


def test_a_session_is_summed_up_by_its_best_sets_against_the_days_before() -> None:
    it = after(ROW, (10, kg("45")), volume="500")
    for reps, load in (
        (10, kg("47.5")),
        (11, kg("47.5")),
        (10, kg("50")),
        (9, kg("50")),
        (12, kg("40")),
        (8, kg("30")),
    ):
        it.logs(reps, load)
    (record,) = records_of(it.session)
    assert (record.kind, record.logged, beaten(record)) == (LOAD, it.session.log[2], "10 × 45 kg")


def test_a_session_without_a_best_set_may_have_its_volume() -> None:
    it = after(ROW, (10, kg("45")), volume="1000")
    for _ in range(3):
        it.logs(10, kg("45"))
    (record,) = records_of(it.session)
    assert (record.kind, record.logged) == (VOLUME, it.session.log[2])


def test_a_typed_number_is_judged_by_todays_sets_too() -> None:
    it = after(ROW, (10, kg("45")), planned=(WARM_UP, *sets(3)))
    it.logs(10, kg("60"))
    it.logs(8, kg("50"))
    assert bests_by_now(it.session, ROW).sets == (BestSet(10, kg("45")), BestSet(8, kg("50")))
    assert bests_by_now(it.session, CURL) == Bests()


some_sets = st.tuples(st.integers(6, 12), st.sampled_from(["40", "42.5", "45", "47.5", "50"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(some_sets, max_size=3), st.lists(some_sets, min_size=1, max_size=5), some_sets, st.data())
def test_a_set_amended_and_put_back_was_never_amended(
    before: list[tuple[int, str]], today: list[tuple[int, str]], other: tuple[int, str], data: st.DataObject
) -> None:
    it = after(ROW, *((reps, kg(load)) for reps, load in before), volume="2000" if before else None)
    for reps, load in today:
        it.logs(reps, kg(load))
    was = told(it.session)
    chosen = data.draw(st.sampled_from(it.session.log))
    amended = it.happens(events.SetAmended(chosen.slot, other[0], kg(other[1])))
    typed_right = after(ROW, *((reps, kg(load)) for reps, load in before), volume="2000" if before else None)
    for logged in amended.log:
        typed_right.logs(logged.reps, logged.load)
    assert told(amended) == told(typed_right.session), "as if it had been typed right the first time"
    if amended.log[chosen.slot.number] != chosen:
        it.takes_back()
    assert told(it.session) == was


@settings(max_examples=40, deadline=None)
@given(st.lists(some_sets, min_size=1, max_size=4), st.lists(some_sets, min_size=1, max_size=6))
def test_a_set_is_announced_exactly_if_nothing_before_it_was_as_heavy_and_as_often(
    before: list[tuple[int, str]], today: list[tuple[int, str]]
) -> None:
    it = after(ROW, *((reps, kg(load)) for reps, load in before))
    done = list(before)
    for reps, load in today:
        beats = all(reps > r or Decimal(load) > Decimal(w) for r, w in done)
        found = broken_by(it, (reps, kg(load)))
        assert bool(found) is beats
        assert not beats or {LOAD, REPS} & set(kinds(found)), "an estimate never stands alone"
        done.append((reps, load))


def told(session: Session) -> list[object]:
    of_sets = [[(record.kind, beaten(record)) for record in broken(session, logged)] for logged in session.log]
    return [of_sets, [(record.kind, beaten(record), record.logged.slot) for record in records_of(session)]]
