"""The transport against real sockets, with python-telegram-bot's Bot on top.

What lives here: the promises of `transport`: who may send again, whose answer it is, and that the token is never heard. What
never does: Telegram's manners, which the sandbox imitates, and waiting for time to pass where the time is
not the point.
"""

import asyncio
import email
import errno
import io
import json
import logging
import os
import socket
import ssl
import struct
import traceback
from collections.abc import Awaitable, Iterator
from pathlib import Path

import certifi
import pytest
from telegram import InputFile
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.chat.transport import LARGEST_ANSWER, AiohttpRequest, AnswerTooLarge, MaybeSent, NotSent
from tests.chat.scripted import TOKEN, Call, Script, bot_at, http, result, saying, served, silence, talking
from tests.house import free_port

MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}
# For 127.0.0.1, made for these tests, trusted by nobody.
CERTIFICATE = """
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLrEKveWWJ53fQ8ia
2winTfTxb3tOzwQeVwnaXf/wCpyhRANCAATGP/8+zQE++mjX6dPSNuXuowq3G/KH
JxopLpymyDNxQHxfa5vsmOpceqgcPH82t4nZBb7Lw7/BspjOy/i9d6cq
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUZ3RVjJpb0oV9CTo+zmmBgLN6GEowCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUYSBneW0gd2l0aG91dCBhIG5hbWUwIBcNMjAwMTAxMDAwMDAw
WhgPMjEyMDAxMDEwMDAwMDBaMB8xHTAbBgNVBAMMFGEgZ3ltIHdpdGhvdXQgYSBu
YW1lMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExj//Ps0BPvpo1+nT0jbl7qMK
txvyhycaKS6cpsgzcUB8X2ub7JjqXHqoHDx/NreJ2QW+y8O/wbKYzsv4vXenKqNT
MFEwHQYDVR0OBBYEFL7POtOw2b4tO4fjiESEq4a15GOXMA8GA1UdEwEB/wQFMAMB
Af8wDgYDVR0PAQH/BAQDAgKEMA8GA1UdEQQIMAaHBH8AAAEwCgYIKoZIzj0EAwID
SAAwRQIhAJbqZUQJhG2LZkV9m1ByfH3M+3f6sbOv4SqntB47GcEvAiBDHGC2SUG3
NF9GAeP0Zw/EzMtLbTQ0d86jUhgrDDS3Dw==
-----END CERTIFICATE-----
"""


async def echo(call: Call, writer: asyncio.StreamWriter) -> None:
    writer.write(result(MESSAGE | json.loads(call.body)))


