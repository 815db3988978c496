"""First contact and the settings: each question can be skipped, and there is an answer to whatever may be typed."""

import pytest

from bot.screens import safety
from bot.training.lifter import Readiness
from tests.coach.days import SUNDAY, comes, plans
from tests.house import House
from tests.phone import ROBIN, Phone, buttons, text
from tests.walk import begins


async def starts(robin: Phone) -> None:
    await robin.says("/start")
    await robin.sees_on_card("Kilograms or pounds?")


async def test_ready_in_four_taps_and_a_fifth_about_health(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await starts(robin)
    await robin.presses("Pounds")
    await robin.sees_on_card("Where are you?")
    await robin.presses("10:00 Berlin")
    await robin.sees_on_card("On which days do you want to train")
    await robin.presses("Mon · Wed · Fri at 18:00")
    await robin.sees_on_card("Any back trouble?")
    await robin.presses("No")
    await robin.sees_on_card("Is any of this true of you?")
    await robin.presses("None of these")
    ready = await robin.sees_on_card("All set.")
    assert "Next: Back, top to bottom tomorrow at 18:00." in text(ready)
    assert len(robin.from_bot) == 1, "one message all the way"


async def test_every_question_can_be_skipped(robin: Phone) -> None:
    await starts(robin)
    for question in ("Where are you?", "On which days", "Any back trouble?", "Is any of this true", "All set."):
        await robin.presses("Skip ›")
        await robin.sees_on_card(question)
    await robin.presses("My plan")
    assert "No days are chosen yet" in text(await robin.sees_on_card("Your plan"))


async def test_one_or_more_of_the_health_questions_is_answered_once_and_kept_and_blocks_nothing(
    spotter: House, robin: Phone
) -> None:
    await starts(robin)
    for question in ("Where are you?", "On which days", "Any back trouble?", "Is any of this true"):
        await robin.presses("Skip ›")
        await robin.sees_on_card(question)
    assert "PAR-Q+" in text(robin.card)
    await robin.presses("One or more")
    assert safety.ASK_FIRST in text(await robin.sees_on_card("All set."))
    await begins(robin)
    await robin.says("/settings")
    await robin.until(lambda: robin.button("Health questions: a doctor first") is not None, "what was said")
    await robin.presses("Health questions")
    await robin.sees_on_card(safety.ASK_FIRST)
    await robin.presses("None of these")
    await robin.until(lambda: robin.button("Health questions: none of them") is not None, "what is said now")
    lifter = await spotter.store.run(lambda tx: tx.lifter(ROBIN))
    assert lifter is not None and lifter.readiness is Readiness.CLEAR


async def test_back_trouble_chooses_the_kinder_exercises(spotter: House, robin: Phone) -> None:
    await robin.says("/settings")
    await robin.sees_on_card("Settings")
    await robin.presses("Back trouble: not said")
    await robin.sees_on_card("Any back trouble?")
    await robin.presses("Yes")
    await robin.until(lambda: robin.button("Back trouble: yes") is not None, "the setting")
    await begins(robin)
    session = await spotter.store.run(lambda tx: tx.open_session(ROBIN))
    assert session is not None
    names = [block.prescriptions[0].exercise.id for block in session.workout.blocks]
    assert "bent-over-barbell-row" not in names and "low-pulley-row" in names and len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Mars/Olympus", "I do not know that place. Try a larger city"),
        ("25:99", "I do not know that place"),
        ("Birmingham", "Which one is it?"),
        ("Berlni", "Did you mean one of these?"),
        ("new york", "(New York)"),
        ("utc+5:45", "(Kathmandu)"),
    ],
)
async def test_a_place_is_typed(robin: Phone, typed: str, answer: str) -> None:
    await starts(robin)
    await robin.presses("Skip ›")
    await robin.sees_on_card("Where are you?")
    await robin.says(typed)
    await robin.sees_on_card(answer)


