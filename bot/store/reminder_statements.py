"""The statements about reminders and what they stand on: planned, due, posted once each, and what a lifter has trained.

Many reminders fall due at once. What is to say which rows it made is one statement for all of them, given its rows as one
parameter, a JSON list of lists, since both databases can read that as a table.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    Integer,
    Subquery,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    text,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.sql import ClauseElement, ColumnElement

from bot.store.kinds import Day, Instant
from bot.store.sql import Insert, Statement
from bot.store.tables import OPEN, PLANNED, letters, reminded, reminders, sessions, sets

GIVEN: tuple[tuple[str, type[Any]], ...] = (
    ("lifter", BigInteger),
    ("kind", Text),
    ("day", Integer),
    ("due", BigInteger),
)  # in each row of `rows`
POSTED: ColumnElement[str] = literal_column("'reminder'")

_PLANNED_COLUMNS = (reminders.c.kind, reminders.c.day, reminders.c.due)
# As they are written, since many of those that are due at once are alike, and each is then read once.
_PLAIN_COLUMNS = (
    reminders.c.kind,
    type_coerce(reminders.c.day, Integer),
    type_coerce(reminders.c.due, BigInteger),
    reminders.c.zone,
    reminders.c.days,
    reminders.c.minute,
    reminders.c.review,
)


def _given(dialect: Dialect) -> Subquery:
    """The rows of the parameter `rows`, as a table."""
    rows = bindparam("rows", type_=Text)
    each = _each_in_sqlite(rows) if dialect.name == "sqlite" else _each_in_postgres(rows)
    return select(*(cast(one, kind).label(name) for one, (name, kind) in zip(each, GIVEN, strict=True))).subquery(
        "given"
    )


def _each_in_sqlite(rows: ColumnElement[str]) -> list[ColumnElement[Any]]:
    row = func.json_each(rows).table_valued("value", name="each").c.value
    return [func.json_extract(row, literal_column(f"'$[{place}]'")) for place in range(len(GIVEN))]


def _each_in_postgres(rows: ColumnElement[str]) -> list[ColumnElement[Any]]:
    row = func.json_array_elements(cast(rows, JSON)).table_valued("value", name="each").c.value
    return [row.op("->>")(literal_column(str(place))) for place in range(len(GIVEN))]


class ReminderStatements:
    """Compiled for one dialect by `made`. Values are given by the columns' names unless a name says otherwise."""

    def __init__(self, dialect: Dialect, upsert: Insert, made: Callable[[ClauseElement], Statement]) -> None:
        of_lifter = reminders.c.lifter == bindparam("lifter")
        given = _given(dialect)

        self.planned = made(select(*_PLANNED_COLUMNS).where(of_lifter, PLANNED))
        self.plan = made(_plan(upsert))
        # Whoever takes up what is due locks it; what another has in hand already is left to them.
        self.due = made(
            select(reminders.c.lifter, *_PLAIN_COLUMNS)
            .where(PLANNED, reminders.c.due <= bindparam("now"))
            .order_by(reminders.c.due)
            .limit(bindparam("most"))
            .with_for_update(skip_locked=True)
        )
        self.remind = made(_remind(upsert, given))
        self.post = made(
            insert(letters)
            .from_select(
                ["lifter", "chat", "session", "kind", "due", "reminder", "day"],
                select(given.c.lifter, given.c.lifter, null(), POSTED, given.c.due, given.c.kind, given.c.day),
            )
            .returning(letters.c.id, letters.c.lifter)
        )
        self.replan = made(
            update(reminders).where(of_lifter).values({name: bindparam(name) for name in ("kind", "day", "due")})
        )
        self.take_back = made(
            delete(reminded).where(
                reminded.c.day == bindparam("day", type_=Day),
                reminded.c.lifter == bindparam("lifter"),
                reminded.c.kind == bindparam("kind"),
            )
        )
        self.forget = made(delete(reminded).where(reminded.c.day < bindparam("before", type_=Day)))
        self.trained = made(_trained())


def _plan(upsert: Insert) -> Any:
    new = upsert(reminders)
    names = ("kind", "day", "due", "zone", "days", "minute", "review")
    return new.on_conflict_do_update(
        index_elements=[reminders.c.lifter], set_={name: new.excluded[name] for name in names}
    )


def _remind(upsert: Insert, given: Subquery) -> Any:
    """Returns those that are new."""
    rows = select(given.c.day, given.c.lifter, given.c.kind)
    rows = rows.where(text("true"))  # without it SQLite would read ON CONFLICT as part of a join
    new = upsert(reminded).from_select(["day", "lifter", "kind"], rows)
    return new.on_conflict_do_nothing().returning(reminded.c.lifter)


def _trained() -> ClauseElement:
    """A row for each set of the lifter's finished sessions since then and of the open one; one without sets has one row."""
    columns = sessions.c.id, sessions.c.workout, sessions.c.started, sessions.c.finished
    of_lifter = sessions.c.lifter == bindparam("lifter")
    since = sessions.c.started >= bindparam("since", type_=Instant)
    these = union_all(
        select(*columns).where(of_lifter, since, sessions.c.phase == literal_column("'finished'")),
        select(*columns).where(of_lifter, OPEN),
    ).subquery("these")
    return (
        select(*these.c, sets.c.exercise, sets.c.kind, sets.c.at)
        .join_from(these, sets, sets.c.session == these.c.id, isouter=True)
        .order_by(these.c.started, these.c.id, sets.c.at, sets.c.place)
    )
