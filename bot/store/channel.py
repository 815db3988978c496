"""The way from a transaction to the driver's cursor: runs statements until something goes wrong, and nothing after that.

A database error may have ended the transaction underneath (a full disk does so without a word). Going on would then write
outside of any transaction, so a channel that has seen one error, or whose function has returned, refuses everything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.store.sql import Cursor, Row, Statement
from bot.store.trouble import TransactionOver


class Channel:
    __slots__ = ("_cursor", "_meaning", "_over", "failure")

    def __init__(self, cursor: Cursor, meaning: Callable[[Exception], Exception]) -> None:
        self._cursor = cursor
        self._meaning = meaning
        self._over: str | None = None
        self.failure: Exception | None = None

    def run(self, statement: Statement, **values: object) -> int:
        """Runs a statement; returns how many rows it touched."""
        self._refuse_if_over()
        try:
            statement.run(self._cursor, values)
        except Exception as error:
            raise self._failed(error) from error
        return self._cursor.rowcount

    def run_many(self, statement: Statement, many: Iterable[Mapping[str, object]]) -> None:
        """Runs a statement once for each of many sets of values."""
        self._refuse_if_over()
        try:
            statement.run_many(self._cursor, many)
        except Exception as error:
            raise self._failed(error) from error

    def rows(self, statement: Statement, **values: object) -> Sequence[Row]:
        self._refuse_if_over()
        try:
            return statement.rows(self._cursor, values)
        except Exception as error:
            raise self._failed(error) from error

    def row(self, statement: Statement, **values: object) -> Row | None:
        return next(iter(self.rows(statement, **values)), None)

    def end(self) -> None:
        self._over = self._over or "its function has returned"

    def _refuse_if_over(self) -> None:
        if self._over is not None:
            raise TransactionOver(self._over)

    def _failed(self, error: Exception) -> Exception:
        self._over = f"a statement of it failed ({error})"
        self.failure = self._meaning(error)
        return self.failure
