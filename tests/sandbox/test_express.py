"""The short way for small calls answers exactly as the long way does, and takes nothing that needs a second look."""

from __future__ import annotations

from typing import Any

import aiohttp
import orjson
import pytest

from bot.sandbox.express import unpacked
from tests.sandbox.rig import KIM, ROBIN, Rig, close_rig, open_rig

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


async def test_both_ways_tell_the_same_story() -> None:
    short, long = await open_rig(), await open_rig()
    for rig in (short, long):
        await rig.say("/start")
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
    seen: list[bool] = []

    def noted(data: bytes) -> Any:
        parcel = unpacked(data)
        seen.append(parcel is not None)
        return parcel

    monkeypatch.setattr("bot.sandbox.express.unpacked", noted)
    params = {"chat_id": ROBIN, "text": "x"}
    bodies: list[dict[str, Any]] = [{"data": params}, {"json": params}]
    async with aiohttp.ClientSession() as http:
        for body in bodies:
            async with http.post(rig.url("sendMessage"), **body) as response:
                assert response.status == 200
    assert seen == [True, True]
