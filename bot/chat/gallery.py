"""Pictures on their way to Telegram: drawn once, and sent again by the name that Telegram gave the file.

What is drawn and how is not known here, nor who is spoken to; a picture that cannot be drawn or remembered is no reason not to
speak.
"""

import logging
from hashlib import blake2b

import orjson

from bot.coach.ports import Clock, Painter, Store, StoreTrouble, WorkFailed
from bot.screens.figures import Picture

log = logging.getLogger(__name__)


class Gallery:
    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._kept: tuple[Store, Clock] | None = None

    def remember(self, store: Store, clock: Clock) -> None:
        """Knows from here on what was sent before."""
        self._kept = store, clock

    async def known(self, picture: Picture) -> str | None:
        """The name of the file at Telegram, if this picture was sent before."""
        if self._kept is None:
            return None
        store, _ = self._kept
        try:
            return await store.run(lambda tx: tx.pictures.file(picture.lifter, digest(picture)))
        except StoreTrouble as trouble:
            log.warning("a picture is drawn anew: %s", trouble)
            return None

    async def drawn(self, picture: Picture) -> bytes | None:
        """A PNG; None where it cannot be drawn."""
        try:
            return await self._painter.draw(picture)
        except WorkFailed as failure:
            log.warning("a picture could not be drawn: %s", failure)
            return None

    async def keep(self, picture: Picture, file: str) -> None:
        """Remembers under which name Telegram has it."""
        if self._kept is None:
            return
        store, clock = self._kept
        now = clock.now()
        try:
            await store.run(lambda tx: tx.pictures.keep(picture.lifter, digest(picture), file, now))
        except StoreTrouble as trouble:
            log.warning("a picture will be drawn again: %s", trouble)

    async def forget(self, picture: Picture) -> None:
        """Telegram has the file no more."""
        if self._kept is not None:
            store, _ = self._kept
            await store.run(lambda tx: tx.pictures.drop(picture.lifter, digest(picture)))


def digest(picture: Picture) -> str:
    """The same for the same figure in the same theme."""
    text = orjson.dumps((type(picture.figure).__name__, picture.figure, picture.theme), option=orjson.OPT_NON_STR_KEYS)
    return blake2b(text, digest_size=16).hexdigest()
