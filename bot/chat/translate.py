"""From an update, as parsed JSON, to what the coach understands: a press, a line, a place, a file, a command, a farewell,
or nothing.

Pure reading; nothing is answered here. It is total: whatever may come in an update's place, of whatever shape, has a place
below, most of it none. Read straight from the JSON, because only a few of its fields matter to a coach.
"""

import logging
from collections.abc import Mapping, Sequence

from bot.coach.inbound import Asked, Blocked, Inbound, Located, Press, Said, SentFile
from bot.coach.records import Arrival
from bot.screens.taps import decode

log = logging.getLogger(__name__)

Fields = Mapping[str, object]

LONGEST_TEXT = 4096  # Telegram's own limit
LONGEST_NAME = 255  # of a file, as most systems have it
_NO_FIELDS: Fields = {}
_LARGEST = 2**63 - 1  # what a database can hold
_SERVICE = frozenset({
    "new_chat_members", "left_chat_member", "pinned_message", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id",
    "migrate_from_chat_id",
})  # fmt: skip


def arrivals_of(updates: Sequence[object], username: str) -> list[Arrival]:
    """What of these updates is for the coach."""
    found = []
    for update in updates:
        number, inbound = number_of(update), inbound_of(update, username)
        if number is None:
            log.warning("an update came without a number, and was passed over")
        elif inbound is not None:
            found.append(Arrival(number, inbound))
    return found


def number_of(update: object) -> int | None:
    """The number of an update, by which Telegram counts and by which it is told if it comes again; None if it has none."""
    number = _number(update, "update_id") if isinstance(update, dict) else None
    return number if number is not None and 0 <= number < _LARGEST else None


def inbound_of(update: object, username: str) -> Inbound | None:
    """What an update says to the coach; None for all that is not for it. `username` is the bot's own."""
    if not isinstance(update, dict):
        return None
    if "callback_query" in update:
        return _press(_part(update, "callback_query"))
    if "message" in update:
        return _message(_part(update, "message"), username)
    if "my_chat_member" in update:
        return _membership(_part(update, "my_chat_member"))
    return None


def _membership(change: Fields) -> Blocked | None:
    """A lifter has blocked the bot in their own chat; coming back is told by their next word."""
    chat = _part(change, "chat")
    if chat.get("type") != "private" or _part(change, "new_chat_member").get("status") != "kicked":
        return None
    lifter, place = _number(_part(change, "from"), "id"), _number(chat, "id")
    return None if lifter is None or place is None else Blocked(lifter, place)


def _press(query: Fields) -> Press | None:
    """A press on one of our messages; a press whose message is out of reach has nothing to be shown on."""
    on = _part(query, "message")
    id, lifter = _text(query, "id"), _number(_part(query, "from"), "id")
    chat, message = _number(_part(on, "chat"), "id"), _number(on, "message_id")
    if not id or lifter is None or chat is None or message is None:
        return None
    return Press(id, lifter, chat, message, decode(_text(query, "data") or ""))


def _message(message: Fields, username: str) -> Inbound | None:
    person = _part(message, "from")
    lifter, chat, number = _number(person, "id"), _number(_part(message, "chat"), "id"), _number(message, "message_id")
    if lifter is None or chat is None or number is None or person.get("is_bot") or not _SERVICE.isdisjoint(message):
        return None
    place = _part(message, "location")
    north, east = _degrees(place, "latitude", 90), _degrees(place, "longitude", 180)
    if north is not None and east is not None:
        return Located(lifter, chat, number, north, east)
    sent = _part(message, "document")
    file, size = _text(sent, "file_id"), _number(sent, "file_size")
    if file:
        return SentFile(lifter, chat, number, file, _file_name(sent), max(size or 0, 0))
    text = _text(message, "text")
    if text is None or not text.startswith("/"):
        return Said(lifter, chat, number, text)
    command, _, words = text[1:].partition(" ")
    command, _, addressee = command.partition("@")
    if addressee and addressee.casefold() != username.casefold():
        return None
    return Asked(lifter, chat, number, command.casefold(), words.strip(), _text(person, "first_name") or "")


def _part(of: Fields, name: str) -> Fields:
    part = of.get(name)
    return part if isinstance(part, dict) else _NO_FIELDS


def _number(of: Fields, name: str) -> int | None:
    """A whole number that a database can hold; True is none."""
    number = of.get(name)
    return number if type(number) is int and -_LARGEST <= number <= _LARGEST else None


def _file_name(of: Fields) -> str:
    """What a file is called, in one line that can be shown; what cannot be printed is a space."""
    shown = "".join(c if c.isprintable() else " " for c in _text(of, "file_name") or "")
    return " ".join(shown.split())[:LONGEST_NAME].rstrip()


def _degrees(of: Fields, name: str, most: int) -> float | None:
    """Degrees to either side, no more than a globe has; True is none, nor is what is no number at all."""
    degrees = of.get(name)
    if type(degrees) is int or type(degrees) is float:
        return float(degrees) if -most <= degrees <= most else None
    return None


def _text(of: Fields, name: str) -> str | None:
    """A text without half characters, which no database and no answer of ours could hold."""
    text = of.get(name)
    if not isinstance(text, str):
        return None
    text = text[:LONGEST_TEXT]
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
