"""A screen: text and buttons as values, and what a button means when it is pressed.

Text is `Markup`: whatever is formatted into it is escaped, so HTML in names and notes is harmless by construction, and this is
the only place that knows of it. No phrases here (each screen has its own), no Telegram (`chat` turns screens into messages).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import unescape
from typing import LiteralString

from markupsafe import Markup, escape

from bot.screens.figures import Picture
from bot.screens.taps import Tap

MOST_CHARACTERS = 4096
MOST_IN_CAPTION = 1024  # beside a picture
_TAG = re.compile("<[^>]*>")


class Style(StrEnum):
    """How a button looks. GO logs the planned set, and nothing else; DANGER finishes or deletes."""

    PLAIN = ""
    PRIMARY = "primary"
    GO = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    tap: Tap
    style: Style = Style.PLAIN


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """A key beneath the chat that shares where the lifter is; `hint` stands in the line they write on, while it is empty."""

    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class NoKey:
    """Takes away the key beneath the chat."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. `rings` only matters when it is sent anew: an edit never rings.

    A `key` counts in a private chat only. There the message is always sent anew, has no `rows`, because Telegram gives it one
    or the other, and can never be edited. Beside a `picture` the text is its caption, of at most MOST_IN_CAPTION characters.
    """

    text: Markup
    rows: tuple[Row, ...] = ()
    rings: bool = False
    key: PlaceKey | NoKey | None = None
    picture: Picture | None = None


def bold(text: str) -> Markup:
    return filled("<b>{}</b>", text)


def italic(text: str) -> Markup:
    return filled("<i>{}</i>", text)


def live_time(at: datetime, shown: str, style: str = "T") -> Markup:
    """An instant that clients render in the reader's own zone; `shown` is for those that can't."""
    return filled('<tg-time unix="{}" format="{}">{}</tg-time>', int(at.timestamp()), style, shown)


def characters(text: Markup) -> int:
    """The length as Telegram counts it: what a reader sees, in UTF-16 units."""
    return len(unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2


def filled(template: LiteralString, *values: object) -> Markup:
    """The template with these values in its `{}`, escaped unless they are markup: `Markup.format` without its price."""
    return Markup(template.format(*map(_safe, values)))


def lines(*parts: str | None) -> Markup:
    """The parts that are there, one a line; an empty part is an empty line."""
    return Markup("\n".join(_safe(part) for part in parts if part is not None))


def _safe(value: object) -> str:
    return value if isinstance(value, Markup) else escape(value)
