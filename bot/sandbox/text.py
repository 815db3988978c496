"""The text or caption of a message, read from a call: parsed, cleaned, trimmed, and refused where Telegram would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.entities import Entity, clean, detected, given, tidy, trimmed, utf16
from bot.sandbox.markup import parse_html
from bot.sandbox.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.call import Call

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_SOURCE = 1 << 15


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: list[Entity] = field(default_factory=list)


def message_text(call: Call) -> Formatted:
    source = call.text("text")
    if not source:
        raise bad("message text is empty")
    formatted = formatted_text(source, call.text("parse_mode"), call.structure("entities", "entities"))
    if not formatted.text:
        raise bad("text must be non-empty")
    if len(formatted.text) > LONGEST_TEXT // 2 and utf16(formatted.text) > LONGEST_TEXT:
        raise bad("message is too long")
    return formatted


def caption_text(source: str, parse_mode: str, entities: object) -> Formatted:
    formatted = formatted_text(source, parse_mode, entities)
    if utf16(formatted.text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return formatted


def message_caption(call: Call) -> Formatted:
    entities = call.structure("caption_entities", "entities")
    return caption_text(call.text("caption"), call.text("parse_mode"), entities)


def formatted_text(source: str, parse_mode: str, entities: object) -> Formatted:
    if len(source) > LONGEST_SOURCE // 4 and len(source.encode()) > LONGEST_SOURCE:
        raise bad("text is too long")
    mode = parse_mode.strip().lower()
    if mode not in ("", "none", "html"):
        raise bad("unsupported parse_mode")
    if source and mode == "html":
        text, marks = parse_html(source)
    else:
        text, marks = source, given(entities, source)
    return finished(text, marks)


def finished(text: str, marks: list[Entity]) -> Formatted:
    """As it stands in the chat: cleaned, trimmed, and with what Telegram marks by itself."""
    if marks:
        marks = [_moved(e, text) for e in marks] if clean(text) != text else marks
        marks = tidy([e for e in marks if e["length"] > 0])
    text, marks = trimmed(clean(text), marks)
    return Formatted(text, detected(text, marks))


def _moved(entity: Entity, text: str) -> Entity:
    """The entity after cleaning, which takes some characters away."""
    units = text.encode("utf-16-le", "surrogatepass")

    def place(offset: int) -> int:
        return utf16(clean(units[: offset * 2].decode("utf-16-le", "surrogatepass")))

    start = place(entity["offset"])
    return {**entity, "offset": start, "length": place(entity["offset"] + entity["length"]) - start}
