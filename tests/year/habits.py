"""Five ways to live with a plan: diligent, chaotic, ghost, traveller, over-eager. No tests live here.

Each is a plan of deeds, drawn by a generator of its own, so that a year can be lived again.
"""

from datetime import time, timedelta
from random import Random

from tests.year.chat import Message
from tests.year.person import Person
from tests.year.space import Wish, some_zone

A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class Habit:
    """What all have in common: they set themselves up, and train when they have begun."""

    def __init__(self, person: Person, wish: Wish) -> None:
        self.person, self.wish, self.random = person, wish, person.random
        person.on_reminder, person.on_review = self.on_reminder, self.on_review
        self._about_reviews = Random(person.ledger.who)  # of its own: all else goes as it would without reviews
        person.later(self.minutes(0, 600), self.begins)

    def minutes(self, low: int, high: int) -> timedelta:
        """At a second of its own: people do not act by the minute."""
        return A_MINUTE * self.random.randint(low, high) + timedelta(seconds=self.random.randint(1, 50))

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    async def begins(self) -> None:
        await self.person.sets_up(self.wish.zone, self.wish.days, self.wish.hour)
        if self.chance(0.3):
            away = self.wish.hour.hour
            starts, ends = (
                time((away + 2 + self.random.randint(0, 3)) % 24),
                time((away - 1 - self.random.randint(0, 3)) % 24),
            )
            await self.person.wants_quiet(starts, ends)
        self.goes_on()

    def goes_on(self) -> None:
        """The deeds that need no reminder."""

    def on_reminder(self, message: Message, kind: str) -> None:
        """What comes of being asked."""

    def on_review(self, message: Message) -> None:
        """Now and then another day and hour are better, or none."""
        random = self._about_reviews
        after = timedelta(minutes=random.randint(0, 3000), seconds=random.randint(1, 50))
        if random.random() < 0.12:
            self.person.later(after, lambda: self._chooses_a_review(random.choice((*range(7), None))))
        elif random.random() < 0.04:
            self.person.later(after, lambda: self.person.wants_no_more(message))
            self.person.later(
                after + A_DAY * random.randint(1, 40), lambda: self._chooses_a_review(random.randrange(7))
            )

    async def _chooses_a_review(self, day: int | None) -> None:
        random = self._about_reviews
        await self.person.wants_review(day, time(random.randrange(24), random.choice((0, 30))))
        if day is None:
            self.person.later(A_DAY * random.randint(1, 40), lambda: self._chooses_a_review(random.randrange(7)))

    async def fidgets(self) -> None:
        """What they do while a reminder is on its way to them."""
        if self.chance(0.5):
            await self.person.wants(self.person.days, self.person.hour)
        elif self.chance(0.5):
            await self.person.asks("plan")

    async def trains(self) -> None:
        """With a card on the screen: a few sets, seldom all of them, and the end."""
        if self.chance(0.08):
            self.person.later(self.minutes(1, 4), self.trains_it_all)
        else:
            self.person.later(self.minutes(1, 12), self.trains_a_little)

    async def trains_a_little(self) -> None:
        await self.person.lifts(4)
        if self.chance(0.05):
            return  # forgets to finish: Spotter closes it after an hour
        after = self.minutes(0, 0) if self.chance(0.8) else self.minutes(2, 35)
        self.person.later(after, self.finishes)

    async def finishes(self) -> None:
        await self.person.finishes()

    async def trains_it_all(self) -> None:
        done = await self.person.lifts(4)
        self.person.later(self.minutes(3, 5), self.trains_it_all if done else self.finishes)  # after the rest

    def starts_after(self, message: Message, low: int = 1, high: int = 40) -> None:
        async def starts() -> None:
            if await self.person.begins(message):
                await self.trains()

        self.person.later(self.minutes(low, high), starts)

    def answers_after(self, message: Message, answer: str, low: int = 0, high: int = 30) -> None:
        async def answers() -> None:
            await self.person.answers(message, answer)

        self.person.later(self.minutes(low, high), answers)


class Diligent(Habit):
    def on_reminder(self, message: Message, kind: str) -> None:
        if kind == "question":
            return self.answers_after(message, "Yes, go on")
        if self.chance(0.88):
            return self.starts_after(message)
        if self.chance(0.6):
            return self.answers_after(message, self.random.choice(("In 1 h", "This evening", "Tomorrow", "Skip")))
        return None


class Snoozer(Diligent):
    """Puts it off as often as it can be, and then starts; at any hour of the night."""

    def goes_on(self) -> None:
        self.person.later(A_MINUTE, self.is_never_quiet)

    async def is_never_quiet(self) -> None:
        await self.person.wants_quiet(time(0), time(0))

    def on_reminder(self, message: Message, kind: str) -> None:
        if message.button("In 1 h") is not None and self.chance(0.9):
            return self.answers_after(message, "In 1 h", 0, 25)
        return super().on_reminder(message, kind)


