"""People who bring files to a house that may die: the real store, inbox and coach, a chat in memory, no process to wait for.

What is worked out in the workshop is worked out on the spot here, and what goes in and comes out travels as it does between
processes. No tests live here.
"""

import pickle
import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.coach.inbound import Asked, Inbound, Press, Said, SentFile
from bot.coach.records import Arrival
from bot.coach.world import WorkFailed
from tests.coach.mortal_house import MortalHouse
from tests.coach.open_gym import SmallShelf, StandingClock
from tests.coach.simple_chat import Message, SimpleChat

P = ParamSpec("P")
T = TypeVar("T")
ROBIN, KIM = 1001, 1002


def nothing() -> None: ...


class WorkBench:
    """A `coach.world.Workshop` without a process; `between` is done before each value is handed over."""

    def __init__(self, between: Callable[[], None] = nothing) -> None:
        self._between = between

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        (result,) = [value async for value in self._values(lambda *a, **k: iter((function(*a, **k),)), args, kwargs)]
        return result

    async def stream(
        self, function: Callable[P, Iterator[T]], *args: P.args, **kwargs: P.kwargs
    ) -> AsyncGenerator[T, None]:
        async for value in self._values(function, args, kwargs):
            yield value

    async def _values(self, function: Callable[..., Iterator[T]], args: Any, kwargs: Any) -> AsyncGenerator[T, None]:
        args, kwargs = pickle.loads(pickle.dumps((args, kwargs)))
        try:
            for value in function(*args, **kwargs):
                self._between()
                yield pickle.loads(pickle.dumps(value))
        except Exception as error:
            raise WorkFailed(f"{type(error).__name__}: {error}") from error


class Bringer:
    """`after` is somebody whose chat and clock go on, in another house with the same past."""

    def __init__(self, database: Path, after: "Bringer | None" = None) -> None:
        self.chat: SimpleChat = deepcopy(after.chat) if after else SimpleChat()
        self.clock: StandingClock = replace(after.clock) if after else StandingClock()
        self.between: Callable[[], None] = nothing
        self.house = MortalHouse(
            database, self.chat, self.clock, SmallShelf(), lambda: WorkBench(lambda: self.between())
        )
        self._numbers = count(int(self.clock.now().timestamp()))

    async def does(self, inbound: Inbound, deaths: Sequence[int] = ()) -> None:
        self.clock.instant += timedelta(seconds=1)
        await self.house.hears(Arrival(next(self._numbers), inbound), deaths)

    async def says(self, who: int, words: str, deaths: Sequence[int] = ()) -> str:
        message = self.chat.next_number()
        command, _, more = words.removeprefix("/").partition(" ")
        asked = Asked(who, who, message, command, more, "Robin") if words.startswith("/") else None
        await self.does(asked or Said(who, who, message, words), deaths)
        return self.sees(who)

    async def sends(self, who: int, body: bytes, deaths: Sequence[int] = (), name: str = "file.csv") -> str:
        """A file in their own chat; what is said to it."""
        message = self.chat.next_number()
        self.chat.brought[f"f{message}"] = body
        await self.does(SentFile(who, who, message, f"f{message}", name, len(body)), deaths)
        return self.sees(who)

    async def presses(self, who: int, label: str, deaths: Sequence[int] = ()) -> str:
        """On the lowest message that has such a button; what is seen then."""
        found = [(one, b) for one in self.chat.in_chat(who) for b in one.buttons if b.label.startswith(label)]
        assert found, f"no {label!r} on {[b.label for m in self.chat.in_chat(who)[-2:] for b in m.buttons]}"
        await self.taps(who, *found[-1], deaths)
        return self.sees(who)

    async def taps(self, who: int, on: Message, button: Any, deaths: Sequence[int] = ()) -> str:
        """What is said in passing."""
        press = f"q{self.clock.instant.timestamp()}"
        await self.does(Press(press, who, on.spot.chat, on.spot.message, button.tap), deaths)
        return self.chat.answers.get(press, "")

    async def imports(self, who: int, body: bytes, deaths: Sequence[int] = ()) -> str:
        await self.sends(who, body)
        return await self.presses(who, "Import", deaths)

    def sees(self, who: int) -> str:
        """What the last message says."""
        return self.chat.in_chat(who)[-1].text

    def labels(self, who: int) -> list[str]:
        return [button.label for button in self.chat.in_chat(who)[-1].buttons]

    def asked(self, query: str, *values: object) -> list[Any]:
        """Of the database's file, as it lies there."""
        with closing(sqlite3.connect(self.house.database)) as file:
            return file.execute(query, values).fetchall()

    def record(self, who: int) -> list[tuple[str, int, int]]:
        """The finished sessions: id, number of sets, repetitions in all."""
        return self.asked(
            "SELECT id, count(*), sum(reps) FROM sessions JOIN sets ON session = id "
            "WHERE sessions.lifter = ? AND phase = 'finished' GROUP BY id ORDER BY started",
            who,
        )

    def left(self, table: str) -> int:
        ((number,),) = self.asked(f"SELECT count(*) FROM {table}")
        return int(number)
