"""What people do in the chats: say, press, send, edit, block. Each act becomes the update that Telegram makes of it.

An act that cannot be, such as pressing on a message that never was, is refused in one clear line for the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.albums import MOST_IN_ALBUM
from bot.sandbox.answering import member
from bot.sandbox.entities import utf16
from bot.sandbox.files import StoredFile
from bot.sandbox.keyboards import LONGEST_DATA
from bot.sandbox.media import caption_content
from bot.sandbox.taps import LIFETIME
from bot.sandbox.text import LONGEST_CAPTION, LONGEST_TEXT, Formatted, finished

if TYPE_CHECKING:
    from bot.sandbox.call import Upload
    from bot.sandbox.messages import ChatMessage
    from bot.sandbox.people import Chat
    from bot.sandbox.world import World

Json = dict[str, Any]

# Telegram names the chat of a tap by a number of its own; any that is the same for the same chat will do.
CHAT_INSTANCE = 5_000_000_000_000_000_000


class Impossible(Exception):
    """Somebody asked for what cannot be; the message says why in one line."""


def say(world: World, person: Json, chat: Chat, text: str, reply_to: int | None) -> ChatMessage:
    said = _written(text, LONGEST_TEXT, "a message")
    if not said.text:
        raise Impossible("a message needs some text")
    content: Json = {"text": said.text}
    if said.entities:
        content["entities"] = said.entities
    if reply_to is not None:
        content["reply_to_message"] = _message(world, chat, reply_to).body
    return _bring(world, person, chat, content)


def send_location(world: World, person: Json, chat: Chat, latitude: float, longitude: float) -> ChatMessage:
    return _bring(world, person, chat, {"location": {"latitude": latitude, "longitude": longitude}})


def send_files(
    world: World, person: Json, chat: Chat, kind: str, uploads: list[Upload], caption: str
) -> list[ChatMessage]:
    """One file, or several as albums. As clients do, the words stand under the first photo, but under the last document."""
    said = _written(caption, LONGEST_CAPTION, "a caption")
    _check_leave(person, chat)
    files: list[StoredFile] = [world.files.add(kind, upload) for upload in uploads]
    worded = 0 if kind == "photo" else len(files) - 1
    contents = [{**file.content(), **(caption_content(said) if at == worded else {})} for at, file in enumerate(files)]
    return [
        _bring(world, person, chat, content)
        for start in range(0, len(contents), MOST_IN_ALBUM)
        for content in _together(world, contents[start : start + MOST_IN_ALBUM])
    ]


def _together(world: World, contents: list[Json]) -> list[Json]:
    if len(contents) == 1:
        return contents
    album = world.messages.album_number()
    return [{"media_group_id": album, **content} for content in contents]


def press(world: World, person: Json, chat: Chat, message_id: int, data: str) -> str:
    """A tap on a button, as Telegram passes it on: the data is not checked against the keyboard."""
    if not 0 < len(data.encode()) <= LONGEST_DATA:
        raise Impossible(f"data must be 1 to {LONGEST_DATA} bytes")
    _check_leave(person, chat)
    message = world.messages.find(chat.id, message_id)
    if message is not None:
        pressed = message.body
    elif world.messages.ever_existed(message_id):
        pressed = {"message_id": message_id, "chat": chat.card, "date": 0}
    else:
        raise Impossible(f"there is no message {message_id} in this chat")
    tap = world.taps.add(person["id"], chat.id)
    query = {
        "id": tap.query,
        "from": person,
        "message": pressed,
        "chat_instance": str(CHAT_INSTANCE + chat.id),
        "data": data,
    }
    world.ledger.note(
        "pressed", chat=chat.id, person=person["id"], message_id=message_id, data=data, callback_query_id=tap.query
    )
    world.updates.add("callback_query", chat.id, query, LIFETIME)
    return tap.query


def edit(world: World, person: Json, chat: Chat, message_id: int, text: str) -> ChatMessage:
    said = _written(text, LONGEST_TEXT, "a message")
    _check_leave(person, chat)
    message = _message(world, chat, message_id)
    if message.body["from"]["id"] != person["id"] or "text" not in message.body:
        raise Impossible(f"message {message_id} is not {person['first_name']}'s text to edit")
    if not said.text:
        raise Impossible("a message needs some text")
    if said.text != message.body["text"]:
        content: Json = {"text": said.text}
        if said.entities:
            content["entities"] = said.entities
        world.rewrite(message, content, drop=("text", "entities"))
        world.ledger.note("said_anew", chat=chat.id, person=person["id"], message_id=message_id, text=said.text)
        world.updates.add("edited_message", chat.id, message.body)
    return message


def block(world: World, person: Json, blocked: bool) -> None:
    chat = world.people.chats[person["id"]]
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    world.people.save(chat)
    bot = world.profile.bot()
    change = {
        "chat": chat.card,
        "from": person,
        "date": world.date(),
        "old_chat_member": member(bot, not blocked),
        "new_chat_member": member(bot, blocked),
    }
    world.ledger.note("blocked" if blocked else "unblocked", chat=chat.id, person=person["id"])
    world.updates.add("my_chat_member", chat.id, change)


def _bring(world: World, person: Json, chat: Chat, content: Json) -> ChatMessage:
    _check_leave(person, chat)
    message = world.post(chat, person, content)
    world.ledger.note(
        "said",
        chat=chat.id,
        person=person["id"],
        message_id=message.id,
        text=content.get("text", content.get("caption", "")),
        content=next(name for name in ("text", "photo", "document", "location") if name in content),
    )
    world.updates.add("message", chat.id, message.body)
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        world.set_reply_keyboard(chat, None)
    return message


def _written(text: str, longest: int, what: str) -> Formatted:
    said = finished(text, [])
    if utf16(said.text) > longest:
        raise Impossible(f"{what} has at most {longest} characters")
    return said


def _message(world: World, chat: Chat, message_id: int) -> ChatMessage:
    message = world.messages.find(chat.id, message_id)
    if message is None:
        raise Impossible(f"there is no message {message_id} in this chat")
    return message


def _check_leave(person: Json, chat: Chat) -> None:
    if chat.blocked:
        raise Impossible(f"{person['first_name']} has blocked the bot; unblock it first")
