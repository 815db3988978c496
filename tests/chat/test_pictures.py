"""Messages with pictures: drawn and sent up once, swapped in place, and never a reason to be silent."""

import asyncio
from datetime import timedelta

import pytest
from markupsafe import Markup

from bot.chat.gallery import MOST_AHEAD, Gallery, digest
from bot.coach.records import Spot
from bot.coach.world import Later, MaybeSaid, Unreachable
from bot.screens.figures import BarChart, Picture, Theme
from bot.screens.screen import MOST_IN_CAPTION, Button, Screen, bold
from bot.screens.taps import Tap, Verb
from tests.chat.stage import Easel, Stage
from tests.phone import GYM, KIM, ROBIN, phone_at, text
from tests.sandbox.rig import PNG

ROWS = ((Button("Volume", Tap(Verb.PROGRESS, ROBIN)),),)


def chart(title: str, theme: Theme = Theme.LIGHT, lifter: int = ROBIN) -> Picture:
    return Picture(lifter, BarChart(title, "sets a week", "sets", ()), theme)


CHEST = Screen(bold("Chest"), ROWS, picture=chart("Chest"))
BACK = Screen(Markup("Back"), ROWS, picture=chart("Back"))
WORDS = Screen(Markup("Nothing to draw yet."), ROWS)


async def test_a_picture_is_drawn_and_sent_up_once_and_then_goes_by_its_name(stage: Stage) -> None:
    for _ in range(2):
        await stage.messenger.send(ROBIN, CHEST)
    spot = await stage.messenger.send(ROBIN, WORDS)
    assert await stage.messenger.edit(spot, CHEST)
    first, *others = await stage.shown()
    assert text(first) == "Chest" and first["caption_entities"][0]["type"] == "bold"
    assert [m["photo"] for m in others] == [first["photo"]] * 2 and first["reply_markup"] == others[1]["reply_markup"]
    assert (stage.easel.drawn, len(await stage.ledger("uploaded"))) == (1, 1)
    async with phone_at(stage.address) as phone:
        assert await phone.downloads(first) == PNG


async def test_a_new_start_still_knows_it_but_no_other_figure_theme_or_lifter(stage: Stage) -> None:
    await stage.messenger.send(ROBIN, CHEST)
    stage.gallery.remember(stage.store, stage.sandbox.clock)
    await stage.messenger.send(ROBIN, CHEST)
    assert stage.easel.drawn == 1
    for other in (chart("Chest", Theme.DARK), chart("Chest", lifter=KIM), chart("Back")):
        await stage.messenger.send(ROBIN, Screen(Markup("."), picture=other))
    assert stage.easel.drawn == 4


@pytest.mark.parametrize(
    "words",
    [
        "wrong file identifier/HTTP URL specified",
        "wrong remote file identifier specified: Wrong padding in the string",
        "FILE_REFERENCE_EXPIRED",
    ],
)
async def test_a_picture_that_telegram_has_no_more_is_drawn_and_sent_up_again(stage: Stage, words: str) -> None:
    spot = await stage.messenger.send(ROBIN, CHEST)
    for method in ("sendPhoto", "editMessageMedia"):
        await stage.faults({"method": method, "kind": "400", "description": f"Bad Request: {words}", "times": 1})
        if method == "sendPhoto":
            await stage.messenger.send(ROBIN, CHEST)
        else:
            assert await stage.messenger.edit(spot, Screen(Markup("Chest!"), picture=CHEST.picture))
    assert stage.easel.drawn == 3
    await stage.messenger.send(ROBIN, CHEST)
    assert stage.easel.drawn == 3, "what it was called then is forgotten, what it is called now is known"


