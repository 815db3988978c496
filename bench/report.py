"""What the figures say: each goal beside what was reached, then the figures themselves.

A ratio is taken within each round and stands here as the median of the rounds, with the least and the largest. Nothing is
measured here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.plans import Million
from bench.rests import Rings
from bench.rush import Rush
from bench.starts import Starts

Json = dict[str, Any]
Rounds = list[dict[str, Json]]

ECHO, OTHER_ECHO = "ptb", "aiogram"
POLLING, WEBHOOK = "Spotter, polling", "Spotter, webhook"
RING_LATE, LOOP_GAP, REST_MEMORY = 20.0, 20.0, 2.0
START, MEMORY = 1.0, 90.0
CLAIM, LOOK, MEMORY_OF_ALL, START_WITH_ALL = 20.0, 20.0, 16.0, 2.0


@dataclass(frozen=True, slots=True)
class Goal:
    """One line: what was measured, how it came out, and what was to be reached."""

    what: str
    found: str
    wanted: str
    reached: bool

    def __str__(self) -> str:
        return f"  {'reached' if self.reached else 'MISSED ':8} {self.what:58} {self.found:28} {self.wanted}"


def goals(
    rounds: Rounds, rings: dict[str, Rings], starts: Starts | None, store: dict[int, tuple[float, float]]
) -> list[Goal]:
    return [
        *_races(rounds),
        *(_natural(rings["natural"], starts) if "natural" in rings else ()),
        *(_burst(rings["burst"]) if "burst" in rings else ()),
        *(_starting(starts) if starts else ()),
        *(_storing(store) if store else ()),
    ]


def _races(rounds: Rounds) -> Iterable[Goal]:
    names = rounds[0] if rounds else {}
    for spotter, least in ((POLLING, 1.5), (WEBHOOK, 2.0)):
        if spotter not in names:
            continue
        if ECHO in names:
            yield _at_least(f"{spotter}: taps/s to the echo's", rounds, spotter, ECHO, "throughput", least)
        if OTHER_ECHO in names:
            yield _at_least(f"{spotter}: taps/s to aiogram's echo", rounds, spotter, OTHER_ECHO, "throughput", 1.0)
        if ECHO in names:
            yield _at_least(f"{spotter}: taps/s to the echo's, 50 ms a call", rounds, spotter, ECHO, "delayed", 50.0)
            yield _at_most(f"{spotter}: p50 to the echo's, at 100 a second", rounds, spotter, "p50", 1.0)
            yield _at_most(f"{spotter}: p99 to the echo's, at 100 a second", rounds, spotter, "p99", 3.0)


def _at_least(what: str, rounds: Rounds, spotter: str, echo: str, measurement: str, least: float) -> Goal:
    ratios = [one[spotter][measurement]["per_second"] / one[echo][measurement]["per_second"] for one in rounds]
    return Goal(what, _spread(ratios), f">= {least:g}", median(ratios) >= least)


def _at_most(what: str, rounds: Rounds, spotter: str, part: str, most: float) -> Goal:
    ratios = [one[spotter]["latency"][part] / one[ECHO]["latency"][part] for one in rounds]
    return Goal(what, _spread(ratios), f"<= {most:g}", median(ratios) <= most)


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"


def _natural(rings: Rings, starts: Starts | None) -> Iterable[Goal]:
    yield _all_rang("rests at a natural spread", rings)
    late = f"{rings.p99:6.1f} ms (p50 {rings.p50:.1f})"
    yield Goal("rests at a natural spread: p99 late", late, f"<= {RING_LATE:g} ms", rings.p99 <= RING_LATE)
    if starts:
        each = (rings.memory - starts.memory) * 1000 / rings.rests
        yield Goal("memory of each resting session", f"{each:6.2f} kB", f"<= {REST_MEMORY:g} kB", each <= REST_MEMORY)


def _burst(rings: Rings) -> Iterable[Goal]:
    yield _all_rang("a burst within one second", rings)
    gap = f"{rings.gap:6.1f} ms (99.9 %: {rings.usual_gap:.1f})"
    yield Goal("the event loop's largest gap in the burst", gap, f"<= {LOOP_GAP:g} ms", rings.gap <= LOOP_GAP)


def _all_rang(what: str, rings: Rings) -> Goal:
    found = f"{rings.rang:6} in {rings.seconds:.1f} s, {rings.twice} twice"
    return Goal(f"{what}: rang once", found, f"{rings.rests}", rings.rang == rings.rests)


def _starting(starts: Starts) -> Iterable[Goal]:
    usual, longest = starts.usual, max(starts.seconds)
    yield Goal(
        "start to first getUpdates", f"{usual:6.2f} s (at most {longest:.2f})", f"<= {START:g} s", usual <= START
    )
    yield Goal("memory when idle", f"{starts.memory:6.1f} MB", f"<= {MEMORY:g} MB", starts.memory <= MEMORY)


def _storing(store: dict[int, tuple[float, float]]) -> Iterable[Goal]:
    for waiting, (taps, cpu) in store.items():
        if waiting >= 32:
            yield Goal(
                f"whole taps a second on SQLite, {waiting} waiting", f"{taps:6,.0f}", ">= 10,000", taps >= 10_000
            )
            yield Goal(f"CPU of each, {waiting} waiting", f"{cpu:6.0f} µs", "<= 150 µs", cpu <= 150)


def planning(all_of_them: Million, rush: Rush) -> Iterable[Goal]:
    plans = all_of_them.plans
    claim = f"{plans.claim:6.1f} ms (CPU {plans.claim_cpu:.1f})"
    yield Goal(f"claims of 500 among {plans.lifters:,} plans: p50", claim, f"<= {CLAIM:g} ms", plans.claim <= CLAIM)
    for name, look in (("the statement", plans.look), ("the whole transaction", plans.look_trip)):
        yield Goal(f"a look when nothing is due: {name}", f"{look:6.1f} µs", f"<= {LOOK:g} µs", look <= LOOK)
    for name, memory in (("when idle", all_of_them.memory_idle), ("after claims", all_of_them.memory_busy)):
        found = f"{memory:6.1f} MB"
        yield Goal(f"memory that they add, {name}", found, f"<= {MEMORY_OF_ALL:g} MB", memory <= MEMORY_OF_ALL)
    start = f"{all_of_them.start:6.2f} s (with none {all_of_them.start_with_none:.2f})"
    reached = all_of_them.start <= START_WITH_ALL
    yield Goal("start to first getUpdates with them", start, f"<= {START_WITH_ALL:g} s", reached)
    told = f"{rush.told:6} in {rush.seconds:.1f} s, {rush.twice} twice"
    yield Goal(
        f"all due at once, {rush.per_second} a second: told once", told, f"{rush.lifters}", rush.told == rush.lifters
    )


COLUMNS: tuple[tuple[str, Callable[[Json], float]], ...] = (
    ("per s", lambda turn: turn["throughput"]["per_second"]),
    ("µs CPU", lambda turn: turn["throughput"]["cpu"]),
    ("core", lambda turn: turn["throughput"]["bot"]),
    ("API core", lambda turn: turn["throughput"]["api"]),
    ("p50 ms", lambda turn: turn["latency"]["p50"]),
    ("p99 ms", lambda turn: turn["latency"]["p99"]),
    ("per s, 50 ms", lambda turn: turn["delayed"]["per_second"]),
    ("API core", lambda turn: turn["delayed"]["api"]),
    ("MB", lambda turn: turn["memory"]),
)


def figures(rounds: Rounds) -> str:
    """Medians of each racer: how they relate on this machine, on this day, and no more."""
    width = max(len(name) for name in rounds[0])
    lines = [" " * width + "".join(f"{name:>14}" for name, _ in COLUMNS)]
    for name in rounds[0]:
        medians = (median(figure(one[name]) for one in rounds) for _, figure in COLUMNS)
        lines.append(f"{name:{width}}" + "".join(f"{value:14,.2f}" for value in medians))
    return "\n".join(lines)
