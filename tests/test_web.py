"""The doors over real HTTP: who is let in to deliver and what is taken in, what probes hear, and which numbers are told."""

import asyncio
import re
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from bot import VERSION
from tests.house import SECRET, free_port, house, webhook
from tests.journeys.process import sandbox
from tests.phone import PATIENCE, ROBIN, phone_at
from tests.walk import rests

ROOT = Path(__file__).parent.parent
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
START = {"message_id": 5, "date": 1, "chat": {"id": ROBIN, "type": "private"}, "from": {"id": ROBIN, "is_bot": False}}


@dataclass
class Visitor:
    """Somebody who knocks at Spotter's doors. `address` is the sandbox's."""

    address: str
    port: int
    http: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.status, await answer.text()

    async def brings(self, body: Any, **headers: str) -> int:
        url = f"http://127.0.0.1:{self.port}/updates"
        async with self.http.post(url, data=body, headers=HEADERS | headers) as answer:
            return answer.status

    async def becomes(self, path: str, status: int, words: str = "") -> str:
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(aiohttp.ClientConnectorError):  # the doors may not be open yet
                    found, text = await self.get(path)
                    if found == status and words in text:
                        return text

    async def says(self, head: str) -> bytes:
        """A request as it is written, its body never sent; the first line of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        async with asyncio.timeout(PATIENCE):
            line = await reader.readline()
            await reader.read()
        writer.close()
        return line


@asynccontextmanager
async def visited(folder: Path, **settings: str) -> AsyncIterator[Visitor]:
    port = free_port()
    async with (
        house(f"sqlite:///{folder}/spotter.db", settings=settings or {"PORT": str(port)}) as running,
        aiohttp.ClientSession() as http,
    ):
        visitor = Visitor(running.address, int(settings.get("PORT", port)), http)
        await visitor.becomes("/readyz", 200)
        yield visitor


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[Visitor]:
    async with visited(tmp_path, **webhook(free_port())) as visitor:
        yield visitor


@pytest.fixture
async def polling(tmp_path: Path) -> AsyncIterator[Visitor]:
    async with visited(tmp_path) as visitor:
        yield visitor


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Telegram-Bot-Api-Secret-Token": "another-word_of-the-same-length"}, 401),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}, 401),
        ({"X-Telegram-Bot-Api-Secret-Token": ""}, 401),
        ({"X-Telegram-Bot-Api-Secret-Token": "ümläut"}, 401),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": ""}, 415),
    ],
)
async def test_who_is_not_telegram_is_not_let_in(hooked: Visitor, headers: dict[str, str], status: int) -> None:
    update = {"update_id": 1, "message": START | {"text": "/start"}}
    assert await hooked.brings(orjson.dumps(update), **headers) == status
    async with phone_at(hooked.address) as robin:
        assert robin.from_bot == []


async def test_nothing_is_read_of_what_comes_without_the_secret(hooked: Visitor) -> None:
    head = "POST /updates HTTP/1.1\nHost: spotter\nContent-Type: application/json\nContent-Length: 1000"
    assert (await hooked.says(head)).split()[1] == b"401", "it answers before a body has come, and hangs up"


async def test_nothing_is_read_of_what_is_too_large(hooked: Visitor) -> None:
    head = "\n".join([
        "POST /updates HTTP/1.1", "Host: spotter", "Content-Type: application/json", f"Content-Length: {2**21}",
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}",
    ])  # fmt: skip
    assert (await hooked.says(head)).split()[1] == b"413"

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    with suppress(aiohttp.ClientError):  # it may hang up in the middle, which says the same
        assert await hooked.brings(endless()) == 413


async def test_there_is_one_way_to_deliver(hooked: Visitor) -> None:
    assert (await hooked.get("/updates"))[0] == 405
    assert (await hooked.get("/updates/"))[0] == 404
    assert (await hooked.get("/"))[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 5000])
async def test_what_is_no_json_is_refused(hooked: Visitor, body: bytes) -> None:
    assert await hooked.brings(body) == 400


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b'{"update_id":1e400}', b'{"update_id":7,"message":[]}'])
async def test_json_of_any_shape_is_taken_and_passed_over(hooked: Visitor, body: bytes) -> None:
    assert await hooked.brings(body) == 200


async def test_what_is_delivered_twice_is_handled_once(hooked: Visitor) -> None:
    update = orjson.dumps({"update_id": 2**31 + 5, "message": START | {"text": "/help"}})
    assert await asyncio.gather(*(hooked.brings(update) for _ in range(5))) == [200] * 5
    async with phone_at(hooked.address) as robin:
        await robin.sees("/workout")
        await robin.says("/exercises")
        await robin.sees("Tap one to see")
        assert len(robin.from_bot) == 2


async def test_a_broken_character_keeps_nothing_else_from_being_understood(hooked: Visitor) -> None:
    update = (
        b'{"update_id":77,"message":' + orjson.dumps(START | {"text": "HALF"}).replace(b"HALF", b"\\ud83d 8") + b"}"
    )
    assert await hooked.brings(update) == 200
    async with phone_at(hooked.address) as robin:
        await robin.sees("did not catch")


async def test_probes_hear_that_all_is_well_while_it_polls(polling: Visitor) -> None:
    told = orjson.loads(await polling.becomes("/readyz", 200))
    assert told == {"status": "ok", "checks": {"database": "ok", "updates": "ok", "backlog": "ok"}}
    assert orjson.loads((await polling.get("/livez"))[1]) == {"status": "ok", "checks": {"loop": "ok"}}


async def test_without_a_webhook_nobody_can_deliver(polling: Visitor) -> None:
    assert await polling.brings(b"{}") == 404


async def test_a_database_that_is_gone_is_told_by_its_check(tmp_path: Path) -> None:
    port = free_port()
    async with (
        house(f"sqlite:///{tmp_path}/spotter.db", settings={"PORT": str(port)}) as running,
        aiohttp.ClientSession() as http,
    ):
        visitor = Visitor(running.address, port, http)
        await visitor.becomes("/readyz", 200)
        await running.store.close()
        told = orjson.loads(await visitor.becomes("/readyz", 503, "cannot be used"))
        assert told["checks"] == {"database": "it cannot be used", "updates": "ok", "backlog": "ok"}
        numbers = await visitor.becomes("/metrics", 200)
        assert "spotter_listening 1.0" in numbers and "spotter_letters_waiting" not in numbers


async def test_a_telegram_that_is_not_reached_yet_is_told(tmp_path: Path) -> None:
    port, nowhere = free_port(), f"http://127.0.0.1:{free_port()}"
    settings = {"PORT": str(port), "BOT_API_URL": nowhere}

    async def starts() -> None:
        async with house(f"sqlite:///{tmp_path}/spotter.db", settings=settings):
            raise AssertionError("there is nobody to be reached")

    starting = asyncio.create_task(starts())
    async with aiohttp.ClientSession() as http:
        visitor = Visitor(nowhere, port, http)
        told = await visitor.becomes("/readyz", 503, "Telegram has not been reached yet")
        assert "nothing is taken in yet" in told
        assert (await visitor.get("/livez"))[0] == 200
    starting.cancel()
    with suppress(asyncio.CancelledError):
        await starting


async def test_in_the_sandbox_they_stand_beside_the_chat_page(tmp_path: Path) -> None:
    port = free_port()
    async with sandbox(tmp_path, port) as running, aiohttp.ClientSession() as http:
        visitor = Visitor(running.address, port, http)
        assert "spotter_listening 1.0" in await visitor.becomes("/metrics", 200, "spotter_poll_age_seconds")
        assert [(await visitor.get(path))[0] for path in ("/livez", "/readyz", "/")] == [200, 200, 200]


async def test_numbers_grow_with_what_is_done(hooked: Visitor) -> None:
    async with phone_at(hooked.address) as robin:
        await rests(robin)
    numbers = await hooked.becomes("/metrics", 200, "spotter_presses_total 3.0")
    assert "spotter_updates_total 4.0" in numbers and "spotter_arrivals_waiting 0.0" in numbers
    assert f'spotter_info{{version="{VERSION}"}} 1.0' in numbers


async def test_each_number_has_a_line_in_the_docs(polling: Visitor) -> None:
    await polling.becomes("/readyz", 200)
    numbers = await polling.becomes("/metrics", 200, "spotter_poll_age_seconds ")
    names = set(re.findall(r"^# HELP (\S+)", numbers, re.MULTILINE))
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {name for name in names if f"| `{name}` |" not in told} == set()
    assert set(re.findall(r"^\| `((?:spotter|process)_\w+)` \|", told, re.MULTILINE)) == names


def test_the_version_told_is_the_projects() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION
