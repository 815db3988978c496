"""Robin trains while updates are delivered instead of polled, and while the bot moves from one to the other and back."""

import asyncio
from pathlib import Path

from bot.screens.notes import CANNOT_WRITE
from tests.house import free_port, house, webhook
from tests.phone import PATIENCE, Phone, phone_at, text
from tests.walk import aims, rests, trains_everything

NEVER = {"kind": "500", "description": "Internal Server Error"}


async def kinds(phone: Phone) -> list[str]:
    return [row["kind"] for row in await phone.ledger()]


async def test_a_whole_session_is_delivered_and_its_taps_are_answered_with_the_delivery(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url, settings=webhook(free_port())) as running, phone_at(running.address) as robin:
        await robin.puts_in_the_way({"method": "answerCallbackQuery", **NEVER}, {"method": "getUpdates", **NEVER})
        await aims(robin)
        sets, lifted = await trains_everything(robin)
        assert f"{sets} sets · {lifted:,} kg" in text(await robin.sees("done 💪"))
        told = await kinds(robin)
    assert "delivered" in told and "fetched" not in told
    assert "fault" not in told, "no answer went out as a call of its own"


async def test_moving_from_polling_to_deliveries_and_back_loses_and_doubles_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as polled, phone_at(polled.address) as robin:
        await rests(robin)
        await robin.presses("Skip rest")
        await robin.sees_on_card("aim for 10 × 40 kg")
        await polled.store.close()  # from here on nothing is kept, so that what is tapped now is for the next
        between = asyncio.create_task(robin.presses("✓"))
        async with house(url, moved_into=polled, settings=webhook(free_port())):
            await between
            await robin.sees_on_card("today 10 · 10 at 40 kg")
            await robin.presses("Skip rest")
            await robin.sees_on_card("aim for 10 × 40 kg")
        between = asyncio.create_task(robin.presses("✓"))
        async with house(url, moved_into=polled) as back:
            await between
            await robin.sees_on_card("today 10 · 10 · 10 at 40 kg")
            await robin.presses("Skip rest")
            await robin.sees_on_card("aim for 10 × 40 kg")
            session = await back.store.run(lambda tx: tx.open_session(robin.person))
            assert session is not None and [logged.reps for logged in session.log] == [10, 10, 10]
        rows = await robin.ledger()
    pressed = [row["callback_query_id"] for row in rows if row["kind"] == "pressed"]
    answered = [row["callback_query_id"] for row in rows if row["kind"] == "answered"]
    assert sorted(pressed) == sorted(answered), "each press was answered, and once"


async def test_what_cannot_be_kept_stays_with_telegram_and_the_lifter_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url, settings=webhook(free_port())) as ill, phone_at(ill.address) as robin:
        await aims(robin)
        await ill.store.close()
        assert await robin.presses("✓") == CANNOT_WRITE
        async with asyncio.timeout(PATIENCE):
            while "undelivered" not in await kinds(robin):
                pass
        async with house(url, moved_into=ill):
            await robin.sees_on_card("today 10 at 40 kg")
