"""Pictures of the page for docs/, taken by the browser tests themselves, where SPOTTER_SCREENSHOTS names a folder.

No tests live here; without the setting nothing is taken.
"""

import asyncio
import os
from pathlib import Path

from playwright.async_api import Locator, Page

from tools.small_png import smaller

MARGIN = 24
FOLDER = os.environ.get("SPOTTER_SCREENSHOTS")


async def picture(page: Page, name: str, whole: Locator | None = None) -> None:
    if FOLDER is not None:
        await taken(page, Path(FOLDER, f"{name}.png"), whole)


async def taken(page: Page, path: Path, whole: Locator | None = None) -> None:
    """The page as it is; on a taller phone, if it takes that to show the `whole` of something."""
    await page.mouse.move(0, 0)  # nothing shines because a pointer is over it
    usual = page.viewport_size
    assert usual is not None, "a phone has a size"
    if whole is not None and (box := await whole.bounding_box()) is not None:
        missing = box["height"] - await page.locator("#scroller").evaluate("(room) => room.clientHeight") + MARGIN
        await page.set_viewport_size({**usual, "height": usual["height"] + max(0, round(missing))})
        await page.evaluate("() => new Promise(requestAnimationFrame)")
    shot = await page.screenshot(animations="disabled")
    await asyncio.to_thread(path.write_bytes, smaller(shot))
    await page.set_viewport_size(usual)
