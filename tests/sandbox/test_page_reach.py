"""The chat page for everybody: by keyboard alone, in the dark, on narrow phones, for several people, after a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.sandbox.page_stage import GYM, KIM, ROBIN, button, entity

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.sandbox.page_stage import Stage

pytest_plugins = ["tests.browser", "tests.sandbox.page_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CARD = [
    [button("✓ 10 × 45 kg", "log", style="success")],
    [button("−1 rep"), button("+1 rep"), button("−2.5"), button("+2.5")],
    [button("How"), button("Swap"), button("😖 Pain"), button("Undo"), button("More", style="danger")],
    [button("Start", style="primary"), button("In 1 h")],
]

# Every piece of visible text against what is painted behind it: the ratio of WCAG 2, and where it is below 4.5.
FAINT_TEXT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    if (!node) return [255, 255, 255, 1];
    const own = channels(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(node.parentElement));
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (node.closest("option, noscript, .visually-hidden")) continue;
    const ground = behind(node);
    const [a, b] = [light(over(channels(getComputedStyle(node).color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${node.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


CUT_OR_WRAPPED = """() => {
  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  };
  return [...document.querySelectorAll(".key, .top h1, .top p, .moves button, #clock-time")]
    .filter((node) => node.checkVisibility())
    .filter((node) => node.scrollWidth > node.clientWidth || (node.matches(".key") && lines(node) > 1))
    .map((node) => node.textContent.trim());
}"""


async def fill_the_chat(stage: Stage) -> None:
    await stage.call("setMyCommands", commands=[{"command": "workout", "description": "Start training"}])
    text = "Back, top to bottom\n/workout, the guide, in a while\nas code\nbecause all sets reached ten"
    entities = [
        entity(text, "/workout", "bot_command"),
        entity(text, "the guide", "text_link", url="https://example.org/"),
        entity(text, "as code", "code"),
        entity(text, "because all sets reached ten", "blockquote"),
    ]
    await stage.send(text, rows=CARD, entities=entities, disable_notification=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_can_be_read(stage: Stage, phone: Page, scheme: str) -> None:
    await phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await phone.goto(stage.address)
    await expect(phone.locator("html")).to_have_attribute("data-theme", scheme)
    await expect(phone.get_by_test_id("start")).to_be_visible()
    assert await phone.evaluate(FAINT_TEXT) == []
    await fill_the_chat(stage)
    await phone.get_by_test_id("composer").fill("10x45")
    await phone.get_by_test_id("send").click()
    await expect(phone.locator('[data-from="me"]')).to_be_visible()
    await phone.get_by_test_id("commands-button").click()
    await expect(phone.get_by_test_id("command")).to_be_visible()
    assert await phone.evaluate(FAINT_TEXT) == []
    await phone.get_by_test_id("menu").click()
    await expect(phone.get_by_test_id("block")).to_be_visible()
    assert await phone.evaluate(FAINT_TEXT) == []


async def test_the_choice_of_dark_is_remembered(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await expect(phone.locator("html")).to_have_attribute("data-theme", "light")
    await phone.get_by_test_id("menu").click()
    await phone.get_by_test_id("appearance-dark").click()
    await phone.reload()
    await expect(phone.locator("html")).to_have_attribute("data-theme", "dark")
    await expect(phone.get_by_test_id("composer")).to_have_css("color", "rgb(238, 241, 244)")


async def test_rows_of_five_fit_a_narrow_phone_beneath_their_bubble(stage: Stage, phone: Page) -> None:
    await phone.set_viewport_size({"width": 360, "height": 780})
    await phone.goto(stage.address)
    await fill_the_chat(stage)
    await expect(phone.get_by_test_id("inline-button")).to_have_count(12)
    assert await phone.evaluate(CUT_OR_WRAPPED) == []
    assert await phone.evaluate("document.documentElement.scrollWidth") == 360
    heights = await phone.evaluate("[...document.querySelectorAll('.key')].map((key) => key.offsetHeight)")
    assert max(heights) == min(heights) >= 40
    bubble = await phone.locator(".bubble").bounding_box()
    keys = await phone.locator(".keyboard").bounding_box()
    assert bubble is not None
    assert keys is not None
    assert (keys["x"], keys["width"]) == (bubble["x"], bubble["width"])
    assert 0 < keys["y"] - (bubble["y"] + bubble["height"]) < 8


async def test_a_workout_by_keyboard_alone(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await expect(phone.get_by_test_id("composer")).to_be_focused()
    await phone.keyboard.type("/p")
    names = ("workout", "plan", "progress")
    await stage.call("setMyCommands", commands=[{"command": name, "description": "It"} for name in names])
    await expect(phone.get_by_test_id("command")).to_have_count(2)
    await phone.keyboard.press("ArrowDown")
    await expect(phone.locator('[data-command="progress"]')).to_have_attribute("aria-selected", "true")
    await phone.keyboard.press("Escape")
    await expect(phone.get_by_test_id("commands")).to_be_hidden()
    await phone.keyboard.press("Backspace")
    await phone.keyboard.type("wo")
    await phone.keyboard.press("Enter")
    assert (await stage.hear("message"))["text"] == "/workout"

    card = await stage.send("Set 3 of 4", rows=CARD)
    green = phone.locator('[data-testid="inline-button"][data-style="success"]')
    await expect(green).to_be_visible()
    for _ in range(20):
        await phone.keyboard.press("Shift+Tab")
        if await green.evaluate("(node) => node === document.activeElement"):
            break
    await expect(green).to_have_css("outline-style", "solid")
    await phone.keyboard.press("Enter")
    press = await stage.hear("callback_query")
    await stage.call(
        "editMessageText", chat_id=ROBIN, message_id=card["message_id"], text="Set 4 of 4",
        reply_markup={"inline_keyboard": CARD},
    )  # fmt: skip
    await stage.call("answerCallbackQuery", callback_query_id=press["id"], text="Logged")
    await expect(phone.get_by_test_id("toast")).to_have_text("Logged")
    await expect(green).to_be_focused()
    await expect(phone.locator("#announcer")).to_contain_text("Set 4 of 4")


async def test_tab_walks_the_page_in_order(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await stage.send("Ready?", rows=[[button("Yes")]])
    await expect(phone.get_by_test_id("inline-button")).to_be_visible()
    await expect(phone.get_by_test_id("composer")).to_be_focused()
    walked = []
    for _ in range(14):
        await phone.keyboard.press("Tab")
        walked.append(await phone.evaluate("document.activeElement.dataset.testid ?? document.activeElement.id"))
    assert walked == [
        "send", "", "sound", "person-switch", "menu", "clock-plus-minute", "clock-next-alarm", "clock-tomorrow",
        "clock-more", "scroller", "inline-button", "commands-button", "attach", "composer",
    ]  # fmt: skip


async def test_two_people_see_their_own_chats_and_share_the_gym(stage: Stage, phone: Page, second_phone: Page) -> None:
    robin, kim = phone, second_phone
    await robin.goto(stage.address)
    await kim.goto(stage.address)
    await kim.get_by_test_id("person-switch").click()
    await kim.locator(f'[data-testid="person"][data-person-id="{KIM}"]').click()
    await expect(kim.get_by_test_id("composer")).to_have_attribute("placeholder", "Message as Kim")
    await stage.send("For Robin alone")
    await stage.send("For Kim alone", chat=KIM)
    await expect(kim.locator(".text")).to_have_text(["For Kim alone"])
    await expect(robin.locator(".text")).to_have_text(["For Robin alone"])

    for page in (robin, kim):
        await page.bring_to_front()
        await page.get_by_test_id("person-switch").click()
        await page.locator(f'[data-testid="chat"][data-chat-id="{GYM}"]').click()
        await expect(page.locator("h1")).to_have_text("The gym")
    await kim.get_by_test_id("composer").fill("/workout@spotter_sandbox_bot")
    await kim.get_by_test_id("composer").press("Enter")
    assert (await stage.hear("message"))["from"]["id"] == KIM
    await expect(robin.locator('[data-from="other"]')).to_contain_text("Kim")
    await expect(kim.locator('[data-from="me"]')).to_be_visible()


async def test_somebody_new_joins_and_a_blocked_bot_can_be_unblocked(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await phone.get_by_test_id("person-switch").click()
    await phone.get_by_test_id("add-person").click()
    await phone.get_by_test_id("dialog-main").click()
    await expect(phone.get_by_test_id("dialog")).to_contain_text("Everybody has a name")
    await phone.get_by_test_id("new-name").fill("Zoë")
    await phone.get_by_test_id("new-name").press("Enter")
    await expect(phone.get_by_test_id("person-switch")).to_have_attribute("aria-label", re.compile("You are Zoë"))
    await phone.get_by_test_id("menu").click()
    await phone.get_by_test_id("block").click()
    await expect(phone.get_by_test_id("composer")).to_be_hidden()
    await phone.get_by_test_id("unblock").click()
    await expect(phone.get_by_test_id("composer")).to_be_visible()


async def test_an_address_of_nobody_leads_to_robin(stage: Stage, phone: Page) -> None:
    await phone.goto(f"{stage.address}/?person=77&chat=78")
    await expect(phone.get_by_test_id("composer")).to_have_attribute("placeholder", "Message as Robin")
    await expect(phone.get_by_test_id("away")).to_be_hidden()


async def test_the_page_comes_back_after_the_sandbox_did(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.address)
    await stage.send("Before")
    await expect(phone.locator(".text")).to_have_text(["Before"])
    await stage.close()
    await expect(phone.get_by_test_id("away")).to_be_visible()
    await phone.get_by_test_id("composer").fill("not lost")
    await phone.get_by_test_id("send").click()
    await expect(phone.get_by_test_id("toast")).to_contain_text("Not sent")
    await expect(phone.get_by_test_id("composer")).to_have_value("not lost")
    await stage.reopen()
    await stage.send("After")
    await expect(phone.locator(".text")).to_have_text(["Before", "After"])
    await expect(phone.get_by_test_id("away")).to_be_hidden()
    await stage.send("And live again")
    await expect(phone.locator(".text").last).to_have_text("And live again")
