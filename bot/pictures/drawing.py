"""A picture from its figure. Called in the workshop: the drawing library is imported by the first call, and never at import."""

from typing import TYPE_CHECKING

from bot.screens.figures import BarChart, BodyMap, Calendar, LineChart, Picture, Ranking, SessionCard

if TYPE_CHECKING:
    from PIL.Image import Image


def draw(picture: Picture) -> bytes:
    """A PNG; the same one for the same picture."""
    from bot.pictures.canvas import png

    return png(_image(picture))


def _image(picture: Picture) -> "Image":
    from bot.pictures import bars, body, calendar, lines, ranking, session_card

    match picture.figure:
        case BodyMap() as figure:
            return body.draw(figure, picture.theme)
        case SessionCard() as figure:
            return session_card.draw(figure, picture.theme)
        case LineChart() as figure:
            return lines.draw(figure, picture.theme)
        case BarChart() as figure:
            return bars.draw(figure, picture.theme)
        case Ranking() as figure:
            return ranking.draw(figure, picture.theme)
        case Calendar() as figure:
            return calendar.draw(figure, picture.theme)
