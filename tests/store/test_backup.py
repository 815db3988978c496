"""A backup is one sound file, whatever is written meanwhile; a restore changes nothing unless it can put all of it in place."""

import asyncio
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import closing
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path

import pytest

from bot.coach.ports import StoreTrouble, Transaction
from bot.coach.records import Due
from bot.store import OpenStore, open_store
from bot.store.backup import back_up, restore
from bot.training.habits import Habits
from bot.training.lifter import Lifter
from bot.training.reminders import Reminder, ReminderKind, Rhythm
from bot.training.session import Session
from tests.databases import PASSWORD
from tests.store.illness import a_plain_user, damaged, no_file_grows_beyond
from tests.store.scenes import ANN, begun, log_next, with_session
from tests.store.test_upgrade import old_sqlite
from tests.training.gym import NOON

SETS = 4  # of each session
COMPANIONS = (
    "spotter.db-wal",
    "spotter.db-shm",
    "spotter.db.lock",
)  # these come and go as SQLite and Spotter need them


@pytest.fixture
def database(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[OpenStore]:
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "monday.db"


async def sessions_in(file: Path, looked_into: Path) -> list[Session]:
    """All sessions of a backup as Spotter reads them, out of a copy, so that the backup stays as it is."""
    shutil.copyfile(file, looked_into)
    with closing(sqlite3.connect(looked_into)) as connection:
        ids = [str(id) for (id,) in connection.execute("SELECT id FROM sessions")]
    store = await open_store(f"sqlite:///{looked_into}")
    sessions = await store.run(lambda tx: [tx.session(id) for id in ids])
    await store.close()
    return [session for session in sessions if session is not None]


async def train(store: OpenStore, lifter: Lifter, stop: asyncio.Event, acknowledged: Counter[str]) -> None:
    """One session after another, each set counted once the store has said that it is kept."""
    day = 0
    while not stop.is_set():
        session = begun(f"{lifter.id}-{day}", lifter, day)
        await store.run(partial(with_session, session=session))
        for _ in range(SETS):
            await store.run(lambda tx: log_next(tx, lifter))
            acknowledged[session.id] += 1
        day += 1


async def test_taken_while_sets_are_logged_it_holds_everything_up_to_one_instant(
    store: OpenStore, sqlite_url: str, backup: Path, tmp_path: Path
) -> None:
    stop, acknowledged = asyncio.Event(), Counter[str]()
    lifters = [Lifter(id) for id in range(1, 9)]
    training = [asyncio.create_task(train(store, lifter, stop, acknowledged)) for lifter in lifters]
    for _ in range(3):
        before = acknowledged.copy()
        line = await asyncio.to_thread(back_up, sqlite_url, backup)
        after = acknowledged.total() + len(lifters)  # one set of each may be kept and not yet counted
        sessions = await sessions_in(backup, tmp_path / "looked-into.db")
        kept = Counter({session.id: len(session.log) for session in sessions})
        assert kept >= before and kept.total() <= after
        assert f"{len(sessions)} sessions, {kept.total()} sets" in line
        for session in sessions:
            assert [logged.slot.number for logged in session.log] == list(range(len(session.log))), "no hole"
            assert session.is_open == (len(session.log) < SETS)
        for lifter in lifters:
            days = sorted(int(session.id.partition("-")[2]) for session in sessions if session.lifter == lifter.id)
            assert days == list(range(len(days))), "no session without the one before it"
    assert acknowledged.total() > before.total() > 0, "there was something going on meanwhile"
    stop.set()
    await asyncio.gather(*training)


def test_it_is_one_file_that_opens_by_itself(sqlite_url: str, backup: Path) -> None:
    back_up(sqlite_url, backup)
    back_up(sqlite_url, backup)
    assert [file.name for file in backup.parent.iterdir()] == ["monday.db"]
    assert is_sound(backup)


def is_sound(file: Path) -> bool:
    """Whole, and by its header in need of no log to be opened."""
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return whole and file.read_bytes()[18:20] == b"\1\1"


def test_a_link_to_a_backup_stays_a_link(sqlite_url: str, backup: Path) -> None:
    link = backup.with_name("latest.db")
    link.symlink_to(backup)
    back_up(sqlite_url, link)
    assert link.is_symlink() and backup.stat().st_size > 0


async def test_after_a_restore_training_goes_on_at_the_set_of_the_backup(
    sqlite_url: str, backup: Path, database: Path
) -> None:
    store = await open_store(sqlite_url)
    await store.run(lambda tx: with_session(tx, begun()))
    await store.run(log_next)
    back_up(sqlite_url, backup)
    await store.run(log_next)
    await store.run(log_next)
    await store.close()

    line = restore(sqlite_url, backup)
    assert "1 session, 1 set," in line
    aside = database.with_name("spotter.db.before-restore-1")
    assert line.endswith(f"What was there before is kept as {aside}.")
    assert await trained_on(sqlite_url) == 2
    assert "1 session, 3 sets," in restore(sqlite_url, aside), "and the way back is open"
    assert await trained_on(sqlite_url) == 4


async def test_what_is_planned_and_was_posted_is_in_it(sqlite_url: str, backup: Path) -> None:
    reminder = Reminder(ReminderKind.TRAIN, NOON.date(), NOON)
    rhythm = Rhythm("Europe/Vienna", frozenset({0, 3}), time(18))
    due = Due(ANN.id, reminder, rhythm)

    def plan(tx: Transaction) -> None:
        tx.keep_lifter(replace(ANN, habits=Habits(rhythm.days)))
        tx.plan_reminder(ANN.id, reminder, rhythm)

    store = await open_store(sqlite_url)
    await store.run(plan)
    (letter,) = await store.run(lambda tx: tx.post_reminders([(due, reminder)]))
    back_up(sqlite_url, backup)
    await store.run(lambda tx: tx.drop_letter(letter.id))
    await store.run(lambda tx: tx.plan_reminder(ANN.id, None, rhythm))
    await store.close()

    restore(sqlite_url, backup)
    again = await open_store(sqlite_url)
    assert await again.run(lambda tx: tx.waiting_letters(NOON, 9)) == (letter,)
    assert await again.run(lambda tx: tx.due_reminders(NOON, 9)) == (due,)
    assert await again.run(lambda tx: tx.post_reminders([(due, None)])) == (), "it was posted before"
    assert await again.run(lambda tx: tx.lifter(ANN.id)) == replace(ANN, habits=Habits(rhythm.days))
    await again.close()


async def trained_on(url: str) -> int:
    """How many sets the session has after one more."""
    store = await open_store(url)
    session = await store.run(log_next)
    await store.close()
    return len(session.log)


async def test_the_log_of_a_killed_spotter_stays_with_what_it_belongs_to(
    store: OpenStore, sqlite_url: str, backup: Path, tmp_path: Path
) -> None:
    """Applied to another database, it would ruin that."""
    await store.run(lambda tx: with_session(tx, begun()))
    back_up(sqlite_url, backup)
    await store.run(log_next)
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("spotter.db", "spotter.db-wal"):
        shutil.copyfile(tmp_path / name, killed / name)
    assert (killed / "spotter.db-wal").stat().st_size > 0

    assert "1 session, 0 sets," in restore(f"sqlite:///{killed}/spotter.db", backup)
    assert "1 session, 1 set," in back_up(f"sqlite:///{killed}/spotter.db.before-restore-1", tmp_path / "aside.db")
    assert "1 session, 0 sets," in back_up(f"sqlite:///{killed}/spotter.db", tmp_path / "now.db")


async def test_a_ruined_database_is_replaced_and_kept_with_its_log(
    store: OpenStore, sqlite_url: str, backup: Path, tmp_path: Path
) -> None:
    back_up(sqlite_url, backup)
    await store.run(lambda tx: tx.keep_lifter(ANN))
    ruined = tmp_path / "ruined"
    ruined.mkdir()
    (ruined / "spotter.db").write_bytes(b"Dear diary, today I rowed.\n" * 400)
    shutil.copyfile(tmp_path / "spotter.db-wal", ruined / "spotter.db-wal")
    before = content_of({ruined}, ())
    restore(f"sqlite:///{ruined}/spotter.db", backup)
    for end in ("", "-wal"):
        assert (ruined / f"spotter.db.before-restore-1{end}").read_bytes() == before[ruined / f"spotter.db{end}"]
    assert not (ruined / "spotter.db-wal").exists()
    assert is_sound(ruined / "spotter.db")


def test_where_there_is_no_database_a_restore_makes_it(sqlite_url: str, backup: Path, tmp_path: Path) -> None:
    back_up(sqlite_url, backup)
    line = restore(f"sqlite:///{tmp_path}/new/folder/spotter.db", backup)
    assert "before" not in line
    assert is_sound(tmp_path / "new" / "folder" / "spotter.db")


def refused(doing: Callable[[str, Path], str], url: str, file: Path) -> str:
    """The one line it says, with every file in both folders as it was and none more."""
    folders = {file.parent, Path(url.removeprefix("sqlite:///")).parent}
    before = content_of(folders)
    with pytest.raises(StoreTrouble) as caught:
        doing(url, file)
    assert content_of(folders) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def content_of(folders: set[Path], but: Collection[str] = COMPANIONS) -> dict[Path, bytes | None]:
    found = (path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.name not in but)
    return {path: path.read_bytes() if path.is_file() else None for path in found}


def broken_backups(sound: bytes) -> dict[str, bytes]:
    newer = sqlite3.connect(":memory:")
    newer.deserialize(sound)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    stray = sqlite3.connect(":memory:")
    stray.deserialize(sound)
    stray.execute("INSERT INTO last_times (session, sets) VALUES ('nobody', '{}')")
    stray.commit()
    with closing(newer), closing(stray), closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        return {
            "damaged": damaged(sound),
            "a damaged page": sound[: 4096 * 9] + os.urandom(4096) + sound[4096 * 10 :],
            "half of it": sound[: len(sound) // 2],
            "a byte short": sound[:-1],
            "text": b"Dear diary, today I rowed.\n" * 400,
            "empty": b"",
            "newer": newer.serialize(),
            "another program's": other.serialize(),
            "rows of nobody": stray.serialize(),
        }


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("damaged", "damaged"),
        ("a damaged page", "damaged"),
        ("half of it", "damaged"),
        ("a byte short", "damaged (it ends within a page)"),
        ("text", "not an SQLite database"),
        ("empty", "no database of Spotter's"),
        ("newer", "newer Spotter (schema 9999; this one knows"),
        ("another program's", "no database of Spotter's"),
        ("rows of nobody", "damaged (rows of last_times belong to nothing)"),
    ],
)
def test_what_is_no_sound_backup_is_neither_restored_nor_made(
    sqlite_url: str, backup: Path, tmp_path: Path, what: str, says: str
) -> None:
    back_up(sqlite_url, backup)
    content = broken_backups(backup.read_bytes())[what]
    broken = backup.with_name("broken.db")
    broken.write_bytes(content)
    assert says in refused(restore, sqlite_url, broken)
    assert says in refused(back_up, f"sqlite:///{broken}", backup)


