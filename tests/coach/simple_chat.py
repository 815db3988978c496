"""A chat in memory, for tests that need thousands of steps: messages stand, change and go as Telegram has them do it.

What may be in a message is judged by the sandbox's own reading of text and keyboards. No delays and no limits; how those are
borne is tested against the sandbox itself, over HTTP.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from bot.coach.records import File, Spot, Urgency
from bot.coach.world import NoFile, Unreachable
from bot.sandbox.call import Call
from bot.sandbox.keyboards import keyboard_of
from bot.sandbox.refusals import Refusal
from bot.sandbox.text import Formatted, message_caption, message_text
from bot.screens.figures import Picture
from bot.screens.screen import Button, Screen
from bot.screens.taps import encode

LONGEST_NOTE = 200


def as_telegram_reads_it(screen: Screen) -> Formatted:
    """The screen's bare text and its marks. Raises the Refusal that Telegram would answer."""
    rows: list[list[dict[str, Any]]] = [
        [{"text": b.label, "callback_data": encode(b.tap), "style": b.style.value} for b in row] for row in screen.rows
    ]
    markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
    name = "text" if screen.picture is None else "caption"
    call = Call("sendMessage", {name: str(screen.text), "parse_mode": "HTML", **markup})
    keyboard_of(call)
    return message_text(call) if screen.picture is None else message_caption(call)


@dataclass(frozen=True)
class Message:
    """One that the bot sent; with a picture its text is the caption. `live` is the instant, in seconds, that a `<tg-time>` with
    relative format counts down to."""

    spot: Spot
    text: str
    buttons: tuple[Button, ...]
    rings: bool
    live: int | None = None
    picture: Picture | None = None


@dataclass
class SimpleChat:
    """All chats of one bot; a `coach.world.Messenger`."""

    standing: dict[Spot, Message] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    ever: list[tuple[Spot, Button]] = field(default_factory=list)  # every button that has ever been shown
    rung: list[Message] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    files: dict[Spot, tuple[File, ...]] = field(default_factory=dict)  # by the last message of those that brought them
    brought: dict[str, bytes] = field(default_factory=dict)
    number: int = 0

    def next_number(self) -> int:
        """The lifters' own messages take numbers as well."""
        self.number += 1
        return self.number

    def in_chat(self, chat: int) -> list[Message]:
        """What the bot's messages there say now, from the first to the last."""
        return [self.standing[spot] for spot in sorted(self.standing, key=lambda s: s.message) if spot.chat == chat]

    async def room(self, chat: int, urgency: Urgency) -> None: ...

    async def prepare(self, screen: Screen) -> None: ...

    async def send(self, chat: int, screen: Screen) -> Spot:
        self._must_reach(chat)
        message = self._written(Spot(chat, self.next_number()), screen)
        self.standing[message.spot] = message
        if message.rings:
            self.rung.append(message)
        return message.spot

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        self._must_reach(spot.chat)
        written = self._written(spot, screen)
        if spot not in self.standing:
            return False
        if self.standing[spot].picture is not None and screen.picture is None:
            await self.delete((spot,))  # a caption never becomes a text
            return False
        self.standing[spot] = written
        return True

    async def strip(self, spot: Spot) -> None:
        self._must_reach(spot.chat)
        if spot in self.standing:
            self.standing[spot] = replace(self.standing[spot], buttons=())

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:
            self._must_reach(spot.chat)
            self.standing.pop(spot, None)

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        spot = await self.send(chat, Screen(caption))
        self.files[spot] = files
        return spot

    async def fetch(self, file: str) -> bytes:
        """What was put into `brought` before, under the name that Telegram would give it."""
        if file not in self.brought:
            raise NoFile("Telegram has no such file")
        return self.brought[file]

    async def answer(self, press: str, chat: int, text: str) -> None:
        if len(text) > LONGEST_NOTE:
            self.refused.append(f"a note of {len(text)} characters: {text}")
        if press in self.answers:
            self.refused.append(f"a second answer to one press: {text}")
        self.answers[press] = text

    def _written(self, spot: Spot, screen: Screen) -> Message:
        try:
            read = as_telegram_reads_it(screen)
        except Refusal as refusal:
            self.refused.append(f"{refusal}: {screen.text[:200]}")
            raise
        self.ever += [(spot, button) for row in screen.rows for button in row]
        live = next((e["unix_time"] for e in read.entities if e.get("date_time_format") == "r"), None)
        buttons = tuple(b for row in screen.rows for b in row)
        return Message(spot, read.text, buttons, screen.rings, live, screen.picture)

    def _must_reach(self, chat: int) -> None:
        if chat in self.blocked:
            raise Unreachable
