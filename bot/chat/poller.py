"""Asks Telegram for updates, and asks for the next only when those are safely in the inbox.

It never dies of trouble: every kind is said once and waited out, except a token that Telegram does not know. What it asks for
comes as plain JSON; what that means is `translate`'s business.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.chat.inbox import Inbox
from bot.chat.outage import LONGEST_WAIT, Outage
from bot.chat.pace import in_seconds
from bot.chat.translate import arrivals_of, number_of
from bot.chat.transport import plain
from bot.coach.ports import StoreTrouble

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
LONG_POLL = 25  # seconds
ANSWERED_WITHIN = 10.0  # seconds after the long poll's own
POLLED_WITHIN = 90.0  # or it is to be called deaf
A_WEBHOOK_IS_SET = "webhook is active"


class Unreadable(Exception):
    """Telegram's answer holds no update that could be told from another."""


class OneTooMany(Exception):
    """Somebody else takes the updates of this token."""

    def __init__(self, word: str) -> None:
        super().__init__(f"another bot takes the updates of this token; only one may run ({word})")


class Crowded(Exception):
    """More is waiting than can be handled; what comes now waits at Telegram."""


class Poller:
    """`tick` is a clock that nobody sets."""

    def __init__(
        self, bot: Bot, requests: BaseRequest, inbox: Inbox, tick: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._requests = requests
        self._inbox = inbox
        self._tick = tick
        self._next = 0
        self._outage = Outage("polling")
        self._polled: float | None = None
        self._busy_until = tick()

    @property
    def age(self) -> float | None:
        """Seconds since a poll last succeeded; None if none has."""
        return None if self._polled is None else self._tick() - self._polled

    @property
    def deaf(self) -> str:
        """What keeps updates from coming; empty when they come."""
        if self.age is None:
            return "no poll has succeeded yet"
        return "" if self.age < POLLED_WITHIN else f"the last poll that succeeded was {self.age:.0f} s ago"

    @property
    def silence(self) -> float:
        """For how many seconds it has given no sign of life: neither an answer nor a failure that it is waiting out."""
        return self._tick() - self._busy_until

    async def run(self) -> None:
        """Polls until it is cancelled. Raises InvalidToken."""
        outage = self._outage
        while True:
            self._busy_until = self._tick()
            try:
                await self._room()
                if await self._inbox.recover():
                    await self._round()
            except InvalidToken:
                raise
            except RetryAfter as flood:
                await self._rest(in_seconds(flood.retry_after))  # Telegram's own word
            except StoreTrouble:
                await outage.wait_in_silence()  # the inbox has said it
            except Conflict as conflict:
                if not await self._took_over(conflict):
                    await outage.wait_out(OneTooMany(conflict.message), logging.ERROR)
            except (TelegramError, Unreadable, Crowded) as trouble:
                await outage.wait_out(trouble)
            except Exception:
                log.exception("polling failed in a way that nobody foresaw; trying again in %.1f s", LONGEST_WAIT)
                await asyncio.sleep(LONGEST_WAIT)  # so that a lasting fault does not fill the log
            else:
                outage.over()

    async def _room(self) -> None:
        """Waits for room in the inbox, and shows a sign of life now and then."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._inbox.has_room()
        except TimeoutError:
            raise Crowded(Crowded.__doc__) from None

    async def _round(self) -> None:
        updates = await self._fetch()
        self._polled = self._tick()
        if updates:
            await self._inbox.take(arrivals_of(updates, self._bot.username))
            numbers = [number for number in map(number_of, updates) if number is not None]
            if not numbers:
                raise Unreadable(Unreadable.__doc__)
            self._next = max(numbers) + 1

    async def _fetch(self) -> Sequence[Any]:
        """The next updates as they are, through the library's request, which knows each of Telegram's refusals."""
        patience = (
            0 if self.deaf else LONG_POLL
        )  # whoever waits to hear that all is well is not to wait for a long poll
        asked: dict[str, object] = {"timeout": patience, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._next:
            asked["offset"] = self._next
        answer = await self._requests.post(
            f"{self._bot.base_url}/getUpdates",
            plain(asked),
            read_timeout=patience + ANSWERED_WITHIN,
        )
        if not isinstance(answer, list):
            raise Unreadable(Unreadable.__doc__)
        return answer

    async def _rest(self, seconds: float) -> None:
        self._busy_until = self._tick() + seconds
        await asyncio.sleep(seconds)

    async def _took_over(self, conflict: Conflict) -> bool:
        """Ends the deliveries of an earlier run. One that begins later is somebody else's, and is left to them."""
        if A_WEBHOOK_IS_SET not in conflict.message or self._polled is not None:
            return False
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as refusal:
            log.warning("the webhook could not be removed: %s", refusal)
            return False
        log.info("the webhook of an earlier run was removed; what it had not delivered is polled")
        return True
