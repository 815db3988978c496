"""Notes on exercises, what hangs on the bar, and what a lifter has to train with: typed, tapped, kept, and attacked."""

from bot.screens.taps import Tap, Verb, encode
from bot.training.vocabulary import Equipment
from tests.coach.test_own_exercises import lifter_of, makes, opens
from tests.house import House
from tests.phone import GYM, ROBIN, Phone, phone_at, text
from tests.walk import aims

ROW = "high-row-machine"


async def is_asked_for_a_note(robin: Phone) -> None:
    await robin.presses("More")
    await robin.sees_on_card("to go.")
    await robin.presses("📝 Note")
    await robin.sees_on_card("what shall I remind you of?")


async def test_a_note_typed_while_training_stands_on_the_card_until_it_is_removed(spotter: House, robin: Phone) -> None:
    await aims(robin)
    await is_asked_for_a_note(robin)
    await robin.says("  seat at\n<hole> 4 ")
    await robin.sees_on_card("Noted.")
    await robin.presses("✓")
    assert "\n📝 seat at <hole> 4" in text(await robin.sees_on_card("Rest 1:30"))
    await robin.says("10")
    await robin.sees_on_card("Logged 10 × 40 kg")
    await is_asked_for_a_note(robin)
    assert "Now: seat at <hole> 4" in text(robin.card)
    await robin.says("hole 5")
    await robin.until(lambda: "📝 hole 5" in text(robin.card), "the other note")
    await is_asked_for_a_note(robin)
    assert await robin.presses("Remove the note") == "The note is gone."
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("Rest 1:30")
    assert "📝" not in text(robin.card) and not (await lifter_of(spotter)).notes


async def test_a_note_is_one_line_that_can_be_seen_and_a_set_is_none(spotter: House, robin: Phone) -> None:
    await aims(robin)
    await is_asked_for_a_note(robin)
    await robin.says("n" * 4096)
    await robin.sees_on_card("That has 4,096 characters; a note has at most 200.")
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("aim for")
    await is_asked_for_a_note(robin)
    await robin.says("8x40")
    await robin.sees_on_card("Logged 8 × 40 kg")
    await is_asked_for_a_note(robin)
    await robin.says("5")
    await robin.until(lambda: "📝 5" in text(robin.card), "a number that was asked for as a note")
    assert (await lifter_of(spotter)).notes == {ROW: "5"}
    await robin.says("9")
    await robin.sees_on_card("Logged 9 × 40 kg")


async def test_a_rest_that_ends_takes_the_page_and_leaves_the_question(spotter: House, robin: Phone) -> None:
    await aims(robin)
    await robin.presses("✓")
    await robin.sees_on_card("Rest 1:30")
    await is_asked_for_a_note(robin)
    await robin.moves_clock(advance=95)
    await robin.sees("Rest ended")
    await robin.says("chest on the pad")
    await robin.sees_on_card("📝 chest on the pad")


async def test_a_note_on_the_page_of_an_exercise(spotter: House, robin: Phone) -> None:
    await makes(robin, "Landmine press")
    await opens(robin)
    await robin.presses("📝 Add a note")
    await robin.sees_on_card("what shall I remind you of?")
    await robin.says("left foot first 🦶")
    await robin.sees_on_card("📝 left foot first 🦶")
    await robin.presses("Delete")
    await robin.sees_on_card("Delete Landmine press?")
    await robin.presses("Delete it")
    await robin.sees_on_card("Tap one to see")
    assert (await lifter_of(spotter)).notes == {}, "nothing is kept about what is gone"
    async with phone_at(spotter.address, ROBIN, GYM) as among_people:
        await among_people.says("/exercises")
        await among_people.sees_on_card("Tap one to see")
        note = encode(Tap(Verb.NOTE, ROBIN, ROW))
        assert "in our own chat" in await among_people.taps(among_people.card["message_id"], note)


async def settings(robin: Phone, button: str) -> None:
    await robin.says("/settings")
    await robin.sees_on_card("What you lifted stays as you lifted it")
    await robin.presses(button)


async def test_what_is_missing_is_tapped_and_said_in_the_settings(spotter: House, robin: Phone) -> None:
    await settings(robin, "Equipment: all of it")
    await robin.sees_on_card("What do you have to train with?")
    await robin.presses("● Barbell")
    await robin.until(lambda: robin.button("✗ No barbell") is not None, "that it is missing")
    twice = encode(Tap(Verb.EQUIPMENT, ROBIN, "-BARBELL"))
    await robin.taps(robin.card["message_id"], twice)
    assert (await lifter_of(spotter)).kit.lacks == {Equipment.BARBELL}, "said twice is the same"
    await robin.presses("‹ Settings")
    await robin.until(lambda: robin.button("Equipment: no barbell") is not None, "the setting")
    await robin.presses("Equipment")
    await robin.sees_on_card("What do you have to train with?")
    await robin.presses("✗ No barbell")
    await robin.until(lambda: robin.button("● Barbell") is not None, "that it is there")
    for forged in ("-BODY_ONLY", "-", "", "-barbell", "+EVERYTHING"):
        await robin.taps(robin.card["message_id"], encode(Tap(Verb.EQUIPMENT, ROBIN, forged)))
    assert (await lifter_of(spotter)).kit.lacks == frozenset()


