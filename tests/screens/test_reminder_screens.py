"""What a reminder says on a lock screen, what it offers, and what its buttons answer."""

import re
from dataclasses import replace
from datetime import date, time

import pytest

from bot.screens import reminders as screens
from bot.screens.reminders import Answer
from bot.screens.screen import Screen, Style
from bot.screens.taps import MOST_BYTES, Verb, decode, encode
from bot.training.habits import Agenda, Habits, Move
from bot.training.plan import Library
from bot.training.schedule import BACK, Day
from tests.screens.test_pages import LONG_ID, ROBIN, fits
from tests.training.gym import BACK as GYMS_BACK
from tests.training.week import days, did, library, on, planned

REGULAR = replace(ROBIN, habits=Habits(days("Mon Wed Fri")))
ALL = (Answer.AN_HOUR, Answer.EVENING, Answer.TOMORROW, Answer.SKIP)
SIX = time(18)


def read(screen: Screen) -> list[str]:
    return re.sub("</?[bi]>", "", screen.text).split("\n")


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def monday(*done: str, wished: str = "Mon Wed Fri", today: str = "Mon", agenda: Agenda | None = None) -> Day:
    return planned(Habits(days(wished)), did(*done), today, agenda)[BACK]


def reminded(day: Day, last: date | None = None, offers: tuple[Answer, ...] = ALL) -> Screen:
    return screens.reminder(REGULAR, library(), day, SIX, last, offers)


def test_a_reminder_names_the_workout_and_the_hour_and_what_speaks_for_today() -> None:
    shown = reminded(monday("last Fri biceps"), on("last Fri"))
    assert read(shown) == [
        "Back, top to bottom today at 18:00?",
        "You last trained on Friday: 2 rest days are behind you.",
    ]
    assert labels(shown) == [["Start"], ["In 1 h", "This evening"], ["Tomorrow", "Skip"]]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "Your first one with me."),
        (on("last Sun"), "You last trained yesterday."),
        (on("last Sat"), "You last trained on Saturday: a rest day is behind you."),
        (date(2026, 11, 3), "You last trained on Tuesday 3 November: 19 rest days are behind you."),
    ],
)
def test_how_long_it_was_is_said_as_people_say_it(last: date | None, said: str) -> None:
    assert read(reminded(monday(), last))[1] == said


def test_starting_starts_that_workout_and_each_other_button_knows_its_day() -> None:
    shown = reminded(monday("last Fri back"))
    start, *others = [button for row in shown.rows for button in row]
    assert (start.tap.verb, start.tap.about, start.style) == (Verb.BEGIN, "biceps", Style.PRIMARY)
    assert [other.tap.about for other in others] == [f"{answer}.2026-11-23" for answer in ALL]
    assert {other.tap.verb for other in others} == {Verb.REMINDED}


def test_what_is_not_possible_any_more_is_not_offered() -> None:
    shown = reminded(monday(), None, (Answer.TOMORROW, Answer.SKIP))
    assert labels(shown) == [["Start"], ["Tomorrow", "Skip"]]
    assert labels(reminded(monday(), None, ALL[1:])) == [["Start"], ["This evening", "Tomorrow"], ["Skip"]]


def test_a_session_that_the_rules_moved_says_from_where_and_why() -> None:
    shown = reminded(monday("last Sun back", wished="Mon Thu", today="Tue"), on("last Sun"))
    assert read(shown) == [
        "Biceps today at 18:00?",
        "Moved here from yesterday. Back, top to bottom was done on Sunday. "
        "Rows and pull-ups work the biceps too, so give them a day before they work alone.",
    ]


def test_a_session_that_the_lifter_moved_says_that_they_asked_for_it() -> None:
    shown = reminded(monday(today="Tue", agenda=Agenda(moves=(Move(on("Mon"), on("Tue")),))))
    assert read(shown)[1] == "Moved here from yesterday, as you asked."


def test_one_that_was_asked_for_says_so() -> None:
    shown = screens.asked_for(REGULAR, library(), "biceps", on("Mon"), ALL)
    assert read(shown)[0] == "Biceps now?" and "You asked me to remind you" in read(shown)[1]
    assert labels(shown)[0] == ["Start"]


