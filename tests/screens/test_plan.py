"""The plan as a lifter reads it: the week grid, what is ahead and why, pauses, and the day on which a workout should rest."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest

from bot.screens import plan as screens
from bot.screens.reasons import day_name, long_day, on_day, short_day, source, why
from bot.screens.screen import Screen, Style
from bot.screens.taps import Verb
from bot.training.habits import Agenda, Away, Habits, Move, Pause
from bot.training.lifter import Lifter
from bot.training.plan import Library, Program
from bot.training.recovery import Reason, Rule, ready
from bot.training.schedule import Course, Day, Mark, course
from bot.training.vocabulary import Muscle
from tests.screens.test_pages import LONG_ID, ROBIN, fits
from tests.training.gym import BACK
from tests.training.week import DAY, days, did, library, on, planned, workout

LONGEST_NAME = "Wide&WideWideWideWideWideWideWideWide<W>"  # of a workout or a program, as long as content lets it be
TIRED = {
    Muscle.LATS: datetime.combine(on("Thu"), time(18, 40)),
    Muscle.BICEPS: datetime.combine(on("Thu"), time(9)),
}
REGULAR = replace(ROBIN, habits=Habits(days("Mon Wed Fri")))
BOTH = course(library(), "", None)


def page(
    lifter: Lifter, *done: str, today: str = "Mon", of: Library | None = None, what: Course | None = BOTH
) -> Screen:
    found = planned(lifter.habits, did(*done), today, lifter.agenda, of)
    return screens.plan(lifter, of or library(), what, screens.weeks(found, on(today)), on(today))


def grid(screen: Screen) -> list[str]:
    """The rows between the pre tags."""
    found = re.search("<pre>(.*?)</pre>", screen.text, re.DOTALL)
    assert found, "no grid"
    return found[1].split("\n")


def below(screen: Screen) -> list[str]:
    """What stands below the legend, line by line."""
    return re.sub("</?[bi]>", "", screen.text.split("</pre>\n")[1]).split("\n")[2:]


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def test_a_plan_is_read_in_one_glance() -> None:
    shown = page(REGULAR, "last Fri biceps")
    assert shown.text.split("\n")[0] == "<b>Your plan</b>: Back and biceps"
    assert grid(shown) == [
        "          Mo Tu We Th Fr Sa Su",
        "23 Nov   [●] ·  ●  ·  ●  ·  · ",
        "30 Nov    ●  ·  ●  ·  ●  ·  · ",
    ]
    assert below(shown)[0] == "Mon 23 Nov 18:00  Back, top to bottom" and len(below(shown)) == 6
    assert labels(shown) == [["Days and hour", "What to train"], ["Pause", "Train now"]]


def test_the_grid_begins_on_monday_and_marks_today_wherever_it_is() -> None:
    shown = page(REGULAR, "Mon back", "Wed biceps", today="Thu")
    assert grid(shown)[1] == "23 Nov    ✓  ·  ✓ [·] ●  ·  · "
    assert below(shown)[0].startswith("Fri 27 Nov"), "what is over is in the grid only"


@pytest.mark.parametrize("today", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "later Sun"])
def test_each_row_is_a_week_of_seven_columns_and_one_day_of_all_is_today(today: str) -> None:
    shown = grid(page(REGULAR, today=today))
    assert len(shown) in (3, 4) and shown[0].split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert [len(row) for row in shown[1:-1]] == [len(shown[0])] * (len(shown) - 2)
    assert len(shown[-1]) <= len(shown[0]), "the last week goes as far as the plan"
    assert all(len(row[9:]) % 3 == 0 for row in shown)
    assert sum(row.count("[") for row in shown) == 1
    at = next(row.index("[") for row in shown if "[" in row)
    assert (at - 9) // 3 == on(today).weekday()


def test_columns_stay_in_line_where_a_month_begins() -> None:
    found = planned(REGULAR.habits, today="next Mon")
    first = date(2026, 12, 7)
    later = tuple(replace(day, day=day.day + (first - on("next Mon"))) for day in found)
    shown = grid(screens.plan(REGULAR, library(), BOTH, screens.weeks(later, first), first))
    assert [row[:9] for row in shown[1:]] == [" 7 Dec   ", "14 Dec   "]


def test_each_mark_has_a_sign_of_its_own_and_the_legend_names_those_in_sight() -> None:
    assert len(set(screens.SIGNS.values())) == len(Mark) and all(len(sign) == 1 for sign in screens.SIGNS.values())
    legend = page(REGULAR, "last Sun back").text.split("</pre>\n")[1].split("\n")[0]
    assert legend == "<i>● planned  · rest</i>"
    agenda = Agenda(skips=frozenset({on("Wed")}), pause=Pause(on("Fri"), on("Sat")))
    legend = page(replace(REGULAR, agenda=agenda), "Mon back", today="Tue").text.split("</pre>\n")[1].split("\n")[0]
    assert legend == "<i>✓ done  ● planned  · rest  × skipped  z away</i>"


def test_a_wished_day_that_has_to_rest_says_why() -> None:
    shown = page(REGULAR, "last Sun back")
    assert below(shown)[-1] == (
        "Mon 23 Nov: rest. Back, top to bottom was done yesterday. "
        "Rows and pull-ups work the biceps too, so give them a day before they work alone."
    )


def test_a_moved_session_says_from_where_and_why() -> None:
    shown = page(replace(REGULAR, habits=Habits(days("Mon Thu"))), "last Sun back")
    assert grid(shown)[1] == "23 Nov   [·] →  ·  ●  ·  ·  · "
    assert below(shown)[:2] == [
        "Tue 24 Nov 18:00  Biceps",
        "moved from today: Back, top to bottom was done yesterday. "
        "Rows and pull-ups work the biceps too, so give them a day before they work alone.",
    ]
    assert not any("rest." in line for line in below(shown)), "said once"


def test_a_session_that_the_lifter_moved_says_that_it_was_asked_for() -> None:
    shown = page(replace(REGULAR, agenda=Agenda(moves=(Move(on("Mon"), on("Tue")),))))
    assert below(shown)[:2] == ["Tue 24 Nov 18:00  Back, top to bottom", "moved from today, as you asked."]


def test_without_days_it_says_how_to_choose_some_and_without_a_library_it_still_stands() -> None:
    assert below(page(ROBIN)) == [
        "No days are chosen yet. “Days and hour” below sets them; then I remind you, and keep your rest days free."
    ]
    empty = page(REGULAR, of=Library(), what=None)
    assert below(empty) == ["Nothing fits the coming days."] and empty.text.startswith("<b>Your plan</b>\n")


@pytest.mark.parametrize(
    ("pause", "said"),
    [
        (Pause(on("Mon")), "You are away: until you say. I keep quiet."),
        (Pause(on("Mon"), on("Thu"), Away.SICK), "You are away: sick, until Thu 26 Nov. I keep quiet."),
        (Pause(on("Mon"), on("Sun"), Away.TRAVEL), "You are away: travelling, until Sun 29 Nov. I keep quiet."),
    ],
)
def test_a_pause_says_until_when_and_offers_the_way_back(pause: Pause, said: str) -> None:
    shown = page(replace(REGULAR, agenda=Agenda(pause=pause)))
    assert below(shown)[0] == said and labels(shown)[1] == ["I’m back", "Train now"]
    assert "Nothing fits" not in shown.text


def test_of_many_rest_days_the_first_few_are_explained() -> None:
    shown = page(replace(REGULAR, habits=Habits(frozenset(range(7)))))
    said = [line for line in below(shown) if "rest." in line]
    assert len(said) == screens.MOST_SAID and said[0].startswith("Tue 24 Nov")


def test_the_course_that_is_on_is_marked_and_each_can_be_chosen() -> None:
    two = {id: workout(id) for id in ("back", "biceps")}
    first = dict(islice(library().programs.items(), 1))
    shown = screens.courses(REGULAR, replace(library(), workouts=two, programs=first), BOTH)
    assert labels(shown) == [["● Back and biceps"], ["Back, top to bottom"], ["Biceps"], ["‹ My plan"]]
    assert [row[0].tap.about for row in shown.rows[:-1]] == ["back-and-biceps", "back", "biceps"]
    assert labels(screens.courses(REGULAR, Library(), None)) == [["‹ My plan"]]


def test_a_pause_is_one_tap_or_one_line() -> None:
    shown = screens.pauses(REGULAR, on("Mon"), "")
    assert [button.tap.about for row in shown.rows[:-1] for button in row] == [
        "sick.3", "sick.7", "travel.3", "travel.7", "other.14", "other.0",
    ]  # fmt: skip
    away = screens.pauses(replace(REGULAR, agenda=Agenda(pause=Pause(on("Mon")))), on("Mon"), "Noted.")
    assert labels(away)[0] == ["I’m back"] and "You are away: until you say." in away.text and "Noted." in away.text
    assert screens.away_said(Pause(on("Mon"), on("Tue"), Away.SICK)) == "Noted: sick, until Tue 24 Nov. Get well."


def test_a_rest_day_says_which_rule_whose_it_is_when_it_is_over_and_what_can_be_done_instead() -> None:
    wait = ready(workout("back"), on("Wed"), did("Tue back"), library().workouts)
    shown = screens.rest_day(REGULAR, library(), workout("back"), wait, TIRED, [BACK], on("Wed"))
    assert re.sub("</?[bi]>", "", shown.text).split("\n") == [
        "A rest day for Back, top to bottom",
        "Back, top to bottom was done yesterday, and 1 rest day belongs in between.",
        "Rule: rest days of “Back, top to bottom”, by its author; ACSM advises 48 hours too.",
        "Still recovering: lats, biceps, until tomorrow 18:40.",
        "Ready tomorrow.",
    ]
    assert labels(shown) == [["Back: ready"], ["Remind me when it is over"], ["Train anyway", "All workouts"]]
    assert shown.rows[0][0].style is Style.PRIMARY and shown.rows[2][0].style is Style.PLAIN
    assert [b.tap.verb for row in shown.rows for b in row] == [Verb.BEGIN, Verb.READY, Verb.ANYWAY, Verb.WORKOUTS]


def reason(rule: Rule, muscle: Muscle | None = None, words: str = "", number: int = 1) -> Reason:
    return Reason(rule, "back", on("Tue"), on("Thu"), number, muscle, words)


@pytest.mark.parametrize(
    ("of", "sentence", "whose"),
    [
        (reason(Rule.REST_DAYS), "was done yesterday, and 1 rest day belongs in between.", "by its author"),
        (reason(Rule.REST_DAYS, number=2), "was done yesterday, and 2 rest days belong in between.", "by its author"),
        (reason(Rule.FOLLOW_UP, words="Give it time."), "was done yesterday. Give it time.", "by its author"),
        (reason(Rule.WEEK, number=3), "With 3 sessions since Tue 24 Nov, the most for seven days is reached.", "ACSM"),
        (reason(Rule.WEEK), "With 1 session since Tue 24 Nov, the most for seven days is reached.", "ACSM"),
        (reason(Rule.MUSCLE, Muscle.LATS, "", 48), "was done yesterday: lats may recover for 48 hours.", "ACSM 2009"),
    ],
)
def test_each_reason_is_a_sentence_and_names_whose_rule_it_is(of: Reason, sentence: str, whose: str) -> None:
    said = why(of, library(), on("Wed"))
    assert said.endswith(sentence) and (of.rule is Rule.WEEK or said.startswith("Back, top to bottom "))
    assert source(of, library()).startswith("Rule: ") and whose in source(of, library())
    assert why(of, Library(), on("Wed")).endswith(sentence), "also when the workout has left the library"


def test_every_rule_there_is_has_words_and_a_source() -> None:
    for rule in Rule:
        one = reason(rule, Muscle.LATS, "So.")
        assert why(one, library(), on("Wed")).endswith(".") and source(one, library()).startswith("Rule: ")


def test_a_reason_speaks_of_what_was_is_and_will_be() -> None:
    said = {
        name: why(reason(Rule.REST_DAYS), library(), on(name)).split(",")[1] for name in ("Mon", "Tue", "Wed", "Sat")
    }
    assert said == {
        "Mon": " top to bottom comes tomorrow",
        "Tue": " top to bottom is done today",
        "Wed": " top to bottom was done yesterday",
        "Sat": " top to bottom was done on Tuesday",
    }


def test_days_have_the_names_that_people_give_them() -> None:
    today = on("Wed")
    assert [day_name(today + n * DAY, today) for n in (-7, -6, -2, -1, 0, 1, 2, 6, 7)] == [
        "Wednesday 18 November", "Thursday", "Monday", "yesterday", "today", "tomorrow", "Friday", "Tuesday",
        "Wednesday 2 December",
    ]  # fmt: skip
    assert [on_day(today + n * DAY, today) for n in (0, 1, 2)] == ["today", "tomorrow", "on Friday"]
    assert short_day(date(2026, 12, 3)) == "Thu 3 Dec" and long_day(date(2027, 1, 31)) == "Sunday 31 January"


def test_what_is_promised_names_day_and_hour() -> None:
    said = screens.will_remind(library(), "biceps", datetime.combine(on("Thu"), time(18)), on("Mon"))
    assert said == "I remind you of Biceps on Thursday at 18:00."


def widest() -> tuple[Library, Course]:
    """Thirty-one workouts and as many programs, with the longest names and ids there may be."""
    ids = [f"{LONG_ID[:-2]}{n:02}" for n in range(31)]
    workouts = {id: replace(BACK, id=id, name=LONGEST_NAME) for id in ids}
    programs = {f"p{id[1:]}": Program(f"p{id[1:]}", LONGEST_NAME, tuple(ids)) for id in ids}
    return Library(workouts=workouts, programs=programs), Course("p", LONGEST_NAME, tuple(workouts.values()))


def every_other_day_moved(id: str, words: str) -> Iterable[Day]:
    """As much as there can be to say: each session had to make room, by the longest of reasons."""
    for n in range(14):
        day, moved = on("Mon") + n * DAY, n % 2 == 1
        was = Reason(Rule.FOLLOW_UP, id, day - DAY, day + DAY, 1, words=words)
        yield Day(day, Mark.MOVED, (id,), day - DAY, (was,)) if moved else Day(day, Mark.REST, (), None, (was,))


def test_every_page_fits_the_longest_names_and_reasons() -> None:
    found, widest_course = widest()
    pausing = replace(REGULAR, agenda=Agenda(pause=Pause(on("Mon"), on("Sun"), Away.TRAVEL)))
    first = next(iter(found.workouts))
    words = "Rest, & rest well. " * 10
    wait = replace(
        ready(workout("back"), on("Wed"), did("Tue back"), library().workouts),
        reasons=(Reason(Rule.FOLLOW_UP, first, on("Tue"), on("Thu"), 1, words=words),),
    )
    pages = [
        screens.courses(REGULAR, found, widest_course),
        screens.pauses(pausing, on("Mon"), "n" * 200),
        screens.rest_day(REGULAR, found, found.workouts[first], wait, TIRED, list(found.workouts.values()), on("Wed")),
    ]
    pages.append(screens.plan(pausing, found, widest_course, tuple(every_other_day_moved(first, words)), on("Mon")))
    assert all(fits(one) for one in pages), [len(one.text) for one in pages]
    assert len(pages[2].rows) == 5, "three others at most"
    assert "<W>" not in "".join(one.text for one in pages), "names are text, not markup"


def test_weeks_are_whole_from_this_monday_on_as_far_as_the_plan_goes() -> None:
    found = planned(REGULAR.habits, today="Sun")
    shown = screens.weeks(found, on("Sun"))
    assert (shown[0].day, shown[-1].day) == (on("Mon"), on("Sun") + timedelta(days=13))
