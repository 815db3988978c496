"""The HTTP client under python-telegram-bot: one pool of kept connections, and two honest names for failure.

Here a call becomes bytes, an answer becomes (status, bytes) or the time that it bears, and every failure is sorted by the
one question a sender must ask: may I send this again? `NotSent` says yes. `MaybeSent` says that Telegram may have acted.
Everything else that python-telegram-bot raises (BadRequest, Forbidden, RetryAfter ...) is Telegram's own word.

What never happens here: a retry, a pause, a log line, a choice of words for lifters. The token is part of every URL, so no
text of aiohttp's that may quote a URL leaves this file, not even as an exception's cause or context.

Proxies of the environment are ignored: the token goes to the host that BOT_API_URL names and to no other, the sandbox on
127.0.0.1 stays reachable where a proxy is set, and aiohttp would pay two hops to a thread per request to look them up.
"""

from __future__ import annotations

import asyncio
import io
import os
import ssl
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import aiohttp
import certifi
import orjson
from telegram import InputFile
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import BadRequest, NetworkError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.chat.payload import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram._utils.types import ODVInput

    from bot.coach.records import File

LARGEST_ANSWER: Final = 20 * 1024 * 1024
"""Bytes; what Telegram lets a bot download."""

_POOL_TIMEOUT: Final = 1.0
_WRITE_TIMEOUT: Final = 5.0
_UPLOAD_TIMEOUT: Final = 20.0
_FOR_THE_TIME: Final = aiohttp.ClientTimeout(total=5.0)

_BEFORE_SENDING: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


# Neither is a TimedOut: python-telegram-bot repeats a poll that "timed out" at once, and would spin on a refused connection.
class NotSent(NetworkError):
    """Telegram was not reached: nothing was sent, so sending again is safe."""


class MaybeSent(NetworkError):
    """The request went out, but what came of it is unknown: it may have taken effect."""


class AnswerTooLarge(MaybeSent):
    """The answer is larger than anything that Telegram sends."""


class _Answer(NamedTuple):
    status: int
    body: bytes
    date: str | None


def plain(parameters: Mapping[str, Any]) -> RequestData:
    """Parameters that need no unwrapping: texts, numbers, and lists and objects of such."""
    return RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])


def with_files(parameters: Mapping[str, Any], uploads: Mapping[str, File]) -> RequestData:
    """The same, and files beside them."""
    files = [
        RequestParameter(name, None, [InputFile(upload.body, filename=upload.name)]) for name, upload in uploads.items()
    ]
    return RequestData([*(RequestParameter(name, value, None) for name, value in parameters.items()), *files])


class AiohttpRequest(BaseRequest):
    """A `BaseRequest` over one aiohttp session, open from `initialize` to `shutdown`."""

    __slots__ = ("_connect_timeout", "_pool_size", "_read_timeout", "_session")

    def __init__(
        self,
        connection_pool_size: int = 64,
        read_timeout: float | None = 10.0,
        connect_timeout: float | None = 5.0,
    ) -> None:
        self._pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool_size, ssl=_trusted()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise _failure(NotSent, "the client is closed")
        body = _encoded(request_data)
        uploads = request_data is not None and request_data.contains_files
        read = _given(read_timeout, self._read_timeout)
        write = _given(write_timeout, _UPLOAD_TIMEOUT if uploads else _WRITE_TIMEOUT)
        connect = _given(connect_timeout, self._connect_timeout)
        connected = _sum(_given(pool_timeout, _POOL_TIMEOUT), connect)
        limits = aiohttp.ClientTimeout(
            # aiohttp has no limit for writing, so the whole call gets one. A download writes nothing and may take its
            # time, as long as every read brings something.
            total=None if method == "GET" else _sum(connected, write, read),
            connect=connected,
            sock_connect=connect,
            sock_read=read,
        )
        answer = await _exchange(self._session, method, url, body, limits)
        # A gateway's 403 or 404 is no word of Telegram's about the lifter or the token.
        if answer.status >= 500 or (answer.status >= 300 and _bot_api_answer(answer.body) is None):
            raise _failure(MaybeSent, f"HTTP {answer.status}")
        return answer.status, answer.body

    async def date(self, url: str) -> float | None:
        """When the Bot API answers there, as Unix time in whole seconds; None if it does not say, or cannot be reached."""
        if self._session is None:
            return None
        try:
            answer = await _exchange(self._session, "GET", url, None, _FOR_THE_TIME)
        except NetworkError:
            return None
        return None if _bot_api_answer(answer.body) is None else _unix(answer.date)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer = _bot_api_answer(payload)
        if answer is None:
            raise _failure(MaybeSent, "the answer is not the Bot API's")
        return answer


