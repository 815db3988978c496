"""Brings a database to the newest schema, or finds that it is there already; refuses one that is newer than this code.

Alembic is imported only when there is something to do: it costs a third of a second of every start.
"""

from pathlib import Path

from sqlalchemy import Connection

from bot.coach.ports import StoreTrouble
from bot.store.migrations import NEWEST


def is_newest(version: str | None) -> bool:
    """False if there is something to do; raises `StoreTrouble` for a version that only newer code can know."""
    if version is not None and version > NEWEST:
        raise StoreTrouble(
            f"The database is of a newer Spotter (schema {version}; this one knows {NEWEST}): update Spotter, "
            "or restore the backup from before that update."
        )
    return version == NEWEST


def upgrade(connection: Connection, revision: str = NEWEST) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    command.upgrade(config, revision)
