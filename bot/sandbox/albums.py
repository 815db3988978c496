"""sendMediaGroup: photos or documents that stand together in the chat as an album. All of them are sent, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.media import check_there, media_content, read_media
from bot.sandbox.refusals import Refusal, bad
from bot.sandbox.sending import send

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.media import InputMedia
    from bot.sandbox.world import World

Json = dict[str, Any]

MOST_IN_ALBUM = 10


def send_media_group(world: World, call: Call) -> list[Json]:
    album = _read_album(call)
    chat = world.open_chat_of(call)
    contents = [_content(world, call, number, media) for number, media in enumerate(album, start=1)]
    together = {"media_group_id": world.messages.album_number()} if len(album) > 1 else {}
    return [send(world, call, chat, {**together, **content}, keyboard=None) for content in contents]


def _read_album(call: Call) -> list[InputMedia]:
    if "media" not in call.params:
        raise bad('parameter "media" is required')
    given = call.structure("media", "media")
    if given is not None and not isinstance(given, list):
        raise bad("expected an Array of InputMedia")
    if not given:
        raise bad("there are no messages to send")
    if len(given) > MOST_IN_ALBUM:
        raise bad("too many messages to send as an album")
    album = [read_media(value) for value in given]
    for media in album:
        check_there(call, media)
    if len({media.kind for media in album}) > 1:
        raise bad("document can't be mixed with other media types")
    if _placed_unlike(album):
        raise bad("parameter show_caption_above_media must be the same for all messages")
    return album


def _placed_unlike(album: list[InputMedia]) -> bool:
    return len({"show_caption_above_media" in media.looks for media in album if media.caption.text}) > 1


def _content(world: World, call: Call, number: int, media: InputMedia) -> Json:
    try:
        return media_content(world, call, media)
    except Refusal as refusal:
        words = refusal.words.removeprefix("Bad Request: ")
        words = words[:1].upper() + words[1:]
        raise bad(f'failed to send message #{number} with the error message "{words}"') from refusal


METHODS = {"sendMediaGroup": send_media_group}
