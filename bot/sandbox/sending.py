"""Methods that bring a new message into a chat: text, photo, document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.keyboards import ForceReply, InlineKeyboard, RemoveKeyboard, ReplyKeyboard, keyboard_of
from bot.sandbox.media import caption_content, file_of
from bot.sandbox.refusals import bad
from bot.sandbox.text import Formatted, message_caption, message_text

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.keyboards import Keyboard
    from bot.sandbox.people import Chat
    from bot.sandbox.world import World

Json = dict[str, Any]

LOOKS = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}


def send_message(world: World, call: Call) -> Json:
    formatted = message_text(call)
    keyboard = keyboard_of(call)
    chat = world.open_chat_of(call)
    return send(world, call, chat, text_content(call, formatted), keyboard)


def send_photo(world: World, call: Call) -> Json:
    return _send_file(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    return _send_file(world, call, "document")


def text_content(call: Call, formatted: Formatted) -> Json:
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    if "link_preview_options" in call.params:
        options = call.structure("link_preview_options", "link preview options")
        if not isinstance(options, dict):
            raise bad("object expected as link preview options")
        content["link_preview_options"] = options
    return content


def _send_file(world: World, call: Call, kind: str) -> Json:
    if kind not in call.uploads and not call.text(kind):
        raise bad(f"there is no {kind} in the request")
    formatted = message_caption(call)
    keyboard = keyboard_of(call)
    chat = world.open_chat_of(call)
    given = f"attach://{kind}" if kind in call.uploads else call.text(kind)
    file = file_of(world, call, kind, given)
    if file is None:
        raise bad(f"there is no {kind} in the request")
    content = {**file.content(), **caption_content(formatted)}
    for flag, field in LOOKS.items():
        if kind == "photo" and call.flag(flag):
            content[field] = True
    return send(world, call, chat, content, keyboard)


def send(world: World, call: Call, chat: Chat, content: Json, keyboard: Keyboard | None) -> Json:
    """Puts the content into the chat as a message of the bot's own, as the call says."""
    ringing = not call.flag("disable_notification")
    _check_requests(chat, keyboard)
    reply = _replied_to(world, call, chat)
    if reply is not None:
        content = {"reply_to_message": reply, **content}
    if isinstance(keyboard, InlineKeyboard):
        content["reply_markup"] = keyboard.body
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    if effect := call.text("message_effect_id"):
        content["effect_id"] = effect
    editable = keyboard is None or isinstance(keyboard, InlineKeyboard)
    message = world.post(chat, world.profile.bot(), content, ringing=ringing, editable=editable)
    _hang_up_keyboard(world, chat, keyboard)
    world.ledger.note(
        "sent",
        method=call.method,
        chat=chat.id,
        message_id=message.id,
        ringing=ringing,
        text=content.get("text", content.get("caption", "")),
        reply_markup=content.get("reply_markup"),
    )
    return message.body


def _check_requests(chat: Chat, keyboard: Keyboard | None) -> None:
    if isinstance(keyboard, ReplyKeyboard) and not chat.private:
        for button in (button for row in keyboard.body["keyboard"] for button in row):
            for name, words in (("request_location", "location"), ("request_contact", "phone number")):
                if name in button:
                    raise bad(f"{words} can be requested in private chats only")


def _hang_up_keyboard(world: World, chat: Chat, keyboard: Keyboard | None) -> None:
    if isinstance(keyboard, ReplyKeyboard | ForceReply):
        world.set_reply_keyboard(chat, keyboard.body)
    elif isinstance(keyboard, RemoveKeyboard):
        world.set_reply_keyboard(chat, None)


def _replied_to(world: World, call: Call, chat: Chat) -> Json | None:
    parameters = call.structure("reply_parameters", "reply parameters")
    if parameters is None:
        number = call.message_id("reply_to_message_id")
        forgiving = call.flag("allow_sending_without_reply")
    elif isinstance(parameters, dict):
        given = parameters.get("message_id")
        if type(given) is not int:
            raise bad('can\'t parse reply parameters: Field "message_id" must be of type Number')
        number = given
        forgiving = parameters.get("allow_sending_without_reply") is True
    else:
        raise bad("object expected as reply parameters")
    if not number:
        return None
    found = world.messages.find(chat.id, number)
    if found is None:
        if forgiving:
            return None
        raise bad("message to be replied not found")
    return {key: value for key, value in found.body.items() if key != "reply_to_message"}


METHODS = {"sendMessage": send_message, "sendPhoto": send_photo, "sendDocument": send_document}
