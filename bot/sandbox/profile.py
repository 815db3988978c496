"""How the bot introduces itself: names and descriptions per language, commands per scope and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.keep import Keep
    from bot.sandbox.people import Chat

Json = dict[str, Any]

BOT_ID = 7_000_000_001
BOT_NAME = "Spotter"
BOT_USERNAME = "spotter_sandbox_bot"


class Profile:
    def __init__(self, keep: Keep, bot_id: int) -> None:
        self._keep = keep
        self._bot_id = bot_id
        self._texts: dict[str, str] = {key: str(value) for key, value in keep.read("profile")}
        self._commands: dict[str, list[Json]] = {key: list(value) for key, value in keep.read("commands")}

    def bot(self, language: str = "") -> Json:
        """The bot as a Telegram user."""
        return {
            "id": self._bot_id,
            "is_bot": True,
            "first_name": self.text("name", language),
            "username": BOT_USERNAME,
        }

    def text(self, kind: str, language: str = "") -> str:
        found = self._texts.get(f"{kind}:{language}") or self._texts.get(f"{kind}:")
        return found or (BOT_NAME if kind == "name" else "")

    def set_text(self, kind: str, language: str, text: str) -> None:
        self._write(self._texts, "profile", f"{kind}:{language}", text)

    def commands(self, scope: str, language: str) -> list[Json]:
        return self._commands.get(f"{scope}:{language}", [])

    def set_commands(self, scope: str, language: str, commands: list[Json]) -> None:
        self._write(self._commands, "commands", f"{scope}:{language}", commands)

    def menu(self, chat: Chat, person: int, language: str) -> list[Json]:
        """The commands a person sees in a chat: the narrowest scope first, in it their language first."""
        if chat.private:
            scopes = [f"chat {chat.id}", "all_private_chats", "default"]
        else:
            scopes = [f"chat_member {chat.id} {person}", f"chat {chat.id}", "all_group_chats", "default"]
        for scope in scopes:
            for tongue in dict.fromkeys((language, "")):
                if found := self.commands(scope, tongue):
                    return found
        return []

    def _write(self, shelf: dict[str, Any], name: str, key: str, value: Any) -> None:
        if value:
            shelf[key] = value
            self._keep.put(name, key, value)
        else:
            shelf.pop(key, None)
            self._keep.drop(name, key)