def told(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{error} {error!r} {error.args} {''.join(traceback.format_exception(error))}"
        error = error.__cause__ or error.__context__


async def fails(kind: type[Exception], call: Awaitable[object]) -> str:
    with pytest.raises(kind) as caught:
        async with asyncio.timeout(5):
            await call
    assert caught.type is kind
    assert not any("canary" in text for text in told(caught.value))
    return str(caught.value)


@pytest.fixture(autouse=True)
def log_without_token(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    # Two lines of python-telegram-bot's own, written when a Bot is made, name its addresses.
    lines = [record for record in caplog.records if not record.msg.startswith("Set Bot API")]
    assert not any("canary" in logging.Formatter().format(line) for line in lines)


async def test_a_call_goes_out_as_json_and_its_answer_comes_back() -> None:
    async with talking(echo) as (bot, server):
        message = await bot.send_message(7, "Rest over 💪", disable_notification=True)
    assert (message.text, message.chat.id) == ("Rest over 💪", 7)
    [call] = server.calls
    assert call.path == f"/bot{TOKEN}/sendMessage"
    assert call.headers["Content-Type"] == "application/json"
    assert json.loads(call.body) == {"chat_id": 7, "text": "Rest over 💪", "disable_notification": True}


async def test_an_upload_arrives_whole_with_its_name_and_caption() -> None:
    log = os.urandom(3 * 1024 * 1024)
    async with talking(saying(result(MESSAGE))) as (bot, server):
        await bot.send_document(7, log, caption="Küche & Keller", filename='Back "top" 100 % ü.csv')
    [call] = server.calls
    form = email.message_from_bytes(f"Content-Type: {call.headers['Content-Type']}\r\n\r\n".encode() + call.body)
    fields = {str(part.get_param("name", header="content-disposition")): part for part in form.walk()}
    assert fields["caption"].get_payload(decode=True) == "Küche & Keller".encode()
    assert fields["document"].get_payload(decode=True) == log
    assert fields["document"].get_content_type() == "text/csv"
    assert 'filename="Back \\"top\\" 100 % ü.csv"'.encode() in call.body


ME = json.dumps({"ok": True, "result": {"id": 4242}}).encode()
PAGE = b"<html>Log in to the hotel</html>"


@pytest.mark.parametrize(
    ("answer", "date"),
    [
        (http(ME, 200, "Date: Sun, 22 Nov 2026 18:00:01 GMT"), 1795370401.0),
        (http(ME, 200, "Date: Sun, 22 Nov 2026 18:00:01 -0000"), 1795370401.0),
        (http(ME, 200, "Date: Sun, 22 Nov 2026 20:00:01 +0200"), 1795370401.0),
        (http(ME, 200, "Date: yesterday, I think"), None),
        (http(ME, 200, "Date: Sun, 99 Nov 99999 18:00:01 GMT"), None),
        (http(ME, 200, "Date:"), None),
        (http(ME), None),
        (http(PAGE, 200, "Date: Sun, 22 Nov 2026 18:00:01 GMT"), None),
        (http(PAGE, 502, "Date: Sun, 22 Nov 2026 18:00:01 GMT"), None),
    ],
)
async def test_the_time_is_what_the_bot_api_says_and_nobody_else(answer: bytes, date: float | None) -> None:
    async with AiohttpRequest() as client, served(saying(answer)) as server:
        assert await client.date(f"http://127.0.0.1:{server.port}/bot{TOKEN}/getMe") == date


async def test_where_nobody_can_be_reached_there_is_no_time() -> None:
    client = AiohttpRequest()
    url = f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe"
    assert await client.date(url) is None, "closed"
    async with client:
        assert await client.date(url) is None


async def test_what_cannot_be_encoded_is_refused_for_good() -> None:
    async with talking(echo) as (bot, server):
        await fails(BadRequest, bot.send_message(7, "half a pair \ud83d"))
        await fails(BadRequest, bot.send_document(7, b"log", filename="a\r\nb.csv"))
    assert server.calls == []


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, BadRequest, "message is not modified"),
        (401, InvalidToken, "Unauthorized"),
        (403, Forbidden, "bot was blocked by the user"),
        (409, Conflict, "terminated by other getUpdates request"),
    ],
)
async def test_telegrams_refusals_stay_its_own(status: int, kind: type[Exception], words: str) -> None:
    refusal = json.dumps({"ok": False, "error_code": status, "description": words}).encode()
    async with talking(saying(http(refusal, status))) as (bot, _):
        assert words.lower() in (await fails(kind, bot.get_me())).lower()


async def test_too_many_requests_says_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else python-telegram-bot warns of its own future whenever it makes one
    refusal = b'{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 17}}'
    async with talking(saying(http(refusal, 429))) as (bot, _):
        assert "0:00:17" in await fails(RetryAfter, bot.get_me())


@pytest.mark.parametrize("status", [200, 302, 403, 404, 502])
@pytest.mark.parametrize("page", [f"<h1>bot{TOKEN}</h1>".encode(), b"null", b"{}", b"", b"[" * 100_000])
async def test_a_gateways_page_is_no_word_of_telegrams(status: int, page: bytes) -> None:
    async with talking(saying(http(page, status, "Location: /elsewhere"))) as (bot, server):
        await fails(MaybeSent, bot.get_me())
    assert len(server.calls) == 1


async def test_an_error_inside_telegram_leaves_open_what_was_done() -> None:
    async with talking(saying(http(b'{"ok": false, "description": "Internal Server Error"}', 500))) as (bot, _):
        assert "500" in await fails(MaybeSent, bot.get_me())


async def test_an_update_in_broken_utf8_is_read_all_the_same() -> None:
    async with talking(saying(http(b'{"ok": true, "result": {"name": "\xff10x45"}}'))) as (bot, _):
        assert (await bot.get_my_name()).name == "\ufffd10x45"


async def test_a_refused_connection_sent_nothing() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # bound but not listening: refuses
        async with AiohttpRequest() as client:
            said = await fails(NotSent, bot_at(f"http://127.0.0.1:{bound.getsockname()[1]}/bot", client).get_me())
    assert "127.0.0.1" in said


