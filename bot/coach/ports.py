"""What the coach needs of the world: a store, a messenger, an alarm clock, a clock, the library.

Protocols, and what they raise; their values are in `records`. Floor 4 implements them (`store`, `chat`, `alarms`); nothing here
knows how.
"""

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import ParamSpec, Protocol, TypeVar

from markupsafe import Markup

from bot.coach.chronicle import Chronicle
from bot.coach.records import Alarm, Arrival, Card, Due, File, Known, Letter, Place, Spot, Urgency, Waiting
from bot.screens.figures import Picture
from bot.screens.found import Import
from bot.screens.screen import Screen
from bot.training.bests import BestSet
from bot.training.effects import AlarmKind
from bot.training.lifter import Lifter
from bot.training.pain import Pain
from bot.training.plan import Library
from bot.training.progression import Performance
from bot.training.quantities import Unit, Weight
from bot.training.recovery import Trained
from bot.training.reminders import Reminder, Rhythm
from bot.training.session import Session

T = TypeVar("T")
P = ParamSpec("P")


class SentPictures(Protocol):
    """The pictures that Telegram has, by whose they are and a digest of what they show."""

    def file(self, lifter: int, digest: str) -> str | None:
        """Under which name Telegram has it."""

    def keep(self, lifter: int, digest: str, file: str, now: datetime) -> None:
        """Of one lifter's pictures those kept longest ago go when there are many; of somebody unknown nothing is kept."""

    def drop(self, lifter: int, digest: str) -> None: ...


class Oblivion(Protocol):
    """Erases lifters, each in many small transactions."""

    def begin(self, lifter: int) -> None:
        """Marks a lifter as leaving: nothing that they told of themselves is kept from here on, nothing rings any more."""

    def go_on(self, lifter: int, before: datetime) -> bool:
        """Erases some more, and at last who they were, with what arrived from them before that instant and waits to be
        handled. False when nothing is left."""

    def under_way(self) -> tuple[int, ...]:
        """Who is leaving, and not wholly erased."""


class Imports(Protocol):
    """Files that lifters brought, and the sessions that come with them."""

    def one(self, id: str) -> Import | None:
        """To be changed by nobody else until this transaction is over."""

    def of_lifter(self, lifter: int) -> tuple[Import, ...]:
        """All of a lifter's, the latest first."""

    def unfinished(self) -> tuple[Import, ...]:
        """Those at which somebody was when the process ended: being read, taken in or taken out."""

    def keep(self, one: Import) -> None:
        """Insert or update; the body is kept by itself."""

    def body(self, id: str) -> bytes | None: ...
    def keep_body(self, id: str, body: bytes | None) -> None: ...
    def drop(self, id: str) -> None: ...

    def known(self, lifter: int, after: Known | None, most: int) -> tuple[Known, ...]:
        """The lifter's sessions that are here, also those set aside, in the order in which they began: those after that one."""

    def whose(self, session: str) -> int | None:
        """The lifter of the session with that id, if there is one."""

    def add(self, id: str, coming: Sequence[Session], chat: int) -> None:
        """Sessions that are over, and not here yet; nothing counts them before `take_in`."""

    def take_in(self, id: str, lifter: int) -> int:
        """Makes what came with an import part of the lifter's record, at once. Returns how many sessions that were."""

    def take_out(self, id: str, lifter: int) -> int:
        """The other way round; they are still to be removed."""

    def remove(self, id: str, most: int) -> int:
        """Removes some of what is no part of the record, or is not yet; returns how many sessions that were."""

    def put_right(self, id: str, since: datetime) -> int:
        """In how many sessions of an import something was put right since then."""


class Archive(Protocol):
    """Finished sessions, to be written into files."""

    def sessions(self, lifter: int, after: Session | None, most: int) -> tuple[Session, ...]:
        """Those that began after that one, or from the first on, in the order they began. Only what was planned and done is in
        them: no trail, nothing that the coach found when they began."""


