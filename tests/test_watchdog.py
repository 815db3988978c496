"""The watchdog, in processes of its own: what hangs is ended with its stacks on the table, what lives is left alone."""

import asyncio
import os
import sys
from pathlib import Path

from bot.watchdog import EXIT_CODE, Pulse

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


async def ran(script: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
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


async def test_code_that_lets_no_thread_run_is_ended_by_the_interpreter_itself() -> None:
    code, _, err = await ran(HOLDS_EVERYBODY_UP)
    assert code == 1 and "hangs_for_ever" in err


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
