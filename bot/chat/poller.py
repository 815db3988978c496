"""Asks Telegram for updates, and asks for the next only when those are safely in the inbox.

It never dies of trouble: every kind is said once and waited out, except a token that Telegram does not know.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.inbox import Inbox
from bot.chat.messenger import in_seconds
from bot.chat.translate import inbound_of
from bot.coach.ports import Arrival, StoreTrouble

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
LONG_POLL = timedelta(seconds=25)
LONGEST_WAIT = 30.0


class Poller:
    def __init__(self, bot: Bot, inbox: Inbox) -> None:
        self._bot = bot
        self._inbox = inbox
        self._next = 0
        self._trouble = ""

    async def run(self) -> None:
        """Polls until it is cancelled. Raises InvalidToken."""
        wait = 0.5
        while True:
            try:
                await self._inbox.has_room()
                await self._round()
            except InvalidToken:
                raise
            except RetryAfter as flood:
                await asyncio.sleep(in_seconds(flood.retry_after))  # Telegram's own word
            except (TelegramError, StoreTrouble) as trouble:
                self._say(trouble, wait)
                await asyncio.sleep(wait)  # until the network, Telegram or the database is back
                wait = min(wait * 2, LONGEST_WAIT)
            except Exception:
                log.exception("polling failed in a way that nobody foresaw; trying again in %.1f s", LONGEST_WAIT)
                await asyncio.sleep(LONGEST_WAIT)  # so that a lasting fault does not fill the log
            else:
                wait, self._trouble = 0.5, ""

    async def _round(self) -> None:
        updates = await self._bot.get_updates(
            offset=self._next or None, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES
        )
        if updates:
            await self._inbox.take(arrivals(updates, self._bot.username))
            self._next = updates[-1].update_id + 1

    def _say(self, trouble: Exception, wait: float) -> None:
        """Once an outage, not once a try."""
        if str(trouble) == self._trouble:
            return
        self._trouble = str(trouble)
        if isinstance(trouble, Conflict):
            log.error("another bot polls with this token; only one may run: %s", trouble)
        else:
            log.warning("polling: %s; trying again in %.1f s", trouble, wait)


def arrivals(updates: Sequence[Update], username: str) -> list[Arrival]:
    """What of these updates is for us."""
    found = [(update.update_id, inbound_of(update, username)) for update in updates]
    return [Arrival(number, inbound) for number, inbound in found if inbound is not None]