def test_a_backup_that_is_not_there(sqlite_url: str, backup: Path) -> None:
    assert f"no backup at {backup}" in refused(restore, sqlite_url, backup)
    assert "no backup at" in refused(restore, sqlite_url, backup.parent)


def test_a_database_that_is_not_there(tmp_path: Path, backup: Path) -> None:
    assert "is DATABASE_URL right?" in refused(back_up, f"sqlite:///{tmp_path}/nowhere.db", backup)


def test_a_running_spotter_keeps_its_database(
    store: OpenStore, sqlite_url: str, backup: Path, database: Path, tmp_path: Path
) -> None:
    back_up(sqlite_url, backup)
    (tmp_path / "by-another-name.db").symlink_to(database)
    for name in ("spotter.db", "by-another-name.db"):
        assert "Another Spotter is using" in refused(restore, f"sqlite:///{tmp_path}/{name}", backup)


def test_another_program_that_looks_into_the_database_keeps_it(sqlite_url: str, backup: Path, database: Path) -> None:
    """Whoever has the old file open would delete the new one's log when closing it."""
    back_up(sqlite_url, backup)
    with closing(sqlite3.connect(database)) as other:
        other.execute("SELECT count(*) FROM sets").fetchone()
        assert "Another program has" in refused(restore, sqlite_url, backup)
    restore(sqlite_url, backup)


