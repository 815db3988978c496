"""Methods around messages: answering taps, deleting, reacting, pinning, showing that the bot is at work, chats."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import utf16
from bot.sandbox.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.messages import ChatMessage
    from bot.sandbox.people import Chat
    from bot.sandbox.world import World

Json = dict[str, Any]

LONGEST_ANSWER = 200
DELETABLE_FOR = timedelta(hours=48)
MOST_TO_DELETE = 100
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel",
}  # fmt: skip
REACTIONS = {
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮", "💩", "🙏", "👌", "🕊",
    "🤡", "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋",
    "🖕", "😈", "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃",
    "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂", "🤷", "🤷‍♀", "😡",
}  # fmt: skip


def answer_callback_query(world: World, call: Call) -> bool:
    text = call.text("text")
    if utf16(text) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    tap = world.taps.answer(call.text("callback_query_id"))
    shown = {"callback_query_id": tap.query, "text": text, "show_alert": call.flag("show_alert")}
    world.hub.tell("answer", chat=tap.chat, person=tap.person, **shown)
    world.ledger.note("answered", chat=tap.chat, person=tap.person, **shown)
    return True


def delete_message(world: World, call: Call) -> bool:
    if not call.text("chat_id"):
        raise bad("chat identifier is not specified")
    if not call.message_id():
        raise bad("message identifier is not specified")
    chat = world.open_chat_of(call)
    message = world.messages.find(chat.id, call.message_id())
    if message is None:
        raise bad("message to delete not found")
    _check_deletable(world, chat, message)
    _delete(world, chat, message)
    return True


def delete_messages(world: World, call: Call) -> bool:
    numbers = call.structure("message_ids", "message_ids")
    if not numbers:
        raise bad("message identifiers are not specified")
    if not isinstance(numbers, list):
        raise bad("expected an Array of message identifiers")
    if len(numbers) > MOST_TO_DELETE:
        raise bad("too many message identifiers specified")
    if not all(type(number) is int for number in numbers):
        raise bad("message identifier must be a Number")
    if min(numbers) <= 0:
        raise bad("invalid message identifier specified")
    chat = world.open_chat_of(call)
    messages = [found for number in dict.fromkeys(numbers) if (found := world.messages.find(chat.id, number))]
    for message in messages:
        _check_deletable(world, chat, message)
    for message in messages:
        _delete(world, chat, message)
    return True


def _check_deletable(world: World, chat: Chat, message: ChatMessage) -> None:
    own = message.body["from"]["is_bot"]
    if not own and not chat.private:
        raise bad("message can't be deleted")
    if world.date() - message.body["date"] > DELETABLE_FOR.total_seconds():
        raise bad("message can't be deleted for everyone")


def _delete(world: World, chat: Chat, message: ChatMessage) -> None:
    world.remove(message)
    world.ledger.note("deleted", chat=chat.id, message_id=message.id)


def send_chat_action(world: World, call: Call) -> bool:
    action = call.text("action").strip().lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = world.open_chat_of(call)
    world.hub.tell("action", chat=chat.id, action=action)
    world.ledger.note("action", chat=chat.id, action=action)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    wanted = call.structure("reaction", "reaction types") or []
    if not isinstance(wanted, list):
        raise bad("expected an Array of ReactionType")
    reactions = [_reaction(value) for value in wanted]
    message = _message(world, call, "message to react not found")
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    if not set(reactions) <= REACTIONS:
        raise bad("REACTION_INVALID")
    if message.reactions != reactions:
        message.reactions = reactions
        world.messages.save(message)
        world.show_edit(message)
    world.ledger.note("reacted", chat=message.body["chat"]["id"], message_id=message.id, reactions=reactions)
    return True


def _reaction(value: object) -> str:
    if not isinstance(value, dict):
        raise bad("can't parse ReactionType: expected an Object")
    if value.get("type") != "emoji":
        raise bad("can't parse ReactionType: invalid reaction type specified")
    # Clients add a variation selector that Telegram's own list does not have.
    return str(value.get("emoji", "")).replace("\ufe0f", "")


def pin_chat_message(world: World, call: Call) -> bool:
    message = _message(world, call, "message to pin not found")
    chat = world.people.chats[message.body["chat"]["id"]]
    world.set_pinned(chat, [*(number for number in chat.pinned if number != message.id), message.id])
    world.ledger.note("pinned", chat=chat.id, message_id=message.id)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = world.open_chat_of(call)
    gone = call.message_id() or (chat.pinned[-1] if chat.pinned else 0)
    if call.message_id():
        _message(world, call, "message to unpin not found")
    if gone in chat.pinned:
        world.set_pinned(chat, [number for number in chat.pinned if number != gone])
        world.ledger.note("unpinned", chat=chat.id, message_id=gone)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> bool:
    chat = world.open_chat_of(call)
    if chat.pinned:
        world.set_pinned(chat, [])
        world.ledger.note("unpinned", chat=chat.id, message_id=None)
    return True


def _message(world: World, call: Call, missing: str) -> ChatMessage:
    chat = world.open_chat_of(call)
    message = world.messages.find(chat.id, call.message_id())
    if message is None:
        raise bad(missing)
    return message


def get_chat(world: World, call: Call) -> Json:
    chat = world.chat_of(call)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    full = {**chat.card, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    pinned = world.messages.find(chat.id, chat.pinned[-1]) if chat.pinned else None
    return full if pinned is None else {**full, "pinned_message": pinned.body}


def get_chat_member(world: World, call: Call) -> Json:
    chat = world.chat_of(call)
    number = call.whole("user_id", 0, 0, 2**53)
    if not number:
        raise bad("invalid user_id specified")
    bot = world.profile.bot()
    if number == bot["id"]:
        return member(bot, chat.blocked)
    person = world.people.persons.get(number)
    if person is None or (chat.private and number != chat.id):
        raise bad("member not found")
    return member(person, False)


def member(user: Json, kicked: bool) -> Json:
    return {"user": user, "status": "kicked", "until_date": 0} if kicked else {"user": user, "status": "member"}


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "sendChatAction": send_chat_action,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
}
