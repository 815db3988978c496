"""The names under which Telegram has the pictures that were sent: `coach.parts.SentPictures` on SQL."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, literal_column, select
from sqlalchemy.sql import ClauseElement

from bot.store.channel import Channel
from bot.store.kinds import Instant
from bot.store.sql import Insert, Statement
from bot.store.tables import lifters, pictures

MOST_PICTURES = 50  # of one lifter

_OF_LIFTER = pictures.c.lifter == bindparam("lifter")
_THIS = _OF_LIFTER, pictures.c.digest == bindparam("digest")


class PictureStatements:
    """Compiled for one dialect by `made`."""

    def __init__(self, upsert: Insert, made: Callable[[ClauseElement], Statement]) -> None:
        self.file = made(select(pictures.c.file).where(*_THIS))
        self.keep = made(_keep(upsert))
        self.drop = made(delete(pictures).where(*_THIS))
        newest = (
            select(pictures.c.digest)
            .where(_OF_LIFTER)
            .order_by(pictures.c.at.desc(), pictures.c.digest)
            .limit(literal_column(str(MOST_PICTURES)))
        )
        self.drop_oldest = made(delete(pictures).where(_OF_LIFTER, pictures.c.digest.not_in(newest)))


def _keep(upsert: Insert) -> Any:
    given = [bindparam("lifter"), bindparam("digest"), bindparam("file"), bindparam("at", type_=Instant)]
    known = exists(select(lifters.c.id).where(lifters.c.id == bindparam("lifter")))
    new = upsert(pictures).from_select(["lifter", "digest", "file", "at"], select(*given).where(known))
    key = [pictures.c.lifter, pictures.c.digest]
    return new.on_conflict_do_update(index_elements=key, set_={n: new.excluded[n] for n in ("file", "at")})


class SqlPictures:
    __slots__ = ("_db", "_sql")

    def __init__(self, db: Channel, sql: PictureStatements) -> None:
        self._db = db
        self._sql = sql

    def file(self, lifter: int, digest: str) -> str | None:
        row = self._db.row(self._sql.file, lifter=lifter, digest=digest)
        return None if row is None else str(row[0])

    def keep(self, lifter: int, digest: str, file: str, now: datetime) -> None:
        self._db.run(self._sql.keep, lifter=lifter, digest=digest, file=file, at=now)
        self._db.run(self._sql.drop_oldest, lifter=lifter)

    def drop(self, lifter: int, digest: str) -> None:
        self._db.run(self._sql.drop, lifter=lifter, digest=digest)
