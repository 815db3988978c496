"""Takes in what Telegram delivers: each update is safe in the inbox before its delivery is called well.

How a delivery comes, and whether it is Telegram's, is the web's business. What cannot be taken in is refused and so stays with
Telegram, which comes again. The answer to a press that is decided quickly goes back with the delivery.
"""

import asyncio
from collections.abc import Mapping

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.chat.inbox import Inbox
from bot.chat.outage import Outage
from bot.chat.pace import in_seconds
from bot.chat.payload import read_json
from bot.chat.poller import ALLOWED_UPDATES
from bot.chat.replies import Replies
from bot.chat.translate import arrivals_of
from bot.coach.inbound import Press
from bot.coach.ports import StoreTrouble
from bot.coach.records import Arrival
from bot.config import Webhook

MOST_CONNECTIONS = 100  # as many as Telegram opens
MOST_IN_HAND = 1_000  # deliveries whose fate the database has not told yet
ANSWERED_WITHIN = 1.0  # seconds that a delivery waits for what its press is answered with
KEPT_WITHIN = 20.0  # seconds, after which Telegram is asked to come again

NOTHING: Mapping[str, str] = {}


class Refused(Exception):
    """Telegram will not deliver there; the message is its own word."""


class Closed(Exception):
    """Nothing can be taken in now; Telegram keeps it and comes again."""


class Hook:
    """`is_set` once Telegram delivers here."""

    silence = 0.0  # it need not be watched: nothing here goes round

    def __init__(self, bot: Bot, inbox: Inbox, replies: Replies, webhook: Webhook) -> None:
        self._bot = bot
        self._inbox = inbox
        self._replies = replies
        self._webhook = webhook
        self._in_hand: set[asyncio.Task[list[Arrival]]] = set()
        self._leaving = False
        self.is_set = False

    @property
    def deaf(self) -> str:
        """What keeps updates from coming; empty when they come."""
        return "" if self.is_set else "the webhook is not set yet"

    async def run(self) -> None:
        """Has Telegram deliver here until it is cancelled; then takes no more. Raises Refused and InvalidToken.

        The webhook stays set, so that Telegram keeps what comes until the next start.
        """
        try:
            await self._open()
            await asyncio.Event().wait()
        finally:
            self._leaving = True

    async def deliver(self, payload: bytes) -> Mapping[str, str]:
        """Keeps one update; returns the call that the response is to carry, if any.

        Raises Closed when it could not be kept, and ValueError when it is no JSON.
        """
        if self._leaving or not self._inbox.is_open or len(self._in_hand) >= MOST_IN_HAND:
            raise Closed(Closed.__doc__)
        for arrival in arrivals_of((read_json(payload),), self._bot.username):
            if isinstance(arrival.inbound, Press):
                return await self._press(arrival, arrival.inbound.id)
            await self._keep(arrival)
        return NOTHING

    async def quiet(self) -> None:
        """Waits until the fate of every delivery is known."""
        while self._in_hand:
            await asyncio.wait(self._in_hand)

    async def _open(self) -> None:
        """Takes up what an earlier run left behind, then sets the webhook; what waits at Telegram comes as well."""
        outage = Outage("the webhook is not set")
        while not self.is_set:
            try:
                await self._inbox.has_room()
                if await self._inbox.recover():
                    await self._set()
            except BadRequest as refusal:
                raise Refused(refusal.message) from refusal
            except InvalidToken:
                raise
            except RetryAfter as flood:
                await asyncio.sleep(in_seconds(flood.retry_after))  # Telegram's own word
            except TelegramError as trouble:
                await outage.wait_out(trouble)
            except StoreTrouble:
                await outage.wait_in_silence()  # the inbox has said it

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._webhook.url,
            secret_token=self._webhook.secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=MOST_CONNECTIONS,
            drop_pending_updates=False,
        )
        self.is_set = True

    async def _press(self, arrival: Arrival, press: str) -> Mapping[str, str]:
        if not await self._keep(arrival):
            return NOTHING
        with self._replies.open(press) as reply:  # not before: with a refused delivery the words would be lost
            await asyncio.wait((reply,), timeout=ANSWERED_WITHIN)
            if not reply.done():
                return NOTHING
            call = {"method": "answerCallbackQuery", "callback_query_id": press}
            return call | {"text": reply.result()} if reply.result() else call

    async def _keep(self, arrival: Arrival) -> bool:
        """Whether it is new. In a task of its own, so that nothing can come between its commit and its place in the inbox."""
        keeping = asyncio.create_task(self._inbox.take((arrival,)))
        self._in_hand.add(keeping)
        keeping.add_done_callback(self._in_hand.discard)
        await asyncio.wait((keeping,), timeout=KEPT_WITHIN)
        if not keeping.done():
            keeping.add_done_callback(_look_at)
            raise Closed("The database does not answer.")
        try:
            return bool(keeping.result())
        except StoreTrouble as trouble:
            raise Closed(str(trouble)) from trouble


def _look_at(kept: asyncio.Task[list[Arrival]]) -> None:
    """Nobody waits for it any more; the inbox has said what went wrong."""
    if not kept.cancelled():
        kept.exception()
