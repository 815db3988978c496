"""Updates on their way to a polling bot: which kinds, in which order, until when, and to one bot alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.sandbox.rig import GYM, KIM, PATIENCE, ROBIN, Rig, Stopwatch

if TYPE_CHECKING:
    from collections.abc import Awaitable


async def soon(waiting: Awaitable[object]) -> object:
    return await asyncio.wait_for(waiting, PATIENCE)


async def test_a_command_is_marked_as_one(rig: Rig) -> None:
    await rig.say("/start gym-4 💪")

    (update,) = await rig.updates()

    message = update["message"]
    assert message["text"] == "/start gym-4 💪"
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    assert message["from"]["first_name"] == "Robin" and message["from"]["language_code"] == "en"
    assert message["chat"]["type"] == "private"


async def test_a_tap_names_who_pressed_what_where(rig: Rig) -> None:
    keys = {"inline_keyboard": [[{"text": "Log", "callback_data": "log"}]]}
    sent = await rig.ok("sendMessage", chat_id=GYM, text="Set 1", reply_markup=keys)
    query = await rig.press(sent["message_id"], "log", person=KIM, chat=GYM)

    tap = (await rig.updates())[0]["callback_query"]

    assert (tap["id"], tap["data"], tap["from"]["first_name"]) == (query, "log", "Kim")
    assert tap["message"] == sent and tap["chat_instance"]


async def test_a_tap_shows_the_message_as_it_was_pressed(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Set 1")
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    await rig.press(sent["message_id"])
    await rig.ok("editMessageText", **where, text="Set 2")
    await rig.ok("deleteMessage", **where)
    await rig.press(sent["message_id"])

    before, after = [update["callback_query"]["message"] for update in await rig.updates()]

    assert before["text"] == "Set 1"
    assert after == {"message_id": sent["message_id"], "chat": sent["chat"], "date": 0}


async def test_confirmed_updates_are_gone_and_others_come_again(rig: Rig) -> None:
    for number in range(5):
        await rig.say(str(number))
    first = [update["update_id"] for update in await rig.updates(limit=3)]
    assert first == [update["update_id"] for update in await rig.updates(limit=3)]

    rest = await rig.updates(offset=first[-1] + 1)
    assert [update["message"]["text"] for update in rest] == ["3", "4"]
    # An older offset brings nothing back.
    assert await rig.updates(offset=first[0]) == rest
    assert await rig.updates(offset=-1) == rest[-1:]
    assert await rig.updates() == rest[-1:]


async def test_a_long_poll_ends_with_the_first_update(rig: Rig) -> None:
    poll = asyncio.create_task(rig.updates(timeout=50))
    await rig.until_polling()
    await rig.say("hello")
    assert [update["message"]["text"] for update in await asyncio.wait_for(poll, PATIENCE)] == ["hello"]


async def test_a_long_poll_with_nothing_to_tell_ends_empty(rig: Rig) -> None:
    assert await rig.updates(timeout=1) == []
    assert await rig.updates(timeout="soon", limit="many", offset="x") == []


async def test_two_pollers_conflict_and_the_newer_one_stays(rig: Rig) -> None:
    older = asyncio.create_task(rig.refused("getUpdates", timeout=50))
    await rig.until_polling()
    newer = asyncio.create_task(rig.updates(timeout=50))

    assert await soon(older) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await rig.until_polling()
    await rig.say("hello")
    assert await soon(newer) == await rig.updates()


async def test_a_poller_that_hung_up_conflicts_with_nobody(rig: Rig) -> None:
    poll = asyncio.create_task(rig.updates(timeout=50))
    await rig.until_polling()
    poll.cancel()
    async with asyncio.timeout(PATIENCE):
        while (await rig.state())["bot"]["listening"]:
            pass
    assert await rig.updates(timeout=0) == []
    assert await rig.ledger("refused") == []


async def test_a_webhook_and_polling_exclude_each_other(rig: Rig) -> None:
    poll = asyncio.create_task(rig.refused("getUpdates", timeout=50))
    await rig.until_polling()
    await rig.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await soon(poll) == "Conflict: terminated by setWebhook request"
    answer = await rig.call("getUpdates")
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await rig.ok("deleteWebhook")
    assert await rig.updates() == []


async def test_only_wanted_kinds_are_kept_and_the_wish_is_remembered(rig: Rig) -> None:
    await rig.updates(allowed_updates=["callback_query", "nonsense"])
    message = await rig.say("not wanted")
    await rig.press(message["message_id"])
    assert [set(update) - {"update_id"} for update in await rig.updates()] == [{"callback_query"}]
    assert (await rig.ok("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await rig.updates(allowed_updates=[])
    await rig.say("wanted again")
    assert len(await rig.updates()) == 2


async def test_every_kind_that_people_cause(rig: Rig) -> None:
    message = await rig.say("10x45")
    await rig.door("edit", person=ROBIN, message_id=message["message_id"], text="10x46")
    await rig.door("edit", person=ROBIN, message_id=message["message_id"], text="10x46")
    await rig.press(message["message_id"])
    await rig.door("block", person=ROBIN, blocked=True)
    await rig.door("block", person=ROBIN, blocked=True)

    updates = await rig.updates()

    kinds = [next(kind for kind in update if kind != "update_id") for update in updates]
    assert kinds == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert updates[1]["edited_message"]["text"] == "10x46" and "edit_date" in updates[1]["edited_message"]
    member = updates[3]["my_chat_member"]
    assert [member[side]["status"] for side in ("old_chat_member", "new_chat_member")] == ["member", "kicked"]


async def test_taps_expire_after_150_seconds_and_the_rest_after_a_day(rig: Rig, watch: Stopwatch) -> None:
    message = await rig.say("hello")
    await rig.press(message["message_id"])
    watch.now += 149
    assert len(await rig.updates()) == 2
    watch.now += 2
    assert [set(update) - {"update_id"} for update in await rig.updates()] == [{"message"}]
    assert (await rig.ok("getWebhookInfo"))["pending_update_count"] == 1
    watch.now += 86_400
    assert await rig.updates() == []


async def test_moving_the_clock_expires_nothing(rig: Rig) -> None:
    message = await rig.say("hello")
    query = await rig.press(message["message_id"])
    await rig.door("clock", to="tomorrow")
    assert len(await rig.updates()) == 2
    await rig.ok("answerCallbackQuery", callback_query_id=query)


TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_tap_is_answered_once_and_in_time(rig: Rig, watch: Stopwatch) -> None:
    message = await rig.say("hello")
    first, second = [await rig.press(message["message_id"]) for _ in range(2)]

    assert await rig.ok("answerCallbackQuery", callback_query_id=first, text="Logged") is True
    assert await rig.refused("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    assert await rig.refused("answerCallbackQuery", callback_query_id="17") == TOO_OLD
    assert await rig.refused("answerCallbackQuery") == TOO_OLD
    long = await rig.refused("answerCallbackQuery", callback_query_id=second, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    watch.now += 151
    assert await rig.refused("answerCallbackQuery", callback_query_id=second) == TOO_OLD


@pytest.mark.parametrize("given", [{"data": ""}, {"data": "x" * 65}, {"message_id": 99}, {"message_id": "x"}])
async def test_a_press_that_cannot_be(rig: Rig, given: dict[str, object]) -> None:
    message = await rig.say("hello")
    press = {"person": ROBIN, "message_id": message["message_id"], "data": "x", **given}
    assert await rig.complaint("press", **press)
    assert len(await rig.updates()) == 1
