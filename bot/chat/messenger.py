"""Screens to messages, and Telegram's refusals to what they mean here.

A refusal that means "done" is no error; one that means "gone" is answered by sending anew. A call that was surely not sent is
tried again, an edit is safe to repeat, a message that may have been sent is never sent twice from here. A flood limit of a
moment is waited out; a longer one is the coach's to plan around.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from markupsafe import Markup
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.chat.gallery import Gallery
from bot.chat.pace import ANSWER, WAITS_OUT, Pace, in_seconds
from bot.chat.replies import Replies
from bot.chat.transport import MaybeSent, NotSent
from bot.chat.wire import Wire
from bot.coach.ports import Later, MaybeSaid, NoFile, Unreachable
from bot.coach.records import File, Spot, Urgency
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
_NO_TEXT = ("there is no text in the message to edit",)
_NOBODY = ("chat not found", "user not found", "peer_id_invalid")


class _HasNoText(Exception):
    """The message shows a picture: its text is a caption, and stays one."""


class TelegramMessenger:
    """The coach's voice in Telegram."""

    def __init__(self, wire: Wire, pace: Pace, replies: Replies, gallery: Gallery) -> None:
        self._wire = wire
        self._pace = pace
        self._replies = replies
        self._gallery = gallery

    async def room(self, chat: int, urgency: Urgency) -> None:
        try:
            await self._pace.room(chat, urgency)
        except RetryAfter as flood:
            raise Later(in_seconds(flood.retry_after)) from flood

    async def send(self, chat: int, screen: Screen) -> Spot:
        media, uploads = await self._media(screen)
        shape = ("sendPhoto", {"photo": media} | _caption(screen)) if media else ("sendMessage", _content(screen))

        async def call() -> Any:
            endpoint, content = shape
            silence = {"disable_notification": not screen.rings}
            return await self._wire.call(
                endpoint,
                chat,
                uploads,
                chat_id=chat,
                **silence,
                **content,
                **(_keyboard(screen) | _key(screen.key, chat)),
            )

        try:
            return _spot(await self._told(call, screen, uploads, (NotSent,)))
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
        media, uploads = await self._media(screen)
        if media is None:
            return await self._edit_text(spot, screen)
        photo = {"type": "photo", "media": media} | _caption(screen)

        async def call() -> Any:
            return await self._wire.call(
                "editMessageMedia", spot.chat, uploads, media=photo, **_place(spot), **_keyboard(screen)
            )

        return await self._unless_gone(
            "editMessageMedia", lambda: self._told(call, screen, uploads, (NotSent, MaybeSent))
        )

    async def _edit_text(self, spot: Spot, screen: Screen) -> bool:
        """A message with a picture cannot lose it: it goes, and what it is to say now is sent anew."""
        try:
            return await self._repeatable(
                "editMessageText", spot.chat, **_place(spot), **_content(screen), **_keyboard(screen)
            )
        except _HasNoText:
            await self.delete((spot,))
            return False

    async def strip(self, spot: Spot) -> None:
        await self._repeatable("editMessageReplyMarkup", spot.chat, **_place(spot))

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:
            await self._repeatable("deleteMessage", spot.chat, **_place(spot))

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        uploads = {f"file{number}": file for number, file in enumerate(files)}
        album = [{"type": "document", "media": f"attach://{name}"} for name in uploads]
        album[-1] |= {"caption": str(caption), "parse_mode": "HTML"}

        async def call() -> Spot:
            if len(files) > 1:
                return _spot((await self._wire.call("sendMediaGroup", chat, uploads, chat_id=chat, media=album))[-1])
            one = {"document": album[0]["media"], "caption": str(caption), "parse_mode": "HTML"}
            return _spot(await self._wire.call("sendDocument", chat, uploads, chat_id=chat, **one))

        try:
            return await _insisting(call, (NotSent,))
        except MaybeSent as doubt:
            raise MaybeSaid(str(doubt)) from doubt

    async def fetch(self, file: str) -> bytes:
        try:
            return await _insisting(lambda: self._wire.download(file), (NotSent, MaybeSent))
        except BadRequest as refusal:
            raise NoFile(refusal.message) from refusal
        except (NotSent, MaybeSent) as trouble:
            raise NoFile("Telegram does not answer") from trouble

    async def answer(self, press: str, chat: int, text: str) -> None:
        if self._replies.take(press, text):
            return
        passing = {"text": text} if text else {}
        await self._repeatable(ANSWER, chat, callback_query_id=press, **passing)

    async def _media(self, screen: Screen) -> tuple[str | None, Mapping[str, File]]:
        """What to call the screen's picture, and the file if Telegram does not have it yet; None without one."""
        if screen.picture is None:
            return None, {}
        known = await self._gallery.known(screen.picture)
        if known is not None:
            return known, {}
        drawn = await self._gallery.drawn(screen.picture)
        return (None, {}) if drawn is None else ("attach://picture", {"picture": File("picture.png", drawn)})

    async def _told(
        self,
        call: Callable[[], Awaitable[Any]],
        screen: Screen,
        uploads: Mapping[str, File],
        again: tuple[type[Exception], ...],
    ) -> Any:
        """The message as it was sent or edited; a picture that was sent up with it is remembered."""
        message = await _insisting(call, again)
        if uploads and screen.picture is not None:
            await self._gallery.keep(screen.picture, message["photo"][-1]["file_id"])
        return message

    async def _repeatable(self, endpoint: str, chat: int, **parameters: Any) -> bool:
        """A call that can be repeated without harm. False when what it is about is gone."""
        return await self._unless_gone(
            endpoint,
            lambda: _insisting(lambda: self._wire.call(endpoint, chat, **parameters), (NotSent, MaybeSent)),
        )

    async def _unless_gone(self, endpoint: str, doing: Callable[[], Awaitable[Any]]) -> bool:
        try:
            await doing()
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            if _says(refusal, _DONE):
                return True
            if _says(refusal, _NO_TEXT):
                raise _HasNoText from refusal
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


def _spot(message: Mapping[str, Any]) -> Spot:
    return Spot(message["chat"]["id"], message["message_id"])


def _place(spot: Spot) -> dict[str, Any]:
    return {"chat_id": spot.chat, "message_id": spot.message}


def _content(screen: Screen) -> dict[str, Any]:
    return {"text": str(screen.text), "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}


def _caption(screen: Screen) -> dict[str, Any]:
    return {"caption": str(screen.text), "parse_mode": "HTML"}


def _keyboard(screen: Screen) -> dict[str, Any]:
    keyboard = [[_button(button) for button in row] for row in screen.rows if row]
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


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
