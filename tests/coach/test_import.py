"""A file of another app's is brought: looked at first, then taken in, all at once, and taken back if it was no good."""

from datetime import datetime, timedelta

from tests.coach.past import looks_up
from tests.coach.past_files import PULLDOWN, Lift, hevy, hevy_session
from tests.house import House
from tests.phone import ROBIN, Phone, text

AUTUMN = datetime(2025, 9, 15, 7, 48)
BENCH = Lift("Barbell Bench Press", ((8, "60"), (8, "60")))
MINE = Lift("Frobnicating Machine 3000", ((12, "20"),))
FILE = hevy(hevy_session(AUTUMN, PULLDOWN, BENCH), hevy_session(AUTUMN.replace(day=17), BENCH, MINE))


async def test_a_file_is_looked_at_then_taken_in_and_history_shows_it(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await robin.sends(("workouts.csv", FILE))
    page = await robin.sees_on_card("Nothing is changed yet.")
    assert "A file from Hevy\nworkouts.csv" in text(page)
    assert "2 sessions, 8 sets, 15 Sep 2025 to 17 Sep 2025" in text(page)
    await robin.presses("Import 2 sessions")
    page = await robin.sees_on_card("Taken in: 2 sessions, 8 sets.")
    page = await looks_up(robin)
    assert "Pull day" in text(page) and "2025" in text(page)
    sessions = await spotter.store.run(lambda tx: tx.past_sessions(ROBIN, 0, 9))
    assert [len(one.log) for one in sessions] == [3, 5]


async def test_what_came_along_is_progress(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await robin.sends(("workouts.csv", FILE))
    await robin.sees_on_card("Nothing is changed yet.")
    await robin.presses("Import 2 sessions")
    await robin.sees_on_card("Taken in: 2 sessions, 8 sets.")
    await robin.says("/progress")
    await robin.sees_on_card("2 sessions")


async def test_the_past_that_came_is_what_the_coach_goes_by(spotter: House, robin: Phone) -> None:
    """Ten pulls at the machine a week ago, all of them reached: today a step more is asked for."""
    today = spotter.sandbox.clock.now()
    reached = Lift("High Row (Machine)", ((12, "55"), (12, "55"), (12, "55"), (12, "55")))
    squats = Lift("Seated row", ((12, "50"),) * 8)
    week, yesterday = today - timedelta(days=7), today - timedelta(days=1)
    await robin.says("/start")
    await robin.sends(("hevy.csv", hevy(hevy_session(week, reached), hevy_session(yesterday, squats))))
    await robin.sees_on_card("Nothing is changed yet.")
    await robin.presses("Import 2 sessions")
    await robin.sees_on_card("Taken in: 2 sessions, 12 sets.")
    await robin.says("/workout")
    page = await robin.sees_on_card("Back, top to bottom")
    assert "rest" in text(page), "what was rowed yesterday rests today"
    await robin.presses("Train anyway")
    card = await robin.sees_on_card("exercise 1 of 6")
    assert "57.5 kg" in text(card) and "last time 12 · 12 · 12 · 12 at 55 kg" in text(card)
