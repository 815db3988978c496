"""What to lift next, and why, as a lifter meets it: targets that follow what was done, rungs, warm-ups, swaps with a past."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.coach.small_gym import small_gym
from tests.house import House, house
from tests.phone import ROBIN, Phone, buttons, phone_at, text


@pytest.fixture
async def spotter(tmp_path: Path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path}/spotter.db", small_gym(tmp_path / "content")) as running:
        yield running


@pytest.fixture
async def robin(spotter: House) -> AsyncIterator[Phone]:
    async with phone_at(spotter.address, ROBIN) as phone:
        yield phone


async def begins(robin: Phone, first: str = "Press") -> None:
    """The workout, some days later if it was done before."""
    await robin.moves_clock(advance=3 * 86_400)
    await robin.says("/workout small")
    await robin.sees_on_card("exercise 1 of 3")
    assert first in text(robin.card)


async def lifts(robin: Phone, *sets: str) -> None:
    """Types each set; the next one is on the card."""
    for one in sets:
        await robin.says(one)
        await robin.sees_on_card(f"Logged {one.replace('x', ' × ')}")


async def skips(robin: Phone, name: str) -> None:
    await robin.presses("More")
    await robin.sees_on_card("done,")
    await robin.presses(f"Skip {name}")


async def ends(robin: Phone) -> str:
    before = len(summaries(robin))
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.presses("Finish and keep")
    await summed_up(robin, before + 1)
    return summaries(robin)[-1]


async def summed_up(robin: Phone, sessions: int) -> None:
    """So many have been: a new one is not begun above the summary of the last."""
    await robin.until(lambda: len(summaries(robin)) >= sessions, f"the summary of session {sessions}")


def summaries(robin: Phone) -> list[str]:
    return [told for told in map(text, robin.from_bot) if "Before the next one" in told]


async def does_rows(robin: Phone, *reps: int, load: str = "45") -> str:
    """A session of rows alone; what the card asked for at its beginning."""
    await begins(robin)
    await skips(robin, "Press")
    asked = text(await robin.sees_on_card("Row"))
    await lifts(robin, *(f"{count}x{load}" for count in reps))
    await ends(robin)
    return asked


async def test_all_sets_reached_is_one_step_up_and_the_page_names_them(robin: Phone) -> None:
    assert "What will you lift?" in await does_rows(robin, 10, 10)
    asked = await does_rows(robin, 10, 10, load="47.5")
    assert "aim for 10 × 47.5 kg" in asked
    assert "Why 47.5 kg: every set reached the top last time, so 2.5 kg more." in asked
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("aim for 10 × 50 kg")
    await robin.presses("Why?")
    page = text(await robin.sees_on_card("You decide"))
    assert "10 · 10 at 47.5 kg" in page and "American College of Sports Medicine, 2009" in page
    await robin.presses("‹ Back")
    await robin.sees_on_card("aim for 10 × 50 kg")


async def test_a_miss_is_repeated_and_the_third_steps_back_a_tenth(robin: Phone) -> None:
    await does_rows(robin, 10, 9)
    again = await does_rows(robin, 10, 8)
    assert "aim for 10 × 45 kg" in again and "a set fell short last time, so the same again" in again
    await does_rows(robin, 9, 9)
    back = await does_rows(robin, 10, 10, load="40")
    assert "aim for 10 × 40 kg" in back and "fell short 3 times, so a tenth less" in back


async def test_reps_come_first_within_a_range(robin: Phone) -> None:
    await begins(robin)
    await lifts(robin, "9x40", "8x40")
    await ends(robin)
    await begins(robin)
    assert "aim for 9 × 40 kg" in text(robin.card)
    assert "one rep more than your weakest set" in text(robin.card)


async def test_what_the_lifter_chooses_is_the_new_truth(robin: Phone) -> None:
    await does_rows(robin, 10, 10)
    await does_rows(robin, 10, 10, load="55")
    assert "aim for 10 × 57.5 kg" in await does_rows(robin, 10, 10, load="40")
    assert "aim for 10 × 42.5 kg" in await does_rows(robin, 10, 10, load="40")


async def test_after_a_month_away_it_begins_lighter(robin: Phone) -> None:
    await does_rows(robin, 10, 10, load="50")
    await robin.moves_clock(advance=30 * 86_400)
    asked = await does_rows(robin, 10, 10)
    assert "aim for 10 × 45 kg" in asked and "it was 33 days ago, so a lighter start" in asked


async def test_the_first_heavy_exercise_is_warmed_up_for(robin: Phone) -> None:
    await begins(robin)
    await lifts(robin, "10x80", "10x80")
    await ends(robin)
    await begins(robin)
    assert "Warm-up 1 of 3 · aim for 10 × 20 kg" in text(robin.card)
    await robin.presses("✓")
    await robin.sees_on_card("Next: warm-up 2 of 3 · 5 × 40 kg")


async def test_the_ladder_is_climbed_by_what_was_done_on_it(robin: Phone) -> None:
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("Row")
    await skips(robin, "Row")
    new = await robin.sees_on_card("aim for 5 × body weight")
    assert [b["text"] for b in buttons(new) if b["text"][0] in "▼▲"] == ["▼ Feet pull up", "▼ Toes pull up"]
    await robin.presses("▼ Feet pull up")
    await robin.sees_on_card("Feet pull-up")
    await robin.presses("✓")
    await robin.sees_on_card("Next: set 2 of 2")
    await robin.presses("Skip rest")
    await robin.sees_on_card("Set 2 of 2")
    await robin.presses("✓")
    await summed_up(robin, 1)

    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("Row")
    await skips(robin, "Row")
    up = await robin.sees_on_card("Toes pull-up")
    assert [b["text"] for b in buttons(up) if b["text"][0] in "▼▲"] == ["▼ Feet pull up", "▲ Pull up"]
    await robin.presses("Why?")
    assert "every set reached the top on “Feet pull-up”, so one rung up" in text(await robin.sees_on_card("The ladder"))
    await robin.says("2")
    await robin.sees_on_card("Logged 2 × body weight")
    await robin.says("2")
    await summed_up(robin, 2)

    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("Row")
    await skips(robin, "Row")
    assert "Feet pull-up" in text(await robin.sees_on_card("pull-up")), "the first set fell short"


async def test_no_rung_is_meant_that_takes_what_the_lifter_lacks(robin: Phone) -> None:
    await robin.says("/settings")
    await robin.sees_on_card("Settings")
    await robin.presses("Equipment")
    await robin.sees_on_card("What do you have to train with?")
    await robin.presses("● Chair")
    await robin.sees_on_card("What do you have to train with?")
    for _ in range(2):  # the second time a rung lower would be meant: the first set fell short
        await begins(robin)
        await skips(robin, "Press")
        await robin.sees_on_card("Row")
        await skips(robin, "Row")
        assert "Pull-up" in text(await robin.sees_on_card("exercise 3 of 3"))
        await lifts(robin, "2")
        await ends(robin)


async def test_a_swap_brings_its_own_load_and_may_stay_for_good(robin: Phone) -> None:
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("Row")
    await robin.presses("Swap")
    page = await robin.sees_on_card("Instead of Row")
    assert [b["text"] for b in buttons(page)][:3] == ["Pulldown", "📌", "Feet pull-up"]
    await robin.presses("Pulldown")
    await robin.sees_on_card("What will you lift?")
    await lifts(robin, "10x40", "10x40")
    await ends(robin)

    await begins(robin)
    await skips(robin, "Press")
    await lifts(robin, "10x60")
    await robin.presses("Swap")
    page = await robin.sees_on_card("Instead of Row")
    pin = next(at for at, b in enumerate(buttons(page)) if b["text"] == "Pulldown · 42.5 kg") + 1
    note = await robin.taps(page["message_id"], buttons(page)[pin]["callback_data"])
    assert note == "From now on Pulldown instead of Row."
    await robin.sees_on_card("Next: Pulldown · 10 × 42.5 kg")
    await robin.presses("Undo")
    await robin.sees_on_card("Next: set 2 of 2 · 10 × 60 kg")
    await ends(robin)

    await begins(robin)
    await skips(robin, "Press")
    page = await robin.sees_on_card("Row")
    await robin.presses("Swap")
    page = await robin.sees_on_card("Instead of Row")
    await robin.taps(page["message_id"], buttons(page)[1]["callback_data"])
    await robin.sees_on_card("Pulldown")
    await lifts(robin, "10x42.5")
    await ends(robin)
    await begins(robin)
    await skips(robin, "Press")
    pulldown = await robin.sees_on_card("Pulldown")
    assert "exercise 2 of 3" in text(pulldown)
    await robin.presses("Swap")
    page = await robin.sees_on_card("Instead of Pulldown")
    assert buttons(page)[0]["text"] == "‹ Row"
    assert await robin.taps(page["message_id"], buttons(page)[1]["callback_data"]) == "From now on Row again."
    await robin.sees_on_card("Row")


async def test_what_the_gym_lacks_is_said_once(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("Swap")
    await robin.sees_on_card("Instead of Press")
    await robin.presses("We have no barbell")
    page = await robin.sees_on_card("Noted: no barbell")
    assert "We have no barbell" not in [b["text"] for b in buttons(page)]
    await robin.presses("‹ Back")
    await robin.sees_on_card("Press")
    await lifts(robin, "10x40")
    await ends(robin)
    await begins(robin, first="Push-up")


async def test_a_slip_of_the_finger_is_asked_about_and_logs_nothing(spotter: House, robin: Phone) -> None:
    await does_rows(robin, 10, 10)
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("aim for 10 × 47.5 kg")
    await robin.says("10x475 @8")
    asked = await robin.sees_on_card("What did you mean?")
    assert "Nothing is logged yet." in text(asked)
    labels = [b["text"] for b in buttons(asked)]
    assert "10 × 47.5 kg" in labels and "Keep 10 × 475 kg" in labels and labels[-1] == "‹ None of these"
    await robin.presses("10 × 47.5 kg")
    await robin.sees_on_card("✓ Row: 10 × 47.5 kg")
    kept = await spotter.store.run(lambda tx: tx.open_session(ROBIN))
    assert kept is not None and kept.log[-1].rir == 2, "what was said of the effort goes along"
    await robin.says("1271x47.5")
    asked = await robin.sees_on_card("What did you mean?")
    assert [b["text"] for b in buttons(asked)] == ["12 × 47.5 kg", "‹ None of these"]


async def test_a_slip_typed_in_a_pause_is_put_right_with_one_tap(robin: Phone) -> None:
    await does_rows(robin, 10, 10)
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("aim for 10 × 47.5 kg")
    await robin.presses("More")
    await robin.sees_on_card("done,")
    await robin.presses("Pause")
    await robin.sees_on_card("paused")
    await robin.says("10x475")
    await robin.sees_on_card("What did you mean?")
    await robin.presses("10 × 47.5 kg")
    await robin.sees_on_card("✓ Row: 10 × 47.5 kg")


async def test_a_record_is_told_at_the_set_and_in_the_summary(robin: Phone) -> None:
    await does_rows(robin, 10, 10)
    await begins(robin)
    await skips(robin, "Press")
    await robin.sees_on_card("aim for 10 × 47.5 kg")
    await robin.presses("✓")
    await robin.sees_on_card("🏅 Best for 10 reps: 47.5 kg (45 before)")
    await robin.says("/undo")
    await robin.sees_on_card("Taken back")
    assert "🏅" not in text(robin.card)
    await robin.presses("✓")
    await robin.sees_on_card("🏅")
    await ends(robin)
    await robin.sees("🏅 Row. Best for 10 reps: 47.5 kg (45 before)")
