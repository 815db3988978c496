"""The face for bots: HTTP in, a method's answer or Telegram's refusal out, in Telegram's envelope.

It carries out faults and the long poll, and knows no method's meaning. The path from request to answer is kept short:
benchmarks run through here.
"""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any

import orjson

from bot.sandbox.call import MULTIPART, Answer, Call, ClientGone, plain_params, read_call
from bot.sandbox.introducing import allowed_updates
from bot.sandbox.lines import hung_up, reset
from bot.sandbox.methods import GET_UPDATES, METHODS, proper_name
from bot.sandbox.refusals import OTHER_POLLER, WEBHOOK_IS_SET, Refusal, conflict, not_found, unauthorized

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from bot.sandbox.express import Parcel
    from bot.sandbox.faults import Rule
    from bot.sandbox.updates import Pending
    from bot.sandbox.world import World

log = logging.getLogger(__name__)

LONGEST_POLL = 50
MOST_UPDATES = 100
TOKEN = re.compile(r"[0-9]{1,20}:\S+")
_JSON = (b"content-type", b"application/json")
# What a webhook's response may not ask for.
_NOT_IN_A_RESPONSE = ("setWebhook", "deleteWebhook", "close", "logOut")


class BotApi:
    def __init__(self, world: World, token: str | None) -> None:
        self._world = world
        self._token = token

    def admits(self, token: str) -> bool:
        return token == self._token if self._token else bool(TOKEN.fullmatch(token))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, method = scope["path"].removeprefix("/bot").partition("/")
        try:
            answer = await self._handle(token, proper_name(method), scope, receive)
        except ClientGone:
            return
        if answer is not None:
            await reply(send, answer)

    def perform(self, call: Call) -> Answer:
        """Carries out every method but getUpdates: one step, all of it kept or none."""
        try:
            method = METHODS.get(call.method)
            if method is None:
                raise not_found()
            return _granted(orjson.dumps(method(self._world, call)))
        except Refusal as refusal:
            return self._refused(call, refusal)
        except Exception:
            log.exception("sandbox: %s failed", call.method)
            return refusal_answer(Refusal(500, "Internal Server Error"))
        finally:
            self._world.keep.settle()

    def perform_response(self, params: dict[str, Any]) -> None:
        """The call that a webhook put into its response; nobody hears how it went but the ledger."""
        name = proper_name(str(params.get("method", "")))
        if name in METHODS and name not in _NOT_IN_A_RESPONSE and not name.startswith("get"):
            rest = {key: value for key, value in params.items() if key != "method"}
            self.perform(Call(name, rest))

    def at_once(self, parcel: Parcel) -> Answer | None:
        """The answer to a call that nothing holds up; None sends it the long way."""
        if self._world.faults.latency or not self._plain(parcel):
            return None
        if proper_name(parcel.method) != GET_UPDATES:
            return self.performed(parcel)
        try:
            return self._updates_at_once(Call(GET_UPDATES, plain_params(parcel.mime, parcel.body)))
        except Refusal as refusal:
            return self._refused(Call(GET_UPDATES, {}), refusal)

    def delay(self, parcel: Parcel) -> float:
        """Seconds until a call is to be `performed`, where slowness is all that holds it up; 0 sends it the long way."""
        waits = proper_name(parcel.method) == GET_UPDATES or not self._plain(parcel)
        return 0.0 if waits else self._world.faults.latency

    def performed(self, parcel: Parcel) -> Answer:
        method = proper_name(parcel.method)
        try:
            return self.perform(Call(method, plain_params(parcel.mime, parcel.body)))
        except Refusal as refusal:
            return self._refused(Call(method, {}), refusal)

    def _plain(self, parcel: Parcel) -> bool:
        return not (self._world.faults.active or parcel.mime.startswith(MULTIPART)) and self.admits(parcel.token)

    async def _handle(self, token: str, method: str, scope: Scope, receive: Receive) -> Answer | None:
        world = self._world
        try:
            call = await read_call(method, scope, receive)
        except Refusal as refusal:
            return self._refused(Call(method, {}), refusal)
        if not self.admits(token):
            return self._refused(call, unauthorized())
        faults = world.faults
        if faults.latency:
            await asyncio.sleep(faults.latency)
        fault = faults.strike(method, self._chat_of(call)) if faults.active else None
        if fault is not None:
            return await self._suffer(fault, call, scope, receive)
        return await self._answer(call, receive)

    def _chat_of(self, call: Call) -> int | None:
        """The chat that a call is about, so that its faults are that chat's: an answer's is where the button was pressed."""
        return self._world.taps.chat_of(call.text("callback_query_id")) or call.chat_id()

    async def _answer(self, call: Call, receive: Receive) -> Answer:
        if call.method == GET_UPDATES:
            return await self._get_updates(call, receive)
        return self.perform(call)

    async def _get_updates(self, call: Call, receive: Receive) -> Answer:
        try:
            self._begin_poll(call)
            longest = call.whole("timeout", 0, 0, LONGEST_POLL)
            return self._handed(await self._world.updates.poll(_limit(call), longest, lambda: hung_up(receive)))
        except Refusal as refusal:
            return self._refused(call, refusal)

    def _updates_at_once(self, call: Call) -> Answer | None:
        try:
            self._begin_poll(call)
        except Refusal as refusal:
            return self._refused(call, refusal)
        found = self._world.updates.first(_limit(call))
        return self._handed(found) if found else None

    def _begin_poll(self, call: Call) -> None:
        world = self._world
        if world.webhook.settings.url:
            raise conflict(WEBHOOK_IS_SET)
        world.updates.end_poll(OTHER_POLLER)
        world.updates.allow(allowed_updates(call))
        world.updates.confirm(call.whole("offset", 0, -(2**31), 2**31 - 1))
        world.keep.settle()

    def _handed(self, found: list[Pending]) -> Answer:
        if found:
            self._world.ledger.note("fetched", updates=[update.id for update in found])
        return _granted(b"[" + b",".join([update.body for update in found]) + b"]")

    async def _suffer(self, fault: Rule, call: Call, scope: Scope, receive: Receive) -> Answer | None:
        await asyncio.sleep(fault.delay)
        refusal = fault.refusal()
        if refusal is not None:
            return refusal_answer(refusal)
        if not fault.kind.endswith("_before"):
            answer = await self._answer(call, receive)
            if fault.kind == "slow":
                return answer
        if fault.kind.startswith("reset"):
            reset(scope)
        await hung_up(receive)
        return None

    def _refused(self, call: Call, refusal: Refusal) -> Answer:
        self._world.ledger.note(
            "refused",
            method=call.method,
            chat=call.chat_id(),
            error_code=refusal.code,
            description=refusal.words,
        )
        return refusal_answer(refusal)


def _limit(call: Call) -> int:
    return call.whole("limit", MOST_UPDATES, 1, MOST_UPDATES)


def _granted(result: bytes) -> Answer:
    return Answer(200, b'{"ok":true,"result":' + result + b"}")


def refusal_answer(refusal: Refusal) -> Answer:
    envelope: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.words}
    if refusal.parameters:
        envelope["parameters"] = refusal.parameters
    retry_after = refusal.parameters.get("retry_after") if refusal.parameters else None
    return Answer(refusal.code, orjson.dumps(envelope), retry_after)


async def reply(send: Send, answer: Answer) -> None:
    headers = [_JSON, (b"content-length", str(len(answer.body)).encode())]
    if answer.retry_after is not None:
        headers.append((b"retry-after", str(answer.retry_after).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
