"""Screens to messages, and Telegram's refusals to what they mean here.

A refusal that means "done" is no error; one that means "gone" is answered by sending anew. A call that was surely not sent is
tried again, an edit is safe to repeat, a message that may have been sent is never sent twice from here. A flood limit of a
moment is waited out; a longer one is the coach's to plan around.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.chat.pace import ANSWER, WAITS_OUT, Pace, in_seconds
from bot.chat.replies import Replies
from bot.chat.transport import MaybeSent, NotSent
from bot.chat.wire import Wire
from bot.coach.ports import Later, MaybeSaid, Unreachable
from bot.coach.records import Spot, Urgency
from bot.screens.screen import Button, NoKey, PlaceKey, Screen
from bot.screens.taps import encode

T = TypeVar("T")
log = logging.getLogger(__name__)

TRIES = 4
_NO_PREVIEW = {"is_disabled": True}
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

    def __init__(self, wire: Wire, pace: Pace, replies: Replies) -> None:
        self._wire = wire
        self._pace = pace
        self._replies = replies

    async def room(self, chat: int, urgency: Urgency) -> None:
        try:
            await self._pace.room(chat, urgency)
        except RetryAfter as flood:
            raise Later(in_seconds(flood.retry_after)) from flood

    async def send(self, chat: int, screen: Screen) -> Spot:
        async def call() -> Spot:
            content = _content(screen) | _key(screen.key, chat)
            message = await self._wire.call(
                "sendMessage", chat, chat_id=chat, disable_notification=not screen.rings, **content
            )
            return Spot(message["chat"]["id"], message["message_id"])

        try:
            return await _insisting(call, (NotSent,))
        except ChatMigrated as moved:
            return await self.send(moved.new_chat_id, screen)
        except MaybeSent as doubt:
            raise MaybeSaid(str(doubt)) from doubt
        except BadRequest as refusal:
            if _says(refusal, _NOBODY):
                raise Unreachable from refusal
            raise

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        if _key(screen.key, spot.chat):
            return False  # an edit brings no key, and takes none away
        return await self._repeatable("editMessageText", spot.chat, **_place(spot), **_content(screen))

    async def strip(self, spot: Spot) -> None:
        await self._repeatable("editMessageReplyMarkup", spot.chat, **_place(spot))

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:
            await self._repeatable("deleteMessage", spot.chat, **_place(spot))

    async def answer(self, press: str, chat: int, text: str) -> None:
        if self._replies.take(press, text):
            return
        passing = {"text": text} if text else {}
        await self._repeatable(ANSWER, chat, callback_query_id=press, **passing)

    async def _repeatable(self, endpoint: str, chat: int, **parameters: Any) -> bool:
        """A call that can be repeated without harm. False when what it is about is gone."""
        try:
            await _insisting(lambda: self._wire.call(endpoint, chat, **parameters), (NotSent, MaybeSent))
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            if _says(refusal, _DONE):
                return True
            if not _says(refusal, _GONE):
                log.warning("%s was refused: %s", endpoint, refusal)
            return False
        return True


async def _insisting(call: Callable[[], Awaitable[T]], again: tuple[type[Exception], ...]) -> T:
    """Tries again what may be tried again. A flood of a moment is waited out by the pace, under each call."""
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except RetryAfter as flood:
            seconds = in_seconds(flood.retry_after)
            if attempt == TRIES or seconds > WAITS_OUT:
                raise Later(seconds) from flood
        except Forbidden as refusal:
            raise Unreachable from refusal
        except again:
            if attempt == TRIES:
                raise
            await asyncio.sleep(0.1 * 2**attempt)  # the network's chance to come back
    raise AssertionError("the last attempt returns or raises")


def _says(refusal: BadRequest, words: tuple[str, ...]) -> bool:
    message = refusal.message.casefold()
    return any(word in message for word in words)


def _place(spot: Spot) -> dict[str, Any]:
    return {"chat_id": spot.chat, "message_id": spot.message}


def _content(screen: Screen) -> dict[str, Any]:
    content = {"text": str(screen.text), "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    keyboard = [[_button(button) for button in row] for row in screen.rows if row]
    return {**content, "reply_markup": {"inline_keyboard": keyboard}} if keyboard else content


def _key(key: PlaceKey | NoKey | None, chat: int) -> dict[str, Any]:
    match key:
        case PlaceKey() if _is_private(chat):
            keyboard = [[{"text": key.label, "request_location": True}]]
            looks = {"one_time_keyboard": True, "resize_keyboard": True, "input_field_placeholder": key.hint}
            return {"reply_markup": {"keyboard": keyboard, **looks}}
        case NoKey() if _is_private(chat):
            return {"reply_markup": {"remove_keyboard": True}}
        case _:
            return {}


def _is_private(chat: int) -> bool:
    """Telegram numbers groups below zero."""
    return chat > 0


def _button(button: Button) -> dict[str, str]:
    plain = {"text": button.label, "callback_data": encode(button.tap)}
    return {**plain, "style": button.style.value} if button.style else plain
