"""How long a lifter waits for a picture, and how long everybody else does: `python -m bench.pictures`.

Each figure is drawn as Spotter has it drawn, in the workshop, while the event loop does nothing but look at the time. Cold is
with no process there yet. The longest gap is how late the loop came round to that; its own part is the processor time that the
loop's thread took meanwhile: the rest of a gap is what the machine gave to others. On a busy machine only processor times mean
anything.
"""

import argparse
import asyncio
import os
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import Any, TypeVar

from bench import machine
from bench.figures import figures
from bot.pictures.painter import WorkshopPainter
from bot.screens.figures import Figure, Picture, Theme
from bot.workshop import Workshop

T = TypeVar("T")

WARM = 40  # draws of each figure
COLD = 5  # starts
LOOK = 0.0005  # seconds between two looks at the time


@dataclass(slots=True)
class Gap:
    """Seconds that the loop was not there: at most, and of its own doing."""

    longest: float = 0.0
    own: float = 0.0

    async def watch(self) -> None:
        while True:
            wall, own = perf_counter(), thread_time()
            await asyncio.sleep(LOOK)
            self.longest = max(self.longest, perf_counter() - wall - LOOK)
            self.own = max(self.own, thread_time() - own)


async def measure(cold: int, warm: int) -> None:
    alone = Gap()
    await _watched(alone, asyncio.sleep(2))
    print(f"the loop alone: longest gap {_ms(alone.longest)}, its own part {_ms(alone.own)}")
    starts, gap = [], Gap()
    for _ in range(cold):
        workshop = Workshop()
        starts.append(await _watched(gap, WorkshopPainter(workshop).draw(_pictures(figures()["line"], 1)[0])))
        await workshop.close()
    print(f"cold, a line: p50 {_ms(median(_took(starts)))}, at most {_ms(max(_took(starts)))}, {_gaps(gap)}")
    workshop = Workshop()
    for name, figure in figures().items():
        await _warm(name, figure, WorkshopPainter(workshop), warm)
    (process,) = _children()
    print(f"most memory of the process: {_most_resident(process) / 1000:.0f} MB")
    await workshop.close()


async def _warm(name: str, figure: Figure, painter: WorkshopPainter, times: int) -> None:
    await painter.draw(Picture(1, figure))
    gap, before = Gap(), _processor_time()
    found = [await _watched(gap, painter.draw(picture)) for picture in _pictures(figure, times)]
    took, each = _took(found), (_processor_time() - before) / times
    size = max(len(file) for _, file in found) / 1000
    print(
        f"{name}: p50 {_ms(median(took))}, p95 {_ms(quantiles(took, n=20)[18])}, {_ms(each)} of a processor, "
        f"{_gaps(gap)}, {size:.0f} kB"
    )


def _pictures(figure: Figure, times: int) -> list[Picture]:
    themes = list(Theme)
    return [Picture(1, figure, themes[number % len(themes)]) for number in range(times)]


async def _watched(gap: Gap, work: Coroutine[Any, Any, T]) -> tuple[float, T]:
    """How long it took, and what came of it."""
    watching = asyncio.create_task(gap.watch())
    await asyncio.sleep(0)
    began = perf_counter()
    try:
        came = await work
        return perf_counter() - began, came
    finally:
        watching.cancel()


def _children() -> list[int]:
    me = os.getpid()
    return [int(child) for child in Path(f"/proc/{me}/task/{me}/children").read_text().split()]


def _processor_time() -> float:
    """Seconds that the process in the workshop has worked."""
    (process,) = _children()
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _most_resident(process: int) -> int:
    """Kilobytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def _took(found: list[tuple[float, bytes]]) -> list[float]:
    return [seconds for seconds, _ in found]


def _gaps(gap: Gap) -> str:
    return f"longest gap {_ms(gap.longest)}, its own part {_ms(gap.own)}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cold", type=int, default=COLD, help="how often a process is started")
    parser.add_argument("--warm", type=int, default=WARM, help="how often each figure is drawn")
    asked = parser.parse_args()
    found = machine.described()
    print(", ".join(f"{what} {found[what]}" for what in ("processor", "cores", "load before", "python")))
    asyncio.run(measure(asked.cold, asked.warm))


if __name__ == "__main__":
    main()
