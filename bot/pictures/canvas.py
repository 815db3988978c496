"""What pictures are drawn on. Shapes are drawn larger and made small, so that their edges are smooth; letters come last, at
their own size, so that nothing covers them and they stay crisp.

Everything is measured in pixels of the picture that comes out, from its upper left corner. What is drawn is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from PIL import Image, ImageDraw

from bot.pictures import letters
from bot.pictures.shapes import Point, dashes, star
from bot.pictures.theme import Colour

WIDTH = 1080
FINE = 3  # times as large while it is drawn
COLOURS = 256
MANY = 150  # points of a line


@dataclass(frozen=True, slots=True)
class Words:
    at: Point
    text: str
    size: int
    colour: Colour
    strong: bool
    anchor: str
    around: Colour | None


class Canvas:
    def __init__(self, height: int, ground: Colour) -> None:
        self.width = WIDTH
        self.height = height
        self._large = _sheet(height, ground)
        self._pen = ImageDraw.Draw(self._large)
        self._words: list[Words] = []

    def polygon(self, points: Sequence[Point], fill: Colour, edge: Colour | None = None, thick: float = 0.0) -> None:
        """A filled outline; its edge is drawn along it, half inside and half outside."""
        self._pen.polygon(_enlarged(points), fill=fill)
        if edge is not None and thick > 0:
            self.line([*points, points[0], points[1]], edge, thick)

    def line(self, points: Sequence[Point], colour: Colour, thick: float) -> None:
        """Through all points, with round ends and corners."""
        if len(points) > 1:
            joint = "curve" if len(points) <= MANY else None  # of many short pieces nobody sees the corners
            self._pen.line(_enlarged(points), fill=colour, width=max(1, round(thick * FINE)), joint=joint)
        for end in (points[0], points[-1]):
            self.circle(end, thick / 2, colour)

    def dashed(self, start: Point, end: Point, colour: Colour, thick: float, on: float = 14, off: float = 12) -> None:
        for piece in dashes(start, end, on, off):
            self._pen.line(_enlarged(piece), fill=colour, width=max(1, round(thick * FINE)))

    def circle(
        self, middle: Point, radius: float, fill: Colour, edge: Colour | None = None, thick: float = 0.0
    ) -> None:
        """Its edge lies within the radius."""
        (x, y), r = middle, radius
        corners = _enlarged([(x - r, y - r), (x + r, y + r)])
        self._pen.ellipse(corners, fill=fill, outline=edge, width=round(thick * FINE))

    def box(
        self,
        corner: Point,
        other: Point,
        fill: Colour | None,
        radius: float = 0.0,
        edge: Colour | None = None,
        thick: float = 0.0,
    ) -> None:
        """From the upper left corner to the lower right one; its edge lies inside."""
        (left, top), (right, bottom) = corner, other
        last = 1 / FINE  # the drawing library draws the last pixel as well
        corners = _enlarged([(left, top), (max(left, right - last), max(top, bottom - last))])
        round_ = min(radius, (right - left) / 2, (bottom - top) / 2)
        self._pen.rounded_rectangle(
            corners, max(0.0, round_ * FINE), fill=fill, outline=edge, width=round(thick * FINE)
        )

    def star(self, middle: Point, radius: float, fill: Colour, around: Colour) -> None:
        """A star that stands out from what is behind it."""
        self._pen.polygon(_enlarged(star(middle, radius * 1.45)), fill=around)
        self._pen.polygon(_enlarged(star(middle, radius)), fill=fill)

    def text(
        self,
        at: Point,
        text: str,
        size: int,
        colour: Colour,
        strong: bool = False,
        anchor: str = "ls",
        room: float = WIDTH,
        around: Colour | None = None,
    ) -> None:
        """One line, cut to its room. The anchor is the drawing library's: l m r for left, middle, right; s is the baseline,
        m the middle, a the top. With a colour around, it can be read on top of lines."""
        self._words.append(Words(at, letters.cut(text, room, size, strong), size, colour, strong, anchor, around))

    def image(self) -> Image.Image:
        """The picture; nothing can be drawn after that."""
        small = self._large.reduce(FINE, (0, 0, WIDTH * FINE, self.height * FINE))
        _spare[:] = [self._large]
        pen = ImageDraw.Draw(small)
        for words in self._words:
            pen.text(
                words.at,
                words.text,
                fill=words.colour,
                font=letters.font(words.size, words.strong),
                anchor=words.anchor,
                stroke_width=0 if words.around is None else words.size / 8,
                stroke_fill=words.around,
            )
        return small


_spare: list[
    Image.Image
] = []  # at most one, whose canvas is done: to ask for so much memory takes longer than to wipe it


def _sheet(height: int, ground: Colour) -> Image.Image:
    """To draw on, at least so high."""
    if _spare and _spare[0].height < height * FINE:
        _spare.clear()  # both at once would take twice as much
    if not _spare:
        return Image.new("RGB", (WIDTH * FINE, height * FINE), ground)
    spare = _spare.pop()
    spare.paste(ground, (0, 0, WIDTH * FINE, height * FINE))
    return spare


def png(image: Image.Image) -> bytes:
    """With a palette of its most common colours: a third of the bytes, each flat colour as it was, and no eye tells."""
    counted = image.getcolors(image.width * image.height) or []
    common = [colour for _, colour in sorted(counted, reverse=True)[:COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in common for part in cast(Colour, colour)])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _enlarged(points: Sequence[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]
