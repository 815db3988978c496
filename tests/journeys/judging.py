"""What the judges look at once a story is over: the chat's ledger of what was seen and sent, and the rows of the database.

Neither asks Spotter. No tests live here.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import orjson

from tests.journeys.trainee import REST_DAY
from tests.phone import PATIENCE, Json, Phone

Sets = tuple[tuple[int, Decimal], ...]
AMBIGUOUS = ("timeout_after", "reset_after")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds once nobody uses it: each lifter's sets session by session, and what is still to be done."""

    sound: bool
    sessions: dict[int, tuple[Sets, ...]]
    unhandled: int
    letters: int


def kept_in(database: Path) -> Kept:
    with closing(sqlite3.connect(database)) as connection:
        problems = (
            connection.execute("PRAGMA integrity_check").fetchall(),
            connection.execute("PRAGMA foreign_key_check"),
        )
        sets: dict[str, list[tuple[int, Decimal]]] = {}
        for session, reps, weight in connection.execute(
            "SELECT session, reps, weight FROM sets ORDER BY session, place"
        ):
            sets.setdefault(session, []).append((reps, Decimal(weight) / 1000))
        sessions: dict[int, tuple[Sets, ...]] = {}
        for lifter, session in connection.execute("SELECT lifter, id FROM sessions ORDER BY started"):
            sessions[lifter] = (*sessions.get(lifter, ()), tuple(sets.get(session, ())))
        (unhandled,) = connection.execute("SELECT count(*) FROM inbox WHERE inbound IS NOT NULL").fetchone()
        (letters,) = connection.execute("SELECT count(*) FROM letters WHERE sent_message IS NULL").fetchone()
        sound = problems[0] == [("ok",)] and not problems[1].fetchall()
    return Kept(sound, sessions, unhandled, letters)


def floods_in(database: Path) -> list[int]:
    """The chats that Telegram wants left alone, as far as the next life will know."""
    with closing(sqlite3.connect(database)) as connection:
        return [chat for (chat,) in connection.execute("SELECT chat FROM floods")]


async def settled(database: Path, phone: Phone) -> None:
    """Waits until nothing is left to be handled or to be said; looks again after each glance at the chat."""
    async with asyncio.timeout(PATIENCE):
        while (kept := kept_in(database)).unhandled or kept.letters:
            await phone.ledger()


def rings(rows: Sequence[Json], chat: int) -> list[Json]:
    """The messages of a chat that rang."""
    return [row for row in rows if row["kind"] == "sent" and row["chat"] == chat and row["ringing"]]


def copies(rows: Sequence[Json], chat: int, rests: int) -> int:
    """How many messages of a chat came once too often: the same text with the same buttons, or more rings than rests. The page
    about a rest day says the same each time it is asked for."""
    with_buttons = [
        row for row in rows if row["kind"] == "sent" and row["chat"] == chat and row["reply_markup"] is not None
    ]
    sent = [row for row in with_buttons if REST_DAY not in row["text"]]
    alike = Counter((row["text"], orjson.dumps(row["reply_markup"])) for row in sent)
    return sum(alike.values()) - len(alike) + max(len(rings(rows, chat)) - rests, 0)
