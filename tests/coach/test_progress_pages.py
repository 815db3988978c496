"""The pages of /progress and /history's lists: a press in, a page out, and its figure is compared with what was logged."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from bot.coach.conversation import on_press
from bot.coach.inbound import Asked
from bot.coach.pages import on_command
from bot.coach.ports import Transaction
from bot.coach.turn import Desk, Turn
from bot.screens.figures import BarChart, BodyMap, Calendar, DayMark, Figure, LineChart, Ranking, Theme, Tone
from bot.screens.screen import Screen, characters
from bot.screens.strength_words import NOT_YET
from bot.screens.taps import Tap, Verb, encode, mark
from bot.store import OpenStore, open_store
from bot.training import events
from bot.training.habits import Habits
from bot.training.lifter import Lifter
from bot.training.own import own_exercise
from bot.training.plan import Block, Exercise, Library
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import Muscle
from tests.store.scenes import after, begun, logged
from tests.training.gym import CARRY, HELPED_PULL_UP, NOON, PLANK, PULL_UP, ROW, body, day, doing, kg, lb, sets

ANN = Lifter(7, zone="Europe/Berlin", habits=replace(Habits(), days=frozenset({0, 3}), hour=time(18)))
MINE = own_exercise("Sled push", Muscle.QUADRICEPS, "abcd")
RUNGS = tuple(replace(one, ladder=(HELPED_PULL_UP.id, PULL_UP.id)) for one in (HELPED_PULL_UP, PULL_UP))
LIBRARY = Library(
    {one.id: one for one in (ROW, CARRY, PLANK, *RUNGS)}, workouts={"day": day(Block((doing(ROW, *sets(2)),)))}
)
DAY = timedelta(days=1)
Work = Callable[[Transaction], None]


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[OpenStore]:
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()


def trains(tx: Transaction, days_ago: float, *done: tuple[Exercise, int, Load]) -> Session:
    """A finished session of so many days before noon, one set after the other."""
    workout = day(*(Block((doing(exercise, *sets(1)),)) for exercise, _, _ in done))
    at = NOON - DAY * days_ago
    session = replace(begun(f"s{int(days_ago * 100)}"), lifter=ANN.id, workout=workout, started=at, touched=at)
    tx.add_session(session, ANN.id)
    now = session
    for _, reps, load in done:
        now = logged(now, load, reps)
    now = now if not now.is_open else after(now, events.Finished())
    tx.save_session(session, now)
    return now


def desk(tx: Transaction, chat: int = ANN.id) -> Desk:
    lifter = tx.lifter(ANN.id)
    assert lifter is not None
    return Desk(tx, lifter, chat, LIBRARY, NOON)


def asks(tx: Transaction, command: str = "progress", chat: int = ANN.id) -> Screen:
    return the_screen(on_command(desk(tx, chat), Asked(ANN.id, ANN.id, 1, command)))


def presses(tx: Transaction, page: Screen, label: str) -> Screen:
    """The button whose label begins so; every page is one that can be told, and whose buttons travel."""
    tap = next(button.tap for row in page.rows for button in row if button.label.startswith(label))
    return the_screen(on_press(desk(tx), tap))


def the_screen(turn: Turn) -> Screen:
    assert turn.screen is not None, turn.note
    assert characters(turn.screen.text) <= (1024 if turn.screen.picture else 4096)
    assert all(encode(button.tap) for row in turn.screen.rows for button in row)
    return turn.screen


def labels(page: Screen) -> list[str]:
    return [button.label for row in page.rows for button in row]


def figure(page: Screen) -> Figure:
    assert page.picture is not None and page.picture.lifter == ANN.id
    return page.picture.figure


def lines_of(page: Screen) -> dict[str, list[tuple[str, float, bool]]]:
    chart = figure(page)
    assert isinstance(chart, LineChart)
    return {one.name: [(f"{dot.at:%-d %b}", dot.value, dot.record) for dot in one.dots] for one in chart.lines}


def bars_of(page: Screen) -> list[tuple[str, float]]:
    chart = figure(page)
    assert isinstance(chart, BarChart | Ranking)
    return [(bar.label, bar.value) for bar in chart.bars if bar.value]


async def test_strength_over_time_is_what_was_logged(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 120, (ROW, 10, kg("47.5")), (PLANK, 40, body()))
        trains(tx, 30, (ROW, 10, kg("45")), (ROW, 8, kg("50")))
        trains(tx, 2, (ROW, 10, lb("110")), (CARRY, 60, kg("24")))
        page = presses(tx, presses(tx, asks(tx), "Strength"), "Seated row")
        assert lines_of(page) == {
            "load": [("31 Jan", 50, True), ("28 Feb", 49.895, False)],
            "estimate for one rep": [("31 Jan", 63.5, False), ("28 Feb", 66.5, True)],
        }
        assert "Best load: 8 × 50 kg on 31 January." in page.text and "🏅 1 record (50 kg on 31 January)." in page.text
        whole = presses(tx, page, "All")
        assert [value for _, value, _ in lines_of(whole)["load"]] == [47.5, 50, 49.895]
        assert "From 47.5 kg to 49.9 kg, 2 November 2025 to 28 February." in whole.text
        assert list(lines_of(presses(tx, presses(tx, asks(tx), "Strength"), "Plank"))) == ["longest"], (
            "the shortest time"
        )
        held = presses(tx, presses(tx, asks(tx), "Strength"), "Farmers walk")
        assert lines_of(held) == {"load": [("28 Feb", 24, False)], "longest, seconds": [("28 Feb", 60, False)]}
        assert "Sessions with Seated row" in presses(tx, whole, "Its sessions").text

    await store.run(work)


async def test_whoever_is_in_their_first_session_is_not_told_to_begin(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        tx.add_session(replace(begun("open"), lifter=ANN.id), ANN.id)
        page = asks(tx)
        assert "The session you are in will be the first to count." in page.text
        assert labels(page) == ["‹ Back to training"]

    await store.run(work)


async def test_a_load_that_stayed_is_told_once(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 30, (ROW, 10, kg("50")))
        trains(tx, 2, (ROW, 9, kg("50")))
        row = presses(tx, presses(tx, asks(tx), "Strength"), "Seated row")
        assert "50 kg on 31 January, and again on 28 February." in row.text and "From" not in row.text

    await store.run(work)


async def test_the_exercises_that_were_done_are_drawn_by_their_sets(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 9, (ROW, 10, kg("45")), (ROW, 10, kg("45")), (PULL_UP, 5, body()))
        trains(tx, 2, (PLANK, 40, body()))
        page = presses(tx, asks(tx), "Strength")
        assert bars_of(page)[0] == ("Seated row", 2) and "Seated row</b>  2 sets, 21 February" in page.text
        assert bars_of(presses(tx, page, "Latest first"))[0] == ("Plank", 1)

    await store.run(work)


async def test_a_ladder_stands_beside_the_lines_of_its_rungs(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 30, (HELPED_PULL_UP, 8, body("-20")))
        trains(tx, 20, (HELPED_PULL_UP, 8, body("-10")))
        page = presses(tx, presses(tx, asks(tx), "Strength"), "Assisted")
        assert lines_of(page) == {"added to your body": [("31 Jan", -20, False), ("10 Feb", -10, True)]}
        assert "From 20 kg of help to 10 kg of help" in page.text and "The ladder" not in labels(page)
        trains(tx, 10, (PULL_UP, 3, body()))
        ladder = presses(tx, presses(tx, presses(tx, asks(tx), "Strength"), "Assisted"), "The ladder")
        assert lines_of(ladder) == {"rung": [("31 Jan", 1, False), ("10 Feb", 1, False), ("20 Feb", 2, True)]}
        assert "2  Pull up: since 20 February, up to 3 reps" in ladder.text

    await store.run(work)


async def test_an_exercise_that_was_deleted_keeps_its_name_and_its_line(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(replace(ANN, own=(MINE,)))
        for days in (9, 2):
            trains(tx, days, (MINE, 10, kg("80")), (ROW, 10, kg("40")))
        tx.keep_lifter(ANN)
        found = presses(tx, asks(tx), "Strength")
        assert "Sled push" in labels(found) and "<b>Sled push</b>  2 sets, 28 February" in found.text
        assert [value for _, value, _ in lines_of(presses(tx, found, "Sled push"))["load"]] == [80, 80]
        assert ("quadriceps", 0.9) in bars_of(presses(tx, asks(tx), "Muscles")), "two in fifteen days"
        listed = presses(tx, presses(tx, asks(tx, "history"), "By exercise"), "Sled push")
        assert "Sessions with Sled push" in listed.text and len(listed.rows) == 3

    await store.run(work)


async def test_the_week_the_volume_and_the_muscles_add_up(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 8, (ROW, 10, kg("50")), (CARRY, 40, kg("24")))
        trains(tx, 0.1, (ROW, 10, kg("45")), (ROW, 8, kg("45")), (PULL_UP, 5, body()))
        week = presses(tx, asks(tx), "This week")
        shown = figure(week)
        assert isinstance(shown, BodyMap) and shown.tones == {Muscle.LATS: Tone.LITTLE, Muscle.BICEPS: Tone.LITTLE}
        assert "1 session since Monday" in week.text and "Lats 3 · biceps 1½." in week.text
        volume = presses(tx, asks(tx), "Volume")
        assert bars_of(volume) == [("16 Feb", 500), ("2 Mar", 810)], "what is held is no volume"
        assert "This week so far: 810 kg in 3 sets." in volume.text and "The week before: nothing." in volume.text
        by_sets = presses(tx, volume, "By sets")
        assert bars_of(by_sets) == [("16 Feb", 2), ("2 Mar", 3)]
        assert "Your sets, week by week" in by_sets.text and "lifted" not in by_sets.text
        assert bars_of(presses(tx, asks(tx), "Muscles")) == [("lats", 2.3), ("biceps", 1.2)], "in fifteen days"
        assert "Since 22 February: 2 sessions, 5 sets, 1,310 kg lifted." in asks(tx).text

    await store.run(work)


async def test_pounds_stay_pounds(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(replace(ANN, unit=Unit.LB))
        trains(tx, 2, (ROW, 10, lb("100")), (ROW, 10, kg("45.359")))
        assert "2,000 lb lifted" in asks(tx).text
        chart = figure(presses(tx, asks(tx), "Volume"))
        assert isinstance(chart, BarChart) and (chart.unit, chart.bars[-2].value) == ("lb", 2000)

    await store.run(work)


async def test_the_calendar_shows_what_was_done_and_what_is_planned(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(replace(ANN, habits=replace(ANN.habits, since=(NOON - DAY * 30).date())))
        trains(tx, 10, (ROW, 10, kg("50")))
        trains(tx, 0.1, (ROW, 10, kg("50")))
        page = presses(tx, asks(tx), "Calendar")
        shown = figure(page)
        assert isinstance(shown, Calendar) and len(shown.days) % 7 == 0
        marks = {f"{one.day:%-d %b}": one.mark for one in shown.days}
        assert [marks[each] for each in ("20 Feb", "2 Mar", "3 Mar", "5 Mar")] == [
            DayMark.DONE,
            DayMark.DONE,
            DayMark.REST,
            DayMark.PLANNED,
        ]
        assert marks["26 Feb"] is DayMark.MISSED and "Left out: Mon 23 Feb and Thu 26 Feb." in page.text
        assert marks["19 Feb"] is DayMark.NOTHING and [one.day.day for one in shown.days if one.today] == [2]
        assert "2 days with training since 2 February." in page.text and "Planned: Thu 5 Mar" in page.text
        year = figure(presses(tx, page, "A year"))
        assert isinstance(year, Calendar) and len(year.days) > 52 * 7

    await store.run(work)


async def test_months_and_exercises_lead_to_sessions_of_long_ago(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        for days in (400, 392, 40, 3):
            trains(tx, days, (ROW, 10, kg("50")))
        trains(tx, 1, (PLANK, 40, body()))
        months = presses(tx, asks(tx, "history"), "By month")
        assert labels(months)[:2] == ["Jan · 1", "Feb · 1"] and "● 2026" in labels(months)
        january = presses(tx, presses(tx, months, "2025"), "Jan · 1")
        assert "Sessions of January 2025" in january.text and "Sun 26 Jan 2025" in january.text
        rows = presses(tx, presses(tx, january, "‹ All sessions"), "By exercise")
        listed = presses(tx, rows, "Seated row")
        assert [label.split(" · ")[0] for label in labels(listed)][:4] == [
            "Fri 27 Feb",
            "Wed 21 Jan",
            "Mon 3 Feb",
            "Sun 26 Jan",
        ]
        sets_of_one = presses(tx, presses(tx, listed, "Fri 27 Feb"), "Seated row")
        assert isinstance(figure(presses(tx, sets_of_one, "Chart")), LineChart)
        assert "Sessions with Seated row" in presses(tx, sets_of_one, "All its sessions").text

    await store.run(work)


async def test_what_a_button_no_longer_means_leads_somewhere(store: OpenStore) -> None:
    abouts = (
        "nonsense",
        "lift",
        "lift/",
        "lifts/most/99999",
        "lifts//",
        "volume/2d",
        "volume",
        "calendar/century",
        "muscles/",
    )
    histories = (
        "month/2026-13/0",
        "month/1066-01/0",
        "month/2099-12/7",
        "months/never",
        "lift/x/0",
        "lifts/99999",
        "/",
        "x",
    )

    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        for about in abouts:
            page = the_screen(on_press(desk(tx), Tap(Verb.PROGRESS, ANN.id, about)))
            assert labels(page) == ["Train now"] and "/import" in page.text, "before the first session"
        trains(tx, 2, (ROW, 10, kg("50")))
        for about in abouts:
            turn = on_press(desk(tx), Tap(Verb.PROGRESS, ANN.id, about))
            assert turn.note == NOT_YET or the_screen(turn).picture is not None
        for about in histories:
            assert the_screen(on_press(desk(tx), Tap(Verb.HISTORY, ANN.id, about))).text
        assert on_press(desk(tx), Tap(Verb.PROGRESS, ANN.id, f"lift/{mark(PLANK.id)}")).note == NOT_YET

    await store.run(work)


async def test_dark_is_the_lifters_choice_on_whatever_page_they_are(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 2, (ROW, 10, kg("50")))
        dark = presses(tx, presses(tx, presses(tx, asks(tx), "Volume"), "1 year"), "🌙")
        assert dark.picture is not None and dark.picture.theme is Theme.DARK and len(bars_of(dark)) == 1
        assert "● 1 year" in labels(dark)
        light = presses(tx, dark, "☀️")
        assert light.picture is not None and light.picture.theme is Theme.LIGHT

    await store.run(work)


async def test_it_works_in_a_session_and_among_people_and_leads_back(store: OpenStore) -> None:
    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        trains(tx, 2, (ROW, 10, kg("50")))
        tx.weigh(ANN.id, NOON.date(), Weight(Decimal("83.7"), Unit.KG))
        tx.add_session(replace(begun("open"), lifter=ANN.id, started=NOON, touched=NOON), ANN.id)
        page = asks(tx, chat=-100)
        for label in ("This week", "‹ Overview", "Strength", "‹ Overview", "Volume", "‹ Overview", "Calendar"):
            assert labels(page)[-1] == "‹ Back to training" and "83.7" not in page.text
            page = presses(tx, page, label)
        assert "15 kg" in labels(presses(tx, page, "‹ Back to training")), "the card, which asks for a load"

    await store.run(work)
