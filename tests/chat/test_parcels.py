"""Files: exports that are sent alone or as an album, and what a lifter has sent, fetched from a Telegram of every mood."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from markupsafe import Markup
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.pace import Pace
from bot.chat.parcels import fetch
from bot.chat.transport import LARGEST_ANSWER, AiohttpRequest
from bot.chat.wire import Wire
from bot.coach.records import File
from bot.coach.world import Later, MaybeSaid, NoFile, Unreachable
from tests.chat.scripted import TOKEN, Call, Script, Server, http, result, served
from tests.chat.stage import Stage
from tests.phone import GYM, ROBIN, phone_at, text

CSV = File("spotter sets 2026.csv", "exercise;kg\nRow – «tief»;42,5\n".encode())
JSON = File("spotter.json", b"{}")
PLAN = File("plan.ics", b"BEGIN:VCALENDAR")
WORDS = Markup("<b>All</b> you logged.")


async def test_a_file_goes_out_with_its_name_its_words_and_every_byte(stage: Stage) -> None:
    spot = await stage.messenger.send_files(ROBIN, (CSV,), WORDS)
    (message,) = await stage.shown()
    assert message["message_id"] == spot.message and text(message) == "All you logged."
    assert message["document"]["file_name"] == CSV.name and "media_group_id" not in message
    async with phone_at(stage.address) as phone:
        assert await phone.downloads(message) == CSV.body


async def test_several_files_are_one_album_with_the_words_under_the_last(stage: Stage) -> None:
    spot = await stage.messenger.send_files(ROBIN, (CSV, JSON, PLAN), WORDS)
    messages = await stage.shown()
    assert [m["document"]["file_name"] for m in messages] == [CSV.name, JSON.name, PLAN.name]
    assert [text(m) for m in messages] == ["", "", "All you logged."] and spot.message == messages[-1]["message_id"]
    assert len({m["media_group_id"] for m in messages}) == 1
    async with phone_at(stage.address) as phone:
        assert [await phone.downloads(m) for m in messages] == [CSV.body, JSON.body, PLAN.body]


@pytest.mark.parametrize("files", [(CSV,), (CSV, JSON)])
async def test_files_that_may_have_been_sent_are_not_sent_twice(stage: Stage, files: tuple[File, ...]) -> None:
    await stage.faults({"method": "*", "kind": "timeout_after", "times": 1})
    with pytest.raises(MaybeSaid):
        await stage.messenger.send_files(ROBIN, files, WORDS)
    assert len(await stage.shown()) == len(files)


async def test_what_telegram_says_of_files_means_what_it_means_of_messages(stage: Stage) -> None:
    moved = {"description": "Bad Request: group chat was upgraded", "parameters": {"migrate_to_chat_id": GYM}}
    await stage.faults({"method": "sendDocument", "chat": ROBIN, "kind": "400", **moved})
    assert (await stage.messenger.send_files(ROBIN, (CSV,), WORDS)).chat == GYM
    await stage.faults({"method": "*", "kind": "403"})
    with pytest.raises(Unreachable):
        await stage.messenger.send_files(ROBIN, (CSV,), WORDS)
    await stage.faults()
    with pytest.raises(Unreachable):
        await stage.messenger.send_files(424242, (CSV, JSON), WORDS)
    with pytest.raises(BadRequest, match="parse entities"):
        await stage.messenger.send_files(ROBIN, (CSV,), Markup("<blink>"))
    await stage.faults({"method": "sendMediaGroup", "kind": "429", "retry_after": 30})
    with pytest.raises(Later):
        await stage.messenger.send_files(ROBIN, (CSV, JSON), WORDS)


async def test_what_a_lifter_sent_is_fetched_whole(stage: Stage) -> None:
    async with phone_at(stage.address) as phone:
        (message,) = await phone.sends(("strong ü 100 %.csv", CSV.body))
        (large,) = await phone.sends(("decade.csv", bytes(LARGEST_ANSWER + 1)))
    assert await stage.messenger.fetch(message["document"]["file_id"]) == CSV.body
    with pytest.raises(NoFile, match="larger than 20 MB"):
        await stage.messenger.fetch(large["document"]["file_id"])
    with pytest.raises(NoFile, match="no more"):
        await stage.messenger.fetch("never sent")
    await stage.faults({"method": "getFile", "kind": "429", "retry_after": 30})
    with pytest.raises(Later):
        await stage.messenger.fetch(message["document"]["file_id"])


@asynccontextmanager
async def telegram(script: Script) -> AsyncIterator[tuple[Wire, Server]]:
    async with served(script) as server, AiohttpRequest(read_timeout=0.2) as client:
        base = f"http://127.0.0.1:{server.port}"
        pace = Pace(30)
        bot = ExtBot(
            TOKEN,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=client,
            get_updates_request=client,
            rate_limiter=pace,
        )
        yield Wire(bot, pace), server


NOT_FOUND = http(b'{"ok": false, "error_code": 404, "description": "Not Found"}', 404)
FOUND = {"file_id": "x", "file_path": "documents/file 1 #ü.csv"}


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(bytes(1 << 20))
        await writer.drain()


@pytest.mark.parametrize(
    ("path", "file", "says", "asked"),
    [
        ({}, b"", "no more", 1),
        ({"file_path": ""}, b"", "no more", 1),
        ({"file_path": 7}, b"", "no more", 1),
        (FOUND, NOT_FOUND, "no more", 2),
        (FOUND, None, "larger than 20 MB", 2),
        (FOUND, http(b"<h1>Bad gateway</h1>", 502), "just now", 8),
        (FOUND, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "just now", 8),
    ],
)
async def test_a_file_that_cannot_be_had_is_said_to_be_so_and_the_token_is_not(
    path: dict[str, str], file: bytes | None, says: str, asked: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def script(call: Call, writer: asyncio.StreamWriter) -> None:
        if call.path.endswith("/getFile"):
            writer.write(result(path))
        elif file is None:
            await endless(writer)
        else:
            writer.write(file)
            writer.close()

    caplog.set_level(logging.DEBUG)
    async with telegram(script) as (wire, server):
        caplog.clear()  # two lines of python-telegram-bot's own, written when a bot is made, name its addresses
        with pytest.raises(NoFile, match=says) as told:
            await fetch(wire, "x")
    assert len(server.calls) == asked
    assert "canary" not in f"{told.value} {told.value.__cause__!r} {caplog.text}"


async def test_a_path_is_asked_for_as_it_is_written() -> None:
    async def script(call: Call, writer: asyncio.StreamWriter) -> None:
        writer.write(result(FOUND) if call.path.endswith("/getFile") else http(b"12"))

    async with telegram(script) as (wire, server):
        assert await fetch(wire, "x") == b"12"
    assert server.calls[-1].path == f"/file/bot{TOKEN}/documents/file%201%20%23%C3%BC.csv"
