"""The live card in each phase: what a lifter reads, and which buttons are there."""

from dataclasses import replace
from datetime import timedelta

from bot.screens import asides, notes, summary
from bot.screens.card import card
from bot.screens.screen import Screen, Style
from bot.screens.swaps import Offer, swaps
from bot.screens.taps import encode
from bot.training import events
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import begin
from bot.training.plan import Block, Workout
from bot.training.quantities import Unit
from bot.training.vocabulary import Equipment
from tests.training.gym import (
    ARMS,
    BACK,
    CURL,
    HELPED_PULL_UP,
    NOON,
    PULL_UP,
    ROW,
    Training,
    body,
    day,
    doing,
    first_session,
    kg,
    lb,
    sets,
)

ROBIN = Lifter(7)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def go_buttons(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row if button.style is Style.GO]


def test_the_first_time_the_card_asks_for_a_load() -> None:
    shown = card(Training().session)
    assert "What will you lift?" in shown.text
    assert labels(shown)[:2] == [["15 kg", "20 kg", "25 kg", "30 kg"], ["40 kg", "50 kg", "60 kg", "70 kg"]]
    assert go_buttons(shown) == []


def test_the_card_names_the_set_the_aim_and_last_time() -> None:
    done = tuple(LoggedSet(Slot(0, n), ROW.id, reps, kg("45"), NOON) for n, reps in enumerate((10, 9)))
    training = Training(begin("s1", 7, BACK, Unit.KG, {ROW.id: done}, NOON).session)
    shown = card(training.session)
    assert shown.text.splitlines() == [
        "<b>Back</b>",
        "exercise 1 of 2 · 8 min left",
        "<b>Seated row</b> · <i>lats</i>",
        "Set 1 of 2 · aim for <b>10 × 45 kg</b>",
        "▱▱",
        "last time 10 · 9 at 45 kg",
    ]
    assert labels(shown) == [
        ["✓ 10 × 45 kg"],
        ["−1 rep", "+1 rep", "−2.5 kg", "+2.5 kg"],
        ["How", "Why?", "Swap"],
        ["😖 Pain", "More"],
    ]


def test_one_button_and_only_one_logs_the_planned_set() -> None:
    training = Training()
    training.happens(events.LoadChosen(Slot(0, 0), kg("45")))
    while training.session.is_open:
        shown = card(training.session)
        assert len(go_buttons(shown)) == (0 if training.session.rest else 1)
        if training.session.rest:
            training.happens(events.RestSkipped())
        else:
            training.logs(load=kg("45") if training.next_slot.position == 0 else body())
    assert go_buttons(card(training.session)) == []


def test_a_rest_says_how_long_and_until_when() -> None:
    training = Training()
    training.logs(load=kg("45"))
    text = str(card(training.session, Lifter(1, zone="Europe/Berlin")).text)
    due = int((training.now + timedelta(seconds=90)).timestamp())
    assert f'Rest <b>1:30</b>, until <tg-time unix="{due}" format="T">13:02:30</tg-time> · I ring ' in text
    assert f'<tg-time unix="{due}" format="r">then</tg-time>' in text, "true at any moment where times stand still"
    assert "✓ Seated row: 10 × 45 kg" in text
    assert "Next: set 2 of 2 · <b>10 × 45 kg</b>" in text
    assert labels(card(training.session))[0] == ["Skip rest", "−15 s", "+15 s"]
    assert "12:02:30 UTC" in card(training.session).text, "without a zone it says which one it means"


def test_before_another_exercise_the_rest_names_it() -> None:
    training = Training()
    training.logs()
    training.logs()
    assert "Next: Pull up · <b>10 × body weight</b>" in card(training.session).text


