"""A lifter's session as they live it: real chat, real database, real HTTP. Only the clock is moved."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House, house
from tests.phone import GYM, KIM, ROBIN, Phone, buttons, phone_at, text
from tests.walk import begins, trains_everything


@pytest.fixture
async def spotter(database_url: str) -> AsyncIterator[House]:
    """On SQLite, and on PostgreSQL."""
    async with house(database_url) as running:
        yield running


async def test_one_set_from_tap_to_edited_card(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("40 kg")
    card = await robin.sees("aim for 10 × 40 kg")
    await robin.presses("✓ 10 × 40 kg")
    resting = await robin.sees("Rest 1:30, until")
    assert resting["message_id"] == card["message_id"], "the card is edited in place"
    assert "✓ High row machine: 10 × 40 kg" in text(resting)
    assert [b["text"] for b in buttons(resting)][:3] == ["Skip rest", "−15 s", "+15 s"]


async def test_all_22_sets_and_a_summary_that_adds_up(robin: Phone) -> None:
    await begins(robin)
    sets, lifted = await trains_everything(robin)
    assert sets == 22
    summary = await robin.sees("22 sets")
    assert f"{lifted:,} kg" in text(summary)
    assert "Before the next one: 1 to 2 rest days" in text(summary)


async def test_a_rest_rings_once_with_a_new_message_that_goes_at_the_next_tap(robin: Phone) -> None:
    await begins(robin)
    await robin.says("10x40")
    await robin.sees("Rest 1:30")
    await robin.moves_clock(to="next_alarm")
    ring = await robin.sees("Rest over. Set 2 of 4: 10 × 40 kg")
    assert ring["ringing"]
    await robin.sees_on_card("aim for")
    await robin.presses("✓ 10 × 40 kg")
    await robin.until(lambda: ring["message_id"] not in {m["message_id"] for m in robin.messages}, "the ring is gone")


async def test_typed_sets_are_echoed_below_and_the_old_card_loses_its_buttons(robin: Phone) -> None:
    await begins(robin)
    old = robin.card["message_id"]
    await robin.says("40x10 10 9")
    await robin.sees("✓ Logged 10 × 40 kg, 10 × 40 kg, 9 × 40 kg.")
    await robin.until(
        lambda: all(not buttons(m) for m in robin.messages if m["message_id"] == old), "old card stripped"
    )
    await robin.presses("Undo")
    await robin.sees_on_card("today 10 · 10 at 40 kg")


async def test_a_stray_word_gets_one_friendly_line_and_the_card(robin: Phone) -> None:
    await begins(robin)
    await robin.says("good morning")
    await robin.sees("I did not catch that. A set is typed like 10x45")
    assert "exercise 1 of 6" in text(robin.card)


async def test_a_double_tap_logs_one_set(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("40 kg")
    card = await robin.sees_on_card("aim for 10 × 40 kg")
    data = next(b["callback_data"] for b in buttons(card) if b.get("style") == "success")
    assert await robin.taps(card["message_id"], data) == ""
    assert await robin.taps(card["message_id"], data) == "That set is logged already."
    await robin.sees("today 10 at 40 kg")


async def test_somebody_elses_tap_changes_nothing(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN, GYM) as robin, phone_at(spotter.address, KIM, GYM) as kim:
        await begins(robin)
        await kim.sees("exercise 1 of 6")
        assert "somebody else's" in await kim.presses("40 kg")
        await robin.presses("40 kg")
        await robin.sees_on_card("aim for 10 × 40 kg")


async def test_after_a_restart_the_session_goes_on_at_the_same_set(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as first, phone_at(first.address) as robin:
        await begins(robin)
        await robin.says("10x40")
        await robin.sees("Rest 1:30")
    # the chat went with its house; a new one must still know where the lifter was
    async with house(url) as second, phone_at(second.address) as robin:
        await robin.says("/workout")
        await robin.sees("today 10 at 40 kg")
