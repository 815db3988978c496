"""The card of a hold, its timer, and what rings: in the words that a lifter reads."""

from datetime import timedelta

from bot.screens.card import card
from bot.screens.holding import other_side, work_over
from bot.screens.screen import Style
from bot.screens.words import counted, reps_and_loads, set_words
from bot.training import events
from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Block, Exercise
from bot.training.quantities import Load, RepRange
from tests.training.gym import (
    CARRY,
    LUNGE,
    NOON,
    PLANK,
    ROW,
    SIDE_PLANK,
    Training,
    body,
    day,
    doing,
    first_session,
    kg,
    sets,
)

SECOND = timedelta(seconds=1)
FIRST = Slot(0, 0)


def holding(exercise: Exercise = PLANK, number: int = 2, seconds: int = 45) -> Training:
    it = Training(first_session(day(Block((doing(exercise, *sets(number, seconds)),)))))
    if not exercise.counting.bare:
        it.happens(events.LoadChosen(FIRST, kg("24")))
    it.happens(events.WorkStarted(FIRST))
    return it


def elapses(it: Training) -> None:
    assert it.session.work is not None
    due = it.session.work.due
    it.happens(events.WorkElapsed(due), due - it.now)


def test_a_running_hold_shows_its_time_and_two_ways_to_end_it_and_none_to_log_the_plan() -> None:
    shown = card(holding().session)
    assert str(shown.text).splitlines()[3:] == [
        "Set 1 of 2 · hold <b>45 s</b>",
        f'Until <tg-time unix="{int(NOON.timestamp()) + 45}" format="T">12:00:45 UTC</tg-time> · I ring '
        f'<tg-time unix="{int(NOON.timestamp()) + 45}" format="r">then</tg-time>',
    ]
    assert [[button.label for button in row] for row in shown.rows] == [["■ Stop and log", "Cancel"], ["😖 Pain"]]
    assert not any(button.style is Style.GO for row in shown.rows for button in row)


def test_a_ring_says_what_was_held_how_late_it_is_and_what_comes() -> None:
    it = holding()
    elapses(it)
    due = it.now
    said = work_over(it.session, due, due, None)
    assert said is not None and said.rings
    assert said.text.striptags() == "Time! 45 s held. Rest until 12:02:15 UTC."
    late = work_over(it.session, due, due + 40 * SECOND, None)
    assert late is not None and late.text.startswith("<b>Time! 45 s held, it ended 40 s ago.</b> Rest until ")
    it.hears_the_rest_end()
    much_later = work_over(it.session, due, due + 120 * SECOND, None)
    assert much_later is not None
    assert much_later.text == "<b>Time! 45 s held, it ended 2 min ago.</b> Set 2 of 2: 45 s"


def test_the_last_hold_of_a_session_rings_and_leaves_the_rest_to_the_summary() -> None:
    it = holding(CARRY, number=1, seconds=40)
    elapses(it)
    said = work_over(it.session, it.now, it.now, None)
    assert said is not None and said.text == "<b>Time! 40 s carried.</b>"


def test_a_ring_that_is_overtaken_says_nothing() -> None:
    it = holding()
    elapses(it)
    due = it.now
    again = it.logs(50, body())
    assert work_over(again, due, it.now, None) is None
    it.takes_back()
    it.takes_back()
    assert work_over(it.session, due, it.now, None) is None


def test_the_change_of_sides_rings_while_the_other_side_is_to_come() -> None:
    it = holding(SIDE_PLANK, seconds=60)
    assert "First side, 30 s: until" in card(it.session).text
    elapses(it)
    due = it.now
    said = other_side(it.session, due, due)
    assert said is not None and said.rings and said.text == "<b>Change sides!</b> 30 s on the other one."
    assert "Other side, 30 s: until" in card(it.session).text
    assert other_side(it.session, due, due + 35 * SECOND) is None, "over by then"
    assert other_side(it.session, due - SECOND, due) is None, "of another hold"
    it.happens(events.WorkCancelled())
    assert other_side(it.session, due, due) is None


def test_what_is_counted_is_said() -> None:
    for reps, exercise, words in (
        (10, ROW, "10"),
        (RepRange(8, 12), ROW, "8–12"),
        (16, LUNGE, "8 per side"),
        (15, LUNGE, "15 in all"),
        (RepRange(16, 24), LUNGE, "8–12 per side"),
        (45, PLANK, "45 s"),
        (RepRange(30, 45), PLANK, "30–45 s"),
        (60, SIDE_PLANK, "30 s per side"),
        (45, SIDE_PLANK, "45 s in all"),
        (10, None, "10"),
    ):
        assert counted(reps, exercise) == words


def test_a_set_is_said_with_its_load() -> None:
    known: tuple[tuple[int, Load | None, Exercise, str], ...] = (
        (10, kg("45"), ROW, "10 × 45 kg"),
        (10, None, ROW, "10 reps"),
        (16, kg("20"), LUNGE, "8 per side × 20 kg"),
        (16, None, LUNGE, "8 per side"),
        (45, body(), PLANK, "45 s"),
        (40, kg("24"), CARRY, "40 s with 24 kg"),
        (40, None, CARRY, "40 s"),
    )
    for reps, load, exercise, words in known:
        assert set_words(reps, load, exercise) == words


def test_several_sets_say_once_what_they_count() -> None:
    def log(exercise: Exercise, *done: tuple[int, Load]) -> str:
        sets = [LoggedSet(Slot(0, n), exercise.id, reps, load, NOON) for n, (reps, load) in enumerate(done)]
        return reps_and_loads(sets, exercise)

    assert log(ROW, (10, kg("45")), (9, kg("45")), (8, kg("40"))) == "10 · 9 at 45 kg, 8 at 40 kg"
    assert log(PLANK, (45, body()), (40, body())) == "45 · 40 s"
    assert log(CARRY, (40, kg("24")), (35, kg("28"))) == "40 s with 24 kg, 35 s with 28 kg"
    assert log(LUNGE, (16, kg("20")), (16, kg("20")), (15, kg("20"))) == "8 · 8 per side · 15 in all at 20 kg"
