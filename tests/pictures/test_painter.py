"""Who draws for the bot: the workshop, so that the bot itself never loads what it is drawn with."""

import subprocess
import sys

BOT = """
import asyncio, sys
import bot.run
from bot.pictures.painter import WorkshopPainter
from bot.screens.figures import LineChart, Picture
from bot.workshop import Workshop

async def main():
    workshop = Workshop()
    file = await WorkshopPainter(workshop).draw(Picture(1, LineChart("Squat", "", "kg", ())))
    await workshop.close()
    print(file[1:4].decode(), "PIL" in sys.modules)

asyncio.run(main())
"""


def test_a_picture_is_drawn_and_the_bot_has_not_loaded_the_drawing_library() -> None:
    said = subprocess.run([sys.executable, "-c", BOT], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["PNG", "False"]
