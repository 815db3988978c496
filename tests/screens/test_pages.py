"""The pages outside of sessions, for small libraries and large ones: what they offer, and that they fit in a message."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bot.screens import notes, pages, setup
from bot.screens.exercise import exercise_page
from bot.screens.screen import MOST_CHARACTERS, Screen, Style
from bot.screens.taps import MOST_BYTES, Verb, encode
from bot.training.lifter import Lifter
from bot.training.plan import Exercise, Library, Workout
from bot.training.quantities import Unit
from tests.training.gym import BACK, ROW

ROBIN = Lifter(9_999_999_999_999, Unit.KG, None)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG_ID = "a-very-long-name-of-a-file-with-" + "0" * 8
MOST_BUTTONS = 100


def many_workouts(number: int, about: str = "") -> Mapping[str, Workout]:
    ids = [f"{LONG_ID[:-2]}{at:02}" for at in range(number)]
    return {id: replace(BACK, id=id, name=f"Workout {at}", about=about) for at, id in enumerate(ids)}


def many_exercises(number: int) -> Mapping[str, Exercise]:
    ids = [f"{LONG_ID[:-2]}{at:02}" for at in range(number)]
    return {id: replace(ROW, id=id, name=f"Exercise {at:02}") for at, id in enumerate(ids)}


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    small = all(len(encode(button.tap).encode()) <= MOST_BYTES for button in buttons)
    return small and len(screen.text) <= MOST_CHARACTERS and len(buttons) <= MOST_BUTTONS


def offered(screen: Screen) -> list[str]:
    return [button.tap.about for row in screen.rows for button in row if button.tap.verb is Verb.BEGIN]


def turning(screen: Screen, verb: Verb) -> list[tuple[str, str]]:
    return [(b.label, b.tap.about) for row in screen.rows for b in row if b.tap.verb is verb]


def test_many_workouts_are_leafed_through_and_none_is_missing() -> None:
    library = Library(workouts=many_workouts(25, "On some\ndays " + "long " * 100))
    shown = [pages.workouts(ROBIN, library, None, page) for page in range(4)]
    assert all(fits(screen) for screen in shown)
    assert [len(offered(screen)) for screen in shown] == [8, 8, 8, 1]
    assert {id for screen in shown for id in offered(screen)} == set(library.workouts)
    assert turning(shown[0], Verb.WORKOUTS) == [("More ›", "1")]
    assert turning(shown[1], Verb.WORKOUTS) == [("‹ Back", "0"), ("More ›", "2")]
    assert "page 4 of 4" in shown[3].text
    assert pages.workouts(ROBIN, library, None, 99) == shown[3]


def test_the_one_whose_turn_it_is_comes_first_of_all() -> None:
    library = Library(workouts=many_workouts(25))
    last = list(library.workouts)[-1]
    shown = pages.workouts(ROBIN, library, last)
    assert offered(shown)[0] == last
    assert shown.rows[0][0].style is Style.PRIMARY


def test_what_an_author_says_of_a_workout_is_one_short_line() -> None:
    library = Library(workouts=many_workouts(1, "On some\ndays " + "long " * 100))
    line = pages.workouts(ROBIN, library, None).text.splitlines()[2]
    assert line.startswith("<b>Workout 0</b>  On some days long") and line.endswith("…")
    assert len(line) <= len("<b>Workout 0</b>  ") + 120


def test_few_workouts_are_one_page() -> None:
    shown = pages.workouts(ROBIN, Library(workouts=many_workouts(8)), None)
    assert str(shown.text).startswith("<b>What is it today?</b>") and len(shown.rows) == 8


def test_each_page_asked_for_while_training_leads_back_and_outside_of_training_does_not() -> None:
    library = Library(exercises=many_exercises(30))
    back = (pages.back_to_training(ROBIN),)
    there = next(iter(library.exercises.values()))
    for page in (
        partial(pages.help_page, ROBIN),
        partial(pages.exercises, ROBIN, library, 1),
        partial(exercise_page, ROBIN, library, there),
    ):
        assert page(back=back).rows[-1] == back[0]
        assert turning(page(back=back), Verb.WORKOUTS) == []
        assert turning(page(), Verb.CARD) == []
        assert fits(page(back=back))


def test_the_greeting_asks_for_the_unit_in_plain_words() -> None:
    shown = setup.greeting(replace(ROBIN, welcoming=True), "<Robin>", NOON)
    assert "<b>Hello &lt;Robin&gt;!</b>" in shown.text and "Kilograms or pounds?" in shown.text
    assert [[b.label for b in row] for row in shown.rows] == [["● Kilograms", "Pounds"], ["Skip ›"]]


def test_every_page_fits_the_longest_names_of_files_and_lifters() -> None:
    library = Library(exercises=many_exercises(30), workouts=many_workouts(9))
    assert all(
        fits(screen)
        for screen in (
            setup.greeting(ROBIN, "Robin", NOON),
            pages.workouts(ROBIN, library, None, 1),
            pages.workout_unknown(ROBIN, library, "w" * 40, ["Workout 0"]),
            pages.exercises(ROBIN, library, 1),
            exercise_page(ROBIN, library, next(iter(library.exercises.values()))),
            pages.addable(ROBIN, library, 1, ()),
            setup.settings(ROBIN, NOON, (), ""),
            pages.stray(ROBIN, notes.STRAY),
        )
    )
