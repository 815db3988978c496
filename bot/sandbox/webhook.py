"""The webhook's settings: where updates go instead of getUpdates, and how the last delivery failed.

Only what getWebhookInfo tells and what survives a restart; the deliveries themselves are `couriers`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.keep import Keep

MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


@dataclass(frozen=True, slots=True)
class Settings:
    url: str = ""
    secret: str = ""
    max_connections: int = USUAL_CONNECTIONS
    certificate: bool = False
    ip_address: str = ""
    error_at: int = 0
    error: str = ""


class Webhook:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.settings = Settings()
        self.on_change: Callable[[], None] = lambda: None
        for _, row in keep.read("webhook"):
            self.settings = Settings(**row)

    def set(self, settings: Settings) -> None:
        self._write(settings)
        self.on_change()

    def failed(self, at: int, words: str) -> None:
        self._write(replace(self.settings, error_at=at, error=words))

    def _write(self, settings: Settings) -> None:
        self.settings = settings
        self._keep.put("webhook", "settings", asdict(settings))

    def info(self, pending: int, allowed: list[str]) -> dict[str, Any]:
        settings = self.settings
        told: dict[str, Any] = {
            "url": settings.url,
            "has_custom_certificate": settings.certificate,
            "pending_update_count": pending,
        }
        if settings.error_at:
            told["last_error_date"] = settings.error_at
            told["last_error_message"] = settings.error
        if settings.url:
            told["max_connections"] = settings.max_connections
            told["ip_address"] = settings.ip_address or "127.0.0.1"
        if allowed:
            told["allowed_updates"] = allowed
        return told
