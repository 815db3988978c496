"""The benchmarks count what is really there: one short round of each, Spotter alone. How fast it was is not asserted."""

from collections import Counter
from pathlib import Path

import pytest

from bench import plans, report, rests, rounds, rush
from bench.stage import Gym, Miscounted

SHORT = rounds.Times(throughput=0.4, latency=0.4)


async def test_taps_are_answered_and_shown_and_their_sets_kept(tmp_path: Path) -> None:
    async with rounds.racers(tmp_path, 30, (), {"Spotter": {}}) as racers:
        full = racers["Spotter"]
        assert isinstance(full, rounds.Full)
        before = seen(full.gym)
        found = [one async for one in rounds.race(racers, 1, SHORT)]
        new = seen(full.gym) - before
        await a_set_that_is_not_there_is_noticed(full.gym)
    turn = found[0]["Spotter"]
    assert turn["sets_kept"] > 0
    assert turn["taps"] == new["pressed"] == new["answered"]
    assert turn["taps"] <= new["edited"] + new["sent"]
    assert "Spotter" in report.figures(found)


def seen(gym: Gym) -> Counter[str]:
    return Counter(row["kind"] for row in gym.world.ledger.rows())


async def a_set_that_is_not_there_is_noticed(gym: Gym) -> None:
    with pytest.raises(Miscounted, match="1 sets were logged and shown, 0 are in the database"):
        async with gym.spotter() as bot:
            assert bot.memory() > 0 and bot.listened > 0
            gym.lifters.logged += 1


async def test_every_rest_is_heard_to_ring_once(tmp_path: Path) -> None:
    rings = await rests.measure(tmp_path, 40, 0.5)
    assert (rings.rang, rings.twice) == (40, 0)
    goals = report.goals([], {"burst": rings}, None, {})
    assert [goal.reached for goal in goals if "rang once" in goal.what] == [True]


async def test_plans_are_looked_after_and_everybody_due_at_once_is_told_once(tmp_path: Path) -> None:
    found = await plans.measure(tmp_path, 5_000, 2, idle=0)
    assert (found.plans.lifters, found.plans.claimed) == (5_000, 1_000)
    told = await rush.measure(tmp_path, 40, 1000)
    assert (told.told, told.twice) == (40, 0)
    goals = {goal.what: goal for goal in report.planning(found, told)}
    assert goals["all due at once, 1000 a second: told once"].reached
    assert "1,000,000" in rush.computed()[-1] and "216,000" in rush.computed()[-1]


def test_a_goal_is_reached_by_the_median_of_its_rounds() -> None:
    found = [{report.POLLING: turn(taps), report.ECHO: turn(100)} for taps in (100, 160, 900)]
    told = {goal.what: goal for goal in report.goals(found, {}, None, {})}
    taps = told[f"{report.POLLING}: taps/s to the echo's"]
    assert taps.reached and "1.60  (1.00 to 9.00)" in str(taps)
    assert not told[f"{report.POLLING}: taps/s to the echo's, 50 ms a call"].reached


def turn(per_second: float) -> report.Json:
    rate = {"per_second": per_second, "cpu": 1.0, "bot": 1.0, "api": 1.0}
    return {"throughput": rate, "delayed": rate, "latency": {"p50": 1.0, "p99": 1.0}, "memory": 1.0}
