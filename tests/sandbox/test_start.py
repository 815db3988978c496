"""Starting inside somebody else's loop, and stopping within a second whatever is open."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.sandbox import Sandbox
from bot.serving import listen
from tests.sandbox.rig import PATIENCE, ROBIN, Rig, close_rig, open_rig

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_port_in_use_is_said_before_anything_starts(rig: Rig) -> None:
    port = int(rig.address.rsplit(":", 1)[1])
    second = Sandbox()
    before = asyncio.all_tasks()
    with pytest.raises(OSError, match="in use"):
        await second.start(port=port)
    assert asyncio.all_tasks() == before
    await second.stop()


async def test_a_stopped_sandbox_frees_its_port_and_starts_again() -> None:
    box = Sandbox()
    address = await box.start()
    await box.stop()
    await box.stop()
    port = int(address.rsplit(":", 1)[1])
    assert await box.start(port=port) == address
    await box.stop()


async def test_it_stops_within_a_second_with_everything_open() -> None:
    rig = await open_rig()
    await rig.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await rig.say("undeliverable")
    await rig.ok("deleteWebhook")
    screen = rig.events()
    assert (await anext(screen))["type"] == "hello"
    await rig.door("faults", rules=[{"method": "getMe", "kind": "timeout_before"}])
    hanging = asyncio.create_task(rig.call("getMe"))
    async with asyncio.timeout(PATIENCE):
        while not await rig.ledger("fault"):
            pass
    await rig.updates(offset=-1)
    poll = asyncio.create_task(rig.updates(offset=2**31 - 1, timeout=50))
    await rig.until_polling()

    began = time.monotonic()
    await rig.box.stop()

    assert time.monotonic() - began < 1
    assert await poll == []
    with pytest.raises(StopAsyncIteration):
        await anext(screen)
    done, _ = await asyncio.wait({hanging}, timeout=5)
    assert done and hanging.exception() is not None
    await rig.http.close()


async def test_signals_and_logs_stay_the_owners_business(caplog: pytest.LogCaptureFixture) -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with caplog.at_level(logging.INFO):
        rig = await open_rig()
        await rig.ok("sendMessage", chat_id=ROBIN, text="x")
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == handlers
        await close_rig(rig)
    assert caplog.records == []


async def test_moving_a_clock_after_its_sandbox_stopped_hurts_nobody(tmp_path: Path) -> None:
    rig = await open_rig(tmp_path)
    await close_rig(rig)
    rig.box.clock.move(timedelta(hours=1))


def test_answers_are_not_held_back() -> None:
    """Asyncio sends small packets at once only on sockets that are named TCP."""
    listener = listen("127.0.0.1", 0)
    assert listener.proto == socket.IPPROTO_TCP
    listener.close()
