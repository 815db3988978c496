"""A card that comes to stand in another chat can be pressed there, and nowhere else."""

from tests.house import House
from tests.phone import GYM, ROBIN, buttons, phone_at
from tests.walk import begins


async def test_a_card_called_back_from_another_chat_stays_behind_nowhere(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN) as home, phone_at(spotter.address, ROBIN, GYM) as gym:
        await begins(home)
        old = home.card
        await home.says("/help")
        await home.sees("What I do")
        await gym.says("10x40")
        await gym.sees_on_card("today 10 at 40 kg")
        await home.taps(old["message_id"], buttons(old)[0]["callback_data"])
        await home.sees_on_card("Rest 1:30")
        await gym.until(lambda: not any(buttons(message) for message in gym.from_bot), "no card left in the gym")
