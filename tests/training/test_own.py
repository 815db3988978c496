"""What a lifter makes their own: any name that may be typed, the exercise that comes of it, and bars and plates as typed."""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.training.lifter import Lifter
from bot.training.own import (
    LONGEST_NAME,
    Kind,
    called,
    is_own,
    kind_of,
    library_of,
    of_kind,
    own_exercise,
    read_muscle,
    read_name,
    tidy,
    usual_sets,
)
from bot.training.plan import Library
from bot.training.quantities import RepRange, Unit, Weight
from bot.training.swapping import MOST, ranked
from bot.training.typed_kit import MOST_PLATES, read_bar, read_plates
from bot.training.vocabulary import Counting, Muscle
from tests.training.gym import PULL_UP, ROW, exercise

ID = re.compile(r"my\.[a-z0-9-]{4,25}")
typed = st.text(max_size=60) | st.text(alphabet="aß\u202eλ\u200f👩\u200d🦰\u0301ﬁ é\n\x00", max_size=60)


@given(typed, st.sampled_from(Muscle))
@example("\u202egnirts", Muscle.CHEST)
@example("ﷺ" * 40, Muscle.CHEST)
def test_whatever_is_typed_is_a_name_that_can_be_shown_or_none(text: str, muscle: Muscle) -> None:
    name = read_name(text)
    if name is None:
        return
    assert 2 <= len(name) <= LONGEST_NAME and name == tidy(name) == name.strip() and "\n" not in name
    assert not {unicodedata.category(one) for one in name if one not in "\u200c\u200d"} & {"Cc", "Cf", "Cs", "Co", "Zl"}
    made = own_exercise(name, muscle, "abcd")
    assert ID.fullmatch(made.id) and len(made.id) <= 28 and is_own(made)
    library = library_of(Lifter(7, own=(made,)), Library(exercises={ROW.id: ROW}))
    assert library.exercises == {ROW.id: ROW, made.id: made}
    assert called(name, library) == made and called(name, library, but=made.id) is None


@pytest.mark.parametrize("text", ["Bench press", "引体", "L-sit", "ОФП", "Жим 2", "  a   b ", "Pull\tover"])
def test_names_of_all_scripts_are_names(text: str) -> None:
    assert read_name(text) is not None


@pytest.mark.parametrize("text", ["", "x", "10x45", "8", "42.5", "💪💪", "- -", "\u202e\u202d", "n" * 41])
def test_what_is_no_name(text: str) -> None:
    assert read_name(text) is None


def test_a_name_is_taken_by_an_exercise_its_alias_and_one_of_ones_own() -> None:
    row = replace(ROW, aliases=("Cable row",))
    library = Library(exercises={row.id: row})
    assert called("SEATED ROW", library) == row and called("cable row", library) == row
    assert called("Cable rows", library) is None


def test_a_library_without_any_of_ones_own_is_the_authors_itself() -> None:
    library = Library(exercises={ROW.id: ROW})
    assert library_of(Lifter(7), library) is library


@pytest.mark.parametrize("kind", Kind)
def test_an_exercise_is_of_the_kind_it_was_made(kind: Kind) -> None:
    made = of_kind(own_exercise("Landmine press", Muscle.CHEST, "abcd"), kind)
    assert kind_of(made) is kind
    assert usual_sets(made).sets[0].reps == (RepRange(20, 40) if made.counting.timed else RepRange(8, 12))


def test_added_sets_count_both_sides_where_there_are_two() -> None:
    lunge = replace(exercise("lunge"), per_side=True)
    assert {one.reps for one in usual_sets(lunge).sets} == {RepRange(16, 24)}


def test_muscles_go_by_what_people_call_them() -> None:
    assert [read_muscle(word) for word in (" Upper  back", "abs", "LATS", "wings")] == [
        Muscle.MIDDLE_BACK,
        Muscle.ABDOMINALS,
        Muscle.LATS,
        None,
    ]


def test_ones_own_stand_in_beside_the_usual_number() -> None:
    alike = {f"row-{n}": exercise(f"row-{n}") for n in range(MOST + 2)}
    own = own_exercise("Towel pulldown", Muscle.LATS, "abcd")
    other = own_exercise("Landmine press", Muscle.CHEST, "abcd")
    found = ranked(ROW, {**alike, own.id: own, other.id: other})
    assert found[-1] == own and len(found) == MOST + 1
    assert ranked(PULL_UP, {own.id: own}) == (own,)


def plates(*amounts: str, unit: Unit = Unit.KG) -> tuple[Weight, ...]:
    return tuple(Weight(Decimal(amount), unit) for amount in amounts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20 10 5 2.5", plates("20", "10", "5", "2.5")),
        ("2,5 kg; 1,25 20kg", plates("20", "2.5", "1.25")),
        ("20,10,5", plates("20", "10", "5")),
        ("5 5 5.0", plates("5")),
        ("45 lb", None),
        ("20 0", None),
        ("51", None),
        ("20-10", None),
        ("2.555", None),
        ("1e3", None),
        ("", None),
    ],
)
def test_plates_as_they_are_typed(text: str, found: tuple[Weight, ...] | None) -> None:
    assert read_plates(text, Unit.KG) == found


@given(st.text(alphabet="0123456789,. kgl-", max_size=30) | st.text(max_size=30), st.sampled_from(Unit))
@example("9" * 4096, Unit.KG)
@example("٣", Unit.KG)
def test_whatever_is_typed_is_a_bar_and_plates_that_exist_or_none(text: str, unit: Unit) -> None:
    bar, found = read_bar(text, unit), read_plates(text, unit)
    assert bar is None or (0 < bar.amount <= 110 and bar.unit is unit)
    assert found is None or 0 < len(found) <= MOST_PLATES
    for plate in found or ():
        assert 0 < plate.amount <= 100 and plate.amount == round(plate.amount, 2) and plate.unit is unit
    assert list(found or ()) == sorted(set(found or ()), key=lambda plate: -plate.amount)


def test_a_bar_as_it_is_typed() -> None:
    found = [read_bar(text, Unit.LB) for text in ("45", " 35 lbs ", "17,5", "20 kg", "45 35", "0", "")]
    assert found == [*plates("45", "35", "17.5", unit=Unit.LB), None, None, None, None]


def test_a_timed_kind_is_held_and_one_with_a_weight_is_not() -> None:
    assert [of_kind(own_exercise("ab", Muscle.NECK, "x"), kind).counting for kind in (Kind.TIMED, Kind.WEIGHT)] == [
        Counting.DURATION,
        Counting.WEIGHT,
    ]
