"""A lifter who has trained, and looks it up again in /history. No tests live here."""

from bot.training.session import Session
from tests.house import House
from tests.phone import ROBIN, Json, Phone, buttons, text

HIGH_ROW = "High row machine"


async def trains(robin: Phone, line: str = "40x10 10 10 10") -> None:
    """The first exercise of the back workout, and home."""
    await robin.says("/workout")
    await robin.sees("What is it today?")
    await robin.presses("Back, top to bottom")
    await robin.sees_on_card("exercise 1 of 6")
    await robin.says(line)
    await robin.sees_on_card("✓ Logged")
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    before = len(summaries(robin))
    await robin.presses("Finish and keep")
    await robin.until(lambda: len(summaries(robin)) > before, "the summary")


def summaries(phone: Phone) -> list[Json]:
    return [m for m in phone.from_bot if "Before the next one" in text(m)]


async def looks_up(robin: Phone, *way: str) -> Json:
    """Down from the list of sessions, by the labels of buttons."""
    before = len(robin.from_bot)
    await robin.says("/history")
    await robin.until(lambda: len(robin.from_bot) > before, "the list of sessions")
    page = robin.card
    for label in way:
        was = robin.choices
        await robin.presses(label)
        await robin.offers_something_else(was)
        page = robin.card
    return page


async def the_session(spotter: House, who: int = ROBIN) -> Session:
    """The one last begun."""
    session = await spotter.store.run(lambda tx: tx.latest_session(who))
    assert session is not None
    return session


async def reps_kept(spotter: House) -> list[int]:
    return [one.reps for one in (await the_session(spotter)).log]


def data(page: Json, label: str) -> str:
    return str(next(b["callback_data"] for b in buttons(page) if b["text"].startswith(label)))
