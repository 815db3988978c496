"""How to do an exercise: its guide as a lifter reads it. The words are the authors'; the layout is here."""

import re

from markupsafe import Markup

from bot.screens.screen import MOST_CHARACTERS, bold, characters, italic, lines
from bot.training.plan import Exercise, Guide

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def guide_text(exercise: Exercise, guide: Guide | None) -> Markup:
    """The whole guide in one message; what would not fit in one is cut at a line, saying so."""
    parts = [
        bold(exercise.name),
        italic(
            ", ".join(exercise.primary) + (f" · also {', '.join(exercise.secondary)}" if exercise.secondary else "")
        ),
        f"You need: {', '.join(exercise.equipment)}",
    ]
    if guide is None:
        return lines(*parts, "", "Its description is no longer in the library.")
    for section in guide.sections:
        parts += ["", bold(section.title), *(_line(line) for line in section.lines)]
    return _fitting(parts)


def _line(line: str) -> Markup:
    point = "• " + line[2:] if line.startswith("- ") else line
    return Markup("").join(
        bold(piece) if at % 2 else Markup.escape(piece) for at, piece in enumerate(_BOLD.split(point))
    )


def _fitting(parts: list[Markup | str]) -> Markup:
    text = lines(*parts)
    while characters(text) > MOST_CHARACTERS:
        parts = [*parts[:-2], "…"]
        text = lines(*parts)
    return text
