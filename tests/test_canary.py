"""Secrets that would be recognised anywhere, carried through good and bad times by the real process: nobody ever hears them.

What is listened to: standard output and error at DEBUG, every HTTP answer with its headers, and all that the chat ever showed.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import orjson
import pytest

from bot.sandbox import Sandbox
from tests.house import free_port
from tests.journeys.process import start
from tests.phone import PATIENCE, ROBIN, phone_at
from tests.walk import aims, begins

TOKEN = "4242:CANARY-t0ken_that-must-never-sing"
SECRET = "CANARY-s3cret_that-must-never-sing"
PASSWORD = "CANARY%2Fp%40ss%20word"  # as a URL has it
LOUD = {"BOT_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG"}


def sings(*heard: str) -> bool:
    """Any part of any of them, in any case: all begin alike."""
    return any("canary" in text.lower() or "must-never" in text.lower() for text in heard)


@asynccontextmanager
async def telegram(token: str = TOKEN, port: int = 0) -> AsyncIterator[str]:
    sandbox = Sandbox(token=token)
    try:
        yield await sandbox.start(port=port)
    finally:
        await sandbox.stop()


class Alive:
    """A process whose every word is written down, and the doors that it has open."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, http: aiohttp.ClientSession) -> None:
        self.process = process
        self.port = port
        self.http = http
        self.heard: list[str] = []
        self.said = bytearray()
        self._said_more = asyncio.Event()

    async def listens(self) -> None:
        """To both of its outputs, until it closes them."""
        assert self.process.stdout and self.process.stderr
        await asyncio.gather(self._hears(self.process.stdout), self._hears(self.process.stderr))

    async def _hears(self, output: asyncio.StreamReader) -> None:
        while words := await output.read(65_536):
            self.said += words
            self._said_more.set()

    async def says(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while words not in self.said.decode():
                self._said_more.clear()
                await self._said_more.wait()

    async def knocks(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.http.request(method, url, data=body, headers=headers) as answer:
            self.heard += [repr(answer.headers), repr(await answer.read())]
            return answer.status

    async def becomes(self, status: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(aiohttp.ClientConnectorError):  # its doors may not be open yet
                    if await self.knocks("GET", "/readyz") == status:
                        return
                await asyncio.sleep(0.02)  # whoever knocks without a pause takes the time that the other needs to open


@asynccontextmanager
async def alive(folder: Path, address: str, **settings: str) -> AsyncIterator[Alive]:
    """At the end it is told to stop, and nothing that was heard may sing."""
    port = free_port()
    process = await start(folder, "run", **LOUD, BOT_API_URL=address, PORT=str(port), **settings)
    async with aiohttp.ClientSession() as http:
        spotter = Alive(process, port, http)
        listening = asyncio.create_task(spotter.listens())
        try:
            yield spotter
            process.terminate()
            async with asyncio.timeout(PATIENCE):
                await listening
            said = spotter.said.decode()
            assert await process.wait() == 0, said
            assert not sings(*spotter.heard, said), said
        finally:
            if process.returncode is None:
                process.kill()
            await listening


async def ended(folder: Path, **settings: str) -> str:
    """All that a process said that could not go on."""
    process = await start(folder, "run", **LOUD | settings)
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    assert process.returncode == 2, err.decode()
    return out.decode() + err.decode()


def hooked_at(port: int) -> dict[str, str]:
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/updates", "WEBHOOK_SECRET": SECRET, "PORT": str(port)}


async def test_faults_of_every_kind_make_nobody_sing(tmp_path: Path) -> None:
    async with telegram() as address, alive(tmp_path, address, LOG_FORMAT="json", ADMIN_CHAT_ID=str(ROBIN)) as spotter:
        async with phone_at(address) as robin:
            await begins(robin)
            for fault in ("500", "reset_before", "reset_after", "400", "429"):
                await robin.puts_in_the_way({"method": "*", "kind": fault, "times": 2, "retry_after": 1})
                await robin.says("8")
            await robin.puts_in_the_way()
            await robin.says("/workout")
            await robin.sees_on_card("exercise 1 of 6")
            assert not sings(orjson.dumps(robin.messages).decode(), orjson.dumps(await robin.ledger()).decode())
        for path in ("/livez", "/readyz", "/metrics", "/", "/updates", f"/bot{TOKEN[:4]}"):
            await spotter.knocks("GET", path)


async def test_deliveries_accidents_and_a_locked_database_make_nobody_sing(tmp_path: Path) -> None:
    database = tmp_path / "data" / "spotter.db"
    port = free_port()
    async with telegram() as address:
        process = await start(tmp_path, "run", **LOUD, BOT_API_URL=address, ADMIN_CHAT_ID=str(ROBIN), **hooked_at(port))
        listening = asyncio.create_task(process.communicate())
        async with aiohttp.ClientSession() as http, phone_at(address) as robin:
            spotter = Alive(process, port, http)
            await aims(robin)
            await strangers_knock(spotter)
            with sqlite3.connect(database, isolation_level=None) as other:
                other.execute("BEGIN EXCLUSIVE")
                await robin.says("/help")
                await spotter.becomes(503)
                other.execute("ROLLBACK")
            other.close()
            await robin.sees("What I do")
            await spotter.becomes(200)
            await an_accident_happens(database)
            await robin.says("/workout")
            await robin.sees("Something went wrong on my side")
            await robin.sees("The log has the rest")
            assert await spotter.knocks("GET", "/metrics") == 200
            chat = orjson.dumps(robin.messages).decode() + orjson.dumps(await robin.ledger()).decode()
        process.terminate()
        async with asyncio.timeout(PATIENCE):
            out, err = await listening
    said = out.decode() + err.decode()
    assert process.returncode == 0 and "Traceback" in said, said
    assert not sings(said, chat, *spotter.heard)


async def strangers_knock(spotter: Alive) -> None:
    word = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    assert await spotter.knocks("POST", "/updates", b"{}", **word | {"X-Telegram-Bot-Api-Secret-Token": "guess"}) == 401
    assert await spotter.knocks("POST", "/updates", b"{", **word) == 400
    assert await spotter.knocks("POST", "/updates?guess=1", b"{}", **word) == 200
    assert await spotter.knocks("PUT", "/updates", b"{}", **word) == 405


async def an_accident_happens(database: Path) -> None:
    """Somebody has written nonsense into the database: what is to handle the next press will fail."""
    with sqlite3.connect(database, isolation_level=None) as other:
        other.execute("UPDATE sessions SET state = 'nonsense'")
    other.close()


async def test_a_token_that_telegram_does_not_know(tmp_path: Path) -> None:
    async with telegram("1:another") as address:
        assert not sings(said := await ended(tmp_path, BOT_API_URL=address))
    assert "BOT_TOKEN: " in said


async def test_an_address_to_which_telegram_will_not_deliver(tmp_path: Path) -> None:
    refusal = {"method": "setWebhook", "kind": "400", "description": f"Bad Request: bad webhook ({SECRET})"}
    async with telegram() as address, phone_at(address) as robin:
        await robin.puts_in_the_way(refusal)
        said = await ended(tmp_path, BOT_API_URL=address, **hooked_at(free_port()))
    assert "WEBHOOK_URL: Telegram will not deliver there (Bad webhook (***))" in said and not sings(said)


async def test_content_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "content" / "workouts").mkdir(parents=True)
    (tmp_path / "content" / "exercises").mkdir()
    (tmp_path / "content" / "workouts" / "a.md").write_text("---\nname: A\n---\n\n- bench-pres: 4x10\n")
    said = await ended(tmp_path, CONTENT_DIR="content")
    assert "a.md:5:3" in said and not sings(said)


@pytest.mark.parametrize(
    "settings",
    [
        {"DATABASE_URL": f"postgres://me:{PASSWORD}@127.0.0.1:9/db"},
        {"DATABASE_URL": f"postgres://127.0.0.1:9/db?user=me&password={PASSWORD}"},
    ],
)
async def test_a_database_that_cannot_be_reached(tmp_path: Path, settings: dict[str, str]) -> None:
    said = await ended(tmp_path, **settings)
    assert len(said.strip().splitlines()) <= 2 and not sings(said), said


async def test_a_telegram_that_does_not_answer(tmp_path: Path) -> None:
    nowhere = f"http://me:{PASSWORD}@127.0.0.1:{free_port()}"
    async with alive(tmp_path, nowhere) as spotter:
        await spotter.becomes(503)
        await spotter.says("does not answer")
