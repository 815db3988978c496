"""What the machine answers: the session after an event, and orders for the world. Carrying them out is the coach's business.

A new effect is one dataclass here; mypy then names every `match` that lacks it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.training.session import Session


class AlarmKind(StrEnum):
    REST = "rest"
    WORK = "work"
    IDLE = "idle"


class Reason(StrEnum):
    """Why an event changed nothing."""

    ALREADY_LOGGED = "already logged"
    NOT_NEXT = "not next"
    NOT_NOW = "not now"
    OVERTAKEN = "overtaken"
    NO_SUCH_SET = "no such set"
    NO_SUCH_EXERCISE = "no such exercise"
    NO_SUCH_BLOCK = "no such block"
    STILL_TO_COME = "still to come"
    ENOUGH_ADDED = "enough added"
    NOTHING_TO_UNDO = "nothing to undo"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Show:
    """Show the card as it is now."""


@dataclass(frozen=True, slots=True)
class RingRestOver:
    """Ring: the rest that was due at `due` is over."""

    due: datetime


@dataclass(frozen=True, slots=True)
class RingOtherSide:
    """Ring: the first side was held until `due`, it is the other one's turn."""

    due: datetime


@dataclass(frozen=True, slots=True)
class RingWorkOver:
    """Ring: the hold that was due at `due` is over."""

    due: datetime


@dataclass(frozen=True, slots=True)
class AskStillTraining:
    """Ring: nothing was heard for a while."""


@dataclass(frozen=True, slots=True)
class Summarise:
    """Tell what was done in the session that has just finished."""


@dataclass(frozen=True, slots=True)
class SetAlarm:
    """Wake this session at `due`; an alarm of the same kind is replaced."""

    kind: AlarmKind
    due: datetime


@dataclass(frozen=True, slots=True)
class CancelAlarm:
    kind: AlarmKind


@dataclass(frozen=True, slots=True)
class Decline:
    """Nothing was changed; say why, kindly."""

    reason: Reason


Effect = (
    Show | RingRestOver | RingOtherSide | RingWorkOver | AskStillTraining | Summarise | SetAlarm | CancelAlarm | Decline
)


@dataclass(frozen=True, slots=True)
class Step:
    """The session after an event, and what is to be done about it."""

    session: Session
    effects: tuple[Effect, ...] = ()


def decline(session: Session, reason: Reason) -> Step:
    return Step(session, (Decline(reason),))
