"""Faults on demand: what a bot meets on a bad day, and the ledger that tells how it took them."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.sandbox.rig import KIM, PATIENCE, ROBIN, Rig, Stopwatch


async def faults(rig: Rig, *rules: dict[str, Any]) -> None:
    assert (await rig.door("faults", rules=list(rules)))["rules"] == len(rules)


async def texts(rig: Rig) -> list[str]:
    return [message["text"] for message in (await rig.state())["messages"]]


async def test_too_many_requests_says_how_long_and_who_did_not_wait(rig: Rig, watch: Stopwatch) -> None:
    await faults(rig, {"method": "sendMessage", "chat": ROBIN, "kind": "429", "retry_after": 3, "times": 1})

    async with rig.http.post(rig.url("sendMessage"), json={"chat_id": ROBIN, "text": "x"}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "3")
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        }
    await rig.ok("sendMessage", chat_id=KIM, text="another chat may go on")
    assert await rig.ledger("too_early") == []
    watch.now += 2
    await rig.ok("sendMessage", chat_id=ROBIN, text="too soon")
    watch.now += 1
    await rig.ok("sendMessage", chat_id=ROBIN, text="in time")
    (early,) = await rig.ledger("too_early")
    assert (early["method"], early["chat"], early["seconds"]) == ("sendMessage", ROBIN, 1.0)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("500", "Internal Server Error"),
        ("502", "Bad Gateway"),
        ("403", "Forbidden: bot was blocked by the user"),
        ("400", "Bad Request: chat not found"),
        ("401", "Unauthorized"),
    ],
)
async def test_answers_that_are_refusals(rig: Rig, kind: str, words: str) -> None:
    await faults(rig, {"method": "*", "kind": kind, "times": 1})
    answer = await rig.call("sendMessage", chat_id=ROBIN, text="x")
    assert (answer["error_code"], answer["description"]) == (int(kind), words)
    assert await texts(rig) == []
    await rig.ok("sendMessage", chat_id=ROBIN, text="x")


async def test_a_refusal_may_have_words_and_parameters_of_its_own(rig: Rig) -> None:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    moved = {"migrate_to_chat_id": -1001}
    await faults(rig, {"method": "*", "kind": "400", "description": words, "parameters": moved})
    answer = await rig.call("sendMessage", chat_id=ROBIN, text="x")
    assert (answer["description"], answer["parameters"]) == (words, moved)


@pytest.mark.parametrize(("when", "left"), [("before", []), ("after", ["x"])])
async def test_a_timeout_takes_effect_or_not_and_never_answers(rig: Rig, when: str, left: list[str]) -> None:
    await faults(rig, {"method": "sendMessage", "kind": f"timeout_{when}", "times": 1})
    call = asyncio.create_task(rig.call("sendMessage", chat_id=ROBIN, text="x"))
    async with asyncio.timeout(PATIENCE):
        while not await rig.ledger("fault") or await texts(rig) != left:
            pass
    done, _ = await asyncio.wait({call}, timeout=0)
    assert not done
    call.cancel()
    await asyncio.wait({call})
    assert await texts(rig) == left


@pytest.mark.parametrize(("when", "left"), [("before", []), ("after", ["x"])])
async def test_a_reset_drops_the_connection_before_or_after_the_effect(rig: Rig, when: str, left: list[str]) -> None:
    await faults(rig, {"method": "sendMessage", "kind": f"reset_{when}", "times": 1})
    with pytest.raises(aiohttp.ClientOSError) as lost:
        await rig.call("sendMessage", chat_id=ROBIN, text="x")
    assert isinstance(lost.value, ConnectionResetError | aiohttp.ClientOSError)
    assert await texts(rig) == left


async def test_a_slow_call_is_only_slow(rig: Rig) -> None:
    await faults(rig, {"method": "sendMessage", "kind": "slow", "delay": 0.01})
    await rig.ok("sendMessage", chat_id=ROBIN, text="x")
    await rig.door("faults", rules=[], latency=0.01)
    await rig.ok("sendMessage", chat_id=ROBIN, text="y")
    assert len(await rig.ledger("fault")) == 1


async def test_chance_is_drawn_from_the_seed(rig: Rig) -> None:
    async def run(seed: int) -> list[bool]:
        await faults(rig, {"method": "sendMessage", "kind": "500", "chance": 0.5, "seed": seed})
        return [(await rig.call("sendMessage", chat_id=ROBIN, text="x"))["ok"] for _ in range(20)]

    first = await run(1)
    assert 3 < sum(first) < 17
    assert await run(1) == first
    assert await run(2) != first


async def test_rules_meet_their_method_and_chat_alone(rig: Rig) -> None:
    await faults(rig, {"method": "sendmessage", "chat": KIM, "kind": "500"})
    await rig.ok("sendMessage", chat_id=ROBIN, text="x")
    await rig.ok("sendChatAction", chat_id=KIM, action="typing")
    assert await rig.refused("sendMessage", chat_id=KIM, text="x") == "Internal Server Error"
    await faults(rig)
    await rig.ok("sendMessage", chat_id=KIM, text="x")


@pytest.mark.parametrize(
    "given",
    [
        {"rules": {}},
        {"rules": ["x"]},
        {"rules": [{"kind": "flood"}]},
        {"rules": [{"kind": "429", "retry_after": -1}]},
        {"rules": [{"kind": "500", "chance": 2}]},
        {"rules": [{"kind": "500", "times": -1}]},
        {"rules": [{"kind": "500", "chat": "x"}]},
        {"rules": [{"kind": "500", "delay": "x"}]},
        {"latency": -1},
        {"latency": True},
    ],
)
async def test_rules_that_make_no_sense(rig: Rig, given: dict[str, Any]) -> None:
    assert await rig.complaint("faults", **given)
    await rig.ok("sendMessage", chat_id=ROBIN, text="x")
