"""The review of the week: Sunday evening or as chosen, never in the way of a session or of sleep, and gone in one tap."""

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
    comes,
    nothing_is_due,
    plans,
    reminders,
)
from tests.house import House, house
from tests.phone import ROBIN, Json, Phone, buttons, phone_at, text
from tests.walk import begins, finishes_early


def reviews(phone: Phone) -> list[Json]:
    return [message for message in phone.from_bot if "Your week: " in text(message)]


async def trains_on(spotter: House, robin: Phone, weekday: int, *typed: str) -> None:
    """A session of these lines, or one set, that day at half past nine."""
    await comes(spotter, robin, weekday, 9.5)
    await robin.says("/workout back")
    await robin.sees_on_card("exercise 1 of 6")
    for line in typed or ("10x40",):
        await hears(robin, line, "✓ Logged")
    await hears(robin, "/cancel", "Finish here?")
    await robin.presses("Finish and keep")
    await robin.until(lambda: "Before the next one" in text(robin.from_bot[-1]), "the summary")


async def hears(robin: Phone, line: str, words: str) -> None:
    """Says a line, and waits for an answer below it."""
    said = (await robin.says(line))["message_id"]
    await robin.until(lambda: any(m["message_id"] > said and words in text(m) for m in robin.from_bot), words)


async def test_a_week_looked_back_on_in_one_silent_message(spotter: House, robin: Phone) -> None:
    await trains_on(spotter, robin, TUESDAY, "40x10 10 10")
    await comes(spotter, robin, SUNDAY, 18.9)
    assert not reviews(robin)
    await comes(spotter, robin, SUNDAY, 19, still=True)
    (first,) = reviews(robin)
    assert not first["ringing"]
    assert "Your week: 1 session, 3 sets" in text(first)
    assert "Next week: a second session" in text(first) and "Moved up" not in text(first)
    await trains_on(spotter, robin, TUESDAY, "40x11 10 10")
    await trains_on(spotter, robin, FRIDAY, "42.5x10 10 10")
    await comes(spotter, robin, SUNDAY, 19)
    second = text(reviews(robin)[-1])
    assert "Your week: 2 sessions, 6 sets" in second and "Back           6     2" in second
    assert "High row machine  40 → 42.5 kg" in second
    assert "Next week: something for your " in second and "(ACSM 2026)" in second
    assert len(reviews(robin)) == 2, "the first one stays"


async def test_a_week_without_sessions_is_told_of_once_and_whoever_never_trained_of_none(
    spotter: House, robin: Phone
) -> None:
    await comes(spotter, robin, SUNDAY, 19)
    assert not reviews(robin)
    await trains_on(spotter, robin, MONDAY)
    for _ in range(4):
        await comes(spotter, robin, SUNDAY, 19)
    assert [text(one).splitlines()[0] for one in reviews(robin)] == [
        "Your week: 1 session, 1 set",
        "Your week: no session",
    ]
    assert "the next session goes on from the last" in text(reviews(robin)[-1])


async def test_an_open_session_comes_first_and_quiet_hours_end_first(spotter: House, robin: Phone) -> None:
    await trains_on(spotter, robin, TUESDAY)
    await comes(spotter, robin, SUNDAY, 18.8)
    await begins(robin)
    await robin.says("10x40")
    await robin.sees("Logged")
    await comes(spotter, robin, SUNDAY, 19.1, still=True)
    assert not reviews(robin)
    await finishes_early(robin)
    await robin.sees("Your week: 2 sessions")
    await robin.says("/settings")
    await robin.sees_on_card("Settings")
    await robin.presses("Quiet hours")
    await robin.sees_on_card("When shall I keep quiet?")
    await robin.says("18-8")
    await robin.until(lambda: robin.button("Quiet hours: 18:00 to 08:00") is not None, "the setting")
    await comes(spotter, robin, SUNDAY, 23)
    assert len(reviews(robin)) == 1
    await comes(spotter, robin, MONDAY, 7.9)
    assert len(reviews(robin)) == 1
    await comes(spotter, robin, MONDAY, 8, still=True)
    assert len(reviews(robin)) == 2


async def test_it_comes_beside_reminders_without_counting_as_one(spotter: House, robin: Phone) -> None:
    """At the same hour both come; a review neither asks for an answer nor is silenced for want of one."""
    await trains_on(spotter, robin, SATURDAY)
    await plans(robin, "sun wed 19:00")
    await comes(spotter, robin, SUNDAY, 19)
    assert (len(reminders(robin)), len(reviews(robin))) == (0, 1), (
        "the day after the back is a rest day, and has a review"
    )
    await comes(spotter, robin, WEDNESDAY, 19)
    await comes(spotter, robin, SUNDAY, 19)
    assert (len(reminders(robin)), len(reviews(robin))) == (2, 2)
    lifter = await spotter.store.run(lambda tx: tx.lifter(ROBIN))
    assert lifter is not None and lifter.agenda.unanswered == 2


