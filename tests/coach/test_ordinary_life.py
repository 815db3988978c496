"""Old buttons, silences, strangers, lost messages, failing databases: ordinary life, each with a friendly answer."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.run import SANDBOX_TOKEN
from tests.house import CONTENT, House, house
from tests.phone import GYM, KIM, ROBIN, Phone, buttons, phone_at, text
from tests.walk import begins


async def test_a_long_silence_is_asked_about_once_and_answered(robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10")
    await robin.sees("Rest 1:30")
    await robin.moves_clock(advance=31 * 60)
    asked = await robin.sees("Still training?")
    assert asked["ringing"]
    await robin.presses("Still here", asked)
    await robin.until(lambda: asked["message_id"] not in {m["message_id"] for m in robin.messages}, "the question gone")
    await robin.moves_clock(advance=10 * 60)
    await robin.presses("✓")
    await robin.sees("today 10 · 10 at 40 kg")


async def test_an_unanswered_silence_closes_at_the_last_set_and_can_be_reopened(robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10")
    await robin.sees("Rest 1:30")
    await robin.moves_clock(advance=31 * 60)
    await robin.sees("Still training?")
    await robin.moves_clock(advance=31 * 60)
    summary = await robin.sees("1 set · 400 kg")
    assert "under a minute" in text(summary), "it ended at the last set"
    await robin.presses("Not done yet: undo", summary)
    await robin.sees_on_card("exercise 1 of 6")


async def test_a_lost_card_is_sent_anew(spotter: House, robin: Phone) -> None:
    await begins(robin)
    card = robin.card["message_id"]
    data = next(button["callback_data"] for button in buttons(robin.card))
    async with aiohttp.ClientSession() as http:
        lost = {"chat_id": ROBIN, "message_id": card}
        await http.post(f"{spotter.address}/bot{SANDBOX_TOKEN}/deleteMessage", json=lost)
    await robin.until(lambda: card not in {m["message_id"] for m in robin.messages}, "the card is gone")
    await robin.taps(card, data)
    await robin.sees_on_card("aim for 10 × 15 kg")
    assert robin.card["message_id"] > card


async def test_buttons_of_another_time_change_nothing_and_lead_back(robin: Phone) -> None:
    await begins(robin)
    old = robin.card
    await robin.presses("40 kg")
    await robin.sees_on_card("aim for")
    data = {button["text"]: button["callback_data"] for button in buttons(old)}
    assert "moved on" in await robin.taps(old["message_id"], data["70 kg"])
    assert "do not know that button" in await robin.taps(old["message_id"], "hello")
    await robin.sees_on_card("aim for 10 × 40 kg")


async def test_in_a_group_talk_is_not_for_us_but_sets_are(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN, GYM) as robin:
        await robin.says("anyone up for lunch?")
        await begins(robin)
        await robin.says("and now?")
        await robin.says("40x10")
        await robin.sees("✓ Logged 10 × 40 kg.")
        assert not any("did not catch" in text(message) for message in robin.from_bot)


async def test_who_blocks_the_bot_is_left_alone_until_they_write(spotter: House, robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10")
    await robin.sees("Rest 1:30")
    await robin.blocks(True)
    await robin.moves_clock(to="next_alarm")
    await robin.blocks(False)
    card = robin.card["message_id"]
    await robin.says("/workout")
    await robin.until(lambda: robin.card["message_id"] > card, "the card below")
    lifter = await spotter.store.run(lambda tx: tx.lifter(ROBIN))
    assert lifter is not None and lifter.reachable


async def test_a_failure_says_so_once_with_a_reference_and_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = tmp_path / "spotter.db"
    async with house(f"sqlite:///{database}") as spotter, phone_at(spotter.address) as robin:
        await begins(robin)
        await robin.presses("40 kg")
        await robin.sees_on_card("aim for")
        with sqlite3.connect(database) as other:
            other.execute("ALTER TABLE sets RENAME TO gone")
        note = await robin.presses("✓")
        assert note.startswith("Something went wrong on my side; nothing of yours was changed.")
        reference = note.partition("reference ")[2].rstrip(")")
        logged = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert len(logged) == 1 and reference in logged[0].getMessage()
        with sqlite3.connect(database) as other:
            other.execute("ALTER TABLE gone RENAME TO sets")
        await robin.presses("✓")
        await robin.sees("today 10 at 40 kg")


async def test_changed_content_is_taken_up_if_good_and_kept_out_if_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    content = tmp_path / "content"
    for page in CONTENT.rglob("*.md"):
        copy = content / page.relative_to(CONTENT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(page.read_bytes())
    workout = content / "workouts" / "biceps.md"
    good = workout.read_text(encoding="utf-8")
    async with (
        house(f"sqlite:///{tmp_path}/spotter.db", content) as spotter,
        phone_at(spotter.address) as robin,
    ):
        with listening("no exercise 'no-such-thing'") as log:
            workout.write_text(good + "\n- no-such-thing: 3x10\n", encoding="utf-8")
            await log.hears()
        await robin.says("/workout")
        await robin.sees("Biceps")
        with listening("content was changed and is in use now") as log:
            workout.write_text(good.replace("name: Biceps", "name: Guns"), encoding="utf-8")
            await log.hears()
        await robin.says("/workout")
        await robin.sees("Guns")


class Ear(logging.Handler):
    """Hears when the log says something."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self._words in record.getMessage():
            self._heard.set()

    async def hears(self) -> None:
        async with asyncio.timeout(20):
            await self._heard.wait()


@contextmanager
def listening(words: str) -> Iterator[Ear]:
    ear = Ear(words)
    logging.getLogger().addHandler(ear)
    try:
        yield ear
    finally:
        logging.getLogger().removeHandler(ear)


async def test_two_people_train_at_once_without_meeting(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN) as robin, phone_at(spotter.address, KIM) as kim:
        await begins(robin)
        await begins(kim)
        await robin.says("40x10")
        await kim.says("20x12")
        await robin.sees("today 10 at 40 kg")
        await kim.sees("today 12 at 20 kg")


async def test_each_update_is_asked_for_once(robin: Phone) -> None:
    await begins(robin)
    await robin.says("40x10 10")
    await robin.sees("today 10 · 10 at 40 kg")
    await robin.says("/help")
    await robin.sees("What I do")
    fetched = [number for row in await robin.ledger() if row["kind"] == "fetched" for number in row["updates"]]
    assert len(fetched) >= 4 and len(fetched) == len(set(fetched))
