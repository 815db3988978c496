"""Files dragged over a page in a browser, and dropped there, as the page hears of it. No tests live here."""

from base64 import b64encode

from playwright.async_api import Page


async def drag(page: Page, event: str, *files: tuple[str, str, bytes]) -> None:
    """Files, each given as (name, MIME type, body), are dragged over the page ("dragover") or let go there ("drop")."""
    given = [[name, mime, b64encode(body).decode()] for name, mime, body in files]
    await page.evaluate(_DRAG, [event, given])


_DRAG = """
([event, files]) => {
  const dataTransfer = new DataTransfer();
  for (const [name, type, body] of files) {
    const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
    dataTransfer.items.add(new File([bytes], name, { type }));
  }
  document.body.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
}
"""
