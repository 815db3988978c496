"""The chat page as a hand and an eye use it: types, taps, and waits until the page shows what comes of it. No tests live here.

It knows what Spotter writes on its cards, never the bot or its database; the page itself is `tests/sandbox`'s affair.
"""

import re
from decimal import Decimal

from playwright.async_api import Locator, Page, expect

from tests.phone import PATIENCE

# A whole Spotter is behind the page, on a machine that may be busy.
expect.set_options(timeout=PATIENCE * 1000)


class ChatPage:
    """One person's phone, with the chat open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        messages = page.get_by_test_id("message")
        self.card = messages.filter(has=page.get_by_test_id("inline-button")).last
        self.success = self.card.locator('[data-style="success"]')
        self.skip_rest = self.button("Skip rest")
        self.load_question = self.card.get_by_text("Pick one, or type your own")
        self.rest_over = page.locator('[data-ringing="true"]').filter(has_text=re.compile("^Rest (over|ended)"))
        self.summary = self.card.filter(has_text="done 💪")

    def button(self, label: str) -> Locator:
        """The button of the card whose label begins so."""
        return self.card.get_by_test_id("inline-button").filter(has_text=re.compile(f"^{re.escape(label)}"))

    async def says(self, words: str) -> None:
        await self.page.get_by_test_id("composer").fill(words)
        await self.page.get_by_test_id("composer").press("Enter")

    async def presses(self, label: str) -> None:
        await self.button(label).click()

    async def begins(self, workout: str) -> None:
        await self.says("/workout")
        await self.presses(workout)
        await expect(self.success.or_(self.load_question)).to_be_visible()

    async def logs_a_set(self, load: str | None = None) -> str:
        """Taps the success button, after choosing a load where one is asked for (the third, if none is given); what it said."""
        await expect(self.success.or_(self.load_question)).to_be_visible()
        if await self.load_question.is_visible():
            loads = self.card.get_by_test_id("inline-button")
            await (self.button(load) if load else loads.nth(2)).click()
        label = await self.success.inner_text()
        await self.success.click()
        await expect(self.skip_rest.or_(self.summary)).to_be_visible()
        return label.removeprefix("✓ ")

    async def skips_the_rest(self) -> None:
        await self.skip_rest.click()
        await expect(self.success.or_(self.load_question)).to_be_visible()

    async def rests_until_it_rings(self) -> None:
        """Moves the clock to the next alarm, which is the end of the rest."""
        await self.page.get_by_test_id("clock-next-alarm").click()
        await expect(self.rest_over).to_be_visible()
        await expect(self.success.or_(self.load_question)).to_be_visible()


def lifted(sets: list[str]) -> tuple[Decimal, int]:
    """What sets that read `10 × 40 kg` or `10 × body weight` add up to: kilograms lifted, and body-weight reps."""
    weight, body_reps = Decimal(0), 0
    for one in sets:
        reps, _, load = one.partition(" × ")
        if load == "body weight":
            body_reps += int(reps)
        else:
            weight += int(reps) * Decimal(load.removesuffix(" kg"))
    return weight, body_reps
