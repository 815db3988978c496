"""Messages of a bot: sent, edited, deleted, and refused in Telegram's own words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.refusals import NOT_MODIFIED
from tests.sandbox.rig import GYM, KIM, ROBIN, Rig

if TYPE_CHECKING:
    from collections.abc import Iterable

KEYS = {"inline_keyboard": [[{"text": "Log", "callback_data": "log", "style": "success"}]]}


async def test_a_sent_message_comes_back_as_telegram_shows_it(rig: Rig) -> None:
    message = await rig.ok("sendMessage", chat_id=ROBIN, text="  Back day \n", reply_markup=KEYS)

    bot = await rig.ok("getMe")
    assert message["text"] == "Back day"
    assert message["chat"] == {"id": ROBIN, "type": "private", "first_name": "Robin", "username": "robin"}
    assert message["from"]["id"] == bot["id"] and message["from"]["is_bot"]
    assert message["reply_markup"] == KEYS
    shown = (await rig.state())["messages"]
    assert shown == [{**message, "ringing": True, "reactions": []}]


async def test_numbers_grow_across_chats_and_a_silent_message_does_not_ring(rig: Rig) -> None:
    first = await rig.ok("sendMessage", chat_id=ROBIN, text="one")
    second = await rig.ok("sendMessage", chat_id=KIM, text="two", disable_notification=True)
    third = await rig.ok("sendMessage", chat_id=GYM, text="three", disable_notification="true")

    assert first["message_id"] < second["message_id"] < third["message_id"]
    assert third["chat"] == {"id": GYM, "type": "group", "title": "The gym"}
    assert [m["ringing"] for m in (await rig.state(KIM))["messages"]] == [False]
    assert [m["ringing"] for m in (await rig.state(KIM, GYM))["messages"]] == [False]


@pytest.mark.parametrize("encode", ["query", "form", "multipart", "json"])
async def test_parameters_may_come_in_any_of_four_ways(rig: Rig, encode: str) -> None:
    params = {"chat_id": "1001", "text": "5 × 5 & more", "disable_notification": "true"}
    sent: dict[str, Any] = {"query": {"params": params}, "form": {"data": params}, "json": {"json": params}}.get(
        encode, {"data": rig.form(params)}
    )
    verb = rig.http.get if encode == "query" else rig.http.post
    async with verb(rig.url("sendMessage"), **sent) as response:
        message = (await response.json())["result"]

    assert message["text"] == "5 × 5 & more"
    assert [m["ringing"] for m in (await rig.state())["messages"]] == [False]


async def test_method_names_do_not_mind_their_case(rig: Rig) -> None:
    assert (await rig.ok("SENDMESSAGE", chat_id=ROBIN, text="hi"))["text"] == "hi"
    assert await rig.call("sendMassage", chat_id=ROBIN) == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }


async def test_texts_that_telegram_refuses(rig: Rig) -> None:
    async def send(text: object, **more: object) -> str:
        return await rig.refused("sendMessage", chat_id=ROBIN, text=text, **more)

    assert await send("") == "Bad Request: message text is empty"
    assert await send(" \n ") == "Bad Request: text must be non-empty"
    assert await send("<b> </b>", parse_mode="HTML") == "Bad Request: text must be non-empty"
    assert await send("x" * 4097) == "Bad Request: message is too long"
    assert await send("x" * 40_000) == "Bad Request: text is too long"
    assert await send("hi", parse_mode="Wiki") == "Bad Request: unsupported parse_mode"


async def test_the_length_is_counted_after_the_tags_are_gone(rig: Rig) -> None:
    await rig.ok("sendMessage", chat_id=ROBIN, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    # An emoji counts twice.
    assert await rig.refused("sendMessage", chat_id=ROBIN, text="🏋" * 2049) == "Bad Request: message is too long"
    await rig.ok("sendMessage", chat_id=ROBIN, text="🏋" * 2048)


@pytest.mark.parametrize("chat", ["", "nobody", "@robin", 7, -5, "9" * 30])
async def test_a_chat_that_is_not_there(rig: Rig, chat: object) -> None:
    words = "chat_id is empty" if chat == "" else "chat not found"
    assert await rig.refused("sendMessage", chat_id=chat, text="hi") == f"Bad Request: {words}"


async def test_a_blocked_bot_may_not_send(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="hi")
    await rig.door("block", person=ROBIN, blocked=True)

    answer = await rig.call("sendMessage", chat_id=ROBIN, text="still there?")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert (await rig.call("sendChatAction", chat_id=ROBIN, action="typing"))["error_code"] == 403
    assert (await rig.call("deleteMessage", chat_id=ROBIN, message_id=sent["message_id"]))["error_code"] == 403
    await rig.door("block", person=ROBIN, blocked=False)
    await rig.ok("sendMessage", chat_id=ROBIN, text="hello again")


async def test_an_edit_changes_the_message_in_its_place_and_never_rings(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Set 1", reply_markup=KEYS, disable_notification=True)
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}

    edited = await rig.ok("editMessageText", **where, text="Set 2", reply_markup=KEYS)

    assert edited["message_id"] == sent["message_id"] and edited["text"] == "Set 2"
    assert edited["edit_date"] >= sent["date"] and edited["reply_markup"] == KEYS
    assert [(m["text"], m["ringing"]) for m in (await rig.state())["messages"]] == [("Set 2", False)]
    # Without buttons in the call the buttons go.
    assert "reply_markup" not in await rig.ok("editMessageText", **where, text="Set 3")


async def test_not_modified_means_text_entities_and_buttons_alike(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="<b>Set</b> 1", parse_mode="HTML", reply_markup=KEYS)
    edit = {"chat_id": ROBIN, "message_id": sent["message_id"], "text": "<b>Set</b> 1", "parse_mode": "HTML"}

    assert await rig.refused("editMessageText", **edit, reply_markup=KEYS) == f"Bad Request: {NOT_MODIFIED}"
    await rig.ok("editMessageText", **edit)
    assert await rig.refused("editMessageText", **edit) == f"Bad Request: {NOT_MODIFIED}"
    await rig.ok("editMessageText", **{**edit, "text": "Set 1"})
    markup = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    assert await rig.refused("editMessageReplyMarkup", **markup) == f"Bad Request: {NOT_MODIFIED}"
    assert (await rig.ok("editMessageReplyMarkup", **markup, reply_markup=KEYS))["reply_markup"] == KEYS


async def test_edits_that_telegram_refuses(rig: Rig) -> None:
    said = await rig.say("mine")
    board = {"keyboard": [["Yes", "No"]]}
    asked = await rig.ok("sendMessage", chat_id=ROBIN, text="Back trouble?", reply_markup=board)
    own = await rig.ok("sendMessage", chat_id=ROBIN, text="hi")

    async def edit(message_id: int, **more: object) -> str:
        return await rig.refused("editMessageText", **{"chat_id": ROBIN, "message_id": message_id, "text": "x", **more})

    assert await edit(999) == "Bad Request: message to edit not found"
    assert await edit(own["message_id"], chat_id=KIM) == "Bad Request: message to edit not found"
    assert await edit(said["message_id"]) == "Bad Request: message can't be edited"
    assert await edit(asked["message_id"]) == "Bad Request: message can't be edited"
    assert await edit(own["message_id"], reply_markup=board) == "Bad Request: inline keyboard expected"
    assert await edit(own["message_id"], text="") == "Bad Request: message text is empty"
    assert await rig.refused("editMessageText", text="x") == "Bad Request: message identifier is not specified"
    caption = {"chat_id": ROBIN, "message_id": own["message_id"], "caption": "x"}
    assert (
        await rig.refused("editMessageCaption", **caption) == "Bad Request: there is no caption in the message to edit"
    )


async def test_a_deleted_message_is_gone_for_everyone(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Rest over")
    said = await rig.say("ok")
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}

    assert await rig.ok("deleteMessage", **where) is True
    assert await rig.refused("deleteMessage", **where) == "Bad Request: message to delete not found"
    assert await rig.refused("editMessageText", **where, text="x") == "Bad Request: message to edit not found"
    # In a private chat a bot may take away what the person said, too.
    assert await rig.ok("deleteMessage", chat_id=ROBIN, message_id=said["message_id"]) is True
    assert (await rig.state())["messages"] == []


async def test_several_are_deleted_at_once_and_missing_ones_passed_over(rig: Rig) -> None:
    ids = [(await rig.ok("sendMessage", chat_id=ROBIN, text=str(n)))["message_id"] for n in range(3)]

    assert await rig.ok("deleteMessages", chat_id=ROBIN, message_ids=[*ids[:2], 999]) is True
    assert [m["message_id"] for m in (await rig.state())["messages"]] == ids[2:]
    wrongs: list[Any] = [[], "[1", {}, ["x"], [0], list(range(1, 102))]
    for wrong in wrongs:
        assert (await rig.refused("deleteMessages", chat_id=ROBIN, message_ids=wrong)).startswith("Bad Request: ")


async def test_what_others_said_in_a_group_stays(rig: Rig) -> None:
    said = await rig.say("hi all", chat=GYM)
    words = await rig.refused("deleteMessage", chat_id=GYM, message_id=said["message_id"])
    assert words == "Bad Request: message can't be deleted"


async def test_after_two_days_a_message_can_be_edited_but_not_deleted(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Tuesday")
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    rig.box.clock.move(timedelta(hours=48, seconds=2))

    words = "Bad Request: message can't be deleted for everyone"
    assert await rig.refused("deleteMessage", **where) == words
    assert await rig.refused("deleteMessages", chat_id=ROBIN, message_ids=[sent["message_id"]]) == words
    await rig.ok("editMessageText", **where, text="Thursday")


async def test_a_reply_carries_what_it_answers(rig: Rig) -> None:
    said = await rig.say("10x45")
    reply = {"reply_parameters": {"message_id": said["message_id"]}}

    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Logged", **reply)

    assert sent["reply_to_message"]["text"] == "10x45"
    missing = {"message_id": 999}
    words = await rig.refused("sendMessage", chat_id=ROBIN, text="x", reply_parameters=missing)
    assert words == "Bad Request: message to be replied not found"
    missing["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await rig.ok("sendMessage", chat_id=ROBIN, text="x", reply_parameters=missing)


async def test_reactions_are_shown_and_only_the_ones_telegram_has(rig: Rig) -> None:
    said = await rig.say("10x45")
    where = {"chat_id": ROBIN, "message_id": said["message_id"]}

    def reaction(*emojis: str) -> list[dict[str, str]]:
        return [{"type": "emoji", "emoji": emoji} for emoji in emojis]

    assert await rig.ok("setMessageReaction", **where, reaction=reaction("👍")) is True
    assert [m["reactions"] for m in (await rig.state())["messages"]] == [["👍"]]
    assert await rig.refused("setMessageReaction", **where, reaction=reaction("✅")) == "Bad Request: REACTION_INVALID"
    several = await rig.refused("setMessageReaction", **where, reaction=reaction("👍", "🔥"))
    assert several == "Bad Request: REACTIONS_TOO_MANY"
    missing = {"chat_id": ROBIN, "message_id": 999, "reaction": reaction("👍")}
    assert await rig.refused("setMessageReaction", **missing) == "Bad Request: message to react not found"
    await rig.ok("setMessageReaction", **where)
    assert [m["reactions"] for m in (await rig.state())["messages"]] == [[]]


async def test_the_last_pinned_message_is_the_one_on_top(rig: Rig) -> None:
    ids = [(await rig.ok("sendMessage", chat_id=ROBIN, text=str(n)))["message_id"] for n in range(3)]

    async def pinned() -> object:
        return (await rig.state())["pinned"]

    for number in ids:
        await rig.ok("pinChatMessage", chat_id=ROBIN, message_id=number)
    assert await pinned() == ids[2]
    assert (await rig.ok("getChat", chat_id=ROBIN))["pinned_message"]["message_id"] == ids[2]
    await rig.ok("unpinChatMessage", chat_id=ROBIN)
    assert await pinned() == ids[1]
    await rig.ok("deleteMessage", chat_id=ROBIN, message_id=ids[1])
    assert await pinned() == ids[0]
    await rig.ok("unpinAllChatMessages", chat_id=ROBIN)
    assert await pinned() is None
    assert (
        await rig.refused("pinChatMessage", chat_id=ROBIN, message_id=ids[1]) == "Bad Request: message to pin not found"
    )
    assert (
        await rig.refused("unpinChatMessage", chat_id=ROBIN, message_id=ids[1])
        == "Bad Request: message to unpin not found"
    )


async def test_chats_and_members(rig: Rig) -> None:
    assert (await rig.ok("getChat", chat_id=GYM))["title"] == "The gym"
    assert (await rig.ok("getChatMember", chat_id=GYM, user_id=KIM))["user"]["first_name"] == "Kim"
    assert await rig.refused("getChatMember", chat_id=ROBIN, user_id=KIM) == "Bad Request: member not found"
    assert await rig.refused("getChatMember", chat_id=GYM) == "Bad Request: invalid user_id specified"
    bot = (await rig.ok("getMe"))["id"]
    await rig.door("block", person=ROBIN, blocked=True)
    assert (await rig.ok("getChatMember", chat_id=ROBIN, user_id=bot))["status"] == "kicked"


async def test_an_action_needs_a_name_that_telegram_knows(rig: Rig) -> None:
    assert await rig.ok("sendChatAction", chat_id=ROBIN, action="upload_photo") is True
    words = await rig.refused("sendChatAction", chat_id=ROBIN, action="lifting")
    assert words == "Bad Request: wrong parameter action in request"


async def test_the_ledger_tells_the_story_in_order(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Set 1", reply_markup=KEYS)
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    await rig.ok("editMessageText", **where, text="Set 2")
    await rig.refused("editMessageText", **where, text="Set 2")
    await rig.ok("deleteMessage", **where)

    rows = await rig.look("/sandbox/ledger")

    assert [row["kind"] for row in rows] == ["sent", "edited", "refused", "deleted"]
    assert rows[0] | {"method": "sendMessage", "chat": ROBIN, "text": "Set 1", "ringing": True} == rows[0]
    assert rows[2]["description"] == f"Bad Request: {NOT_MODIFIED}"
    assert _rising(row["n"] for row in rows)
    assert await rig.look("/sandbox/ledger?after=3") == rows[3:]


def _rising(numbers: Iterable[int]) -> bool:
    listed = list(numbers)
    return listed == sorted(set(listed))
