"""Sessions that are over, from the first to the last, a few at a time: `coach.parts.Archive` on SQL.

Read by themselves and not learned by heart: nobody is about to change them, and there may be thousands.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.sql import ClauseElement

from bot.store import rows
from bot.store.channel import Channel
from bot.store.history_statements import FINISHED, SET_COLUMNS
from bot.store.kinds import Instant
from bot.store.rows import State
from bot.store.sql import Statement
from bot.store.tables import plans, sessions, sets
from bot.store.written import read
from bot.training.logged import LoggedSet
from bot.training.plan import Workout
from bot.training.quantities import Unit
from bot.training.session import Phase, Session, Situation

_COLUMNS = ("id", "lifter", "unit", "started", "touched", "finished", "revision", "state")
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)
_plan = lru_cache(maxsize=64)(rows.workout_from)  # by its text: most sessions share one with others


class ArchiveStatements:
    """Compiled for one dialect by `made`."""

    def __init__(self, made: Callable[[ClauseElement], Statement]) -> None:
        since = bindparam("since", type_=Instant)
        these = (
            select(*(sessions.c[name] for name in _COLUMNS), sessions.c.plan)
            .where(
                sessions.c.lifter == bindparam("lifter"),
                sessions.c.phase == FINISHED,
                sessions.c.started >= since,
                or_(sessions.c.started > since, sessions.c.id > bindparam("after")),
            )
            .order_by(sessions.c.started, sessions.c.id)
            .limit(bindparam("most"))
            .subquery("these")
        )
        in_order = these.c.started, these.c.id
        self.sessions = made(
            select(*(these.c[name] for name in _COLUMNS), plans.c.workout)
            .join_from(these, plans, plans.c.digest == these.c.plan)
            .order_by(*in_order)
        )
        self.sets = made(
            select(these.c.id, *SET_COLUMNS)
            .join_from(these, sets, sets.c.session == these.c.id)
            .order_by(*in_order, sets.c.place)
        )


class SqlArchive:
    __slots__ = ("_db", "_sql")

    def __init__(self, db: Channel, sql: ArchiveStatements) -> None:
        self._db = db
        self._sql = sql

    def sessions(self, lifter: int, after: Session | None, most: int) -> tuple[Session, ...]:
        where = {
            "lifter": lifter,
            "since": after.started if after else _BEFORE_ALL,
            "after": after.id if after else "",
            "most": most,
        }
        found = self._db.rows(self._sql.sessions, **where)
        logs = {
            id: tuple(rows.logged_set_from(row[1:]) for row in own)
            for id, own in groupby(self._db.rows(self._sql.sets, **where), key=lambda row: row[0])
        }
        return tuple(_session_from(row, logs.get(row[0], ())) for row in found)


def _session_from(row: Sequence[Any], log: tuple[LoggedSet, ...]) -> Session:
    id, lifter, unit, started, touched, finished, revision, state_text, plan_text = row
    workout: Workout = _plan(plan_text)
    state: State = read(State, state_text)
    return Session(
        id,
        lifter,
        workout,
        Unit(unit),
        started,
        touched,
        Situation(Phase.FINISHED, finished=finished),
        revision,
        log,
        state.skipped,
        state.swapped,
        state.opened,
        state.added,
        state.loads,
        pains=state.pains,
    )
