"""Carries out what the machine ordered, within the transaction that keeps the session: one arm per effect.

Nothing is said here. What has to be said once becomes a letter, and is sent after the commit; the card needs no row, since it
is a function of the session and heals at the next tap.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.coach.ports import Transaction
from bot.coach.records import Alarm, Letter, LetterKind
from bot.training import events
from bot.training.effects import (
    AskStillTraining,
    CancelAlarm,
    Decline,
    Effect,
    Reason,
    RingOtherSide,
    RingRestOver,
    RingWorkOver,
    SetAlarm,
    Show,
    Step,
    Summarise,
)
from bot.training.machine import advance
from bot.training.session import Session


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of it: letters to send after the commit, and when to be woken at the latest."""

    letters: tuple[Letter, ...] = ()
    wake: datetime | None = None


NOTHING = Carried()


def play(session: Session, happened: tuple[events.Event, ...], now: datetime) -> Step:
    """All events one after the other, or none of them: the first that is declined declines the whole."""
    present = session
    effects: tuple[Effect, ...] = ()
    for event in happened:
        step = advance(present, event, now)
        if (reason := declined(step)) is not None:
            return Step(session, (Decline(reason),))
        present, effects = step.session, effects + step.effects
    return Step(present, effects)


def declined(step: Step) -> Reason | None:
    return next((effect.reason for effect in step.effects if isinstance(effect, Decline)), None)


def keep(tx: Transaction, before: Session, step: Step, chat: int, now: datetime) -> Carried:
    """Saves the session after a step and carries out its effects. `chat` is where its letters go."""
    if step.session != before:
        tx.save_session(before, step.session)
    return carry_out(tx, step, chat, now)


def carry_out(tx: Transaction, step: Step, chat: int, now: datetime) -> Carried:
    letters: list[Letter] = []
    wake: datetime | None = None
    session = step.session
    for effect in step.effects:
        match effect:
            case SetAlarm(kind, due):
                tx.set_alarm(Alarm(session.lifter, session.id, kind, due))
                wake = earlier(wake, due)
            case CancelAlarm(kind):
                tx.cancel_alarm(session.id, kind)
            case RingRestOver(due):
                letters.append(tx.post(_letter(session, chat, LetterKind.REST_OVER, due)))
            case RingOtherSide(due):
                letters.append(tx.post(_letter(session, chat, LetterKind.OTHER_SIDE, due)))
            case RingWorkOver(due):
                letters.append(tx.post(_letter(session, chat, LetterKind.WORK_OVER, due)))
            case AskStillTraining():
                letters.append(tx.post(_letter(session, chat, LetterKind.STILL_TRAINING, now)))
            case Summarise():
                letters.append(tx.post(_letter(session, chat, LetterKind.SUMMARY, now)))
            case Show() | Decline():
                pass  # what is shown is made after the commit, from the session as it then is
            case _:
                assert_never(effect)
    return Carried(tuple(letters), wake)


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two instants, where there are any."""
    return min((instant for instant in (one, other) if instant is not None), default=None)


def _letter(session: Session, chat: int, kind: LetterKind, due: datetime) -> Letter:
    return Letter(session.lifter, chat, session.id, kind, due)
