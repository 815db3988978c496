"""Files that were brought, and the sessions that come with them: `coach.parts.Imports` on SQL.

Sessions that are coming or going bear the import's id with a mark, and are set aside: nothing counts them. One statement takes
all of an import's sessions into the record, or out of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, literal_column, not_, or_, select, update
from sqlalchemy.sql import ClauseElement, ColumnElement

from bot.coach.records import Known
from bot.screens.found import Brought, Found, Import, ImportState
from bot.store import rows
from bot.store.channel import Channel
from bot.store.dropping import DropStatements, drop
from bot.store.kinds import Instant
from bot.store.memory import Learned
from bot.store.sql import Insert, Row, Statement
from bot.store.tables import RUNNING, imports, last_times, plans, sessions, sets
from bot.store.written import read, write
from bot.training.plan import IMPORTED, Workout
from bot.training.session import Coaching, Phase, Session

MARK = "+"  # behind the id, while a session is on its way
_COLUMNS = tuple(column for column in imports.columns if column.name != "body")
_REWRITTEN = ("state", "chat", "message", "found", "choices", "brought")
_SET_ASIDE: ColumnElement[str] = literal_column("'abandoned'")
_FINISHED: ColumnElement[str] = literal_column("'finished'")
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)
# Of a session: that it is no part of any record yet, or not any more.
ON_ITS_WAY: ColumnElement[bool] = sessions.c.imported.like(literal_column(f"'%{MARK}'"))
HERE: ColumnElement[bool] = or_(sessions.c.imported.is_(None), not_(ON_ITS_WAY))
# Its workout is one that nobody has planned: whose turn it is does not follow from it.
FROM_ELSEWHERE: ColumnElement[bool] = sessions.c.workout.like(literal_column(f"'{IMPORTED}%'"))


class ImportStatements:
    """Compiled for one dialect by `made`."""

    def __init__(self, upsert: Insert, made: Callable[[ClauseElement], Statement]) -> None:
        this = imports.c.id == bindparam("id")
        of_lifter = imports.c.lifter == bindparam("lifter")
        newest = imports.c.at.desc(), imports.c.id
        self.one = made(select(*_COLUMNS).where(this).with_for_update())
        self.of_lifter = made(select(*_COLUMNS).where(of_lifter).order_by(*newest))
        self.unfinished = made(select(*_COLUMNS).where(RUNNING).order_by(imports.c.at))
        self.keep = made(_keep(upsert))
        self.body = made(select(imports.c.body).where(this))
        self.keep_body = made(update(imports).where(this).values(body=bindparam("body")))
        self.drop = made(delete(imports).where(this))
        asked: ColumnElement[str] = literal_column("'asked'")
        self.drop_unanswered = made(
            delete(imports).where(imports.c.state == asked, imports.c.at < bindparam("before", type_=Instant))
        )

        self.whose = made(select(sessions.c.lifter).where(sessions.c.id == bindparam("id")))
        self.known = made(_known())
        self.add_session = made(insert(sessions))
        self.add_last_time = made(insert(last_times))
        self.add_plan = made(upsert(plans).on_conflict_do_nothing())
        self.add_set = made(insert(sets))

        coming = sessions.c.imported == bindparam("marked")
        came = sessions.c.imported == bindparam("id")
        self.take_in = made(update(sessions).where(coming).values(imported=bindparam("id"), phase=_FINISHED))
        self.take_out = made(update(sessions).where(came).values(imported=bindparam("marked"), phase=_SET_ASIDE))
        self.some = made(select(sessions.c.id, sessions.c.plan).where(coming).limit(bindparam("most")))
        self.dropping = DropStatements(made)
        since = sessions.c.touched > bindparam("since", type_=Instant)
        self.put_right = made(select(func.count()).select_from(sessions).where(came, since))


def _keep(upsert: Insert) -> Any:
    new = upsert(imports).values({column.name: bindparam(column.name) for column in _COLUMNS})
    return new.on_conflict_do_update(
        index_elements=[imports.c.id], set_={name: new.excluded[name] for name in _REWRITTEN}
    )


def _known() -> ClauseElement:
    """A lifter's sessions that are part of their record or were set aside by themselves, each with the number of its
    sets, in the order in which they began."""
    since = bindparam("since", type_=Instant)
    later = or_(sessions.c.started > since, sessions.c.id > bindparam("after"))
    these = (
        select(sessions.c.id, sessions.c.started)
        .where(sessions.c.lifter == bindparam("lifter"), sessions.c.started >= since, later, HERE)
        .order_by(sessions.c.started, sessions.c.id)
        .limit(bindparam("most"))
        .subquery("these")
    )
    return (
        select(these.c.id, these.c.started, func.count(sets.c.reps))
        .join_from(these, sets, sets.c.session == these.c.id, isouter=True)
        .group_by(these.c.id, these.c.started)
        .order_by(these.c.started, these.c.id)
    )


class SqlImports:
    __slots__ = ("_db", "_memory", "_sql")

    def __init__(self, db: Channel, sql: ImportStatements, memory: Learned) -> None:
        self._db = db
        self._sql = sql
        self._memory = memory

    def one(self, id: str) -> Import | None:
        row = self._db.row(self._sql.one, id=id)
        return None if row is None else _import_from(row)

    def of_lifter(self, lifter: int) -> tuple[Import, ...]:
        return tuple(map(_import_from, self._db.rows(self._sql.of_lifter, lifter=lifter)))

    def unfinished(self) -> tuple[Import, ...]:
        return tuple(map(_import_from, self._db.rows(self._sql.unfinished)))

    def keep(self, one: Import) -> None:
        self._db.run(self._sql.keep, **_values(one))

    def body(self, id: str) -> bytes | None:
        row = self._db.row(self._sql.body, id=id)
        return None if row is None or row[0] is None else bytes(row[0])

    def keep_body(self, id: str, body: bytes | None) -> None:
        self._db.run(self._sql.keep_body, id=id, body=body)

    def drop(self, id: str) -> None:
        self._db.run(self._sql.drop, id=id)

    def drop_unanswered(self, before: datetime) -> None:
        self._db.run(self._sql.drop_unanswered, before=before)

    def known(self, lifter: int, after: Known | None, most: int) -> tuple[Known, ...]:
        since, id = (after.started, after.id) if after else (_BEFORE_ALL, "")
        found = self._db.rows(self._sql.known, lifter=lifter, since=since, after=id, most=most)
        return tuple(Known(id, started, count) for id, started, count in found)

    def whose(self, session: str) -> int | None:
        row = self._db.row(self._sql.whose, id=session)
        return None if row is None else int(row[0])

    def add(self, id: str, coming: Sequence[Session], chat: int) -> None:
        digests: dict[int, str] = {}
        for session in coming:
            self._add_plan(session.workout, digests)
        self._db.run_many(
            self._sql.add_session, [_session_values(id, one, digests[_sign(one.workout)], chat) for one in coming]
        )
        self._db.run_many(self._sql.add_last_time, [_last_time_values(one) for one in coming])
        self._db.run_many(self._sql.add_set, _set_values(coming))

    def _add_plan(self, workout: Workout, digests: dict[int, str]) -> None:
        """Sessions that were done alike share the very same workout: it is written once."""
        if _sign(workout) not in digests:
            digest, text = rows.plan_text(workout)
            self._db.run(self._sql.add_plan, digest=digest, workout=text)
            digests[_sign(workout)] = digest

    def take_in(self, id: str, lifter: int) -> int:
        self._memory.let_go(lifter)
        return self._db.run(self._sql.take_in, id=id, marked=id + MARK)

    def take_out(self, id: str, lifter: int) -> int:
        self._memory.let_go(lifter)
        return self._db.run(self._sql.take_out, id=id, marked=id + MARK)

    def remove(self, id: str, most: int) -> int:
        found = self._db.rows(self._sql.some, marked=id + MARK, most=most)
        drop(self._db, self._sql.dropping, found)
        return len(found)

    def put_right(self, id: str, since: datetime) -> int:
        ((number,),) = self._db.rows(self._sql.put_right, id=id, since=since)
        return int(number)


def _sign(workout: Workout) -> int:
    """Which object it is: comparing two would take longer than writing one."""
    return id(workout)


def _session_values(id: str, session: Session, digest: str, chat: int) -> rows.Values:
    """One that was set aside when it was exported stays so; it is no more to be taken into the record."""
    set_aside = session.phase is not Phase.FINISHED
    return {
        **rows.lasting_values(session, digest, chat),
        **rows.changing_values(session, rows.trail_lines(session, None)),
        "phase": str(Phase.ABANDONED),
        "message": None,
        "imported": id if set_aside else id + MARK,
    }


def _last_time_values(session: Session) -> rows.Values:
    if not session.last_time and session.coaching == Coaching():
        return {"session": session.id, "sets": "{}", "coaching": "{}"}
    sets, coaching = rows.last_time_text(session.last_time), rows.coaching_text(session.coaching)
    return {"session": session.id, "sets": sets, "coaching": coaching}


def _set_values(coming: Iterable[Session]) -> Iterable[rows.Values]:
    for session in coming:
        for place, logged in enumerate(session.log):
            yield rows.set_values(session, place, logged)


def _values(one: Import) -> rows.Values:
    return {
        "id": one.id,
        "lifter": one.lifter,
        "state": str(one.state),
        "at": one.at,
        "name": one.name,
        "file": one.file,
        "found": None if one.found is None else write(one.found),
        "choices": write(one.choices),
        "brought": write(one.brought),
        "chat": one.chat,
        "message": one.message,
    }


def _import_from(row: Row) -> Import:
    id, lifter, state, at, name, file, found, choices, brought, chat, message = row
    return Import(
        id,
        lifter,
        ImportState(state),
        at,
        name,
        file,
        chat,
        message,
        None if found is None else read(Found, found),
        read(Mapping[str, str], choices),
        read(Brought, brought),
    )
