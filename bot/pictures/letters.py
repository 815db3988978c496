"""Letters: the font that comes with Spotter, what it cannot write, and how much room a text takes.

A character that the font lacks never becomes a box: it is written as what it stands for, or left out. What the text says is
not known here.
"""

import unicodedata
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import font_source_sans_pro
from PIL import ImageFont

REGULAR = "SourceSansPro-Regular.otf"
STRONG = "SourceSansPro-Semibold.otf"
_FOLDER = Path(font_source_sans_pro.font_directory)
_LACKED = "\uffff"  # in no font: what is drawn in its place is what is drawn for all that are lacked
_ELLIPSIS = "…"
_ALMOST = {"★": "*", "✗": "×", "−": "–", "\u2010": "-", "\u2011": "-"}
_TASTE = 40  # px; at which size it is tried whether the font has a character


@lru_cache(maxsize=64)
def font(size: int, strong: bool = False) -> ImageFont.FreeTypeFont:
    """The basic layout draws the same on every machine, whatever libraries it has."""
    return ImageFont.truetype(_FOLDER / (STRONG if strong else REGULAR), size, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, size: int, strong: bool = False) -> float:
    return font(size, strong).getlength(text)


@lru_cache(maxsize=512)
def written(text: str) -> str:
    """The text as the font can write it, in one line. A word in letters that it lacks becomes an ellipsis, an emoji nothing."""
    pieces = [_piece(one) for one in unicodedata.normalize("NFC", text)]
    joined = "".join(_ELLIPSIS if one == _ELLIPSIS else "".join(run) for one, run in groupby(pieces))
    return " ".join(joined.split())


def cut(text: str, room: float, size: int, strong: bool = False) -> str:
    """The text, or as much of its beginning as there is room for."""
    text = written(text)
    if width(text, size, strong) <= room:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        short = width(text[:middle].rstrip() + _ELLIPSIS, size, strong) <= room
        fits, too_long = (middle, too_long) if short else (fits, middle)
    return text[:fits].rstrip() + _ELLIPSIS


def _piece(character: str) -> str:
    if character.isspace():
        return " "
    if _known(character):
        return character
    if character in _ALMOST and _known(_ALMOST[character]):
        return _ALMOST[character]
    plain = "".join(one for one in unicodedata.normalize("NFKD", character) if _known(one))
    if plain:
        return plain
    return _ELLIPSIS if unicodedata.category(character) in ("Lo", "Lu", "Ll", "Lt") else ""


@lru_cache(maxsize=4096)
def _known(character: str) -> bool:
    if unicodedata.category(character)[0] in "CM":  # controls, directions, and marks that stand alone
        return False
    return bytes(font(_TASTE).getmask(character)) != _box()


@lru_cache(maxsize=1)
def _box() -> bytes:
    return bytes(font(_TASTE).getmask(_LACKED))
