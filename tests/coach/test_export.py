"""/export in the chat: three files in one go, or one of them; what they say is what was lifted."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import icalendar
import pytest
from markupsafe import Markup

from bot.coach.errands import Errand, Hands
from bot.coach.exporting import export
from bot.coach.ports import Transaction
from bot.coach.records import File, Spot
from bot.coach.turn import Desk
from bot.coach.world import Later, MaybeSaid
from bot.exchange import own_json
from bot.exchange.past import Past
from bot.store import OpenStore, open_store
from bot.workshop import Workshop
from tests.coach.days import plans
from tests.coach.mortal_house import Alarm
from tests.coach.open_gym import SmallShelf, StandingClock
from tests.coach.past import trains
from tests.coach.simple_chat import SimpleChat
from tests.exchange.belongings import ANN, have_a_past
from tests.house import House
from tests.phone import GYM, PATIENCE, ROBIN, Json, Phone, phone_at, text

BERLIN = ZoneInfo("Europe/Berlin")
READY = "Your training, to take with you"


def files(phone: Phone) -> list[Json]:
    return [message for message in phone.from_bot if "document" in message]


def named(phone: Phone, kind: str) -> Json:
    return next(m for m in files(phone) if m["document"]["file_name"].endswith(kind))


async def exports(robin: Phone, words: str = "") -> None:
    before = len(files(robin))
    await robin.says(f"/export {words}".strip())
    await robin.until(lambda: len(files(robin)) > before and not _under_way(robin), "the files")


def _under_way(phone: Phone) -> bool:
    return any("Writing your files" in text(message) for message in phone.from_bot)


async def test_one_command_brings_all_three_in_an_album(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await plans(robin, "mon thu 18:00", "Europe/Berlin")
    await trains(robin, "40x10 10 9 8")
    await exports(robin)
    names = [message["document"]["file_name"] for message in files(robin)]
    day = datetime.fromtimestamp(files(robin)[0]["date"], BERLIN).date()
    assert names == [f"spotter-{day}.{kind}" for kind in ("csv", "json", "ics")]
    assert len({message["media_group_id"] for message in files(robin)}) == 1
    told = text(await robin.sees(READY))
    assert "1 session, 4 sets" in told and "/import" in told
    table = list(csv.DictReader(io.StringIO((await robin.downloads(named(robin, "csv"))).decode())))
    assert [(row["exercise_title"], row["weight_kg"], row["reps"]) for row in table] == [
        ("High row machine", "40", reps) for reps in ("10", "10", "9", "8")
    ]
    past = own_json.read(await robin.downloads(named(robin, "json")))
    assert isinstance(past, Past) and past.profile is not None
    assert past.profile.habits.days == frozenset({0, 3})
    calendar = icalendar.Calendar.from_ical(await robin.downloads(named(robin, "ics")))
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} == {"Back, top to bottom", "Biceps"}


async def test_among_people_it_is_not_done(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await trains(robin)
    async with phone_at(spotter.address, ROBIN, GYM) as among_people:
        await among_people.says("/export")
        await among_people.sees("between us")
    await robin.says("/forget")
    page = await robin.sees_on_card("Shall I forget you?")
    assert await robin.presses("Export first", page) == "They come in a moment."
    await robin.until(lambda: len(files(robin)) == 2, "the files")
    assert not [message for message in files(robin) if message["chat"]["id"] != ROBIN]


async def test_the_session_that_is_open_is_not_in_it_and_it_says_so(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await robin.says("/workout back")
    await robin.sees_on_card("exercise 1 of 6")
    await robin.says("40x10")
    await robin.sees_on_card("✓ Logged")
    await robin.says("/export csv")
    await robin.sees("no finished session yet")
    await exports(robin)
    assert [message["document"]["file_name"][-5:] for message in files(robin)] == [".json"]
    told = text(await robin.sees(READY))
    assert "The session you are in is not in it yet." in told and "/plan" in told
    await robin.says("/export calendar")
    await robin.sees("nothing planned")
    await robin.says("/export everything please")
    await robin.sees("I write /export csv")


class GatedChat(SimpleChat):
    """Files go through when the gate opens, or meet the trouble that was put there."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.gate = asyncio.Event(), asyncio.Event()
        self.trouble: list[Exception] = []

    async def send_files(self, chat: int, files: tuple[File, ...], caption: Markup) -> Spot:
        self.reached.set()
        await self.gate.wait()
        if self.trouble:
            raise self.trouble.pop()
        return await super().send_files(chat, files, caption)


