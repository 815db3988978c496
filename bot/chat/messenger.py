"""Screens to messages, and Telegram's refusals to what they mean here.

A refusal that means "done" is no error; one that means "gone" is answered by sending anew. An edit is safe to repeat, a message
that may have been sent is never sent twice from here.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from markupsafe import Markup
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from bot.chat import parcels, shapes
from bot.chat.gallery import Gallery, NoPicture
from bot.chat.insisting import NEVER_TWICE, NOBODY, REPEATABLE, insisting, says
from bot.chat.pace import ANSWER, Pace, in_seconds
from bot.chat.replies import Replies
from bot.chat.transport import MaybeSent
from bot.chat.wire import Wire
from bot.coach.records import File, Spot, Urgency
from bot.coach.world import Later, MaybeSaid, Unreachable
from bot.screens.figures import Picture
from bot.screens.screen import MOST_IN_CAPTION, Screen, characters

log = logging.getLogger(__name__)

_DONE = ("message is not modified", "query is too old", "query id is invalid")
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
)
_NO_TEXT = ("there is no text in the message to edit",)


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

    async def prepare(self, screen: Screen) -> None:
        if (picture := _picture(screen)) is not None:
            await self._gallery.prepare(picture)

    async def send(self, chat: int, screen: Screen) -> Spot:
        try:
            message = await self._sent(chat, screen)
        except ChatMigrated as moved:
            return await self.send(moved.new_chat_id, screen)
        except MaybeSent as doubt:
            raise MaybeSaid(str(doubt)) from doubt
        except BadRequest as refusal:
            if says(refusal, NOBODY):
                raise Unreachable from refusal
            raise
        return Spot(message["chat"]["id"], message["message_id"])

    async def _sent(self, chat: int, screen: Screen) -> Mapping[str, Any]:
        """The message, with its picture if it has one that can be had."""
        beside = {"disable_notification": not screen.rings, **shapes.keyboard(screen), **shapes.key(screen, chat)}

        async def new(endpoint: str, uploads: Mapping[str, File], **content: Any) -> Any:
            return await insisting(
                lambda: self._wire.call(endpoint, chat, uploads, chat_id=chat, **content, **beside), NEVER_TWICE
            )

        async def with_picture(media: str, uploads: Mapping[str, File]) -> Any:
            return await new("sendPhoto", uploads, photo=media, **shapes.caption(screen))

        if (picture := _picture(screen)) is not None:
            try:
                return await self._gallery.hang(picture, with_picture)
            except NoPicture as trouble:
                log.warning("words alone go to chat %s: %s", chat, trouble)
        message: Mapping[str, Any] = await new("sendMessage", {}, **shapes.content(screen))
        return message

    async def edit(self, spot: Spot, screen: Screen) -> bool:
        if shapes.key(screen, spot.chat):
            return False  # an edit brings no key, and takes none away
        if (picture := _picture(screen)) is None:
            return await self._edit_text(spot, screen)
        try:
            return await self._edit_picture(spot, screen, picture)
        except NoPicture as trouble:
            log.warning("words alone are edited in chat %s: %s", spot.chat, trouble)
            return await self._edit_words(spot, screen)

    async def _edit_picture(self, spot: Spot, screen: Screen, picture: Picture) -> bool:
        """A text turns into a picture in its place. Raises `NoPicture`."""
        beside = {**shapes.place(spot), **shapes.keyboard(screen)}

        async def with_picture(media: str, uploads: Mapping[str, File]) -> Any:
            photo = {"type": "photo", "media": media, **shapes.caption(screen)}
            return await insisting(
                lambda: self._wire.call("editMessageMedia", spot.chat, uploads, media=photo, **beside), REPEATABLE
            )

        return await self._unless_gone("editMessageMedia", lambda: self._gallery.hang(picture, with_picture))

    async def _edit_words(self, spot: Spot, screen: Screen) -> bool:
        """Text or caption, whichever it is; a picture stays as it was."""
        beside = {**shapes.place(spot), **shapes.keyboard(screen)}
        try:
            return await self._repeatable("editMessageText", spot.chat, **shapes.content(screen), **beside)
        except _HasNoText:
            return await self._repeatable("editMessageCaption", spot.chat, **shapes.caption(screen), **beside)

    async def _edit_text(self, spot: Spot, screen: Screen) -> bool:
        """A message with a picture cannot lose it: it goes, and what it is to say now is sent anew."""
        beside = {**shapes.place(spot), **shapes.keyboard(screen)}
        try:
            return await self._repeatable("editMessageText", spot.chat, **shapes.content(screen), **beside)
        except _HasNoText:
            if not await self._repeatable("deleteMessage", spot.chat, **shapes.place(spot)):
                await self.strip(spot)  # too old to be deleted: its buttons, at least, go
            return False

    async def strip(self, spot: Spot) -> None:
        await self._repeatable("editMessageReplyMarkup", spot.chat, **shapes.place(spot))

    async def delete(self, spots: tuple[Spot, ...]) -> None:
        for spot in spots:
            await self._repeatable("deleteMessage", spot.chat, **shapes.place(spot))

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        return await parcels.send_files(self._wire, chat, files, caption)

    async def fetch(self, file: str) -> bytes:
        return await parcels.fetch(self._wire, file)

    async def answer(self, press: str, chat: int, text: str) -> None:
        if self._replies.take(press, text):
            return
        passing = {"text": text} if text else {}
        await self._repeatable(ANSWER, chat, callback_query_id=press, **passing)

    async def _repeatable(self, endpoint: str, chat: int, **parameters: Any) -> bool:
        """A call that can be repeated without harm. False when what it is about is gone."""
        return await self._unless_gone(
            endpoint, lambda: insisting(lambda: self._wire.call(endpoint, chat, **parameters), REPEATABLE)
        )

    async def _unless_gone(self, endpoint: str, doing: Callable[[], Awaitable[Any]]) -> bool:
        try:
            await doing()
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            if says(refusal, _DONE):
                return True
            if says(refusal, _NO_TEXT):
                raise _HasNoText from refusal
            if not says(refusal, _GONE):
                log.warning("%s was refused: %s", endpoint, refusal)
            return False
        return True


def _picture(screen: Screen) -> Picture | None:
    """The screen's picture, unless there are more words than fit beside one: those matter more."""
    if screen.picture is not None and characters(screen.text) > MOST_IN_CAPTION:
        log.warning("more than %d characters fit beside no picture: %.40r", MOST_IN_CAPTION, str(screen.text))
        return None
    return screen.picture
