"""Everything the sandbox knows, in one place, and the few changes that both bots and people make to it.

A change is written down, kept, and shown to whoever watches. What bots may ask lives in the methods, what people may
do in `acts`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.hub import Hub
from bot.sandbox.keep import DAMAGE, FILE_NAME, FileKeep, NoKeep, set_aside
from bot.sandbox.ledger import Ledger
from bot.sandbox.messages import ChatMessage, Messages
from bot.sandbox.people import Chat, People
from bot.sandbox.profile import Profile
from bot.sandbox.refusals import CHAT_NOT_FOUND, bad, blocked
from bot.sandbox.taps import Taps
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox.call import Call
    from bot.sandbox.clock import MovableClock
    from bot.sandbox.keep import Keep

Json = dict[str, Any]

log = logging.getLogger(__name__)


class World:
    def __init__(self, keep: Keep, clock: MovableClock, real_time: Callable[[], float], bot_id: int) -> None:
        self.keep = keep
        self.clock = clock
        self.real_time = real_time
        self.ledger = Ledger(clock.unix)
        self.hub = Hub()
        self.faults = Faults(self.ledger, real_time)
        self.people = People(keep)
        self.messages = Messages(keep)
        self.updates = Updates(keep, real_time)
        self.taps = Taps(keep, real_time)
        self.files = Files(keep)
        self.profile = Profile(keep, bot_id)
        self.webhook = Webhook(keep)
        keep.settle()

    def date(self) -> int:
        return int(self.clock.unix())

    def chat_of(self, call: Call) -> Chat:
        if not call.text("chat_id"):
            raise bad("chat_id is empty")
        number = call.chat_id()
        chat = None if number is None else self.people.chats.get(number)
        if chat is None:
            raise bad(CHAT_NOT_FOUND)
        return chat

    def open_chat_of(self, call: Call) -> Chat:
        """The chat of a call that needs its person's leave."""
        chat = self.chat_of(call)
        if chat.blocked:
            raise blocked()
        return chat

    def post(
        self, chat: Chat, sender: Json, content: Json, *, ringing: bool = False, editable: bool = True
    ) -> ChatMessage:
        body = {
            "message_id": self.messages.number(),
            "from": sender,
            "chat": chat.card,
            "date": self.date(),
            **content,
        }
        message = ChatMessage(body, ringing=ringing, editable=editable)
        self.messages.add(message)
        if self.hub.watched:
            self.hub.tell("message", chat=chat.id, message=message.shown())
        return message

    def rewrite(self, message: ChatMessage, content: Json, drop: tuple[str, ...] = ()) -> None:
        """Gives a message new content; the fields in `drop` go unless they are part of it."""
        body = {key: value for key, value in message.body.items() if key not in drop}
        message.body = {**body, "edit_date": self.date(), **content}
        self.messages.save(message)
        self.show_edit(message)

    def show_edit(self, message: ChatMessage) -> None:
        if self.hub.watched:
            self.hub.tell("edit", chat=message.body["chat"]["id"], message=message.shown())

    def remove(self, message: ChatMessage) -> None:
        chat = self.people.chats[message.body["chat"]["id"]]
        self.messages.remove(message)
        self.hub.tell("delete", chat=chat.id, message_id=message.id)
        if message.id in chat.pinned:
            self.set_pinned(chat, [number for number in chat.pinned if number != message.id])

    def set_pinned(self, chat: Chat, numbers: list[int]) -> None:
        chat.pinned = numbers
        self.people.save(chat)
        self.hub.tell("pinned", chat=chat.id, message_id=numbers[-1] if numbers else None)

    def set_reply_keyboard(self, chat: Chat, markup: Json | None) -> None:
        if chat.reply_keyboard != markup:
            chat.reply_keyboard = markup
            self.people.save(chat)
            self.hub.tell("reply_keyboard", chat=chat.id, markup=markup)


def open_world(folder: Path | None, clock: MovableClock, real_time: Callable[[], float], bot_id: int) -> World:
    """The world as it was left in the folder; a damaged file is set aside and a new world begun."""
    if folder is None:
        return World(NoKeep(), clock, real_time, bot_id)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    try:
        return _kept_world(path, clock, real_time, bot_id)
    except DAMAGE as damage:
        aside = set_aside(path)
        log.warning("sandbox: %s was damaged (%s); set aside as %s, starting anew", path, damage, aside.name)
        return _kept_world(path, clock, real_time, bot_id)


def _kept_world(path: Path, clock: MovableClock, real_time: Callable[[], float], bot_id: int) -> World:
    keep = FileKeep(path)
    try:
        return World(keep, clock, real_time, bot_id)
    except BaseException:
        keep.close()
        raise
