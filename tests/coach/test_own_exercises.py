"""A lifter's own exercises, from the name typed to the set logged: made, added to a session, renamed, deleted, and attacked."""

from datetime import timedelta

from bot.coach.agenda import outlook
from bot.screens.taps import Tap, Verb, encode
from bot.training.lifter import Lifter
from bot.training.own import MOST_OWN, own_exercise
from bot.training.plan import Exercise, Library
from bot.training.vocabulary import Counting, Equipment, Muscle
from tests.house import House
from tests.phone import GYM, KIM, ROBIN, Phone, buttons, phone_at, text
from tests.walk import aims, finishes_early


async def lifter_of(spotter: House, id: int = ROBIN) -> Lifter:
    return await spotter.store.run(lambda tx: tx.lifter(id)) or Lifter(id)


async def own_of(spotter: House) -> Exercise:
    (own,) = (await lifter_of(spotter)).own
    return own


async def is_asked_for_a_name(robin: Phone) -> None:
    await robin.says("/exercises")
    await robin.sees_on_card("Tap one to see how it is done")
    await robin.presses("+ My own")
    await robin.sees_on_card("What is your exercise called?")


async def makes(robin: Phone, name: str, muscle: str = "Chest") -> None:
    await is_asked_for_a_name(robin)
    await robin.says(name)
    await robin.sees_on_card("which muscle works most?")
    await robin.presses(muscle)
    await robin.sees_on_card("What do you do it with?")


async def opens(robin: Phone) -> None:
    """The page of their first own exercise."""
    await robin.says("/exercises")
    await robin.sees_on_card("Tap one to see how it is done")
    await robin.presses("★ ")
    await robin.sees_on_card("· yours")


async def skips_to(robin: Phone, name: str) -> None:
    """Leaves out what comes before it."""
    while f"{name} ·" not in text(robin.card):
        before = robin.choices
        await robin.presses("More")
        await robin.sees_on_card("to go.")
        await robin.presses("Skip ")
        await robin.offers_something_else(before)
        await robin.until(lambda: robin.button("More") is not None, "the card")


async def test_a_name_and_a_muscle_suffice(spotter: House, robin: Phone) -> None:
    await makes(robin, "  Landmine   press ")
    await robin.presses("That’s it")
    page = await robin.sees_on_card("★ Landmine press · yours")
    assert "chest" in text(page) and "Counts weight and repetitions, 1:30 rest." in text(page)
    own = await own_of(spotter)
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
        await robin.presses("+ Exercise")
        await robin.sees_on_card("One more exercise")
        said = await robin.presses("★ Landmine press")
        await robin.sees_on_card("exercise 1 of 7")
    assert said == "That one is still to come in your session."
    await robin.presses("Undo")
    await robin.sees_on_card("exercise 1 of 6")
    await opens(robin)
    assert await robin.presses("+ Add to this session") == "Landmine press comes at the end of your session."
    await robin.sees_on_card("exercise 1 of 7")
    await skips_to(robin, "Landmine press")
    await robin.says("12x30")
    await robin.sees_on_card("Logged 12 × 30 kg")
    await finishes_early(robin)
    assert "Landmine press  12 at 30 kg" in text(await robin.sees("1 set · 360 kg"))
    id = (await own_of(spotter)).id
    again = await spotter.store.run(lambda tx: tx.performances(ROBIN, id, 1))
    assert [logged.reps for one in again for logged in one.sets] == [12]
    lifter, now = await lifter_of(spotter), spotter.sandbox.clock.now()
    ahead = await spotter.store.run(lambda tx: outlook(tx, lifter, Library(), now))
    assert list(ahead.recovering) == [Muscle.CHEST], "it has worked a muscle like any other"
    await robin.moves_clock(advance=timedelta(days=3).total_seconds())
    await robin.says("/workout")
    await robin.sees_on_card("What is it today?")
    await robin.presses("Back, top to bottom")
    await robin.sees_on_card("exercise 1 of 6")
    await opens(robin)
    await robin.presses("+ Add to this session")
    await robin.sees_on_card("exercise 1 of 7")
    await skips_to(robin, "Landmine press")
    await robin.sees_on_card("last time 12 at 30 kg")
    await robin.says("12x32.5")
    assert "Best for 12 reps: 32.5 kg (30 before)" in text(await robin.sees_on_card("🏅")), "and its records are told"


async def test_it_stands_in_for_others_of_the_same_muscle(spotter: House, robin: Phone) -> None:
    await makes(robin, "Towel pulldown", "Lats")
    await aims(robin)
    await robin.presses("Swap")
    await robin.until(
        lambda: any("Towel pulldown" in b["text"] for b in buttons(robin.card)), "their own among the swaps"
    )


async def test_what_it_is_done_with_can_change_until_there_are_sets(spotter: House, robin: Phone) -> None:
    await makes(robin, "Wall sit", "Quadriceps")
    await robin.presses("Held for time")
    await robin.until(lambda: robin.button("● Held for time") is not None, "the choice")
    assert (await own_of(spotter)).counting is Counting.DURATION
    await robin.presses("Dumbbells")
    await robin.until(lambda: robin.button("● Dumbbells") is not None, "the other choice")
    assert (await own_of(spotter)).equipment == (Equipment.DUMBBELL,)
    await aims(robin)
    await opens(robin)
    await robin.presses("+ Add to this session")
    await robin.sees_on_card("of 7")
    await opens(robin)
    await robin.presses("Done with")
    await robin.sees_on_card("What do you do it with?")
    await robin.presses("Body weight")
    await robin.sees_on_card("You have sets of it that count otherwise")
    assert (await own_of(spotter)).counting is Counting.WEIGHT
    await robin.presses("Barbell")
    await robin.until(lambda: robin.button("● Barbell") is not None, "what counts alike")


