"""The colours of the pictures: text can be read, and tones can be told apart whatever colours somebody sees."""

from itertools import combinations

import pytest

from bot.pictures.theme import DARK, LIGHT, Colour, Palette, palette
from bot.screens.figures import Theme, Tone

Linear = tuple[float, float, float]

# How the three kinds of colour blindness see, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
EYES: dict[str, tuple[Linear, Linear, Linear]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "none": ((0.2126, 0.7152, 0.0722),) * 3,
}
BESIDE_EACH_OTHER = (
    (Tone.NONE, Tone.LITTLE, Tone.SOME, Tone.MUCH),
    (Tone.NONE, Tone.READY, Tone.ALMOST, Tone.RESTING),
)
both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: Colour) -> Linear:
    red, green, blue = (part / 255 for part in colour)
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def light(colour: Colour) -> float:
    return sum(part * share for part, share in zip(linear(colour), EYES["none"][0], strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """As WCAG reckons it: 1 to 21."""
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: Colour, other: Colour, eyes: str) -> float:
    """How different two colours look (the distance in CIE L*a*b*; 2 can just be seen side by side)."""
    first, second = lab(one, eyes), lab(other, eyes)
    return float(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5)


def lab(colour: Colour, eyes: str) -> Linear:
    red, green, blue = (sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in EYES[eyes])
    x = _curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _curve(part: float) -> float:
    part = max(part, 0.0)
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


@both
def test_text_can_be_read_on_everything_that_lies_behind_it(colours: Palette) -> None:
    for ground in (colours.ground, colours.panel, colours.faint):
        assert contrast(colours.ink, ground) >= 4.5
    for ground in (colours.ground, colours.panel):
        assert contrast(colours.quiet, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@both
def test_what_is_drawn_stands_out_from_the_ground(colours: Palette) -> None:
    for colour in (colours.accent, *colours.others, colours.missed):
        assert contrast(colour, colours.ground) >= 3
    assert contrast(colours.record, colours.ground) >= 2.8  # its form says it as well


@both
@pytest.mark.parametrize("eyes", EYES)
def test_tones_of_one_legend_are_told_apart_by_everybody(colours: Palette, eyes: str) -> None:
    for tones in BESIDE_EACH_OTHER:
        for one, other in combinations(tones, 2):
            assert apart(colours.tones[one], colours.tones[other], eyes) >= 10, (one, other)


@both
def test_each_tone_has_a_colour(colours: Palette) -> None:
    assert set(colours.tones) == set(Tone)


def test_dark_is_dark_and_light_is_light() -> None:
    assert light(palette(Theme.DARK).ground) < 0.05
    assert light(palette(Theme.LIGHT).ground) > 0.9
