"""Pain in the middle of a session, told on a phone: stop signs, sharp and dull pain, what is offered, what it leads to."""

from bot.screens import notes, safety
from bot.training.pain import Area, Feeling
from bot.training.session import Phase, Session
from tests.house import House
from tests.phone import ROBIN, Phone, buttons, text
from tests.walk import aims, begins, rests


async def session_of(spotter: House) -> Session:
    found = await spotter.store.run(lambda tx: tx.latest_session(ROBIN))
    assert found is not None
    return found


async def tells(robin: Phone, where: str, how: str) -> None:
    await robin.presses("😖 Pain")
    await robin.sees_on_card("First of all: is it one of these?")
    await robin.presses(where)
    await robin.sees_on_card(f"{where}: how does it feel?")
    await robin.presses(how)


def labels(robin: Phone) -> list[str]:
    return [button["text"] for button in buttons(robin.card)]


async def test_sharp_pain_ends_the_exercise_and_something_kinder_takes_its_place(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await tells(robin, "Lower back", "Sharp")
    await robin.sees_on_card("High row machine is over for today.")
    offered = labels(robin)
    assert offered[-2:] == ["End the session", "‹ Back to training"] and len(offered) > 2
    session = await session_of(spotter)
    assert [(pain.exercise, pain.area, pain.feeling) for pain in session.pains] == [
        ("high-row-machine", Area.LOWER_BACK, Feeling.SHARP)
    ]
    assert len(session.log) == 1 and len(session.skipped) == 3
    await robin.presses(offered[0])
    await robin.sees_on_card(f"Next: {offered[0].split(' · ')[0]}")
    assert (await session_of(spotter)).skipped == frozenset(), "the sets that were left are done with the kinder one"


async def test_after_sharp_pain_the_way_back_leads_to_the_next_exercise_and_undo_to_where_it_was(robin: Phone) -> None:
    await rests(robin)
    await tells(robin, "Shoulder", "Sharp")
    await robin.sees_on_card("is over for today")
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("Next: Seated row")
    assert await robin.presses("Undo") == notes.TAKEN_BACK
    await robin.sees_on_card("Next: set 2 of 4")


async def test_dull_pain_ends_nothing_and_going_on_is_not_what_is_offered_first(spotter: House, robin: Phone) -> None:
    await aims(robin)
    await tells(robin, "Elbow", "Dull")
    await robin.sees_on_card("Noted: High row machine, elbow.")
    assert safety.CANNOT_TELL in text(robin.card), "no rule of the content knows about elbows"
    assert labels(robin)[-3:] == ["Skip High row machine", "End the session", "‹ Back to training"]
    await robin.presses("Skip High row machine")
    await robin.sees_on_card("Seated row")
    assert (await session_of(spotter)).pains[0].feeling is Feeling.DULL


async def test_a_stop_sign_ends_the_session_with_plain_words_and_keeps_its_sets(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await robin.presses("😖 Pain")
    await robin.sees_on_card(safety.STOP_SIGNS[0])
    await robin.presses(safety.YES_A_STOP_SIGN)
    told = await robin.sees(safety.STOPPED_IN_SHORT)
    assert "Call the emergency number" in "".join(text(message) for message in robin.from_bot)
    assert "+ Biceps" not in "".join(button["text"] for button in buttons(told))
    session = await session_of(spotter)
    assert session.phase is Phase.FINISHED and len(session.log) == 1


async def test_the_next_session_after_a_stop_sign_begins_with_the_doctor(robin: Phone) -> None:
    await begins(robin)
    assert safety.AFTER_A_STOP not in text(robin.card)
    await robin.presses("😖 Pain")
    await robin.sees_on_card(safety.STOP_SIGNS[0])
    await robin.presses(safety.YES_A_STOP_SIGN)
    await robin.sees_on_card("Call the emergency number")
    await begins(robin)
    assert text(await robin.sees_on_card("exercise 1 of 6")).startswith(safety.AFTER_A_STOP)


async def test_a_stop_sign_counts_on_a_page_that_the_rest_has_overtaken(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await robin.presses("😖 Pain")
    page = await robin.sees_on_card(safety.STOP_SIGNS[0])
    stop = next(button["callback_data"] for button in buttons(page) if button["text"] == safety.YES_A_STOP_SIGN)
    await robin.moves_clock(to="next_alarm")
    await robin.sees("Rest over.")
    await robin.taps(page["message_id"], stop)
    await robin.sees(safety.STOPPED_IN_SHORT)
    assert (await session_of(spotter)).stopped


async def test_a_stop_sign_on_the_page_of_a_session_that_is_over_says_what_to_do(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("😖 Pain")
    page = await robin.sees_on_card(safety.STOP_SIGNS[0])
    stop = next(button["callback_data"] for button in buttons(page) if button["text"] == safety.YES_A_STOP_SIGN)
    await robin.says("/cancel")
    await robin.sees_on_card("Nothing was logged")
    await robin.taps(page["message_id"], stop)
    await robin.sees("Call the emergency number")


async def test_a_stop_sign_counts_whatever_its_page_was_about(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await robin.presses("😖 Pain")
    page = await robin.sees_on_card(safety.STOP_SIGNS[0])
    stop = next(button["callback_data"] for button in buttons(page) if button["text"] == safety.YES_A_STOP_SIGN)
    await robin.taps(page["message_id"], f"{stop}99")
    await robin.sees(safety.STOPPED_IN_SHORT)
    assert (await session_of(spotter)).stopped


async def test_a_stop_sign_before_the_first_set_is_answered_as_well(spotter: House, robin: Phone) -> None:
    await begins(robin)
    await robin.presses("😖 Pain")
    await robin.sees_on_card(safety.STOP_SIGNS[0])
    await robin.presses(safety.YES_A_STOP_SIGN)
    await robin.sees_on_card("Call the emergency number")
    assert labels(robin) == ["Bring it back"] and (await session_of(spotter)).phase is Phase.ABANDONED


async def test_the_load_waits_until_the_exercise_was_done_without_pain(spotter: House, robin: Phone) -> None:
    """Three sessions with every set at its top: after pain in the first the second repeats it, and only the third goes up."""
    loads = []
    for hurts in (True, False, False):
        await begins(robin)
        if robin.button("40 kg") is not None:
            await robin.presses("40 kg")
        await robin.sees_on_card("aim for")
        loads.append(next(label for label in labels(robin) if label.startswith("✓")))
        await robin.says("10 10 10 10")
        await robin.sees_on_card("Logged")
        if hurts:
            await tells(robin, "Shoulder", "Dull")
            await robin.sees_on_card("Noted: High row machine, shoulder.")
        await robin.says("/cancel")
        await robin.sees_on_card("Finish here?")
        await robin.presses("Finish and keep")
        await robin.sees("4 of 22 sets")
        await robin.moves_clock(advance=3 * 24 * 3600)
    assert loads[0] == loads[1] == "✓ 10 × 40 kg" and loads[2] != loads[1]
