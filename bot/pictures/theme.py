"""The colours of the pictures, light and dark, and what each of them says.

Tones differ in lightness and not in hue alone, so that they can be told apart whatever colours somebody sees; text stands at
4.5:1 at least against its ground. Nothing is drawn here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.screens.figures import Theme, Tone

Colour = tuple[int, int, int]


def _rgb(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


@dataclass(frozen=True, slots=True)
class Palette:
    ground: Colour
    panel: Colour  # what lies on the ground and holds something
    grid: Colour
    ink: Colour  # text that matters
    quiet: Colour  # text beside it
    accent: Colour  # the line or the bars that matter
    faint: Colour  # the accent behind something, and what is not over yet
    others: tuple[Colour, ...]  # further lines
    record: Colour
    missed: Colour  # pale: nobody is scolded
    on_accent: Colour  # text on the accent
    skin: Colour  # a body between its muscles
    tones: Mapping[Tone, Colour]


LIGHT = Palette(
    ground=_rgb("#ffffff"),
    panel=_rgb("#e9eef4"),
    grid=_rgb("#e1e6ec"),
    ink=_rgb("#14202b"),
    quiet=_rgb("#5a6875"),
    accent=_rgb("#1b6fc2"),
    faint=_rgb("#dcebfa"),
    others=(_rgb("#c2620e"), _rgb("#6b7885"), _rgb("#7a4fa3")),
    record=_rgb("#d38500"),
    missed=_rgb("#7f8c99"),
    on_accent=_rgb("#ffffff"),
    skin=_rgb("#ebeff4"),
    tones={
        Tone.NONE: _rgb("#d5dce5"),
        Tone.LITTLE: _rgb("#8cbdeb"),
        Tone.SOME: _rgb("#3f8fd8"),
        Tone.MUCH: _rgb("#0f4480"),
        Tone.READY: _rgb("#2a9d8f"),
        Tone.ALMOST: _rgb("#e6b03c"),
        Tone.RESTING: _rgb("#a32f45"),
    },
)
DARK = Palette(
    ground=_rgb("#17212b"),
    panel=_rgb("#243240"),
    grid=_rgb("#2c3a48"),
    ink=_rgb("#f3f6f9"),
    quiet=_rgb("#a5b4c2"),
    accent=_rgb("#5cb0f5"),
    faint=_rgb("#22405c"),
    others=(_rgb("#f0a35e"), _rgb("#93a3b2"), _rgb("#c3a0e6")),
    record=_rgb("#ffc94d"),
    missed=_rgb("#738393"),
    on_accent=_rgb("#0c1722"),
    skin=_rgb("#243240"),
    tones={
        Tone.NONE: _rgb("#384757"),
        Tone.LITTLE: _rgb("#2a6aa6"),
        Tone.SOME: _rgb("#5cb0f5"),
        Tone.MUCH: _rgb("#d3ecff"),
        Tone.READY: _rgb("#35b39f"),
        Tone.ALMOST: _rgb("#f6d879"),
        Tone.RESTING: _rgb("#c73f57"),
    },
)


def palette(theme: Theme) -> Palette:
    return DARK if theme is Theme.DARK else LIGHT