@pytest.fixture
async def store(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[OpenStore]:
    """With a lifter who has everything."""
    store = await open_store(f"sqlite:///{copyfile(migrated_sqlite, tmp_path / '0.db')}")
    await store.run(lambda tx: have_a_past(tx, ANN.id))
    yield store
    await store.close()


@pytest.fixture
async def hands(store: OpenStore) -> AsyncIterator[Hands]:
    workshop = Workshop()
    yield Hands(store, GatedChat(), workshop, StandingClock(), SmallShelf(), Alarm())
    await workshop.close()


async def asked(hands: Hands, words: str = "") -> Errand:
    def work(tx: Transaction) -> Errand | None:
        return export(Desk(tx, ANN, ANN.id, hands.shelf.library, hands.clock.now()), words).errand

    errand = await hands.store.run(work)
    assert errand is not None
    return errand


def chat_of(hands: Hands) -> GatedChat:
    assert isinstance(hands.messenger, GatedChat)
    return hands.messenger


def said(hands: Hands) -> list[str]:
    return [message.text for message in chat_of(hands).in_chat(ANN.id)]


async def test_who_asks_twice_gets_them_once(hands: Hands) -> None:
    chat = chat_of(hands)
    first = asyncio.create_task((await asked(hands))(hands))
    await chat.reached.wait()
    async with asyncio.timeout(PATIENCE):  # were it a second export, it would wait at the gate as well
        await (await asked(hands))(hands)
    assert [line[:30] for line in said(hands)] == ["Writing your files… Should not", "I am still writing your files;"]
    chat.gate.set()
    await first
    assert len(chat.files) == 1 and not hands.exporting
    await (await asked(hands))(hands)
    assert len(chat.files) == 2


async def test_one_file_alone_may_be_asked_for(hands: Hands) -> None:
    chat = chat_of(hands)
    chat.gate.set()
    for words, kind in (("csv", "csv"), (" JSON ", "json"), ("calendar", "ics")):
        await (await asked(hands, words))(hands)
        (file,) = chat.files[max(chat.files, key=lambda spot: spot.message)]
        assert file.name == f"spotter-2026-03-02.{kind}"


async def test_files_that_cannot_be_written_are_said_to_be_none(hands: Hands) -> None:
    late = replace(hands, workshop=Workshop(patience=0.0))
    await (await asked(late))(late)
    assert said(hands) == ["I could not write your files just now. Nothing of yours was changed; /export tries again."]
    assert not hands.exporting


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Later(0.0), READY),
        (MaybeSaid(), "Telegram did not say whether your files arrived."),
        (RuntimeError("a defect"), "I could not write your files just now."),
    ],
    ids=lambda one: type(one).__name__,
)
async def test_trouble_on_the_way_is_waited_for_or_said(hands: Hands, trouble: Exception, words: str) -> None:
    chat = chat_of(hands)
    chat.gate.set()
    chat.trouble.append(trouble)
    await (await asked(hands))(hands)
    (line,) = said(hands)
    assert line.startswith(words)


async def test_whoever_has_gone_meanwhile_gets_nothing(hands: Hands, store: OpenStore) -> None:
    errand = await asked(hands)
    while await store.run(lambda tx: tx.oblivion.go_on(ANN.id, hands.clock.now())):
        pass
    await errand(hands)
    assert said(hands) == [] and not chat_of(hands).files