async def test_a_name_that_telegram_does_not_know_is_not_tried_twice(stage: Stage) -> None:
    await stage.messenger.send(ROBIN, CHEST)
    stage.easel.broken = True
    gone = {"method": "sendPhoto", "kind": "400", "description": "Bad Request: wrong file identifier", "times": 1}
    await stage.faults(gone)
    await stage.messenger.send(ROBIN, CHEST)
    stage.easel.broken = False
    await stage.messenger.send(ROBIN, CHEST)
    assert ["photo" in message for message in await stage.shown()] == [True, False, True]
    assert stage.easel.drawn == 2


async def test_a_text_becomes_a_picture_and_one_picture_another_in_their_place(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, WORDS)
    for screen in (CHEST, BACK, CHEST):
        assert await stage.messenger.edit(spot, screen)
        (message,) = await stage.shown()
        assert (message["message_id"], text(message)) == (spot.message, screen.text.striptags())
    assert stage.easel.drawn == 2
    assert await stage.messenger.edit(spot, CHEST), "what is shown already is done"


async def test_a_picture_that_is_to_become_text_goes_so_that_one_message_stays(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CHEST)
    assert not await stage.messenger.edit(spot, WORDS)
    assert await stage.shown() == []
    stale = await stage.messenger.send(ROBIN, CHEST)
    stage.sandbox.clock.move(timedelta(hours=49))
    assert not await stage.messenger.edit(stale, WORDS)
    (message,) = await stage.shown()
    assert "reply_markup" not in message, "what is too old to be deleted has no buttons any more"


async def test_without_a_picture_that_can_be_drawn_there_are_words(stage: Stage) -> None:
    photo = await stage.messenger.send(ROBIN, CHEST)
    stage.easel.broken = True
    words = await stage.messenger.send(ROBIN, BACK)
    for spot in (photo, words):
        assert await stage.messenger.edit(spot, Screen(Markup("Legs"), picture=chart("Legs")))
    with_photo, plain = await stage.shown()
    assert (with_photo["caption"], plain["text"]) == ("Legs", "Legs") and "photo" in with_photo


@pytest.mark.parametrize("words", ["IMAGE_PROCESS_FAILED", "not enough rights to send photos to the chat"])
async def test_where_telegram_takes_no_picture_there_are_words(stage: Stage, words: str) -> None:
    refusals = [
        {"method": m, "kind": "400", "description": f"Bad Request: {words}"} for m in ("sendPhoto", "editMessageMedia")
    ]
    await stage.faults(*refusals)
    spot = await stage.messenger.send(ROBIN, CHEST)
    assert await stage.messenger.edit(spot, BACK)
    assert [text(message) for message in await stage.shown()] == ["Back"]


async def test_more_words_than_fit_beside_a_picture_come_without_it(stage: Stage) -> None:
    fits, too_many = (Screen(bold("é" * (MOST_IN_CAPTION + n)), picture=CHEST.picture) for n in (0, 1))
    spot = await stage.messenger.send(ROBIN, fits)
    await stage.messenger.send(ROBIN, too_many)
    assert ["photo" in message for message in await stage.shown()] == [True, False]
    assert not await stage.messenger.edit(spot, too_many)


async def test_a_database_in_trouble_keeps_no_picture_from_being_sent(stage: Stage) -> None:
    await stage.store.close()
    spot = await stage.messenger.send(ROBIN, CHEST)
    assert await stage.messenger.edit(spot, BACK)
    assert stage.easel.drawn == 2


async def test_what_is_forgotten_in_vain_is_sent_up_all_the_same(stage: Stage) -> None:
    await stage.messenger.send(ROBIN, CHEST)
    gone = {"method": "sendPhoto", "kind": "400", "description": "Bad Request: wrong file identifier", "delay": 0.2}
    await stage.faults(gone | {"times": 1})
    sending = asyncio.create_task(stage.messenger.send(ROBIN, CHEST))
    async with phone_at(stage.address) as phone:
        await phone.met("fault")
    await stage.store.close()
    await sending
    assert stage.easel.drawn == 2


