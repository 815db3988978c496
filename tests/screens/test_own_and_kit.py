"""The pages of a lifter's own exercises, of notes, and of what they train with: what they say, and that they fit."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.screens import equipment, exercise, own
from bot.screens.plates import has_bar, plates_line, plates_page
from bot.screens.screen import MOST_CHARACTERS, Screen, characters
from bot.screens.taps import MOST_BYTES, Verb, encode
from bot.training.lifter import Lifter
from bot.training.loading import Kit
from bot.training.own import Kind, of_kind, own_exercise
from bot.training.plan import Block, Library
from bot.training.quantities import Load, Unit, Weight
from bot.training.vocabulary import Equipment, Muscle
from tests.training.gym import PULL_UP, ROW, Training, day, doing, first_session, kg, lb, sets
from tests.training.gym import exercise as an_exercise

MINE = own_exercise("W" * 40, Muscle.LOWER_BACK, "wwww")
ROBIN = Lifter(9_999_999_999_999, own=(MINE,), notes={MINE.id: "<" * 200, ROW.id: "hole 4"})
LIBRARY = Library(exercises={ROW.id: ROW, MINE.id: MINE})
BENCH = an_exercise("bench-press", equipment=Equipment.BARBELL)
CURL_BAR = an_exercise("bar-curl", equipment=Equipment.EZ_BAR)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def fits(screen: Screen) -> bool:
    taps = [button.tap for row in screen.rows for button in row]
    return characters(screen.text) <= MOST_CHARACTERS and all(len(encode(tap).encode()) <= MOST_BYTES for tap in taps)


def test_every_page_fits_the_longest_names_and_notes() -> None:
    kinds = [own.made(ROBIN, of_kind(MINE, kind), ()) for kind in Kind]
    pages = (
        own.ask_name(ROBIN, None, ()), own.ask_name(ROBIN, MINE, (), own.NOT_A_NAME), own.ask_muscle(ROBIN, "W" * 40, ()),
        own.ask_delete(ROBIN, MINE, ()), exercise.exercise_page(ROBIN, LIBRARY, MINE, ()), exercise.ask_note(ROBIN, MINE, ()),
        equipment.equipment_page(ROBIN, ()), equipment.bar_page(ROBIN, ()), equipment.plates_page(ROBIN, ()), *kinds,
    )  # fmt: skip
    assert all(map(fits, pages))
    assert "&lt;&lt;" in exercise.ask_note(ROBIN, MINE, ()).text


def test_ones_own_can_be_changed_and_an_authors_cannot() -> None:
    mine, theirs = (exercise.exercise_page(ROBIN, LIBRARY, one, ()) for one in (MINE, ROW))
    assert {"Rename", "Done with: another weight", "Delete"} <= set(labels(mine))
    assert labels(theirs) == ["📝 Change the note", "Chart", "‹ All exercises"]
    assert "📝 hole 4" in theirs.text and "Its description is no longer in the library." in theirs.text


def test_a_name_that_is_taken_says_by_what() -> None:
    row = replace(ROW, aliases=("Cable row",))
    assert "There is “Cable &lt;row&gt;” already (that is Seated row)" in own.taken("Cable <row>", row)
    assert "There is “seated ROW” already. What" in own.taken("seated ROW", row)


@pytest.mark.parametrize(
    ("load", "kit", "said"),
    [
        (kg("20"), Kit(), "bar 20 · nothing on it"),
        (kg("100"), Kit(), "bar 20 · 25 + 15 a side"),
        (kg("101"), Kit(), "bar 20 · nearest is 100 kg, 25 + 15 a side"),
        (kg("15"), Kit(), "bar 20 · too heavy for that, take a lighter one"),
        (kg("27.5"), Kit(Weight(Decimal("7.5"), Unit.KG), (Weight(Decimal(5), Unit.KG),)), "bar 7.5 · 5 + 5 a side"),
        (lb("135"), Kit(Weight(Decimal("7.5"), Unit.KG)), "bar 45 · 45 a side"),
        (None, Kit(), None),
    ],
)
def test_what_hangs_on_the_bar(load: Load | None, kit: Kit, said: str | None) -> None:
    assert plates_line(BENCH, load, kit) == said
    assert plates_line(ROW, load, kit) is None and plates_line(PULL_UP, load, kit) is None


def test_a_curl_bar_weighs_less_whatever_the_lifters_bar_weighs() -> None:
    assert plates_line(CURL_BAR, kg("25"), Kit(Weight(Decimal(15), Unit.KG))) == "bar 10 · 5 + 2.5 a side"


def test_the_loads_around_begin_at_the_bar_where_none_is_chosen_and_hold_what_no_plates_make() -> None:
    it = Training(first_session(day(Block((doing(BENCH, *sets(2)),)))))
    robin = Lifter(7)
    assert has_bar(it.session, Kit()) and not has_bar(Training().session, Kit())
    assert plates_page(it.session, robin).text.splitlines()[1:] == [
        "20 kg  nothing on it",
        "22.5 kg  1.25 a side",
        "25 kg  2.5 a side",
        "27.5 kg  2.5 + 1.25 a side",
    ]
    it.logs(load=kg("21"))
    assert "<b>21 kg</b>  nearest is 20 kg, nothing on it" in plates_page(it.session, robin).text


def test_what_is_missing_is_named_until_there_is_too_much_of_it() -> None:
    few = Kit(lacks=frozenset({Equipment.EZ_BAR, Equipment.MACHINE}))
    assert equipment.equipment_words(Kit()) == "all of it"
    assert equipment.equipment_words(few) == "no machines, no EZ curl bar"
    assert equipment.equipment_words(Kit(lacks=frozenset(Equipment))) == f"{len(Equipment)} things missing"
    shown = equipment.equipment_page(replace(ROBIN, kit=few), ())
    assert {"● Barbell", "✗ No machines", "✗ No EZ curl bar"} <= set(labels(shown))
    assert {button.tap.about for row in shown.rows for button in row if button.tap.verb is Verb.EQUIPMENT} >= {
        "-BARBELL",
        "+MACHINE",
    }


def test_plates_of_ones_own_stand_among_the_usual_ones() -> None:
    robin = replace(ROBIN, kit=Kit(plates=(Weight(Decimal("0.5"), Unit.KG), Weight(Decimal(20), Unit.KG))))
    shown = equipment.plates_page(robin, ())
    assert labels(shown)[:8] == ["✗ 25", "● 20", "✗ 15", "✗ 10", "✗ 5", "✗ 2.5", "✗ 1.25", "● 0.5"]
    assert "Now: 20 · 0.5 kg, in pairs." in shown.text and "The usual ones" in labels(shown)
    assert "Now: 45 · 35 · 25 · 10 · 5 · 2.5 lb" in equipment.plates_page(replace(robin, unit=Unit.LB), ()).text
