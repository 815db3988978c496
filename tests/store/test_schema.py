"""The migrations lead to exactly the tables that the code knows; a newer schema is refused; nothing is done twice."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.store import StoreTrouble, migrate, migrations, open_store
from bot.store.tables import metadata
from tests.databases import new_database
from tests.store.direct import sqlite_in_memory


def test_the_newest_revision_is_the_one_that_the_code_expects() -> None:
    folder = str(Path(str(migrations.__file__)).parent)
    config = Config()
    config.set_main_option("script_location", folder)
    revisions = ScriptDirectory.from_config(config)
    assert revisions.get_heads() == [migrations.NEWEST]
    assert sorted(one.revision for one in revisions.walk_revisions())[-1] == migrations.NEWEST


def test_the_migrated_sqlite_file_is_what_the_tables_say(migrated_sqlite: Path) -> None:
    def described(connection: sqlite3.Connection) -> dict[str, list[str]]:
        """The clauses of each table and index, in no order: a column that came later stands last."""
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        skipped = ("alembic_version", "sqlite_sequence")
        return {name: sorted(re.split(r"\s*[(,)]\s*", sql)) for name, sql in found if name not in skipped}

    with closing(sqlite3.connect(migrated_sqlite)) as connection, sqlite_in_memory() as fresh:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as migrated:
            assert compare_metadata(MigrationContext.configure(migrated), metadata) == []
        assert described(connection) == described(fresh)


_DESCRIPTION = """
SELECT table_name || '.' || column_name,
       concat_ws(' ', data_type, is_nullable, column_default, is_identity)
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
UNION ALL
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
UNION ALL
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('alembic_version'), 0)
ORDER BY 1, 2
"""


def test_the_migrated_postgres_database_is_what_the_tables_say(postgres_server: str, migrated_postgres: str) -> None:
    fresh_url = new_database(postgres_server, "fresh")
    with psycopg.connect(migrated_postgres) as connection, psycopg.connect(fresh_url) as fresh:
        engine = create_engine("postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as migrated:
            assert compare_metadata(MigrationContext.configure(migrated), metadata) == []
        metadata.create_all(create_engine("postgresql+psycopg://", creator=lambda: fresh, poolclass=StaticPool))
        described = connection.execute(_DESCRIPTION).fetchall()
        assert "sessions_one_open" in {name for name, _ in described}
        assert described == fresh.execute(_DESCRIPTION).fetchall()


async def test_a_newer_sqlite_schema_is_refused(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
        connection.commit()
    with pytest.raises(StoreTrouble, match=r"newer Spotter \(schema 9000; this one knows .*update Spotter"):
        await open_store(sqlite_url)


async def test_a_newer_postgres_schema_is_refused(postgres_server: str) -> None:
    url = new_database(postgres_server, "newer")
    await migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    with pytest.raises(StoreTrouble, match=r"newer Spotter \(schema 9000"):
        await open_store(url)


async def test_several_processes_may_migrate_postgres_at_once(postgres_server: str) -> None:
    url = new_database(postgres_server, "crowded")
    await asyncio.gather(*(migrate(url) for _ in range(4)))
    await (await open_store(url)).close()


def test_a_start_on_the_newest_schema_loads_neither_alembic_nor_the_other_database(sqlite_url: str) -> None:
    script = f"""if True:
        import asyncio, sys
        from bot.store import open_store
        async def start():
            await (await open_store({sqlite_url!r})).close()
        asyncio.run(start())
        print(sorted({{"alembic", "psycopg"}} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


async def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "spotter.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE sets (somebody_elses TEXT)")
        before = connection.execute("SELECT name FROM sqlite_master").fetchall()
    with pytest.raises(StoreTrouble, match="table sets already exists"):
        await migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == before
