"""A year of several lifters in one world, with the world's own accidents; ends with their ledgers. No tests live here."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.coach.world import Shelf
from tests.year.habits import HABITS, Habit
from tests.year.ledger import Ledger, Unheard
from tests.year.person import Person
from tests.year.space import Wish
from tests.year.virtual import Time, VirtualLoop
from tests.year.world import World

MEMORY = Path("/dev/shm")
A_YEAR = timedelta(days=366)
DOWN_FOR = timedelta(hours=6)
JUMPS = tuple(timedelta(hours=hours) for hours in (1, -1, 24, -24))
A_DAY = timedelta(days=1)


def lived(
    wishes: Sequence[Wish], begins: datetime, empty: Path, shelf: Shelf, seed: int, lasts: timedelta = A_YEAR
) -> list[Ledger]:
    """The ledgers of all of them, each with its whole story. `empty` is a migrated database without a row."""
    with tempfile.TemporaryDirectory(prefix="spotter-year-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        database = Path(shutil.copyfile(empty, Path(folder) / "year.db"))
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            return runner.run(_live(wishes, begins, database, shelf, seed, lasts))


async def _live(
    wishes: Sequence[Wish], begins: datetime, database: Path, shelf: Shelf, seed: int, lasts: timedelta
) -> list[Ledger]:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    world = World(Time(loop, begins), shelf, database)
    random = Random(seed)
    habits = [
        HABITS[wish.habit](Person(1000 + n, f"#{n} {wish}, seed {seed}", world, Random(random.random())), wish)
        for n, wish in enumerate(wishes)
    ]
    people = [habit.person for habit in habits]
    ends = begins + lasts
    for hour in range(4):
        _goes_down(world, people, begins + lasts * (random.random() + hour) / 4)
    for jump in JUMPS:
        _jumps(world, begins + lasts * random.random(), jump, random)
    for habit in habits:
        _floods(world, habit, ends)
    await world.lives(ends)
    for person in people:
        person.ledger.ends = ends
    return [person.ledger for person in people]


def _goes_down(world: World, people: Sequence[Person], at: datetime) -> None:
    async def down() -> None:
        for person in people:
            person.ledger.write(Unheard(world.time.instant, world.time.instant + DOWN_FOR))
        await world.stops()
        world.plans(world.time.instant + DOWN_FOR, world.starts)

    world.plans(at, down)


def _jumps(world: World, at: datetime, wrong_by: timedelta, random: Random) -> None:
    async def wrong() -> None:
        await world.sets_machine(wrong_by)

    async def right() -> None:
        await world.sets_machine(timedelta())

    world.plans(at, wrong)
    world.plans(at + random.random() * A_DAY * 3, right)


def _floods(world: World, habit: Habit, ends: datetime) -> None:
    """Now and then Telegram wants a pause just when a reminder is due; meanwhile the lifter does something."""
    person, random = habit.person, habit.random

    async def flood() -> None:
        local = person.local
        to_go = timedelta(hours=person.hour.hour - local.hour, minutes=person.hour.minute - local.minute) % A_DAY
        days = [n for n in range(7) if (local + to_go + n * A_DAY).weekday() in person.days]
        person.later(to_go + min(days, default=0) * A_DAY - timedelta(minutes=1, seconds=30), begins)

    async def begins() -> None:
        until = person.now + timedelta(minutes=random.choice((5, 20, 45, 90, 150)))
        person.chat.flooded = until
        person.ledger.write(Unheard(person.now, until))
        person.later(timedelta(minutes=random.randint(2, 40)), habit.fidgets)
        person.later(random.uniform(8, 40) * A_DAY, flood)

    person.later(random.uniform(3, 30) * A_DAY, flood)
