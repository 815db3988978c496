"""/progress: what was done so far as pictures, and the same in words beside them."""

from tests.coach.days import MONDAY, THURSDAY, WEDNESDAY, comes, plans
from tests.coach.past import HIGH_ROW, looks_up, trains
from tests.house import House
from tests.phone import Phone, text
from tests.walk import begins


async def test_before_the_first_session_it_says_what_will_be_here(spotter: House, robin: Phone) -> None:
    await robin.says("/progress")
    page = await robin.sees_on_card("This page will show your body")
    assert "photo" not in page
    await robin.presses("Train now")
    await robin.sees_on_card("What is it today?")


async def test_the_body_shows_what_is_ready_and_the_words_say_until_when(spotter: House, robin: Phone) -> None:
    await plans(robin, "mon thu 18:00", "Europe/Berlin")
    await comes(spotter, robin, MONDAY, 17)
    await trains(robin)
    await robin.says("/progress")
    page = await robin.sees_on_card("Your progress")
    assert page["photo"], "it is a picture"
    assert "1 session, 4 sets, 1,600 kg lifted." in text(page)
    assert "lats and middle back until Wednesday 18:00." in text(page), text(page)
    await comes(spotter, robin, WEDNESDAY, 8)
    await robin.presses("🌙 Dark")
    page = await robin.sees_on_card("Almost ready: lats and middle back until 18:00.")
    assert robin.button("☀️ Light")


async def test_from_a_page_in_words_to_a_chart_and_back_to_the_card(spotter: House, robin: Phone) -> None:
    await comes(spotter, robin, MONDAY, 17)
    await trains(robin)
    await comes(spotter, robin, THURSDAY, 17)
    await begins(robin)
    await looks_up(robin, "Mon", HIGH_ROW)
    await robin.presses("Chart")
    chart = await robin.sees_on_card("Best load: 10 × 40 kg")
    assert chart["photo"]
    await robin.presses("Its sessions")
    sessions = await robin.sees_on_card(f"Sessions with {HIGH_ROW}")
    assert "photo" not in sessions and all("Best load" not in text(message) for message in robin.from_bot)
    await robin.presses("‹ Back to training")
    await robin.sees_on_card("exercise 1 of 6")
    assert robin.button("✓ 10 × ") is not None, "the card logs"
