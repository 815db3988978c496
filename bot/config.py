"""Settings from the environment and `.env`: each checked once at start, each with a line in `.env.example`.

A bad value is one clear line and the end of the start. Nothing is read from the environment anywhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

TELEGRAM = "https://api.telegram.org"
DEFAULT_DATABASE = "sqlite:///data/spotter.db"
DEFAULT_PORT = 8080

SETTINGS = (
    "BOT_TOKEN",
    "BOT_API_URL",
    "DATABASE_URL",
    "CONTENT_DIR",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "PORT",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "ADMIN_CHAT_ID",
)


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message names it and says what would be right."""


@dataclass(frozen=True, slots=True)
class Config:
    """`token` is empty for the sandbox. URLs have no slash at their end."""

    token: str
    api_url: str
    database_url: str
    content: Path
    port: int | None
    log_level: str
    log_format: str
    admin_chat: int | None


def read_config(environment: Mapping[str, str]) -> Config:
    """The settings, or BadSetting. An empty value counts as not set."""
    given = {name: environment.get(name, "").strip() for name in SETTINGS}
    if given["WEBHOOK_URL"] or given["WEBHOOK_SECRET"]:
        raise BadSetting("WEBHOOK_URL: this version polls; leave WEBHOOK_URL and WEBHOOK_SECRET empty")
    return Config(
        token=_token(given["BOT_TOKEN"]),
        api_url=_api_url(given["BOT_API_URL"] or TELEGRAM),
        database_url=given["DATABASE_URL"] or DEFAULT_DATABASE,
        content=Path(given["CONTENT_DIR"] or "content"),
        port=_port(given["PORT"]),
        log_level=_one_of("LOG_LEVEL", given["LOG_LEVEL"].upper() or "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_format=_one_of("LOG_FORMAT", given["LOG_FORMAT"].lower() or "text", ("text", "json")),
        admin_chat=_chat(given["ADMIN_CHAT_ID"]),
    )


def _token(text: str) -> str:
    """A token as @BotFather gives it. Its value is never part of a message."""
    if text and not re.fullmatch(r"\d{1,20}:[A-Za-z0-9_-]{1,128}", text):
        raise BadSetting(
            "BOT_TOKEN: not a token; @BotFather gives one like 123456:ABC-def, leave it empty for the sandbox"
        )
    return text


def _api_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and not parts.query and (parts.port or 1)
    except ValueError:
        usable = False
    if not usable:
        raise BadSetting(f"BOT_API_URL: {text!r} is no address; one like {TELEGRAM} is needed")
    return text.rstrip("/")


def _port(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise BadSetting(f"PORT: {text!r} is no port; a number from 1 to 65535 is needed")
    return int(text)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadSetting(f"{name}: {value!r} is not known; one of {', '.join(allowed)} is needed")
    return value


def _chat(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise BadSetting(f"ADMIN_CHAT_ID: {text!r} is no chat; the number of a chat is needed, such as 123456789")
    return int(text)
