"""The pages of past sessions in words and buttons, and how what a correction has changed is told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.screens.aftermath import Standing, changed
from bot.screens.history import all_of, another_day, one_exercise, one_session, one_set, past
from bot.screens.lookup import of_month, with_exercise
from bot.screens.screen import Screen, characters
from bot.screens.taps import encode
from bot.training import events
from bot.training.bests import Bests, BestSet
from bot.training.hindsight import free_slot, performed
from bot.training.lifter import Lifter
from bot.training.plan import IMPORTED
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from bot.training.target import Target, TargetRule, Why
from tests.training.gym import ARMS, CURL, FOUR_TENS, NOON, PULL_UP, ROW, Training, body, first_session, kg

TODAY = date(2026, 3, 4)
LIFTER = Lifter(7, zone="Europe/Berlin")
ALL = all_of(LIFTER)
AROUND = ["By exercise", "By month"]


def over(*reps: int) -> Session:
    it = Training(first_session(FOUR_TENS))
    for times in reps:
        it.logs(times)
    return it.happens(events.Finished()) if it.session.is_open else it.session


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def aims(load: Load | None, *reps: int) -> Target:
    return Target(load, reps, Why(TargetRule.REPS if load else TargetRule.FIRST))


def told(before: Standing, after: Standing, *exercises: object) -> tuple[str, ...]:
    known = {one.id: one for one in (ROW, CURL, PULL_UP) if one in exercises}
    return changed(known, before, after, TODAY)


def test_a_page_of_sessions_says_when_and_what_and_leads_on() -> None:
    last_year = replace(over(10, 9), started=NOON - timedelta(days=100))
    page = past(LIFTER, ALL, (over(10, 10, 10, 10), last_year), 1, True, TODAY)
    assert "<b>Mon 2 Mar 13:00</b>  Day\n4 sets · 1,800 kg" in page.text
    assert "<b>Sat 22 Nov 2025 13:00</b>  Day\n2 sets · 855 kg" in page.text
    assert labels(page) == [["Mon 2 Mar · Day"], ["Sat 22 Nov · Day"], ["‹ Newer", "Older ›"], AROUND]
    assert labels(past(LIFTER, ALL, (last_year,), 0, False, TODAY)) == [["Sat 22 Nov · Day"], AROUND]
    assert "No older ones." in past(LIFTER, ALL, (), 9, False, TODAY).text


def test_where_nobody_knows_the_zone_the_hour_says_that_it_is_utc() -> None:
    assert "Monday 2 March, 12:00 UTC" in one_session(over(10), Lifter(7), TODAY).text
    assert "Monday 2 March, 13:00\n" in one_session(over(10), LIFTER, TODAY).text


def test_what_another_app_noted_stands_there_in_short() -> None:
    theirs = replace(over(10).workout, id=f"{IMPORTED}a", about="Felt <strong>\nSeated row: elbows in\nSlept badly")
    page = one_session(replace(over(10), workout=theirs), LIFTER, TODAY)
    assert "\n<i>Felt &lt;strong&gt;</i>\n<i>Seated row: elbows in …</i>\n" in page.text
    long = replace(theirs, about="word " * 100)
    assert characters(one_session(replace(over(10), workout=long), LIFTER, TODAY).text) < 300
    ours = replace(over(10).workout, about="What its author says of it")
    assert "author" not in one_session(replace(over(10), workout=ours), LIFTER, TODAY).text


def test_sets_are_counted_as_they_were_done_and_warm_ups_apart() -> None:
    it = Training(first_session(ARMS))
    it.logs(12, kg("10"))
    it.logs(10, kg("20"))
    it.happens(events.Finished())
    it.happens(events.SetRecalled(free_slot(it.session, 0), CURL.id, 8, kg("20")))
    page = one_exercise(it.session, 0, LIFTER, TODAY)
    assert labels(page)[:3] == [["Warm-up 1: 12 × 10 kg"], ["Set 1: 10 × 20 kg"], ["Set 2: 8 × 20 kg"]]
    assert "Curl</b>, set 2 of 2\n<b>8 × 20 kg</b>" in one_set(it.session, it.session.log[-1], "", None).text
    assert [one.exercise for one in performed(it.session)] == ["curl", "curl", "hammer-curl"]


def test_undo_is_offered_only_for_what_was_put_right_afterwards() -> None:
    it = Training(over(10, 9))
    assert labels(another_day(it.session, LIFTER, TODAY, (-1, 1), "")) == [
        ["Sun 1 Mar", "Tue 3 Mar"],
        ["‹ The session"],
    ]
    it.happens(events.SessionMoved(-timedelta(days=1)))
    assert labels(another_day(it.session, LIFTER, TODAY, (), "")) == [["Undo", "‹ The session"]]


def test_every_button_travels_even_for_the_longest_ids() -> None:
    it = Training(replace(over(10, 9), id="z" * 8, lifter=2**52, revision=99_999))
    it.happens(events.SetAmended(it.session.log[0].slot, 9, kg("45")))
    pages = (
        past(LIFTER, ALL, (it.session,), 9_999, True, TODAY),
        past(LIFTER, with_exercise(LIFTER, "z" * 80, "Z" * 40), (it.session,), 9_999, True, TODAY),
        past(LIFTER, of_month(LIFTER, 2026, 11), (it.session,), 9_999, True, TODAY),
        one_session(it.session, LIFTER, TODAY),
        one_exercise(it.session, 0, LIFTER, TODAY),
        one_set(it.session, it.session.log[0], "", None),
        another_day(it.session, LIFTER, TODAY, (-1, 1), ""),
    )
    assert all(encode(button.tap) for page in pages for row in page.rows for button in row)
    assert all(characters(page.text) < 1000 for page in pages)


NOTHING = Standing({}, {})
HEAVY = Bests((BestSet(10, kg("50")),), Weight(Decimal(66), Unit.KG), Weight(Decimal(2000), Unit.KG))
LIGHT = Bests((BestSet(10, kg("45")),), Weight(Decimal(60), Unit.KG), Weight(Decimal(1800), Unit.KG))


def test_of_one_exercise_its_target_and_bests_are_told_if_they_changed() -> None:
    before = Standing({ROW.id: aims(kg("52.5"), 8, 8)}, {ROW.id: HEAVY})
    after = Standing({ROW.id: aims(kg("45"), 10, 9)}, {ROW.id: LIGHT})
    assert told(before, after, ROW) == (
        "Next time: 9–10 × 45 kg (was 8 × 52.5 kg).",
        "Best estimate for a single rep: 60 kg (was 66 kg).",
        "Most in one session: 1,800 kg (was 2,000 kg).",
    )
    assert told(before, before, ROW) == ()
    anew = Standing({ROW.id: aims(None, 8, 8)}, {ROW.id: Bests()})
    assert told(before, anew, ROW)[0] == "Next time: nothing to go by (was 8 × 52.5 kg)."
    assert told(anew, before, ROW)[0] == "Next time: 8 × 52.5 kg (nothing before)."


def test_where_no_maximum_can_be_estimated_the_best_set_is_told() -> None:
    before = Standing({PULL_UP.id: aims(body(), 8)}, {PULL_UP.id: Bests((BestSet(12, body()),))})
    after = Standing({PULL_UP.id: aims(body(), 8)}, {PULL_UP.id: Bests((BestSet(9, body()),))})
    assert told(before, after, PULL_UP) == ("Best set: 9 × body weight (was 12 × body weight).",)


def test_of_several_exercises_less_is_told() -> None:
    before = Standing({ROW.id: aims(kg("45"), 8), CURL.id: aims(kg("20"), 8)}, {ROW.id: HEAVY, CURL.id: LIGHT})
    after = Standing({ROW.id: aims(kg("40"), 8), CURL.id: aims(None, 8)}, {ROW.id: LIGHT, CURL.id: LIGHT})
    assert told(before, after, ROW, CURL) == (
        "Seated row, next time: 8 × 40 kg (was 8 × 45 kg).",
        "To begin anew next time: Curl.",
        "Your bests have changed in: Seated row.",
    )


THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (("Back", FRIDAY), ("Back", THURSDAY), "Next session: Back, tomorrow (was Friday)."),
        (("Back", FRIDAY), ("Arms", TODAY), "Next session: Arms, today (was Back, Friday)."),
        (None, ("Back", FRIDAY), "Next session: Back, Friday."),
        (("Back", FRIDAY), None, "No session is planned any more."),
    ],
)
def test_the_next_session_is_told_if_it_is_another(
    before: tuple[str, date] | None, after: tuple[str, date] | None, line: str
) -> None:
    assert told(replace(NOTHING, coming=before), replace(NOTHING, coming=after)) == (line,)


def test_without_a_plan_it_is_told_from_when_the_workout_may_be_done_again() -> None:
    was, now = (replace(NOTHING, ready=("Back", on)) for on in (FRIDAY, TODAY))
    assert told(was, now) == ("Back may be done again: today (was Friday).",)
    assert told(was, was) == ()
