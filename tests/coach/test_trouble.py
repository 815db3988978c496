"""The chat fails at the worst moment: what was decided is told all the same, a little later, and to everybody else at once."""

from pathlib import Path

from bot.coach.records import Letter, LetterKind
from tests.house import House, house
from tests.phone import GYM, KIM, ROBIN, Phone, buttons, phone_at, text
from tests.walk import begins, finishes_early, rests

GONE = {"kind": "400", "description": "Bad Request: MESSAGE_ID_INVALID", "times": 1}


async def test_a_ring_that_failed_rings_a_little_later(robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "500", "times": 1})
    await robin.moves_clock(advance=91)
    await robin.sees_on_card("aim for 10 × 40 kg")
    await robin.until(lambda: any("Rest " in text(m) and m["ringing"] for m in robin.from_bot), "the ring")


async def test_a_ring_of_doubtful_fate_comes_twice_at_most(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "reset_after", "times": 2})
    await robin.moves_clock(advance=91)
    await robin.until(lambda: sum("Rest " in text(m) and m["ringing"] for m in robin.from_bot) == 2, "the second ring")
    await robin.presses("More")
    await robin.sees_on_card("1 set done")
    assert (await spotter.store.run(lambda tx: tx.waiting_counts())).letters == 0, "there is no third try"


