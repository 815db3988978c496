"""A painter for stories in which pictures are sent and not looked at: all of them are one. No tests live here.

To start a workshop in each of hundreds of houses takes longer than all else. What the workshop draws is looked at in
tests/pictures, and by the browser's tests.
"""

from functools import cache

from bot.pictures.drawing import draw
from bot.screens.figures import Picture, SessionCard


class OneDrawing:
    """A `coach.world.Painter`."""

    async def draw(self, picture: Picture) -> bytes:
        return one_drawing()


@cache
def one_drawing() -> bytes:
    return draw(Picture(0, SessionCard("", "", (), (), {})))
