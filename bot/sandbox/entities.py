"""Text and what is marked in it: lengths in UTF-16 units, cleaning, trimming, and the marks Telegram finds by itself.

Entities are the Bot API's own dicts. How HTML becomes entities is written in `markup`; what a message may contain is
decided where messages are made.
"""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.refusals import bad

Entity = dict[str, Any]

# The order of entities that cover the same text, outermost first.
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip
SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
FOUND_BY_TELEGRAM = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"
}  # fmt: skip
DATE_TIME_LETTERS = set("tTdDwW")

_COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@([a-zA-Z0-9_]{1,32}))?(?![\w/<>])")
_URL = re.compile(r"(?<!\w)https?://[^\s<>\"]*[^\s<>\".,:;!?'()\[\]]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_CLEANING = {ord(c): " " for c in map(chr, range(32)) if c != "\n"} | dict.fromkeys(
    map(ord, "\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
)


def utf16(text: str) -> int:
    """How long Telegram thinks the text is: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Control characters become spaces; carriage returns and characters that turn the writing around go."""
    return text.translate(_CLEANING) if _CONTROL.search(text) else text


def ordered(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY.get(e["type"], 50)))


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without outer blanks; on the left only as far as the first entity, as Telegram does it."""
    right = text.rstrip(" \n")
    if not entities:
        return right.lstrip(" \n"), entities
    end = utf16(right)
    entities = [{**e, "length": min(e["length"], end - e["offset"])} for e in entities if e["offset"] < end]
    first = min((e["offset"] for e in entities), default=end)
    left = len(right) - len(right.lstrip(" \n"))
    cut = min(left, first)
    return right[cut:], ordered([{**e, "offset": e["offset"] - cut} for e in entities])


def tidy(entities: list[Entity]) -> list[Entity]:
    """Marks of one kind that touch become one; inside code nothing else is marked."""
    code = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in ("code", "pre")]
    rest = [e for e in entities if e["type"] not in SPLITTABLE]
    for kind in SPLITTABLE:
        spans: list[tuple[int, int]] = []
        for e in ordered([e for e in entities if e["type"] == kind]):
            start, end = e["offset"], e["offset"] + e["length"]
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        rest += [{"offset": a, "length": b - a, "type": kind} for a, b in _outside(spans, code)]
    return ordered(rest)


def _outside(spans: list[tuple[int, int]], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for hole_start, hole_end in holes:
        spans = (
            [
                piece
                for start, end in spans
                for piece in ((start, min(end, hole_start)), (max(start, hole_end), end))
                if piece[0] < piece[1]
            ]
            if any(start < hole_end and hole_start < end for start, end in spans)
            else spans
        )
    return spans


def detected(text: str, entities: list[Entity]) -> list[Entity]:
    """The entities with the commands and plain links that Telegram marks by itself."""
    if "/" not in text:
        return entities
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] not in SPLITTABLE]
    found: list[Entity] = []
    for kind, pattern in (("url", _URL), ("bot_command", _COMMAND)):
        for match in pattern.finditer(text):
            start = utf16(text[: match.start()])
            end = start + utf16(match[0])
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                found.append({"offset": start, "length": end - start, "type": kind})
    return ordered(entities + found) if found else entities


def given(raw: object, text: str) -> list[Entity]:
    """Entities that the bot sent as they are, checked; those that only Telegram makes are passed over."""
    if not isinstance(raw, list):
        return []
    limit = utf16(text)
    entities = []
    for value in raw:
        entity = _checked(value)
        if entity is None or entity["length"] == 0 or entity["offset"] >= limit:
            continue
        entity["length"] = min(entity["length"], limit - entity["offset"])
        entities.append(entity)
    return ordered(entities)


def _checked(value: object) -> Entity | None:
    if not isinstance(value, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    kind, offset, length = value.get("type"), value.get("offset"), value.get("length")
    for name, number in (("offset", offset), ("length", length)):
        if type(number) is not int:
            raise bad(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
        if not 0 <= number <= 1_000_000:
            raise bad(f"receive an entity with incorrect {name} {number}")
    if kind in FOUND_BY_TELEGRAM:
        return None
    if not isinstance(kind, str) or kind not in PRIORITY:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    entity: Entity = {"offset": offset, "length": length, "type": kind}
    if kind == "text_link":
        entity["url"] = str(value.get("url", ""))
    elif kind == "pre" and value.get("language"):
        entity["language"] = str(value["language"])
    elif kind == "custom_emoji":
        entity["custom_emoji_id"] = str(value.get("custom_emoji_id", ""))
    elif kind == "text_mention":
        entity["user"] = _named(value.get("user"))
    elif kind == "date_time":
        if type(value.get("unix_time")) is not int:
            raise bad("can't parse MessageEntity: Can't find field \"unix_time\"")
        entity["unix_time"] = value["unix_time"]
        if form := str(value.get("date_time_format", "")):
            entity["date_time_format"] = date_time_format(form, "invalid date-time format specified")
    return entity


def _named(user: object) -> Entity:
    if not isinstance(user, dict) or type(user.get("id")) is not int:
        raise bad("can't parse MessageEntity: Can't find field \"user\"")
    return {"id": user["id"], "is_bot": False, "first_name": str(user.get("first_name", ""))}


def date_time_format(form: str, complaint: str) -> str:
    if form not in ("r", "R") and not set(form) <= DATE_TIME_LETTERS:
        raise bad(complaint)
    return form
