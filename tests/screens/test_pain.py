"""The pages behind the pain button: what they say first, what they offer, and what they never say."""

import re
from dataclasses import replace

import pytest

from bot.screens import pain as pages
from bot.screens import safety, summary
from bot.screens.card import card
from bot.screens.screen import Screen, Style
from bot.screens.sets import next_words
from bot.screens.swaps import Offer
from bot.screens.taps import Verb, decode, encode
from bot.training import events
from bot.training.lifter import Lifter
from bot.training.machine import begin
from bot.training.pain import Area, Feeling
from bot.training.plan import Block, Library
from bot.training.quantities import Unit
from bot.training.vocabulary import Condition
from tests.screens.test_pages import fits
from tests.training.gym import BACK, CURL, HAMMER, NOON, ROW, Training, body, day, doing, first_session, kg, sets

ROBIN = Lifter(7)
NOTHING = Library()
SLOGAN = re.compile(r"push through|no pain|work through|tough|don.t worry|harmless|normal|you have a|scale of", re.I)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def after(feeling: Feeling, *offers: Offer, area: Area = Area.LOWER_BACK, it: Training | None = None) -> Screen:
    it = it or Training()
    session = it.happens(events.PainReported(0, area, feeling))
    return pages.afterwards(session, session.pains[-1], offers)


def test_the_stop_signs_stand_first_of_all_with_one_button_for_them() -> None:
    shown = pages.where(Training().session, NOTHING)
    text = str(shown.text)
    assert [text.index(sign) for sign in safety.STOP_SIGNS] == sorted(text.index(sign) for sign in safety.STOP_SIGNS)
    assert text.index(safety.STOP_SIGNS[-1]) < text.index("where does it hurt?")
    ((stop,), *rest) = shown.rows
    assert (stop.style, stop.tap.verb) == (Style.DANGER, Verb.STOP_SIGN)
    assert all(button.style is Style.PLAIN for row in rest for button in row)
    assert labels(shown)[-1] == ["‹ Back to training"]


def test_every_place_can_be_tapped_and_the_near_ones_come_first() -> None:
    places = [label for row in labels(pages.where(Training().session, NOTHING))[1:-1] for label in row]
    assert places[:2] == ["Shoulder", "Elbow"] and sorted(places) == sorted(area.capitalize() for area in Area)


@pytest.mark.parametrize("area", Area)
def test_sharp_or_dull_is_asked_in_words_anybody_knows_and_doubt_is_on_the_safe_side(area: Area) -> None:
    shown = pages.how_it_feels(Training().session, 0, area)
    assert labels(shown)[0] == ["Sharp", "Dull"] and area.capitalize() in shown.text and safety.IN_DOUBT in shown.text


def test_after_sharp_pain_there_is_something_kinder_and_the_way_home_and_nothing_more_of_it() -> None:
    shown = after(Feeling.SHARP, Offer(CURL, kg("10")), Offer(HAMMER))
    assert "Seated row is over for today." in shown.text and safety.KINDER in shown.text
    assert labels(shown) == [["Curl · 10 kg"], ["Hammer curl"], ["End the session"], ["‹ Back to training"]]


def test_after_dull_pain_sparing_comes_before_skipping_and_going_on_is_the_last_of_all() -> None:
    shown = after(Feeling.DULL, Offer(CURL))
    assert "Noted: Seated row, lower back." in shown.text
    assert labels(shown) == [["Curl"], ["Skip Seated row"], ["End the session"], ["‹ Back to training"]]


def test_where_no_rule_knows_the_part_that_is_said_and_where_nothing_is_kinder_too() -> None:
    assert safety.CANNOT_TELL in after(Feeling.DULL, Offer(CURL), area=Area.WRIST).text
    assert safety.NOTHING_KINDER in after(Feeling.DULL).text


def test_when_nothing_of_it_is_left_it_is_noted_and_nothing_is_offered_in_its_place() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(1)),)), Block((doing(CURL, *sets(1)),)))))
    it.logs()
    shown = after(Feeling.DULL, it=it)
    assert labels(shown) == [["End the session"], ["‹ Back to training"]] and safety.DULL_IS_NOTED not in shown.text


