"""Watches whose rows are touched while somebody is being answered: by every statement that runs, and by what memory hands out.

Each SELECT, those within others included, calls `seen` for every row that it lets through; triggers do so for every row that is
written. Whatever belongs to anybody but the one who speaks is a breach. No tests live here.
"""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import pytest
from sqlalchemy import Column, Dialect, FromClause, Join, Select, Table, func
from sqlalchemy.sql import ClauseElement, visitors
from sqlalchemy.sql.visitors import ExternallyTraversible

from bot.coach.ports import Transaction
from bot.coach.records import Spot, Urgency
from bot.coach.world import Later
from bot.screens.screen import Screen
from bot.store.sql import Statement, sqlite_dialect
from bot.store.sqlite import SqliteStore
from bot.store.statements import Statements
from bot.store.tables import alarms, imports, letters, lifters, pictures, sessions, sets, weighings
from bot.training.lifter import Lifter
from bot.training.session import Session
from tests.coach.simple_chat import Message, SimpleChat

T = TypeVar("T")
OWNER: dict[Table, Column[Any]] = {
    lifters: lifters.c.id,
    sessions: sessions.c.lifter,
    sets: sets.c.lifter,
    alarms: alarms.c.lifter,
    letters: letters.c.lifter,
    weighings: weighings.c.lifter,
    pictures: pictures.c.lifter,
    imports: imports.c.lifter,
}
OWNER_OF_LAST_TIMES = "(SELECT lifter FROM sessions WHERE id = {}.session)"

speaker: ContextVar[int | None] = ContextVar("speaker", default=None)  # None: nobody speaks, an alarm has gone off


@dataclass
class Watch:
    """`rows` counts those that were touched on behalf of somebody."""

    breaches: list[str] = field(default_factory=list)
    rows: int = 0
    _touched: set[tuple[str, int]] = field(default_factory=set)

    def seen(self, owner: int | None, table: str) -> int:
        """`owner` is None where an outer join found no row."""
        if owner is not None:
            self._touched.add((table, owner))
        return 1

    def begins(self) -> None:
        self._touched.clear()

    def ends(self, who: int | None) -> None:
        if who is not None:
            self.rows += len(self._touched)
            self.breaches += [f"{table} of {owner}, for {who}" for table, owner in self._touched if owner != who]


class WatchedStore:
    def __init__(self, store: SqliteStore, watch: Watch) -> None:
        self._store = store
        self._watch = watch

    async def run(self, work: Callable[[Transaction], T]) -> T:
        who = speaker.get()

        def watched(tx: Transaction) -> T:
            self._watch.begins()
            try:
                return work(cast(Transaction, WatchedTransaction(tx, self._watch)))
            finally:
                self._watch.ends(who)

        return await self._store.run(watched)

    async def scrub(self) -> bool:
        return await self._store.scrub()


class WatchedTransaction:
    """What is remembered is not asked of the database: here it is seen all the same."""

    def __init__(self, tx: Transaction, watch: Watch) -> None:
        self._tx = tx
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._tx, name)
        if not callable(method):  # a part of it
            return WatchedTransaction(method, self._watch)

        def noticed(*given: object) -> object:
            found = method(*given)
            if isinstance(found, Session):
                self._watch.seen(found.lifter, "sessions")
            if isinstance(found, Lifter):
                self._watch.seen(found.id, "lifters")
            if name in ("card", "keep_card") and (session := self._tx.session(str(given[0]))) is not None:
                self._watch.seen(session.lifter, "sessions")
            return found

        return noticed


class WatchedChat(SimpleChat):
    """Nobody is shown what somebody else may press. Some chats have no room for a ring, so that letters wait."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    async def room(self, chat: int, urgency: Urgency) -> None:
        if urgency is Urgency.RING and chat % 3 == 0:
            raise Later(3600)

    def _written(self, spot: Spot, screen: Screen) -> Message:
        who = speaker.get()
        others = {button.tap.lifter for row in screen.rows for button in row} - {who}
        if who is not None and others:
            self._watch.breaches.append(f"buttons of {others}, for {who}")
        return super()._written(spot, screen)


async def watching(store: SqliteStore, watch: Watch) -> WatchedStore:
    """The store, watched. It must have been opened with `watched_statements`."""
    hop = store.hop
    await hop.create_function("seen", 2, watch.seen)
    for table in (*(table.name for table in OWNER), "last_times"):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            column = OWNER_OF_LAST_TIMES.format(row) if table == "last_times" else f"{row}.{_owner_of(table).name}"
            when = f"watched_{table}_{event} AFTER {event} ON {table}"
            await hop.execute(f"CREATE TEMP TRIGGER {when} BEGIN SELECT seen({column}, '{table}'); END")
    return WatchedStore(store, watch)


def watched_statements() -> Statements:
    """The statements of the store, each SELECT with a word to the watch in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.statements.Statement", WatchedStatement)
        return Statements(sqlite_dialect())


class WatchedStatement(Statement):
    def __init__(self, element: ClauseElement, dialect: Dialect) -> None:
        super().__init__(_watched(element) if isinstance(element, Select) else element, dialect)


def _watched(select: Select[Any]) -> Select[Any]:
    def within(element: Any, **_: Any) -> Any:
        return _watched(element) if isinstance(element, Select) and element is not select else None

    watched = cast(Select[Any], visitors.replacement_traverse(cast(ExternallyTraversible, select), {}, within))
    for source in select.get_final_froms():
        for table in _tables(source):
            watched = watched.where(func.seen(OWNER[table], table.name))
    return watched


def _tables(source: FromClause) -> Iterator[Table]:
    """The tables with owners that a SELECT reads itself; one within it is watched by itself."""
    if isinstance(source, Join):
        yield from (*_tables(source.left), *_tables(source.right))
    elif isinstance(source, Table) and source in OWNER:
        yield source


def _owner_of(table: str) -> Column[Any]:
    return next(column for known, column in OWNER.items() if known.name == table)
