"""Who is there and where they talk: people, their private chats with the bot, and the one group.

A private chat has its person's number. What was said lives in `messages`; this file knows nobody's words.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.keep import Keep

Json = dict[str, Any]

FIRST_PERSON = 1001
GROUP = -100
GROUP_TITLE = "The gym"


@dataclass(slots=True)
class Chat:
    id: int
    card: Json
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)
    reply_keyboard: Json | None = None

    @property
    def private(self) -> bool:
        return self.id > 0


class People:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.persons: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        for _, person in sorted(keep.read("people"), key=lambda row: int(row[0])):
            self.persons[person["id"]] = person
        for _, chat in keep.read("chats"):
            self.chats[chat["id"]] = Chat(**chat)
        if not self.persons:
            self.add("Robin", "robin", "en")
            self.add("Kim", "kim", "en")
        if GROUP not in self.chats:
            self.save(Chat(GROUP, {"id": GROUP, "title": GROUP_TITLE, "type": "group"}))

    def add(self, first_name: str, username: str | None, language_code: str | None) -> Json:
        number = max(self.persons, default=FIRST_PERSON - 1) + 1
        person: Json = {"id": number, "is_bot": False, "first_name": first_name}
        if username:
            person["username"] = username
        if language_code:
            person["language_code"] = language_code
        self.persons[number] = person
        self._keep.put("people", number, person)
        names: Json = {name: person[name] for name in ("first_name", "username") if name in person}
        self.save(Chat(number, {"id": number, **names, "type": "private"}))
        return person

    def save(self, chat: Chat) -> None:
        self.chats[chat.id] = chat
        self._keep.put("chats", chat.id, asdict(chat))