class Transaction(Protocol):
    """What can be read and written in one transaction. Plain calls: all of it runs in one go, off the event loop."""

    @property
    def archive(self) -> Archive: ...
    @property
    def pictures(self) -> SentPictures: ...
    @property
    def chronicle(self) -> Chronicle: ...
    @property
    def oblivion(self) -> Oblivion: ...
    @property
    def imports(self) -> Imports: ...

    def lifter(self, id: int) -> Lifter | None: ...
    def keep_lifter(self, lifter: Lifter) -> None:
        """Insert or update."""

    def open_session(self, lifter: int) -> Session | None: ...
    def latest_session(self, lifter: int) -> Session | None:
        """The session last begun, open or closed."""

    def touched_session(self, lifter: int) -> Session | None:
        """The session in which something happened last, open or closed."""

    def session(self, id: str) -> Session | None: ...
    def session_of(self, lifter: int, id: str) -> Session | None:
        """The session of that id, if it is this lifter's; of anybody else's nothing is read."""

    def open_since(self, instant: datetime) -> tuple[str, ...]:
        """The open sessions whose lifters have given a sign of life since then."""

    def add_session(self, session: Session, chat: int) -> None:
        """A new session of a lifter who is kept already; its card belongs to `chat`. Raises `AlreadyOpen` if the lifter has
        one open (by constraint)."""

    def save_session(self, before: Session, after: Session) -> None:
        """Writes what changed, its sets included. Raises `AlreadyOpen` like `add_session`, and `SlotTaken` when a slot that
        `after` adds is there already (by constraint)."""

    def last_workout(self, lifter: int) -> str | None:
        """The workout of the last finished session, those that came with an import apart: they are of no plan."""

    def performances(self, lifter: int, exercise: str, most: int) -> tuple[Performance, ...]:
        """What was done with an exercise in the last finished sessions that had it, oldest first."""

    def best_sets(self, lifter: int, exercise: str) -> tuple[BestSet, ...]:
        """Of all finished sessions, for each number of repetitions the heaviest set, by unit; warm-ups apart."""

    def best_volume(self, lifter: int, exercise: str, unit: Unit) -> Weight | None:
        """The most weight times repetitions of a finished session; sets on the body apart."""

    def pained(self, lifter: int, since: datetime) -> tuple[tuple[datetime, Pain], ...]:
        """Pain that was told of in sessions begun since then, each with the begin of its session, in that order."""

    def past_sessions(self, lifter: int, skip: int, most: int) -> tuple[Session, ...]:
        """The finished sessions, the latest first; as many of them left out as `skip` says."""

    def begins(self, lifter: int) -> tuple[datetime, ...]:
        """When each finished session of a lifter began, in no order."""

    def weigh(self, lifter: int, day: date, weight: Weight) -> None:
        """Keeps what a lifter weighed on a day, in place of what was kept for it."""

    def unweigh(self, lifter: int, day: date) -> None:
        """Forgets what a lifter weighed on a day."""

    def weighed(self, lifter: int, most: int) -> tuple[tuple[date, Weight], ...]:
        """What a lifter weighed, the latest day first."""

    def card(self, session: str) -> Card | None: ...
    def keep_card(self, session: str, card: Card) -> None: ...

    def set_alarm(self, alarm: Alarm) -> None:
        """Insert, or replace the one of the same session and kind."""

    def cancel_alarm(self, session: str, kind: AlarmKind) -> None: ...
    def next_due(self) -> datetime | None:
        """When the earliest alarm or reminder is due."""

    def due_alarms(self, now: datetime, most: int) -> tuple[Alarm, ...]:
        """Alarms due at or before `now`, earliest first."""

    def trained(self, lifter: int, since: datetime) -> tuple[Trained, ...]:
        """This lifter's finished sessions that began at or after that instant, and the open one, in the order they began."""

    def reminder(self, lifter: int) -> Reminder | None:
        """The next one, due or to come."""

    def plan_reminder(self, lifter: int, reminder: Reminder | None, rhythm: Rhythm) -> None:
        """The lifter's next reminder, in place of the one planned before."""

    def due_reminders(self, now: datetime, most: int) -> tuple[Due, ...]:
        """Reminders due at or before `now`, earliest first."""

    def post_reminders(self, taken: Sequence[tuple[Due, Reminder | None]]) -> tuple[Letter, ...]:
        """Takes up what is due: each gets a letter in the outbox and the lifter's next reminder in its place. One that a lifter
        has had before, by its kind and day, gets no letter (by constraint)."""

    def take_back_reminder(self, lifter: int, reminder: Reminder) -> None:
        """One that was posted was not said after all: it may be posted again."""

    def forget_reminded(self, before: date) -> None:
        """Forgets which reminders were posted for the days before that one."""

    def post(self, letter: Letter) -> Letter:
        """Puts a letter in the outbox; returns it with its id."""

    def waiting_letters(self, now: datetime, most: int) -> tuple[Letter, ...]:
        """Letters neither sent nor held at `now`, oldest first."""

    def claim_letter(self, letter: int, now: datetime, until: datetime) -> int | None:
        """Takes a letter in hand until then, so that nobody else sends it. Returns how often its sending was begun before
        without its end being known; None when it waits no longer, or is held by another."""

    def release_letter(self, letter: int) -> None:
        """A letter in hand was surely not sent: it is free again, and this beginning does not count."""

    def doubt_letter(self, letter: int) -> int:
        """A letter in hand may have been sent: it is free again, and this beginning counts. Returns how many have."""

    def letter_sent(self, letter: int, spot: Spot) -> None: ...
    def drop_letter(self, letter: int) -> None: ...
    def drop_waiting(self, lifter: int) -> None:
        """Drops all letters that wait for this lifter."""

    def take_rings(self, lifter: int) -> tuple[Spot, ...]:
        """Where this lifter's sent messages of passing interest stand (all kinds but SUMMARY), and forgets them."""

    def take_summaries(self, lifter: int) -> tuple[Spot, ...]:
        """Where this lifter's summaries stand whose buttons still work, and forgets them."""

    def receive(self, arrival: Arrival, now: datetime) -> bool:
        """Keeps what arrived until it is handled. False for one that was received before."""

    def handled(self, number: int) -> bool:
        """What arrived under this number is done with. False if it was already."""

    def unhandled(self, after: int, most: int) -> tuple[Arrival, ...]:
        """What was received and not handled, in the order of its numbers: those above `after`."""

    def forget_handled(self, before: datetime) -> None:
        """Forgets the numbers of what arrived before that instant and is done with."""

    def keep_flood(self, chat: int, until: datetime) -> None:
        """This chat is to be left alone until then, or longer if that was known already."""

    def floods(self) -> Mapping[int, datetime]:
        """The chats that are to be left alone, and until when."""

    def forget_floods(self, before: datetime) -> None:
        """Forgets those that ended before that instant."""

    def waiting_counts(self) -> Waiting: ...


class Store(Protocol):
    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` as one transaction and returns its value once it is committed; what it raises rolls it back.

        `work` may run more than once before it succeeds, so it does nothing but use its transaction. Raises `StoreTrouble`
        when the database cannot do its part.
        """

    async def scrub(self) -> bool:
        """What was erased leaves its own log as well. False while somebody else reads that: come again later."""


class StoreTrouble(Exception):
    """The database cannot be used; the message says why in one line, and what would be right. Nothing was stored,
    unless the message says that this is not known."""


class AlreadyOpen(Exception):
    """The lifter has another session open."""


class SlotTaken(Exception):
    """The set of this slot is logged already."""


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
