"""Screens as messages, and what Telegram's refusals mean here, against a local Bot API that refuses on demand."""

import asyncio

import pytest
from markupsafe import Markup
from telegram.error import BadRequest

from bot.coach.records import Spot
from bot.coach.world import Later, MaybeSaid, Unreachable
from bot.screens.screen import Button, NoKey, PlaceKey, Screen, Style, bold, lines
from bot.screens.taps import Tap, Verb
from tests.chat.stage import Stage
from tests.phone import GYM, ROBIN, phone_at

TAP = Tap(Verb.WORKOUTS, ROBIN)
CARD = Screen(
    lines(bold("Set 1 <of> 4"), "10 × 45 kg"), ((Button("✓ 10 × 45 kg", TAP, Style.GO), Button("More", TAP)),)
)
OTHER = Screen(Markup("Set 2 of 4"))
WHERE = Screen(Markup("Where are you?"), CARD.rows, key=PlaceKey("📍 Here", "…or a city"))


async def test_a_screen_becomes_a_message_with_its_buttons_and_its_ring(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CARD)
    await stage.messenger.send(ROBIN, Screen(Markup("Rest over"), rings=True))
    async with phone_at(stage.address) as phone:
        card, ring = phone.from_bot
    assert card["message_id"] == spot.message and card["text"] == "Set 1 <of> 4\n10 × 45 kg"
    assert card["entities"][0] == {"type": "bold", "offset": 0, "length": 12}
    go, more = card["reply_markup"]["inline_keyboard"][0]
    assert (go["text"], go["style"]) == ("✓ 10 × 45 kg", "success") and "style" not in more
    assert (card["ringing"], ring["ringing"]) == (False, True)


async def test_a_key_that_asks_where_they_are_stands_beneath_the_chat_until_it_is_taken_away(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, WHERE)
    assert await stage.keys() == {
        "keyboard": [[{"text": "📍 Here", "request_location": True}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
        "input_field_placeholder": "…or a city",
    }
    async with phone_at(stage.address) as phone:
        assert "reply_markup" not in phone.from_bot[0]
    assert not await stage.messenger.edit(spot, OTHER), "Telegram edits no message that brought a key"
    card = await stage.messenger.send(ROBIN, CARD)
    assert await stage.keys(), "a message that says nothing of keys leaves them"
    assert not await stage.messenger.edit(card, WHERE), "an edit would say that there is a key, and bring none"
    await stage.messenger.send(ROBIN, Screen(Markup("Berlin, then."), key=NoKey()))
    assert await stage.keys() is None


async def test_a_group_gets_the_buttons_and_is_not_asked_where_it_is(stage: Stage) -> None:
    spot = await stage.messenger.send(GYM, WHERE)
    assert await stage.messenger.edit(spot, WHERE)
    async with phone_at(stage.address, chat=GYM) as phone:
        assert phone.button("More")
    assert await stage.keys(GYM) is None


async def test_an_edit_that_changes_nothing_is_done(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CARD)
    assert await stage.messenger.edit(spot, CARD)
    assert await stage.messenger.edit(spot, OTHER)


async def test_a_message_that_is_gone_is_told_and_can_be_stripped_and_deleted_again(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CARD)
    await stage.messenger.delete((spot, Spot(ROBIN, 999)))
    assert not await stage.messenger.edit(spot, OTHER)
    await stage.messenger.strip(spot)
    await stage.messenger.answer("too old", ROBIN, "Taken back.")


async def test_who_blocked_the_bot_or_never_was_is_unreachable(stage: Stage) -> None:
    await stage.faults({"method": "*", "kind": "403"})
    with pytest.raises(Unreachable):
        await stage.messenger.send(ROBIN, CARD)
    with pytest.raises(Unreachable):
        await stage.messenger.edit(Spot(ROBIN, 1), CARD)
    await stage.faults()
    with pytest.raises(Unreachable):
        await stage.messenger.send(424242, CARD)


async def test_a_flood_of_a_moment_is_waited_out_as_told(stage: Stage) -> None:
    await stage.faults({"method": "sendMessage", "kind": "429", "retry_after": 1, "times": 1})
    await stage.messenger.send(ROBIN, CARD)
    rows = await stage.ledger()
    assert [row["kind"] for row in rows].count("sent") == 1
    assert not [row for row in rows if row["kind"] == "too_early"]


async def test_a_longer_flood_is_not_waited_out_here(stage: Stage) -> None:
    await stage.faults({"method": "sendMessage", "kind": "429", "retry_after": 30})
    with pytest.raises(Later) as later:
        async with asyncio.timeout(10):
            await stage.messenger.send(ROBIN, CARD)
    assert later.value.seconds == 30


async def test_a_message_that_may_have_been_sent_is_not_sent_twice(stage: Stage) -> None:
    await stage.faults({"method": "sendMessage", "kind": "timeout_after", "times": 1})
    with pytest.raises(MaybeSaid):
        await stage.messenger.send(ROBIN, CARD)
    assert [row["kind"] for row in await stage.ledger()].count("sent") == 1


async def test_an_edit_that_may_have_been_made_is_made_again(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CARD)
    await stage.faults({"method": "editMessageText", "kind": "timeout_after", "times": 1})
    assert await stage.messenger.edit(spot, OTHER)


async def test_a_fault_of_ours_is_raised_as_it_is(stage: Stage) -> None:
    with pytest.raises(BadRequest, match="parse entities"):
        await stage.messenger.send(ROBIN, Screen(Markup("<blink>now</blink>")))


async def test_an_edit_that_is_refused_for_any_other_reason_is_sent_anew(stage: Stage) -> None:
    spot = await stage.messenger.send(ROBIN, CARD)
    await stage.faults({"method": "editMessageText", "kind": "400", "description": "Bad Request: MESSAGE_ID_INVALID"})
    assert not await stage.messenger.edit(spot, OTHER)
