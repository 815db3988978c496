"""A picture from its figure. Called in the workshop: the drawing library is imported by the first call, and never at import."""

from bot.screens.figures import Picture


def draw(picture: Picture) -> bytes:
    """A PNG."""
    from io import BytesIO

    from PIL import Image

    canvas = Image.new("RGB", (800, 800), "white")
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()
