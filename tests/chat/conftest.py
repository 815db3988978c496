"""The stage, for the tests of what is said."""

from collections.abc import AsyncIterator

import pytest
from telegram.ext import ExtBot

from bot.chat.gallery import Gallery
from bot.chat.messenger import TelegramMessenger
from bot.chat.pace import Pace
from bot.chat.replies import Replies
from bot.chat.transport import AiohttpRequest
from bot.chat.wire import Wire
from bot.sandbox import Sandbox
from bot.store import open_store
from bot.training.lifter import Lifter
from tests.chat.stage import Easel, Stage
from tests.databases import migrated_sqlite, sqlite_url
from tests.phone import ROBIN

__all__ = ["migrated_sqlite", "sqlite_url"]

TOKEN = "1:a"


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    sandbox = Sandbox(token=TOKEN)
    address = await sandbox.start()
    store = await open_store(sqlite_url)
    await store.run(lambda tx: tx.keep_lifter(Lifter(ROBIN)))
    requests = AiohttpRequest(read_timeout=0.3), AiohttpRequest()
    pace, easel = Pace(30), Easel()
    gallery = Gallery(easel)
    gallery.remember(store, sandbox.clock)
    async with ExtBot(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=pace,
    ) as bot:
        messenger = TelegramMessenger(Wire(bot, pace), pace, Replies(), gallery)
        yield Stage(address, sandbox, messenger, easel, gallery, store)
    await store.close()
    await sandbox.stop()
