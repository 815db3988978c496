"""The people of a benchmark: talkers, whom an echo bot answers, and lifters, who train with Spotter tap by tap.

They live in the Bot API's process and act in its world directly, so that no request of theirs is measured. What they see is
what the Bot API's ledger says the bot did; an act is done when the ledger shows it done, and never before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.sandbox import acts
from bot.sandbox.messages import ChatMessage
from bot.sandbox.people import Chat
from bot.sandbox.world import World

Json = dict[str, Any]

WORKOUT = "Back, top to bottom"


class Crowd(Protocol):
    """People by their numbers from 0. `done` hears of each act that came to its end."""

    done: Callable[[int], None]

    def __len__(self) -> int: ...

    def act(self, number: int) -> None:
        """Has a person do the next thing; not called again before it is done."""


def settle(world: World, most: int) -> list[tuple[Json, Chat]]:
    """So many people, each with a private chat of their own."""
    people = world.people
    while len(people.persons) < most:
        people.add(f"Lifter {len(people.persons)}", None, "en")
    return [(person, people.chats[number]) for number, person in list(people.persons.items())[:most]]


class Talkers:
    """Everybody says a line; it is done when the bot has sent that line back."""

    def __init__(self, world: World, most: int) -> None:
        self.done: Callable[[int], None] = lambda number: None
        self._world = world
        self._people = settle(world, most)
        self._numbers = {chat.id: number for number, (_, chat) in enumerate(self._people)}
        self._said = 0
        self._waiting: dict[int, str] = {}
        world.ledger.on_note = self._see

    def __len__(self) -> int:
        return len(self._people)

    def act(self, number: int) -> None:
        person, chat = self._people[number]
        self._said += 1
        self._waiting[chat.id] = line = f"{self._said}: 10 × 45 kg"
        acts.say(self._world, person, chat, line, None)

    def _see(self, row: Json) -> None:
        if row["kind"] == "sent" and self._waiting.get(row["chat"]) == row["text"]:
            del self._waiting[row["chat"]]
            self.done(self._numbers[row["chat"]])


@dataclass(slots=True)
class Lifter:
    """What one lifter sees: the card with its buttons; and what the last act still waits for."""

    person: Json
    chat: Chat
    card: int = 0
    buttons: list[Json] = field(default_factory=list)
    unanswered: str = ""
    unshown: bool = False


class Lifters:
    """Each trains on their own: logs the planned set, skips the rest, chooses a load where asked, and begins anew at the end.

    A tap is done when it was answered and the card shows what came of it. `taps` counts those, `logged` the sets among them.
    """

    def __init__(self, world: World, most: int) -> None:
        self.done: Callable[[int], None] = lambda number: None
        self.taps = 0
        self.logged = 0
        self._world = world
        self._lifters = [Lifter(person, chat) for person, chat in settle(world, most)]
        self._numbers = {lifter.chat.id: number for number, lifter in enumerate(self._lifters)}
        world.ledger.on_note = self._see

    def __len__(self) -> int:
        return len(self._lifters)

    def act(self, number: int) -> None:
        lifter = self._lifters[number]
        lifter.unshown = True
        button = next_button(lifter.buttons)
        if button is None:
            acts.say(self._world, lifter.person, lifter.chat, "/workout", None)
            return
        data = button["callback_data"]
        lifter.unanswered = acts.press(self._world, lifter.person, lifter.chat, lifter.card, data)
        self.taps += 1
        self.logged += button.get("style") == "success"

    @property
    def numbers(self) -> list[int]:
        """The people's numbers in the Bot API."""
        return list(self._numbers)

    def remember(self) -> list[Json]:
        """Everybody's card as it is now, to be given to `go_back`."""
        return [self._card(lifter).body for lifter in self._lifters]

    def go_back(self, cards: list[Json]) -> None:
        """Everybody's card is again what it was; nothing was tapped yet."""
        self.taps = self.logged = 0
        for lifter, body in zip(self._lifters, cards, strict=True):
            lifter.card, lifter.buttons = body["message_id"], flat(body.get("reply_markup"))
            lifter.unanswered, lifter.unshown = "", False
            self._card(lifter).body = body

    def _card(self, lifter: Lifter) -> ChatMessage:
        message = self._world.messages.find(lifter.chat.id, lifter.card)
        assert message is not None, "a card stays in its chat"
        return message

    def _see(self, row: Json) -> None:
        kind = row["kind"]
        if kind not in ("answered", "edited", "sent"):
            return
        number = self._numbers[row["chat"]]
        lifter = self._lifters[number]
        if kind == "answered":
            if row["callback_query_id"] != lifter.unanswered:
                return
            lifter.unanswered = ""
        elif not self._shows(lifter, row):
            return
        if not lifter.unanswered and not lifter.unshown:
            self.done(number)

    def _shows(self, lifter: Lifter, row: Json) -> bool:
        """Whether this is the card that the lifter waits for; a ring or an old card's lost buttons are not."""
        if row.get("ringing") or row["method"] == "editMessageReplyMarkup" or not lifter.unshown:
            return False
        lifter.card = row["message_id"]
        lifter.buttons = flat(row["reply_markup"])
        lifter.unshown = False
        return True


def flat(markup: Json | None) -> list[Json]:
    """All buttons of a keyboard in a row."""
    return [button for line in (markup or {}).get("inline_keyboard", ()) for button in line]


def next_button(buttons: list[Json]) -> Json | None:
    """The button that a lifter presses who only wants to get on; None where there is none, and they write instead."""
    go = next((button for button in buttons if button.get("style") == "success"), None)
    if go is not None:
        return go
    for label in ("Skip rest", WORKOUT):
        for button in buttons:
            if button["text"].startswith(label):
                return button
    return next((button for button in buttons[2:] if button["text"].endswith(" kg")), None)
