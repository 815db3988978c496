"""The poller against a Telegram that answers whatever a test says: nothing stops it, and it asks for nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web
from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.chat.inbox import Inbox
from bot.chat.poller import Poller
from bot.chat.transport import AiohttpRequest
from bot.coach.records import Arrival
from bot.sandbox import MovableClock
from bot.store import open_store

PATIENCE = 10.0
ME = {"id": 1, "is_bot": True, "first_name": "Spotter", "username": "spotter_bot"}
CONFLICT = {
    "ok": False,
    "error_code": 409,
    "description": "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first",
}


class Telegram:
    """Gives the answers in their order, then none any more; writes down what it was asked."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.asked: list[dict[str, Any]] = []
        self.removed: list[dict[str, Any]] = []
        self.exhausted = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        given = await request.json() if request.can_read_body else {}
        if method == "getMe":
            return web.json_response({"ok": True, "result": ME})
        if method == "deleteWebhook":
            self.removed.append(given)
            return web.json_response({"ok": True, "result": True})
        self.asked.append(given)
        if not self.answers:
            self.exhausted.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        status = answer.get("error_code", 200) if isinstance(answer, dict) else 200
        body = answer if isinstance(answer, dict) else {"ok": True, "result": answer}
        return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def said(number: int, text: str = "8") -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Robin"}
    chat = {"id": 7, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text},
    }


@asynccontextmanager
async def polled(folder: Path, *answers: object) -> AsyncIterator[tuple[Telegram, list[int]]]:
    """A poller at work until Telegram has no answer left; what it took in, in order."""
    telegram, seen = Telegram(), []
    telegram.answers = list(answers)
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", telegram.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    store = await open_store(f"sqlite:///{folder}/spotter.db")

    async def handle(arrival: Arrival) -> None:
        seen.append(arrival.number)
        await store.run(lambda tx: tx.handled(arrival.number))

    requests = AiohttpRequest()
    async with ExtBot("1:a", base_url=base, request=AiohttpRequest(), get_updates_request=requests) as bot:
        inbox = Inbox(store, MovableClock(), handle)
        polling = asyncio.create_task(Poller(bot, requests, inbox).run())
        exhausted = asyncio.create_task(telegram.exhausted.wait())
        await asyncio.wait((polling, exhausted), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        await inbox.quiet()
        exhausted.cancel()
        try:
            if polling.done():
                await polling
            yield telegram, seen
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            await store.close()
            await runner.cleanup()


async def test_it_goes_on_after_the_highest_number(tmp_path: Path) -> None:
    async with polled(tmp_path, [said(7), said(8)], [], [said(9)]) as (telegram, seen):
        assert seen == [7, 8, 9]
        assert [asked.get("offset") for asked in telegram.asked] == [None, 9, 9, 10]
        assert telegram.asked[0]["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
        assert [asked["timeout"] for asked in telegram.asked] == [0, 25, 25, 25], (
            "at first it hears whether all is well"
        )


async def test_what_is_not_understood_is_passed_over_and_not_asked_for_again(tmp_path: Path) -> None:
    strange: list[object] = [
        "x",
        None,
        [],
        {"update_id": "7"},
        {"update_id": 11, "message": 5},
        said(9),
        {"update_id": 12, "poll": {}},
    ]
    async with polled(tmp_path, strange) as (telegram, seen):
        assert seen == [9] and telegram.asked[-1]["offset"] == 13


@pytest.mark.parametrize(
    "answer", [[{"message": {}}], True, {"result": "x"}, {"ok": False, "error_code": 500, "description": "x"}]
)
async def test_an_answer_that_says_nothing_is_waited_out(tmp_path: Path, answer: object) -> None:
    async with polled(tmp_path, answer, [said(7)]) as (_, seen):
        assert seen == [7]


async def test_the_webhook_of_an_earlier_run_is_removed_with_nothing_dropped(tmp_path: Path) -> None:
    async with polled(tmp_path, CONFLICT, [said(7)]) as (telegram, seen):
        assert seen == [7] and telegram.removed == [{"drop_pending_updates": False}]


async def test_a_webhook_that_somebody_sets_later_is_left_to_them(tmp_path: Path) -> None:
    async with polled(tmp_path, [said(7)], CONFLICT, [said(8)]) as (telegram, seen):
        assert seen == [7, 8] and telegram.removed == []


async def test_a_token_that_is_no_longer_known_ends_it(tmp_path: Path) -> None:
    unknown = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    with pytest.raises(InvalidToken):
        async with polled(tmp_path, [said(7)], unknown):
            pass
