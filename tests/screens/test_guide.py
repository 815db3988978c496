"""How to do an exercise, on one message: whatever content allows is shown whole, and nothing else breaks a message."""

from dataclasses import replace

from markupsafe import Markup

from bot.content.prose import LONGEST_GUIDE
from bot.content.values import LONGEST_NAME
from bot.screens.guide import guide_text
from bot.screens.screen import MOST_CHARACTERS, characters
from bot.training.plan import Exercise, Guide, Section
from bot.training.vocabulary import Equipment, Muscle
from tests.training.gym import ROW

WORDIEST = replace(
    ROW, name="🏋" * LONGEST_NAME, primary=tuple(Muscle)[:1], secondary=tuple(Muscle)[1:], equipment=tuple(Equipment)
)


def guide_of(*lines: str) -> Guide:
    return Guide((Section("Move", lines),))


def length(exercise: Exercise, guide: Guide) -> int:
    return characters(guide_text(exercise, guide))


def test_the_longest_guide_fits_under_the_longest_heading() -> None:
    title_and_breaks = len("\n\nMove\n")
    guide = guide_of("x" * (LONGEST_GUIDE - title_and_breaks))
    assert length(WORDIEST, guide_of("")) + LONGEST_GUIDE - title_and_breaks <= MOST_CHARACTERS
    assert guide_text(WORDIEST, guide).endswith("x")


def test_marks_and_escapes_do_not_count() -> None:
    guide = guide_of(*["**a** & **b**"] * 300)
    shown = guide_text(ROW, guide)
    assert len(shown) > MOST_CHARACTERS > characters(shown)
    assert shown.count("<b>a</b> &amp; <b>b</b>") == 300


def test_characters_are_counted_as_telegram_does() -> None:
    assert characters(Markup("<b>🏋</b> &amp; x")) == len("🏋 & x") + 1


def test_a_guide_that_is_too_long_is_cut_at_a_line_and_says_so() -> None:
    shown = guide_text(ROW, guide_of(*["- 🏋 pull"] * 900))
    assert MOST_CHARACTERS - 20 < characters(shown) <= MOST_CHARACTERS
    assert shown.endswith("• 🏋 pull\n…")
