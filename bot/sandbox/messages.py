"""Every message that stands in a chat, as the Bot API shows it, so that "not modified" and "not found" are true.

Numbers grow over all chats and never come twice. It stores and finds; who may change what is decided by the methods.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox.keep import Counter

if TYPE_CHECKING:
    from bot.sandbox.keep import Keep

Json = dict[str, Any]

# Telegram forgets nothing; a benchmark of an hour would fill the memory if the sandbox did the same.
MOST_MESSAGES = 200_000
FIRST_ALBUM = 13_000_000_000_000_001


@dataclass(slots=True)
class ChatMessage:
    body: Json
    ringing: bool = False
    reactions: list[str] = field(default_factory=list)
    # Telegram lets nobody edit a message that brought a keyboard for the chat.
    editable: bool = True

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    def shown(self) -> Json:
        """As the page sees it."""
        return {**self.body, "ringing": self.ringing, "reactions": self.reactions}


class Messages:
    def __init__(self, keep: Keep, most: int = MOST_MESSAGES) -> None:
        self._keep = keep
        self._most = most
        self._numbers = Counter(keep, "message", 1)
        self._albums = Counter(keep, "album", FIRST_ALBUM)
        self._all: OrderedDict[int, ChatMessage] = OrderedDict()
        self._by_chat: dict[int, dict[int, ChatMessage]] = {}
        for _, row in sorted(keep.read("messages"), key=lambda row: int(row[0])):
            self._place(ChatMessage(**row))

    def number(self) -> int:
        return self._numbers.take()

    def album_number(self) -> str:
        """What the messages of an album have in common."""
        return str(self._albums.take())

    def ever_existed(self, message_id: int) -> bool:
        return 0 < message_id < self._numbers.next_value

    def find(self, chat_id: int, message_id: int) -> ChatMessage | None:
        return self._by_chat.get(chat_id, {}).get(message_id)

    def of_chat(self, chat_id: int, last: int) -> list[ChatMessage]:
        return list(self._by_chat.get(chat_id, {}).values())[-last:]

    def add(self, message: ChatMessage) -> None:
        self._place(message)
        self.save(message)
        if len(self._all) > self._most:
            _, oldest = self._all.popitem(last=False)
            self._forget(oldest)

    def save(self, message: ChatMessage) -> None:
        row = {
            "body": message.body,
            "ringing": message.ringing,
            "reactions": message.reactions,
            "editable": message.editable,
        }
        self._keep.put("messages", message.id, row)

    def remove(self, message: ChatMessage) -> None:
        self._all.pop(message.id, None)
        self._forget(message)

    def _place(self, message: ChatMessage) -> None:
        self._all[message.id] = message
        self._by_chat.setdefault(message.body["chat"]["id"], {})[message.id] = message

    def _forget(self, message: ChatMessage) -> None:
        self._by_chat[message.body["chat"]["id"]].pop(message.id, None)
        self._keep.drop("messages", message.id)