class Ghost(Habit):
    """Never answers; some come back after months, and are gone again."""

    def on_review(self, message: Message) -> None:
        """Not a word about that either."""

    async def fidgets(self) -> None:
        """Not they."""

    def goes_on(self) -> None:
        if self.chance(0.7):
            self.person.later(A_DAY * self.random.randint(50, 150) + self.minutes(0, 600), self.comes_back)

    async def comes_back(self) -> None:
        if self.chance(0.5):
            await self.person.asks("plan")
        else:
            await self.person.asks("workout")
        self.goes_on()


class Chaotic(Habit):
    EVERY = (0.3, 4.0)  # days from one deed to the next
    ANSWERS = ("Start", "Start", "In 1 h", "In 1 h", "This evening", "Tomorrow", "Skip", "")

    def goes_on(self) -> None:
        self.person.later(self.random.uniform(*self.EVERY) * A_DAY, self.lives_on)

    def on_reminder(self, message: Message, kind: str) -> None:
        if kind == "question":
            return self.answers_after(message, self.random.choice(("Yes, go on", "Yes, go on", "Nothing")))
        answer = self.random.choice(self.ANSWERS)
        if answer == "Start":
            return self.starts_after(message, 0, 150)
        return self.answers_after(message, answer, 0, 90) if answer else None

    async def fidgets(self) -> None:
        await (self.does_something() if self.chance(0.7) else super().fidgets())

    async def lives_on(self) -> None:
        await self.does_something()
        self.goes_on()

    async def does_something(self) -> None:
        await self.random.choice(
            (
                self.trains_unasked, self.trains_unasked, self.trains_unasked, self.looks, self.pauses, self.is_back,
                self.chooses_anew, self.chooses_anew, self.moves, self.blocks, self.wants_silence,
            )
        )()  # fmt: skip

    async def looks(self) -> None:
        await self.person.asks(self.random.choice(("plan", "help", "settings")))

    async def pauses(self) -> None:
        await self.person.pauses(self.random.choice((1, 2, 3, 7, 14, None)))
        if self.chance(0.7):
            self.person.later(A_DAY * self.random.randint(1, 10), self.is_back)

    async def is_back(self) -> None:
        await self.person.is_back()

    async def chooses_anew(self) -> None:
        days = frozenset(self.random.sample(range(7), self.random.randint(1, 5)))
        hour = time(self.random.randrange(24), self.random.choice((0, 30)))
        await self.person.wants(days, hour if self.chance(0.6) else self.person.hour)

    async def moves(self) -> None:
        await self.person.moves_to(some_zone(self.random))

    async def blocks(self) -> None:
        await self.person.blocks()

    async def wants_silence(self) -> None:
        """Hours that leave the wished hour free, wide ones among them."""
        hour = self.person.hour.hour
        starts, ends = (hour + self.random.randint(1, 6)) % 24, (hour - self.random.randint(0, 6)) % 24
        await self.person.wants_quiet(time(starts), time(ends))

    async def trains_unasked(self) -> None:
        person = self.person
        await person.opens_workouts()
        latest = person.chat.latest
        if latest is None:
            return
        workouts = [b.label for b in latest.buttons if " set" in b.label or b.label.endswith(": ready")]
        if latest.text.startswith("A rest day for "):
            name = latest.text.splitlines()[0].removeprefix("A rest day for ")
            await self.on_a_rest_day(latest, name, workouts)
        elif workouts and await person.begins(latest, self.random.choice(workouts)):
            await self.trains()

    async def on_a_rest_day(self, page: Message, workout: str, ready: list[str]) -> None:
        if self.chance(0.3):
            await self.person.asks_to_be_told(workout)
        elif self.chance(0.5):
            if await self.person.begins(page, "Train anyway"):
                await self.trains()
        elif ready and await self.person.begins(page, self.random.choice(ready)):
            await self.trains()


class Traveller(Chaotic):
    """Trains when reminded, wherever that is."""

    EVERY = (3.0, 15.0)

    def on_reminder(self, message: Message, kind: str) -> None:
        if kind == "train" and self.chance(0.7):
            self.starts_after(message)
        elif kind == "question":
            self.answers_after(message, "Yes, go on")

    async def does_something(self) -> None:
        await self.moves()
        if self.chance(0.3):
            self.person.later(self.minutes(0, 600), self.pauses)


class OverEager(Chaotic):
    """Trains each day, reminded or not, rest day or not."""

    EVERY = (0.8, 2.2)

    def on_reminder(self, message: Message, kind: str) -> None:
        if kind == "train" and self.chance(0.5):
            self.starts_after(message)
        elif kind == "question":
            self.answers_after(message, "Yes, go on")

    async def does_something(self) -> None:
        if self.chance(0.8):
            await self.trains_unasked()

    async def on_a_rest_day(self, page: Message, workout: str, ready: list[str]) -> None:
        if self.chance(0.15):
            await self.person.asks_to_be_told(workout)
        elif self.chance(0.8) and await self.person.begins(page, "Train anyway"):
            await self.trains()


HABITS: dict[str, type[Habit]] = {
    "diligent": Diligent,
    "snoozer": Snoozer,
    "chaotic": Chaotic,
    "ghost": Ghost,
    "traveller": Traveller,
    "over-eager": OverEager,
}