@pytest.mark.parametrize("base", ["ftp://127.0.0.1/bot", "http:///bot", "http://127.0.0.1:", "bot"])
async def test_a_wrong_address_sent_nothing(base: str) -> None:
    async with AiohttpRequest() as client:
        await fails(NotSent, bot_at(base, client).get_me())


async def test_a_handshake_that_never_ends_sent_nothing() -> None:
    async with served(silence) as server, AiohttpRequest(connect_timeout=0.05) as client:
        await fails(NotSent, bot_at(f"https://127.0.0.1:{server.port}/bot", client).get_me())


async def test_waiting_in_vain_for_a_free_connection_sent_nothing() -> None:
    free = asyncio.Event()

    async def held(call: Call, writer: asyncio.StreamWriter) -> None:
        await free.wait()
        await echo(call, writer)

    async with talking(held, AiohttpRequest(1)) as (bot, server):
        first = asyncio.create_task(bot.send_message(7, "first"))
        await server.heard.acquire()
        async with asyncio.timeout(0.9):  # less than any default
            await fails(NotSent, bot.send_message(7, "second", pool_timeout=0.02, connect_timeout=0.02))
        free.set()
        assert (await first).text == "first"
    assert len(server.calls) == 1


async def hang_up(call: Call, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def reset(call: Call, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def half_an_answer(call: Call, writer: asyncio.StreamWriter) -> None:
    writer.write(result("never finished")[:-5])
    writer.close()


async def half_an_answer_and_silence(call: Call, writer: asyncio.StreamWriter) -> None:
    writer.write(result("never finished")[:-5])
    await silence(call, writer)


@pytest.mark.parametrize(
    "script", [silence, hang_up, reset, half_an_answer, half_an_answer_and_silence, saying(b"SSH-2.0-x\r\n\r\n")]
)
@pytest.mark.parametrize("kept", [False, True])
async def test_after_the_request_went_out_it_may_have_been_heard(script: Script, kept: bool) -> None:
    async def turn(call: Call, writer: asyncio.StreamWriter) -> None:
        await (echo if b"warm up" in call.body else script)(call, writer)

    async with talking(turn, AiohttpRequest(read_timeout=0.05)) as (bot, server):
        if kept:
            await bot.send_message(7, "warm up", read_timeout=5)
        await fails(MaybeSent, bot.send_message(7, "once", write_timeout=0.5))
    assert [b"once" in call.body for call in server.calls] == [False, True][-1 - kept :]
    assert len(server.connections) == 1


async def test_a_connection_closed_in_the_meantime_is_not_used() -> None:
    async def once(call: Call, writer: asyncio.StreamWriter) -> None:
        await echo(call, writer)
        writer.close()

    async with talking(once) as (bot, server):
        for text in ("first", "second"):
            assert (await bot.send_message(7, text)).text == text
            await server.hung_up.acquire()
            await asyncio.to_thread(os.getpid)  # one turn of the loop, in which the client sees the end as well
    assert len(server.calls) == 2


async def test_an_upload_from_a_broken_disk_does_not_sing_either() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    async with talking(echo) as (bot, server):
        log = InputFile(Broken(b"log"), filename="log.csv", read_file_handle=False)
        assert "Input/output error" in await fails(MaybeSent, bot.send_document(7, log))
    assert server.calls == []


async def test_an_upload_nobody_reads_ends_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        async with AiohttpRequest(read_timeout=0.05, connect_timeout=0.05) as client:
            bot = bot_at(f"http://127.0.0.1:{deaf.getsockname()[1]}/bot", client)
            await fails(MaybeSent, bot.send_document(7, bytes(32 << 20), write_timeout=0.05, pool_timeout=0.05))


async def test_a_long_poll_waits_longer_than_other_calls() -> None:
    answered = asyncio.Event()

    async def held(call: Call, writer: asyncio.StreamWriter) -> None:
        if call.path.endswith("getUpdates"):
            await answered.wait()
            writer.write(result([]))
        await silence(call, writer)

    async with talking(held, AiohttpRequest(read_timeout=0.05)) as (bot, server):
        poll = asyncio.create_task(bot.get_updates(timeout=5))
        await server.heard.acquire()
        await fails(MaybeSent, bot.get_me())
        answered.set()
        assert await poll == ()


@pytest.mark.parametrize("sent_so_far", [0, 20, -5])
async def test_a_cancelled_calls_answer_is_never_given_to_the_next(sent_so_far: int) -> None:
    cancelled = asyncio.Event()

    async def late(call: Call, writer: asyncio.StreamWriter) -> None:
        if b"first" in call.body:
            answer = result(MESSAGE | {"text": "first"})
            writer.write(answer[:sent_so_far])
            await cancelled.wait()
            writer.write(answer[sent_so_far:])
        else:
            await echo(call, writer)

    async with talking(late, AiohttpRequest(1)) as (bot, server):
        first = asyncio.create_task(bot.send_message(7, "first"))
        queued = asyncio.create_task(bot.send_message(7, "queued"))
        await server.heard.acquire()
        queued.cancel()
        first.cancel()
        await asyncio.wait([first, queued])
        assert first.cancelled() and queued.cancelled()
        cancelled.set()
        texts = [(await bot.send_message(7, text)).text for text in ("second", "third")]
    assert texts == ["second", "third"]
    assert len(server.connections) == 2


async def test_thirty_two_calls_share_eight_connections_and_get_their_own_answers() -> None:
    eight = asyncio.Barrier(8)

    async def together(call: Call, writer: asyncio.StreamWriter) -> None:
        await eight.wait()
        await echo(call, writer)

    async with talking(together, AiohttpRequest(8)) as (bot, server):
        said = [f"{number} reps" for number in range(32)]
        messages = await asyncio.gather(*(bot.send_message(7, text) for text in said))
    assert [message.text for message in messages] == said
    assert len(server.connections) == 8


async def test_a_download_comes_whole_and_never_fills_the_memory() -> None:
    async def endless(call: Call, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(1 << 20))
            await writer.drain()

    largest = os.urandom(LARGEST_ANSWER)
    async with talking(saying(http(largest))) as (bot, server):
        assert await bot.request.retrieve(f"http://127.0.0.1:{server.port}/file/bot{TOKEN}/plan.csv") == largest
    async with talking(endless) as (bot, server):
        await fails(AnswerTooLarge, bot.request.retrieve(f"http://127.0.0.1:{server.port}/file/bot{TOKEN}/plan.csv"))


async def test_closing_ends_every_connection_and_tells_those_in_hand() -> None:
    client = AiohttpRequest(1)
    async with talking(silence, client) as (bot, server):
        in_hand = asyncio.create_task(bot.send_message(7, "in hand"))
        queued = asyncio.create_task(bot.send_message(7, "queued"))
        await server.heard.acquire()
        await client.shutdown()
        await fails(MaybeSent, in_hand)
        await fails(NotSent, queued)
        await fails(NotSent, bot.send_message(7, "too late"))


async def test_it_opens_once_and_can_be_opened_again() -> None:
    async with talking(echo) as (bot, server):
        await asyncio.gather(bot.request.initialize(), bot.request.initialize())
        await bot.send_message(7, "one")
        await bot.request.shutdown()
        await server.hung_up.acquire()
        await bot.request.shutdown()
        await bot.request.initialize()
        assert (await bot.send_message(7, "two")).text == "two"


async def test_a_stranger_with_a_certificate_of_its_own_hears_nothing(tmp_path: Path) -> None:
    async with served(echo, certified(tmp_path)) as server, AiohttpRequest() as client:
        said = await fails(NotSent, bot_at(f"https://127.0.0.1:{server.port}/bot", client).get_me())
    assert "CERTIFICATE_VERIFY_FAILED" in said
    assert server.calls == []


async def test_without_a_system_bundle_certifis_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing"))
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "both.pem"))
    async with served(echo, context) as server, AiohttpRequest() as client:
        bot = bot_at(f"https://127.0.0.1:{server.port}/bot", client)
        assert (await bot.send_message(7, "hello")).text == "hello"
        await fails(NotSent, bot_at(f"https://localhost:{server.port}/bot", client).get_me())


def certified(folder: Path) -> ssl.SSLContext:
    (folder / "both.pem").write_text(CERTIFICATE)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "both.pem")
    return context


def test_both_failures_are_network_errors_that_polling_does_not_repeat_at_once() -> None:
    assert NotSent.__bases__ == MaybeSent.__bases__ == (NetworkError,)