@pytest.mark.parametrize("name", ["spotter.db", "spotter.db-wal", "spotter.db-shm", "spotter.db.lock"])
async def test_the_databases_own_files_are_no_place_for_a_backup(
    store: OpenStore, sqlite_url: str, tmp_path: Path, name: str
) -> None:
    (tmp_path / "link.db").symlink_to(name)
    (tmp_path / "hard.db").hardlink_to(tmp_path / name)
    for place in (name, "link.db", "hard.db"):
        assert "belongs to the database itself" in refused(back_up, sqlite_url, tmp_path / place)
        assert "belongs to the database itself" in refused(restore, sqlite_url, tmp_path / place)


def test_what_is_no_backup_is_not_overwritten(sqlite_url: str, backup: Path) -> None:
    backup.write_text("my training diary")
    assert "is no backup: name another file" in refused(back_up, sqlite_url, backup)
    os.mkfifo(backup.with_name("pipe"))
    assert "is no backup: name another file" in refused(back_up, sqlite_url, backup.with_name("pipe"))
    assert "is a folder" in refused(back_up, sqlite_url, backup.parent)
    assert "make it first" in refused(back_up, sqlite_url, backup.parent / "tuesday" / "spotter.db")


def test_a_disk_without_room_leaves_the_last_backup_as_it_was(sqlite_url: str, backup: Path) -> None:
    back_up(sqlite_url, backup)
    with no_file_grows_beyond(20_000):
        assert f"{backup} is as it was" in refused(back_up, sqlite_url, backup)
        assert "is as it was" in refused(restore, sqlite_url, backup)


def test_a_folder_that_may_not_be_written_to(sqlite_url: str, database: Path) -> None:
    content = database.read_bytes()
    with a_plain_user() as folder:
        (folder / "spotter.db").write_bytes(content)
        (folder / "backups").mkdir(mode=0o500)
        assert "Permission denied" in refused(back_up, f"sqlite:///{folder}/spotter.db", folder / "backups" / "b.db")


@pytest.mark.parametrize(("doing", "tool"), [(back_up, "pg_dump"), (restore, "pg_restore")])
def test_postgres_has_its_own_tools(doing: Callable[[str, Path], str], tool: str, backup: Path) -> None:
    line = refused(doing, "postgres://me:op%3An%2Fs%40same%3F@host/db", backup)
    assert f"{tool} --" in line and PASSWORD not in line and "op%3A" not in line


async def test_a_backup_of_an_older_spotter_is_brought_up_to_date(backup: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    assert "1 session, 2 sets," in back_up(old_sqlite(old / "spotter.db"), backup)
    url = f"sqlite:///{tmp_path}/restored.db"
    restore(url, backup)
    store = await open_store(url)
    session = await store.run(lambda tx: tx.open_session(ANN.id))
    assert session is not None and len(session.log) == 2
    await store.close()
