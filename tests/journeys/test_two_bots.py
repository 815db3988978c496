"""Two bots on one database: what waits to be said is taken in hand by one of them, and said once."""

from bot.coach.records import Letter, LetterKind
from tests.house import house
from tests.phone import ROBIN, phone_at
from tests.walk import finishes_early, rests


async def test_two_bots_on_one_database_deliver_a_letter_once(postgres_url: str) -> None:
    async with house(postgres_url) as home, phone_at(home.address) as robin:
        await rests(robin)
        await finishes_early(robin)
        first = await robin.sees("1 set · 400 kg")
        session = await home.store.run(lambda tx: tx.latest_session(ROBIN))
        assert session is not None and session.finished is not None
        letter = Letter(ROBIN, ROBIN, session.id, LetterKind.SUMMARY, session.finished)
        await home.store.run(lambda tx: tx.post(letter))
        # Slow enough for both to be at it: the one that comes second finds it in hand.
        await robin.puts_in_the_way({"method": "sendMessage", "kind": "slow", "delay": 1.0})
        async with house(postgres_url, moved_into=home), house(postgres_url, moved_into=home):
            await robin.until(lambda: robin.from_bot[-1]["message_id"] > first["message_id"], "the letter")
        rows = await robin.ledger()
        assert len([row for row in rows if row["kind"] == "sent" and "1 set · 400 kg" in row["text"]]) == 2
        waiting = await home.store.run(lambda tx: tx.waiting_counts())
        assert waiting.letters == 0