async def test_it_is_renamed_and_deleted_and_what_was_done_with_it_stays(spotter: House, robin: Phone) -> None:
    await makes(robin, "Landmine pres")
    await opens(robin)
    await robin.presses("Rename")
    await robin.sees_on_card("What shall Landmine pres be called?")
    await robin.says("Landmine press")
    await robin.sees_on_card("★ Landmine press · yours")
    await aims(robin)
    await opens(robin)
    await robin.presses("+ Add to this session")
    await robin.sees_on_card("exercise 1 of 7")
    await skips_to(robin, "Landmine press")
    await robin.says("12x30")
    await robin.sees_on_card("Logged")
    await opens(robin)
    await robin.presses("Delete")
    asked = await robin.sees_on_card("Delete Landmine press?")
    await robin.presses("Keep it")
    await opens(robin)
    gone = encode(Tap(Verb.DELETE, ROBIN, (await own_of(spotter)).id))
    assert await robin.taps(asked["message_id"], gone) == "Deleted. What you lifted with it stays in your history."
    assert await robin.taps(asked["message_id"], gone) == "That one is gone already."
    assert (await lifter_of(spotter)).own == ()
    await finishes_early(robin)
    assert "Landmine press  12 at 30 kg" in text(await robin.sees("1 set · 360 kg"))


async def test_a_name_is_asked_for_until_it_is_one(spotter: House, robin: Phone) -> None:
    await is_asked_for_a_name(robin)
    for wrong in ("x", "10x45", "💪", "n" * 41, "a\u202e\n\u0000", "9" * 4096):
        await robin.says(wrong)
        await robin.sees_on_card("A name has 2 to 40 characters")
        await robin.says("PULL-UP" if wrong == "x" else "Bench Press")
        await robin.sees_on_card("already")
    await robin.says("<b>Evil</b>\u202e &amp; \u0000 Zug")
    await robin.sees_on_card("<b>Evil</b> &amp; Zug: which muscle works most?")
    await robin.says("the big one")
    await robin.sees_on_card("I do not know that muscle.")
    await robin.says("Upper back")
    await robin.sees_on_card("What do you do it with?")
    own = await own_of(spotter)
    assert (own.name, own.primary) == ("<b>Evil</b> &amp; Zug", (Muscle.MIDDLE_BACK,))


async def test_a_set_is_a_set_where_a_name_was_asked_for(robin: Phone) -> None:
    await aims(robin)
    await is_asked_for_a_name(robin)
    await robin.says("10x45 kg")
    await robin.sees_on_card("Logged 10 × 45 kg")


async def test_buttons_that_nobody_was_shown_make_nothing(spotter: House, robin: Phone) -> None:
    await is_asked_for_a_name(robin)
    message = robin.card["message_id"]
    await robin.taps(message, encode(Tap(Verb.MUSCLE, ROBIN, "CHEST")))
    await robin.sees_on_card("What is your exercise called?")
    for verb, about in (
        (Verb.KIND, "pull-up/body"), (Verb.KIND, "my.gone-abcd/nonsense"), (Verb.RENAME, "pull-up"), (Verb.DELETE, "pull-up"),
        (Verb.ASK_DELETE, ""), (Verb.NOTE, "nothing"), (Verb.ADD_EXERCISE, "pull-up"), (Verb.ADDABLE, "0"),
    ):  # fmt: skip
        await robin.taps(message, encode(Tap(verb, ROBIN, about)))
    assert (await lifter_of(spotter)).own == ()
    await robin.taps(message, encode(Tap(Verb.QUESTION, ROBIN, "name")))
    await robin.says("Landmine press")
    await robin.sees_on_card("which muscle works most?")
    await robin.presses("Chest")
    await robin.sees_on_card("What do you do it with?")
    own = await own_of(spotter)
    async with phone_at(spotter.address, KIM) as kim:
        await kim.says("/exercises")
        await kim.sees_on_card("Tap one to see")
        await kim.taps(kim.card["message_id"], encode(Tap(Verb.EXERCISE, KIM, own.id)))
        await kim.taps(kim.card["message_id"], encode(Tap(Verb.DELETE, ROBIN, own.id)))
        assert "Landmine" not in str(kim.messages)
    assert await own_of(spotter) == own


async def test_there_is_an_end_to_them_and_names_are_typed_where_nobody_else_reads(
    spotter: House, robin: Phone
) -> None:
    await makes(robin, "Landmine press")
    many = tuple(own_exercise(f"Move {n}", Muscle.CHEST, f"n{n:03}") for n in range(MOST_OWN - 1))
    lifter = await lifter_of(spotter)
    full = Lifter(ROBIN, own=(*lifter.own, *many))
    await spotter.store.run(lambda tx: tx.keep_lifter(full))
    await robin.says("/exercises")
    await robin.sees_on_card("Tap one to see")
    assert f"You have {MOST_OWN} of your own" in await robin.presses("+ My own")
    async with phone_at(spotter.address, KIM, GYM) as kim:
        await kim.says("/exercises")
        await kim.sees_on_card("Tap one to see")
        assert await kim.presses("+ My own") == "Please tell me that in our own chat, not in a group."