async def test_a_ring_that_was_refused_is_tried_again(robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way(
        {"method": "sendMessage", "kind": "400", "description": "Bad Request: strange", "times": 1}
    )
    await robin.moves_clock(advance=91)
    await robin.until(lambda: any("Rest " in text(m) and m["ringing"] for m in robin.from_bot), "the ring")


async def test_a_summary_comes_even_if_the_card_cannot_be_edited(robin: Phone) -> None:
    await rests(robin)
    await robin.says("/cancel")
    await robin.sees_on_card("Finish here?")
    await robin.puts_in_the_way({"method": "editMessageText", **GONE})
    await robin.presses("Finish and keep 1 set")
    await robin.sees("1 set · 400 kg")


async def test_a_card_that_telegram_will_not_edit_is_sent_anew(robin: Phone) -> None:
    await begins(robin)
    card = robin.card["message_id"]
    await robin.puts_in_the_way({"method": "editMessageText", **GONE})
    await robin.presses("40 kg")
    await robin.sees_on_card("aim for 10 × 40 kg")
    assert robin.card["message_id"] > card


async def test_a_flood_over_a_card_delays_the_ring_and_loses_nothing(robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way({"method": "editMessageText", "kind": "429", "retry_after": 3, "times": 1})
    await robin.presses("+15 s")
    await robin.moves_clock(advance=106)
    await robin.sees("Rest ")
    await robin.until(lambda: any(m["ringing"] and "Rest " in text(m) for m in robin.from_bot), "the ring")


async def test_one_flooded_chat_at_the_start_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    async with house(url) as before, phone_at(before.address) as robin, phone_at(before.address, KIM) as kim:
        await rests(kim)
        await rests(robin)
        session = await before.store.run(lambda tx: tx.open_session(ROBIN))
        assert session is not None
        letter = Letter(ROBIN, ROBIN, session.id, LetterKind.REST_OVER, session.touched)
        await before.store.run(lambda tx: tx.post(letter))
        await before.store.close()
        await robin.puts_in_the_way({"method": "sendMessage", "chat": ROBIN, "kind": "429", "retry_after": 15})
        async with house(url, moved_into=before):
            await kim.moves_clock(advance=91)
            await kim.until(lambda: any(m["ringing"] and "Rest " in text(m) for m in kim.from_bot), "Kim's ring")


async def test_a_ring_outlives_the_look_for_silence(robin: Phone) -> None:
    await begins(robin)
    await robin.presses("40 kg")
    await robin.sees_on_card("aim for")
    await robin.moves_clock(advance=28 * 60)
    await robin.presses("✓")
    await robin.sees_on_card("Rest 1:30")
    await robin.moves_clock(advance=91)
    ring = await robin.sees("Rest over")
    await robin.sees_on_card("aim for")
    await robin.moves_clock(advance=35)  # half an hour after the start: the look that finds the lifter there
    await robin.says("hm")
    await robin.sees("did not catch")
    await robin.until(lambda: ring["message_id"] not in {m["message_id"] for m in robin.messages}, "the ring gone")
    rows = await robin.ledger()
    deleted = [row["n"] for row in rows if row["kind"] == "deleted" and row.get("message_id") == ring["message_id"]]
    said = [row["n"] for row in rows if row["kind"] == "said"]
    assert deleted and deleted[0] > said[-1], "it went with the lifter's next word, not before"


async def test_a_card_that_others_have_buried_comes_down(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN, GYM) as robin, phone_at(spotter.address, KIM, GYM) as kim:
        await begins(robin)
        card = robin.card["message_id"]
        for _ in range(3):
            await kim.says("chatter")
        await robin.presses("40 kg")
        await robin.sees_on_card("aim for 10 × 40 kg")
        assert robin.card["message_id"] > card
        await robin.until(lambda: not any(buttons(m) for m in robin.from_bot[:-1]), "the old card without buttons")
        assert await spotter.store.run(lambda tx: tx.lifter(KIM)) is None, "who only talks is not kept"


async def test_among_people_a_bare_number_is_talk(spotter: House) -> None:
    async with phone_at(spotter.address, ROBIN, GYM) as robin:
        await rests(robin)
        await robin.says("2")
        await robin.says("10x40")
        await robin.sees("today 10 · 10 at 40 kg")


async def test_any_sign_of_life_answers_the_question(robin: Phone) -> None:
    await rests(robin)
    await robin.moves_clock(advance=31 * 60)
    await robin.sees("Still training?")
    await robin.says("yes!")
    await robin.sees("did not catch")
    await robin.moves_clock(advance=29 * 60)
    await robin.presses("✓" if robin.button("✓") else "Skip rest")
    await robin.sees_on_card("exercise 1 of 6")
    assert not any("done 💪" in text(message) for message in robin.from_bot)


async def test_undo_means_the_session_that_is_open(robin: Phone) -> None:
    await rests(robin)
    await finishes_early(robin)
    first = await robin.sees("1 set · 400 kg")
    await robin.says("/workout biceps")
    await robin.sees("A rest day for Biceps")
    await robin.presses("Train anyway")
    await robin.sees("Barbell curl")
    await robin.says("/cancel")
    await robin.sees("set aside")
    await robin.taps(first["message_id"], next(b["callback_data"] for b in buttons(first) if "undo" in b["text"]))
    await robin.sees_on_card("High row machine")
    await robin.says("/undo")
    await robin.sees("Taken back.")


async def test_a_summary_that_no_longer_holds_loses_its_buttons(robin: Phone) -> None:
    await rests(robin)
    await finishes_early(robin)
    summary = await robin.sees("1 set · 400 kg")
    await robin.says("/undo")
    await robin.sees("Taken back.")
    await robin.until(
        lambda: not any(buttons(m) for m in robin.messages if m["message_id"] == summary["message_id"]), "no buttons"
    )


async def test_what_waits_for_somebody_who_blocks_the_bot_is_dropped(spotter: House, robin: Phone) -> None:
    await rests(robin)
    await robin.puts_in_the_way({"method": "sendMessage", "kind": "429", "retry_after": 3})
    await robin.moves_clock(advance=91)
    await robin.met("fault")
    await robin.blocks(True)
    await robin.blocks(False)
    await robin.puts_in_the_way()
    card = robin.card["message_id"]
    await robin.says("/workout")
    await robin.until(lambda: robin.card["message_id"] > card, "the card below")
    assert (await spotter.store.run(lambda tx: tx.waiting_counts())).letters == 0
