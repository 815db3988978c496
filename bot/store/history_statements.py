"""The statements that look back over a lifter's sessions: what was done with an exercise, its best, what hurt, body weights.

Each looks at no more rows than it must, so that ten years of training cost little more than one.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, delete, func, literal_column, select, type_coerce
from sqlalchemy.sql import ClauseElement, ColumnElement

from bot.store.importing import HERE
from bot.store.kinds import Day, Instant, Thousandths
from bot.store.sql import Insert, Statement
from bot.store.tables import OPEN, SET_ASIDE, sessions, sets, weighings
from bot.training.bests import counts
from bot.training.quantities import KG_PER_LB
from bot.training.vocabulary import SetKind

FINISHED: ColumnElement[str] = literal_column("'finished'")
NO_MATTER: list[ColumnElement[str]] = [literal_column(f"'{kind}'") for kind in SetKind if not counts(kind)]
POUNDS: ColumnElement[str] = literal_column("'lb'")
EXACTLY = 10**8  # parts of a thousandth of a kilogram in which a pound is a whole number
_A_KILOGRAM: ColumnElement[int] = literal_column(f"CAST({EXACTLY} AS BIGINT)", BigInteger)
_A_POUND: ColumnElement[int] = literal_column(f"CAST({int(KG_PER_LB * EXACTLY)} AS BIGINT)", BigInteger)
# A set as `rows.logged_set_from` reads it.
SET_COLUMNS = (
    sets.c.position,
    sets.c.number,
    sets.c.exercise,
    sets.c.reps,
    sets.c.weight,
    sets.c.unit,
    sets.c.on_body,
    sets.c.kind,
    sets.c.rir,
    sets.c.at,
)
MOST_SETS_EACH = 20  # of an exercise in a session, as far as the search for its last sessions looks

_DONE = sets.c.lifter == bindparam("lifter"), sets.c.exercise == bindparam("exercise")
_OF_LIFTER = sessions.c.lifter == bindparam("lifter")
# The few sessions that do not count are looked up, not the many that do.
UNCOUNTED = select(sessions.c.id).where(_OF_LIFTER, SET_ASIDE), select(sessions.c.id).where(_OF_LIFTER, OPEN)
COUNTING = sets.c.kind.not_in(NO_MATTER), *(sets.c.session.not_in(few) for few in UNCOUNTED)
_COUNTED = *_DONE, *COUNTING


class HistoryStatements:
    """Compiled for one dialect by `made`. Values are given by the columns' names unless a name says otherwise."""

    def __init__(self, upsert: Insert, made: Callable[[ClauseElement], Statement]) -> None:
        self.performances = made(_performances())
        self.best_sets = made(
            select(sets.c.reps, sets.c.unit, sets.c.on_body, func.max(sets.c.weight, type_=Thousandths))
            .where(*_COUNTED)
            .group_by(sets.c.reps, sets.c.unit, sets.c.on_body)
        )
        self.best_volume = made(_best_volume())
        self.pained = made(
            select(sessions.c.started, sessions.c.state)
            .where(
                _OF_LIFTER,
                HERE,
                sessions.c.started >= bindparam("since", type_=Instant),
                sessions.c.state.like(literal_column("'%\"pains\"%'")),
            )
            .order_by(sessions.c.started)
        )
        self.past = made(
            select(sessions.c.id)
            .where(_OF_LIFTER, sessions.c.phase == FINISHED)
            .order_by(sessions.c.started.desc(), sessions.c.id.desc())
            .limit(bindparam("most"))
            .offset(bindparam("skip"))
        )
        self.begins = made(select(sessions.c.started).where(_OF_LIFTER, sessions.c.phase == FINISHED))
        self.weigh = made(_weigh(upsert))
        self.unweigh = made(
            delete(weighings).where(
                weighings.c.lifter == bindparam("lifter"), weighings.c.day == bindparam("day", type_=Day)
            )
        )
        self.weighed = made(
            select(weighings.c.day, weighings.c.weight, weighings.c.unit)
            .where(weighings.c.lifter == bindparam("lifter"))
            .order_by(weighings.c.day.desc())
            .limit(bindparam("most"))
        )


def _performances() -> ClauseElement:
    """The sets of an exercise in the last finished sessions that had it, oldest first, with the session and its begin."""
    latest = (
        select(sets.c.session)
        .where(*_DONE, sets.c.session.not_in(select(sessions.c.id).where(_OF_LIFTER, SET_ASIDE)))
        .order_by(sets.c.at.desc())
        .limit(bindparam("most") * MOST_SETS_EACH)
        .subquery("latest")
    )
    these = (
        select(sessions.c.id, sessions.c.started)
        .where(sessions.c.id.in_(select(latest.c.session)), sessions.c.phase == FINISHED)
        .order_by(sessions.c.started.desc())
        .limit(bindparam("most"))
        .subquery("these")
    )
    return (
        select(these.c.id, these.c.started, *SET_COLUMNS)
        .join_from(these, sets, sets.c.session == these.c.id)
        .where(sets.c.exercise == bindparam("exercise"))
        .order_by(these.c.started, these.c.id, sets.c.place)
    )


def _best_volume() -> ClauseElement:
    """The most that was lifted with an exercise in one session, in thousandths of a kilogram times `EXACTLY`."""
    exactly = case((sets.c.unit == POUNDS, _A_POUND), else_=_A_KILOGRAM)
    each = (
        select(
            func.sum(sets.c.reps * type_coerce(sets.c.weight, BigInteger) * exactly, type_=BigInteger).label("volume")
        )
        .where(*_COUNTED, sets.c.on_body.is_(False))
        .group_by(sets.c.session)
        .subquery("each")
    )
    return select(func.max(each.c.volume, type_=BigInteger))


def _weigh(upsert: Insert) -> Any:
    new = upsert(weighings)
    key = [weighings.c.lifter, weighings.c.day]
    return new.on_conflict_do_update(index_elements=key, set_={n: new.excluded[n] for n in ("weight", "unit")})
