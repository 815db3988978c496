"""What the coach keeps and sends, as values: alarms, letters, arrivals, cards, and where they stand in a chat.

How they are kept and sent is said in `ports`, and known on floor 4.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.coach.inbound import Inbound
from bot.training.effects import AlarmKind
from bot.training.reminders import Reminder, ReminderKind, Rhythm


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message stands in a chat."""

    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """Wake a session at `due`. One of a kind per session; the row is the truth, a timer only its servant."""

    lifter: int
    session: str
    kind: AlarmKind
    due: datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file to be sent: what it is called, and its bytes."""

    name: str
    body: bytes


class LetterKind(StrEnum):
    REST_OVER = "rest over"
    OTHER_SIDE = "other side"
    WORK_OVER = "work over"
    STILL_TRAINING = "still training"
    SUMMARY = "summary"
    REMINDER = "reminder"


class Urgency(IntEnum):
    """How much a message is waited for; where there is no room for all, the lower goes first."""

    REPLY = 0  # somebody has just tapped or written
    RING = 1  # somebody rests or holds, and counts on being called
    REMINDER = 2  # nobody will miss it for a moment


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to send once: kept in the same transaction as the change it tells of, sent after the commit.

    `due` is the instant it speaks about (a rest's end); `id` is given by the store. It speaks about a session, or it is a
    reminder.
    """

    lifter: int
    chat: int
    session: str | None
    kind: LetterKind
    due: datetime
    reminder: Reminder | None = None
    id: int = 0

    @property
    def stays(self) -> bool:
        """Whether it stays in the chat; the others go at the lifter's next tap."""
        return self.kind is LetterKind.SUMMARY or self.is_review

    @property
    def is_review(self) -> bool:
        return self.reminder is not None and self.reminder.kind is ReminderKind.REVIEW

    @property
    def urgency(self) -> Urgency:
        return _URGENCY[self.kind]


_URGENCY = {
    LetterKind.REST_OVER: Urgency.RING,
    LetterKind.OTHER_SIDE: Urgency.RING,
    LetterKind.WORK_OVER: Urgency.RING,
    LetterKind.STILL_TRAINING: Urgency.REMINDER,
    LetterKind.SUMMARY: Urgency.REPLY,
    LetterKind.REMINDER: Urgency.REMINDER,
}


@dataclass(frozen=True, slots=True)
class Due:
    """A lifter whose next reminder is due, and the rhythm from which the one after it follows."""

    lifter: int
    reminder: Reminder
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Arrival:
    """What has arrived from the chat, under the number by which it can be told if it arrives again."""

    number: int
    inbound: Inbound


BEFORE_ALL = -(2**63)  # lower than the number of any arrival


@dataclass(frozen=True, slots=True)
class Card:
    """Where a session's live card stands: its chat, and the message once it has been sent."""

    chat: int
    message: int | None

    @property
    def spot(self) -> Spot | None:
        return None if self.message is None else Spot(self.chat, self.message)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much is still to be done: arrivals not handled, letters not sent."""

    arrivals: int
    letters: int


@dataclass(frozen=True, slots=True)
class Known:
    """A session that is here already, as far as one in a file is told to be the same: when it began, and how many sets it
    has. Their repetitions tell nothing: apps count those of both sides in several ways."""

    id: str
    started: datetime
    sets: int


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere whose time is known: what people call it, and its IANA zone."""

    name: str
    zone: str
