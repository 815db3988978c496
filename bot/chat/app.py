"""The python-telegram-bot application: what is asked of Telegram, in which order updates are handled, and who answers mishaps.

It starts, polls and stops; it never decides what is said.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from secrets import token_hex
from typing import Any, assert_never

from telegram import BotCommand, Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.chat.lanes import AT_ONCE, Lanes
from bot.chat.messenger import TelegramMessenger
from bot.chat.translate import has_blocked, inbound_of
from bot.chat.transport import AiohttpRequest
from bot.coach.coach import Coach
from bot.coach.inbound import Asked, Inbound, Press, Said
from bot.coach.ports import Unreachable
from bot.screens import notes, pages
from bot.screens.screen import Screen, lines

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
DESCRIPTION = "Your strength coach: sets in one tap, rests that ring, and every number remembered. Send /workout to begin."
SHORT_DESCRIPTION = "A strength coach in your chat."
_LONGEST_WAIT = 30.0

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Chat:
    """Spotter's end of Telegram."""

    def __init__(self, token: str, api_url: str, admin_chat: int | None = None) -> None:
        self._requests = AiohttpRequest(connection_pool_size=AT_ONCE), AiohttpRequest(connection_pool_size=2)
        self._app: AnyApplication = (
            ApplicationBuilder()
            .token(token)
            .base_url(f"{api_url}/bot")
            .base_file_url(f"{api_url}/file/bot")
            .request(self._requests[0])
            .get_updates_request(self._requests[1])
            .concurrent_updates(Lanes())
            .job_queue(None)
            .build()
        )
        self._api_url = api_url
        self._admin_chat = admin_chat
        self.messenger = TelegramMessenger(self._app.bot)

    async def start(self, coach: Coach) -> None:
        """Introduces itself and begins to poll. Raises InvalidToken; waits for a Telegram that does not answer."""
        self._app.add_handler(TypeHandler(Update, self._handler(coach)))
        await self._reach()
        await self._introduce()
        await self._app.start()
        updater = self._app.updater
        assert updater is not None, "the application is built with an updater"
        await updater.start_polling(
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=self._polling_trouble
        )

    async def stop(self) -> None:
        """Stops taking updates, finishes those in hand, closes the connections."""
        if self._app.updater is not None and self._app.updater.running:
            await self._app.updater.stop()
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()
        for request in self._requests:  # the application leaves them open if it never got as far as being initialized
            await request.shutdown()

    async def tell_admin(self, text: str) -> None:
        """A line for whoever runs this bot, where ADMIN_CHAT_ID names a chat; its failing never matters."""
        if self._admin_chat is None:
            return
        try:
            await self.messenger.send(self._admin_chat, Screen(lines(text)))
        except (TelegramError, Unreachable) as trouble:
            log.warning("the admin chat could not be told: %s", trouble)

    async def _reach(self) -> None:
        wait = 1.0
        while True:
            try:
                return await self._app.initialize()
            except InvalidToken:
                raise
            except NetworkError as trouble:
                log.warning("%s does not answer (%s); trying again in %.0f s", self._api_url, trouble, wait)
                await asyncio.sleep(wait)  # until the network is back
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _introduce(self) -> None:
        """The command menu and the words under the bot's name; a bot without them works as well."""
        bot = self._app.bot
        try:
            await bot.set_my_commands([BotCommand(name, meaning) for name, meaning in pages.COMMANDS.items()])
            await bot.set_my_description(DESCRIPTION)
            await bot.set_my_short_description(SHORT_DESCRIPTION)
        except TelegramError as trouble:
            log.warning("commands and description could not be set: %s", trouble)

    def _handler(self, coach: Coach) -> Handler:
        async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if (lifter := has_blocked(update)) is not None:
                await coach.blocked(lifter)
                return
            inbound = inbound_of(update, self._app.bot.username)
            if inbound is None:
                return
            try:
                await _pass_on(coach, inbound)
            except Exception:
                await self._apologise(inbound)

        return handle

    async def _apologise(self, inbound: Inbound) -> None:
        """Called while an exception is handled: one log entry with a reference, one honest line for the lifter."""
        reference = token_hex(3)
        log.exception(
            "reference %s: %s of lifter %s failed", reference, type(inbound).__name__, inbound.lifter
        )
        note = notes.WENT_WRONG.format(reference)
        try:
            if isinstance(inbound, Press):
                await self.messenger.answer(inbound.id, note)
            else:
                await self.messenger.send(inbound.chat, Screen(lines(note)))
        except (TelegramError, Unreachable) as trouble:
            log.warning("reference %s: the lifter could not be told: %s", reference, trouble)
        await self.tell_admin(f"Something went wrong, reference {reference}. The log has the rest.")

    def _polling_trouble(self, trouble: TelegramError) -> None:
        if isinstance(trouble, Conflict):
            log.error("another bot polls with this token; only one may run: %s", trouble)
        else:
            log.warning("polling: %s", trouble)


async def _pass_on(coach: Coach, inbound: Inbound) -> None:
    match inbound:
        case Press():
            await coach.press(inbound)
        case Said():
            await coach.said(inbound)
        case Asked():
            await coach.asked(inbound)
        case _:
            assert_never(inbound)
