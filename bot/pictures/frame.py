"""What all pictures have around them: a title, a line below it, and a legend."""

from collections.abc import Sequence

from bot.pictures import letters
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.theme import Colour, Palette

MARGIN = 48
TITLE = 62
BELOW = 40
LABEL = 36
HEAD = 176  # px down to which title and line reach
LEGEND_ROW = 58
_SWATCH = 34
_GAP = 14
_APART = 44

Entry = tuple[Colour, str]


def head(canvas: Canvas, palette: Palette, title: str, below: str) -> None:
    room = WIDTH - 2 * MARGIN
    size = next((size for size in (TITLE, 56, 50) if letters.width(letters.written(title), size, True) <= room), 50)
    canvas.text((MARGIN, 92), title, size, palette.ink, strong=True, room=room)
    canvas.text((MARGIN, 148), below, BELOW, palette.quiet, room=room)


def legend_height(entries: Sequence[Entry]) -> int:
    return len(_rows(entries)) * LEGEND_ROW


def legend(canvas: Canvas, palette: Palette, entries: Sequence[Entry], top: float) -> None:
    """From there down, in as many rows as it takes."""
    for index, row in enumerate(_rows(entries)):
        middle = top + index * LEGEND_ROW + LEGEND_ROW / 2
        x = float(MARGIN)
        for colour, meaning in row:
            corner = x, middle - _SWATCH / 2
            canvas.box(corner, (x + _SWATCH, middle + _SWATCH / 2), colour, 9)
            canvas.text((x + _SWATCH + _GAP, middle), meaning, LABEL, palette.quiet, anchor="lm", room=_most())
            x += _taken(meaning)


def _rows(entries: Sequence[Entry]) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        taken = _taken(entry[1])
        if not rows or taken - _APART > left:
            rows.append([])
            left = WIDTH - 2 * MARGIN
        rows[-1].append(entry)
        left -= taken
    return rows


def _taken(meaning: str) -> float:
    return _SWATCH + _GAP + letters.width(letters.cut(meaning, _most(), LABEL), LABEL) + _APART


def _most() -> float:
    return WIDTH - 2 * MARGIN - _SWATCH - _GAP
