"""Which addresses Telegram accepts behind a text or a button, and how it writes them down."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_USER = re.compile(r"tg://user/?\?id=([1-9][0-9]{0,14})", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*)://")


def mentioned_user(address: str) -> int | None:
    match = _USER.fullmatch(address.strip())
    return int(match[1]) if match else None


def checked_link(address: str) -> str | None:
    """The address as Telegram keeps it, or None if it is no link: a host needs a dot, and only the web and tg: count."""
    address = address.strip()
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() in ("tg", "ton", "tonsite"):
        return address
    if scheme is None:
        address = f"http://{address}"
    elif scheme[1].lower() not in ("http", "https"):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if "." not in host.strip(".") or re.search(r"[\s<>\"{}|\\^`]", address):
        return None
    where = host if port is None else f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme.lower()}://{where}{parts.path or '/'}{query}{fragment}"
