"""How Spotter logs: one line of text or of JSON, on standard error, and never a secret.

Only the set-up is here; every room logs through the standard library. What nobody caught goes the same way, since a traceback
may quote what it was about.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import quote, quote_plus

_QUIET = ("alembic", "apscheduler", "httpx", "httpcore", "telegram.ext", "uvicorn", "aiosqlite", "asyncio")
BLOT = "***"


def set_up(level: str, form: str, secrets: tuple[str, ...]) -> None:
    """Sets up the root logger. Whatever of `secrets` a line would hold is blotted out, tracebacks included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((_Json if form == "json" else _Text)(Blotter(secrets)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:  # at INFO and below they tell of each request, and some of its whole address
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught


class Blotter:
    """Blots secrets out of a text, in whichever way they may have been written into it."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        written: set[str] = set()
        for secret in filter(None, secrets):
            written |= {secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}
            written |= {json.dumps(secret, ensure_ascii=strict)[1:-1] for strict in (True, False)}
        longest_first = sorted(written, key=len, reverse=True)  # so that no end of one is left
        # In any case, since errors are told in small letters by those who think that sentences look better so.
        self._written = re.compile("|".join(map(re.escape, longest_first)) or "(?!)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        return self._written.sub(BLOT, text)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        logging.getLogger("bot").critical("ended by what nobody foresaw", exc_info=(kind, error, trace))


class _Text(logging.Formatter):
    def __init__(self, blot: Blotter) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._blot = blot

    def format(self, record: logging.LogRecord) -> str:
        return self._blot(super().format(record))


class _Json(logging.Formatter):
    """Blots before it quotes: what is quoted twice is hard to recognise."""

    def __init__(self, blot: Blotter) -> None:
        super().__init__()
        self._blot = blot

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "room": record.name,
            "message": self._blot(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = self._blot(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
