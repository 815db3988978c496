"""Lying bars, each with its name before it and its value behind it: what there was most of stands on top."""

from PIL.Image import Image

from bot.pictures import frame, letters, scale
from bot.pictures.bars import HEIGHT, height
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.theme import palette
from bot.screens.figures import Ranking, Theme

MOST = 60  # bars; more find no room
_ROW = 68  # px of a bar
_NAMES = 340  # px at most for the names
_VALUE = 38  # px, letters of values


def draw(ranking: Ranking, theme: Theme) -> Image:
    colours, bars = palette(theme), ranking.bars[:MOST]
    top = frame.HEAD + (84 if ranking.unit else 24)
    bottom = top + _ROW * len(bars)
    canvas = Canvas(bottom + 48 if bars else HEIGHT, colours.ground)
    frame.head(canvas, colours, ranking.title, ranking.below)
    if not bars:
        frame.nothing(canvas, colours)
        return canvas.image()
    names = min(_NAMES, max(letters.width(letters.written(bar.label), frame.LABEL) for bar in bars))
    numbers = max(letters.width(scale.written(height(bar)), _VALUE, True) for bar in bars)
    left, right = frame.MARGIN + names + 28, WIDTH - frame.MARGIN - numbers - 20
    longest = max(map(height, bars)) or 1.0
    canvas.text((frame.MARGIN, top - 36), ranking.unit, frame.LABEL, colours.quiet, room=names)
    canvas.line([(left, top - 12), (left, bottom + 12)], colours.grid, 2)
    for index, bar in enumerate(bars):
        middle = top + _ROW * (index + 0.5)
        end = max(left + (right - left) * height(bar) / longest, left + 4)
        canvas.box((left, middle - 20), (end, middle + 20), colours.accent if height(bar) > 0 else colours.grid, 8)
        canvas.text((left - 28, middle), bar.label, frame.LABEL, colours.ink, anchor="rm", room=names)
        canvas.text((end + 18, middle), scale.written(height(bar)), _VALUE, colours.ink, strong=True, anchor="lm")
    return canvas.image()
