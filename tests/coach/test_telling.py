"""What is told, in which order and how often, while the lifter taps faster than the chat can be drawn."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.coach.records import Letter, LetterKind
from bot.training.session import Session
from tests.house import House, house
from tests.phone import ROBIN, Json, Phone, buttons, phone_at, text
from tests.walk import begins, rests

SLOW_EDITS = {"method": "editMessageText", "kind": "slow", "delay": 0.4}


async def lifting(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("40 kg")
    await robin.sees_on_card("aim for 10 × 40 kg")


async def edits(robin: Phone) -> int:
    return sum(row["kind"] == "edited" for row in await robin.ledger())


def rings(robin: Phone) -> list[Json]:
    return [m for m in robin.from_bot if m["ringing"] and text(m).startswith("Rest")]


async def open_session(spotter: House) -> Session:
    session = await spotter.store.run(lambda tx: tx.open_session(ROBIN))
    assert session is not None
    return session


async def test_a_row_of_nudges_is_one_edit_or_two(robin: Phone) -> None:
    await lifting(robin)
    before = await edits(robin)
    card, go = robin.card["message_id"], robin.button("+1 rep")
    assert go is not None
    for _ in range(5):
        await robin.taps(card, go["callback_data"])
    await robin.sees_on_card("aim for 15 × 40 kg")
    assert await edits(robin) - before <= 2


async def test_a_set_logged_after_nudges_is_shown_at_once_and_with_them(robin: Phone) -> None:
    await lifting(robin)
    card, more, log = robin.card["message_id"], robin.button("+1 rep"), robin.button("✓")
    assert more is not None and log is not None
    began = asyncio.get_running_loop().time()
    await robin.taps(card, more["callback_data"])
    await robin.sees_on_card("aim for 11 × 40 kg")
    await robin.presses("✓ 11")
    await robin.sees_on_card("High row machine: 11 × 40 kg")
    assert asyncio.get_running_loop().time() - began < 1.0, "it did not wait for more nudges"


async def test_a_tap_need_not_wait_until_the_one_before_is_drawn(spotter: House, robin: Phone) -> None:
    await lifting(robin)
    before = await edits(robin)
    await robin.puts_in_the_way(SLOW_EDITS)
    await robin.presses("✓")
    for _ in range(4):
        card, session = robin.card["message_id"], await open_session(spotter)
        await robin.taps(card, f"rm:{ROBIN}:{session.id}:{session.revision}:15")
    await robin.puts_in_the_way()
    due = (await open_session(spotter)).rest
    assert due is not None
    await robin.sees_on_card(f"until {due.due:%H:%M:%S}")
    assert await edits(robin) - before < 5, "what would be overwritten at once is not drawn"


async def test_a_ring_that_is_overtaken_on_its_way_goes_again(robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "slow", "delay": 0.5, "times": 1})
    await robin.moves_clock(advance=91)
    await robin.sees_on_card("Set 2 of 4")
    await robin.presses("✓")
    await robin.sees_on_card("Next: set 3 of 4")
    await robin.met("deleted")
    assert not rings(robin)


async def test_a_rest_that_ended_long_ago_rings_nobody_out_of_bed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as before, phone_at(before.address) as robin:
        await rests(robin)
        session = await open_session(before)
        ended = session.touched - timedelta(minutes=31)
        letter = Letter(ROBIN, ROBIN, session.id, LetterKind.REST_OVER, ended)
        await before.store.run(lambda tx: tx.post(letter))
        await before.store.close()
        async with house(url, moved_into=before) as after:
            await robin.says("/help")
            await robin.sees("What I do")
            assert (await after.store.run(lambda tx: tx.waiting_counts())).letters == 0
            assert not rings(robin)


async def test_a_letter_in_another_hand_is_left_there_until_its_lease_is_over(spotter: House, robin: Phone) -> None:
    await lifting(robin)
    session = await open_session(spotter)
    now = session.touched
    letter = await spotter.store.run(lambda tx: tx.post(Letter(ROBIN, ROBIN, session.id, LetterKind.REST_OVER, now)))
    assert await spotter.store.run(lambda tx: tx.claim_letter(letter.id, now, now + timedelta(minutes=2))) == 0
    await robin.moves_clock(advance=60)
    await robin.says("/help")
    await robin.sees("What I do")
    assert not rings(robin)
    await robin.moves_clock(advance=70)
    await robin.until(lambda: len(rings(robin)) == 1, "the ring")


async def test_a_page_that_a_flood_kept_back_comes_when_it_is_over(robin: Phone) -> None:
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "429", "retry_after": 2, "times": 1})
    await robin.says("/help")
    await robin.sees("What I do")
    await robin.says("/workout back")
    await robin.sees_on_card("High row machine")
    assert not [row for row in await robin.ledger() if row["kind"] == "too_early"]


async def test_a_card_asked_for_during_a_flood_comes_below_when_it_is_over(robin: Phone) -> None:
    await lifting(robin)
    card = robin.card["message_id"]
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "429", "retry_after": 2, "times": 1})
    await robin.says("/workout")
    await robin.until(lambda: robin.card["message_id"] > card, "the card below")
    await robin.until(lambda: not any(buttons(m) for m in robin.from_bot[:-1]), "one card with buttons")
