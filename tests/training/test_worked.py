"""What a session trained, by its log: which muscles, and how much of each."""

from dataclasses import replace

from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Block, Exercise
from bot.training.session import Session
from bot.training.vocabulary import Muscle, SetKind
from bot.training.worked import Worked, muscles_worked
from tests.training.gym import NOON, ROW, Training, day, doing, exercise, first_session, kg, sets

CRUNCH = replace(exercise("crunch"), primary=(Muscle.ABDOMINALS,), secondary=())


def after(*done: tuple[Exercise, int, SetKind]) -> Session:
    """A session in which so many sets of each were done."""
    workout = day(*(Block((doing(what, *sets(times)),)) for what, times, _ in done))
    log = tuple(
        LoggedSet(Slot(position, number), what.id, 10, kg("45"), NOON, kind)
        for position, (what, times, kind) in enumerate(done)
        for number in range(times)
    )
    return replace(first_session(workout), log=log)


def test_five_sets_are_much_for_what_they_are_for_and_some_for_what_helps() -> None:
    assert muscles_worked(after((ROW, 5, SetKind.WORKING))) == {Muscle.LATS: Worked.MUCH, Muscle.BICEPS: Worked.SOME}
    assert muscles_worked(after((ROW, 4, SetKind.WORKING))) == {Muscle.LATS: Worked.SOME, Muscle.BICEPS: Worked.SOME}


def test_a_set_that_only_helps_counts_by_half() -> None:
    three = muscles_worked(after((ROW, 3, SetKind.WORKING)))
    assert three == {Muscle.LATS: Worked.SOME, Muscle.BICEPS: Worked.LITTLE}
    assert muscles_worked(after((ROW, 1, SetKind.WORKING))) == dict.fromkeys(three, Worked.LITTLE)


def test_however_often_a_muscle_helps_it_is_not_what_the_session_was_for() -> None:
    rows = after((ROW, 20, SetKind.WORKING), (CRUNCH, 5, SetKind.WORKING))
    assert muscles_worked(rows)[Muscle.BICEPS] is Worked.SOME
    assert list(muscles_worked(rows)) == [Muscle.LATS, Muscle.ABDOMINALS, Muscle.BICEPS], "the most worked come first"


def test_drop_sets_count_as_working_sets_and_warm_ups_not_at_all() -> None:
    mixed = after((ROW, 3, SetKind.WARM_UP), (ROW, 3, SetKind.WORKING), (ROW, 2, SetKind.DROP))
    assert muscles_worked(mixed)[Muscle.LATS] is Worked.MUCH
    assert muscles_worked(after((ROW, 9, SetKind.WARM_UP))) == {}


def test_a_set_of_an_exercise_that_has_been_forgotten_works_nothing() -> None:
    session = after((ROW, 2, SetKind.WORKING))
    assert muscles_worked(replace(session, log=(replace(session.log[0], exercise="unheard-of"),))) == {}


def test_what_is_taken_back_was_not_trained() -> None:
    it = Training()
    it.logs()
    assert muscles_worked(it.session)
    it.takes_back()
    assert muscles_worked(it.session) == {}


def test_what_can_hardly_be_true_works_nothing() -> None:
    assert muscles_worked(after((ROW, 5, SetKind.ODD))) == {}
