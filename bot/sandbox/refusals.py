"""How Telegram says no: the error code, and its own words to the letter, since bots read them.

Only the words that several places share live here; a refusal that one method alone knows is written there.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """Telegram refused a call."""

    def __init__(self, code: int, words: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.parameters = parameters


def bad(words: str) -> Refusal:
    return Refusal(400, f"Bad Request: {words}")


def conflict(words: str) -> Refusal:
    return Refusal(409, f"Conflict: {words}")


def too_many(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


CHAT_NOT_FOUND = "chat not found"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
WEBHOOK_CAME = "terminated by setWebhook request"


def unauthorized() -> Refusal:
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    return Refusal(404, "Not Found")


TOO_LARGE = 413


def too_large() -> Refusal:
    return Refusal(TOO_LARGE, "Request Entity Too Large")


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")