async def test_an_upload_is_whole_at_every_try_of_an_edit(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, WORDS)
    await stage.faults({"method": "editMessageMedia", "kind": "timeout_after", "times": 2})
    assert await stage.messenger.edit(spot, CHEST)
    assert [row["size"] for row in await stage.ledger("uploaded")] == [len(PNG)] * 3 and stage.easel.drawn == 1
    (message,) = await stage.shown()
    async with phone_at(stage.address) as phone:
        assert await phone.downloads(message) == PNG


async def test_a_picture_that_may_have_been_sent_is_not_sent_twice(stage: Stage) -> None:
    await stage.faults({"method": "sendPhoto", "kind": "timeout_after", "times": 1})
    with pytest.raises(MaybeSaid):
        await stage.messenger.send(ROBIN, CHEST)
    assert len(await stage.ledger("sent")) == 1


@pytest.mark.parametrize(("kind", "trouble"), [("429", Later), ("403", Unreachable)])
async def test_floods_and_closed_doors_are_told_for_pictures_too(
    stage: Stage, kind: str, trouble: type[Exception]
) -> None:
    spot = await stage.messenger.send(ROBIN, WORDS)
    await stage.faults(
        *({"method": method, "kind": kind, "retry_after": 2} for method in ("sendPhoto", "editMessageMedia"))
    )
    with pytest.raises(trouble):
        await stage.messenger.edit(spot, CHEST)
    with pytest.raises(trouble):
        await stage.messenger.send(ROBIN, CHEST)


async def test_a_group_that_moved_gets_its_picture_where_it_is_now(stage: Stage) -> None:
    moved = {
        "kind": "400",
        "description": "Bad Request: group chat was upgraded",
        "parameters": {"migrate_to_chat_id": GYM},
    }
    await stage.faults({"method": "sendPhoto", "chat": ROBIN, **moved}, {"method": "editMessageMedia", **moved})
    spot = await stage.messenger.send(ROBIN, CHEST)
    assert spot.chat == GYM and [text(message) for message in await stage.shown(GYM)] == ["Chest"]
    assert not await stage.messenger.edit(Spot(ROBIN, 1), BACK)


def test_what_a_figure_says_is_what_it_is_known_by() -> None:
    assert digest(chart("Back")) == digest(chart("Back")) != digest(chart("Back", Theme.DARK))


async def test_before_there_is_a_database_pictures_are_drawn_each_time() -> None:
    easel = Easel()

    async def put(media: str, uploads: object) -> dict[str, list[dict[str, str]]]:
        return {"photo": [{"file_id": "x"}]}

    for _ in range(2):
        await Gallery(easel).hang(chart("Back"), put)
    assert easel.drawn == 2


async def test_what_was_drawn_ahead_is_sent_at_once_and_what_telegram_has_is_not_drawn(stage: Stage) -> None:
    await stage.messenger.prepare(CHEST)
    await stage.messenger.prepare(WORDS)
    stage.easel.broken = True
    await stage.messenger.send(ROBIN, CHEST)
    stage.easel.broken = False
    await stage.messenger.prepare(CHEST)
    assert "photo" in (await stage.shown())[0] and stage.easel.drawn == 1


async def test_what_could_not_be_drawn_ahead_is_not_waited_for_again(stage: Stage) -> None:
    stage.easel.broken = True
    await stage.messenger.prepare(CHEST)
    stage.easel.broken = False
    await stage.messenger.send(ROBIN, CHEST)
    assert "photo" not in (await stage.shown())[0] and stage.easel.drawn == 0


async def test_of_what_is_drawn_ahead_and_never_sent_little_is_kept(stage: Stage) -> None:
    for number in range(MOST_AHEAD + 1):
        await stage.messenger.prepare(Screen(Markup("."), picture=chart(f"{number}")))
    assert stage.easel.drawn == MOST_AHEAD + 1
    for number in (MOST_AHEAD, 0):
        await stage.messenger.send(ROBIN, Screen(Markup("."), picture=chart(f"{number}")))
    assert stage.easel.drawn == MOST_AHEAD + 2, "the first of them was drawn again"
