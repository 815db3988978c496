"""The client that bots really use: python-telegram-bot talks to the sandbox and understands every word."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import telegram
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut

from tests.sandbox.rig import PATIENCE, PNG, ROBIN, TOKEN, Rig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Buttons = telegram.InlineKeyboardMarkup
Button = telegram.InlineKeyboardButton


@pytest.fixture
async def bot(rig: Rig) -> AsyncIterator[telegram.Bot]:
    bot = telegram.Bot(TOKEN, base_url=f"{rig.address}/bot", base_file_url=f"{rig.address}/file/bot")
    async with bot:
        yield bot


async def test_a_card_from_send_to_tap_to_edit_to_delete(rig: Rig, bot: telegram.Bot) -> None:
    keys = Buttons([[Button("✓ 10 × 45 kg", callback_data="log", api_kwargs={"style": "success"})]])
    sent = await bot.send_message(ROBIN, "<b>Set 1</b> of 4 💪", parse_mode="HTML", reply_markup=keys)
    assert sent.parse_entities() == {sent.entities[0]: "Set 1"}
    query = await rig.press(sent.message_id, "log")

    (update,) = await bot.get_updates(timeout=5)

    tap = update.callback_query
    assert tap and tap.id == query and tap.data == "log" and tap.message and tap.message.message_id == sent.message_id
    assert await tap.answer("Logged") is True
    edited = await bot.edit_message_text("Set 2", ROBIN, sent.message_id)
    assert isinstance(edited, telegram.Message) and edited.edit_date
    assert await bot.delete_message(ROBIN, sent.message_id) is True


async def test_its_errors_are_the_ones_that_bots_catch(
    rig: Rig, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The library warns, and warnings are errors here, until its future type for waits is chosen.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sent = await bot.send_message(ROBIN, "hi")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("hi", ROBIN, sent.message_id)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(7, "hi")
    await rig.door("faults", rules=[{"method": "sendMessage", "kind": "429", "retry_after": 5, "times": 1}])
    with pytest.raises(RetryAfter):
        await bot.send_message(ROBIN, "hi")
    await rig.door("faults", rules=[{"method": "sendMessage", "kind": "401", "times": 1}])
    with pytest.raises(InvalidToken):
        await bot.send_message(ROBIN, "hi")
    await rig.door("faults", rules=[{"method": "sendMessage", "kind": "timeout_before", "times": 1}])
    with pytest.raises(TimedOut):
        await bot.send_message(ROBIN, "hi", read_timeout=0.05)
    await rig.door("block", person=ROBIN, blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ROBIN, "hi")
    older = asyncio.create_task(bot.get_updates(offset=2**30, timeout=50))
    await rig.until_polling()
    await rig.updates()
    with pytest.raises(Conflict):
        await asyncio.wait_for(older, PATIENCE)


async def test_files_go_both_ways(rig: Rig, bot: telegram.Bot) -> None:
    sent = await bot.send_photo(ROBIN, PNG, caption="Week 1")
    again = await bot.send_photo(ROBIN, sent.photo[0].file_id)
    assert again.photo == sent.photo
    document = (await bot.send_document(ROBIN, b"set,reps", filename="training.csv")).document
    assert document and document.file_name == "training.csv"
    file = await bot.get_file(document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"set,reps"
    swapped = await bot.edit_message_media(telegram.InputMediaPhoto(PNG), ROBIN, sent.message_id)
    assert isinstance(swapped, telegram.Message) and swapped.photo


async def test_it_introduces_itself_and_reads_chats(bot: telegram.Bot) -> None:
    assert bot.first_name and bot.username
    await bot.set_my_commands([("help", "Help")], scope=telegram.BotCommandScopeAllPrivateChats())
    scope = telegram.BotCommandScopeAllPrivateChats()
    assert [command.command for command in await bot.get_my_commands(scope)] == ["help"]
    await bot.set_my_short_description("Coach")
    assert (await bot.get_my_short_description()).short_description == "Coach"
    chat = await bot.get_chat(ROBIN)
    assert chat.first_name == "Robin"
    assert (await bot.get_chat_member(ROBIN, ROBIN)).status == "member"
    sent = await bot.send_message(ROBIN, "hi", link_preview_options=telegram.LinkPreviewOptions(is_disabled=True))
    assert await bot.set_message_reaction(ROBIN, sent.message_id, "👍")
    assert await sent.pin() and await sent.unpin()
    assert await bot.delete_messages(ROBIN, [sent.message_id])
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.delete_webhook(drop_pending_updates=True)


async def test_what_people_do_is_understood(rig: Rig, bot: telegram.Bot) -> None:
    await rig.say("/workout now")
    await rig.door("location", person=ROBIN, latitude=1, longitude=2)
    await rig.door("block", person=ROBIN, blocked=True)
    command, place, left = await bot.get_updates(allowed_updates=telegram.Update.ALL_TYPES)
    assert command.message and command.message.parse_entities(["bot_command"])
    assert place.message and place.message.location
    assert left.my_chat_member and left.my_chat_member.new_chat_member.status == "kicked"
