"""The muscle map: a body from in front and from behind, its muscles in the colours of what is said of them.

What the colours mean is for `screens`; where everything lies is in `silhouette`, `front_of_body` and `back_of_body`.
"""

from collections.abc import Mapping, Sequence

from PIL import Image

from bot.pictures import back_of_body, front_of_body
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.frame import HEAD as TITLES
from bot.pictures.frame import LABEL, MARGIN, head, legend, legend_height
from bot.pictures.outline import outline
from bot.pictures.shapes import Point, mirrored, moved
from bot.pictures.silhouette import ARM, EAR, HEAD, TALL, TRUNK_BEHIND, TRUNK_IN_FRONT
from bot.pictures.theme import Colour, Palette, palette
from bot.screens.figures import BodyMap, Theme, Tone
from bot.training.vocabulary import Muscle

GAP = 1.3  # units; of skin between muscles
CHIN = 1.5  # units; of ground between the head and what is behind it
SCALE = 1.27  # px a unit
NAMED = 54  # px for the words under the feet
MIDDLES = WIDTH * 0.26, WIDTH * 0.74
_SIDES = (TRUNK_IN_FRONT, front_of_body.PIECES), (TRUNK_BEHIND, back_of_body.PIECES)


def draw(figure: BodyMap, theme: Theme) -> Image.Image:
    colours = palette(theme)
    entries = [(colours.tones[key.tone], key.meaning) for key in figure.legend]
    top = TITLES + 20
    named = top + TALL * SCALE + NAMED
    canvas = Canvas(round(named + 20 + legend_height(entries) + MARGIN), colours.ground)
    head(canvas, colours, figure.title, figure.below)
    bodies(canvas, colours, figure.tones, top, SCALE)
    for middle, name in zip(MIDDLES, ("Front", "Back"), strict=True):
        canvas.text((middle, named - NAMED / 2), name, LABEL - 4, colours.quiet, anchor="mm")
    legend(canvas, colours, entries, named + 20)
    return canvas.image()


def bodies(canvas: Canvas, colours: Palette, tones: Mapping[Muscle, Tone], top: float, scale: float) -> None:
    """Both sides beside each other across the picture, from there down."""
    for middle, (trunk, pieces) in zip(MIDDLES, _SIDES, strict=True):
        _Figure(canvas, colours, middle, top, scale).stands(trunk, pieces, tones)


class _Figure:
    """One body on the canvas."""

    def __init__(self, canvas: Canvas, colours: Palette, middle: float, top: float, scale: float) -> None:
        self._canvas = canvas
        self._colours = colours
        self._middle = middle
        self._top = top
        self._scale = scale

    def stands(self, trunk: str, pieces: Sequence[tuple[Muscle | None, str]], tones: Mapping[Muscle, Tone]) -> None:
        skin = self._colours.skin
        self._fill(outline(trunk), skin)
        for part in (ARM, EAR):
            self._fill_both(outline(part), skin)
        for muscle, piece in pieces:
            tone = Tone.NONE if muscle is None else tones.get(muscle, Tone.NONE)
            self._fill_both(outline(piece, GAP / 2), self._colours.tones[tone])
        self._fill(outline(HEAD, -CHIN / 2), self._colours.ground)
        self._fill(outline(HEAD, CHIN / 2), skin)

    def _fill_both(self, points: Sequence[Point], colour: Colour) -> None:
        self._fill(points, colour)
        self._fill(mirrored(points, 0), colour)

    def _fill(self, points: Sequence[Point], colour: Colour) -> None:
        self._canvas.polygon(moved(points, self._middle, self._top, self._scale), colour)
