"""What is worked out in a process of its own, and everything that can become of that process."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.coach.world import WorkFailed
from bot.workshop import Workshop
from tests import chores

ROOT = Path(__file__).parent.parent


def story(tell: Callable[[Workshop], Coroutine[Any, Any, None]], **settings: float) -> None:
    """One workshop, closed at the end."""

    async def told() -> None:
        workshop = Workshop(**settings)
        try:
            await tell(workshop)
        finally:
            await workshop.close()

    asyncio.run(told())


def alive(pid: int) -> bool:
    """Also one that has ended, but that nobody has taken note of."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def ended(pid: int) -> bool:
    """Whoever has taken it in has not looked yet, but it runs no more."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


async def until(condition: Callable[[], bool]) -> None:
    """What the system does of its own tells nobody: it is looked at again and again."""
    for _ in range(4000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it has not come about in 20 s")


def test_one_process_serves_one_after_the_other_and_is_gone_when_the_bot_stops() -> None:
    async def tell(workshop: Workshop) -> None:
        pids = await asyncio.gather(*(workshop.call(chores.pid) for _ in range(5)))
        assert len(set(pids)) == 1
        assert pids[0] != os.getpid()
        assert [number async for number in workshop.stream(chores.count, 4)] == [0, 1, 2, 3]
        long = os.urandom(3_000_000)
        assert await workshop.call(chores.echo, long) == long
        assert await workshop.call(chores.print_something) == "done"
        await workshop.close()
        assert not alive(pids[0])
        with pytest.raises(WorkFailed, match="stopping"):
            await workshop.call(chores.pid)

    story(tell)


@pytest.mark.parametrize(
    "chore, reason",
    [
        (chores.fail, "ValueError: the bar is bent"),
        (chores.fail_speechlessly, "Speechless"),
        (chores.swallow_memory, "too much memory"),
        (chores.give_what_cannot_travel, "lambda"),
        (chores.give_a_misfit, "cannot be read: ValueError: the bar"),
        (chores.leave, "has ended"),
    ],
)
def test_a_failure_is_one_line_and_the_next_one_is_served(chore: Callable[[], object], reason: str) -> None:
    async def tell(workshop: Workshop) -> None:
        with pytest.raises(WorkFailed, match=reason) as failed:
            await workshop.call(chore)
        assert "\n" not in str(failed.value)
        assert await workshop.call(chores.echo, "next") == "next"

    story(tell)


def test_what_cannot_be_handed_over_harms_nobody() -> None:
    async def tell(workshop: Workshop) -> None:
        before = await workshop.call(chores.pid)
        with pytest.raises(WorkFailed, match="cannot be handed"):
            await workshop.call(chores.echo, lambda: None)
        assert await workshop.call(chores.pid) == before

    story(tell)


def test_killed_in_mid_work_it_is_said_and_a_new_one_is_started() -> None:
    async def tell(workshop: Workshop) -> None:
        killed = 0
        with pytest.raises(WorkFailed, match="has ended"):
            async for killed in workshop.stream(chores.tell_and_hang):
                os.kill(killed, signal.SIGKILL)
        assert killed and not alive(killed)
        assert await workshop.call(chores.pid) != killed

    story(tell)


def test_killed_while_nobody_looked_the_next_one_does_not_notice() -> None:
    async def tell(workshop: Workshop) -> None:
        killed = await workshop.call(chores.pid)
        os.kill(killed, signal.SIGKILL)
        await until(lambda: not alive(killed))
        assert await workshop.call(chores.pid) != killed

    story(tell)


def test_what_hangs_is_given_up_and_does_not_hold_up_the_next() -> None:
    async def tell(workshop: Workshop) -> None:
        hanging = 0
        with pytest.raises(WorkFailed, match=r"longer than 1\.5 s"):
            async for pid in workshop.stream(chores.tell_and_hang):
                hanging = pid
        assert hanging and not alive(hanging)
        assert await workshop.call(chores.echo, 1) == 1

    story(tell, patience=1.5)


@pytest.mark.parametrize("chore", [chores.tell_and_hang, chores.tell_and_toil, chores.tell_and_chatter])
def test_whoever_is_cancelled_or_stops_listening_takes_the_process_along(
    chore: Callable[[], Iterator[Any]],
) -> None:
    async def tell(workshop: Workshop) -> None:
        told: asyncio.Queue[int] = asyncio.Queue()

        async def listen() -> None:
            async for value in workshop.stream(chore):
                if isinstance(value, int):
                    told.put_nowait(value)

        listening = asyncio.create_task(listen())
        pid = await told.get()
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        assert not alive(pid)
        async with aclosing(workshop.stream(chores.count, 100_000)) as numbers:
            assert await anext(numbers) == 0
        assert await workshop.call(chores.echo, "next") == "next"

    story(tell)


def test_closed_while_at_work_both_who_is_served_and_who_waits_are_told() -> None:
    async def tell(workshop: Workshop) -> None:
        serving = workshop.stream(chores.tell_and_toil)
        pid = await anext(serving)
        waiting = asyncio.create_task(workshop.call(chores.pid))
        await asyncio.sleep(0)
        await workshop.close()
        assert not alive(pid)
        with pytest.raises(WorkFailed, match="has ended"):
            await anext(serving)
        with pytest.raises(WorkFailed, match="stopping"):
            await waiting

    story(tell)


def test_closed_while_it_starts_no_process_is_left() -> None:
    async def tell(workshop: Workshop) -> None:
        before = children()
        asking = asyncio.create_task(workshop.call(chores.hang))
        await until(lambda: children() != before)
        await workshop.close()
        with pytest.raises(WorkFailed):
            await asking
        assert children() == before

    story(tell)


def test_idle_for_a_while_it_goes_and_comes_back_when_wanted() -> None:
    async def tell(workshop: Workshop) -> None:
        first = await workshop.call(chores.pid)
        await until(lambda: not alive(first))
        assert await workshop.call(chores.pid) != first

    story(tell, idle=0.05)


def test_what_takes_longer_than_it_would_be_idle_is_finished() -> None:
    async def tell(workshop: Workshop) -> None:
        await workshop.call(chores.pid)
        assert await workshop.call(chores.toil, 0.2) == 0.2

    story(tell, idle=0.1)


def test_it_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell(workshop: Workshop) -> None:
        with monkeypatch.context() as missing:
            missing.setattr(sys, "executable", "/nowhere/python")
            with pytest.raises(WorkFailed, match="cannot be started: No such file"):
                await workshop.call(chores.pid)
        with monkeypatch.context() as useless:
            useless.setattr(sys, "executable", "/bin/true")
            with pytest.raises(WorkFailed, match="has ended"):
                await workshop.call(chores.pid)
        assert await workshop.call(chores.echo, 1) == 1

    story(tell)


def test_it_finds_what_the_bot_finds_wherever_the_bot_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    monkeypatch.chdir(tmp_path)

    async def tell(workshop: Workshop) -> None:
        assert await workshop.call(chores.echo, 1) == 1

    story(tell)


def test_the_loop_goes_on_while_much_is_handed_over() -> None:
    async def tell(workshop: Workshop) -> None:
        await workshop.call(chores.pid)
        much: list[object] = [Path(f"{number}") for number in range(20_000)]  # slow to pickle
        asking = asyncio.create_task(workshop.call(chores.how_many, much))
        longest, last = 0.0, time.thread_time()
        while not asking.done():
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, last = max(longest, now - last), now
        assert await asking == 20_000
        assert longest < 0.03  # seconds of its own work at a time; in one go it would be several times that

    story(tell)


@pytest.mark.parametrize("chore", ["tell_and_hang", "tell_and_toil", "tell_and_chatter"])
def test_a_bot_that_is_killed_leaves_nobody_behind(chore: str) -> None:
    bot = f"""
import asyncio
from bot.workshop import Workshop
from tests import chores

async def main():
    values = Workshop().stream(chores.{chore})
    print(await anext(values), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", bot], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert alive(pid)
        process.kill()
    asyncio.run(until(lambda: not alive(pid) or ended(pid)))
