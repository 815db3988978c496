"""What Spotter asks a lifter about themselves: each page with what is chosen, a way on, and buttons that hold their answers."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import available_timezones

import pytest

from bot.screens import setup
from bot.screens.screen import Screen, Style
from bot.screens.taps import Verb, decode, encode
from bot.training.habits import Agenda, Habits, Pause, Quiet
from bot.training.lifter import Lifter, Question
from bot.training.quantities import Unit
from tests.screens.test_pages import ROBIN, fits
from tests.training.week import days, on

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGES = (Question.UNIT, Question.ZONE, Question.DAYS, Question.BACK, Question.READINESS, Question.QUIET)
NEW = replace(ROBIN, welcoming=True)
SETTLED = replace(
    ROBIN,
    unit=Unit.LB,
    zone="Europe/Berlin",
    back_trouble=False,
    habits=Habits(days("Mon Thu"), hour=time(18, 30), quiet=Quiet(time(22, 30), time(6, 30)), silent=True),
)


def page(lifter: Lifter, about: Question, note: str = "") -> Screen:
    return setup.question(lifter, about, NOON, note)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def chosen(screen: Screen) -> list[str]:
    return [label.removeprefix("● ") for row in labels(screen) for label in row if label.startswith("● ")]


@pytest.mark.parametrize("about", PAGES)
def test_every_page_can_be_skipped_at_first_and_leads_back_to_the_settings_later(about: Question) -> None:
    assert labels(page(NEW, about))[-1] == ["Skip ›"] and labels(page(ROBIN, about))[-1] == ["‹ Settings"]
    (skip,) = page(NEW, about).rows[-1]
    assert (skip.tap.verb, skip.tap.about) == (Verb.SKIP, about)


@pytest.mark.parametrize("lifter", [NEW, ROBIN, SETTLED, replace(SETTLED, habits=Habits(frozenset(range(7))))])
def test_every_page_fits_and_each_of_its_buttons_comes_back_the_same(lifter: Lifter) -> None:
    shown = [page(lifter, about, "n" * 200) for about in PAGES]
    shown += [
        setup.settings(lifter, NOON, (), "n" * 200),
        setup.greeting(lifter, "R" * 64, NOON),
        setup.all_set(lifter, "So."),
    ]
    for one in shown:
        assert fits(one)
        assert all(decode(encode(b.tap)) == b.tap for row in one.rows for b in row)
        assert all(len(row) <= 8 for row in one.rows), "Telegram has eight buttons a row"


def test_a_note_stands_above_its_page() -> None:
    assert page(ROBIN, Question.DAYS, "Hm.").text.startswith("<b>Hm.</b>\n\n<b>On which days")
    assert page(ROBIN, Question.DAYS).text.startswith("<b>On which days")


def test_likely_zones_show_what_their_clocks_show() -> None:
    shown = page(ROBIN, Question.ZONE)
    assert labels(shown)[0] == ["04:00 Los Angeles", "06:00 Chicago", "07:00 New York"]
    assert "17:30 Kolkata" in [label for row in labels(shown) for label in row]
    assert labels(shown)[-2] == ["Share where I am"] and chosen(shown) == []
    assert set(setup.LIKELY_ZONES) <= available_timezones()


def test_the_zone_that_is_known_is_marked_and_its_time_is_said() -> None:
    shown = page(SETTLED, Question.ZONE)
    assert chosen(shown) == ["13:00 Berlin"] and "Your clock shows 13:00 (Berlin)." in shown.text


def test_every_zone_there_is_fits_in_a_button() -> None:
    for zone in available_timezones():
        shown = setup.which_place(ROBIN, [("N" * 60, zone)], "Which one is it?", NOON)
        assert fits(shown) and shown.rows[0][0].tap.about == zone


def test_places_of_one_name_are_told_apart_and_another_can_be_typed() -> None:
    places = [("Springfield, US, Illinois", "America/Chicago"), ("Springfield, AU", "Australia/Brisbane")]
    shown = setup.which_place(SETTLED, places, "Which one is it?", NOON)
    assert labels(shown) == [["06:00 Springfield, US, Illinois"], ["22:00 Springfield, AU"], ["‹ Another place"]]


def test_one_tap_chooses_what_most_choose_until_days_are_chosen() -> None:
    shown = page(NEW, Question.DAYS)
    assert labels(shown) == [
        ["Mon · Wed · Fri at 18:00"],
        ["Mo", "Tu", "We", "Th"],
        ["Fr", "Sa", "Su"],
        ["07:00", "12:00", "17:00"],
        ["● 18:00", "19:00", "20:00"],
        ["Skip ›"],
    ]
    assert (shown.rows[0][0].tap.about, shown.rows[0][0].style) == ("024", Style.PRIMARY)
    assert "Now:" not in shown.text


def test_chosen_days_and_hour_are_marked_and_said() -> None:
    shown = page(replace(SETTLED, welcoming=True), Question.DAYS)
    assert chosen(shown) == ["Mo", "Th"] and "Now: Mon and Thu at 18:30." in shown.text
    assert labels(shown)[0][0] == "● Mo" and labels(shown)[-1] == ["That’s it ›"]
    assert [b.tap.about for row in shown.rows[:2] for b in row] == [f"t{day}" for day in range(7)]
    assert [b.tap.about for row in shown.rows[2:4] for b in row] == ["0700", "1200", "1700", "1800", "1900", "2000"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "no days"),
        ("Tue", "Tue"),
        ("Tue Mon", "Mon and Tue"),
        ("Fri Wed Mon", "Mon, Wed and Fri"),
        ("Mon Tue Wed Thu Fri Sat Sun", "every day"),
    ],
)
def test_days_are_said_as_people_say_them(names: str, said: str) -> None:
    assert setup.days_words(days(names)) == said


@pytest.mark.parametrize(("said", "marked"), [(None, []), (True, ["Yes"]), (False, ["No"])])
def test_back_trouble_is_marked_once_it_was_said(said: bool | None, marked: list[str]) -> None:
    assert chosen(page(replace(ROBIN, back_trouble=said), Question.BACK)) == marked


@pytest.mark.parametrize(
    ("quiet", "marked", "said"),
    [
        (Quiet(), ["22:00 – 7:00"], "Now: 22:00 to 07:00."),
        (Quiet(time(0), time(0)), ["None"], "Now: none."),
        (Quiet(time(22, 30), time(6, 30)), [], "Now: 22:30 to 06:30."),
    ],
)
def test_quiet_hours_are_marked_or_said(quiet: Quiet, marked: list[str], said: str) -> None:
    shown = page(replace(ROBIN, habits=Habits(quiet=quiet)), Question.QUIET)
    assert chosen(shown) == marked and said in shown.text


def test_the_settings_show_what_is_set() -> None:
    shown = labels(setup.settings(SETTLED, NOON, (), ""))
    assert [row[0] for row in shown[:6]] == [
        "Weights: pounds",
        "Time zone: Berlin, 13:00",
        "Training days: Mon and Thu at 18:30",
        "Quiet hours: 22:30 to 06:30",
        "Back trouble: no",
        "Health questions: not answered",
    ]
    assert ["Reminders: silent. Let them ring"] in shown
    assert [row[0] for row in labels(setup.settings(ROBIN, NOON, (), ""))[:6]] == [
        "Weights: kilograms",
        "Time zone: not set",
        "Training days: not set",
        "Quiet hours: 22:00 to 07:00",
        "Back trouble: not said",
        "Health questions: not answered",
    ]


def test_a_zone_that_is_known_no_more_is_read_as_utc_and_breaks_no_page() -> None:
    lost = replace(SETTLED, zone="Mars/Olympus_Mons", agenda=Agenda(pause=Pause(on("Mon"))))
    assert "Olympus Mons, 12:00" in labels(setup.settings(lost, NOON, (), ""))[1][0]
    assert fits(page(lost, Question.ZONE))


def test_names_are_text_and_not_markup() -> None:
    assert "<b>Hello &lt;i&gt;!</b>" in setup.greeting(NEW, "<i>", NOON).text
    assert re.sub("<[^>]*>", "", setup.greeting(NEW, "", NOON).text).startswith("Hello!")


def test_too_many_days_are_answered_with_what_will_be_done() -> None:
    assert setup.too_many_days(7, 3, "Back and biceps") == (
        "7 days it is, though Back and biceps allows 3 sessions a week: of your days I take those that leave room to rest."
    )
    assert "1 session a week" in setup.too_many_days(2, 1, "Back")


def test_sharing_a_place_is_a_key_beneath_the_chat() -> None:
    shown = setup.share_place()
    assert shown.key == setup.PLACE_KEY and not shown.rows and "only the time zone" in shown.text
    assert "It is 13:00 for you (Berlin)." in setup.zone_kept("Europe/Berlin", NOON)
