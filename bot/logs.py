"""How Spotter logs: one line of text or of JSON, on standard error, and never the token.

Only the set-up is here; every room logs through the standard library.
"""

import json
import logging
import sys
from datetime import UTC, datetime

_QUIET = ("alembic", "apscheduler", "httpx", "httpcore", "telegram.ext", "uvicorn", "aiosqlite", "asyncio")


def set_up(level: str, form: str, secrets: tuple[str, ...]) -> None:
    """Sets up the root logger. Whatever of `secrets` a line would hold is blotted out, tracebacks included."""
    formatter = _Json() if form == "json" else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet(formatter, tuple(secret for secret in secrets if secret)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:  # at INFO and below they tell of each request, and some of its whole address
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


class _Discreet(logging.Formatter):
    """Another formatter's line, with each secret blotted out of it."""

    def __init__(self, inner: logging.Formatter, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "room": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
