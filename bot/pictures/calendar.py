"""Weeks of training: what was done, what is planned, what was left out, and rest.

Each mark has a form of its own and not only a colour: done is full, planned is a frame, left out is a pale circle. A few
weeks stand one below the other with their dates; many stand side by side, as small squares.
"""

from collections.abc import Sequence

from PIL.Image import Image

from bot.pictures import frame
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.shapes import Point
from bot.pictures.theme import Palette, palette
from bot.screens.figures import Calendar, CalendarDay, DayMark, Theme
from bot.screens.reasons import MONTHS, WEEKDAYS

WITH_DATES = 8  # weeks; more stand side by side
SIDE_BY_SIDE = 27  # weeks in one band; more go on in another below
_NAMES = 64  # px for the names of the days
_LARGEST = 76  # px of a small square and the gap after it
_TOP = frame.HEAD + 20
_ROW = 112  # px of a week with dates
_WEEKDAY_NAMES = 52  # px above them
_MONTH_NAMES = 60  # px above squares

Week = Sequence[CalendarDay]


def draw(chart: Calendar, theme: Theme) -> Image:
    colours = palette(theme)
    weeks = [chart.days[start : start + 7] for start in range(0, len(chart.days), 7)]
    legend = frame.legend_height(chart.legend)
    height = _rows_height(weeks) if len(weeks) <= WITH_DATES else _columns_height(weeks)
    canvas = Canvas(int(_TOP + height + legend + 44), colours.ground)
    frame.head(canvas, colours, chart.title, chart.below)
    if not weeks:
        frame.nothing(canvas, colours)
    elif len(weeks) <= WITH_DATES:
        _rows(canvas, colours, weeks)
    else:
        _columns(canvas, colours, weeks)
    spots = frame.legend_words(canvas, colours, [meaning for _, meaning in chart.legend], _TOP + height + 12)
    for spot, (mark, _) in zip(spots, chart.legend, strict=True):
        _mark(canvas, colours, mark, spot, frame.SWATCH, 9)
    return canvas.image()


def _rows_height(weeks: Sequence[Week]) -> int:
    return _WEEKDAY_NAMES + _ROW * len(weeks) if weeks else 400


def _rows(canvas: Canvas, colours: Palette, weeks: Sequence[Week]) -> None:
    each = (WIDTH - 2 * frame.MARGIN) / 7
    for index, name in enumerate(WEEKDAYS):
        spot = frame.MARGIN + each * (index + 0.5), _TOP + 34
        canvas.text(spot, name[:2], frame.LABEL, colours.quiet, anchor="ms")
    for number, week in enumerate(weeks):
        for index, day in enumerate(week):
            middle = frame.MARGIN + each * (index + 0.5), _TOP + _WEEKDAY_NAMES + _ROW * (number + 0.5)
            if day.mark is not DayMark.NOTHING:  # its number says enough
                _mark(canvas, colours, day.mark, middle, 96, 26)
            if day.today:
                _ring(canvas, colours, middle, 108, 32)
            done = day.mark is DayMark.DONE
            planned = day.mark is DayMark.PLANNED
            colour = colours.on_accent if done else colours.ink if planned or day.today else colours.quiet
            first = day.day.day == 1 or (number == 0 and index == 0)
            if first:
                month = middle[0], middle[1] - 30
                canvas.text(month, MONTHS[day.day.month - 1][:3], 26, colour, strong=True, anchor="mm")
            canvas.text(middle, str(day.day.day), 40, colour, strong=done or day.today, anchor="mm")


def _columns_height(weeks: Sequence[Week]) -> float:
    bands = _bands(weeks)
    return len(bands) * (_MONTH_NAMES + 7 * _each(bands)) + (len(bands) - 1) * 20


def _bands(weeks: Sequence[Week]) -> list[Sequence[Week]]:
    """As few as possible, and all about as long as the others."""
    count = -(-len(weeks) // SIDE_BY_SIDE)
    length = -(-len(weeks) // count)
    return [weeks[start : start + length] for start in range(0, len(weeks), length)]


def _each(bands: Sequence[Sequence[Week]]) -> float:
    return min(_LARGEST, (WIDTH - 2 * frame.MARGIN - _NAMES) / len(bands[0]))


def _columns(canvas: Canvas, colours: Palette, weeks: Sequence[Week]) -> None:
    bands = _bands(weeks)
    each = _each(bands)
    top = float(_TOP)
    for band in bands:
        _band(canvas, colours, band, top, each)
        top += _MONTH_NAMES + 7 * each + 20


def _band(canvas: Canvas, colours: Palette, band: Sequence[Week], top: float, each: float) -> None:
    left, first = frame.MARGIN + _NAMES, top + _MONTH_NAMES
    for index in (0, 2, 4):
        spot = frame.MARGIN, first + each * (index + 0.5)
        canvas.text(spot, WEEKDAYS[index][:2], 32, colours.quiet, anchor="lm")
    named = -100.0
    for number, week in enumerate(band):
        x = left + each * number
        begins = next((day.day for day in week if day.day.day == 1), week[0].day if number == 0 else None)
        if begins is not None and x - named >= 84:
            name = str(begins.year) if begins.month == 1 else MONTHS[begins.month - 1][:3]
            canvas.text((x, first - 18), name, frame.LABEL, colours.quiet)
            named = x
        for index, day in enumerate(week):
            middle = x + each / 2, first + each * (index + 0.5)
            _mark(canvas, colours, day.mark, middle, each * 0.84, each * 0.2)
            if day.today:
                _ring(canvas, colours, middle, each * 1.06, each * 0.3)


def _mark(canvas: Canvas, colours: Palette, mark: DayMark, middle: Point, size: float, radius: float) -> None:
    (x, y), half = middle, size / 2
    corners = (x - half, y - half), (x + half, y + half)
    thick = max(2.0, size / 14)
    if mark is DayMark.DONE:
        canvas.box(*corners, colours.accent, radius)
    elif mark is DayMark.PLANNED:
        canvas.box(*corners, colours.ground, radius, colours.accent, thick)
    elif mark is DayMark.MISSED:
        canvas.circle(middle, half, colours.ground, colours.missed, thick / 2)
    elif mark is DayMark.REST:
        canvas.box(*corners, colours.panel, radius)
    else:
        canvas.circle(middle, max(2.0, size / 14), colours.grid)


def _ring(canvas: Canvas, colours: Palette, middle: Point, size: float, radius: float) -> None:
    """Around today, whatever its mark."""
    (x, y), half = middle, size / 2
    canvas.box((x - half, y - half), (x + half, y + half), None, radius, colours.ink, max(3.0, size / 24))
