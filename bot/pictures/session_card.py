"""The card of a session that is over, made to be shared: what it came to, its records, and the muscles that were trained.

It is always of one size; the bodies take the room that the rest of it leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from bot.pictures import letters
from bot.pictures.body import bodies
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.frame import HEAD as TITLES
from bot.pictures.frame import LABEL, MARGIN, head, legend
from bot.pictures.silhouette import TALL
from bot.pictures.theme import Palette, palette
from bot.screens.figures import SessionCard, Sum, Theme

HEIGHT = 1440  # px
NUMBERS = 168  # the sums and what they count
NUMBER = 84
SMALLEST = 40
LINE = 46
APART = 32
FOOT = 96
NAME = "Spotter"
_LEFT = MARGIN + 92  # of what is told of a record; a star stands before it
_ROOM = WIDTH - MARGIN - APART - _LEFT


@dataclass(frozen=True, slots=True)
class _Told:
    """A record in its lines, or what stands under them all."""

    lines: tuple[str, ...]
    star: bool = True

    @property
    def height(self) -> float:
        return LINE * len(self.lines) + APART / 2


def draw(figure: SessionCard, theme: Theme) -> Image.Image:
    colours = palette(theme)
    canvas = Canvas(HEIGHT, colours.ground)
    head(canvas, colours, figure.title, figure.below)
    _sums(canvas, colours, figure.sums)
    told = [_Told(_in_lines(record)) for record in figure.records]
    told += [_Told((figure.more,), star=False)] * bool(figure.more)
    panel = sum(one.height for one in told) + APART if told else 0.0
    standing, foot = TITLES + NUMBERS + APART, HEIGHT - FOOT
    bodies(canvas, colours, figure.tones, standing, (foot - panel - APART - standing) / TALL)
    if told:
        canvas.box((MARGIN, foot - panel), (WIDTH - MARGIN, foot), colours.panel, 28)
        _records(canvas, colours, told, foot - panel + APART / 2)
    legend(canvas, colours, [(colours.tones[key.tone], key.meaning) for key in figure.legend], foot + 20)
    _mark(canvas, colours, foot + FOOT / 2)
    return canvas.image()


def _sums(canvas: Canvas, colours: Palette, sums: Sequence[Sum]) -> None:
    """Beside each other with as much between them, all as large as there is room for."""
    room = WIDTH - 2 * MARGIN - APART * (len(sums) - 1)
    wide = sum(letters.width(letters.written(one.number), NUMBER, True) for one in sums)
    size = max(SMALLEST, min(NUMBER, int(NUMBER * room / max(wide, 1))))
    taken = [_width(one, size) for one in sums]
    if sum(taken) > room:
        taken = [min(width, room / len(sums)) for width in taken]
    between = max(APART, (WIDTH - 2 * MARGIN - sum(taken)) / max(1, len(sums) - 1))
    left = float(MARGIN)
    for one, width in zip(sums, taken, strict=True):
        canvas.text((left, TITLES + 92), one.number, size, colours.accent, strong=True, room=width)
        canvas.text((left, TITLES + 142), one.what, LABEL, colours.quiet, room=width)
        left += width + between


def _width(one: Sum, size: int) -> float:
    return max(letters.width(letters.written(one.number), size, True), letters.width(letters.written(one.what), LABEL))


def _in_lines(record: str) -> tuple[str, ...]:
    """In two lines where one is too short: a number at the end is the last thing to be cut."""
    text = letters.written(record)
    if letters.width(text, LABEL) <= _ROOM:
        return (text,)
    breaks = [at for at, one in enumerate(text) if one == " " and letters.width(text[:at], LABEL) <= _ROOM]
    at = breaks[-1] if breaks else len(text)
    return text[:at], text[at + 1 :]


def _records(canvas: Canvas, colours: Palette, told: Sequence[_Told], top: float) -> None:
    for one in told:
        middle = top + APART / 4 + LINE / 2
        if one.star:
            canvas.star((MARGIN + 50, middle), 18, colours.record, colours.panel)
        for at, line in enumerate(one.lines):
            ink = colours.ink if one.star else colours.quiet
            canvas.text((_LEFT, middle + at * LINE), line, LABEL, ink, anchor="lm", room=_ROOM)
        top += one.height


def _mark(canvas: Canvas, colours: Palette, middle: float) -> None:
    """A barbell, and the name."""
    right = WIDTH - MARGIN
    canvas.text((right, middle), NAME, LABEL, colours.quiet, strong=True, anchor="rm")
    bar = right - letters.width(NAME, LABEL, True) - 20
    canvas.box((bar - 50, middle - 2), (bar, middle + 4), colours.accent, 3)
    for left, high in ((bar - 45, 11), (bar - 36, 18), (bar - 20, 18), (bar - 11, 11)):
        canvas.box((left, middle + 1 - high), (left + 6, middle + 1 + high), colours.accent, 3)
