"""What the coach needs of a store: transactions, and what goes wrong with them.

Protocols; their values are in `records`, parts of a transaction with a matter of their own in `parts`, what else the coach
needs in `world`. Floor 4 implements them (`store`); nothing here knows how.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import ParamSpec, Protocol, TypeVar

from bot.coach.chronicle import Chronicle
from bot.coach.parts import Archive, Imports, Oblivion, SentPictures
from bot.coach.records import Alarm, Arrival, Card, Due, Letter, Spot, Waiting
from bot.training.bests import BestSet
from bot.training.effects import AlarmKind
from bot.training.lifter import Lifter
from bot.training.pain import Pain
from bot.training.progression import Performance
from bot.training.quantities import Unit, Weight
from bot.training.recovery import Trained
from bot.training.reminders import Reminder, Rhythm
from bot.training.session import Session

T = TypeVar("T")
P = ParamSpec("P")


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
