"""From an update to what the coach understands: a press, a line, a command, or nothing.

Pure reading; nothing is answered here. Whatever Telegram may send has a place below, most of it none.
"""

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.coach.inbound import Asked, Blocked, Inbound, Press, Said
from bot.screens.taps import decode


def inbound_of(update: Update, username: str) -> Inbound | None:
    """What an update says to the coach; None for all that is not for it. `username` is the bot's own."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.message is not None:
        return _message(update.message, username)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def _membership(change: ChatMemberUpdated) -> Blocked | None:
    """A lifter has blocked the bot in their own chat; coming back is told by their next word."""
    if change.chat.type != "private" or change.new_chat_member.status != "kicked":
        return None
    return Blocked(change.from_user.id, change.chat.id)


def _press(query: CallbackQuery) -> Press | None:
    """A press on one of our messages; a press whose message is out of reach has nothing to be shown on."""
    if query.message is None:
        return None
    return Press(
        query.id,
        query.from_user.id,
        query.message.chat.id,
        query.message.message_id,
        decode(query.data or ""),
    )


def _message(message: Message, username: str) -> Inbound | None:
    person = message.from_user
    if person is None or person.is_bot or _is_service(message):
        return None
    text = None if message.text is None else _clean(message.text)
    if text is None or not text.startswith("/"):
        return Said(person.id, message.chat_id, message.message_id, text)
    command, _, words = text[1:].partition(" ")
    command, _, addressee = command.partition("@")
    if addressee and addressee.casefold() != username.casefold():
        return None
    return Asked(
        person.id, message.chat_id, message.message_id, command.casefold(), words.strip(), _clean(person.first_name)
    )


def _clean(text: str) -> str:
    """The text without half characters, which no database and no answer of ours could hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_service(message: Message) -> bool:
    """Somebody joined, a message was pinned, and the like: nobody spoke."""
    return bool(
        message.new_chat_members
        or message.left_chat_member
        or message.pinned_message
        or message.new_chat_title
        or message.new_chat_photo
        or message.group_chat_created
        or message.migrate_to_chat_id
        or message.migrate_from_chat_id
    )