def test_pounds_stay_pounds_and_help_is_called_help() -> None:
    training = Training()
    training.happens(events.LoadChosen(Slot(0, 0), lb("100")))
    assert labels(card(training.session))[:2] == [["✓ 10 × 100 lb"], ["−1 rep", "+1 rep", "−5 lb", "+5 lb"]]
    helped = Workout("h", "Helped", (Block((doing(HELPED_PULL_UP, *sets(1)),)),), (1, 2), (1, 3))
    training = Training(begin("s2", 7, helped, Unit.KG, {}, NOON).session)
    assert "How much help" in card(training.session).text
    training.happens(events.LoadChosen(Slot(0, 0), body("-30")))
    assert labels(card(training.session))[:2] == [
        ["✓ 10 × body weight − 30 kg"],
        ["−1 rep", "+1 rep", "More help", "Less help"],
    ]


def test_warm_ups_are_called_so_and_superset_rounds_alternate() -> None:
    training = Training(begin("s3", 7, ARMS, Unit.KG, {}, NOON).session)
    assert "What will you lift in the working sets?" in card(training.session).text
    training.happens(events.LoadChosen(Slot(0, 0), kg("20")))
    assert "Warm-up 1 of 1 · aim for <b>12 × 10 kg</b>" in card(training.session).text


def test_names_and_notes_are_escaped() -> None:
    wild = replace(ROW, name="<b>Row & Co</b>")
    workout = Workout("w", "A <i>day</i>", (Block((doing(wild, *sets(1)),)),), (1, 2), (1, 3))
    session = begin("s4", 7, workout, Unit.KG, {}, NOON).session
    text = card(session, note="<script>").text
    assert "&lt;b&gt;Row &amp; Co&lt;/b&gt;" in text and "&lt;i&gt;day" in text and "&lt;script&gt;" in text


def test_a_break_shows_that_nothing_is_lost() -> None:
    training = Training()
    training.logs()
    training.happens(events.Paused(), timedelta(seconds=30))
    shown = card(training.session)
    assert "1 set is safe" in shown.text and "1:00 of your rest is left" in shown.text
    assert "Only after 1 h without a word do I close the session at your last set." in shown.text
    assert labels(shown) == [["Carry on"], ["😖 Pain"], ["Finish"]]


def test_a_break_before_the_first_set_counts_nothing() -> None:
    training = Training()
    training.happens(events.Paused())
    assert card(training.session).text.splitlines() == [
        "<b>Back</b> · paused",
        "Take your time.",
        "<i>Only after 1 h without a word do I set the session aside.</i>",
    ]


def test_a_closed_card_says_what_there_is_and_no_more() -> None:
    lifting = Training()
    lifting.logs()
    lifting.happens(events.Finished())
    assert str(card(lifting.session).text) == "<b>Back</b> · ended: 1 set, 450 kg"
    hanging = Training(first_session(day(Block((doing(PULL_UP, *sets(2)),)))))
    hanging.logs(load=body())
    hanging.logs(load=body("5"))
    assert str(card(hanging.session).text) == "<b>Day</b> · done: 2 sets"
    shown = summary.summary(hanging.session, ROBIN)
    assert shown is not None and "2 sets · 2 min\n20 body-weight reps" in shown.text
    assert "10 at body weight, 10 at body weight + 5 kg" in shown.text


def test_the_summary_adds_up() -> None:
    training = Training()
    training.logs_everything()
    shown = summary.summary(training.session, ROBIN)
    assert shown is not None
    assert shown.text.splitlines() == [
        "<b>Back</b>: done 💪",
        "4 sets · 900 kg · 4 min",
        "20 body-weight reps",
        "Trained some: lats, biceps.",
        "",
        "<b>Seated row</b>  10 · 10 at 45 kg",
        "<b>Pull up</b>  10 · 10 at body weight",
        "",
        "<i>Before the next one: 1 to 2 rest days.</i>",
    ]
    assert labels(shown) == [["+ Arms (2 sets)"], ["Not done yet: undo"]]


def test_late_rings_say_how_late_they_are() -> None:
    training = Training()
    training.logs()
    due = training.session.rest.due if training.session.rest else NOON
    training.happens(events.RestElapsed(due), timedelta(seconds=130))
    on_time = summary.rest_over(training.session, due, due + timedelta(seconds=1))
    late = summary.rest_over(training.session, due, due + timedelta(seconds=40))
    assert on_time is not None and str(on_time.text) == "Rest over. <b>Set 2 of 2: 10 × 45 kg</b>" and on_time.rings
    assert late is not None and str(late.text).startswith("Rest ended 40 s ago.")


