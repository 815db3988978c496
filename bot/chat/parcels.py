"""Files on their way: exports to Telegram, and what a lifter has sent from there. What is in them is not known here."""

from typing import Any

from markupsafe import Markup
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.chat.insisting import NEVER_TWICE, NOBODY, REPEATABLE, insisting, says
from bot.chat.transport import LARGEST_ANSWER, AnswerTooLarge, MaybeSent
from bot.chat.wire import NoPath, Wire
from bot.coach.records import File, Spot
from bot.coach.world import MaybeSaid, NoFile, Unreachable

MOST_IN_ALBUM = 10
_TOO_BIG = f"That file is larger than {LARGEST_ANSWER // 2**20} MB, which is the most that Telegram hands to a bot."
_GONE = "Telegram has that file no more: please send it again."
_SILENCE = "Telegram does not hand me that file just now: please send it again in a while."


async def send_files(wire: Wire, chat: int, files: tuple[File, ...], words: Markup) -> Spot:
    """Raises what `Messenger.send_files` does."""
    assert 1 <= len(files) <= MOST_IN_ALBUM, f"{len(files)} files fit no message and no album"
    uploads = {f"file{number}": file for number, file in enumerate(files)}
    *others, last = [{"type": "document", "media": f"attach://{name}"} for name in uploads]
    caption = {"caption": str(words), "parse_mode": "HTML"}

    async def call() -> Any:
        if others:
            album = [*others, last | caption]
            return (await wire.call("sendMediaGroup", chat, uploads, chat_id=chat, media=album))[-1]
        return await wire.call("sendDocument", chat, uploads, chat_id=chat, document=last["media"], **caption)

    try:
        message = await insisting(call, NEVER_TWICE)
    except ChatMigrated as moved:
        return await send_files(wire, moved.new_chat_id, files, words)
    except MaybeSent as doubt:
        raise MaybeSaid(str(doubt)) from doubt
    except BadRequest as refusal:
        if says(refusal, NOBODY):
            raise Unreachable from refusal
        raise
    return Spot(message["chat"]["id"], message["message_id"])


async def fetch(wire: Wire, file: str) -> bytes:
    """Raises what `Messenger.fetch` does."""

    async def call() -> bytes:
        try:
            return await wire.download(file)
        except AnswerTooLarge as trouble:  # it would be no smaller the next time
            raise NoFile(_TOO_BIG) from trouble

    try:
        return await insisting(call, REPEATABLE)
    except BadRequest as refusal:
        raise NoFile(_TOO_BIG if says(refusal, ("file is too big",)) else _GONE) from refusal
    except (NoPath, InvalidToken, Unreachable) as refusal:  # not found, to the Bot API, is the same as a wrong token
        raise NoFile(_GONE) from refusal
    except TelegramError as trouble:
        raise NoFile(_SILENCE) from trouble
