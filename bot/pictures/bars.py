"""Bars: upright ones in the order of time, lying ones where each has a name; a band shows what is aimed at."""

from collections.abc import Sequence

from PIL.Image import Image

from bot.pictures import frame, letters, scale
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.theme import Palette, palette
from bot.screens.figures import Bar, BarChart, Theme

HEIGHT = 920
MOST = 60  # bars; more find no room
_FOOT = 82  # px below upright bars
_UNIT = 70  # px above them
_ROW = 68  # px of a lying bar
_NAMES = 340  # px at most for the names of lying bars
_VALUE = 38  # px, letters of values


def draw(chart: BarChart, theme: Theme) -> Image:
    colours = palette(theme)
    bars = chart.bars[-MOST:] if not chart.lying else chart.bars[:MOST]
    if not bars:
        canvas = Canvas(HEIGHT, colours.ground)
        frame.nothing(canvas, colours)
    else:
        canvas = _lying(chart, bars, colours) if chart.lying else _upright(chart, bars, colours)
    frame.head(canvas, colours, chart.title, chart.below)
    return canvas.image()


def _upright(chart: BarChart, bars: Sequence[Bar], colours: Palette) -> Canvas:
    canvas = Canvas(HEIGHT, colours.ground)
    high = _highest(bars, chart.goal)
    numbers = scale.ticks(0.0, high, scale.finest(_height(bar) for bar in bars))
    names = scale.labels(numbers)
    widest = max(letters.width(name, frame.LABEL) for name in names)
    left, right = frame.MARGIN + widest + 24, WIDTH - frame.MARGIN
    top, bottom = frame.HEAD + _UNIT, HEIGHT - _FOOT

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / high

    canvas.text((frame.MARGIN, top - 40), chart.unit, frame.LABEL, colours.quiet, room=400)
    if goal := _goal(chart.goal):
        canvas.box((left, y(goal[1])), (right, y(goal[0])), colours.band)
    for number, name in zip(numbers, names, strict=True):
        canvas.line([(left, y(number)), (right, y(number))], colours.grid, 2)
        canvas.text((left - 24, y(number)), name, frame.LABEL, colours.quiet, anchor="rm")
    each = (right - left) / len(bars)
    middles = [left + each * (index + 0.5) for index in range(len(bars))]
    half = min(each * 0.36, 60)
    for middle, bar in zip(middles, bars, strict=True):
        _bar(canvas, colours, bar, (middle - half, min(y(_height(bar)), bottom - 4)), (middle + half, bottom))
    _labels(canvas, colours, bars, middles, bottom + 54)
    _tops(canvas, colours, bars, [(middle, y(_height(bar)) - 14) for middle, bar in zip(middles, bars, strict=True)])
    return canvas


def _labels(canvas: Canvas, colours: Palette, bars: Sequence[Bar], middles: list[float], base: float) -> None:
    """Below the bars, as many as find room; the last one always."""
    widest = max(letters.width(letters.cut(bar.label, 240, frame.LABEL), frame.LABEL) for bar in bars)
    for index in scale.apart(middles, widest + 24):
        half = letters.width(letters.cut(bars[index].label, 240, frame.LABEL), frame.LABEL) / 2
        x = max(frame.MARGIN / 2 + half, min(middles[index], WIDTH - frame.MARGIN / 2 - half))
        canvas.text((x, base), bars[index].label, frame.LABEL, colours.quiet, anchor="ms", room=240)


def _tops(canvas: Canvas, colours: Palette, bars: Sequence[Bar], tops: list[tuple[float, float]]) -> None:
    """The values above the bars where there is room for all; else only the highest and the last."""
    texts = [scale.written(_height(bar)) for bar in bars]
    widest = max(letters.width(text, _VALUE, True) for text in texts)
    highest = max(range(len(bars)), key=lambda index: (_height(bars[index]), index))
    last = len(bars) - 1
    if len(scale.apart([x for x, _ in tops], widest + 12)) == len(bars):
        shown = list(range(len(bars)))
    else:
        shown = [highest, *([last] if tops[last][0] - tops[highest][0] > widest + 12 else [])]
    for index in shown:
        half = letters.width(texts[index], _VALUE, True) / 2
        x = min(tops[index][0], WIDTH - frame.MARGIN / 2 - half)
        canvas.text((x, tops[index][1]), texts[index], _VALUE, colours.ink, strong=True, anchor="ms")


