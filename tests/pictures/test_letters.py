"""What is written in pictures: in any language the font knows, never a box, and never wider than its room."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures import letters


@pytest.mark.parametrize(
    "text, written",
    [
        ("Bench press · 102.5 kg", "Bench press · 102.5 kg"),
        ("Жим лёжа, Übung, ćwiczenie, Άσκηση", "Жим лёжа, Übung, ćwiczenie, Άσκηση"),
        ("Жим ле\u0308жа", "Жим лёжа"),  # the same in two characters
        ("🏋️‍♀️ Squat 💪🏽", "Squat"),
        ("סקוואט", "…"),
        ("Squat (スクワット)", "Squat (…)"),
        ("①②③ ½", "123 ½"),
        ("two\nlines\tand   room", "two lines and room"),
        ("\u202esdrawkcab\u200f\x00", "sdrawkcab"),
        ("", ""),
        ("🏋", ""),
    ],
)
def test_what_the_font_lacks_is_never_a_box(text: str, written: str) -> None:
    assert letters.written(text) == written


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(40, 900), st.booleans())
def test_whatever_is_written_keeps_to_its_room(text: str, room: int, strong: bool) -> None:
    short = letters.cut(text, room, 36, strong)
    assert letters.width(short, 36, strong) <= room
    assert letters.written(text).startswith(short.rstrip("…").rstrip())


def test_what_is_cut_says_so() -> None:
    assert letters.cut("Seated row with a rope", 250, 40) == "Seated row…"
    assert letters.cut("Seated row", 250, 40) == "Seated row"