def test_what_still_comes_and_is_hard_on_the_same_part_is_named() -> None:
    hard = replace(CURL, avoid_if=(Condition.BACK,))
    it = Training(first_session(day(Block((doing(ROW, *sets(1)),)), Block((doing(hard, *sets(1)),)))))
    assert "hard on the same part: Curl." in after(Feeling.DULL, it=it).text
    assert "hard on the same part" not in after(Feeling.DULL, area=Area.KNEE).text


def test_the_card_of_a_stopped_session_says_what_to_do_before_anything_else() -> None:
    it = Training()
    it.logs()
    stopped = card(it.happens(events.PainReported(0, Area.ELSEWHERE, Feeling.STOP_SIGN)), ROBIN)
    assert stopped.text.startswith(safety.STOPPED) and "ended: 1 set" in stopped.text
    told = summary.summary(it.session, ROBIN, "Next: Back on Friday.")
    assert told is not None and safety.STOPPED_IN_SHORT in told.text
    assert "Next:" not in told.text and "rest day" not in told.text and "💪" not in told.text
    assert labels(told) == [[safety.BY_MISTAKE]]


def test_a_session_stopped_before_its_first_set_can_be_brought_back() -> None:
    stopped = card(Training().happens(events.PainReported(0, Area.ELSEWHERE, Feeling.STOP_SIGN)), ROBIN)
    assert stopped.text.startswith(safety.STOPPED) and labels(stopped) == [["Bring it back"]]


def test_the_summary_names_the_pain_of_the_day_and_offers_nothing_more_after_sharp_pain() -> None:
    for feeling, more in ((Feeling.DULL, True), (Feeling.SHARP, False)):
        it = Training()
        it.logs()
        it.logs()
        it.logs(load=body())
        it.happens(events.PainReported(1, Area.ELBOW, feeling))
        it.logs_everything()
        told = summary.summary(it.session, ROBIN)
        assert told is not None and "You told of pain today: Pull up (elbow)." in told.text
        assert (["+ Arms (2 sets)"] in labels(told)) is more


def every_page() -> list[Screen]:
    begun = begin("abcd1234", 9_999_999_999_999, BACK, Unit.KG, {}, NOON).session
    session = replace(begun, revision=99_999)
    shown = [pages.where(session, NOTHING), *(pages.how_it_feels(session, 19, area) for area in Area)]
    for area in Area:
        for feeling in (Feeling.SHARP, Feeling.DULL):
            told = Training(session).happens(events.PainReported(0, area, feeling))
            shown.append(pages.afterwards(told, told.pains[-1], (Offer(CURL), Offer(HAMMER))))
    return shown


def test_every_page_fits_and_its_buttons_come_back_the_same() -> None:
    for shown in every_page():
        assert fits(shown)
        assert all(decode(encode(button.tap)) == button.tap for row in shown.rows for button in row)
        assert shown.rows[-1][0].tap.verb is Verb.CARD, "the way back is where all pages have it"


def test_nothing_is_graded_explained_or_pressed_on() -> None:
    said = [str(shown.text) for shown in every_page()]
    said += [value if isinstance(value, str) else str(value) for name, value in vars(safety).items() if name.isupper()]
    assert [text for text in said if SLOGAN.search(text)] == []
    going_on = [b for shown in every_page() for row in shown.rows for b in row if b.tap.verb is Verb.CARD]
    assert all(button.style is Style.PLAIN for button in going_on)


def test_what_takes_the_place_in_a_rest_is_named_as_what_comes_next() -> None:
    it = Training()
    it.logs()
    it.happens(events.PainReported(0, Area.ELBOW, Feeling.SHARP))
    it.happens(events.ExerciseSwapped(0, HAMMER))
    assert "Next: Hammer curl · " in card(it.session, ROBIN).text and next_words(it.session).startswith("Hammer curl, ")
