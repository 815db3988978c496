"""What a lifter changes on the way: swaps, skips, pain, breaks, corrections, and the end. Each can be taken back."""

from tests.house import House
from tests.phone import Phone, buttons, text
from tests.walk import aims, begins, finishes_early, rests, trains_everything


async def test_nudges_move_the_aim_and_the_button_follows(robin: Phone) -> None:
    await aims(robin)
    await robin.presses("−1 rep")
    await robin.sees_on_card("aim for 9 × 40 kg")
    await robin.presses("+2.5 kg")
    await robin.sees_on_card("aim for 9 × 42.5 kg")
    await robin.presses("✓ 9 × 42.5 kg")
    await robin.sees_on_card("today 9 at 42.5 kg")


async def test_quick_nudges_on_the_same_card_all_count(robin: Phone) -> None:
    await aims(robin)
    card = robin.card
    more = next(b["callback_data"] for b in card["reply_markup"]["inline_keyboard"][1] if b["text"] == "+1 rep")
    for _ in range(3):
        await robin.taps(card["message_id"], more)
    await robin.sees_on_card("aim for 13 × 40 kg")


async def test_a_swap_brings_its_own_load_and_leaves_what_was_done(robin: Phone) -> None:
    await rests(robin)
    await robin.presses("Swap")
    await robin.sees_on_card("Instead of High row machine")
    await robin.presses("Lat pulldown")
    await robin.sees_on_card("Next: Lat pulldown")
    await robin.presses("Skip rest")
    await robin.sees_on_card("What will you lift?")
    assert "Lat pulldown" in text(robin.card)
    await robin.presses("Undo")
    await robin.sees_on_card("✓ High row machine: 10 × 40 kg")
    await robin.presses("Undo")
    await robin.sees_on_card("Next: set 2 of 4 · 10 × 40 kg")


async def test_a_break_keeps_what_was_left_of_the_rest(robin: Phone) -> None:
    await rests(robin)
    await robin.moves_clock(advance=30)
    await robin.presses("More")
    await robin.sees_on_card("1 set done, 21 sets to go")
    await robin.presses("Pause")
    await robin.sees_on_card("of your rest is left")
    await robin.moves_clock(advance=600)
    await robin.presses("Carry on")
    await robin.sees_on_card("until")
    assert not any("Rest over" in text(message) for message in robin.from_bot)


async def test_a_set_of_a_while_ago_is_amended_and_taken_back(robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10 10")
    await robin.sees_on_card("today 10 · 10 at 40 kg")
    await robin.presses("More")
    await robin.sees_on_card("2 sets done")
    await robin.presses("So far: 2 sets")
    await robin.sees_on_card("Your sets today")
    await robin.presses("High row machine 1: 10 × 40 kg")
    await robin.sees_on_card("High row machine, set 1: 10 × 40 kg")
    await robin.presses("−1 rep")
    await robin.sees_on_card("set 1: 9 × 40 kg")
    await robin.presses("Take this set back")
    await robin.sees_on_card("set 1 of 4")
    await robin.says("/undo")
    await robin.sees_on_card("today 9 · 10 at 40 kg")


async def test_finishing_early_is_asked_once_and_can_be_taken_back(robin: Phone) -> None:
    await rests(robin)
    await finishes_early(robin)
    await robin.sees("1 set · 400 kg")
    await robin.presses("Not done yet: undo")
    await robin.sees_on_card("exercise 1 of 6")
    assert not any("done 💪" in text(message) for message in robin.from_bot), "the summary has become the card again"


async def test_a_session_set_aside_does_not_count_and_comes_back(robin: Phone) -> None:
    await begins(robin)
    await robin.says("/cancel")
    await robin.sees_on_card("set aside. Nothing was logged.")
    await robin.presses("Bring it back")
    await robin.sees_on_card("exercise 1 of 6")


async def test_after_the_last_set_the_arms_can_be_added(spotter: House, robin: Phone) -> None:
    await begins(robin)
    await trains_everything(robin)
    await robin.presses("+ Biceps finisher (3 sets)")
    await robin.sees_on_card("exercise 7 of 7")
    await robin.says("10x10 10 10")
    await robin.sees("25 sets")


async def test_the_next_session_knows_the_last_one(robin: Phone) -> None:
    await begins(robin)
    await trains_everything(robin)
    await robin.moves_clock(to="tomorrow")
    await robin.moves_clock(to="tomorrow")
    await robin.says("/workout biceps")
    await robin.sees("exercise 1 of")
    await robin.says("/cancel")
    await robin.sees("set aside")
    await robin.says("/workout back")
    await robin.sees("last time 10 · 10 · 10 · 10 at 25 kg")
    assert "aim for 10 × 27.5 kg" in text(robin.card)


async def test_pounds_are_for_what_is_yet_to_come(robin: Phone) -> None:
    await rests(robin)
    await robin.says("/settings")
    await robin.sees("Settings")
    await robin.presses("Weights: kilograms")
    await robin.sees("Kilograms or pounds?")
    await robin.presses("Pounds")
    await robin.sees("Noted.")
    assert robin.button("Weights: pounds")
    await robin.says("10x100 lb")
    await robin.sees("✓ Logged 10 × 100 lb.")
    await robin.sees("today 10 at 40 kg, 10 at 100 lb")


async def test_pain_while_resting_means_the_set_just_done(robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10 10 10 10")
    await robin.sees_on_card("Next: Seated row")
    await robin.presses("😖 Pain")
    await robin.sees_on_card("where does it hurt?")
    await robin.presses("Elbow")
    await robin.sees_on_card("how does it feel?")
    await robin.presses("Dull")
    page = await robin.sees_on_card("Noted: High row machine, elbow.")
    assert not any("Skip" in button["text"] for button in buttons(page)), "nothing of it is left to skip"


async def test_a_page_opened_in_mid_session_leads_back(robin: Phone) -> None:
    await aims(robin)
    await robin.says("/exercises")
    await robin.sees("exercises")
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("aim for 10 × 40 kg")


async def test_what_was_ended_early_is_told_as_what_it_was(robin: Phone) -> None:
    await rests(robin)
    await finishes_early(robin)
    summary = await robin.sees("Back, top to bottom: 1 of 22 sets")
    assert [button["text"] for button in buttons(summary)] == ["Not done yet: undo"]
