"""Values over time: one line or several, records with a star, and time that nobody trained shown as such."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from PIL.Image import Image

from bot.pictures import frame, letters, scale
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.shapes import Point
from bot.pictures.theme import Colour, Palette, palette
from bot.screens.figures import Dot, LineChart, Theme

HEIGHT = 920
LONG = 28  # days without a dot that are a gap, whatever is usual
RARE = 4  # times the usual days between two dots: so many are a gap
_DATES = 6  # labels at most
_SPACE = 28  # px between dots below which they are not drawn one by one
_MANY = 150  # dots
_ALONE = 20  # px, the radius of a dot that no line leads to
_STAR = 24  # px, the radius of a record's mark where there is room
_UNIT = 70  # px above the plot for the unit
_FOOT = 82  # px below it for the dates
_VALUE = 40  # px, letters of values


Place = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a day and a value are on the canvas."""

    left: float
    top: float
    right: float
    bottom: float
    first: date
    last: date
    low: float
    high: float

    def at(self, day: date, value: float) -> Point:
        return self.x(day), self.y(value)

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return self.left + (self.right - self.left) * ((day - self.first).days / span if span else 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def draw(chart: LineChart, theme: Theme) -> Image:
    colours = palette(theme)
    lines = [(line.name, dots) for line in chart.lines if (dots := _in_order(line.dots))]
    named = [(colour, name) for colour, (name, _) in zip(_colours(colours, len(lines)), lines, strict=True)]
    legend = frame.legend_height(named) if len(lines) > 1 else 0
    canvas = Canvas(HEIGHT + legend + (16 if legend else 0), colours.ground)
    frame.head(canvas, colours, chart.title, chart.below)
    if not lines:
        frame.nothing(canvas, colours)
        return canvas.image()
    plot, numbers = _plot([dot for _, dots in lines for dot in dots])
    _ground(canvas, colours, plot, numbers, chart.unit)
    _area(canvas, plot, lines[0][1], colours.faint)
    _grid(canvas, colours, plot, numbers)
    for (colour, _), (_, dots) in reversed(list(zip(named, lines, strict=True))):
        _line(canvas, colours, plot, dots, colour, _thick(dots, colour == colours.accent))
    _values(canvas, colours, plot, lines[0][1])
    if legend:
        frame.legend(canvas, colours, named, HEIGHT - 8)
    return canvas.image()


def _in_order(dots: Iterable[Dot]) -> tuple[Dot, ...]:
    real = [dot for dot in dots if abs(dot.value) <= scale.MOST]  # what is no number, or is endless, is none either
    return tuple(sorted(real, key=lambda dot: dot.at))


def _colours(colours: Palette, count: int) -> list[Colour]:
    return [colours.accent, *(colours.others[index % len(colours.others)] for index in range(count - 1))][:count]


def _thick(dots: tuple[Dot, ...], matters: bool) -> float:
    """Thinner where there are many."""
    return (8 if matters else 5) if len(dots) <= _MANY else (5 if matters else 3)


def _plot(dots: list[Dot]) -> tuple[Plot, list[float]]:
    values = [dot.value for dot in dots]
    low, high = scale.around(min(values), max(values))
    numbers = scale.ticks(low, high, scale.finest(values))
    widest = max(letters.width(name, frame.LABEL) for name in scale.labels(numbers))
    days = [dot.at for dot in dots]
    left, right = frame.MARGIN + widest + 40, WIDTH - frame.MARGIN - 34
    return Plot(left, frame.HEAD + _UNIT, right, HEIGHT - _FOOT, min(days), max(days), low, high), numbers


def _ground(canvas: Canvas, colours: Palette, plot: Plot, numbers: list[float], unit: str) -> None:
    """The letters around the plot."""
    canvas.text((frame.MARGIN, plot.top - 40), unit, frame.LABEL, colours.quiet, room=400)
    for number, name in zip(numbers, scale.labels(numbers), strict=True):
        right = plot.left - 40, plot.y(number)
        canvas.text(right, name, frame.LABEL, colours.quiet, anchor="rm")
    for day, label in scale.dates(plot.first, plot.last, _DATES):
        half = letters.width(label, frame.LABEL) / 2
        x = max(plot.left - 20 + half, min(plot.x(day), WIDTH - frame.MARGIN / 2 - half))
        canvas.text((x, plot.bottom + 54), label, frame.LABEL, colours.quiet, anchor="ms")


def _grid(canvas: Canvas, colours: Palette, plot: Plot, numbers: list[float]) -> None:
    for number in numbers:
        strong = number == 0
        ends = [(plot.left - 20, plot.y(number)), (plot.right + 20, plot.y(number))]
        canvas.line(ends, colours.quiet if strong else colours.grid, 3 if strong else 2)


def _stretches(dots: tuple[Dot, ...]) -> list[tuple[Dot, ...]]:
    """The dots, parted where far longer nothing was done than usual."""
    between = [(there.at - here.at).days for here, there in pairwise(dots)]
    usual = median(between) if between else 0
    parts: list[list[Dot]] = [[dots[0]]]
    for days, dot in zip(between, dots[1:], strict=True):
        if days > max(LONG, RARE * usual):
            parts.append([])
        parts[-1].append(dot)
    return [tuple(part) for part in parts]


def _area(canvas: Canvas, plot: Plot, dots: tuple[Dot, ...], colour: Colour) -> None:
    for part in _stretches(dots):
        if len(part) > 1:
            spots = [plot.at(dot.at, dot.value) for dot in part]
            canvas.polygon([(spots[0][0], plot.bottom), *spots, (spots[-1][0], plot.bottom)], colour)


def _line(canvas: Canvas, colours: Palette, plot: Plot, dots: tuple[Dot, ...], colour: Colour, thick: float) -> None:
    parts = [[plot.at(dot.at, dot.value) for dot in part] for part in _stretches(dots)]
    for before, after in pairwise(parts):
        canvas.dashed(before[-1], after[0], colour, thick / 2)
    for part in parts:
        canvas.line(part, colour, thick)
    has_room = (plot.right - plot.left) / max(1, len(dots) - 1) >= _SPACE
    for part in parts:
        if len(part) == 1:
            canvas.circle(part[0], _ALONE, colour, colours.ground, 3)
        elif has_room:
            for spot in part:
                canvas.circle(spot, thick * 1.35, colour, colours.ground, 3)
    _stars(canvas, colours, plot, [dot for dot in dots if dot.record])


def _stars(canvas: Canvas, colours: Palette, plot: Plot, records: list[Dot]) -> None:
    """Smaller where there are many, but the best of them never."""
    best = max((dot.value for dot in records), default=0.0)
    usual = median([plot.x(after.at) - plot.x(before.at) for before, after in pairwise(records)] or [_STAR])
    for dot in sorted(records, key=_value):
        radius = _STAR if dot.value == best else max(_STAR / 2, min(_STAR, usual * 0.6))
        canvas.star(plot.at(dot.at, dot.value), radius, colours.record, colours.ground)


def _value(dot: Dot) -> float:
    return dot.value


def _values(canvas: Canvas, colours: Palette, plot: Plot, dots: tuple[Dot, ...]) -> None:
    """Records by their values, the best first and then the newest, and the last dot; as many as find room."""
    records = [dot for dot in reversed(dots) if dot.record]
    best = max(records, key=_value, default=dots[-1])
    taken: list[Place] = []
    for dot in dict.fromkeys([best, dots[-1], *records]):
        text = scale.written(dot.value)
        half = letters.width(text, _VALUE, True) / 2
        x, y = plot.at(dot.at, dot.value)
        x = max(plot.left - 20 + half, min(x, WIDTH - frame.MARGIN / 2 - half))
        place = x - half - 14, y - 36 - _VALUE, x + half + 14, y - 24
        if not any(_meet(place, other) for other in taken):
            taken.append(place)
            canvas.text((x, y - 36), text, _VALUE, colours.ink, strong=True, anchor="ms", around=colours.ground)


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
