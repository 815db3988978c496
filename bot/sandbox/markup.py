"""HTML as Telegram reads it: a text with tags goes in, the bare text and its entities come out.

Only parsing; trimming, joining and finding commands is done in `entities`. Errors name the tag and its place, counted
in bytes of UTF-8, in Telegram's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.entities import Entity, date_time_format, ordered, utf16
from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.refusals import Refusal, bad

if TYPE_CHECKING:
    from collections.abc import Callable

KIND_OF_TAG = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAME = re.compile(r"[^\s\0>]*")
_ATTRIBUTE = re.compile(r"[^\s\0=>/\"']*")
_TOKEN = re.compile(r"[a-zA-Z0-9.\-]*")
_BLANKS = re.compile(r"[\s]*")


@dataclass(slots=True)
class OpenTag:
    name: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and the entities that the tags meant."""
    if not _SPECIAL.search(source):
        return source, []
    reader = _Reader(source)
    reader.read()
    text = "".join(reader.pieces)
    return text, ordered(reader.entities)


def _decoded(match: re.Match[str]) -> str | None:
    """The character that a reference stands for, or None where Telegram leaves it as it is written."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF:
        return None
    if 0xD800 <= code <= 0xDFFF:
        raise _cannot(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
            "surrogate code units"
        )
    return chr(code)


def _cannot(words: str) -> Refusal:
    return bad(f"can't parse entities: {words}")


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.entities: list[Entity] = []
        self.width = 0
        self.open: list[OpenTag] = []

    def read(self) -> None:
        at = 0
        while match := _SPECIAL.search(self.source, at):
            self._take(self.source[at : match.start()])
            at = match.start()
            if match[0] == "&":
                at = self._reference(at)
            elif self.source.startswith("</", at):
                at = self._end_tag(at)
            else:
                at = self._start_tag(at)
        self._take(self.source[at:])
        if self.open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')

    def _take(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.width += utf16(piece)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _span(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.source, at)
        return match.end() if match else at

    def _char(self, at: int) -> str:
        return self.source[at : at + 1]

    def _reference(self, at: int) -> int:
        match = _REFERENCE.match(self.source, at)
        char = _decoded(match) if match else None
        if match is None or char is None:
            self._take("&")
            return at + 1
        self._take(char)
        return match.end()

    def _start_tag(self, begin: int) -> int:
        at = self._span(_NAME, begin + 1)
        if at >= len(self.source):
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        name = self.source[begin + 1 : at].lower()
        if name not in KIND_OF_TAG:
            raise _cannot(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        tag = OpenTag(name, self.width)
        while True:
            at = self._span(_BLANKS, at)
            if self._char(at) == ">":
                break
            at = self._attribute(tag, at, begin)
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(tag)
        return at + 1

    def _attribute(self, tag: OpenTag, at: int, begin: int) -> int:
        end = self._span(_ATTRIBUTE, at)
        name = self.source[at:end]
        if not name:
            place = self._byte(begin)
            raise _cannot(f'Empty attribute name in the tag "{tag.name}" at byte offset {place}')
        at = self._span(_BLANKS, end)
        if self._char(at) and self._char(at) != "=":
            tag.attributes[name] = ""
            return at
        at = self._span(_BLANKS, at + 1)
        if at >= len(self.source):
            raise _cannot(f'Unclosed start tag "{tag.name}" at byte offset {self._byte(begin)}')
        if self._char(at) in "\"'":
            end = self.source.find(self._char(at), at + 1)
            if end < 0 or end + 1 >= len(self.source):
                raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
            written = self.source[at + 1 : end]
            tag.attributes[name] = _REFERENCE.sub(lambda m: _decoded(m) or m[0], written)
            return end + 1
        end = self._span(_TOKEN, at)
        if end >= len(self.source):
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if self._char(end) != ">" and not self._char(end).isspace():
            raise _cannot(f"Unexpected end of name token at byte offset {self._byte(at)}")
        tag.attributes[name] = self.source[at:end].lower()
        return end

    def _end_tag(self, begin: int) -> int:
        if not self.open:
            raise _cannot(f"Unexpected end tag at byte offset {self._byte(begin)}")
        end = self._span(_NAME, begin + 2)
        name = self.source[begin + 2 : end].lower()
        end = self._span(_BLANKS, end)
        if self._char(end) != ">":
            raise _cannot(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag = self.open[-1]
        if name and name != tag.name:
            place = self._byte(begin)
            raise _cannot(f'Unmatched end tag at byte offset {place}, expected "</{tag.name}>", found "</{name}>"')
        self.open.pop()
        if self.width > tag.start:
            self._close(tag)
        return end + 1

    def _close(self, tag: OpenTag) -> None:
        entity: Entity = {
            "offset": tag.start, "length": self.width - tag.start, "type": KIND_OF_TAG[tag.name]
        }  # fmt: skip
        finish = FINISH.get(tag.name)
        if finish is None or finish(self, tag, entity):
            self.entities.append(entity)

    def covered(self, entity: Entity) -> str:
        """The text under an entity that has just ended."""
        text = "".join(self.pieces).encode("utf-16-le")
        return text[entity["offset"] * 2 :].decode("utf-16-le")


def _finish_link(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    address = tag.attributes.get("href") or reader.covered(entity)
    user = mentioned_user(address)
    if user is not None:
        named = {"id": user, "is_bot": False, "first_name": reader.covered(entity)}
        entity.update(type="text_mention", user=named)
        return True
    link = checked_link(address)
    entity["url"] = link
    return link is not None


def _finish_time(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    written = tag.attributes.get("unix", "")
    unix = int(written) if re.fullmatch(r"[0-9]{1,10}", written) else 0
    form = tag.attributes.get("format", "")
    date_time_format(form, "can't parse entities: Invalid date format used")
    entity["unix_time"] = unix
    if form:
        entity["date_time_format"] = form
    return 0 < unix < 2**31


def _finish_emoji(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    written = tag.attributes.get("emoji-id", "")
    if not re.fullmatch(r"[1-9][0-9]{0,18}", written):
        raise _cannot("Invalid custom emoji identifier specified")
    entity["custom_emoji_id"] = written
    return True


def _finish_quote(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    if "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    return True


def _finish_code(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    """Code that fills a pre of its own is that pre's language, not a second entity."""
    language = tag.attributes.get("class", "")
    around = reader.open[-1] if reader.open else None
    if language.startswith("language-") and around and around.name == "pre" and around.start == tag.start:
        around.attributes["language"] = language.removeprefix("language-")
        around.attributes["until"] = str(reader.width)
    return True


def _finish_pre(reader: _Reader, tag: OpenTag, entity: Entity) -> bool:
    if tag.attributes.get("until") == str(reader.width):
        entity["language"] = tag.attributes["language"]
        reader.entities = [e for e in reader.entities if e["offset"] != tag.start or e["type"] != "code"]
    return True


FINISH: dict[str, Callable[[_Reader, OpenTag, Entity], bool]] = {
    "a": _finish_link,
    "tg-time": _finish_time,
    "tg-emoji": _finish_emoji,
    "blockquote": _finish_quote,
    "code": _finish_code,
    "pre": _finish_pre,
}
