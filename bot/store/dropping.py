"""Sessions that go for good, each with the copy of its workout, unless another session was begun with that as well."""

from collections.abc import Callable, Sequence

from sqlalchemy import bindparam, delete, exists, not_, select
from sqlalchemy.sql import ClauseElement

from bot.store.channel import Channel
from bot.store.sql import Row, Statement
from bot.store.tables import plans, sessions


class DropStatements:
    """Compiled for one dialect by `made`."""

    def __init__(self, made: Callable[[ClauseElement], Statement]) -> None:
        self.session = made(delete(sessions).where(sessions.c.id == bindparam("session")))
        in_use = exists(select(sessions.c.id).where(sessions.c.plan == bindparam("digest")))
        self.plan = made(delete(plans).where(plans.c.digest == bindparam("digest"), not_(in_use)))


def drop(db: Channel, sql: DropStatements, some: Sequence[Row]) -> frozenset[str]:
    """Drops sessions, given as rows of their ids and the digests of their plans; the digests come back."""
    db.run_many(sql.session, [{"session": id} for id, _ in some])
    digests = frozenset(digest for _, digest in some)
    for digest in digests:
        db.run(sql.plan, digest=digest)
    return digests
