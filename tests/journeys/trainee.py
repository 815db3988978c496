"""Somebody who trains whatever happens to Spotter: taps once, types once, and waits until the chat shows what must come of it.

Who trains remembers which sets they did; the judges ask the database and the ledger for them. No tests live here.
"""

import random
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

import orjson

from tests.journeys.short import SETS
from tests.phone import Json, Phone, buttons, text

Sets = tuple[tuple[int, Decimal], ...]

BEGUN = ("What will you lift?", "aim for")
OVER = ("1 rest day",)  # of the summary alone
_SET = re.compile(rf"[Ss]et (\d) of {SETS}")


@dataclass
class Trainee:
    """`card` is what they look at; `sessions` are the sets of each session that they began."""

    phone: Phone
    card: Json = field(default_factory=dict)
    sessions: list[Sets] = field(default_factory=list)
    _rung: set[int] = field(default_factory=set)

    async def begins(self) -> None:
        self.sessions.append(())
        await self.says("/workout short", *BEGUN)

    async def trains(self, dice: random.Random) -> None:
        """A whole session, each time a little different."""
        await self.begins()
        while not _shows(self.card, OVER):
            await self._goes_on(dice)
        assert self.told() in text(self.card), f"{self.told()} is not told by {text(self.card)}"

    async def _goes_on(self, dice: random.Random) -> None:
        self.card = next(m for m in self.phone.messages if m["message_id"] == self.card["message_id"])
        number = _SET.search(text(self.card))
        next_set = f"et {number[1]} of {SETS}" if number else ""
        if self.finds("Skip rest"):
            await (self.touches("Skip rest", f"{next_set} · aim") if dice.random() < 0.5 else self.rests(next_set))
        elif not self.finds("✓"):
            await self.touches("40 kg", "aim for")
        else:
            match dice.choice(("tap", "tap", "tap", "type", "nudge", "undo")):
                case "tap":
                    await self.logs(*self.after_this_set())
                case "type":
                    reps, load = dice.randrange(5, 15), Decimal(dice.randrange(60, 100)) / 2
                    self.did(reps, load)
                    await self.says(f"{reps}x{load}", *self.after_this_set())
                case "nudge":
                    label = dice.choice(("+1 rep", "−1 rep", "+2.5 kg", "−2.5 kg"))
                    await self.touches(label, "aim for")
                case "undo" if next_set and not next_set.startswith(f"et {SETS}"):
                    await self.logs(*self.after_this_set())
                    self.takes_back()
                    await self.says("/undo", next_set)

    def after_this_set(self) -> tuple[str, ...]:
        """What the card says once the set that it asks for is done."""
        number = _SET.search(text(self.card))
        assert number is not None, text(self.card)
        return OVER if int(number[1]) == SETS else (f"et {int(number[1]) + 1} of {SETS}",)

    async def logs(self, *then: str) -> None:
        go = self.finds("✓")
        assert go is not None, text(self.card)
        reps, _, load = go["text"].removeprefix("✓ ").partition(" × ")
        self.did(int(reps), Decimal(load.removesuffix(" kg")))
        await self.touches("✓", *then)

    def did(self, reps: int, load: Decimal) -> None:
        self.sessions[-1] += ((reps, load),)
        self._rung = self._rings()

    def takes_back(self) -> None:
        self.sessions[-1] = self.sessions[-1][:-1]

    def told(self) -> str:
        """What the summary of the last session has to say."""
        done = self.sessions[-1]
        lifted = f"{sum((reps * load for reps, load in done), Decimal(0)):,.1f}"
        return f"{len(done)} sets · {lifted.removesuffix('.0')} kg"

    async def touches(self, label: str, *then: str) -> None:
        pressed = self.finds(label)
        assert pressed is not None, f"no button {label!r} on {text(self.card)}"
        before = self._looks()
        await self.phone.touches(self.card["message_id"], pressed["callback_data"])
        await self.sees(then, before)

    async def says(self, words: str, *then: str) -> None:
        before = self._looks()
        await self.phone.says(words)
        await self.sees(then, before)

    async def rests(self, then: str) -> None:
        """Waits for the ring, and for the card to say what comes next."""
        await self.phone.until(lambda: bool(self._rings() - self._rung), "the ring")
        await self.sees((f"{then} · aim",), ())

    def finds(self, label: str) -> Json | None:
        return next((button for button in buttons(self.card) if button["text"].startswith(label)), None)

    async def sees(self, words: Collection[str], before: Collection[bytes]) -> None:
        """Waits for a message with any of these words and with buttons that could not be pressed before."""

        def found() -> list[Json]:
            return [m for m in self.phone.from_bot if buttons(m) and _shows(m, words) and _look(m) not in before]

        await self.phone.until(lambda: bool(found()), " or ".join(words))
        self.card = found()[-1]

    def _looks(self) -> set[bytes]:
        """What could be pressed now, and on which message."""
        return {_look(message) for message in self.phone.from_bot}

    def _rings(self) -> set[int]:
        return {message["message_id"] for message in self.phone.from_bot if message["ringing"]}


def _shows(message: Json, words: Collection[str]) -> bool:
    return any(some in text(message) for some in words)


def _look(message: Json) -> bytes:
    return orjson.dumps((message["message_id"], buttons(message)))
