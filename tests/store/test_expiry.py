"""Old backups go when they are to go; nothing else does, whatever it is called and however old."""

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.coach.ports import StoreTrouble
from bot.store.backup import back_up, restore
from bot.store.expiry import expire

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEEP = timedelta(days=30)


def aged(path: Path, days: float) -> Path:
    made = NOW.timestamp() - days * 86_400
    os.utime(path, (made, made))
    return path


@pytest.fixture
def folder(sqlite_url: str, tmp_path: Path) -> Path:
    """With today's backup in it."""
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(sqlite_url, folder / "today.db")
    aged(folder / "today.db", 0)
    return folder


def copies(folder: Path, ages: Mapping[str, float]) -> None:
    for name, days in ages.items():
        aged(Path(shutil.copyfile(folder / "today.db", folder / name)), days)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_those_that_are_older_go(sqlite_url: str, folder: Path) -> None:
    copies(folder, {"a.db": 30.1, "b.db": 400, "c.db": 29.9, "d.db": 1})
    assert expire(sqlite_url, folder / "today.db", KEEP, NOW) == "Deleted 2 backups older than 30 days (a.db, b.db)."
    assert names(folder) == {"today.db", "c.db", "d.db"}
    assert expire(sqlite_url, folder / "today.db", KEEP, NOW) == "Deleted 0 backups older than 30 days."


def test_what_is_no_backup_or_may_be_in_use_stays(sqlite_url: str, folder: Path, tmp_path: Path) -> None:
    copies(folder, {"other.sqlite": 99, "in-use.db": 99, "in-use.db-wal": 99, "cut.db": 99, "elsewhere.db": 99})
    (folder / "cut.db").write_bytes((folder / "cut.db").read_bytes()[:5000])
    (folder / "letter.db").write_text("Dear diary")
    (folder / "empty.db").touch()
    (folder / "elsewhere.db").rename(tmp_path / "elsewhere.db")
    (folder / "link.db").symlink_to(tmp_path / "elsewhere.db")
    (folder / "folder.db").mkdir()
    for path in folder.iterdir():
        if path.name != "today.db":
            aged(path, 99)
    before = names(folder)
    expire(sqlite_url, folder / "today.db", KEEP, NOW)
    assert names(folder) == before and (tmp_path / "elsewhere.db").exists()


def test_the_database_itself_stays_beside_its_backups(sqlite_url: str) -> None:
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    back_up(sqlite_url, database.with_name("today.db"))
    aged(database, 99)
    expire(sqlite_url, database.with_name("today.db"), KEEP, NOW)
    assert database.exists()


def test_what_a_restore_put_aside_goes_as_well(sqlite_url: str, folder: Path, tmp_path: Path) -> None:
    restore(sqlite_url, folder / "today.db")
    aside = aged(tmp_path / "spotter.db.before-restore-1", 31)
    assert "1 backup older" in expire(sqlite_url, folder / "today.db", KEEP, NOW)
    assert not aside.exists()


def test_postgres_has_its_own_tools(folder: Path) -> None:
    with pytest.raises(StoreTrouble, match="pg_dump"):
        expire("postgresql://localhost/spotter", folder / "today.db", KEEP, NOW)


def test_by_the_command_line(
    sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    copies(folder, {"old.db": 99})
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    assert main(["backup", str(folder / "new.db")]) == 0
    assert (folder / "old.db").exists(), "nothing goes unasked"
    assert main(["backup", str(folder / "new.db"), "--keep", "30"]) == 0
    assert "Deleted 2 backups older than 30 days (old.db, today.db)." in capsys.readouterr().out
    assert main(["backup", str(tmp := folder / "no" / "x.db"), "--keep", "30"]) == 2 and not tmp.exists()


@pytest.mark.parametrize("days", ["0", "-1", "soon", "1.5", "99999", "³"])
def test_a_number_of_days_that_cannot_be_meant(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["backup", "x.db", f"--keep={days}"])
    assert end.value.code == 2
    assert "30 would be one" in capsys.readouterr().err
