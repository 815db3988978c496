"""Fixture `stage` for the page's tests; like the browser beside it, it needs the mark `asyncio(loop_scope="session")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest_asyncio

from bot.sandbox import Sandbox
from tests.sandbox.page_stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
        opened = Stage(tmp_path, http, Sandbox(folder=tmp_path))
        await opened.open()
        yield opened
        await opened.close()
