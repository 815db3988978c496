"""A lifter's own exercises, from the name typed to the set logged: made, added to a session, renamed, deleted, and attacked."""


from bot.training.lifter import Lifter
from bot.training.vocabulary import Counting, Muscle
from tests.house import House
from tests.phone import ROBIN, Phone, buttons, text
from tests.walk import aims


async def lifter_of(spotter: House, id: int = ROBIN) -> Lifter:
    found = await spotter.store.run(lambda tx: tx.lifter(id))
    assert found is not None
    return found


async def is_asked_for_a_name(robin: Phone) -> None:
    await robin.says("/exercises")
    await robin.sees_on_card("Tap one to see how it is done")
    await robin.presses("＋ My own")
    await robin.sees_on_card("What is your exercise called?")


async def makes(robin: Phone, name: str, muscle: str = "Chest") -> None:
    await is_asked_for_a_name(robin)
    await robin.says(name)
    await robin.sees_on_card("which muscle works most?")
    await robin.presses(muscle)
    await robin.sees_on_card("What do you do it with?")


async def test_a_name_and_a_muscle_suffice(spotter: House, robin: Phone) -> None:
    await makes(robin, "  Landmine   press ")
    await robin.presses("That’s it")
    page = await robin.sees_on_card("★ Landmine press · yours")
    assert "chest" in text(page) and "Counts weight and repetitions, 1:30 rest." in text(page)
    (own,) = (await lifter_of(spotter)).own
    assert (own.name, own.primary, own.counting) == ("Landmine press", (Muscle.CHEST,), Counting.WEIGHT)
    await robin.presses("‹ All exercises")
    listed = await robin.sees_on_card("Tap one to see how it is done")
    assert buttons(listed)[0]["text"] == "★ Landmine press", "their own come first"


async def test_it_is_added_to_the_session_lifted_and_found_again_next_time(spotter: House, robin: Phone) -> None:
    await makes(robin, "Landmine press")
    await aims(robin)
    for _ in range(2):
        await robin.presses("More")
        await robin.sees_on_card("to go.")
        await robin.presses("＋ Exercise")
        await robin.sees_on_card("Which one more?")
        said = await robin.presses("★ Landmine press")
        await robin.sees_on_card("exercise 1 of 7")
    assert said == "That one is still to come in your session."
    await robin.presses("Undo")
    await robin.sees_on_card("exercise 1 of 6")
    await robin.says("/exercises")
    await robin.sees_on_card("Tap one to see")
    await robin.presses("★ Landmine press")
    await robin.sees_on_card("· yours")
    assert await robin.presses("＋ Add to this session") == "Landmine press comes at the end of your session."
    await robin.sees_on_card("exercise 1 of 7")
    await skips_to(robin, "Landmine press")
    await robin.says("12x30")
    await robin.sees_on_card("Logged 12 × 30 kg")
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.presses("Finish and keep")
    assert "Landmine press  12 at 30 kg" in text(await robin.sees("1 set · 360 kg"))
    id = (await lifter_of(spotter)).own[0].id
    again = await spotter.store.run(lambda tx: tx.last_time(ROBIN, (id,)))
    assert [logged.reps for logged in again[id]] == [12]


async def skips_to(robin: Phone, name: str) -> None:
    """Leaves out what comes before it."""
    while f"{name} ·" not in text(robin.card):
        before = robin.choices
        await robin.presses("More")
        await robin.sees_on_card("to go.")
        await robin.presses("Skip ")
        await robin.offers_something_else(before)
        await robin.until(lambda: robin.button("More") is not None, "the card")
