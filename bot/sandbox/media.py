"""Photos and documents as calls name them: an upload beside the call, or what Telegram has already; and Telegram's InputMedia,
which editMessageMedia and sendMediaGroup take. What becomes of them in the chat is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.refusals import bad
from bot.sandbox.text import Formatted, caption_text

if TYPE_CHECKING:
    from bot.sandbox.call import Call, Upload
    from bot.sandbox.files import StoredFile
    from bot.sandbox.world import World

Json = dict[str, Any]

KINDS = ("photo", "document")


@dataclass(frozen=True, slots=True)
class InputMedia:
    kind: str
    media: str
    caption: Formatted
    looks: Json


def read_media(value: object) -> InputMedia:
    if not isinstance(value, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind = value.get("type")
    if kind not in KINDS:
        raise bad(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    caption = caption_text(
        str(value.get("caption") or ""), str(value.get("parse_mode") or ""), value.get("caption_entities")
    )
    looks = {}
    if kind == "photo" and value.get("has_spoiler") is True:
        looks["has_media_spoiler"] = True
    if kind == "photo" and caption.text and value.get("show_caption_above_media") is True:
        looks["show_caption_above_media"] = True
    return InputMedia(kind, str(value.get("media") or ""), caption, looks)


def check_there(call: Call, media: InputMedia) -> None:
    name = media.media.removeprefix("attach://")
    if not media.media or (name != media.media and name not in call.uploads):
        raise bad("can't parse InputMedia: media not found")


def media_content(world: World, call: Call, media: InputMedia) -> Json:
    """The fields of a message that shows it."""
    file = file_of(world, call, media.kind, media.media)
    if file is None:
        raise bad("can't parse InputMedia: media not found")
    return {**file.content(), **caption_content(media.caption), **media.looks}


def caption_content(formatted: Formatted) -> Json:
    content: Json = {}
    if formatted.text:
        content["caption"] = formatted.text
    if formatted.entities:
        content["caption_entities"] = formatted.entities
    return content


def file_of(world: World, call: Call, kind: str, named: str) -> StoredFile | None:
    """The file that a parameter means: an upload that it points to, or one that Telegram has already."""
    name = named.removeprefix("attach://")
    if named.startswith("attach://"):
        return uploaded(world, call, kind, call.uploads[name]) if name in call.uploads else None
    if not named:
        return None
    if named.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    file = world.files.find(named)
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def uploaded(world: World, call: Call, kind: str, upload: Upload) -> StoredFile:
    file = world.files.add(kind, upload)
    world.ledger.note(
        "uploaded", method=call.method, kind_of_file=kind, name=file.name, size=file.size, file_id=file.id
    )
    return file
