"""Nobody from outside gets in, and nothing that comes in breaks anything."""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.methods import GET_UPDATES, METHODS
from tests.sandbox.rig import PATIENCE, ROBIN, TOKEN, Rig

if TYPE_CHECKING:
    from collections.abc import Iterator

DOORS = ["say", "press", "upload", "location", "edit", "block", "people", "clock", "faults"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0", ""])
@pytest.mark.parametrize("path", ["/", "/sandbox/state?person=1001", f"/bot{TOKEN}/getMe"])
async def test_other_host_names_are_turned_away(rig: Rig, host: str, path: str) -> None:
    async with rig.http.get(rig.address + path, headers={"Host": host}) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80"])
async def test_names_of_this_machine_are_let_in(rig: Rig, host: str) -> None:
    async with rig.http.get(rig.url("getMe"), headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", ""])
async def test_pages_of_other_origins_are_turned_away(rig: Rig, origin: str) -> None:
    say = {"person": ROBIN, "text": "x"}
    for address in (f"{rig.address}/sandbox/say", rig.url("sendMessage")):
        async with rig.http.post(address, json=say, headers={"Origin": origin}) as response:
            assert response.status == 403
    async with rig.http.post(f"{rig.address}/sandbox/say", json=say, headers={"Origin": rig.address}) as response:
        assert response.status == 200


async def test_too_much_is_too_much(rig: Rig) -> None:
    async with rig.http.post(f"{rig.address}/sandbox/say", data=io.BytesIO(b"x" * (1024 * 1024 + 1))) as response:
        assert (response.status, await response.json()) == (413, {"error": "Request Entity Too Large"})
    part = bytes(1024 * 1024)

    async def endless() -> Any:
        for _ in range(52):
            yield part

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with rig.http.post(rig.url("sendDocument"), data=endless(), headers=headers) as response:
        assert response.status == 413
        assert (await response.json())["description"] == "Request Entity Too Large"
    fields = {f"field{number}": "x" for number in range(300)}
    assert (await rig.call("sendMessage", **fields))["description"] == "Bad Request: message text is empty"
    async with rig.http.post(rig.url("sendMessage"), data=fields) as response:
        assert response.status == 400


async def test_pages_have_their_type_and_a_strict_policy(rig: Rig) -> None:
    types = {"/": "text/html", "/page/chat.js": "text/javascript", "/page/chat.css": "text/css"}
    for path, kind in types.items():
        async with rig.http.get(rig.address + path) as response:
            assert (response.status, response.content_type) == (200, kind)
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/page/none.js", "/page/../server.py", "/page/..%2Fserver.py", "/page/", "/nowhere", "/sandbox/x"):
        async with rig.http.get(rig.address + path) as response:
            assert response.status == 404, path


def nonsense(dice: random.Random) -> Iterator[Any]:
    """Values that no method expects."""
    plain: list[Any] = [
        None, True, -1, 0, 1, 2**63, 2**64, -(2**63), 1e308, "", " ", "x", "\x00", "💪" * 70, "-0", "0x1", "1e9",
        [], {}, [[]], [None], {"type": None}, {"id": {}}, "{", "[1", "null", '"x"', "[[{}]]", "attach://x", "@x",
        "<b>", "&#xD800;", ROBIN, str(ROBIN), [{"type": "emoji", "emoji": []}], {"message_id": []},
    ]  # fmt: skip
    while True:
        value = dice.choice(plain)
        yield (
            {dice.choice(["text", "type", "chat_id", "keyboard", "inline_keyboard", "media"]): value}
            if (dice.random() < 0.3)
            else value
        )


NAMES = [
    "chat_id", "text", "parse_mode", "entities", "reply_markup", "reply_parameters", "message_id", "message_ids",
    "caption", "caption_entities", "media", "photo", "document", "callback_query_id", "action", "reaction", "commands",
    "scope", "language_code", "offset", "limit", "allowed_updates", "url", "secret_token", "file_id", "user_id",
    "link_preview_options", "name", "description", "short_description", "person", "chat", "data", "latitude",
    "longitude", "blocked", "first_name", "advance", "to", "rules", "latency", "reply_to", "message_effect_id",
    "max_connections", "protect_content", "disable_notification",
]  # fmt: skip


async def test_nonsense_is_answered_and_never_breaks_anything(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    dice = random.Random(7)
    values = nonsense(dice)
    methods = [*METHODS, GET_UPDATES]
    await rig.ok("sendMessage", chat_id=ROBIN, text="x")
    for _ in range(700):
        given = {name: next(values) for name in dice.sample(NAMES, 12)}
        given |= dice.choice([{}, {"chat_id": ROBIN, "person": ROBIN}])
        given |= dice.choice([{}, {"message_id": 1, "text": "y"}])
        door = dice.random() < 0.3
        address = f"{rig.address}/sandbox/{dice.choice(DOORS)}" if door else rig.url(dice.choice(methods))
        given.pop("latency", None) if address.endswith("faults") else None
        body = {"json": given} if dice.random() < 0.5 else {"data": {name: str(v) for name, v in given.items()}}
        async with rig.http.post(address, **body) as response:
            assert response.status < 500, (address, given, await response.text())
            answer = await response.json()
            assert "ok" in answer or "error" in answer or response.status == 200
        if "setWebhook" in address:
            await rig.ok("deleteWebhook")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
    await rig.state()


async def raw(rig: Rig, request: bytes) -> bytes:
    host, port = rig.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    writer.write_eof()
    answer = b""
    # A server that has heard enough may drop the line instead of reading on.
    with contextlib.suppress(ConnectionError):
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
    return answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"",
        b"\x00\xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /bot1:x/getMe HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncut",
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /bot%00/%ff HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        b"POST /sandbox/say HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
        b"POST /bot1:x/sendPhoto HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\n"
        b"Content-Length: 5\r\n\r\nhello",
        b"POST /bot1:x/sendPhoto HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        b'Content-Length: 70\r\n\r\n--x\r\nContent-Disposition: form-data; name="\xff"; charset="\xfe"\r\n\r\n\xff\r\n--x--',
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
async def test_broken_requests_leave_no_trace(rig: Rig, request_bytes: bytes, caplog: pytest.LogCaptureFixture) -> None:
    answer = await raw(rig, request_bytes)
    assert b" 500 " not in answer.partition(b"\r\n")[0]
    assert await rig.ok("getMe")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_two_requests_in_one_packet_are_answered_in_order(rig: Rig) -> None:
    head = b"HTTP/1.1\r\nHost: localhost\r\n"
    first = b"POST /bot1:x/sendMessage " + head + b"Content-Type: application/x-www-form-urlencoded\r\n"
    body = b"chat_id=1001&text=one"
    first += b"Content-Length: %d\r\n\r\n" % len(body) + body
    last = b"GET /bot1:x/getMe " + head + b"Connection: close\r\n\r\n"
    answer = await raw(rig, first + first + last)
    assert answer.count(b"HTTP/1.1 200") == 3
    assert answer.index(b'"text":"one"') < answer.index(b"can_join_groups")


async def test_a_request_may_come_in_small_pieces(rig: Rig) -> None:
    host, port = rig.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    body = b'{"chat_id":1001,"text":"bit by bit"}'
    request = (
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )
    for at in range(0, len(request), 7):
        writer.write(request[at : at + 7])
        await rig.state()
    assert b"bit by bit" in await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    "opening",
    [
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\nX-Note: ",
        b"POST /bot1:x/sendMessage?chat_id=1001&text=outer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n",
    ],
)
async def test_a_request_inside_a_request_is_only_text(rig: Rig, opening: bytes) -> None:
    host, port = rig.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    body = b"chat_id=1001&text=inner"
    inner = (
        b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )
    writer.write(opening)
    await rig.state()
    writer.write(inner)
    await rig.state()
    writer.write_eof()
    await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    await writer.wait_closed()
    assert (await rig.state())["messages"] == []


async def test_a_request_that_waits_to_be_asked_for_its_body(rig: Rig) -> None:
    body = {"chat_id": ROBIN, "text": "x"}
    async with rig.http.post(rig.url("sendMessage"), json=body, expect100=True) as response:
        assert response.status == 200
    async with rig.http.post(rig.url("sendMessage"), data=aiohttp.JsonPayload(body), chunked=True) as response:
        assert response.status == 200


async def test_other_verbs_are_refused_politely(rig: Rig) -> None:
    async with rig.http.head(f"{rig.address}/") as response:
        assert response.status in (200, 405)
    async with rig.http.delete(f"{rig.address}/sandbox/say") as response:
        assert response.status == 405
