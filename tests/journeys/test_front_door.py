"""`python -m bot` as operators and authors meet it: it starts, it stops, and says in one line what keeps it from starting."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.journeys.process import run, sandbox, start
from tests.phone import PATIENCE, phone_at, text
from tests.walk import begins

TOKEN = "123456:ABC-def"


async def test_killed_in_mid_session_it_goes_on_at_the_same_set(tmp_path: Path, port: int) -> None:
    async with sandbox(tmp_path, port) as first, phone_at(first.address) as robin:
        await begins(robin)
        await robin.presses("40 kg")
        await robin.sees_on_card("aim for")
        await robin.presses("✓ 10 × 40 kg")
        await robin.sees("today 10 at 40 kg")
        await first.killed()
    async with sandbox(tmp_path, port) as second, phone_at(second.address) as robin:
        assert "today 10 at 40 kg" in text(robin.card), "the chat is still there"
        await robin.moves_clock(to="next_alarm")
        await robin.sees("Rest over. Set 2 of 4: 10 × 40 kg")
        await robin.sees_on_card("aim for")
        await robin.presses("✓ 10 × 40 kg")
        await robin.sees("today 10 · 10 at 40 kg")


async def test_a_rest_that_ended_while_it_was_down_rings_once_and_says_how_late(tmp_path: Path, port: int) -> None:
    async with sandbox(tmp_path, port) as first, phone_at(first.address) as robin:
        await begins(robin)
        await robin.presses("40 kg")
        await robin.sees_on_card("aim for")
        await robin.presses("✓ 10 × 40 kg")
        await robin.sees("Rest 1:30")
        await first.killed()
    async with sandbox(tmp_path, port) as second, phone_at(second.address) as robin:
        await robin.moves_clock(advance=130)
        await robin.sees("Rest ended")
        await robin.sees_on_card("aim for")
        await robin.presses("✓")
        await robin.sees("today 10 · 10")
        rings = [row for row in await robin.ledger() if row["kind"] == "sent" and "Rest ended" in str(row)]
        assert len(rings) == 1


async def test_sigterm_ends_it_well(tmp_path: Path, port: int) -> None:
    async with sandbox(tmp_path, port) as running, phone_at(running.address) as robin:
        await begins(robin)
        assert await running.stopped() == 0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"BOT_TOKEN": "nonsense"}, "BOT_TOKEN: "),
        ({"DATABASE_URL": "mysql://somewhere/db"}, "DATABASE_URL begins with mysql://"),
        ({"DATABASE_URL": "sqlite:////proc/nowhere/spotter.db"}, "database"),
        ({"DATABASE_URL": "postgres://me:sekret@127.0.0.1:9/db"}, "is DATABASE_URL right?"),
        ({"PORT": "eighty"}, "PORT: "),
        ({"CONTENT_DIR": "/nowhere"}, "/nowhere"),
    ],
)
async def test_a_bad_setting_is_one_line_and_exit_code_2(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    ended = await run(tmp_path, **settings)
    assert ended.code == 2
    assert says in ended.err and "sekret" not in ended.err
    assert len(ended.err.strip().splitlines()) == 1, ended.err
    assert ended.out == ""


async def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = await run(tmp_path, PORT=str(taken.getsockname()[1]))
    assert ended.code == 2 and ended.err.startswith("PORT: ") and len(ended.err.strip().splitlines()) == 1


async def test_a_data_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    ended = await run(tmp_path)
    assert ended.code == 2 and len(ended.err.strip().splitlines()) == 1, ended.err


async def test_a_token_that_telegram_does_not_know_is_one_line(tmp_path: Path) -> None:
    telegram = Sandbox(token="1:other")
    address = await telegram.start()
    try:
        ended = await run(tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=address)
    finally:
        await telegram.stop()
    assert ended.code == 2 and ended.err.startswith("BOT_TOKEN: ") and TOKEN not in ended.err
    assert len(ended.err.strip().splitlines()) == 1, ended.err


async def test_a_telegram_that_does_not_answer_is_waited_for(tmp_path: Path, port: int) -> None:
    process = await start(tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=f"http://127.0.0.1:{port}")
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        line = (await process.stderr.readline()).decode()
    assert "does not answer" in line and TOKEN not in line
    telegram = Sandbox(token=TOKEN)
    await telegram.start(port=port)
    async with phone_at(f"http://127.0.0.1:{port}") as robin:
        await begins(robin)
    process.terminate()
    async with asyncio.timeout(PATIENCE):
        _, err = await process.communicate()
    await telegram.stop()
    assert process.returncode == 0 and TOKEN.encode() not in err


async def test_broken_content_keeps_it_from_starting_with_every_problem(tmp_path: Path) -> None:
    (tmp_path / "content" / "workouts").mkdir(parents=True)
    (tmp_path / "content" / "exercises").mkdir()
    (tmp_path / "content" / "workouts" / "a.md").write_text("---\nname: A\n---\n\n- bench-pres: 4x10\n")
    told = await run(tmp_path, "content", "content")
    assert told.code == 1 and "workouts/a.md:5:3: no exercise 'bench-pres'" in told.out
    ended = await run(tmp_path, CONTENT_DIR="content")
    assert ended.code == 2
    assert set(told.out.strip().splitlines()) >= set(ended.err.strip().splitlines())


async def test_the_database_can_be_prepared_beforehand(tmp_path: Path) -> None:
    ended = await run(tmp_path, "db")
    assert (ended.code, ended.out) == (0, "The database is ready.\n")
    assert (tmp_path / "data" / "spotter.db").exists()


async def test_help_names_every_command(tmp_path: Path) -> None:
    ended = await run(tmp_path, "--help")
    assert ended.code == 0 and all(word in ended.out for word in ("run", "content", "sandbox", "db"))
