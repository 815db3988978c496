"""Settings from the environment and `.env`: each checked once at start, each with a line in `.env.example`.

A bad value is one clear line and the end of the start. Nothing is read from the environment anywhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

TELEGRAM = "https://api.telegram.org"
DEFAULT_DATABASE = "sqlite:///data/spotter.db"
DEFAULT_PORT = 8080
DEFAULT_MESSAGES_PER_SECOND = 30  # what Telegram lets a bot send unasked, unless it pays for more
SHORTEST_SECRET = 16
SHORTEST_BLOTTED = 4  # a password of three letters would blot out half of what is logged, and hide nothing
OWN_PATHS = ("/livez", "/readyz", "/metrics")

SETTINGS = (
    "BOT_TOKEN",
    "BOT_API_URL",
    "DATABASE_URL",
    "CONTENT_DIR",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "PORT",
    "MESSAGES_PER_SECOND",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "ADMIN_CHAT_ID",
)


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message names it and says what would be right."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram delivers, and the word by which it is known."""

    url: str = field(repr=False)  # an operator may have put a secret into its path
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class Config:
    """`token` is empty for the sandbox, `webhook` is None where Spotter polls. `api_url` has no slash at its end."""

    token: str = field(repr=False)
    api_url: str = field(repr=False)
    database_url: str = field(repr=False)
    content: Path
    webhook: Webhook | None
    port: int | None
    messages_per_second: int
    log_level: str
    log_format: str
    admin_chat: int | None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown, whole or in the parts that are secret by themselves."""
        found = {self.token, self.token.partition(":")[2], *_passwords(self.database_url), *_passwords(self.api_url)}
        if self.webhook is not None:
            found |= {self.webhook.secret}
        return tuple(sorted((secret for secret in found if len(secret) >= SHORTEST_BLOTTED), key=len, reverse=True))


def read_config(environment: Mapping[str, str]) -> Config:
    """The settings, or BadSetting. An empty value counts as not set."""
    given = {name: environment.get(name, "").strip() for name in SETTINGS}
    token, port = _token(given["BOT_TOKEN"]), _port(given["PORT"])
    return Config(
        token=token,
        api_url=_api_url(given["BOT_API_URL"] or TELEGRAM),
        database_url=given["DATABASE_URL"] or DEFAULT_DATABASE,
        content=Path(given["CONTENT_DIR"] or "content"),
        webhook=_webhook(given["WEBHOOK_URL"], given["WEBHOOK_SECRET"], token, port),
        port=port,
        messages_per_second=_messages(given["MESSAGES_PER_SECOND"]),
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
        raise BadSetting(f"BOT_API_URL: not an address; one like {TELEGRAM} is needed")
    return text.rstrip("/")


def _port(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise BadSetting(f"PORT: {text!r} is no port; a number from 1 to 65535 is needed")
    return int(text)


def _webhook(url: str, secret: str, token: str, port: int | None) -> Webhook | None:
    """None without WEBHOOK_URL. Neither value is ever part of a message: the path may be a secret as well."""
    if secret and not re.fullmatch(rf"[A-Za-z0-9_-]{{{SHORTEST_SECRET},256}}", secret):
        raise BadSetting(
            f"WEBHOOK_SECRET: cannot be used; {SHORTEST_SECRET} to 256 of A-Z, a-z, 0-9, _ and - are needed, chosen at random"
        )
    if not url:
        return None
    _check_address(url)
    for name, value, why in (
        ("BOT_TOKEN", token, "without one Spotter runs in its sandbox, where nobody delivers"),
        ("WEBHOOK_SECRET", secret, "Telegram sends it with each update, so that nobody else can bring one"),
        ("PORT", port, "that is where the updates are to be taken in"),
    ):
        if not value:
            raise BadSetting(f"WEBHOOK_URL: needs {name} as well: {why}")
    return Webhook(url, secret)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        at_home = parts.hostname in ("127.0.0.1", "localhost", "::1")
        usable = parts.scheme == "https" or (parts.scheme == "http" and at_home)
        usable = usable and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not re.fullmatch(r"[!-~]+", url):
        raise BadSetting("WEBHOOK_URL: not a public address; one like https://spotter.example.org/updates is needed")
    if parts.query or parts.fragment or not re.fullmatch(r"[A-Za-z0-9/_.~-]*", parts.path):
        raise BadSetting("WEBHOOK_URL: its path may have letters, digits and / _ . ~ - only, and nothing may follow it")
    if parts.path in OWN_PATHS:
        raise BadSetting(f"WEBHOOK_URL: {parts.path} is taken by Spotter itself; another path is needed")


def _passwords(url: str) -> set[str]:
    """The passwords in a URL, as they are written and as they are meant; none in one that cannot be read."""
    try:
        parts = urlsplit(url)
        written = {parts.password or ""}
        meant = {unquote(parts.password or ""), *parse_qs(parts.query).get("password", [])}
    except ValueError:
        return set()
    return written | meant


def _messages(text: str) -> int:
    if not text:
        return DEFAULT_MESSAGES_PER_SECOND
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 0 < int(text) <= 1000:
        raise BadSetting(f"MESSAGES_PER_SECOND: {text!r} cannot be used; a number from 1 to 1000 is needed")
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
