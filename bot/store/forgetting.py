"""A lifter is forgotten: `coach.parts.Oblivion` on SQL, in steps so small that nobody waits behind one.

Every table with something of a lifter's in it is emptied of it here, by its name, or because its rows hang on a session or on
the lifter; a test fills every table there is, and finds the one that was left out.
"""

from collections.abc import Callable, MutableMapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, literal_column, select, update
from sqlalchemy.sql import ClauseElement, ColumnElement

from bot.store import rows
from bot.store.channel import Channel
from bot.store.dropping import DropStatements, drop
from bot.store.kinds import Day
from bot.store.memory import Learned
from bot.store.sql import Statement
from bot.store.tables import (
    LEAVING,
    OPEN,
    UNHANDLED,
    alarms,
    floods,
    imports,
    inbox,
    letters,
    lifters,
    reminded,
    reminders,
    sessions,
)
from bot.training.lifter import Lifter
from bot.training.plan import Workout
from bot.training.quantities import Unit

SESSIONS_A_STEP = 4  # with some dozens of sets each: a few thousandths of a second
_BEFORE_ALL = date(1970, 1, 1)


class OblivionStatements:
    """Compiled for one dialect by `made`."""

    def __init__(self, made: Callable[[ClauseElement], Statement]) -> None:
        lifter: BindParameter[int] = bindparam("lifter")
        one: ColumnElement[int] = literal_column("1")
        bare = {"unit": str(Unit.KG), "zone": None, "profile": "{}"}
        self.mark = made(update(lifters).where(lifters.c.id == lifter).values(**bare, reachable=False, leaving=True))
        self.marked = made(select(lifters.c.id).where(LEAVING))
        of_theirs = select(sessions.c.id).where(sessions.c.lifter == lifter, OPEN)
        self.hush = (
            made(delete(alarms).where(alarms.c.session.in_(of_theirs))),
            made(delete(letters).where(letters.c.lifter == lifter)),
            made(delete(reminders).where(reminders.c.lifter == lifter)),
        )
        self.some_sessions = made(
            select(sessions.c.id, sessions.c.plan)
            .where(sessions.c.lifter == lifter)
            .limit(literal_column(str(SESSIONS_A_STEP)))
        )
        self.dropping = DropStatements(made)
        first_import = select(imports.c.id).where(imports.c.lifter == lifter).limit(one).scalar_subquery()
        self.drop_import = made(delete(imports).where(imports.c.id == first_import))
        self.next_reminded = made(select(func.min(reminded.c.day)).where(reminded.c.day > bindparam("day", type_=Day)))
        this_day = reminded.c.day == bindparam("day", type_=Day)
        self.drop_reminded = made(delete(reminded).where(this_day, reminded.c.lifter == lifter))
        self.drop_rest = (
            made(delete(floods).where(floods.c.chat == lifter)),
            made(delete(lifters).where(lifters.c.id == lifter)),
        )
        said_by_them = inbox.c.inbound.like(bindparam("words"))
        self.blank = made(
            update(inbox).where(UNHANDLED, said_by_them, inbox.c.arrived < bindparam("before")).values(inbound=None)
        )


class SqlOblivion:
    __slots__ = ("_db", "_memory", "_plans", "_sql")

    def __init__(
        self, db: Channel, sql: OblivionStatements, memory: Learned, plans: MutableMapping[str, Workout]
    ) -> None:
        self._db = db
        self._sql = sql
        self._memory = memory
        self._plans = plans

    def begin(self, lifter: int) -> None:
        self._db.run(self._sql.mark, lifter=lifter)
        for statement in self._sql.hush:
            self._db.run(statement, lifter=lifter)
        self._memory.let_go(lifter)
        self._memory.learn_lifter(Lifter(lifter, reachable=False, leaving=True))

    def go_on(self, lifter: int, before: datetime) -> bool:
        if self._db.run(self._sql.drop_import, lifter=lifter) or self._some_sessions(lifter):
            return True
        self._reminded(lifter)
        for statement in self._sql.drop_rest:
            self._db.run(statement, lifter=lifter)
        self._db.run(self._sql.blank, words=f'%"lifter":{lifter},%', before=before)
        self._memory.let_go(lifter)
        rows.forget_texts()
        return False

    def under_way(self) -> tuple[int, ...]:
        return tuple(id for (id,) in self._db.rows(self._sql.marked))

    def _some_sessions(self, lifter: int) -> bool:
        """Whether there were any. A copy of a workout goes with the last session that was begun with it."""
        found = self._db.rows(self._sql.some_sessions, lifter=lifter)
        for digest in drop(self._db, self._sql.dropping, found):
            self._plans.pop(digest, None)
        return bool(found)

    def _reminded(self, lifter: int) -> None:
        """Day by day, as they are kept: there are a handful of days, and many lifters in each."""
        day: Any = _BEFORE_ALL
        while (day := self._db.rows(self._sql.next_reminded, day=day)[0][0]) is not None:
            self._db.run(self._sql.drop_reminded, day=day, lifter=lifter)