async def test_a_city_in_several_countries_is_asked_about(spotter: House, robin: Phone) -> None:
    await starts(robin)
    await robin.presses("Skip ›")
    await robin.sees_on_card("Where are you?")
    await robin.says("San José")
    asked = await robin.sees_on_card("Which one is it?")
    assert len([b for b in buttons(asked) if "San Jos" in b["text"]]) > 2
    costa_rica = next(b["text"] for b in buttons(asked) if "Costa Rica" in b["text"])
    await robin.presses(costa_rica)
    await robin.sees_on_card("(Costa Rica)")
    lifter = await spotter.store.run(lambda tx: tx.lifter(ROBIN))
    assert lifter is not None and lifter.zone == "America/Costa_Rica"


async def test_a_shared_location_and_one_at_sea(robin: Phone) -> None:
    await starts(robin)
    await robin.presses("Skip ›")
    await robin.sees_on_card("Where are you?")
    await robin.presses("Share where I am")
    await robin.sees("Tap the key below")
    await robin.shares(0.0, -30.0)
    await robin.sees_on_card("That is at sea")
    await robin.shares(35.68, 139.69)
    await robin.sees_on_card("(Tokyo)")
    assert [text(m) for m in robin.from_bot].count("Thank you.") == 1, "the key is taken away once"


async def test_days_and_hours_are_typed_wrong_and_right(robin: Phone) -> None:
    await starts(robin)
    for question in ("Where are you?", "On which days"):
        await robin.presses("Skip ›")
        await robin.sees_on_card(question)
    await robin.says("25:99")
    await robin.sees_on_card("hours go to 23:59")
    await robin.says("19:15")
    await robin.sees_on_card("No day is chosen")
    await robin.says("every now and then")
    await robin.sees_on_card("I did not catch that")
    await robin.says("tue sat")
    await robin.sees_on_card("Tue and Sat at 19:15.")
    await robin.sees_on_card("I take your clock to be UTC")


async def test_seven_days_where_three_are_allowed(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon tue wed thu fri sat sun 18:00")
    assert "allows 3 sessions a week" in text(await robin.sees_on_card("7 days it is"))
    await robin.presses("Plan")
    shown = text(await robin.sees_on_card("Your plan"))
    assert shown.count("18:00") == 6, "three sessions in each of the two weeks"
    assert "rest. Back, top to bottom" in shown


async def test_an_early_hour_makes_quiet_hours_give_way_but_they_cover_no_chosen_hour(robin: Phone) -> None:
    await plans(robin, "mon thu 6:00")
    assert "quiet hours are 22:00 to 06:00 now" in text(robin.card)
    await robin.presses("Quiet hours")
    await robin.sees_on_card("When shall I keep quiet?")
    await robin.says("5 - 9")
    await robin.sees_on_card("Your training hour, 06:00, lies in there")
    await robin.says("at night")
    await robin.sees_on_card("typed like 22:30-6:30")
    await robin.says("21-5:30")
    await robin.until(lambda: robin.button("Quiet hours: 21:00 to 05:30") is not None, "the setting")


async def test_a_pause_is_typed_wrong_and_right_and_ended(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon 18:00")
    await robin.says("/pause")
    await robin.sees_on_card("Tap for how long")
    await robin.says("the day before yesterday")
    await robin.sees_on_card("a day to come, within a year")
    await robin.says("10 days")
    assert text(await robin.sees_on_card("z away")).count(" z ") == 10, (
        "today stands in brackets; the last is the legend"
    )
    await robin.presses("I’m back")
    await robin.until(lambda: "z away" not in text(robin.card), "the plan as it was")
    assert "18:00  Back, top to bottom" in text(robin.card)


async def test_a_set_typed_after_a_question_was_left_is_a_set(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("40 kg")
    await robin.sees_on_card("aim for")
    await robin.says("/settings")
    await robin.sees_on_card("Settings")
    await robin.presses("Time zone")
    await robin.sees_on_card("Where are you?")
    await robin.says("/workout")
    await robin.sees_on_card("aim for")
    await robin.says("8")
    await robin.sees_on_card("Logged 8 × 40 kg")
