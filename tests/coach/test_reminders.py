"""Weeks with reminders: at the wished hour of the days that the plan allows, explained when moved, silent when better so."""

from pathlib import Path

import pytest

from tests.coach.days import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    chooses,
    comes,
    nothing_is_due,
    plans,
    reminders,
    trains_a_set,
)
from tests.house import House, house
from tests.phone import ROBIN, Phone, buttons, phone_at, text


async def test_a_week_with_reminders_from_the_tap_to_the_next_day(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon wed fri 18:00")
    await comes(spotter, robin, MONDAY, 17.9)
    assert not reminders(robin)
    await comes(spotter, robin, MONDAY, 18, still=True)
    asked = await robin.sees("Back, top to bottom today at 18:00?")
    assert asked["ringing"] and "Your first one" in text(asked)
    assert [b["text"] for b in buttons(asked)] == ["Start", "In 1 h", "This evening", "Tomorrow", "Skip"]
    await robin.presses("Start", asked)
    await robin.sees_on_card("exercise 1 of 6")
    await robin.until(lambda: not reminders(robin), "the reminder gone")
    await robin.says("10x40")
    await robin.sees("Logged 10 × 40 kg")
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.presses("Finish and keep")
    await robin.sees("Next: Biceps on Wednesday at 18:00.")
    await comes(spotter, robin, TUESDAY, 23)
    assert not reminders(robin), "a rest day"
    await comes(spotter, robin, WEDNESDAY, 18.5)
    assert "You last trained on Monday: a rest day is behind you." in text(await robin.sees("Biceps today at 18:00?"))


async def test_an_extra_session_leaves_the_rest_day_in_peace_and_moves_what_follows(
    spotter: House, robin: Phone
) -> None:
    await comes(spotter, robin, TUESDAY, 9)
    await plans(robin, "mon thu 18:00")
    await chooses(robin, "Back, top to bottom")
    await comes(spotter, robin, WEDNESDAY, 19)
    await trains_a_set(robin)
    await robin.sees("Next: Back, top to bottom on Friday at 18:00.")
    await comes(spotter, robin, THURSDAY, 23)
    assert not reminders(robin)
    await comes(spotter, robin, FRIDAY, 18)
    moved = await robin.sees("Back, top to bottom today at 18:00?")
    assert "Moved here from yesterday. Back, top to bottom was done on Wednesday" in text(moved)


async def test_put_off_by_an_hour_then_to_tomorrow(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon 17:00")
    await comes(spotter, robin, MONDAY, 17)
    first = await robin.sees("today at 17:00?")
    await robin.presses("In 1 h", first)
    await robin.sees("I come back at 18:00.")
    await comes(spotter, robin, MONDAY, 17.9, still=True)
    assert not reminders(robin)
    await comes(spotter, robin, MONDAY, 18, still=True)
    second = await robin.sees("Back, top to bottom now?")
    await robin.presses("Tomorrow", second)
    await robin.sees("moves to tomorrow at 17:00")
    await comes(spotter, robin, MONDAY, 21.9, still=True)
    assert not reminders(robin)
    await comes(spotter, robin, TUESDAY, 17)
    third = await robin.sees("today at 17:00?")
    assert "Moved here from yesterday, as you asked." in text(third)
    await robin.presses("This evening", third)
    await robin.sees("I come back at 20:00.")
    await comes(spotter, robin, TUESDAY, 20, still=True)
    evening = await robin.sees("Back, top to bottom now?")
    await robin.presses("Skip", evening)
    await robin.sees("Skipped. Next: Back, top to bottom on Monday at 17:00.")
    assert (await robin.presses("My plan")) == ""
    await robin.sees("× skipped")


async def test_a_snooze_never_reaches_into_quiet_hours(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon 21:30")
    await comes(spotter, robin, MONDAY, 21.5)
    asked = await robin.sees("today at 21:30?")
    assert [b["text"] for b in buttons(asked)] == ["Start", "Tomorrow", "Skip"]


async def test_three_unanswered_then_one_question_then_silence_until_a_sign_of_life(
    spotter: House, robin: Phone
) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon wed fri 18:00")
    for day in (MONDAY, WEDNESDAY, FRIDAY):
        await comes(spotter, robin, day, 18.1)
    assert [text(m).splitlines()[0] for m in reminders(robin)] == ["Back, top to bottom today at 18:00?"] * 3
    await comes(spotter, robin, MONDAY, 18.1)
    question = await robin.sees("Shall I go on reminding you?")
    for day in (WEDNESDAY, FRIDAY, MONDAY):
        await comes(spotter, robin, day, 18.1)
    assert len(reminders(robin)) == 4
    await robin.presses("Yes, go on", question)
    await robin.sees("Glad to. Next: Back, top to bottom on Wednesday at 18:00.")
    await comes(spotter, robin, WEDNESDAY, 18.1)
    assert text(reminders(robin)[-1]).startswith("Back, top to bottom today at 18:00?")


async def test_a_pause_a_block_and_a_silent_reminder(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon wed fri sat 18:00")
    await robin.presses("Reminders: ringing")
    await robin.until(lambda: robin.button("Reminders: silent") is not None, "the setting")
    await comes(spotter, robin, MONDAY, 18.1)
    assert not (await robin.sees("today at 18:00?"))["ringing"]
    await robin.says("/pause sick 4 days")
    await robin.sees("z away")
    await comes(spotter, robin, WEDNESDAY, 18.1)
    assert len(reminders(robin)) == 1, "sick until Thursday"
    await comes(spotter, robin, FRIDAY, 18.1)
    assert len(reminders(robin)) == 2
    await robin.blocks(True)
    await nothing_is_due(spotter)
    await comes(spotter, robin, SATURDAY, 18.1)
    await robin.blocks(False)
    await robin.says("/help")
    await robin.sees("What I do")
    assert len(reminders(robin)) == 2
    await comes(spotter, robin, MONDAY, 18.1)
    assert len(reminders(robin)) == 3, "whoever writes is reminded again"


async def test_after_a_long_pause_they_come_again_by_themselves(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 9)
    await plans(robin, "mon wed fri 18:00")
    await robin.says("/pause 23 days")
    await robin.sees_on_card("You are away")
    for _ in range(3):
        await comes(spotter, robin, MONDAY, 20)
    assert not reminders(robin)
    await comes(spotter, robin, WEDNESDAY, 20)
    assert not reminders(robin), "the last day of the pause"
    await comes(spotter, robin, FRIDAY, 18)
    assert len(reminders(robin)) == 1


async def test_nothing_during_a_session_nor_after_it(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon 18:00")
    await comes(spotter, robin, MONDAY, 17.8)
    await trains_a_set(robin)
    await comes(spotter, robin, MONDAY, 18.2, still=True)
    await comes(spotter, robin, SUNDAY, 9)
    await robin.says("/workout biceps")
    await robin.sees_on_card("Barbell curl")
    await comes(spotter, robin, SUNDAY, 18.1, still=True)
    assert not reminders(robin)


@pytest.mark.parametrize(("hour", "comes_late"), [(19.9, True), (20.1, False)])
async def test_after_downtime_one_that_is_still_of_use_and_none_that_is_not(
    tmp_path: Path, hour: float, comes_late: bool
) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as before, phone_at(before.address, ROBIN) as robin:
        await comes(before, robin, SUNDAY, 9)
        await plans(robin, "mon wed 18:00")
        await comes(before, robin, MONDAY, 12)
        await before.store.close()
        await robin.moves_clock(advance=(hour - 12) * 3600)
        async with house(url, moved_into=before) as after:
            await nothing_is_due(after)
            assert len(reminders(robin)) == comes_late
            await comes(after, robin, WEDNESDAY, 18.1)
            assert len(reminders(robin)) == comes_late + 1


async def test_a_reminder_that_waits_while_the_hour_is_changed_comes_once(spotter: House, robin: Phone) -> None:
    """It is in the outbox already when the day is planned anew: only its key keeps it from being posted twice."""
    await comes(spotter, robin, SUNDAY, 9)
    await plans(robin, "mon 18:00")
    await comes(spotter, robin, MONDAY, 17.9)
    await robin.puts_in_the_way({"method": "sendMessage", "chat": ROBIN, "kind": "429", "retry_after": 5, "times": 1})
    await robin.presses("Training days")
    await robin.sees_on_card("On which days")
    await robin.moves_clock(advance=600)
    await robin.met("fault")
    await robin.presses("17:00")
    await nothing_is_due(spotter)
    assert [text(m).splitlines()[0] for m in reminders(robin)] == ["Back, top to bottom today at 17:00?"]