def test_after_three_unanswered_there_is_one_question_with_three_ways_out() -> None:
    shown = screens.shall_i_go_on(REGULAR, on("Mon"))
    assert "Shall I go on reminding you?" in shown.text
    assert labels(shown) == [["Yes, go on"], ["Pause", "No reminders"]]
    assert [b.tap.about for row in shown.rows for b in row] == ["on.2026-11-23", "", "stop.2026-11-23"]


def test_reminders_ring_unless_the_lifter_likes_them_silent() -> None:
    silent = replace(REGULAR, habits=replace(REGULAR.habits, silent=True))
    for lifter, rings in ((REGULAR, True), (silent, False)):
        assert screens.reminder(lifter, library(), monday(), SIX, None, ALL).rings is rings
        assert screens.asked_for(lifter, library(), "back", on("Mon"), ALL).rings is rings
        assert screens.shall_i_go_on(lifter, on("Mon")).rings is rings


def test_each_answer_says_what_comes_of_it_and_leads_to_the_plan() -> None:
    friday = planned(REGULAR.habits, did("Wed biceps"), "Thu")[BACK + 1]
    answers = [
        screens.put_off(REGULAR, time(19)),
        screens.skipped(REGULAR, library(), friday, on("Wed")),
        screens.skipped(REGULAR, library(), None, on("Wed")),
        screens.moved(REGULAR, library(), replace(friday, day=on("Thu")), on("Wed")),
    ]
    assert [read(one)[0] for one in answers] == [
        "I come back at 19:00.",
        "Skipped. Next: Back, top to bottom on Friday at 18:00.",
        "Skipped. Nothing is planned; /plan shows why.",
        "Back, top to bottom moves to tomorrow at 18:00. The days after it make room by themselves.",
    ]
    assert all(labels(one) == [["My plan"]] and not one.rings for one in answers)


def test_a_session_that_cannot_come_tomorrow_says_why_when_it_moves_further() -> None:
    thursday = planned(Habits(days("Tue")), did("Tue back"), "Wed", Agenda(moves=(Move(on("last Tue"), on("Wed")),)))[
        BACK + 1
    ]
    said = read(screens.moved(REGULAR, library(), thursday, on("Wed")))[0]
    assert said.startswith(
        "Biceps moves to tomorrow at 18:00. Back, top to bottom was done yesterday. Rows and pull-ups"
    )


def test_every_answer_travels_in_a_button_and_comes_back() -> None:
    far = date(9999, 12, 31)
    rows = (*reminded(replace(monday(), day=far)).rows, *screens.shall_i_go_on(REGULAR, far).rows)
    taps = [button.tap for row in rows for button in row]
    assert {tap.about for tap in taps if tap.verb is Verb.REMINDED} == {f"{answer}.9999-12-31" for answer in Answer}
    assert all(len(encode(tap)) <= MOST_BYTES and decode(encode(tap)) == tap for tap in taps)


def test_every_reminder_fits_the_longest_names() -> None:
    wide = replace(GYMS_BACK, id=LONG_ID, name="Wide&" * 8)
    found = Library(workouts={LONG_ID: wide})
    day = replace(monday("last Sun back", wished="Mon Thu", today="Tue"), workouts=(LONG_ID,))
    shown = [
        screens.reminder(REGULAR, found, day, SIX, None, ALL),
        screens.asked_for(REGULAR, found, LONG_ID, on("Mon"), ALL),
        screens.shall_i_go_on(REGULAR, on("Mon")),
        screens.moved(REGULAR, found, day, on("Mon")),
        screens.skipped(REGULAR, found, day, on("Mon")),
    ]
    assert all(fits(one) for one in shown)
    assert all(len(one.text) < 600 for one in shown), "it is read on a lock screen"
    assert "Wide&amp;" in shown[0].text


def test_a_workout_that_left_the_library_is_named_by_its_id() -> None:
    assert read(screens.asked_for(REGULAR, Library(), "gone", on("Mon"), ALL))[0] == "gone now?"
