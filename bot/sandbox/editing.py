"""Methods that change a message of the bot's own in its place: text, caption, media, buttons. An edit never rings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.keyboards import inline_keyboard_of
from bot.sandbox.media import caption_content, check_there, media_content, read_media
from bot.sandbox.refusals import NOT_MODIFIED, bad
from bot.sandbox.sending import text_content
from bot.sandbox.text import message_caption, message_text

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.messages import ChatMessage
    from bot.sandbox.world import World

Json = dict[str, Any]

TEXT_FIELDS = ("text", "entities", "link_preview_options")
CAPTION_FIELDS = ("caption", "caption_entities")
MEDIA_FIELDS = (*TEXT_FIELDS, *CAPTION_FIELDS, "photo", "document", "has_media_spoiler", "show_caption_above_media")


def edit_message_text(world: World, call: Call) -> Json:
    formatted = message_text(call)
    keyboard = inline_keyboard_of(call)
    message = _message_to_edit(world, call)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _edit(world, call, message, TEXT_FIELDS, text_content(call, formatted), keyboard)


def edit_message_caption(world: World, call: Call) -> Json:
    formatted = message_caption(call)
    keyboard = inline_keyboard_of(call)
    message = _message_to_edit(world, call)
    if "text" in message.body:
        raise bad("there is no caption in the message to edit")
    return _edit(world, call, message, CAPTION_FIELDS, caption_content(formatted), keyboard)


def edit_message_media(world: World, call: Call) -> Json:
    keyboard = inline_keyboard_of(call)
    if "media" not in call.params:
        raise bad('parameter "media" is required')
    media = read_media(call.structure("media", "input media"))
    message = _message_to_edit(world, call)
    check_there(call, media)
    if "media_group_id" in message.body and media.kind not in message.body:
        raise bad("can't change media type in the album")
    return _edit(world, call, message, MEDIA_FIELDS, media_content(world, call, media), keyboard)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    keyboard = inline_keyboard_of(call)
    message = _message_to_edit(world, call)
    return _edit(world, call, message, (), {}, keyboard)


def _message_to_edit(world: World, call: Call) -> ChatMessage:
    number = call.message_id()
    if not call.text("chat_id") and number == 0:
        raise bad("message identifier is not specified")
    chat = world.chat_of(call)
    message = world.messages.find(chat.id, number)
    if message is None:
        raise bad("message to edit not found")
    if not message.editable or not message.body["from"]["is_bot"]:
        raise bad("message can't be edited")
    return message


def _edit(
    world: World, call: Call, message: ChatMessage, fields: tuple[str, ...], content: Json, keyboard: Json | None
) -> Json:
    if keyboard is not None:
        content["reply_markup"] = keyboard
    fields = (*fields, "reply_markup")
    if all(message.body.get(name) == content.get(name) for name in fields):
        raise bad(NOT_MODIFIED)
    world.rewrite(message, content, drop=fields)
    body = message.body
    world.ledger.note(
        "edited",
        method=call.method,
        chat=body["chat"]["id"],
        message_id=message.id,
        text=body.get("text", body.get("caption", "")),
        reply_markup=keyboard,
    )
    return body


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