def _trusted() -> ssl.SSLContext | bool:
    """The system's certificates, or certifi's as well where the system has no bundle (python.org's Python on macOS)."""
    if ssl.get_default_verify_paths().cafile is not None:
        return True  # aiohttp's own context: verified, and read once, at import
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _given(timeout: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(timeout, DefaultValue) else timeout


def _sum(*timeouts: float | None) -> float | None:
    known = [timeout for timeout in timeouts if timeout is not None]
    return sum(known) if len(known) == len(timeouts) else None


def _encoded(data: RequestData | None) -> aiohttp.Payload | None:
    if data is None:
        return None
    try:
        if data.contains_files:
            return _form(data)
        parameters = data.parameters
        return aiohttp.BytesPayload(orjson.dumps(parameters), content_type="application/json") if parameters else None
    except (TypeError, ValueError) as error:
        raise BadRequest(f"The request cannot be encoded ({type(error).__name__})") from error


def _form(data: RequestData) -> aiohttp.Payload:
    form = aiohttp.FormData(quote_fields=False)  # percent signs would show in the file's name
    for name, text in data.json_parameters.items():
        form.add_field(name, text)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        # As a stream: aiohttp warns of bytes over 1 MiB, which it would write in one piece.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mimetype)
    return form()


async def _exchange(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    body: aiohttp.Payload | None,
    limits: aiohttp.ClientTimeout,
) -> _Answer:
    try:
        async with session.request(method, url, data=body, timeout=limits, allow_redirects=False) as response:
            return _Answer(response.status, await _read_all(response.content), response.headers.get("Date"))
    except asyncio.CancelledError:
        if _somebody_cancelled():
            raise
        # aiohttp cancels those who wait for a connection when it closes: that is news, not a cancellation.
        failure = _failure(NotSent, "the client was closed")
    except _BEFORE_SENDING as error:
        failure = _failure(NotSent, _reason(error))
    except AnswerTooLarge as error:
        failure = error
    except Exception as error:
        failure = _failure(MaybeSent, _reason(error))
    raise failure  # out here, so that aiohttp's error is not its context


async def _read_all(content: aiohttp.StreamReader) -> bytes:
    chunks: list[bytes] = []
    room = LARGEST_ANSWER
    async for chunk in content.iter_any():
        room -= len(chunk)
        if room < 0:
            raise _failure(AnswerTooLarge, f"over {LARGEST_ANSWER} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _bot_api_answer(payload: bytes) -> dict[str, Any] | None:
    """None if somebody else answered: a gateway, a captive portal."""
    try:
        answer = read_json(payload)  # leniently: one update with broken UTF-8 must not stop the polling for good
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and ("result" in answer or "description" in answer) else None


def _unix(date: str | None) -> float | None:
    """None if it is no date."""
    try:
        moment = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _somebody_cancelled() -> bool:
    task = asyncio.current_task()
    return task is None or task.cancelling() > 0


def _failure(kind: type[NotSent | MaybeSent], reason: str) -> NetworkError:
    return kind(f"{kind.__doc__} ({reason})")


def _reason(error: BaseException) -> str:
    """What went wrong, without the URL: most messages of aiohttp's quote it, and the token with it."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return str(error)  # host, port and the system's words only
    name = type(error).__name__
    return f"{name}: {os.strerror(error.errno)}" if isinstance(error, OSError) and error.errno else name
