"""What a lifter weighs: typed, asked about where it can hardly be meant, one value a day, taken back in one tap."""

from decimal import Decimal

from bot.training.quantities import Unit, Weight
from tests.coach.days import MONDAY, SUNDAY, TUESDAY, comes
from tests.house import House
from tests.phone import GYM, ROBIN, Phone, buttons, phone_at, text
from tests.walk import aims


def kg(amount: str) -> Weight:
    return Weight(Decimal(amount), Unit.KG)


async def weighed(spotter: House) -> list[Weight]:
    return [weight for _, weight in await spotter.store.run(lambda tx: tx.weighed(ROBIN, 9))]


async def test_days_of_weighing_with_the_change_and_one_value_a_day(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, SUNDAY, 9)
    await robin.says("/weight")
    assert "What do you weigh?" in text(await robin.sees("Body weight"))
    await robin.says("a lot")
    await robin.sees("typed like 82.5")
    await robin.says("83")
    await robin.sees_on_card("✓ 83 kg noted.")
    await comes(spotter, robin, MONDAY, 9)
    await robin.says("/weight 83,4 kg")
    await robin.sees_on_card("Today  83.4 kg  +0.4")
    await robin.says("/weight 82.5")
    await robin.sees_on_card("Today  82.5 kg  −0.5")
    assert await weighed(spotter) == [kg("82.5"), kg("83")]
    await comes(spotter, robin, TUESDAY, 9)
    await robin.says("/weight 182 lb")
    assert "Today  182 lb  +0.1" in text(await robin.sees_on_card("✓ 182 lb noted."))


async def test_undo_brings_back_what_was_there_and_an_old_one_changes_nothing(spotter: House, robin: Phone) -> None:
    await robin.says("/weight 83")
    first = await robin.sees_on_card("✓ 83 kg noted.")
    await robin.says("/weight 82")
    await robin.sees_on_card("✓ 82 kg noted.")
    await robin.presses("Undo", first)
    await robin.sees("That has changed since.")
    assert await weighed(spotter) == [kg("82")]
    await robin.says("/weight 81")
    await robin.sees_on_card("✓ 81 kg noted.")
    await robin.presses("Undo")
    await robin.sees("Taken back.")
    assert await weighed(spotter) == [kg("82")]
    await comes(spotter, robin, MONDAY, 9)
    await robin.says("/weight 81")
    await robin.sees_on_card("✓ 81 kg noted.")
    await robin.presses("Undo")
    await robin.until(lambda: not any("81 kg" in text(m) for m in robin.from_bot), "the day without a weight")
    assert await weighed(spotter) == [kg("82")]


async def test_what_can_hardly_be_meant_is_asked_about(spotter: House, robin: Phone) -> None:
    await robin.says("/weight 825")
    asked = await robin.sees_on_card("825 kg? Tap what you meant")
    assert [b["text"] for b in buttons(asked)] == ["82.5 kg"], "nobody weighs 825 kg"
    assert await weighed(spotter) == []
    await robin.presses("82.5 kg")
    await robin.sees_on_card("✓ 82.5 kg noted.")
    await comes(spotter, robin, MONDAY, 9)
    await robin.says("/weight 182")
    asked = await robin.sees_on_card("182 kg? You weighed 82.5 kg")
    assert [b["text"] for b in buttons(asked)] == ["182 lb", "Yes, 182 kg"]
    await robin.says("83")
    await robin.sees_on_card("✓ 83 kg noted.")
    await robin.presses("Yes, 182 kg", asked)
    await robin.sees("✓ 182 kg noted.")
    assert await weighed(spotter) == [kg("182"), kg("82.5")], "who insists is believed"


async def test_in_a_session_a_set_is_still_a_set(spotter: House, robin: Phone) -> None:
    await aims(robin)
    await robin.says("/weight")
    await robin.sees_on_card("Body weight")
    await robin.says("10x40")
    await robin.sees_on_card("Logged 10 × 40 kg")
    await robin.says("/weight 80")
    await robin.sees_on_card("✓ 80 kg noted.")
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("Rest 1:30")


async def test_in_a_group_nobody_is_asked_what_they_weigh(spotter: House, robin: Phone) -> None:
    async with phone_at(spotter.address, ROBIN, GYM) as gym:
        await gym.says("/weight 80")
        await gym.sees("please write to me in our own chat")
    assert await weighed(spotter) == []
