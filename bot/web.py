"""Spotter's own doors: where Telegram delivers, and where operators and their machines ask how it does.

Here it is decided who is let in, how much they may bring, and which status says what. What a delivery means is the chat's
business, what health is and which numbers there are is that of `health` and `metrics`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest

import orjson
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.chat.app import Chat
from bot.chat.hook import Closed
from bot.config import Webhook
from bot.health import WELL, Checks, Health
from bot.metrics import Metrics

LARGEST_UPDATE = 1024 * 1024  # bytes; Telegram's own are a hundredth of it
READ_WITHIN = 10.0  # seconds for a body
COME_AGAIN_AFTER = 2  # seconds
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
JSON = "application/json"
METRICS = "text/plain; version=0.0.4; charset=utf-8"

Deliver = Callable[[bytes], Awaitable[Mapping[str, str]]]


class Unwelcome(Exception):
    """A delivery that is not taken in, with the status that says why."""

    def __init__(self, status: int, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers or {}


def doors(health: Health, metrics: Metrics, chat: Chat, webhook: Webhook | None) -> Starlette:
    """Everything that is served; without a webhook nobody can deliver."""

    async def livez(request: Request) -> Response:
        return _told(health.lives())

    async def readyz(request: Request) -> Response:
        return _told(await health.is_ready())

    async def numbers(request: Request) -> Response:
        return Response(metrics.text(await health.waiting()), media_type=METRICS)

    routes = [Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", numbers)]
    if webhook is not None:
        routes.append(Route(webhook.path, Deliveries(webhook.secret, chat.deliver)))
    served = Starlette(routes=routes)
    served.router.redirect_slashes = False
    return served


def _told(checks: Checks) -> Response:
    well = all(state == WELL for state in checks.values())
    body = orjson.dumps({"status": WELL if well else "not ok", "checks": checks})
    return Response(body, 200 if well else 503, {"Cache-Control": "no-store"}, JSON)


class Deliveries:
    """Where Telegram brings updates. Nothing is read of what comes without the secret."""

    def __init__(self, secret: str, deliver: Deliver) -> None:
        self._secret = secret.encode()
        self._deliver = deliver

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._taken(Request(scope, receive))
        except Unwelcome as refusal:
            # Closed, because what was not read of the body would be taken for the next request.
            response = Response(status_code=refusal.status, headers={**refusal.headers, "Connection": "close"})
        await response(scope, receive, send)

    async def _taken(self, request: Request) -> Response:
        self._let_in(request)
        body = await _body(request)
        try:
            call = await self._deliver(body)
        except ValueError:
            raise Unwelcome(400) from None
        except Closed:
            raise Unwelcome(503, {"Retry-After": str(COME_AGAIN_AFTER)}) from None
        return Response(orjson.dumps(call), media_type=JSON) if call else Response()

    def _let_in(self, request: Request) -> None:
        if request.method != "POST":
            raise Unwelcome(405, {"Allow": "POST"})
        if not compare_digest(request.headers.get(SECRET_HEADER, "").encode("latin-1"), self._secret):
            raise Unwelcome(401)
        if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != JSON:
            raise Unwelcome(415)
        length = request.headers.get("Content-Length", "0")
        if not length.isdigit() or len(length) > 18 or int(length) > LARGEST_UPDATE:
            raise Unwelcome(413)


async def _body(request: Request) -> bytes:
    chunks: list[bytes] = []
    room = LARGEST_UPDATE
    try:
        async with asyncio.timeout(READ_WITHIN):
            async for chunk in request.stream():
                room -= len(chunk)
                if room < 0:
                    raise Unwelcome(413)
                chunks.append(chunk)
    except TimeoutError:
        raise Unwelcome(408) from None
    except ClientDisconnect:
        raise Unwelcome(400) from None
    return b"".join(chunks)
