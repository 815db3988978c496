"""/history against what should not be: stale pages, forged buttons, strangers, and words among people."""

from bot.screens import notes
from bot.screens.taps import Tap, Verb, decode, encode
from tests.coach.days import nothing_is_due
from tests.coach.past import HIGH_ROW, data, looks_up, reps_kept, the_session, trains
from tests.house import House
from tests.phone import GYM, KIM, ROBIN, Phone, phone_at, text

NONSENSE = {
    Verb.PAST_AMEND: ("", "0", "9.9_r_1", "0.0", "0.0_r", "0.0_r_x", "-1.0_r_1"),
    Verb.PAST_TAKE: ("", "9.9", "-1.0", "0"),
    Verb.PAST_ADD: ("", "99", "-1", "x", "0_NaN_kg", "0_1e30_kg", "0_-5_kg", "9_20_kg", "0_20_stone"),
    Verb.PAST_MOVE: ("1", "x", "99", "-99999", "999999999", "-9999999999"),
    Verb.PAST_MEANT: (
        "",
        "0.0_8",
        "0.0_8_20_kg",
        "0.0_0_20_kg_w",
        "0.0_8_NaN_kg_w",
        "0.0_1000_20_kg_w",
        "9.9_8_20_kg_w",
    ),
}
CHANGING = (*NONSENSE, Verb.PAST_DELETE, Verb.PAST_UNDO)


async def test_a_stale_page_changes_nothing_and_shows_how_it_is_now(spotter: House, robin: Phone) -> None:
    await trains(robin)
    page = await looks_up(robin, "", HIGH_ROW, "Set 3")
    less, more, delete = data(page, "−1 rep"), data(page, "+2.5 kg"), data(page, "Delete")
    await robin.presses("−1 rep")
    await robin.sees_on_card("Set 3 is now 9 × 40 kg.")
    session = await the_session(spotter)
    for stale in (less, more, delete):
        assert await robin.taps(page["message_id"], stale) == notes.STALE_PAGE
        await robin.until(lambda: not text(robin.card).startswith("Set 3 is now"), "the page as it is now")
        assert "set 3 of 4\n9 × 40 kg" in text(robin.card)
    assert await the_session(spotter) == session


async def test_forged_buttons_strangers_and_open_sessions_change_nothing(spotter: House, robin: Phone) -> None:
    await trains(robin)
    await nothing_is_due(spotter)
    page = await looks_up(robin, "")
    kept = await the_session(spotter)
    for verb in CHANGING:
        forged = Tap(verb, ROBIN, "0.0_r_1", kept.id, kept.revision + 1)
        assert await robin.taps(page["message_id"], encode(forged)) == notes.STALE_PAGE
    for verb, nonsense in NONSENSE.items():
        for words in nonsense:
            await robin.taps(page["message_id"], encode(Tap(verb, ROBIN, words, kept.id, kept.revision)))
            assert await the_session(spotter) == kept, (verb, words)
    assert await robin.taps(page["message_id"], encode(Tap(Verb.PAST_UNDO, ROBIN, "", kept.id, kept.revision))) == (
        notes.NOTHING_TO_UNDO
    ), "what was done in the session itself is not taken back here"
    async with phone_at(spotter.address, KIM) as kim:
        await kim.says("/history")
        own = await kim.sees(
            "Nothing is in your record yet. /workout starts a session, /import brings what you did elsewhere."
        )
        for verb in (*CHANGING, Verb.PAST):
            theirs = Tap(verb, KIM, "0.0_r_1", kept.id, kept.revision)
            assert await kim.taps(own["message_id"], encode(theirs)) == notes.NO_SUCH_SESSION
            robins = Tap(verb, ROBIN, "0.0_r_1", kept.id, kept.revision)
            assert await kim.taps(own["message_id"], encode(robins)) == notes.NOT_YOURS
    assert await the_session(spotter) == kept
    await robin.says("/workout legs")
    await robin.sees_on_card("exercise 1 of")
    open_one = await the_session(spotter)
    for verb in (*CHANGING, Verb.PAST):
        note = await robin.taps(page["message_id"], encode(Tap(verb, ROBIN, "0.0_r_1", open_one.id, open_one.revision)))
        assert note == notes.NOT_OVER
    assert await the_session(spotter) == open_one


async def test_among_people_nothing_that_is_typed_counts_for_a_page(spotter: House, robin: Phone) -> None:
    await trains(robin)
    async with phone_at(spotter.address, ROBIN, GYM) as among_people:
        page = await looks_up(among_people, "", HIGH_ROW, "Set 1")
        assert "or type" not in text(page)
        await among_people.says("12x45")
        await among_people.presses("−1 rep")
        await among_people.sees_on_card("Set 1 is now 9 × 40 kg.")
    tap = decode(data(page, "−1 rep"))
    assert tap is not None and tap.session
    assert await reps_kept(spotter) == [9, 10, 10, 10]