async def test_one_tap_ends_it_one_takes_that_back_and_the_settings_choose_another_hour(
    spotter: House, robin: Phone
) -> None:
    await trains_on(spotter, robin, THURSDAY)
    await comes(spotter, robin, SUNDAY, 19)
    review = await robin.sees("Your week: ")
    await robin.presses("No more reviews", review)
    await robin.sees("No more reviews of the week.")
    assert buttons(reviews(robin)[0]), "the review stays as it is"
    await robin.says("/settings")
    await robin.until(lambda: robin.button("Weekly review: none") is not None, "the setting")
    stopped = await robin.sees("No more reviews of the week.")
    await robin.presses("Undo", stopped)
    await robin.sees("The review goes on, Sundays at 19:00.")
    await robin.says("/settings")
    await robin.until(lambda: robin.button("Weekly review: Sundays at 19:00") is not None, "the setting")
    await robin.presses("Weekly review")
    await robin.sees_on_card("When shall I look back on your week?")
    await robin.says("every day")
    await robin.sees_on_card("typed like sun 19:00")
    await robin.says("fri 8:00")
    await robin.sees_on_card("Now: Fridays at 08:00.")
    await trains_on(spotter, robin, MONDAY)
    await comes(spotter, robin, FRIDAY, 9)
    assert len(reviews(robin)) == 1, "not a week after the last"
    await trains_on(spotter, robin, MONDAY)
    await comes(spotter, robin, FRIDAY, 8)
    assert len(reviews(robin)) == 2
    await robin.presses("No more reviews", reviews(robin)[1])
    await robin.until(lambda: text(robin.from_bot[-1]).startswith("No more reviews"), "the answer")
    await trains_on(spotter, robin, THURSDAY)
    await comes(spotter, robin, FRIDAY, 8)
    assert len(reviews(robin)) == 2


async def test_nobody_who_pauses_or_has_blocked_is_reviewed(spotter: House, robin: Phone) -> None:
    await trains_on(spotter, robin, THURSDAY)
    await robin.says("/pause 4 days")
    await robin.sees("z away")
    await comes(spotter, robin, SUNDAY, 19)
    assert not reviews(robin)
    await trains_on(spotter, robin, THURSDAY)
    await robin.blocks(True)
    await nothing_is_due(spotter)
    await comes(spotter, robin, SUNDAY, 19)
    await robin.blocks(False)
    assert not reviews(robin)


async def test_it_asks_what_the_lifter_weighs_where_that_counts(spotter: House, robin: Phone) -> None:
    for asks in (True, False):
        await trains_on(spotter, robin, TUESDAY, "40x10 10 10 10", "40x10 10 10 10", "bw x 5")
        await comes(spotter, robin, SUNDAY, 19)
        review = reviews(robin)[-1]
        assert ("What do you weigh by now?" in text(review)) is asks
        if asks:
            await robin.presses("Tell my weight", review)
            await robin.sees("What do you weigh? Type it")
            await robin.says("82.5")
            await robin.sees("✓ 82.5 kg noted.")


@pytest.mark.parametrize(("hours", "comes_late"), [(23, True), (25, False)])
async def test_after_downtime_it_is_of_use_for_a_day(tmp_path: Path, hours: int, comes_late: bool) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as before, phone_at(before.address, ROBIN) as robin:
        await trains_on(before, robin, FRIDAY)
        await before.store.close()
        await robin.moves_clock(advance=(2 * 24 + 9.5 + hours) * 3600)
        async with house(url, moved_into=before) as after:
            await nothing_is_due(after)
            assert len(reviews(robin)) == comes_late


async def test_weeks_in_a_row_are_told_and_a_pause_breaks_none(spotter: House, robin: Phone) -> None:
    for _ in range(2):
        await trains_on(spotter, robin, TUESDAY)
    await comes(spotter, robin, SUNDAY, 19)
    assert "2 weeks in a row with a session, your longest run so far." in text(reviews(robin)[-1])
    await comes(spotter, robin, MONDAY, 9)
    await hears(robin, "/pause sick", "You are away: sick")
    await comes(spotter, robin, SUNDAY, 20)
    await hears(robin, "/pause off", "Your plan")
    await trains_on(spotter, robin, TUESDAY)
    await comes(spotter, robin, SUNDAY, 19)
    assert "3 weeks in a row" in text(reviews(robin)[-1])
