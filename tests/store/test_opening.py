"""From a URL to an open store: what works, and for everything that does not, one clear line and never a password."""

import asyncio
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest

from bot.store import StoreTrouble, migrate, open_store
from bot.store.sqlite_file import connect
from tests.databases import GUARDED, PASSWORD, named, new_database
from tests.store.illness import a_plain_user, damaged
from tests.store.scenes import ANN, names_of


async def refused(url: str) -> str:
    """The one line that opening leads to; no thread is left behind."""
    threads = set(threading.enumerate())
    with pytest.raises(StoreTrouble) as caught:
        await open_store(url)
    line = str(caught.value)
    assert "\n" not in line
    assert PASSWORD not in line
    left = set(threading.enumerate()) - threads
    assert not [thread for thread in left if "_connection_worker_thread" in thread.name]
    return line


async def kept(url: str) -> None:
    """Ann is kept there, and is there the next time."""
    store = await open_store(url)
    await store.run(lambda tx: tx.keep_lifter(ANN))
    await store.close()
    store = await open_store(url)
    assert await names_of(store, ANN.id) == [ANN.id]
    await store.close()


async def test_an_absolute_path_whose_folders_are_not_there_yet(tmp_path: Path) -> None:
    await kept(f"sqlite:///{tmp_path}/a/b/spotter.db")
    assert (tmp_path / "a" / "b" / "spotter.db").is_file()


async def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await kept("sqlite:///data/my%20spotter.db")
    assert (tmp_path / "data" / "my spotter.db").is_file()


def test_what_is_committed_survives_a_power_cut(sqlite_url: str) -> None:
    with closing(connect(Path(sqlite_url.removeprefix("sqlite:///")))) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
async def test_postgres_by_either_name(postgres_url: str, scheme: str) -> None:
    await kept(f"{scheme}://{postgres_url.partition('://')[2]}")


async def test_postgres_with_a_user_and_a_password_with_odd_characters(postgres_server: str) -> None:
    url = new_database(postgres_server, "guarded")
    with psycopg.connect(url) as connection:
        connection.execute(f"GRANT ALL ON SCHEMA public TO {GUARDED}".encode())
    await kept(as_guarded(url, PASSWORD))


def as_guarded(url: str, password: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{GUARDED}:{quote(password, safe='')}@").geturl()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a URL"),
        ("data/spotter.db", "not a URL"),
        (f"mysql://me:{quote(PASSWORD)}@host/db", "begins with mysql://"),
        ("sqlite://", "names no database file"),
        ("sqlite:///", "names no database file"),
        ("sqlite://data/spotter.db", "names no database file"),
        ("sqlite:///:memory:", "names no database file"),
        ("sqlite:///data/", "names no database file"),
        (f"postgresql://me:{PASSWORD}@host:port/db", "cannot be read"),
        (f"postgresql://me:{PASSWORD}%zz@host/db", "cannot be read"),
        ("postgresql://host/db?colour=red", "cannot be read"),
    ],
)
async def test_a_url_that_names_no_database(url: str, says: str) -> None:
    line = await refused(url)
    assert says in line
    assert "sqlite:///data/spotter.db" in line


async def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    line = await refused(f"sqlite:///{tmp_path}/data/spotter.db")
    assert "File exists" in line or "Not a directory" in line
    assert f"Make {tmp_path}/data a folder" in line


async def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "spotter.db").mkdir()
    assert "cannot be opened" in await refused(f"sqlite:///{tmp_path}/spotter.db")


async def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    with a_plain_user() as folder:
        (folder / "data").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
        line = await refused(f"sqlite:///{folder}/data/spotter.db")
    assert "Permission denied" in line
    assert "set DATABASE_URL to another place" in line


@pytest.fixture
def read_only_url(migrated_sqlite: Path) -> Iterator[str]:
    content = migrated_sqlite.read_bytes()
    with a_plain_user() as folder:
        (folder / "spotter.db").write_bytes(content)
        (folder / "spotter.db").chmod(stat.S_IRUSR)
        yield f"sqlite:///{folder}/spotter.db"


async def test_a_file_that_may_not_be_written_to(read_only_url: str) -> None:
    assert "read-only" in await refused(read_only_url)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Dear diary, today I rowed.\n" * 400, "not an SQLite database"),
        (b"SQLite format 3\0" + b"\xff" * 8000, "database"),
    ],
)
async def test_a_file_that_is_no_database(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "spotter.db").write_bytes(content)
    assert says in await refused(f"sqlite:///{tmp_path}/spotter.db")
    assert (tmp_path / "spotter.db").read_bytes() == content


@pytest.fixture
def damaged_url(sqlite_url: str) -> str:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.write_bytes(damaged(path.read_bytes()))
    return sqlite_url


async def test_a_damaged_database(damaged_url: str) -> None:
    assert "damaged" in await refused(damaged_url)


async def test_a_file_that_another_program_keeps_locked(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "another program keeps it locked" in await refused(sqlite_url)
        other.rollback()
    await kept(sqlite_url)


@pytest.fixture
def holder(sqlite_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the file open as its store."""
    script = f"""if True:
        import asyncio, threading
        from bot.store import open_store
        async def hold():
            store = await open_store({sqlite_url!r})
            print("open", flush=True)
            await asyncio.Event().wait()
        asyncio.run(hold())
    """
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        yield holder
        holder.kill()


async def test_a_second_spotter_by_another_name_of_the_file(
    holder: subprocess.Popen[bytes], sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(sqlite_url.removeprefix("sqlite:///"))
    assert "Another Spotter is using" in await refused(f"sqlite:///{tmp_path}/link.db")


async def test_a_second_spotter_on_the_same_file(holder: subprocess.Popen[bytes], sqlite_url: str) -> None:
    assert "Another Spotter is using" in await refused(sqlite_url)
    holder.kill()
    await asyncio.to_thread(holder.wait)
    await kept(sqlite_url)


async def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        line = await refused(f"postgresql://me:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/spotter")
    assert "the server cannot be reached" in line
    assert "Connection refused" in line
    assert "cannot be reached" in await refused(f"postgresql:///spotter?host={tmp_path}")


async def test_a_wrong_password(postgres_server: str) -> None:
    assert "refuses this user and password" in await refused(as_guarded(postgres_server, "wrong"))


async def test_a_database_or_user_that_the_server_does_not_know(postgres_server: str) -> None:
    assert "no such database" in await refused(named(postgres_server, "nowhere"))
    stranger = urlsplit(postgres_server)._replace(netloc="stranger@").geturl()
    assert "no such user" in await refused(stranger)


async def test_a_user_who_may_not_make_tables(postgres_server: str) -> None:
    url = new_database(postgres_server, "barred")
    assert "may not do this" in await refused(as_guarded(url, PASSWORD))


async def test_migrate_leaves_a_file_in_use_alone_when_there_is_nothing_to_do(
    holder: subprocess.Popen[bytes], sqlite_url: str
) -> None:
    await migrate(sqlite_url)
    assert "Another Spotter is using" in await refused(sqlite_url)


async def test_migrate_prepares_and_lets_go(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    await migrate(url)
    await migrate(url)
    await kept(url)
