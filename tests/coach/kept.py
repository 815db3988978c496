"""What the database holds, read past the store by a connection of its own. No tests live here."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from bot.coach.records import Spot
from bot.store.kinds import from_microseconds
from bot.training.logged import Slot
from bot.training.quantities import Load, Unit, Weight


@dataclass(frozen=True)
class KeptSet:
    exercise: str
    reps: int
    load: Load


@dataclass(frozen=True)
class KeptSession:
    """`sets` in the order they were done; `rest` and `hold` are when their alarms are due."""

    lifter: int
    phase: str
    revision: int
    card: Spot | None
    rest: datetime | None
    hold: datetime | None
    pains: list[tuple[str, str]]  # in which exercise, and how it felt
    sets: dict[Slot, KeptSet]


class Reader:
    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        self._connection.close()

    def sessions(self) -> dict[str, KeptSession]:
        """All of them by id, in the order they were begun."""
        rests, holds = self._alarms("rest"), self._alarms("work")
        rows = self._connection.execute(
            "SELECT id, lifter, phase, revision, chat, message, state FROM sessions ORDER BY started"
        ).fetchall()
        return {
            id: KeptSession(
                lifter,
                phase,
                revision,
                _spot(chat, message),
                rests.get(id),
                holds.get(id),
                _pains(state),
                self._sets(id),
            )
            for id, lifter, phase, revision, chat, message, state in rows
        }

    def asking(self, lifter: int) -> str | None:
        """What a typed line would answer."""
        row = self._connection.execute("SELECT profile FROM lifters WHERE id = ?", (lifter,)).fetchone()
        asked: str | None = json.loads(row[0]).get("asking") if row else None
        return asked

    def _alarms(self, kind: str) -> dict[str, datetime]:
        found = self._connection.execute("SELECT session, due FROM alarms WHERE kind = ?", (kind,))
        return {id: from_microseconds(due) for id, due in found}

    def next_due(self) -> datetime | None:
        (due,) = self._connection.execute("SELECT min(due) FROM alarms").fetchone()
        return None if due is None else from_microseconds(due)

    def _sets(self, session: str) -> dict[Slot, KeptSet]:
        rows = self._connection.execute(
            "SELECT position, number, exercise, reps, weight, unit, on_body FROM sets WHERE session = ? ORDER BY place",
            (session,),
        )
        return {
            Slot(position, number): KeptSet(exercise, reps, _load(weight, unit, on_body))
            for position, number, exercise, reps, weight, unit, on_body in rows
        }


def _pains(state: str) -> list[tuple[str, str]]:
    return [(pain["exercise"], pain["feeling"]) for pain in json.loads(state).get("pains", ())]


def _spot(chat: int, message: int | None) -> Spot | None:
    return None if message is None else Spot(chat, message)


def _load(thousandths: int, unit: str, on_body: int) -> Load:
    return Load(Weight(Decimal(thousandths) / 1000, Unit(unit)), bool(on_body))
