"""Spotter's end of Telegram: it introduces itself, polls, hands on what arrives, and says so when something fails.

It starts and stops the parts of this folder; it never decides what is said about training.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from secrets import token_hex

from telegram import BotCommand
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.chat.inbox import AT_ONCE, Inbox
from bot.chat.messenger import TelegramMessenger
from bot.chat.poller import Poller
from bot.chat.transport import AiohttpRequest
from bot.coach.coach import Coach
from bot.coach.inbound import Blocked, Inbound, Press
from bot.coach.ports import Arrival, Clock, Later, MaybeSaid, Store, StoreTrouble, Unreachable
from bot.screens import notes, pages
from bot.screens.screen import Screen, lines

log = logging.getLogger(__name__)

DESCRIPTION = (
    "Your strength coach: sets in one tap, rests that ring, and every number remembered. Send /workout to begin."
)
SHORT_DESCRIPTION = "A strength coach in your chat."
_LONGEST_WAIT = 30.0


class UnknownToken(Exception):
    """Telegram does not know the token."""


class Chat:
    def __init__(self, token: str, api_url: str, admin_chat: int | None = None) -> None:
        self._requests = AiohttpRequest(connection_pool_size=AT_ONCE), AiohttpRequest(connection_pool_size=2)
        self._bot: ExtBot[None] = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._api_url = api_url
        self._admin_chat = admin_chat
        self._inbox: Inbox | None = None
        self._polling: asyncio.Task[None] | None = None
        self.messenger = TelegramMessenger(self._bot)

    async def start(self, coach: Coach, store: Store, clock: Clock) -> None:
        """Introduces itself and begins to poll. Raises UnknownToken; waits for a Telegram that does not answer."""
        await self._reach()
        await self._introduce()
        self._inbox = Inbox(store, clock, self._handler(coach))
        await self._inbox.recover()
        self._polling = asyncio.create_task(Poller(self._bot, self._inbox).run())

    async def failed(self) -> None:
        """Waits until polling has come to an end that it cannot mend, and raises why: UnknownToken."""
        assert self._polling is not None, "it has been started"
        try:
            await self._polling
        except InvalidToken as refusal:
            raise UnknownToken from refusal

    async def abandon(self) -> None:
        """Leaves what is in hand where it is, in the database, and closes the connections."""
        if self._inbox is not None:
            self._inbox.stop()
        await self.close()

    async def stop(self) -> None:
        """Takes no more, finishes what is in hand, closes the connections."""
        if self._polling is not None:
            self._polling.cancel()
            with suppress(asyncio.CancelledError, InvalidToken):
                await self._polling
        if self._inbox is not None:
            await self._inbox.quiet()

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

    async def _reach(self) -> None:
        wait = 1.0
        while True:
            try:
                return await self._bot.initialize()
            except InvalidToken as refusal:
                raise UnknownToken from refusal
            except NetworkError as trouble:
                log.warning("%s does not answer (%s); trying again in %.0f s", self._api_url, trouble, wait)
                await asyncio.sleep(wait)  # until the network is back
                wait = min(wait * 2, _LONGEST_WAIT)

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
        told: set[int] = set()

        async def handle(arrival: Arrival) -> None:
            try:
                await coach.handle(arrival)
            except StoreTrouble:
                if arrival.number not in told:  # it is tried again and again, but one word is enough
                    told.add(arrival.number)
                    await self._say(arrival.inbound, notes.CANNOT_WRITE)
                raise
            except Exception:
                await self._apologise(arrival.inbound)
                await coach.give_up(arrival)
            told.discard(arrival.number)

        return handle

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
                await self.messenger.answer(inbound.id, note)
            elif not isinstance(inbound, Blocked):
                await self.messenger.send(inbound.chat, Screen(lines(note)))
        except (TelegramError, Unreachable, Later, MaybeSaid) as trouble:
            log.warning("lifter %s could not be told: %s", inbound.lifter, trouble)
