"""The card of a session in the chat: it comes at the end, goes with the session that is taken up again, and never comes after
a stop sign."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest
from PIL import Image

from bot.coach.letters import Outbox
from bot.coach.ports import Store, Transaction
from bot.coach.records import Letter, LetterKind
from bot.pictures.session_card import HEIGHT
from bot.screens import safety
from bot.screens.screen import Screen
from bot.store import open_store
from bot.training.lifter import Lifter
from bot.training.plan import Library
from tests.coach.simple_chat import SimpleChat
from tests.coach.small_gym import small_gym
from tests.house import House, house
from tests.phone import Json, Phone, buttons, text
from tests.training.gym import NOON, Training, first_session


@pytest.fixture
async def spotter(tmp_path: Path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path}/spotter.db", small_gym(tmp_path / "content")) as running:
        yield running


async def trains(robin: Phone) -> None:
    await robin.says("/workout small")
    await robin.sees_on_card("exercise 1 of 3")
    await robin.says("10x45")
    await robin.sees_on_card("Logged 10 × 45")


async def finishes(robin: Phone) -> Json:
    """Early; returns the summary."""
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.presses("Finish and keep")
    return await robin.sees("Before the next one")


async def image_of(robin: Phone, message: Json) -> Image.Image:
    return Image.open(io.BytesIO(await robin.downloads(message)))


async def test_a_finished_session_comes_as_a_card_that_says_the_same_in_words(robin: Phone) -> None:
    await trains(robin)
    summary = await finishes(robin)
    assert "photo" in summary and "text" not in summary
    assert "1 set · 450 kg" in text(summary) and "Trained a little: " in text(summary)
    image = await image_of(robin, summary)
    assert (image.format, image.size) == ("PNG", (1080, HEIGHT))


async def test_undoing_the_end_takes_the_card_away_and_leaves_one_message_to_go_on_with(robin: Phone) -> None:
    await trains(robin)
    summary = await finishes(robin)
    await robin.presses("Not done yet: undo", summary)
    await robin.until(lambda: summary["message_id"] not in numbers(robin), "the card of the session gone")
    live = await robin.sees_on_card("set 2 of 2")
    assert "photo" not in live and [m for m in robin.from_bot if buttons(m)] == [live]
    again = await finishes(robin)
    assert "photo" in again and [m for m in robin.from_bot if "photo" in m] == [again]


def numbers(robin: Phone) -> set[int]:
    return {message["message_id"] for message in robin.messages}


async def test_after_a_stop_sign_there_are_words_and_no_card(robin: Phone) -> None:
    await trains(robin)
    await robin.presses("😖 Pain")
    await robin.until(lambda: robin.button(safety.YES_A_STOP_SIGN) is not None, "the signs to stop at")
    await robin.presses(safety.YES_A_STOP_SIGN)
    told = await robin.sees("You stopped at a warning sign")
    assert "photo" not in told and not any("photo" in message for message in robin.from_bot)


class Shelf:
    library = Library()


@dataclass
class Onlooker(SimpleChat):
    """Looks at what waits in the outbox while a picture is drawn."""

    store: Store | None = None
    waiting: tuple[Letter, ...] = ()

    async def prepare(self, screen: Screen) -> None:
        assert self.store is not None and screen.picture is not None
        self.waiting = await self.store.run(lambda tx: tx.waiting_letters(NOON, 10))


async def test_while_its_picture_is_drawn_a_letter_is_in_nobodys_hand(migrated_sqlite: Path, tmp_path: Path) -> None:
    """So a crash in between, which drawing makes likely, is no reason to wait nor to fear that it was sent."""
    store = await open_store(f"sqlite:///{copyfile(migrated_sqlite, tmp_path / 'spotter.db')}")
    training = Training()
    training.logs_everything()
    letter = Letter(7, 7, training.session.id, LetterKind.SUMMARY, NOON)

    def keep(tx: Transaction) -> Letter:
        tx.keep_lifter(Lifter(7))
        tx.add_session(first_session(), 7)
        tx.save_session(first_session(), training.session)
        return tx.post(letter)

    posted = await store.run(keep)
    chat = Onlooker(store=store)
    await Outbox(store, chat, Shelf()).deliver(posted, NOON)
    assert chat.waiting == (posted,)
    (told,) = chat.in_chat(7)
    assert told.picture is not None and await store.run(lambda tx: tx.waiting_letters(NOON, 10)) == ()
    await store.close()
