"""Spotter's end of Telegram: it introduces itself, listens, hands on what arrives, and says so when something fails.

It starts and stops the parts of this folder; it never decides what is said about training.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from secrets import token_hex
from typing import Protocol

from telegram import BotCommand
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.chat.gallery import Gallery
from bot.chat.hook import Closed, Hook
from bot.chat.inbox import AT_ONCE, Inbox
from bot.chat.messenger import TelegramMessenger
from bot.chat.outage import Outage
from bot.chat.pace import Pace
from bot.chat.poller import Poller
from bot.chat.replies import Replies
from bot.chat.transport import AiohttpRequest
from bot.chat.wire import Wire
from bot.coach.coach import Coach
from bot.coach.inbound import Blocked, Inbound, Press, Said, SentFile
from bot.coach.ports import Store, StoreTrouble
from bot.coach.records import Arrival
from bot.coach.world import Clock, Later, MaybeSaid, Painter, Unreachable
from bot.config import Webhook
from bot.screens import notes, pages
from bot.screens.screen import Screen, lines

log = logging.getLogger(__name__)

DESCRIPTION = (
    "Your strength coach: sets in one tap, rests that ring, and every number remembered. Send /workout to begin."
)
SHORT_DESCRIPTION = "A strength coach in your chat."
SILENT_FOR = 180.0  # seconds: longer than any round, and any failure that is waited out
LOOKED_AT_EVERY = 5.0


class UnknownToken(Exception):
    """Telegram does not know the token."""


class Stalled(Exception):
    """Updates have ceased to be taken in, for a reason that only a new start can mend."""


class Intake(Protocol):
    """How updates come in: polled or delivered."""

    @property
    def deaf(self) -> str:
        """What keeps updates from coming; empty when they come."""

    @property
    def silence(self) -> float:
        """For how many seconds it has given no sign of life."""

    async def run(self) -> None:
        """Until cancelled. Raises InvalidToken, and Refused when Telegram will not deliver."""


class Chat:
    """`inbox` and `intake` are there once Telegram has been reached."""

    def __init__(
        self,
        token: str,
        api_url: str,
        painter: Painter,
        admin_chat: int | None = None,
        per_second: int = 30,
        webhook: Webhook | None = None,
    ) -> None:
        self._pace = Pace(per_second)
        self._requests = AiohttpRequest(connection_pool_size=AT_ONCE), AiohttpRequest(connection_pool_size=2)
        self._bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
            rate_limiter=self._pace,
        )
        self._api_url = api_url
        self._admin_chat = admin_chat
        self._webhook = webhook
        self._replies = Replies()
        self._gallery = Gallery(painter)
        self._listening: asyncio.Task[None] | None = None
        self._introducing: asyncio.Task[None] | None = None
        self._told: set[str] = set()
        self.inbox: Inbox | None = None
        self.intake: Intake | None = None
        self.messenger = TelegramMessenger(Wire(self._bot, self._pace), self._pace, self._replies, self._gallery)

    @property
    def floods(self) -> int:
        """How often Telegram has asked for silence since the start."""
        return self._pace.floods

    async def reach(self) -> None:
        """Raises UnknownToken; waits for a Telegram that does not answer."""
        outage = Outage(f"{self._api_url} does not answer", first_wait=1.0)
        while True:
            try:
                return await self._bot.initialize()
            except InvalidToken as refusal:
                raise UnknownToken from refusal
            except NetworkError as trouble:
                await outage.wait_out(trouble)

    async def time(self) -> float | None:
        """What the time is at Telegram, as Unix time in whole seconds; None if it cannot be had."""
        return await self._requests[0].date(f"{self._bot.base_url}/getMe")

    async def start(self, coach: Coach, store: Store, clock: Clock) -> None:
        """Begins to listen, then introduces itself. Telegram must have been reached."""
        await self._pace.remember(store, clock)
        self._gallery.remember(store, clock)
        self.inbox = Inbox(store, clock, self._handler(coach), refuse=self._refuse)
        if self._webhook is None:
            self.intake = Poller(self._bot, self._requests[1], self.inbox)
        else:
            self.intake = Hook(self._bot, self.inbox, self._replies, self._webhook)
        self._listening = asyncio.create_task(self.intake.run(), name="listening")
        self._introducing = asyncio.create_task(self._introduce())

    async def deliver(self, payload: bytes) -> Mapping[str, str]:
        """An update that Telegram brings: see `Hook.deliver`."""
        if not isinstance(self.intake, Hook):
            raise Closed(Closed.__doc__)
        return await self.intake.deliver(payload)

    async def failed(self) -> None:
        """Waits until listening has come to an end that it cannot mend, and raises why: UnknownToken, Refused, Stalled."""
        assert self._listening is not None and self.intake is not None, "it has been started"
        watching = asyncio.create_task(silent(self.intake))
        try:
            await asyncio.wait((self._listening, watching), return_when=asyncio.FIRST_COMPLETED)
        finally:
            watching.cancel()
        if not self._listening.done():
            raise Stalled(f"no sign of life for {self.intake.silence:.0f} s from whoever takes in updates")
        if self._listening.cancelled():
            raise Stalled("whoever takes in updates has ended")
        try:
            await self._listening
        except InvalidToken as refusal:
            raise UnknownToken from refusal

    async def abandon(self) -> None:
        """Leaves what is in hand where it is, in the database, and closes the connections."""
        if self.inbox is not None:
            self.inbox.stop()
        await self.close()

    async def stop(self) -> None:
        """Takes no more, and finishes what is in hand."""
        if self._introducing is not None:
            self._introducing.cancel()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if isinstance(self.intake, Hook):
            await self.intake.quiet()
        if self.inbox is not None:
            await self.inbox.quiet()

    async def close(self) -> None:
        """Closes the connections; nothing can be said any more."""
        await self._bot.shutdown()
        for request in self._requests:  # the bot leaves them open if it never got as far as being initialized
            await request.shutdown()

    async def tell_admin(self, text: str) -> None:
        """A line for whoever runs this bot, where ADMIN_CHAT_ID names a chat; its failing never matters."""
        if self._admin_chat is None:
            return
        try:
            await self.messenger.send(self._admin_chat, Screen(lines(text)))
        except (TelegramError, Unreachable, Later, MaybeSaid) as trouble:
            log.warning("the admin chat could not be told: %s", trouble)

    async def _introduce(self) -> None:
        """The command menu and the words under the bot's name; a bot without them works as well."""
        bot = self._bot
        try:
            await bot.set_my_commands([BotCommand(name, meaning) for name, meaning in pages.COMMANDS.items()])
            await bot.set_my_description(DESCRIPTION)
            await bot.set_my_short_description(SHORT_DESCRIPTION)
        except TelegramError as trouble:
            log.warning("commands and description could not be set: %s", trouble)

    def _handler(self, coach: Coach) -> Callable[[Arrival], Awaitable[None]]:
        async def handle(arrival: Arrival) -> None:
            try:
                await coach.handle(arrival)
            except StoreTrouble:
                raise
            except Exception:
                await self._apologise(arrival.inbound)
                await coach.give_up(arrival)
            self._told.clear()

        return handle

    async def _refuse(self, arrival: Arrival) -> None:
        """It is tried again and again, but one word in an outage is enough, to each press and in each chat."""
        inbound = arrival.inbound
        whom = inbound.id if isinstance(inbound, Press) else str(inbound.chat)
        overheard = isinstance(inbound, Said | SentFile) and inbound.chat != inbound.lifter
        if whom not in self._told and not overheard:
            self._told.add(whom)
            await self._say(inbound, notes.CANNOT_WRITE)

    async def _apologise(self, inbound: Inbound) -> None:
        """Called while an exception is handled: one log entry with a reference, one honest line for the lifter."""
        reference = token_hex(3)
        log.exception("reference %s: %s of lifter %s failed", reference, type(inbound).__name__, inbound.lifter)
        await self._say(inbound, notes.WENT_WRONG.format(reference))
        await self.tell_admin(f"Something went wrong, reference {reference}. The log has the rest.")

    async def _say(self, inbound: Inbound, note: str) -> None:
        """An honest line to whoever has just been heard; its failing never matters."""
        try:
            if isinstance(inbound, Press):
                await self.messenger.answer(inbound.id, inbound.chat, note)
            elif not isinstance(inbound, Blocked):
                await self.messenger.send(inbound.chat, Screen(lines(note)))
        except (TelegramError, Unreachable, Later, MaybeSaid) as trouble:
            log.warning("lifter %s could not be told: %s", inbound.lifter, trouble)


async def silent(intake: Intake, patience: float = SILENT_FOR, every: float = LOOKED_AT_EVERY) -> None:
    """Waits until there has been no sign of life for too long."""
    while (left := patience - intake.silence) > 0:
        wait = min(left, every)
        await asyncio.sleep(wait)