def _lying(chart: BarChart, bars: Sequence[Bar], colours: Palette) -> Canvas:
    goal = _goal(chart.goal)
    top = frame.HEAD + (84 if goal or chart.unit else 24)
    bottom = top + _ROW * len(bars)
    canvas = Canvas(bottom + 48, colours.ground)
    names = min(_NAMES, max(letters.width(letters.written(bar.label), frame.LABEL) for bar in bars))
    numbers = max(letters.width(scale.written(_height(bar)), _VALUE, True) for bar in bars)
    left, right = frame.MARGIN + names + 28, WIDTH - frame.MARGIN - numbers - 20
    most = max(*(_height(bar) for bar in bars), goal[1] if goal else 0.0) or 1.0

    def x(value: float) -> float:
        return left + (right - left) * value / most

    canvas.text((frame.MARGIN, top - 36), chart.unit, frame.LABEL, colours.quiet, room=names)
    if goal:
        canvas.box((x(goal[0]), top - 12), (x(goal[1]), bottom + 12), colours.band, 10)
        _edges(canvas, colours, goal, x(goal[0]), x(goal[1]), top - 36)
    canvas.line([(left, top - 12), (left, bottom + 12)], colours.grid, 2)
    for index, bar in enumerate(bars):
        middle = top + _ROW * (index + 0.5)
        _bar(canvas, colours, bar, (left, middle - 20), (max(x(_height(bar)), left + 4), middle + 20))
        canvas.text((left - 28, middle), bar.label, frame.LABEL, colours.ink, anchor="rm", room=names)
        spot = x(_height(bar)) + 18, middle
        canvas.text(spot, scale.written(_height(bar)), _VALUE, colours.ink, strong=True, anchor="lm")
    return canvas


def _edges(canvas: Canvas, colours: Palette, goal: tuple[float, float], low: float, high: float, base: float) -> None:
    """The two numbers of the goal at the edges of its band, or in one where they are close."""
    texts = scale.written(goal[0]), scale.written(goal[1])
    if high - low > letters.width("".join(texts), frame.LABEL) + 20:
        canvas.text((low, base), texts[0], frame.LABEL, colours.quiet, anchor="ls")
        canvas.text((high, base), texts[1], frame.LABEL, colours.quiet, anchor="rs")
    else:
        both = "–".join(dict.fromkeys(texts))
        canvas.text(((low + high) / 2, base), both, frame.LABEL, colours.quiet, anchor="ms")


def _bar(canvas: Canvas, colours: Palette, bar: Bar, corner: tuple[float, float], other: tuple[float, float]) -> None:
    """Full for what is over, only an outline for what is not over yet."""
    if bar.now:
        canvas.box(corner, other, colours.faint, 8, colours.accent, 4)
    else:
        canvas.box(corner, other, colours.accent if _height(bar) > 0 else colours.grid, 8)


def _highest(bars: Sequence[Bar], goal: tuple[float, float] | None) -> float:
    """Where an upright scale ends: with room for a number above the highest bar."""
    most = max(_height(bar) for bar in bars)
    return max(most * 1.12, (_goal(goal) or (0.0, 0.0))[1] * 1.05) or 1.0


def _goal(goal: tuple[float, float] | None) -> tuple[float, float] | None:
    if goal is None:
        return None
    low, high = sorted(max(0.0, scale.tame(edge)) for edge in goal)
    return low, high


def _height(bar: Bar) -> float:
    """Nothing was done less than not at all."""
    return max(0.0, scale.tame(bar.value))
