"""Pictures on their way to Telegram: drawn and sent up once, and sent again by the name that Telegram gave the file.

What is drawn and how is not known here, nor who is spoken to; a picture that cannot be drawn or remembered is no reason not to
speak.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from hashlib import blake2b
from typing import Any, TypeVar

import orjson
from telegram.error import BadRequest

from bot.chat.insisting import says
from bot.coach.ports import Store, StoreTrouble, Transaction
from bot.coach.records import File
from bot.coach.world import Clock, Painter, WorkFailed
from bot.screens.figures import Picture

T = TypeVar("T")
log = logging.getLogger(__name__)

Message = Mapping[str, Any]
Put = Callable[[str, Mapping[str, File]], Awaitable[Message]]
"""Sends or edits a message with the picture of this name, and answers with it; the file is given if it is to be sent up."""

_UNKNOWN = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "file_reference",
    "can't use file",
)
_UNFIT = ("image_process_failed", "photo_invalid", "too big for a photo", "not enough rights", "chat_send_")

MOST_AHEAD = 16  # pictures drawn and not yet sent; what goes is drawn again
LOOK = 1  # of the drawings: with another number, what Telegram has of the old look is not sent again


class NoPicture(Exception):
    """The picture cannot be drawn, or Telegram does not take it; the message says why in one line."""


class Gallery:
    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._kept: tuple[Store, Clock] | None = None
        self._ahead: dict[str, bytes | WorkFailed] = {}

    def remember(self, store: Store, clock: Clock) -> None:
        """Knows from here on what was sent before."""
        self._kept = store, clock

    async def hang(self, picture: Picture, put: Put) -> Message:
        """Puts a picture where it belongs. Raises `NoPicture`, and what `put` raises."""
        known = await self._known(picture)
        if known is not None:
            try:
                return await _taken(put, known, {})
            except BadRequest as refusal:
                if not says(refusal, _UNKNOWN):
                    raise
                log.info("Telegram has a picture no more: %s", refusal)
                await self._forget(picture)
        return await self._send_up(picture, put)

    async def prepare(self, picture: Picture) -> None:
        """Draws a picture before it is put anywhere, unless Telegram has it."""
        if await self._known(picture) is None:
            self._ahead[digest(picture)] = await self._drawn(picture)
            if len(self._ahead) > MOST_AHEAD:
                del self._ahead[next(iter(self._ahead))]

    async def _send_up(self, picture: Picture, put: Put) -> Message:
        drawn = self._ahead.pop(digest(picture), None) or await self._drawn(picture)
        if isinstance(drawn, WorkFailed):
            raise NoPicture(f"a picture could not be drawn: {drawn}") from drawn
        message = await _taken(put, "attach://picture", {"picture": File("picture.png", drawn)})
        await self._keep(picture, message["photo"][-1]["file_id"])  # the largest of its sizes
        return message

    async def _drawn(self, picture: Picture) -> bytes | WorkFailed:
        try:
            return await self._painter.draw(picture)
        except WorkFailed as failure:
            return failure

    async def _known(self, picture: Picture) -> str | None:
        return await self._asked(lambda tx: tx.pictures.file(picture.lifter, digest(picture)))

    async def _keep(self, picture: Picture, file: str) -> None:
        if self._kept is not None:
            now = self._kept[1].now()
            await self._asked(lambda tx: tx.pictures.keep(picture.lifter, digest(picture), file, now))

    async def _forget(self, picture: Picture) -> None:
        await self._asked(lambda tx: tx.pictures.drop(picture.lifter, digest(picture)))

    async def _asked(self, what: Callable[[Transaction], T]) -> T | None:
        """What the database says; None where there is none, or none that answers."""
        if self._kept is None:
            return None
        store, _ = self._kept
        try:
            return await store.run(what)
        except StoreTrouble as trouble:
            log.warning("whether a picture was sent before is not known: %s", trouble)
            return None


async def _taken(put: Put, media: str, uploads: Mapping[str, File]) -> Message:
    try:
        return await put(media, uploads)
    except BadRequest as refusal:
        if says(refusal, _UNFIT):
            raise NoPicture(f"Telegram does not take a picture: {refusal}") from refusal
        raise


def digest(picture: Picture) -> str:
    """The same for the same figure in the same theme."""
    shown = LOOK, type(picture.figure).__name__, picture.figure, picture.theme
    text = orjson.dumps(shown, option=orjson.OPT_NON_STR_KEYS)
    return blake2b(text, digest_size=16).hexdigest()
