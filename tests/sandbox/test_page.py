"""Talking to a bot on the chat page, in a real Chromium: what is said, shown, pressed, sent and received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.sandbox.page_stage import ROBIN, button, entity

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.sandbox.page_stage import Json, Stage

pytest_plugins = ["tests.browser", "tests.sandbox.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def message(phone: Page, number: int) -> Locator:
    return phone.locator(f'[data-testid="message"][data-message-id="{number}"]')


async def test_a_fresh_chat_offers_start_and_start_says_it(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await phone.get_by_test_id("start").click()
    heard = await stage.hear("message")
    assert heard["text"] == "/start"
    mine = phone.get_by_test_id("message")
    await expect(mine.locator(".text")).to_have_text("/start")
    await expect(mine).to_have_attribute("data-from", "me")
    await expect(phone.get_by_test_id("empty")).to_be_hidden()


async def test_what_is_typed_reaches_the_bot_and_its_answer_the_person(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await phone.get_by_test_id("composer").fill("  82,5 кг 8 ")
    await phone.get_by_test_id("send").click()
    assert (await stage.hear("message"))["text"] == "82,5 кг 8"
    await expect(phone.get_by_test_id("composer")).to_have_value("")
    answer = await stage.send("Logged.", reply_parameters={"message_id": 1})
    await stage.call("setMessageReaction", chat_id=ROBIN, message_id=1, reaction=[{"type": "emoji", "emoji": "👍"}])
    theirs = message(phone, answer["message_id"])
    await expect(theirs).to_have_attribute("data-from", "bot")
    await expect(theirs.locator(".reply")).to_contain_text("82,5 кг 8")
    await expect(message(phone, 1).get_by_test_id("reactions")).to_have_text("👍")


async def test_entities_stand_where_utf16_says_with_emoji_before_them(stage: Stage, phone: Page) -> None:
    text = "🏋️‍♂️💪 Row 10 × 45 kg 🎉, then 🥵 rest\nas code\nquoted 🙂 line\n/undo or site, secret"
    entities = [
        entity(text, "10 × 45 kg", "bold"),
        entity(text, "× 45", "italic"),
        entity(text, "rest", "underline"),
        entity(text, "as code", "pre"),
        entity(text, "quoted 🙂 line", "blockquote"),
        entity(text, "/undo", "bot_command"),
        entity(text, "site", "text_link", url="https://example.org/"),
        entity(text, "secret", "spoiler"),
    ]
    await phone.goto(stage.address)
    sent = await stage.send(text, entities=entities)
    words = message(phone, sent["message_id"]).locator(".text")
    await expect(words.locator("b")).to_have_text("10 × 45 kg")
    await expect(words.locator("b i")).to_have_text("× 45")
    await expect(words.locator("u")).to_have_text("rest")
    await expect(words.locator("pre")).to_have_text("as code")
    await expect(words.locator("blockquote")).to_have_text("quoted 🙂 line")
    await expect(words.locator("a")).to_have_attribute("href", "https://example.org/")
    await words.locator(".spoiler").click()
    await expect(words.locator(".spoiler")).to_have_class("spoiler shown")
    await words.locator(".command").click()
    assert (await stage.hear("message"))["text"] == "/undo"


async def test_markup_in_text_stays_text(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    trick = "<img src=x onerror=\"document.title='taken'\"><b>no</b>"
    sent = await stage.send(trick, rows=[[button("<i>go</i>")]])
    await expect(message(phone, sent["message_id"]).locator(".text")).to_have_text(trick)
    await expect(phone.get_by_test_id("inline-button")).to_have_text("<i>go</i>")
    assert await phone.locator(".text img, .text b, .key i").count() == 0


async def test_a_press_turns_until_it_is_answered_with_a_toast(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await stage.send("Set 3 of 4", rows=[[button("✓ 10 × 45 kg", "log", style="success")], [button("More")]])
    green = phone.locator('[data-testid="inline-button"][data-style="success"]')
    await green.click()
    press = await stage.hear("callback_query")
    assert (press["data"], press["from"]["id"]) == ("log", ROBIN)
    await expect(green).to_have_attribute("aria-busy", "true")
    await stage.call("answerCallbackQuery", callback_query_id=press["id"], text="Set 3 logged")
    await expect(phone.get_by_test_id("toast")).to_have_text("Set 3 logged")
    await expect(green).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_is_a_dialog_that_escape_closes(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await stage.send("Does it hurt?", rows=[[button("😖 Pain")]])
    await phone.get_by_test_id("inline-button").click()
    press = await stage.hear("callback_query")
    await stage.call("answerCallbackQuery", callback_query_id=press["id"], text="Stop here.", show_alert=True)
    await expect(phone.get_by_test_id("alert")).to_contain_text("Stop here.")
    await phone.keyboard.press("Escape")
    await expect(phone.get_by_test_id("alert")).to_have_count(0)
    await expect(phone.get_by_test_id("inline-button")).to_be_focused()


async def test_an_edited_card_changes_in_place_and_says_so(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    card = await stage.send("Set 3 of 4", rows=[[button("Done")]])
    number = card["message_id"]
    await stage.call(
        "editMessageText", chat_id=ROBIN, message_id=number, text="Set 4 of 4",
        reply_markup={"inline_keyboard": [[button("Skip rest", style="primary"), button("+15 s")]]},
    )  # fmt: skip
    await expect(message(phone, number).locator(".text")).to_have_text("Set 4 of 4")
    await expect(message(phone, number).get_by_test_id("edited")).to_be_visible()
    await expect(phone.get_by_test_id("inline-button")).to_have_text(["Skip rest", "+15 s"])
    await expect(phone.get_by_test_id("message")).to_have_count(1)
    await stage.call("deleteMessage", chat_id=ROBIN, message_id=number)
    await expect(phone.get_by_test_id("message")).to_have_count(0)


async def test_links_open_and_copy_buttons_copy(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    link, words = {"url": "https://example.org/rows"}, {"copy_text": {"text": "10x45"}}
    rows: list[list[Json]] = [[{"text": "Guide", **link}, {"text": "Copy", **words}]]
    await stage.send("Share it", rows=rows)
    guide, copy = phone.get_by_test_id("inline-button").first, phone.get_by_test_id("inline-button").last
    await expect(guide).to_have_attribute("href", "https://example.org/rows")
    await expect(guide).to_have_attribute("rel", "noopener noreferrer")
    await copy.click()
    await expect(phone.get_by_test_id("toast")).to_contain_text("Copied")
    assert await phone.evaluate("navigator.clipboard.readText()") == "10x45"


async def test_a_key_asks_where_the_person_is_and_goes_with_its_hint(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    key, line = phone.get_by_test_id("reply-button"), phone.get_by_test_id("composer")
    where = {"keyboard": [[{"text": "Where I am", "request_location": True}]], "input_field_placeholder": "…or a city"}
    await stage.send("Which time zone?", reply_markup={**where, "one_time_keyboard": True})
    await expect(line).to_have_attribute("placeholder", "…or a city")
    await key.click()
    await phone.get_by_role("button", name="Tokyo").click()
    await phone.get_by_test_id("dialog-main").click()
    assert (await stage.hear("message"))["location"] == {"latitude": 35.6762, "longitude": 139.6503}
    await expect(key).to_have_count(0)
    await expect(line).to_have_attribute("placeholder", "Message as Robin")
    await stage.send("And now?", reply_markup=where)
    await expect(key).to_be_visible()
    await stage.send("Thanks.", reply_markup={"remove_keyboard": True})
    await expect(key).to_have_count(0)
    await expect(line).to_have_attribute("placeholder", "Message as Robin")


async def test_a_place_off_the_globe_is_refused_kindly(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await phone.get_by_test_id("attach").click()
    await phone.get_by_test_id("attach-location").click()
    await phone.get_by_test_id("latitude").fill("91")
    await phone.get_by_test_id("longitude").fill("0")
    await phone.get_by_test_id("dialog-main").click()
    await expect(phone.get_by_test_id("dialog")).to_contain_text("Latitude runs from")


async def test_arrow_up_edits_the_last_own_message(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    composer = phone.get_by_test_id("composer")
    await composer.fill("10x54")
    await composer.press("Enter")
    await stage.hear("message")
    await expect(message(phone, 1)).to_be_visible()
    await composer.press("ArrowUp")
    await expect(phone.get_by_test_id("quote")).to_contain_text("Edit message")
    await composer.fill("10x45")
    await composer.press("Enter")
    assert (await stage.hear("edited_message"))["text"] == "10x45"
    await expect(message(phone, 1).locator(".text")).to_have_text("10x45")
    await expect(phone.get_by_test_id("quote")).to_be_hidden()


async def test_a_reply_quotes_what_it_answers(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    asked = await stage.send("How many reps?")
    await message(phone, asked["message_id"]).locator(".bubble").click(button="right")
    await phone.get_by_test_id("reply").click()
    await phone.get_by_test_id("composer").fill("ten")
    await phone.get_by_test_id("composer").press("Enter")
    heard = await stage.hear("message")
    assert heard["reply_to_message"]["message_id"] == asked["message_id"]
