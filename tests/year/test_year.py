"""A year with Spotter, judged by somebody else: lifters in odd zones at odd hours, and as many of all others as are asked for.

`SPOTTER_LIFTERS` is how many are taken from the walk through the whole space (each IANA zone × 48 half hours × 5 habits),
besides those that are always there; `SPOTTER_WALK` is the seed of the walk.
"""

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.content import load
from bot.training.plan import Library
from tests.house import CONTENT
from tests.year.checker import Verdict, judged
from tests.year.rules import PROGRAM, Rules
from tests.year.space import Wish, size, walk
from tests.year.virtual import utc
from tests.year.year import A_YEAR, lived

LIFTERS = int(os.environ.get("SPOTTER_LIFTERS", "1"))
WALK = int(os.environ.get("SPOTTER_WALK", "1"))
A_HOUSEFUL = 5  # of the walk, in one world
SHOWN = 5  # violations that are told in full
SUNDAY, MONDAY, WEDNESDAY, FRIDAY, SATURDAY = 6, 0, 2, 4, 5


def wish(habit: str, zone: str, hour: str, *days: int) -> Wish:
    return Wish(habit, zone, time.fromisoformat(hour), frozenset(days))


@dataclass(frozen=True)
class Sample:
    """What is always tried: some lifters, and from when they live for how long."""

    name: str
    wishes: tuple[Wish, ...]
    begins: datetime
    lasts: timedelta = A_YEAR


SAMPLES = (
    Sample(
        "clocks go forward and back, at night and at midnight, in a leap year",
        (
            wish("diligent", "Europe/Berlin", "02:30", SUNDAY),
            wish("snoozer", "America/New_York", "01:30", SUNDAY),
            wish("diligent", "Australia/Lord_Howe", "02:00", SUNDAY),
            wish("diligent", "America/Nuuk", "23:30", SATURDAY),
            wish("diligent", "America/Santiago", "00:00", SUNDAY),
            wish("diligent", "Asia/Beirut", "00:30", SUNDAY),
            wish("ghost", "Asia/Kathmandu", "05:30", MONDAY, WEDNESDAY, FRIDAY),
        ),
        utc(2023, 12, 30),
    ),
    Sample(
        "people who do as they please",
        (
            wish("chaotic", "Europe/Berlin", "18:00", MONDAY, WEDNESDAY, FRIDAY),
            wish("traveller", "America/Nuuk", "22:00", SATURDAY, SUNDAY, WEDNESDAY),
            wish("over-eager", "Etc/GMT-14", "07:00", *range(7)),
        ),
        utc(2026, 3, 1),
        timedelta(days=110),
    ),
    Sample(
        "30 December 2011 is no day in Apia",
        (
            wish("diligent", "Pacific/Apia", "18:30", WEDNESDAY, FRIDAY),
            wish("ghost", "Pacific/Apia", "00:30", FRIDAY),
            wish("chaotic", "Pacific/Fakaofo", "17:00", MONDAY, FRIDAY),
        ),
        utc(2011, 11, 20),
        timedelta(days=70),
    ),
)


@dataclass(frozen=True)
class OneProgram:
    """The library with a single program and its workouts, as the checker knows them by heart."""

    library: Library

    @classmethod
    def of(cls, content: Path) -> "OneProgram":
        whole, problems = load(content)
        assert not problems
        program = whole.programs[PROGRAM]
        workouts = {id: whole.workouts[id] for id in program.workouts}
        return cls(replace(whole, workouts=workouts, programs={PROGRAM: program}))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_reminders_come_when_they_should_and_never_when_not(sample: Sample, migrated_sqlite: Path) -> None:
    found = tried(migrated_sqlite, sample.wishes, sample.begins, len(sample.name), sample.lasts)
    accounts_for([found], sample.name)
    assert found.counts["due days"] > 0 and found.counts["sessions"] > 0, "hardly anything happened"


def test_anybody_anywhere(migrated_sqlite: Path) -> None:
    """Whom the walk through the whole space meets, on all cores."""
    everybody = list(islice(walk(WALK), LIFTERS))
    houses = [everybody[at : at + A_HOUSEFUL] for at in range(0, LIFTERS, A_HOUSEFUL)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        found = list(pool.map(partial(_a_houseful, migrated_sqlite), houses, range(len(houses))))
    accounts_for(found, f"of {size():,} lifters that there could be")


def _a_houseful(empty: Path, wishes: Sequence[Wish], number: int) -> Verdict:
    return tried(empty, wishes, YEARS[number % len(YEARS)], WALK * 1_000_000 + number)


YEARS = (utc(2026, 1, 1), utc(2024, 1, 1), utc(2011, 6, 1), utc(2027, 7, 1))


def tried(empty: Path, wishes: Sequence[Wish], begins: datetime, seed: int, lasts: timedelta = A_YEAR) -> Verdict:
    rules = Rules.read(CONTENT)
    verdicts = [judged(ledger, rules) for ledger in lived(wishes, begins, empty, OneProgram.of(CONTENT), seed, lasts)]
    return together(verdicts)


def together(verdicts: Sequence[Verdict]) -> Verdict:
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        counts.update(verdict.counts)
    return Verdict([wrong for verdict in verdicts for wrong in verdict.wrongs], counts)


def accounts_for(found: Sequence[Verdict], name: str) -> None:
    """Prints what was counted, and fails with the stories of what went wrong."""
    all_of_them = together(found)
    counted = ", ".join(f"{number:,} {what}" for what, number in all_of_them.counts.items())
    print(f"\nyear: {name}: {counted}, {len(all_of_them.wrongs):,} wrong")
    assert not all_of_them.wrongs, "\n\n".join([f"{len(all_of_them.wrongs)} wrong:", *all_of_them.wrongs[:SHOWN]])
