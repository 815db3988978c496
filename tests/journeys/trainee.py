"""Somebody who trains whatever happens to Spotter: taps once, types once, and waits until the chat shows what must come of it.

Who trains remembers which sets they did; the judges ask the database and the ledger for them. No tests live here.
"""

import random
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

import orjson

from bot.screens import notes
from tests.journeys.short import SETS
from tests.phone import PATIENCE, Json, Phone, buttons, text

Sets = tuple[tuple[int, Decimal], ...]

BEGUN = ("What will you lift?", "aim for")
CARD = (*BEGUN, "I ring")
OVER = ("Before the next one",)  # of the summary alone
REST_DAY = "A rest day for"
NOTHING_OPEN = ("What is it today?", REST_DAY)  # what /workout shows when the summary was missed
MOST_ASKED = 5  # times in a row
_SET = re.compile(rf"[Ss]et (\d) of {SETS}")


@dataclass
class Trainee:
    """`card` is what they look at; `sessions` are the sets of each session that they began, `done` counts those taken back too.

    Who sees nothing for `asks_after` seconds asks for the card, as anybody would; `asked` counts that, `missed` the rings that
    were waited for in vain, `in_vain` has what they saw at the end of each wait. Of those asked for, `lost_pages` came before a
    session: a page that a kill cut off is not said again by itself, as a card is.
    """

    phone: Phone
    card: Json = field(default_factory=dict)
    sessions: list[Sets] = field(default_factory=list)
    asks_after: float = PATIENCE
    asked: int = 0
    missed: int = 0
    lost_pages: int = 0
    in_vain: list[str] = field(default_factory=list)
    updates: int = 0
    done: int = 0
    _rung: set[int] = field(default_factory=set)
    _before_rest: set[bytes] = field(default_factory=set)

    async def begins(self) -> None:
        self.sessions.append(())
        asked = self.asked
        await self.says("/workout short", *BEGUN, REST_DAY)
        if self.finds("Train anyway") is not None:
            await self.touches("Train anyway", *BEGUN)
        self.lost_pages += self.asked - asked

    async def trains(self, dice: random.Random) -> None:
        """A whole session, each time a little different."""
        await self.begins()
        while not _shows(self.card, (*OVER, *NOTHING_OPEN)):
            await self._goes_on(dice)
        if _shows(self.card, NOTHING_OPEN):
            return
        assert self.told() in text(self.card), f"{self.told()} is not told by {text(self.card)}"

    async def _goes_on(self, dice: random.Random) -> None:
        now = next(m for m in self.phone.messages if m["message_id"] == self.card["message_id"])
        self.card = now if buttons(now) else await self._asks(())
        number = _SET.search(text(self.card))
        next_set = f"et {number[1]} of {SETS}" if number else ""
        if self.finds("Skip rest"):
            await (self.touches("Skip rest", f"{next_set} · aim") if dice.random() < 0.5 else self.rests(next_set))
        elif self.finds("40 kg"):
            await self.touches("40 kg", "aim for")
        else:
            match dice.choice(("tap", "tap", "tap", "type", "nudge", "undo")):
                case "tap":
                    await self.logs()
                case "type":
                    reps, load = dice.randrange(8, 13), Decimal(dice.randrange(72, 90)) / 2  # nothing to be asked about
                    self.did(reps, load)
                    await self.says(f"{reps}x{load}", *self.comes_next())
                case "nudge":
                    nudges = [button["text"] for button in buttons(self.card) if button["text"][0] in "+−"]
                    await self.touches(dice.choice(nudges), "aim for")
                case "undo" if next_set and not next_set.startswith(f"et {SETS}"):
                    if await self.logs():
                        self.takes_back()
                        await self.says("/undo", next_set)

    def comes_next(self) -> tuple[str, ...]:
        """What is shown once the set that the card asks for is done."""
        number = _SET.search(text(self.card))
        assert number is not None, text(self.card)
        return (self.told(),) if int(number[1]) == SETS else (f"et {int(number[1]) + 1} of {SETS}",)

    async def logs(self, *then: str) -> bool:
        """Whether it was logged: a card that was not the latest says so, and logs nothing."""
        go = self.finds("✓")
        assert go is not None, text(self.card)
        reps, _, load = go["text"].removeprefix("✓ ").partition(" × ")
        self.did(int(reps), Decimal(load.removesuffix(" kg")))
        logged = await self.touches("✓", *(then or self.comes_next()))
        if not logged:
            self.takes_back()
        return logged

    def did(self, reps: int, load: Decimal) -> None:
        self.sessions[-1] += ((reps, load),)
        self._rung, self._before_rest = self._rings(), self._looks()
        self.done += 1

    def takes_back(self) -> None:
        self.sessions[-1] = self.sessions[-1][:-1]

    def told(self) -> str:
        """What the summary of the last session has to say."""
        done = self.sessions[-1]
        lifted = f"{sum((reps * load for reps, load in done), Decimal(0)):,.1f}"
        return f"{len(done)} sets · {lifted.removesuffix('.0')} kg"

    async def touches(self, label: str, *then: str) -> bool:
        pressed = self.finds(label)
        assert pressed is not None, f"no button {label!r} on {text(self.card)}"
        before = self._looks()
        self.updates += 1
        press = await self.phone.touches(self.card["message_id"], pressed["callback_data"])
        return await self.sees(then, before, press)

    async def says(self, words: str, *then: str) -> None:
        before = self._looks()
        self.updates += 1
        await self.phone.says(words)
        await self.sees(then, before)

    async def rests(self, then: str) -> None:
        """Waits for the ring, and for the card to say what comes next."""
        try:
            await self.phone.until(lambda: bool(self._rings() - self._rung), "the ring", self.asks_after)
        except AssertionError as never:
            self.missed += 1
            self.in_vain.append(str(never))
        await self.sees((f"{then} · aim",), self._before_rest)

    def finds(self, label: str) -> Json | None:
        return next((button for button in buttons(self.card) if button["text"].startswith(label)), None)

    async def sees(self, words: Collection[str], before: Collection[bytes], press: str = "") -> bool:
        """Waits for a message with any of these words and with buttons that could not be pressed before. False if they did not
        come, and the card that was asked for says something else; or if the press was told that its card had moved on, or that
        its session is over, as on a card that a fault had held up."""

        def found() -> list[Json]:
            return [m for m in self.phone.from_bot if buttons(m) and _shows(m, words) and _look(m) not in before]

        def moved_on() -> bool:
            return self.phone.passing_note(press) in (notes.STALE, notes.LONG_GONE)

        try:
            await self.phone.until(lambda: bool(found()) or moved_on(), " or ".join(words), self.asks_after)
        except AssertionError as never:
            self.in_vain.append(str(never))
            self.card = await self._asks(words)
            return _shows(self.card, (*words, *NOTHING_OPEN))
        came = found()
        self.card = came[-1] if came else self.phone.card
        return bool(came)

    async def _asks(self, words: Collection[str]) -> Json:
        """Asks for the card until it is sent, or a message with these words, as anybody would."""
        said = 0

        def found() -> list[Json]:
            below = [m for m in self.phone.from_bot if buttons(m) and m["message_id"] > said]
            return [m for m in below if _shows(m, (*words, *CARD, *NOTHING_OPEN))]

        for _ in range(MOST_ASKED):
            self.asked += 1
            said = (await self.phone.says("/workout"))["message_id"]
            with suppress(AssertionError):
                await self.phone.until(lambda: bool(found()), "the card", self.asks_after)
                return found()[-1]
        raise AssertionError(f"no card came, and it was asked for {MOST_ASKED} times")

    def _looks(self) -> set[bytes]:
        """What could be pressed now, and on which message."""
        return {_look(message) for message in self.phone.from_bot}

    def _rings(self) -> set[int]:
        return {message["message_id"] for message in self.phone.from_bot if message["ringing"]}


def _shows(message: Json, words: Collection[str]) -> bool:
    return any(some in text(message) for some in words)


def _look(message: Json) -> bytes:
    return orjson.dumps((message["message_id"], buttons(message)))
