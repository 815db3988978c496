"""Updates on their way to a webhook: delivered for real, with the secret, again after failures, in order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from tests.sandbox.rig import KIM, PATIENCE, ROBIN, Rests, Rig, close_rig, open_rig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

Json = dict[str, Any]
DONE = web.Response


class Hook:
    """A bot's webhook: takes what comes, and answers as the test says."""

    def __init__(self) -> None:
        self.taken: asyncio.Queue[Json] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.answers: list[tuple[int, object]] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        status, body = self.answers.pop(0) if self.answers else (200, None)
        if status == 200:
            self.taken.put_nowait(update)
        return web.json_response(body, status=status)

    async def next(self) -> Json:
        return await asyncio.wait_for(self.taken.get(), PATIENCE)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def until(rig: Rig, kind: str, count: int = 1) -> list[Json]:
    """The ledger's rows of a kind, once there are so many."""
    async with asyncio.timeout(PATIENCE):
        while len(rows := await rig.ledger(kind)) < count:
            pass
    return rows


async def test_updates_come_with_the_secret_and_are_then_done(rig: Rig, hook: Hook) -> None:
    await rig.say("before")
    assert await rig.ok("setWebhook", url=hook.url, secret_token="s-3_cret") is True
    await rig.say("after")

    assert [(await hook.next())["message"]["text"] for _ in range(2)] == ["before", "after"]
    assert hook.secrets == ["s-3_cret"] * 2
    await until(rig, "delivered", 2)
    info = await rig.ok("getWebhookInfo")
    assert info["url"] == hook.url and info["pending_update_count"] == 0 and info["max_connections"] == 40
    assert "last_error_message" not in info


async def test_a_refused_update_comes_again_after_growing_waits(rig: Rig, hook: Hook, rests: Rests) -> None:
    hook.answers = [(500, None)] * 9
    await rig.ok("setWebhook", url=hook.url)
    await rig.say("hello")

    assert (await hook.next())["message"]["text"] == "hello"
    assert rests.taken == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    info = await rig.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"] > 0


async def test_order_is_kept_within_a_chat_while_others_go_on(rig: Rig, hook: Hook) -> None:
    for number in range(4):
        await rig.say(str(number))
        await rig.say(f"Kim {number}", person=KIM)
    hook.answers = [(503, None)] * 3
    await rig.ok("setWebhook", url=hook.url)

    texts = [(await hook.next())["message"]["text"] for _ in range(8)]

    assert [text for text in texts if "Kim" not in text] == ["0", "1", "2", "3"]
    assert [text for text in texts if "Kim" in text] == [f"Kim {number}" for number in range(4)]


async def test_the_response_may_carry_a_call(rig: Rig, hook: Hook) -> None:
    hook.answers = [(200, {"method": "sendMessage", "chat_id": ROBIN, "text": "Welcome"})]
    await rig.ok("setWebhook", url=hook.url)
    await rig.say("/start")

    (sent,) = await until(rig, "sent")

    assert sent["text"] == "Welcome"
    # A refusal reaches nobody, and what would change the webhook or read is not carried out.
    hook.answers = [(200, {"method": "sendMessage", "chat_id": 7, "text": "x"})]
    await rig.say("again")
    assert (await until(rig, "refused"))[0]["description"] == "Bad Request: chat not found"
    hook.answers = [(200, {"method": "deleteWebhook"})]
    await rig.say("and again")
    await until(rig, "delivered", 3)
    assert (await rig.ok("getWebhookInfo"))["url"] == hook.url


async def test_nobody_there_is_told_in_the_info(rig: Rig, rests: Rests) -> None:
    await rig.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await rig.say("hello")
    await until(rig, "undelivered", 3)
    info = await rig.ok("getWebhookInfo")
    assert info["pending_update_count"] == 1 and "refused" in info["last_error_message"]
    await rig.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await rig.updates()] == ["hello"]


@pytest.mark.parametrize("host", ["x" * 300, "...", "nobody.invalid"])
async def test_a_host_that_is_none_is_told_in_the_info(rig: Rig, host: str) -> None:
    await rig.ok("setWebhook", url=f"http://{host}/")
    await rig.say("hello")
    await until(rig, "undelivered")
    assert (await rig.ok("getWebhookInfo"))["last_error_message"].startswith("Failed to resolve host: ")


async def test_pending_updates_may_be_dropped(rig: Rig, hook: Hook) -> None:
    await rig.say("old")
    await rig.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await rig.say("new")
    assert (await hook.next())["message"]["text"] == "new"
    await rig.ok("setWebhook", url="")
    await rig.say("older")
    await rig.ok("deleteWebhook", drop_pending_updates="true")
    assert await rig.updates() == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "ftp://example.org"}, "invalid webhook URL specified"),
        ({"url": "http://["}, "invalid webhook URL specified"),
        ({"url": "http://x.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://x.org", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_webhooks_that_telegram_refuses(rig: Rig, given: Json, words: str) -> None:
    assert await rig.refused("setWebhook", **given) == f"Bad Request: {words}"
    assert (await rig.ok("getWebhookInfo"))["url"] == ""


async def test_a_webhook_outlives_a_restart(tmp_path: Path, hook: Hook) -> None:
    first = await open_rig(tmp_path)
    hook.answers = [(500, None)]
    await first.ok("setWebhook", url=hook.url, secret_token="kept", max_connections=3)
    await first.say("hello")
    await until(first, "undelivered")
    await close_rig(first)

    second = await open_rig(tmp_path)
    assert (await hook.next())["message"]["text"] == "hello"
    assert (await second.ok("getWebhookInfo"))["max_connections"] == 3
    assert hook.secrets == ["kept", "kept"]
    await close_rig(second)
