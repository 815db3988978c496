"""A session from the first tap to the summary, as somebody with a phone goes through it. No tests live here."""

from decimal import Decimal

from tests.phone import Phone, buttons, text


async def begins(phone: Phone, workout: str = "Back, top to bottom", first: str = "exercise 1 of 6") -> None:
    await phone.says("/workout")
    await phone.sees("What is it today?")
    await phone.presses(workout)
    await phone.sees(first)


async def aims(phone: Phone) -> None:
    """The back workout, its first exercise ready to be lifted."""
    await begins(phone)
    await phone.presses("40 kg")
    await phone.sees_on_card("aim for 10 × 40 kg")


async def rests(phone: Phone) -> None:
    """The back workout, resting after its first set."""
    await aims(phone)
    await phone.presses("✓")
    await phone.sees_on_card("Rest 1:30")


async def finishes_early(phone: Phone) -> None:
    """Ends the session after its first set, and keeps it."""
    await phone.says("/cancel")
    await phone.sees_on_card("Finish here?")
    await phone.presses("Finish and keep 1 set")


async def trains_everything(phone: Phone) -> tuple[int, Decimal]:
    """One tap a set until the summary: the number of sets, and the kilograms times repetitions that were on the buttons."""
    sets, lifted = 0, Decimal(0)
    while not any("done 💪" in text(message) for message in phone.from_bot):
        before = phone.choices
        if (go := phone.button("✓")) is not None:
            reps, _, load = go["text"].removeprefix("✓ ").partition(" × ")
            lifted += Decimal(reps) * Decimal(load.removesuffix(" kg")) if load.endswith(" kg") else Decimal(0)
            sets += 1
            await phone.presses("✓")
        elif phone.button("Skip rest") is not None:
            await phone.presses("Skip rest")
        else:
            await phone.presses(buttons(phone.card)[2]["text"])
        await phone.offers_something_else(before)
    return sets, lifted