def test_finishing_early_is_asked_in_red() -> None:
    training = Training()
    training.logs()
    asked = asides.ask_finish(training.session)
    assert [row[0].style for row in asked.rows] == [Style.DANGER, Style.DANGER, Style.PRIMARY]
    assert labels(asked) == [
        ["Finish and keep 1 set"],
        ["Set it aside: it does not count"],
        ["Go on training"],
    ]


def test_each_set_so_far_can_be_opened() -> None:
    training = Training()
    training.logs(reps=9)
    assert labels(asides.sets_so_far(training.session)) == [["Seated row 1: 9 × 45 kg"], ["‹ Back to training"]]
    assert "Seated row, set 1: <b>9 × 45 kg</b>" in asides.one_set(training.session, training.session.log[0]).text


def test_names_on_buttons_are_spelled_as_their_authors_do() -> None:
    t_bar = replace(ROW, name="T-bar row")
    session = first_session(day(Block((doing(t_bar, *sets(2)),))))
    assert ["Skip T-bar row"] in labels(asides.more(session, Lifter(7)))


def test_more_counts_the_sets_so_far() -> None:
    training = Training()
    assert labels(asides.more(training.session, Lifter(7)))[0] == ["📝 Note", "+ Exercise"]
    training.logs()
    assert labels(asides.more(training.session, Lifter(7)))[0] == ["So far: 1 set"]
    training.logs()
    assert labels(asides.more(training.session, Lifter(7)))[0] == ["So far: 2 sets"]


def test_too_many_sets_on_a_line_are_refused_in_words_that_hold_in_a_superset_too() -> None:
    assert notes.too_many(3, 1, "Curl") == "You typed 3 sets, but only 1 of Curl comes next. Nothing was logged."
    assert notes.too_many(3, 2, "Curl") == "You typed 3 sets, but only 2 of Curl come next. Nothing was logged."


def test_every_button_of_a_session_fits_whoever_trains_and_whatever_the_files_are_called() -> None:
    long = replace(ROW, id="r" * 40, swaps=("c" * 40,))
    other = replace(CURL, id="c" * 40)
    workout = day(Block((doing(long, *sets(20)),)))
    begun = begin("abcd1234", 9_999_999_999_999, workout, Unit.KG, {}, NOON).session
    training = Training(replace(begun, revision=99_999))
    screens = [card(training.session), swaps(training.session, 0, (Offer(other, kg("0.125")),), ROW, tuple(Equipment))]
    training.logs(load=kg("0.125"))
    last = training.session.log[-1]
    screens += [card(training.session), asides.more(training.session, Lifter(7)), asides.sets_so_far(training.session)]
    screens += [asides.one_set(training.session, last), asides.ask_finish(training.session)]
    assert all(encode(button.tap) for screen in screens for row in screen.rows for button in row)
    assert ["Curl · 0.125 kg", "📌"] in labels(screens[1])


def test_where_nothing_stands_in_skipping_is_what_is_left() -> None:
    page = swaps(Training().session, 0, (), ROW)
    assert "Nothing in the library" in page.text and labels(page) == [["Skip Seated row"], ["‹ Back to training"]]


def test_the_lifters_own_note_stands_on_the_card_whenever_its_exercise_is_on_and_on_no_other() -> None:
    lifter = Lifter(7, notes={ROW.id: "<b>hole</b> 4"})
    training = Training()
    assert "📝 &lt;b&gt;hole&lt;/b&gt; 4" in card(training.session, lifter).text.splitlines(), (
        "when a load is asked for"
    )
    training.logs(10, kg("45"))
    assert "📝" in card(training.session, lifter).text, "in the rest before its next set"
    training.hears_the_rest_end()
    assert "📝" in card(training.session, lifter).text, "at the set"
    training.logs()
    assert "📝" not in card(training.session, lifter).text, "the pull-ups have none"
    assert "📝" not in card(training.session).text
