"""Statements that are compiled once: parameters in their order, values converted both ways, constants where they belong."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import bindparam, select

from bot.store.kinds import (
    from_day_number,
    from_microseconds,
    from_thousandths,
    to_day_number,
    to_microseconds,
    to_thousandths,
)
from bot.store.sql import Statement, postgres_dialect, sqlite_dialect
from bot.store.tables import sets
from tests.store.direct import sqlite_in_memory


def test_instants_are_exact_before_and_after_1970() -> None:
    for instant in (
        datetime(1969, 7, 20, 20, 17, 40, 999_999, tzinfo=UTC),
        datetime(2038, 1, 20, tzinfo=UTC),
    ):
        assert from_microseconds(to_microseconds(instant)) == instant
    assert from_microseconds(-1) == datetime(1970, 1, 1, tzinfo=UTC) - timedelta(microseconds=1)


def test_dates_are_exact_before_and_after_1970() -> None:
    assert [to_day_number(date(1970, 1, day)) for day in (1, 2)] == [0, 1]
    for day in (date(1969, 12, 31), date(2028, 2, 29), date.max, date.min):
        assert from_day_number(to_day_number(day)) == day


def test_weights_are_exact_and_nothing_finer_is_rounded_away() -> None:
    for amount in ("0", "-7.25", "82.5", "1000", "4E+1", "0.001"):
        assert from_thousandths(to_thousandths(Decimal(amount))) == Decimal(amount)
    with pytest.raises(ValueError, match=r"0\.0001 is finer than a thousandth"):
        to_thousandths(Decimal("0.0001"))


def test_a_statement_puts_values_and_constants_in_their_places() -> None:
    heavy = Statement(
        select(sets.c.at, sets.c.exercise, sets.c.on_body)
        .where(sets.c.weight >= bindparam("least"), sets.c.kind == "working", sets.c.at < bindparam("end"))
        .limit(5),
        sqlite_dialect(),
    )
    at = datetime(2026, 3, 2, tzinfo=UTC)
    with sqlite_in_memory() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        row = ("s", 0, 0, 0, 7, "row", 8, 82_500, "kg", 1, "working", None, to_microseconds(at))
        connection.execute(f"INSERT INTO sets VALUES ({','.join('?' * len(row))})", row)
        cursor = connection.cursor()
        found = heavy.rows(cursor, {"least": Decimal("82.5"), "end": at + timedelta(seconds=1)})
        assert found == [(at, "row", True)]
        assert heavy.rows(cursor, {"least": Decimal("82.501"), "end": at + timedelta(seconds=1)}) == []
        assert heavy.rows(cursor, {"least": Decimal(0), "end": at}) == []


def test_each_dialect_gets_its_own_text() -> None:
    one = select(sets.c.reps).where(sets.c.session == bindparam("session"))
    assert "= ?" in Statement(one, sqlite_dialect()).text
    assert b"= %s" in Statement(one, postgres_dialect()).text
