"""Has pictures drawn in the workshop; only there is the drawing library ever imported."""

from bot.coach.world import Workshop
from bot.pictures.drawing import draw
from bot.screens.figures import Picture


class WorkshopPainter:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def draw(self, picture: Picture) -> bytes:
        """A PNG. Raises `WorkFailed`."""
        return await self._workshop.call(draw, picture)
