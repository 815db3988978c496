"""The chats of a year: what stands in each, and every change of it in the lifter's ledger. No tests live here.

Whether Telegram would take what is sent is tested elsewhere; here each message costs as little as can be.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape

from markupsafe import Markup

from bot.coach.records import File, Spot, Urgency
from bot.coach.world import Later, Unreachable
from bot.screens.screen import Button, Screen
from tests.year.ledger import Edited, Gone, Ledger, Sent
from tests.year.virtual import A_MOMENT, Time

_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Message:
    number: int
    text: str
    buttons: tuple[Button, ...]
    is_photo: bool = False

    def button(self, label: str) -> Button | None:
        """The one whose label begins so."""
        return next((button for button in self.buttons if button.label.removeprefix("● ").startswith(label)), None)


@dataclass
class Chat:
    """One lifter's. `hears` is told of each new message; `flooded` is until when Telegram wants nothing unasked here."""

    ledger: Ledger
    hears: Callable[[Message], None]
    standing: dict[int, Message] = field(default_factory=dict)
    latest: Message | None = None  # what was sent or changed last
    note: str = ""  # what was last said in passing
    blocked: bool = False
    flooded: datetime | None = None


class Chats:
    """All of them: a `coach.world.Messenger`."""

    def __init__(self, time: Time) -> None:
        self.of: dict[int, Chat] = {}
        self._time = time
        self._numbers = 0
        self.sent = 0

    def next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    async def room(self, chat: int, urgency: Urgency) -> None:
        until = self.of[chat].flooded
        if urgency is not Urgency.REPLY and until is not None and until - self._time.instant > A_MOMENT:
            raise Later((until - self._time.instant).total_seconds())

    async def prepare(self, screen: Screen) -> None: ...

    async def send(self, chat: int, screen: Screen) -> Spot:
        here = self._reached(chat)
        message = _message(self.next_number(), screen)
        here.standing[message.number] = here.latest = message
        self.sent += 1
        here.ledger.write(Sent(self._time.instant, message.number, message.text, _labels(message)))
        here.hears(message)
        return Spot(chat, message.number)

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        here = self._reached(spot.chat)
        if spot.message not in here.standing:
            return False
        message = _message(spot.message, screen)
        if here.standing[spot.message].is_photo and not message.is_photo:
            await self.delete((spot,))  # a caption never becomes a text
            return False
        here.standing[spot.message] = here.latest = message
        here.ledger.write(Edited(self._time.instant, message.number, message.text, _labels(message)))
        return True

    async def strip(self, spot: Spot) -> None:
        here = self._reached(spot.chat)
        if (message := here.standing.get(spot.message)) is not None:
            here.standing[spot.message] = replace(message, buttons=())

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:
            here = self._reached(spot.chat)
            if here.standing.pop(spot.message, None) is not None:
                here.ledger.write(Gone(self._time.instant, spot.message))

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        raise AssertionError("nobody asks for files here")

    async def fetch(self, file: str) -> bytes:
        raise AssertionError("nobody brings files here")

    async def answer(self, press: str, chat: int, text: str) -> None:
        self.of[chat].note = text

    def _reached(self, chat: int) -> Chat:
        here = self.of[chat]
        if here.blocked:
            raise Unreachable
        return here


def _message(number: int, screen: Screen) -> Message:
    buttons = tuple(button for row in screen.rows for button in row)
    return Message(number, unescape(_TAG.sub("", screen.text)), buttons, screen.picture is not None)


def _labels(message: Message) -> tuple[str, ...]:
    return tuple(button.label for button in message.buttons)
