"""Lines, bars and weeks as they are drawn: what is higher is higher up, a record is where its value is, and anything draws."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bench.figures import figures, line
from bot.pictures import bars, calendar, frame, lines, ranking
from bot.pictures.canvas import WIDTH
from bot.pictures.drawing import draw
from bot.pictures.theme import Colour, palette
from bot.screens.figures import (
    Bar,
    BarChart,
    Calendar,
    CalendarDay,
    DayMark,
    Dot,
    Figure,
    Line,
    LineChart,
    Picture,
    Ranking,
    Theme,
)

MONDAY = date(2026, 3, 2)
COLOURS = palette(Theme.LIGHT)
BOX = Image.Resampling.BOX
Spot = tuple[float, float]


def drawn(figure: Figure, theme: Theme = Theme.LIGHT) -> Image.Image:
    match figure:
        case LineChart():
            return lines.draw(figure, theme)
        case BarChart():
            return bars.draw(figure, theme)
        case Ranking():
            return ranking.draw(figure, theme)
        case _:
            assert isinstance(figure, Calendar)
            return calendar.draw(figure, theme)


def where(image: Image.Image, colour: Colour) -> Image.Image:
    """White below the head where the picture has exactly this colour, black elsewhere."""
    part = ImageChops.difference(image, Image.new("RGB", image.size, colour))
    red, green, blue = part.split()
    off = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    off.paste(255, (0, 0, WIDTH, frame.HEAD))
    return off.point([255] + [0] * 255)


def box(image: Image.Image, colour: Colour) -> tuple[int, int, int, int]:
    found = where(image, colour).getbbox()
    assert found, "this colour is nowhere"
    return found


def middle(image: Image.Image, colour: Colour) -> Spot:
    left, top, right, bottom = box(image, colour)
    return (left + right) / 2, (top + bottom) / 2


def columns(image: Image.Image, colour: Colour) -> list[float]:
    """How much of each column has this colour, in pixels."""
    shares = where(image, colour).resize((WIDTH, 1), BOX).tobytes()
    return [share * image.height / 255 for share in shares]


def chart(*values: tuple[int, float, bool]) -> LineChart:
    dots = tuple(Dot(MONDAY + timedelta(days=day), value, record) for day, value, record in values)
    return LineChart("Squat", "", "kg", (Line("top set", dots),))


def test_a_record_is_marked_where_its_value_is_and_what_is_higher_is_higher_up() -> None:
    low = middle(drawn(chart((0, 60, True), (10, 80, False), (20, 100, False))), COLOURS.record)
    between = middle(drawn(chart((0, 60, False), (10, 80, True), (20, 100, False))), COLOURS.record)
    high = middle(drawn(chart((0, 60, False), (10, 80, False), (20, 100, True))), COLOURS.record)
    assert low[0] < between[0] < high[0] and low[1] > between[1] > high[1]
    assert between == pytest.approx(((low[0] + high[0]) / 2, (low[1] + high[1]) / 2), abs=3)


def test_less_help_is_higher_up() -> None:
    image = drawn(chart((0, -40, True), (20, -10, False), (40, -20, True)))
    left, right = (image.crop((start, 0, start + WIDTH // 2, image.height)) for start in (0, WIDTH // 2))
    assert bottom_of(right) < bottom_of(left) - 50


def bottom_of(half: Image.Image) -> int:
    wide = Image.new("RGB", (WIDTH, half.height))
    wide.paste(half)
    return box(wide, COLOURS.record)[3]


def test_weeks_away_are_shown_as_such() -> None:
    image = drawn(chart((0, 60, False), (7, 60, False), (14, 60, False), (200, 60, False), (207, 60, False)))
    filled, line_ = columns(image, COLOURS.faint), columns(image, COLOURS.accent)
    left, _, right, _ = box(image, COLOURS.faint)
    away = [x for x in range(left, right) if filled[x] == 0]
    assert len(away) > 0.8 * (right - left), "nothing is filled while nobody trained"
    assert 0.2 * len(away) < sum(line_[x] > 0 for x in away) < 0.8 * len(away), "a line of dashes"


def test_one_dot_stands_in_the_middle_and_none_is_no_error() -> None:
    assert middle(drawn(chart((0, 60, True))), COLOURS.record)[0] == pytest.approx(WIDTH / 2, abs=80)
    for empty in (chart(), BarChart("", "", "", ()), Ranking("", "", "", ()), Calendar("", "", (), ())):
        assert box(drawn(empty), COLOURS.ink), "it says that there is nothing yet"


def test_a_dot_that_no_line_leads_to_is_seen_on_a_phone() -> None:
    left, top, right, bottom = box(drawn(chart((0, 60, False))), COLOURS.accent)
    assert min(right - left, bottom - top) > 30, "of 1080 across"


def test_dark_is_dark() -> None:
    dark = drawn(line(10), Theme.DARK)
    assert dark.getpixel((2, 2)) == palette(Theme.DARK).ground
    assert sum(dark.convert("L").histogram()[:100]) > 0.7 * dark.width * dark.height


def test_bars_are_as_high_as_they_count_and_the_one_that_is_not_over_is_hollow() -> None:
    image = drawn(BarChart("Volume", "", "kg", (Bar("1", 50), Bar("2", 100), Bar("3", 75, now=True))))
    heights = columns(image, COLOURS.accent)
    tall = max(heights)
    for share in (0.5, 1):
        assert sum(abs(height - share * tall) <= 3 for height in heights) > 50
    hollow = columns(image, COLOURS.faint)
    assert sum(abs(height - 0.75 * tall) <= 12 for height in hollow) > 50


def test_lying_bars_are_as_long_as_they_count_in_the_order_that_they_are_told() -> None:
    image = drawn(Ranking("Sets", "", "sets", (Bar("lats", 20), Bar("chest", 5))))
    lengths = [share * WIDTH / 255 for share in where(image, COLOURS.accent).resize((1, image.height), BOX).tobytes()]
    long, short = max(lengths), max(lengths[image.height - 48 - 68 :])
    assert short == pytest.approx(long / 4, abs=5) and max(lengths[: frame.HEAD + 84 + 68]) == long


@pytest.mark.parametrize("weeks", [1, 8, 9, 60])
def test_a_calendar_shows_each_day_once_and_today_with_a_ring(weeks: int) -> None:
    image = some_weeks({0: DayMark.DONE, 1: DayMark.MISSED, 8: DayMark.PLANNED}, weeks)
    done, missed = middle(image, COLOURS.accent), middle(image, COLOURS.missed)
    assert missed[0] > done[0] if weeks <= 8 else missed[1] > done[1], "the days of a week go on to the right, or down"
    without = some_weeks({0: DayMark.DONE}, weeks)
    changed = ImageChops.difference(without, some_weeks({0: DayMark.DONE}, weeks, today=0)).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(middle(without, COLOURS.accent), abs=3)


def some_weeks(marks: dict[int, DayMark], weeks: int, today: int | None = None) -> Image.Image:
    days = (CalendarDay(MONDAY + timedelta(n), marks.get(n, DayMark.NOTHING), n == today) for n in range(7 * weeks))
    return drawn(Calendar("", "", tuple(days), ()))


@pytest.mark.parametrize("name", figures())
def test_the_same_figure_is_the_same_picture_small_and_within_telegrams_limits(name: str) -> None:
    picture = Picture(1, figures()[name], Theme.DARK)
    file = draw(picture)
    assert draw(picture) == file
    assert len(file) < 100_000
    with Image.open(BytesIO(file)) as image:
        assert image.width == WIDTH and image.height <= 1.5 * WIDTH, "more would not be seen whole on a phone"


texts = st.text(max_size=30)
numbers = st.floats(-1e300, 1e300) | st.sampled_from([0.0, 1e-300, float("inf"), float("-inf"), float("nan")])
dots = st.builds(Dot, st.dates(), numbers, st.booleans())
some_lines = st.builds(Line, texts, st.lists(dots, max_size=20).map(tuple))
some_bars = st.builds(Bar, texts, numbers, st.booleans())
marked = st.tuples(st.sampled_from(DayMark), st.booleans())
weeks_of = st.tuples(st.dates(date(1, 1, 1), date(9990, 1, 1)), st.lists(marked, max_size=420)).map(
    lambda found: tuple(CalendarDay(found[0] + timedelta(days=n), *day) for n, day in enumerate(found[1]))
)
legends = st.lists(st.tuples(st.sampled_from(DayMark), texts), max_size=6).map(tuple)
anything = st.one_of(
    st.builds(LineChart, texts, texts, texts, st.lists(some_lines, max_size=5).map(tuple)),
    st.builds(BarChart, texts, texts, texts, st.lists(some_bars, max_size=70).map(tuple)),
    st.builds(Ranking, texts, texts, texts, st.lists(some_bars, max_size=70).map(tuple)),
    st.builds(Calendar, texts, texts, weeks_of, legends),
)


@settings(max_examples=15, deadline=None)
@example(
    LineChart("", "", "", (Line("", tuple(Dot(MONDAY, float(odd), True) for odd in ("nan", "inf", 1))),)), Theme.LIGHT
)
@example(BarChart("", "", "", (Bar("", float("nan")), Bar("", float("inf")))), Theme.LIGHT)
@given(anything, st.sampled_from(Theme))
def test_any_figure_draws(figure: Figure, theme: Theme) -> None:
    image = drawn(figure, theme)
    assert image.width == WIDTH and 200 < image.height < 9000 and image.height < 20 * image.width
