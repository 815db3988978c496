"""One call of a bot: the method, its parameters however they were sent, and the files that came along; and its answer.

Query, form, multipart and JSON all end as the same Call. What the parameters mean is left to the methods.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from bot.sandbox.refusals import bad, too_large

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.types import Receive, Scope

MOST_BYTES = 50 * 1024 * 1024 + 64 * 1024
MOST_FIELDS = 200
MULTIPART = b"multipart/form-data"
_WHOLE = re.compile(r"\s*(-?[0-9]{1,19})\s*")


class ClientGone(Exception):
    """The client hung up before its request was complete."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    params: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as Telegram sees it: a string, empty where it is missing."""
        value = self.params.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        match = _WHOLE.fullmatch(self.text(name))
        return min(max(int(match[1]) if match else default, least), most)

    def message_id(self, name: str = "message_id") -> int:
        return self.whole(name, 0, 0, 2**31 - 1)

    def chat_id(self) -> int | None:
        """The chat's number; a name such as @gym has none."""
        match = _WHOLE.fullmatch(self.text("chat_id"))
        return int(match[1]) if match else None

    def structure(self, name: str, called: str) -> Any:
        """A parameter that is JSON by nature; None where it is missing."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad(f"can't parse {called} JSON object") from None


async def read_body(receive: Receive, most: int = MOST_BYTES) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > most:
            raise too_large()
        chunks.append(chunk)
        if not message.get("more_body"):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


async def read_call(method: str, scope: Scope, receive: Receive) -> Call:
    params: dict[str, Any] = _form(scope["query_string"]) if scope["query_string"] else {}
    if scope["method"] == "GET":
        return Call(method, params)
    body = await read_body(receive)
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    if kind.startswith(MULTIPART):
        return await _multipart(method, params, scope, body)
    return Call(method, {**params, **plain_params(kind, body)})


def plain_params(mime: bytes, body: bytes) -> dict[str, Any]:
    """The parameters in a body that carries no files."""
    if mime.startswith(b"application/x-www-form-urlencoded"):
        return _form(body)
    return _json(body) if mime.startswith(b"application/json") else {}


def _form(body: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise bad("too many parameters specified") from None
    return dict(pairs)


def _json(body: bytes) -> dict[str, Any]:
    try:
        params = orjson.loads(body) if body.strip() else {}
    except orjson.JSONDecodeError:
        raise bad("can't parse request: JSON object expected") from None
    if not isinstance(params, dict):
        raise bad("can't parse request: JSON object expected")
    return params


async def _multipart(method: str, params: dict[str, Any], scope: Scope, body: bytes) -> Call:
    uploads: dict[str, Upload] = {}
    for name, value in await read_multipart(Headers(scope=scope), body):
        if isinstance(value, Upload):
            uploads[name] = value
        else:
            params[name] = value
    return Call(method, params, uploads)


async def read_multipart(headers: Headers, body: bytes) -> list[tuple[str, str | Upload]]:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        parser = MultiPartParser(headers, stream(), max_files=20, max_fields=MOST_FIELDS)
        form = await parser.parse()
    except (MultiPartException, ValueError, LookupError):
        raise bad("can't parse multipart form") from None
    parts: list[tuple[str, str | Upload]] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            mime = value.content_type or "application/octet-stream"
            parts.append((name, Upload(value.filename or "", mime, await value.read())))
            await value.close()
        else:
            parts.append((name, value))
    return parts
