"""The chat page and time: live countdowns, the clock panel, days, and messages that ring or stay silent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.sandbox.page_stage import KIM, ROBIN, button, entity

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.sandbox.page_stage import Stage

pytest_plugins = ["tests.browser", "tests.sandbox.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def clock_of(phone: Page) -> int:
    return int(await phone.get_by_test_id("clock").get_attribute("data-unix") or 0)


async def test_a_countdown_follows_the_moved_clock(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    due = int(stage.sandbox.clock.unix()) + 90
    text = "⏱ Rest, back soon, until then"
    await stage.send(
        text,
        entities=[
            entity(text, "soon", "date_time", unix_time=due, date_time_format="r"),
            entity(text, "then", "date_time", unix_time=due, date_time_format="T"),
        ],
    )
    left, until = phone.locator(".text time").first, phone.locator(".text time").last
    await expect(left).to_have_text(re.compile(r"^in 1:(30|2\d)$"))
    await expect(until).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    await phone.get_by_test_id("clock-plus-minute").click()
    await expect(left).to_have_text(re.compile(r"^in (30|2\d) s$"))
    await phone.get_by_role("button", name="More about the clock").click()
    await phone.get_by_test_id("clock-plus-hour").click()
    await expect(left).to_have_text("59 min ago")


async def test_moments_are_written_for_the_place_of_the_reader(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    thursday = 1795698309  # 2026-11-26 13:05:09 UTC; the phone is in Berlin
    shown = {
        "t": "14:05",
        "T": "14:05:09",
        "d": "26/11/26",
        "D": "26 November 2026",
        "w": "Thursday",
        "wDT": "Thursday 14:05:09, 26 November 2026",
    }
    text = "🏋️ as written, " + ", ".join(f"<{written}>" for written in shown)
    moments = [
        entity(text, f"<{written}>", "date_time", unix_time=thursday, date_time_format=written) for written in shown
    ]
    plain = entity(text, "as written", "date_time", unix_time=thursday, date_time_format="")
    await stage.send(text, entities=[plain, *moments])
    await expect(phone.locator(".text time")).to_have_text(["as written", *shown.values()])


async def test_the_clock_goes_to_the_next_alarm_and_to_tomorrow(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    alarm = phone.get_by_test_id("clock-next-alarm")
    await expect(alarm).to_contain_text("none set")
    await alarm.press("Enter")
    await expect(phone.get_by_test_id("toast")).to_contain_text("not waiting for anything")

    stage.alarm = stage.sandbox.clock.now() + timedelta(minutes=20)
    await stage.send("Rest well.")
    await expect(alarm).not_to_contain_text("none set")
    await alarm.click()
    await expect(phone.get_by_test_id("clock")).to_have_attribute("data-unix", str(int(stage.alarm.timestamp())))
    stage.alarm = None
    before = await clock_of(phone)
    await expect(phone.locator(".day")).to_have_text("Today")
    await phone.get_by_test_id("clock-tomorrow").click()
    await expect(phone.locator(".day")).to_have_text("Yesterday")
    assert 86_400 <= await clock_of(phone) - before < 86_460


async def test_a_new_message_rings_unless_it_is_silent_and_an_edit_never(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    quiet = await stage.send("Set 3 of 4", disable_notification=True, rows=[[button("Done")]])
    card = phone.get_by_test_id("message").first
    await expect(card).to_have_attribute("data-ringing", "false")
    await expect(card.get_by_role("img", name="sent silently")).to_be_visible()
    await stage.call("editMessageText", chat_id=ROBIN, message_id=quiet["message_id"], text="Set 4 of 4")
    await expect(card).to_contain_text("Set 4 of 4")
    assert "🔔" not in await phone.title()

    await stage.send("Rest over.")
    await expect(phone).to_have_title(re.compile("🔔"))
    await expect(phone.get_by_test_id("message").last).to_have_attribute("data-ringing", "true")
    await expect(phone.get_by_test_id("sound")).to_have_class(re.compile("ringing"))
    await phone.get_by_test_id("sound").click()
    await expect(phone).not_to_have_title(re.compile("🔔"))
    await expect(phone.get_by_test_id("sound")).to_have_attribute("aria-pressed", "true")


async def test_the_page_follows_the_newest_only_for_a_reader_at_the_bottom(stage: Stage, phone: Page) -> None:
    await phone.goto(f"{stage.address}/?person={KIM}")
    for number in range(30):
        await stage.send(f"Line {number}\nand another", chat=KIM)
    newest = phone.get_by_test_id("message").last
    await expect(newest).to_be_in_viewport()
    await expect(phone.get_by_test_id("to-bottom")).to_be_hidden()
    await phone.get_by_test_id("message").first.scroll_into_view_if_needed()
    await expect(phone.get_by_test_id("to-bottom")).to_be_visible()
    await stage.send("And one more", chat=KIM)
    await expect(phone.get_by_test_id("to-bottom")).to_have_text("1")
    await expect(newest).not_to_be_in_viewport()
    await phone.get_by_test_id("to-bottom").click()
    await expect(newest).to_be_in_viewport()


async def test_what_the_bot_does_and_pins_is_seen(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await expect(phone.get_by_test_id("start")).to_be_visible()
    await stage.call("sendChatAction", chat_id=ROBIN, action="typing")
    await expect(phone.get_by_test_id("typing")).to_be_visible()
    plan = await stage.send("Back on Monday, legs on Wednesday")
    await expect(phone.get_by_test_id("message")).to_be_visible()
    assert await phone.get_by_test_id("typing").is_hidden()
    await stage.call("pinChatMessage", chat_id=ROBIN, message_id=plan["message_id"])
    await expect(phone.get_by_test_id("pinned")).to_contain_text("Back on Monday")
    await stage.call("unpinChatMessage", chat_id=ROBIN, message_id=plan["message_id"])
    await expect(phone.get_by_test_id("pinned")).to_be_hidden()
