"""Who watches: what hangs is ended with its stacks on the table, what has ceased to listen too, what lives is left alone."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from telegram import Bot
from telegram.ext import ExtBot

from bot.chat.app import silent
from bot.chat.inbox import Inbox
from bot.chat.poller import Poller
from bot.chat.transport import AiohttpRequest
from bot.coach.records import Arrival
from bot.sandbox import Sandbox
from bot.store import open_store
from bot.watchdog import EXIT_CODE, Pulse
from tests.house import CONTENT

PATIENCE = 20.0
ROOT = Path(__file__).parent.parent
HUNG = """
import asyncio, threading
from bot.watchdog import Pulse, watch

async def main():
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat(0.01))
    watch(pulse, patience=5, every=0.05)
    while pulse.beats < 20:
        await asyncio.sleep(0)
    hangs_for_ever()

def hangs_for_ever():
    threading.Event().wait()

asyncio.run(main())
"""
HOLDS_EVERYBODY_UP = HUNG.replace("threading.Event().wait()", "re.match('(a+)+$', 'a' * 60 + 'b')").replace(
    "import asyncio,", "import asyncio, re,"
)
NOBODY_READS = HUNG.replace("threading.Event().wait()", "print('x' * 1_000_000, file=sys.stderr)").replace(
    "import asyncio,", "import asyncio, sys,"
)
HUNG_AT_THE_END = """
import asyncio, threading
from bot.watchdog import Pulse, watch

async def main():
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat(0.01))
    watch(pulse, patience=5, every=0.05)

threading.Thread(target=threading.Event().wait).start()
asyncio.run(main())
"""
ALIVE = """
import asyncio
from bot.watchdog import Pulse, watch

async def main():
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat(0.01))
    watch(pulse, patience=5, every=0.05)
    while pulse.beats < 60:
        await asyncio.sleep(0)

asyncio.run(main())
print("ended by itself")
"""


ASLEEP = """
import asyncio, sys
from bot.watchdog import Pulse, watch

async def main():
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat(0.01))
    watch(pulse, patience=5, every=0.05)
    print("awake", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    enough = pulse.beats + 60
    while pulse.beats < enough:
        await asyncio.sleep(0)

asyncio.run(main())
print("ended by itself")
"""


async def ran(script: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=cwd, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    return process.returncode, out.decode(), err.decode()


async def test_a_loop_that_hangs_ends_the_process_and_shows_where() -> None:
    code, _, err = await ran(HUNG)
    assert code == EXIT_CODE == 70
    assert err.startswith("The event loop has not moved for ") and "hangs_for_ever" in err


async def test_code_that_lets_no_thread_run_is_ended_by_the_system() -> None:
    code, _, err = await ran(HOLDS_EVERYBODY_UP)
    assert code == -signal.SIGVTALRM and "hangs_for_ever" in err


async def test_a_process_that_was_asleep_is_left_alone() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASLEEP, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            assert await process.stdout.readline() == b"awake\n"
            process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(1.5)  # three times what a hang would be given, by the clock on the wall
            process.send_signal(signal.SIGCONT)
            out, _ = await process.communicate(b"go on\n")
    finally:
        if process.returncode is None:
            process.kill()
    assert (process.returncode, out) == (0, b"ended by itself\n")


async def test_it_ends_even_where_nobody_reads_its_last_words() -> None:
    unread, said = os.pipe()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", NOBODY_READS, cwd=ROOT, stderr=said)
    try:
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == EXIT_CODE
    finally:
        os.close(said)
        os.close(unread)


async def test_a_stop_that_hangs_is_ended_as_well() -> None:
    code, _, err = await ran(HUNG_AT_THE_END)
    assert code == EXIT_CODE and "not moved" in err


async def test_a_loop_that_moves_is_left_alone() -> None:
    assert await ran(ALIVE) == (0, "ended by itself\n", "")


async def test_a_pulse_is_as_old_as_its_last_beat() -> None:
    now = 100.0
    pulse = Pulse(lambda: now)
    now += 3
    assert (pulse.beats, pulse.age) == (0, 3)
    beating = asyncio.create_task(pulse.beat())
    await asyncio.sleep(0)
    assert (pulse.beats, pulse.age) == (1, 0)
    beating.cancel()


NOBODY_LISTENS = """
import asyncio, sys
import bot.run
from bot.__main__ import main

as_it_is = bot.run.run

async def with_an_accident(config, pulse):
    accident = asyncio.create_task(ends_the_listening())
    await as_it_is(config, pulse)

async def ends_the_listening():
    while True:
        await asyncio.sleep(0)
        for task in asyncio.all_tasks():
            if task.get_name() == "listening":
                return task.cancel()

bot.run.run = with_an_accident
sys.exit(main(["run"]))
"""


async def test_a_poller_that_has_ended_ends_the_process_in_good_order(tmp_path: Path) -> None:
    telegram = Sandbox(token="1:token")
    address = await telegram.start()
    settings = {"BOT_TOKEN": "1:token", "BOT_API_URL": address, "CONTENT_DIR": str(CONTENT), "PYTHONPATH": str(ROOT)}
    try:
        code, _, err = await ran(NOBODY_LISTENS, cwd=tmp_path, env=settings)
    finally:
        await telegram.stop()
    assert code == EXIT_CODE and "INFO bot.run: stopped" in err
    assert err.splitlines()[-1] == "whoever takes in updates has ended: ending, to be started again"


async def test_a_poller_that_gives_no_sign_of_life_is_noticed(tmp_path: Path) -> None:
    now = 0.0
    async with talking_to_telegram(tmp_path) as (bot, requests, inbox):
        poller = Poller(bot, requests, inbox, lambda: now)
        polling = asyncio.create_task(poller.run())
        watching = asyncio.create_task(silent(poller, patience=180, every=0.01))
        while poller.age is None:
            await asyncio.wait((watching,), timeout=0.01)
        assert not watching.done() and poller.deaf == ""
        now = 100.0  # no round has ended since
        assert poller.deaf == "the last poll that succeeded was 100 s ago"
        await asyncio.wait((watching,), timeout=0.05)
        assert not watching.done(), "a long poll may take its time"
        now = 181.0
        await asyncio.wait_for(watching, PATIENCE)
        polling.cancel()


@asynccontextmanager
async def talking_to_telegram(folder: Path) -> AsyncIterator[tuple[Bot, AiohttpRequest, Inbox]]:
    telegram = Sandbox(token="1:token")
    address = await telegram.start()
    store = await open_store(f"sqlite:///{folder}/spotter.db")
    requests = AiohttpRequest()

    async def handle(arrival: Arrival) -> None:
        await store.run(lambda tx: tx.handled(arrival.number))

    async with ExtBot(
        "1:token", base_url=f"{address}/bot", request=AiohttpRequest(), get_updates_request=requests
    ) as bot:
        yield bot, requests, Inbox(store, telegram.clock, handle)
    await store.close()
    await telegram.stop()
