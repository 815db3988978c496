"""A real Chromium for tests that need one: fixtures `phone` and `second_phone`. What a test looks at lives in the test.

Use it from a test module with `pytest_plugins = ["tests.browser"]` and the mark `asyncio(loop_scope="session")`: one
browser and one phone (390 x 844) serve all tests, put back to blank after each; what a page remembers is kept apart by
each test's own server. A page that threw an error, or asked for something its content policy forbids, fails its test.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Page, async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ViewportSize

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
NO_CHROMIUM = "NO CHROMIUM: the chat page was NOT tested. Install Debian's chromium, or set CHROMIUM to its path."
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 5_000


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(NO_CHROMIUM, red=True, bold=True)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        reduced_motion="reduce",
        timezone_id="Europe/Berlin",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    yield context
    await context.close()


def complaints_of(page: Page) -> list[str]:
    """Everything the page will complain about from now on."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A sandbox that is away is refused connections, which Chromium reports by itself.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def threw(error: Error) -> None:
        complaints.append(str(error))

    page.on("console", heard)
    page.on("pageerror", threw)
    return complaints


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pocket(window: BrowserContext) -> tuple[Page, list[str]]:
    page = await window.new_page()
    return page, complaints_of(page)


@pytest_asyncio.fixture(loop_scope="session")
async def phone(pocket: tuple[Page, list[str]]) -> AsyncIterator[Page]:
    page, complaints = pocket
    complaints.clear()
    yield page
    await page.goto("about:blank")
    await page.emulate_media(color_scheme="null")
    await page.set_viewport_size(PHONE)
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def second_phone(window: BrowserContext) -> AsyncIterator[Page]:
    page = await window.new_page()
    complaints = complaints_of(page)
    yield page
    await page.close()
    assert complaints == []
