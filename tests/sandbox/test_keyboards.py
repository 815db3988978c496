"""Keyboards: buttons below a message and keys below the chat, with Telegram's limits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.rig import GYM, ROBIN, Rig

Button = dict[str, Any]


def keys(*rows: list[Button]) -> dict[str, list[list[Button]]]:
    return {"inline_keyboard": list(rows)}


def button(**more: Any) -> Button:
    return {"text": "Log", "callback_data": "x", **more}


async def test_buttons_keep_style_copy_text_and_address(rig: Rig) -> None:
    rows: list[list[Button]] = [
        [button(style="success"), button(style="danger"), button(style="primary")],
        [{"text": "Copy", "copy_text": {"text": "10x45"}}, {"text": "See", "url": "https://example.org/a"}],
    ]
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Set", reply_markup=keys(*rows))
    assert sent["reply_markup"] == keys(*rows)
    bare = await rig.ok("sendMessage", chat_id=ROBIN, text="x", reply_markup=keys([button(style="default", odd=1)]))
    assert bare["reply_markup"] == keys([button()])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[button(callback_data="é" * 32 + "x")]], "BUTTON_DATA_INVALID"),
        ([[button()] * 9], "reply markup is too long"),
        ([[button()]] * 101, "reply markup is too long"),
        ([[button(callback_data="")]], "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ([[button(style="loud")]], "can't parse inline keyboard button: invalid button style specified"),
        ([[{"callback_data": "x"}]], 'can\'t parse inline keyboard button: Can\'t find field "text"'),
        ([[button(text=5)]], 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        ([[button(text=" ")]], "inline keyboard button text must be non-empty"),
        ([["Log"]], "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        ([button()], 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ([[{"text": "x", "url": "http://localhost/"}]],
         "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"),
        ([[{"text": "x", "copy_text": {"text": "y" * 257}}]], "BUTTON_COPY_TEXT_INVALID"),
    ],
)  # fmt: skip
async def test_inline_keyboards_that_telegram_refuses(rig: Rig, rows: list[Any], words: str) -> None:
    refused = await rig.refused("sendMessage", chat_id=ROBIN, text="x", reply_markup={"inline_keyboard": rows})
    assert refused == f"Bad Request: {words}"
    assert (await rig.state())["messages"] == []


async def test_the_limits_themselves_are_allowed(rig: Rig) -> None:
    wide = keys(*[[button(callback_data="é" * 32)] * 8] * 12, [button()] * 4)
    await rig.ok("sendMessage", chat_id=ROBIN, text="x", reply_markup=wide)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"keyboard": ["Yes"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[5]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    ],
)
async def test_markup_of_no_kind(rig: Rig, markup: object, words: str) -> None:
    assert await rig.refused("sendMessage", chat_id=ROBIN, text="x", reply_markup=markup) == f"Bad Request: {words}"


async def test_an_empty_keyboard_is_none(rig: Rig) -> None:
    assert "reply_markup" not in await rig.ok("sendMessage", chat_id=ROBIN, text="x", reply_markup=keys([], []))


async def test_keys_below_the_chat_belong_to_the_chat_until_removed(rig: Rig) -> None:
    where = [{"text": "Where I am", "request_location": True}]
    board = {"keyboard": [where, ["Skip"]], "resize_keyboard": True}
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Your time zone?", reply_markup=board)
    assert "reply_markup" not in sent
    shown = {**board, "keyboard": [where, [{"text": "Skip"}]]}
    assert (await rig.state())["reply_keyboard"] == shown
    await rig.door("location", person=ROBIN, latitude=52.5, longitude=13.4)
    assert (await rig.state())["reply_keyboard"] == shown
    await rig.ok("sendMessage", chat_id=ROBIN, text="Thanks", reply_markup={"remove_keyboard": True})
    assert (await rig.state())["reply_keyboard"] is None


async def test_one_time_keys_go_with_the_next_message(rig: Rig) -> None:
    board = {"keyboard": [["kg", "lb"]], "one_time_keyboard": True}
    await rig.ok("sendMessage", chat_id=ROBIN, text="Units?", reply_markup=board)
    await rig.say("kg")
    assert (await rig.state())["reply_keyboard"] is None


async def test_a_group_is_not_asked_where_it_is(rig: Rig) -> None:
    board = {"keyboard": [[{"text": "Where I am", "request_location": True}]]}
    refused = await rig.refused("sendMessage", chat_id=GYM, text="x", reply_markup=board)
    assert refused == "Bad Request: location can be requested in private chats only"
