"""A lifter with a phone: sets Spotter up by taps and typed lines, trains, answers, changes their mind. No tests live here.

What they did and wished goes into their ledger, a wish only once the chat has confirmed it. When they do what is in `habits`.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from bot.coach.inbound import Asked, Blocked, Press, Said
from tests.year import ledger as lines
from tests.year.chat import Chat, Message
from tests.year.ledger import Ledger
from tests.year.world import Deed, World
from tests.year.zones import shown

WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_SET = "10x40"
_QUIET_NOW = re.compile(r"Your quiet hours are (\d\d):(\d\d) to (\d\d):(\d\d) now")
_COMES_BACK = re.compile(r"I come back at (\d\d):(\d\d)")
_LIFTING = re.compile(r"^exercise \d+ of \d+.*\n(.+?) · .*\n(Set|Warm-up) (\d+) of (\d+)", re.MULTILINE)


class Person:
    """`on_reminder` is what their habit does about a message that asks whether they train, `on_review` what about a review."""

    def __init__(self, id: int, who: str, world: World, random: Random) -> None:
        self.id, self.world, self.random = id, world, random
        self.ledger = Ledger(who, world.time.instant)
        self.chat = world.chats.of[id] = Chat(self.ledger, self._hears)
        self.on_reminder: Callable[[Message, str], None] = lambda message, kind: None
        self.on_review: Callable[[Message], None] = lambda message: None
        self.zone = "UTC"
        self.days: frozenset[int] = frozenset()
        self.hour = time(18)
        self._asked_on: dict[int, date] = {}

    @property
    def now(self) -> datetime:
        return self.world.time.instant

    @property
    def local(self) -> datetime:
        return shown(self.now, self.zone)

    def later(self, after: timedelta, deed: Deed) -> None:
        """Does something after a while; while Spotter is down nobody writes to it, so it waits."""

        async def once_it_is_up() -> None:
            if self.world.is_up:
                await deed()
            else:
                self.later(timedelta(minutes=self.random.randint(20, 90)), deed)

        self.world.plans(self.now + after, once_it_is_up)

    async def sets_up(self, zone: str, days: frozenset[int], hour: time) -> None:
        await self.asks("start")
        await self.taps("Kilograms")
        await self.says(zone)
        self._is_in(zone)
        await self._types_days(days, hour)
        assert (self.zone, self.days, self.hour) == (zone, days, hour), f"{self.ledger.who} was told {self._latest!r}"
        await self.taps("No")

    async def moves_to(self, zone: str) -> None:
        await self.asks("settings")
        if await self.taps("Time zone"):
            await self.says(zone)
            self._is_in(zone)

    async def wants(self, days: frozenset[int], hour: time) -> None:
        await self.asks("settings")
        if await self.taps("Training days"):
            await self._types_days(days, hour)

    async def wants_quiet(self, starts: time, ends: time) -> None:
        await self.asks("settings")
        if await self.taps("Quiet hours"):
            await self.says(f"{starts:%H:%M}-{ends:%H:%M}")
            if self._latest.startswith("Settings"):
                self.ledger.write(lines.WantsQuiet(self.now, starts, ends))

    async def wants_review(self, day: int | None, hour: time) -> None:
        """On that weekday at this hour; no day: not at all."""
        await self.asks("settings")
        if not await self.taps("Weekly review"):
            return
        await self.says("off" if day is None else f"{DAY_NAMES[day]} {hour:%H:%M}")
        now = "none" if day is None else f"{WEEKDAYS[day]} at {hour:%H:%M}"
        if f"Now: {now}." in self._latest:
            self.ledger.write(lines.WantsReview(self.now, day, hour))

    async def wants_no_more(self, review: Message) -> None:
        """By the button below a review."""
        if await self.taps("No more reviews", review) and self._latest.startswith("No more reviews"):
            self.ledger.write(lines.WantsReview(self.now, None, time()))

    async def pauses(self, days: int | None) -> None:
        """For so many days, today among them; None: until they are back."""
        today = self.local.date()
        await self.asks("pause", f"travel {days} days" if days else "travel")
        until = today + timedelta(days=days - 1) if days else None
        self.ledger.write(lines.Away(self.now, today, until))

    async def is_back(self) -> None:
        await self.asks("pause", "back")
        self.ledger.write(lines.Back(self.now))

    async def blocks(self) -> None:
        self.chat.blocked = True
        self.ledger.write(lines.Blocks(self.now))
        await self.world.hears(Blocked(self.id, self.id))

    async def answers(self, message: Message, answer: str) -> None:
        """A button of a reminder."""
        today, on_its_day = self.local.date(), self._asked_on.get(message.number) == self.local.date()
        if not await self.taps(answer, message) or not on_its_day:
            return
        if answer == "Skip":
            self.ledger.write(lines.Skips(self.now, today))
        elif answer == "Tomorrow":
            self.ledger.write(lines.PutsOff(self.now, today))
        elif (comes := _COMES_BACK.search(self._latest)) is not None:
            to = time(int(comes[1]), int(comes[2]))
            self.ledger.write(lines.Snoozes(self.now, today, to, answer == "In 1 h"))

    async def asks_to_be_told(self, workout: str) -> None:
        """On the page of a rest day."""
        if not await self.taps("Remind me when it is over") or not self.chat.note.startswith("I remind you of"):
            return
        today = self.local.date()
        days = [today + timedelta(days=n) for n in range(1, 11)]
        told = [day for n, day in enumerate(days) if ("tomorrow" if n == 0 else f"{day:%A}") in self.chat.note]
        self.ledger.write(
            lines.WantsWhenReady(self.now, workout, told[-1] if f" {told[-1].day} " in self.chat.note else told[0])
        )

    async def opens_workouts(self) -> None:
        await self.asks("workout")

    async def lifts(self, sets: int) -> bool:
        """Types the next sets that the card asks for, as many as are alike; whether they were taken."""
        card = next((m for m in reversed(self.chat.standing.values()) if m.button("How") is not None), None)
        asked = _LIFTING.search(card.text) if card else None
        if asked is None:
            return False
        left = int(asked[4]) - int(asked[3]) + 1
        for number in (min(sets, left), 1):  # in a superset one comes at a time
            before = max(self.chat.standing)
            await self.says(A_SET + " 10" * (number - 1))
            if any("✓ Logged" in m.text for m in self.chat.standing.values() if m.number > before):
                self.ledger.write(lines.Lifts(self.now, asked[1], number, number if asked[2] == "Warm-up" else 0))
                return True
        return False

    async def finishes(self) -> bool:
        await self.asks("cancel")
        return await self.taps("Finish and keep") or await self.taps("Set it aside")

    async def begins(self, message: Message, label: str = "Start") -> bool:
        """By a button; whether a session has begun then, which is on the card."""
        if self.ledger.is_training or not await self.taps(label, message):
            return False
        parts = self._latest.splitlines()
        begun = len(parts) > 2 and parts[1].startswith("exercise 1 of")
        if begun:
            self.ledger.write(lines.Begins(self.now, parts[0]))
        return begun

    async def asks(self, command: str, words: str = "") -> None:
        self._lives(f"/{command} {words}".strip())
        await self.world.hears(Asked(self.id, self.id, self.world.chats.next_number(), command, words))

    async def says(self, text: str) -> None:
        self._lives(text)
        await self.world.hears(Said(self.id, self.id, self.world.chats.next_number(), text))

    async def taps(self, label: str, message: Message | None = None) -> bool:
        """A button of the latest message, or of the one given as it stands now; False if it has no such button."""
        number = message.number if message else self.chat.latest.number if self.chat.latest else 0
        there = self.chat.standing.get(number)
        button = there.button(label) if there else None
        if button is None:
            return False
        self._lives(f"[{button.label}]")
        await self.world.hears(Press(f"q{self.world.chats.next_number()}", self.id, self.id, number, button.tap))
        return True

    @property
    def _latest(self) -> str:
        return self.chat.latest.text if self.chat.latest else ""

    async def _types_days(self, days: frozenset[int], hour: time) -> None:
        await self.says(" ".join(DAY_NAMES[day] for day in sorted(days)) + f" {hour:%H:%M}")
        text = self._latest
        if f"at {hour:%H:%M}" not in text and "it is, though" not in text:
            return
        self.days, self.hour = days, hour
        self.ledger.write(lines.WantsDays(self.now, days, hour))
        made_way = _QUIET_NOW.search(text)
        if made_way is not None:
            starts, ends = time(int(made_way[1]), int(made_way[2])), time(int(made_way[3]), int(made_way[4]))
            self.ledger.write(lines.WantsQuiet(self.now, starts, ends))
        elif "so I switched them off" in text:
            self.ledger.write(lines.WantsQuiet(self.now, time(0), time(0)))

    def _is_in(self, zone: str) -> None:
        if "for you (" in self._latest:
            self.zone = zone
            self.ledger.write(lines.InZone(self.now, zone))

    def _lives(self, words: str) -> None:
        self.chat.blocked = False
        self.ledger.write(lines.Did(self.now, words))

    def _hears(self, message: Message) -> None:
        if message.button("Start") is not None:
            self._asked_on[message.number] = self.local.date()
            self.on_reminder(message, "train")
        elif message.button("Yes, go on") is not None:
            self.on_reminder(message, "question")
        elif message.button("No more reviews") is not None:
            self.on_review(message)
