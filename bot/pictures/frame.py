"""What all pictures have around them: a title, a line below it, and a legend."""

from collections.abc import Sequence

from bot.pictures import letters
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.shapes import Point
from bot.pictures.theme import Colour, Palette

MARGIN = 48
TITLE = 62
BELOW = 40
LABEL = 36
HEAD = 176  # px down to which title and line reach
LEGEND_ROW = 58
SWATCH = 34
_GAP = 14
_APART = 44
_MOST = WIDTH - 2 * MARGIN - SWATCH - _GAP
NOTHING = "Nothing here yet. One session begins it."

Entry = tuple[Colour, str]


def head(canvas: Canvas, palette: Palette, title: str, below: str) -> None:
    room = WIDTH - 2 * MARGIN
    size = next((size for size in (TITLE, 56, 50) if letters.width(letters.written(title), size, True) <= room), 50)
    canvas.text((MARGIN, 92), title, size, palette.ink, strong=True, room=room)
    canvas.text((MARGIN, 148), below, BELOW, palette.quiet, room=room)


def nothing(canvas: Canvas, palette: Palette) -> None:
    """Where there is nothing to show yet."""
    top, bottom = HEAD + 40, canvas.height - 60
    for step in range(5):
        y = top + (bottom - top) * step / 4
        canvas.line([(MARGIN, y), (WIDTH - MARGIN, y)], palette.grid, 2)
    middle = WIDTH / 2, (top + bottom) / 2
    canvas.box((150, middle[1] - 70), (WIDTH - 150, middle[1] + 70), palette.ground)
    canvas.text(middle, NOTHING, 46, palette.ink, strong=True, anchor="mm", room=WIDTH - 2 * MARGIN)


def legend_height(entries: Sequence[tuple[object, str]]) -> int:
    return len(_rows([meaning for _, meaning in entries])) * LEGEND_ROW


def legend(canvas: Canvas, palette: Palette, entries: Sequence[Entry], top: float) -> None:
    """A small square of each colour and what it means, from there down, in as many rows as it takes."""
    spots = legend_words(canvas, palette, [meaning for _, meaning in entries], top)
    for (colour, _), (x, y) in zip(entries, spots, strict=True):
        canvas.box((x - SWATCH / 2, y - SWATCH / 2), (x + SWATCH / 2, y + SWATCH / 2), colour, 9)


def legend_words(canvas: Canvas, palette: Palette, meanings: Sequence[str], top: float) -> list[Point]:
    """Only the words; returns the middles of the squares before them."""
    spots = []
    for index, row in enumerate(_rows(meanings)):
        x, middle = float(MARGIN), top + index * LEGEND_ROW + LEGEND_ROW / 2
        for meaning in row:
            spots.append((x + SWATCH / 2, middle))
            canvas.text((x + SWATCH + _GAP, middle), meaning, LABEL, palette.quiet, anchor="lm", room=_MOST)
            x += _taken(meaning)
    return spots


def _rows(meanings: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    left = 0.0
    for meaning in meanings:
        taken = _taken(meaning)
        if not rows or taken - _APART > left:
            rows.append([])
            left = WIDTH - 2 * MARGIN
        rows[-1].append(meaning)
        left -= taken
    return rows


def _taken(meaning: str) -> float:
    return SWATCH + _GAP + letters.width(letters.cut(meaning, _MOST, LABEL), LABEL) + _APART
