"""Screens to messages, and Telegram's refusals to what they mean here.

A refusal that means "done" is no error; one that means "gone" is answered by sending anew. A call that was surely not sent is
tried again, an edit is safe to repeat, a message that may have been sent is never sent twice from here. A flood limit of a
moment is waited out; a longer one is the coach's to plan around.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.chat.transport import MaybeSent, NotSent
from bot.coach.ports import Later, MaybeSaid, Spot, Unreachable
from bot.screens.screen import Screen
from bot.screens.taps import encode

T = TypeVar("T")
log = logging.getLogger(__name__)

TRIES = 4
WAITS_OUT = 1.0  # seconds of a flood limit; whoever waits here holds up the same lifter's next tap
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_DONE = ("message is not modified", "query is too old", "query id is invalid")
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
)
_NOBODY = ("chat not found", "user not found", "peer_id_invalid")


class TelegramMessenger:
    """The coach's voice in Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat: int, screen: Screen) -> Spot:
        async def call() -> Spot:
            message = await self._bot.send_message(
                chat,
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(screen),
                disable_notification=not screen.rings,
                link_preview_options=_NO_PREVIEW,
            )
            return Spot(message.chat_id, message.message_id)

        try:
            return await _insisting(call, (NotSent,))
        except ChatMigrated as moved:
            return await self.send(moved.new_chat_id, screen)
        except MaybeSent as doubt:
            raise MaybeSaid from doubt
        except BadRequest as refusal:
            if _says(refusal, _NOBODY):
                raise Unreachable from refusal
            raise

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        async def call() -> None:
            await self._bot.edit_message_text(
                screen.text,
                spot.chat,
                spot.message,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(screen),
                link_preview_options=_NO_PREVIEW,
            )

        return await _lenient(call)

    async def strip(self, spot: Spot) -> None:
        async def call() -> None:
            await self._bot.edit_message_reply_markup(spot.chat, spot.message, reply_markup=None)

        await _lenient(call)

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:

            async def call(spot: Spot = spot) -> None:
                await self._bot.delete_message(spot.chat, spot.message)

            await _lenient(call)

    async def answer(self, press: str, text: str) -> None:
        async def call() -> None:
            await self._bot.answer_callback_query(press, text or None)

        await _lenient(call)


async def _lenient(call: Callable[[], Awaitable[None]]) -> bool:
    """A call that can be repeated without harm. False when what it is about is gone."""
    try:
        await _insisting(call, (NotSent, MaybeSent))
    except ChatMigrated:
        return False
    except BadRequest as refusal:
        if _says(refusal, _DONE):
            return True
        if not _says(refusal, _GONE):
            log.warning("a message could not be changed: %s", refusal)
        return False
    return True


async def _insisting(call: Callable[[], Awaitable[T]], again: tuple[type[Exception], ...]) -> T:
    """Tries again what may be tried again, waiting as long as Telegram asks."""
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except RetryAfter as flood:
            seconds = in_seconds(flood.retry_after)
            if attempt == TRIES or seconds > WAITS_OUT:
                raise Later(seconds) from flood
            await asyncio.sleep(seconds)  # Telegram's own word on when this chat may be written to
        except Forbidden as refusal:
            raise Unreachable from refusal
        except again:
            if attempt == TRIES:
                raise
            await asyncio.sleep(0.1 * 2**attempt)  # the network's chance to come back
    raise AssertionError("the last attempt returns or raises")


def in_seconds(span: int | timedelta) -> float:
    """A wait as Telegram's client gives it, which is a number or a span by its settings."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


def _says(refusal: BadRequest, words: tuple[str, ...]) -> bool:
    message = refusal.message.casefold()
    return any(word in message for word in words)


def _keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, callback_data=encode(button.tap), style=button.style or None)
                for button in row
            ]
            for row in screen.rows
            if row
        ]
    )
