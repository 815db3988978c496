"""Upright bars in the order of time, with a scale beside them."""

from collections.abc import Sequence

from PIL.Image import Image

from bot.pictures import frame, letters, scale
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.theme import Palette, palette
from bot.screens.figures import Bar, BarChart, Theme

HEIGHT = 920
MOST = 60  # bars; more find no room
_FOOT = 82  # px below the bars
_UNIT = 70  # px above them
_VALUE = 38  # px, letters of values


def draw(chart: BarChart, theme: Theme) -> Image:
    colours = palette(theme)
    canvas = Canvas(HEIGHT, colours.ground)
    frame.head(canvas, colours, chart.title, chart.below)
    if chart.bars:
        _bars(canvas, colours, chart.unit, chart.bars[-MOST:])
    else:
        frame.nothing(canvas, colours)
    return canvas.image()


def _bars(canvas: Canvas, colours: Palette, unit: str, bars: Sequence[Bar]) -> None:
    high = _highest(bars)
    numbers = scale.ticks(0.0, high, scale.finest(height(bar) for bar in bars))
    names = scale.labels(numbers)
    widest = max(letters.width(name, frame.LABEL) for name in names)
    left, right = frame.MARGIN + widest + 24, WIDTH - frame.MARGIN
    top, bottom = frame.HEAD + _UNIT, HEIGHT - _FOOT

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / high

    canvas.text((frame.MARGIN, top - 40), unit, frame.LABEL, colours.quiet, room=400)
    for number, name in zip(numbers, names, strict=True):
        canvas.line([(left, y(number)), (right, y(number))], colours.grid, 2)
        canvas.text((left - 24, y(number)), name, frame.LABEL, colours.quiet, anchor="rm")
    each = (right - left) / len(bars)
    middles = [left + each * (index + 0.5) for index in range(len(bars))]
    half = min(each * 0.36, 60)
    for middle, bar in zip(middles, bars, strict=True):
        _bar(canvas, colours, bar, (middle - half, min(y(height(bar)), bottom - 4)), (middle + half, bottom))
    _labels(canvas, colours, bars, middles, bottom + 54)
    _tops(canvas, colours, bars, [(middle, y(height(bar)) - 14) for middle, bar in zip(middles, bars, strict=True)])


def _labels(canvas: Canvas, colours: Palette, bars: Sequence[Bar], middles: list[float], base: float) -> None:
    """Below the bars, as many as find room; the last one always."""
    widest = max(letters.width(letters.cut(bar.label, 240, frame.LABEL), frame.LABEL) for bar in bars)
    for index in scale.apart(middles, widest + 24):
        half = letters.width(letters.cut(bars[index].label, 240, frame.LABEL), frame.LABEL) / 2
        x = max(frame.MARGIN / 2 + half, min(middles[index], WIDTH - frame.MARGIN / 2 - half))
        canvas.text((x, base), bars[index].label, frame.LABEL, colours.quiet, anchor="ms", room=240)


def _tops(canvas: Canvas, colours: Palette, bars: Sequence[Bar], tops: list[tuple[float, float]]) -> None:
    """The values above the bars where there is room for all; else only the highest and the last."""
    texts = [scale.written(height(bar)) for bar in bars]
    widest = max(letters.width(text, _VALUE, True) for text in texts)
    highest = max(range(len(bars)), key=lambda index: (height(bars[index]), index))
    last = len(bars) - 1
    if len(scale.apart([x for x, _ in tops], widest + 12)) == len(bars):
        shown = list(range(len(bars)))
    else:
        shown = [highest, *([last] if tops[last][0] - tops[highest][0] > widest + 12 else [])]
    for index in shown:
        half = letters.width(texts[index], _VALUE, True) / 2
        x = min(tops[index][0], WIDTH - frame.MARGIN / 2 - half)
        canvas.text((x, tops[index][1]), texts[index], _VALUE, colours.ink, strong=True, anchor="ms")


def _bar(canvas: Canvas, colours: Palette, bar: Bar, corner: tuple[float, float], other: tuple[float, float]) -> None:
    """Full for what is over, only an outline for what is not over yet."""
    if bar.now:
        canvas.box(corner, other, colours.faint, 8, colours.accent, 4)
    else:
        canvas.box(corner, other, colours.accent if height(bar) > 0 else colours.grid, 8)


def _highest(bars: Sequence[Bar]) -> float:
    """Where the scale ends: with room for a number above the highest bar."""
    return max(height(bar) for bar in bars) * 1.12 or 1.0


def height(bar: Bar) -> float:
    """Nothing was done less than not at all."""
    return max(0.0, scale.tame(bar.value))
