"""A transaction's look back: rows of what was done, as the coach's rules want them."""

from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from bot.store.channel import Channel
from bot.store.history_statements import EXACTLY, HistoryStatements
from bot.store.rows import State, logged_set_from
from bot.store.written import read
from bot.training.bests import BestSet
from bot.training.pain import Pain
from bot.training.progression import Performance
from bot.training.quantities import Load, Unit, Weight


def performances(db: Channel, sql: HistoryStatements, lifter: int, exercise: str, most: int) -> tuple[Performance, ...]:
    found = []
    rows = db.rows(sql.performances, lifter=lifter, exercise=exercise, most=most)
    for (session, started), own in groupby(rows, key=lambda row: row[:2]):
        found.append(Performance(session, started, tuple(logged_set_from(row[2:]) for row in own)))
    return tuple(found)


def best_sets(db: Channel, sql: HistoryStatements, lifter: int, exercise: str) -> tuple[BestSet, ...]:
    return tuple(
        BestSet(reps, Load(Weight(heaviest, Unit(unit)), on_body))
        for reps, unit, on_body, heaviest in db.rows(sql.best_sets, lifter=lifter, exercise=exercise)
    )


def best_volume(db: Channel, sql: HistoryStatements, lifter: int, exercise: str, unit: Unit) -> Weight | None:
    ((most,),) = db.rows(sql.best_volume, lifter=lifter, exercise=exercise)
    return None if most is None else Weight(Decimal(most) / EXACTLY / 1000, Unit.KG).to(unit)


def pained(db: Channel, sql: HistoryStatements, lifter: int, since: datetime) -> tuple[tuple[datetime, Pain], ...]:
    return tuple(
        (started, pain)
        for started, state in db.rows(sql.pained, lifter=lifter, since=since)
        for pain in read(State, state).pains
    )


def weighed(db: Channel, sql: HistoryStatements, lifter: int, most: int) -> tuple[tuple[date, Weight], ...]:
    rows = db.rows(sql.weighed, lifter=lifter, most=most)
    return tuple((day, Weight(amount, Unit(unit))) for day, amount, unit in rows)