async def test_the_bar_and_the_plates_of_a_home_gym(spotter: House, robin: Phone) -> None:
    await settings(robin, "Equipment")
    await robin.sees_on_card("What do you have to train with?")
    await robin.presses("Bar: 20 kg")
    await robin.sees_on_card("What does your bar weigh?")
    for wrong in ("twenty", "0", "45 lb", "20 15", "51", "9" * 4096, "-5"):
        await robin.says(wrong)
        await robin.sees_on_card("A bar is typed like 20 or 7.5, in kilograms")
        await robin.presses("‹ Equipment")
        await robin.sees_on_card("What do you have to train with?")
        await robin.presses("Bar: 20 kg")
        await robin.until(lambda: text(robin.card).startswith("What does your bar weigh?"), "the question")
    await robin.says("7,5 kg")
    await robin.until(lambda: robin.button("Bar: 7.5 kg") is not None, "the bar")
    await robin.presses("Plates: 25 · 20 · 15")
    await robin.sees_on_card("Which plates are there?")
    await robin.says("5 2.5, 10")
    await robin.until(lambda: robin.button("Plates: 10 · 5 · 2.5") is not None, "the plates")
    await robin.presses("Plates")
    await robin.sees_on_card("Which plates are there?")
    await robin.presses("● 10")
    await robin.sees_on_card("Now: 5 · 2.5 kg")
    await robin.presses("● 5")
    await robin.sees_on_card("Now: 2.5 kg")
    await robin.presses("● 2.5")
    await robin.sees_on_card("One kind of plate has to stay")
    await robin.presses("✗ 20")
    await robin.sees_on_card("Now: 20 · 2.5 kg, in pairs.")
    await robin.presses("The usual ones")
    await robin.sees_on_card("Now: 25 · 20 · 15 · 10 · 5 · 2.5 · 1.25 kg, in pairs.")
    kit = (await lifter_of(spotter)).kit
    assert (str(kit.bar), kit.plates) == ("7.5 kg", ())
    for forged in ("+999", "-", "+1x", "+-5", "usua"):
        await robin.taps(robin.card["message_id"], encode(Tap(Verb.PLATE, ROBIN, forged)))
    assert (await lifter_of(spotter)).kit == kit


async def test_what_hangs_on_the_bar_stands_on_the_card_and_on_a_page(spotter: House, robin: Phone) -> None:
    await makes(robin, "Landmine press")
    await robin.presses("Barbell")
    await aims(robin)
    await opens(robin)
    await robin.presses("+ Add to this session")
    await robin.sees_on_card("exercise 1 of 7")
    for _ in range(6):
        await robin.presses("More")
        await robin.sees_on_card("to go.")
        await robin.presses("Skip ")
        await robin.until(lambda: robin.button("More") is not None, "the card")
    await robin.says("45")
    card = text(await robin.sees_on_card("aim for"))
    assert "\nbar 20 · 10 + 2.5 a side\n" in card
    await robin.presses("More")
    await robin.sees_on_card("to go.")
    await robin.presses("Plates")
    around = text(await robin.sees_on_card("what hangs on the bar of 20 kg")).splitlines()
    assert around[1:8] == [
        "37.5 kg  5 + 2.5 + 1.25 a side",
        "40 kg  10 a side",
        "42.5 kg  10 + 1.25 a side",
        "45 kg  10 + 2.5 a side",
        "47.5 kg  10 + 2.5 + 1.25 a side",
        "50 kg  15 a side",
        "52.5 kg  15 + 1.25 a side",
    ]
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("aim for")
    for odd, said in (
        ("46.1", "bar 20 · nearest is 45 kg, 10 + 2.5 a side"),
        ("12", "bar 20 · too heavy for that, take a lighter one"),
        ("20", "bar 20 · nothing on it"),
    ):
        await robin.says(f"{odd} kg")
        await robin.sees_on_card(said)


async def test_asking_how_many_more_there_were_is_switched_on_and_off(spotter: House, robin: Phone) -> None:
    await settings(robin, "After each set, ask how many")
    await robin.until(lambda: robin.button("Stop asking") is not None, "the switch")
    assert (await lifter_of(spotter)).effort
    await robin.presses("Stop asking")
    await robin.until(lambda: robin.button("After each set") is not None, "the switch")
    assert not (await lifter_of(spotter)).effort
