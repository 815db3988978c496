"""Holds, carries, sides and drop sets as a lifter lives them: the timer rings and logs, or is let go of, cancelled, undone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.coach.holding_gym import holding_gym
from tests.house import House, house
from tests.phone import Json, Phone, buttons, phone_at, text

RINGS = ("Time!", "Change sides!", "Rest over", "Rest ended")


@pytest.fixture
async def spotter(tmp_path: Path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path}/spotter.db", holding_gym(tmp_path / "content")) as running:
        yield running


def rings(robin: Phone) -> list[Json]:
    return [m for m in robin.from_bot if m["ringing"] and text(m).startswith(RINGS)]


def labels(robin: Phone) -> list[str]:
    return [button["text"] for button in buttons(robin.card)]


async def begins(robin: Phone, workout: str, first: str) -> None:
    await robin.says(f"/workout {workout}")
    await robin.sees_on_card(first)


async def skips_rest(robin: Phone) -> None:
    await robin.until(lambda: "Skip rest" in labels(robin), "the rest")
    await robin.presses("Skip rest")


async def holds(robin: Phone) -> None:
    """Two planks of 45 seconds; the first one runs."""
    await begins(robin, "planks", "Set 1 of 2 · hold 45 s")
    await robin.presses("▶ Start 45 s")
    await robin.sees_on_card("Until")


async def test_a_hold_is_logged_with_one_tap_or_with_a_timer_beside_it(robin: Phone) -> None:
    await begins(robin, "planks", "Set 1 of 2 · hold 45 s")
    log, start = buttons(robin.card)[:2]
    assert (log["text"], log["style"]) == ("✓ 45 s", "success")
    assert (start["text"], start.get("style")) == ("▶ Start 45 s", "primary")
    assert labels(robin)[2:4] == ["−5 s", "+5 s"]
    await robin.presses("✓ 45 s")
    await robin.sees_on_card("✓ Plank: 45 s")


async def test_the_timer_rings_once_logs_the_time_and_the_rest_begins(robin: Phone) -> None:
    await holds(robin)
    assert labels(robin)[:2] == ["■ Stop and log", "Cancel"]
    card = robin.card["message_id"]
    await robin.moves_clock(to="next_alarm")
    ring = await robin.sees("Time! 45 s held. Rest until")
    assert ring["ringing"]
    resting = await robin.sees_on_card("Rest 5:00, until")
    assert resting["message_id"] == card, "the card is edited in place"
    assert "✓ Plank: 45 s" in text(resting) and "today 45 s" in text(resting)
    assert len(rings(robin)) == 1
    await robin.moves_clock(to="next_alarm")
    await robin.sees("Rest over. Set 2 of 2: 45 s")
    await robin.sees_on_card("Set 2 of 2 · hold 45 s")
    await robin.presses("✓ 45 s")
    summary = await robin.sees("done 💪")
    assert "1:30 min held" in text(summary) and "45 · 45 s" in text(summary)
    await robin.until(lambda: not rings(robin), "the rings are gone")


async def test_who_stops_keeps_the_seconds_and_can_take_them_back(robin: Phone) -> None:
    await holds(robin)
    await robin.moves_clock(advance=20)
    await robin.presses("■ Stop and log")
    await robin.sees_on_card("✓ Plank: 20 s")
    await robin.presses("Undo")
    await robin.sees_on_card("Set 1 of 2 · hold 45 s")
    assert "✓ 45 s" in labels(robin) and not rings(robin)


async def test_a_cancelled_hold_rings_nobody(robin: Phone) -> None:
    await holds(robin)
    await robin.presses("Cancel")
    await robin.until(lambda: "✓ 45 s" in labels(robin), "the set again")
    await robin.moves_clock(advance=60)
    await robin.says("/workout")
    await robin.sees_on_card("Set 1 of 2 · hold 45 s")
    assert not rings(robin)


async def test_a_time_is_typed_whether_a_timer_runs_or_not(robin: Phone) -> None:
    await holds(robin)
    await robin.says("0:50")
    await robin.sees("✓ Logged 50 s.")
    await robin.says("fine")
    await robin.sees("A hold is typed as its time, like 45, 45 s or 1:15.")
    await robin.says("1 min 5 s")
    await robin.sees("✓ Logged 65 s.")
    assert "1:55 min held" in text(await robin.sees("done 💪"))


async def test_undo_by_command_ends_the_hold(robin: Phone) -> None:
    await holds(robin)
    await robin.says("/undo")
    await robin.sees("Taken back.")
    await robin.until(lambda: "▶ Start 45 s" in labels(robin), "the set again")


async def test_each_side_rings_for_itself(robin: Phone) -> None:
    await begins(robin, "sides", "Set 1 of 1 · hold 30 s per side")
    assert labels(robin)[:4] == ["✓ 30 s per side", "▶ Start 2 × 30 s", "−5 s a side", "+5 s a side"]
    await robin.presses("▶ Start")
    await robin.sees_on_card("First side, 30 s: until")
    await robin.moves_clock(to="next_alarm")
    await robin.sees("Change sides! 30 s on the other one.")
    await robin.sees_on_card("Other side, 30 s: until")
    await robin.moves_clock(to="next_alarm")
    await robin.sees("Time! 30 s per side held. Rest until")
    await robin.sees_on_card("✓ Side plank: 30 s per side")


async def test_sides_are_spoken_of_as_they_are_done(robin: Phone) -> None:
    await begins(robin, "sides", "hold 30 s per side")
    await robin.presses("✓")
    await skips_rest(robin)
    await robin.sees_on_card("Set 1 of 2 · 8 per side")
    await robin.says("8x20")
    await robin.sees("✓ Logged 8 per side × 20 kg.")
    await skips_rest(robin)
    await robin.sees_on_card("aim for 8 per side × 20 kg")
    assert labels(robin)[:3] == ["✓ 8 per side × 20 kg", "−1 a side", "+1 a side"]
    await robin.presses("+1 a side")
    await robin.sees_on_card("aim for 9 per side × 20 kg")
    await robin.presses("✓ 9 per side")
    summary = await robin.sees("done 💪")
    assert "3 sets · 680 kg" in text(summary), "16 and 18 repetitions with 20 kg"
    assert "8 · 9 per side at 20 kg" in text(summary)


async def test_a_carry_names_its_load_and_a_drop_set_follows_without_a_rest(robin: Phone) -> None:
    await begins(robin, "carries", "What will you carry?")
    await robin.says("24 kg 40 s")
    await robin.sees("✓ Logged 40 s with 24 kg.")
    await skips_rest(robin)
    await robin.sees_on_card("Set 2 of 2 · carry 40 s with 24 kg")
    assert "today 40 s with 24 kg" in text(robin.card)
    await robin.presses("▶ Start 40 s")
    await robin.sees_on_card("Until")
    await robin.moves_clock(to="next_alarm")
    await robin.sees("Time! 40 s carried.")
    await skips_rest(robin)
    await robin.says("10x20")
    await robin.sees_on_card("Drop set 1 of 1 · aim for 12 × 15 kg")
    await robin.presses("✓ 12 × 15 kg")
    summary = await robin.sees("done 💪")
    assert "4 sets · 380 kg" in text(summary) and "1:20 min held" in text(summary)


async def test_after_a_restart_in_the_middle_the_hold_is_logged_and_rings_once(tmp_path: Path) -> None:
    url, content = f"sqlite:///{tmp_path}/spotter.db", holding_gym(tmp_path / "content")
    async with house(url, content) as before, phone_at(before.address) as robin:
        await holds(robin)
        card = robin.card["message_id"]
        await before.store.close()
        await robin.moves_clock(advance=85)
        async with house(url, content, moved_into=before):
            await robin.sees("Time! 45 s held, it ended")
            await robin.sees_on_card("Rest 5:00, until")
            assert robin.card["message_id"] == card and len(rings(robin)) == 1
