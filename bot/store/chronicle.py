"""The past as a whole: `coach.chronicle.Chronicle` on SQL. Sums and bests are worked out in the database, from the index alone
where that can be, since everybody else waits meanwhile."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.sql import ClauseElement, ColumnElement, Select

from bot.store.channel import Channel
from bot.store.history_statements import COUNTING, FINISHED, NO_MATTER, UNCOUNTED
from bot.store.kinds import Instant
from bot.store.sql import Statement
from bot.store.tables import sessions, sets
from bot.store.written import write
from bot.training.quantities import KG_PER_LB, Load, Unit, Weight
from bot.training.session import Session
from bot.training.so_far import Practice
from bot.training.strength import Effort
from bot.training.volume import SessionVolume

_OF_LIFTER = sessions.c.lifter == bindparam("lifter")
_OF_SETS = sets.c.lifter == bindparam("lifter")
_OF_EXERCISE = _OF_SETS, sets.c.exercise == bindparam("exercise")
_SINCE = bindparam("since", type_=Instant)
_UNTIL = bindparam("until", type_=Instant)
_MICROSECOND = timedelta(microseconds=1)


def _lifted(unit: Unit, *only: ColumnElement[bool]) -> ColumnElement[int]:
    """Thousandths of a unit times repetitions, of what is not done on the body; None where there is none."""
    each = func.sum(sets.c.reps * type_coerce(sets.c.weight, BigInteger), type_=BigInteger)
    return each.filter(sets.c.on_body.is_(False), sets.c.unit == literal_column(f"'{unit}'"), *only)


def _listed(dialect: Dialect, name: str) -> Select[tuple[str]]:
    """The words of a parameter that is a JSON list."""
    words = bindparam(name, type_=Text)
    each = func.json_each(words) if dialect.name == "sqlite" else func.json_array_elements_text(cast(words, JSON))
    return select(each.table_valued("value", name="each").c.value)


class ChronicleStatements:
    """Compiled for one dialect by `made`. Values are given by the columns' names unless a name says otherwise."""

    def __init__(self, dialect: Dialect, made: Callable[[ClauseElement], Statement]) -> None:
        # All that was done, and what of it does not count: to leave that out set by set would take as long again.
        sums = (sets.c.exercise, func.count(), func.max(sets.c.at, type_=Instant), *map(_lifted, Unit))
        done = (
            select(*sums).where(_OF_SETS, sets.c.at >= _SINCE, sets.c.kind.not_in(NO_MATTER)).group_by(sets.c.exercise)
        )
        self.practised = made(done)
        self.uncounted = made(done.where(sets.c.session.in_(union_all(*UNCOUNTED))))
        self.last_done = made(select(func.max(sets.c.at, type_=Instant)).where(*_OF_EXERCISE, *COUNTING))
        self.first_done = made(select(sets.c.at).where(*_OF_EXERCISE, *COUNTING).order_by(sets.c.at).limit(1))
        self.efforts = made(
            select(sets.c.reps, sets.c.weight, sets.c.unit, sets.c.on_body, func.min(sets.c.at, type_=Instant))
            .where(*_OF_EXERCISE, sets.c.at >= _SINCE, sets.c.at < _UNTIL, *COUNTING)
            .group_by(
                type_coerce(sets.c.at, BigInteger) // bindparam("width", type_=BigInteger),
                *(sets.c[name] for name in ("reps", "weight", "unit", "on_body")),
            )
        )
        # By their begin alone, in the order of an index: sessions that began at once are one here.
        is_counted = sets.c.exercise.not_in(_listed(dialect, "timed"))
        self.volumes = made(
            select(sessions.c.started, func.count(), *(_lifted(unit, is_counted) for unit in Unit))
            .join_from(sessions, sets, sets.c.session == sessions.c.id)
            .where(
                _OF_LIFTER, sessions.c.started >= _SINCE, sessions.c.phase == FINISHED, sets.c.kind.not_in(NO_MATTER)
            )
            .group_by(sessions.c.started)
            .order_by(sessions.c.started)
        )
        self.latest_with = made(select(sets.c.session).where(*_OF_EXERCISE).order_by(sets.c.at.desc()).limit(1))
        latest = (
            select(sessions.c.id)
            .where(_OF_LIFTER, sessions.c.phase == FINISHED)
            .order_by(sessions.c.started.desc(), sessions.c.id.desc())
            .limit(bindparam("most"))
            .offset(bindparam("skip"))
        )
        self.with_exercise = made(latest.where(sessions.c.id.in_(select(sets.c.session).where(*_OF_EXERCISE))))
        self.between = made(latest.where(sessions.c.started >= _SINCE, sessions.c.started < _UNTIL))


