"""What has no line in the docs does not exist: settings, commands of the chat, commands of the shell, tasks, decisions."""

import re
from pathlib import Path

import pytest

from bot.coach.pages import COMMANDS
from bot.config import SETTINGS
from bot.screens import pages
from bot.screens.privacy import privacy
from bot.store.tables import metadata

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_setting_has_a_line_of_meaning(setting: str) -> None:
    assert re.search(rf"^# .+\n{setting}=$", read(".env.example"), re.MULTILINE)
    assert f"`{setting}`" in read("README.md")


def test_the_example_names_no_setting_that_is_not_read() -> None:
    assert set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE)) == set(SETTINGS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_menu_and_in_the_readme(command: str) -> None:
    assert pages.COMMANDS[command]
    assert f"`/{command}`" in read("README.md")


def test_the_menu_names_no_command_that_is_not_there() -> None:
    assert set(pages.COMMANDS) == set(COMMANDS)


@pytest.mark.parametrize("command", ["run", "content", "sandbox", "db", "backup", "restore"])
def test_each_command_of_the_shell_is_in_the_readme(command: str) -> None:
    assert f"python -m bot {command}" in read("README.md")


@pytest.mark.parametrize("table", metadata.tables)
def test_each_table_is_in_the_account_of_what_is_kept_and_until_when(table: str) -> None:
    assert re.search(rf"^\| `{table}` \| [^|]+ \| [^|]+ \| [^|]+ \|$", read("docs/privacy.md"), re.MULTILINE)


def test_what_is_kept_of_a_lifter_is_told_in_ten_lines() -> None:
    _title, *told = privacy().text.split("\n")
    assert len(told) == 10 and all(told)


def test_each_task_has_one_line() -> None:
    tasks = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    told = set(re.findall(r"^([a-z]+):.*## \S", read("Makefile"), re.MULTILINE))
    assert tasks == told
    assert {task for task in tasks if f"make {task}" not in read("README.md") + read("CONTRIBUTING.md")} == set()


def test_every_room_is_in_the_picture_of_the_house() -> None:
    picture = read("ARCHITECTURE.md")
    rooms = [path.name for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    assert [room for room in sorted(rooms) if room != "__init__.py" and room not in picture] == []


@pytest.mark.parametrize("room", ["chat", "coach", "training"])
def test_rooms_that_are_drawn_file_by_file_are_drawn_whole(room: str) -> None:
    named = set(re.findall(r"\b\w+\.py\b", read("ARCHITECTURE.md")))
    assert {path.name for path in (ROOT / "bot" / room).glob("*.py")} - named == {"__init__.py"}


def test_what_is_drawn_of_the_house_is_there() -> None:
    there = {path.name for path in (ROOT / "bot").rglob("*.py")}
    assert set(re.findall(r"\b[a-z_]+\.py\b", read("ARCHITECTURE.md"))) <= there


def test_every_file_opens_with_what_lives_there() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "bot").rglob("*.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []
