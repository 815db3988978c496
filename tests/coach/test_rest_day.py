"""A rest day: it says so, by whose rule, and what can be done instead; whoever trains anyway trains."""

from tests.coach.days import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, comes, reminders, trains_a_set
from tests.house import House
from tests.phone import Phone, buttons, text


async def test_the_day_after_back_is_a_rest_day_for_biceps(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await robin.says("/workout")
    await robin.sees("What is it today?")
    await trains_a_set(robin)
    await robin.says("/workout")
    page = await robin.sees_on_card("A rest day for Biceps")
    said = text(page)
    assert "Back, top to bottom is done today. Rows and pull-ups work the biceps too" in said
    assert "Rule: what may follow “Back, top to bottom”, by its author." in said
    assert "Still recovering: biceps, forearms, until tomorrow 18:" in said and "Ready on Wednesday." in said
    assert [b["text"] for b in buttons(page)] == [
        *("Legs: ready", "Remind me when it is over", "Train anyway", "All workouts"),
    ]
    await robin.presses("All workouts")
    await robin.sees_on_card("What is it today?")
    await robin.presses("Biceps")
    await robin.sees_on_card("A rest day for Biceps")
    await robin.presses("Train anyway")
    await robin.sees_on_card("Barbell curl")


async def test_reminded_when_it_is_over(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await trains_a_set(robin)
    await robin.says("/workout biceps")
    await robin.sees_on_card("A rest day for Biceps")
    assert (await robin.presses("Remind me")) == "I remind you of Biceps on Wednesday at 18:00."
    await robin.sees_on_card("Biceps: I remind you, as you asked.")
    await comes(spotter, robin, TUESDAY, 23)
    assert not reminders(robin)
    await comes(spotter, robin, WEDNESDAY, 18)
    ready = await robin.sees("Biceps now?")
    assert ready["ringing"]
    await robin.presses("Start", ready)
    await robin.sees_on_card("Barbell curl")


async def test_what_was_asked_for_can_be_put_off_to_tomorrow(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await trains_a_set(robin)
    await robin.says("/workout biceps")
    await robin.sees_on_card("A rest day for Biceps")
    await robin.presses("Remind me")
    await comes(spotter, robin, WEDNESDAY, 18)
    await robin.presses("Tomorrow", await robin.sees("Biceps now?"))
    await robin.sees_on_card("I remind you of Biceps tomorrow at 18:00.")
    assert not reminders(robin), "the one of today has become that answer"
    await comes(spotter, robin, THURSDAY, 18)
    assert len(reminders(robin)) == 1