class SqlChronicle:
    """`session` reads one."""

    __slots__ = ("_db", "_session", "_sql")

    def __init__(self, db: Channel, sql: ChronicleStatements, session: Callable[[str], Session | None]) -> None:
        self._db = db
        self._sql = sql
        self._session = session

    def practised(self, lifter: int, since: datetime) -> tuple[Practice, ...]:
        less = {exercise: row for exercise, *row in self._db.rows(self._sql.uncounted, lifter=lifter, since=since)}
        found = []
        for exercise, number, last, kg, lb in self._db.rows(self._sql.practised, lifter=lifter, since=since):
            void, latest, void_kg, void_lb = less.get(exercise, (0, None, 0, 0))
            if number > void:
                last = self._last_done(lifter, exercise) if last == latest else last
                volume = _volume((kg or 0) - (void_kg or 0), (lb or 0) - (void_lb or 0))
                found.append(Practice(exercise, number - void, volume, last))
        return tuple(found)

    def _last_done(self, lifter: int, exercise: str) -> datetime:
        ((last,),) = self._db.rows(self._sql.last_done, lifter=lifter, exercise=exercise)
        found: datetime = last
        return found

    def first_done(self, lifter: int, exercise: str) -> datetime | None:
        row = self._db.row(self._sql.first_done, lifter=lifter, exercise=exercise)
        found: datetime | None = None if row is None else row[0]
        return found

    def efforts(
        self, lifter: int, exercise: str, since: datetime, until: datetime, width: timedelta
    ) -> tuple[Effort, ...]:
        rows = self._db.rows(
            self._sql.efforts,
            lifter=lifter,
            exercise=exercise,
            since=since,
            until=until,
            width=width // _MICROSECOND,
        )
        return tuple(
            Effort(reps, Load(Weight(amount, Unit(unit)), on_body), at) for reps, amount, unit, on_body, at in rows
        )

    def volumes(self, lifter: int, since: datetime, timed: Collection[str]) -> tuple[SessionVolume, ...]:
        rows = self._db.rows(self._sql.volumes, lifter=lifter, since=since, timed=write(sorted(timed)))
        return tuple(SessionVolume(began, sets, _volume(kg or 0, lb or 0)) for began, sets, kg, lb in rows)

    def latest_with(self, lifter: int, exercise: str) -> Session | None:
        row = self._db.row(self._sql.latest_with, lifter=lifter, exercise=exercise)
        return None if row is None else self._session(row[0])

    def sessions_with(self, lifter: int, exercise: str, skip: int, most: int) -> tuple[Session, ...]:
        return self._sessions(self._sql.with_exercise, lifter=lifter, exercise=exercise, skip=skip, most=most)

    def sessions_between(
        self, lifter: int, since: datetime, until: datetime, skip: int, most: int
    ) -> tuple[Session, ...]:
        return self._sessions(self._sql.between, lifter=lifter, since=since, until=until, skip=skip, most=most)

    def _sessions(self, statement: Statement, **values: object) -> tuple[Session, ...]:
        found = (self._session(id) for (id,) in self._db.rows(statement, **values))
        return tuple(one for one in found if one is not None)


def _volume(kilograms: int, pounds: int) -> Weight:
    """From thousandths in each unit."""
    return Weight((Decimal(kilograms) + Decimal(pounds) * KG_PER_LB) / 1000, Unit.KG)
