"""Who may speak to the sandbox: programs on this machine, and the sandbox's own page.

A web page from elsewhere must neither reach it under a name of its own (DNS rebinding) nor post to it from another
origin.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from starlette.types import Scope, Send

_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)


def objection(scope: Scope) -> str | None:
    """Why this request is not let in; None if it is."""
    host = origin = None
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1")
        elif name == b"origin":
            origin = value.decode("latin-1")
    if host is None or not _LOCAL.fullmatch(host):
        return "the sandbox answers only to 127.0.0.1 and localhost"
    if origin is not None and origin.lower() != f"http://{host}".lower():
        return "the sandbox takes nothing from pages of other origins"
    return None


async def refuse(send: Send, words: str) -> None:
    body = orjson.dumps({"error": words})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
