"""What the coach needs of the world besides a store: a messenger, a workshop, an alarm clock, a clock, an atlas, the library.

Protocols, and what they raise; their values are in `records`. Floor 4 implements them (`chat`, `workshop`, `pictures`,
`alarms`, `atlas`); nothing here knows how.
"""

from collections.abc import AsyncGenerator, Callable, Iterator
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from markupsafe import Markup

from bot.coach.records import File, Place, Spot, Urgency
from bot.screens.figures import Picture
from bot.screens.screen import Screen
from bot.training.plan import Library

T = TypeVar("T")
P = ParamSpec("P")


class Unreachable(Exception):
    """The lifter has blocked the bot or left the chat."""


class Later(Exception):
    """Telegram wants to be left alone by this chat for a while: `seconds`, which are not to be cut short."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"this chat may be written to in {seconds:.0f} s")
        self.seconds = seconds


class MaybeSaid(Exception):
    """The message may have arrived, or may not: Telegram did not say."""


class NoFile(Exception):
    """A file that a lifter sent cannot be had from Telegram; the message says why in one line."""


class WorkFailed(Exception):
    """What was to be worked out elsewhere was not: it failed, took too long, or wanted too much memory; the message says
    which, in one line."""


class Workshop(Protocol):
    """Works things out away from the event loop, in a process of its own.

    What is called is a function of a module, its arguments and what it gives are plain values. Raises `WorkFailed`, and
    nothing else, whatever the function raises.
    """

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...

    def stream(self, function: Callable[P, Iterator[T]], *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T, None]:
        """What the function yields, one after the other; it works on while the last one is looked at, but not far ahead."""


class Painter(Protocol):
    async def draw(self, picture: Picture) -> bytes:
        """A PNG. Raises `WorkFailed`."""


class Messenger(Protocol):
    """Speaks in a chat. Raises `Unreachable`, `Later`, and `MaybeSaid` for a new message; small trouble it mends itself."""

    async def room(self, chat: int, urgency: Urgency) -> None:
        """Waits until one more message or edit may go to this chat: what it says is best decided only then."""

    async def prepare(self, screen: Screen) -> None:
        """Does ahead what takes long, so that the screen can be sent at once. Raises nothing."""

    async def send(self, chat: int, screen: Screen) -> Spot:
        """A new message below all others; it rings if the screen says so."""

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        """False when the message is gone or can no longer be edited. Unchanged counts as done."""

    async def strip(self, spot: Spot) -> None:
        """Takes the buttons off a message; one that is gone is fine."""

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        """Removes messages; those that are gone are fine."""

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        """New messages with these files, together in one album where there are several; the caption stands under the last.
        Returns where the last one stands."""

    async def fetch(self, file: str) -> bytes:
        """The bytes of a file that a lifter sent. Raises `NoFile`, and `Later`."""

    async def answer(self, press: str, chat: int, text: str) -> None:
        """Answers a button press, with a passing note unless `text` is empty; one too old to be answered is fine."""


class AlarmClock(Protocol):
    def expect(self, due: datetime) -> None:
        """There is an alarm due at `due`: wake the coach no later than then."""


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware instant in UTC."""


class Atlas(Protocol):
    """Knows which time it is where. Plain calls, some of them slow: not for the event loop, nor within a transaction."""

    def at(self, latitude: float, longitude: float) -> Place | None:
        """The place there; None at sea."""

    def read(self, words: str, now: datetime) -> tuple[Place, ...]:
        """What was meant by a city, a zone's name, or the time that it is there (`18:40`): likeliest first, none if unknown."""

    def near(self, words: str) -> tuple[Place, ...]:
        """What may have been meant by a name with a slip of the finger in it: nearest first, at most three."""


class Shelf(Protocol):
    @property
    def library(self) -> Library:
        """The library as it is now."""
