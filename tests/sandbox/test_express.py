"""The short way for small calls answers exactly as the long way does, and takes nothing that needs a second look."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import orjson
import pytest
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.express import unpacked
from tests.sandbox.rig import KIM, PATIENCE, ROBIN, Rig, close_rig, open_rig

HEAD = b"POST /bot42:se-cret_/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:80\r\nContent-Length: 2\r\n"
STORY: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("sendMessage", {"chat_id": ROBIN, "text": "<b>Set 1</b> 💪", "parse_mode": "HTML"}),
    ("editmessagetext", {"chat_id": ROBIN, "message_id": 1, "text": "Set 2"}),
    ("editMessageText", {"chat_id": ROBIN, "message_id": 1, "text": "Set 2"}),
    ("sendMessage", {"chat_id": 7, "text": "x"}),
    ("sendMessage", {"chat_id": KIM, "text": ""}),
    ("getUpdates", {"timeout": 5}),
    ("getUpdates", {"offset": 2**32}),
    ("setWebhook", {"url": "http://127.0.0.1:9/"}),
    ("getUpdates", {}),
    ("nonsense", {}),
]


@pytest.mark.parametrize("latency", [0.0, 0.001])
async def test_both_ways_tell_the_same_story(latency: float) -> None:
    short, long = await open_rig(), await open_rig()
    for rig in (short, long):
        await rig.say("/start")
        await rig.door("faults", latency=latency)
    for method, params in STORY:
        body = orjson.dumps(params)
        headers = {"Content-Type": "application/json"}
        answers = []
        for rig, chunked in ((short, None), (long, True)):
            async with rig.http.post(rig.url(method), data=body, headers=headers, chunked=chunked) as response:
                answers.append((response.status, response.content_type, timeless(await response.json())))
        assert answers[0] == answers[1], method
    assert [row["kind"] for row in await short.look("/sandbox/ledger")] == [
        row["kind"] for row in await long.look("/sandbox/ledger")
    ]
    await close_rig(short)
    await close_rig(long)


def timeless(value: Any) -> Any:
    """The same without the moments, which differ by a second at times, and the numbers that begin with them."""
    if isinstance(value, dict):
        return {key: timeless(inner) for key, inner in value.items() if key not in ("date", "edit_date", "update_id")}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


def test_a_whole_plain_call_is_taken() -> None:
    parcel = unpacked(HEAD + b"Content-Type: application/json\r\n\r\n{}")
    assert parcel is not None
    assert (parcel.token, parcel.method, parcel.mime, parcel.body) == (
        "42:se-cret_", "sendMessage", b"application/json", b"{}",
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"\r\n{",
        HEAD + b"\r\n{} ",
        HEAD,
        HEAD + b"Content-Length: 2\r\n\r\n{}",
        HEAD + b"Origin: http://127.0.0.1\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n{}",
        HEAD + b"Expect: 100-continue\r\n\r\n{}",
        HEAD + b"Connection: close\r\n\r\n{}",
        HEAD + b" folded\r\n\r\n{}",
        HEAD.replace(b"127.0.0.1", b"evil.example") + b"\r\n{}",
        HEAD.replace(b"Host", b"Hast") + b"\r\n{}",
        HEAD.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n{}",
        HEAD.replace(b"sendMessage", b"sendMessage?text=x") + b"\r\n{}",
        HEAD.replace(b"sendMessage", b"send%4dessage") + b"\r\n{}",
        HEAD.replace(b": 2", b": +2") + b"\r\n{}",
    ],
)
def test_anything_else_goes_the_long_way(data: bytes) -> None:
    assert unpacked(data) is None


async def test_the_client_of_the_bot_goes_the_short_way(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ways: list[bytes] = []
    monkeypatch.setattr(H11Protocol, "data_received", lambda line, data: long_ways.append(data))
    params = {"chat_id": ROBIN, "text": "x"}
    bodies: list[dict[str, Any]] = [{"data": params}, {"json": params}]
    async with aiohttp.ClientSession() as http:
        for body in bodies:
            async with http.post(rig.url("sendMessage"), **body) as response:
                assert response.status == 200
            rig.box.world.faults.replace([], latency=0.001)
    assert long_ways == []


async def test_what_comes_while_a_slow_call_is_under_way_is_answered_after_it(rig: Rig) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(rig.address.rpartition(":")[2]))
    await rig.door("faults", latency=0.2)
    writer.write(plain_call("sendMessage", chat_id=ROBIN, text="first"))
    await rig.look("/sandbox/ledger")  # the call is with the server now
    rig.box.world.faults.replace([], latency=0.0)
    writer.write(plain_call("getMe"))
    assert b'"first"' in await body(reader)
    assert b'"is_bot"' in await body(reader)
    writer.close()


async def test_a_slow_call_is_performed_for_a_client_that_has_hung_up(rig: Rig) -> None:
    performed = asyncio.Event()
    rig.box.world.ledger.on_note = lambda row: performed.set()
    _, writer = await asyncio.open_connection("127.0.0.1", int(rig.address.rpartition(":")[2]))
    await rig.door("faults", latency=0.05)
    writer.write(plain_call("sendMessage", chat_id=ROBIN, text="heard?"))
    writer.close()
    async with asyncio.timeout(PATIENCE):
        await performed.wait()
    assert [row["text"] for row in await rig.ledger("sent")] == ["heard?"]


def plain_call(method: str, **params: Any) -> bytes:
    inner = orjson.dumps(params)
    head = f"POST /bot42:secret/{method} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(inner)}\r\n\r\n".encode() + inner


async def body(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(PATIENCE):
        head = await reader.readuntil(b"\r\n\r\n")
        return await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]))
