"""/history: what was written down wrong is put right later, all that follows from it follows, and the answer says so."""

from datetime import timedelta

from bot.screens import notes
from bot.training.session import Phase
from tests.coach.days import MONDAY, THURSDAY, TUESDAY, comes, plans, reminders
from tests.coach.past import HIGH_ROW, looks_up, reps_kept, summaries, the_session, trains
from tests.house import House
from tests.phone import ROBIN, Phone, buttons, text
from tests.walk import begins


async def test_a_set_of_monday_is_put_right_and_thursday_asks_for_less(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await trains(robin)
    told = len(summaries(robin))
    await comes(spotter, robin, TUESDAY, 10)
    page = await looks_up(robin)
    assert "18:00  Back, top to bottom\n4 sets · 1,600 kg" in text(page)
    page = await looks_up(robin, "Mon", HIGH_ROW, "Set 3")
    assert f"{HIGH_ROW}, set 3 of 4\n10 × 40 kg" in text(page)
    await robin.presses("−1 rep")
    page = await robin.sees_on_card("Set 3 is now 9 × 40 kg.")
    assert "Next time: 10 × 40 kg (was 10 × 42.5 kg)." in text(page)
    assert "Most in one session: 1,560 kg (was 1,600 kg)." in text(page) and "Next session" not in text(page)
    await robin.says("12x45")
    page = await robin.sees_on_card("Set 3 is now 12 × 45 kg.")
    assert "Best estimate for a single rep: 63 kg (was 53.5 kg)." in text(page)
    await robin.presses("Undo")
    await robin.sees_on_card("Taken back.")
    assert await reps_kept(spotter) == [10, 10, 9, 10]
    await comes(spotter, robin, THURSDAY, 18)
    await begins(robin)
    await robin.sees_on_card("aim for 10 × 40 kg")
    assert len(summaries(robin)) == told, "no session is told of twice"


async def test_sets_are_deleted_and_added_beyond_the_plan(spotter: House, robin: Phone) -> None:
    await trains(robin)
    told = len(summaries(robin))
    page = await looks_up(robin, "", HIGH_ROW, "Set 2", "Delete this set")
    assert "Set 2 is deleted: 10 × 40 kg." in text(page) and "Next time" in text(page)
    await robin.presses("Undo")
    await robin.sees_on_card("Taken back.")
    for number in (5, 6):
        await looks_up(robin, "", HIGH_ROW)
        await robin.presses("+ A forgotten set")
        await robin.sees_on_card(f"Set {number} is added: 10 × 40 kg.")
    assert await reps_kept(spotter) == [10] * 6
    await looks_up(robin, "", "Seated row")
    await robin.presses("+ A forgotten set")
    await robin.sees_on_card("What did you lift?")
    await robin.presses("50 kg")
    page = await robin.sees_on_card("Set 1 is added: 10 × 50 kg.")
    assert "Next time: 10 × 50 kg (nothing before)." in text(page)
    assert (await the_session(spotter)).phase is Phase.FINISHED and len(summaries(robin)) == told


async def test_another_day_moves_the_plan_and_its_reminder_and_only_a_day_that_was_will_do(
    spotter: House, robin: Phone
) -> None:
    await plans(robin, "tue thu sat 18:00", "Europe/Berlin")
    await comes(spotter, robin, MONDAY, 17)
    await trains(robin)
    was = await the_session(spotter)
    reminded = await spotter.store.run(lambda tx: tx.reminder(ROBIN))
    page = await looks_up(robin, "Mon", "Another day")
    assert "Monday" in text(page) and ", 18:00" in text(page) and robin.button("Tue") is None, (
        "tomorrow is no day to choose"
    )
    await robin.presses("Sun")
    page = await robin.sees_on_card("Moved to Sunday")
    assert "Next session: " in text(page) and "(was Thursday)" in text(page)
    moved = await the_session(spotter)
    assert moved.started == was.started - timedelta(days=1)
    assert await spotter.store.run(lambda tx: tx.reminder(ROBIN)) != reminded
    for nonsense in ("tomorrow", "1900-01-01", "0001-01-01", "31.2.", "10x45", "9" * 300, "💪"):
        await robin.says(nonsense)
        await robin.until(lambda: text(robin.from_bot[-1]).startswith(notes.NOT_A_PAST_DAY), nonsense)
        await robin.presses("Undo" if nonsense == "💪" else "‹ The session")
        await robin.until(lambda: not text(robin.card).startswith(notes.NOT_A_PAST_DAY), "the page after it")
        if nonsense != "💪":
            await robin.presses("Another day")
            await robin.sees_on_card("Was it another day?")
    assert (await the_session(spotter)).started == was.started
    assert await spotter.store.run(lambda tx: tx.reminder(ROBIN)) == reminded
    await looks_up(robin, "Mon", "Another day")
    await robin.says("last friday")
    await robin.sees_on_card("Moved to Friday")
    assert not reminders(robin)


async def test_a_deleted_session_has_not_been_until_it_is_taken_back(spotter: House, robin: Phone) -> None:
    await plans(robin, "mon thu 18:00")
    await comes(spotter, robin, MONDAY, 17)
    await trains(robin)
    told = len(summaries(robin))
    page = await looks_up(robin, "Mon", "Delete session")
    said = text(page)
    assert "does not count any more." in said
    assert (
        "Next time: nothing to go by (was 10 × 42.5 kg)." in said and "Next session: Back, top to bottom, today" in said
    )
    await robin.presses("Undo")
    page = await robin.sees_on_card("Taken back.")
    assert "Next time: 10 × 42.5 kg (nothing before)." in text(page)
    await looks_up(robin, "Mon", HIGH_ROW)
    for number in (1, 2, 3, 4):
        await robin.presses("Set 1")
        await robin.sees_on_card("set 1 of ")
        await robin.presses("Delete this set")
        await robin.sees_on_card("Set 1 is deleted" if number < 4 else "does not count any more.")
    await robin.says("/undo")
    await robin.sees_on_card("Taken back.")
    session = await the_session(spotter)
    assert (session.phase, len(session.log), len(summaries(robin))) == (Phase.FINISHED, 1, told)


async def test_while_a_session_is_open_it_learns_of_it_and_what_is_typed_is_its_own(
    spotter: House, robin: Phone
) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await trains(robin)
    await comes(spotter, robin, THURSDAY, 18)
    await begins(robin)
    await robin.sees_on_card("aim for 10 × 42.5 kg")
    page = await looks_up(robin, "Mon", HIGH_ROW, "Set 4")
    assert "what you type goes to the session that is open" in text(page)
    await robin.presses("−1 rep")
    await robin.sees_on_card("Set 4 is now 9 × 40 kg.")
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("aim for 10 × 40 kg")
    assert "last time 10 · 10 · 10 · 9 at 40 kg" in text(robin.card)
    await looks_up(robin, "Mon", HIGH_ROW, "Set 4")
    await robin.says("11x40")
    await robin.sees_on_card("✓ Logged 11 × 40 kg.")
    assert await reps_kept(spotter) == [11]


async def test_undo_takes_back_the_last_thing_even_if_it_was_done_to_an_older_session(
    spotter: House, robin: Phone
) -> None:
    await comes(spotter, robin, MONDAY, 18)
    await trains(robin)
    await comes(spotter, robin, THURSDAY, 18)
    await trains(robin, "42.5x10 10 10 10")
    await looks_up(robin, "Mon", "Another day", "Sun")
    await robin.says("/undo")
    await robin.sees_on_card("Taken back.")
    await looks_up(robin, "Mon", HIGH_ROW)
    latest = await the_session(spotter)
    assert latest.phase is Phase.FINISHED and len(latest.log) == 4
    await robin.says("/undo")
    await robin.sees_on_card("exercise 2 of 6")
    assert (await the_session(spotter)).is_open, "and then what was done before it"


async def test_an_odd_number_is_asked_about_before_it_counts(spotter: House, robin: Phone) -> None:
    await trains(robin)
    await looks_up(robin, "", HIGH_ROW, "Set 1")
    await robin.says("10x400")
    page = await robin.sees_on_card("What did you mean?")
    assert await reps_kept(spotter) == [10] * 4 and "10 × 40 kg" in [b["text"] for b in buttons(page)]
    await robin.presses("Keep 10 × 400 kg")
    await robin.sees_on_card("Set 1 is now 10 × 400 kg.")
    for line in ("10x45 9x45", "what?", "1000000x1"):
        await robin.says(line)
        await robin.until(lambda: text(robin.card).startswith(notes.NOT_ONE_SET), line)
        await robin.presses("‹ Its sets")
        await robin.sees_on_card("Tap a set")
        await robin.presses("Set 1")
        await robin.sees_on_card("set 1 of 4")
    assert str((await the_session(spotter)).log[0].load) == "400 kg"
    await robin.says("10x400")
    await robin.sees_on_card(notes.AS_IT_WAS)
