"""A session from the first tap to the summary, as somebody with a phone goes through it. No tests live here."""

from decimal import Decimal

from tests.phone import Phone, buttons, text


async def begins(phone: Phone, workout: str = "Back, top to bottom", first: str = "exercise 1 of 6") -> None:
    await phone.says("/workout")
    await phone.sees("What is it today?")
    await phone.presses(workout)
    await phone.sees(first)


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
