"""The summary of a session with its card: what the picture shows, what stands below it in words, and when there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.screens import safety
from bot.screens.figures import Key, SessionCard, Sum, Theme, Tone
from bot.screens.screen import MOST_IN_CAPTION, Screen, characters
from bot.screens.summary import summary
from bot.training import events
from bot.training.bests import Bests, BestSet
from bot.training.lifter import Lifter
from bot.training.machine import begin
from bot.training.pain import Area, Feeling
from bot.training.plan import Block, Exercise, Workout
from bot.training.quantities import Unit
from bot.training.records import records_of
from bot.training.session import Coaching, Session
from bot.training.vocabulary import Muscle, SetKind
from tests.training.gym import NOON, PLANK, PULL_UP, ROW, Training, body, day, doing, exercise, first_session, kg, sets

ROBIN = Lifter(7, zone="Pacific/Auckland")  # where it is Tuesday by then
NEXT = "Next: Back on Thursday at 18:00."


def many(name: str, number: int) -> tuple[Exercise, ...]:
    return tuple(replace(exercise(f"{name}-{n}"), name=f"{name} {n}") for n in range(number))


def workout_of(*exercises: Exercise) -> Workout:
    return day(*(Block((doing(one, *sets(2)),)) for one in exercises))


def done(session: Session) -> Session:
    it = Training(session)
    while it.session.is_open:
        it.logs()
    return it.session


def record_after_record(*exercises: Exercise) -> Session:
    """A session in which each exercise goes better than ever."""
    bests = {one.id: Bests((BestSet(10, kg("40")),)) for one in exercises}
    begun = begin("s1", 7, workout_of(*exercises), Unit.KG, {}, NOON).session
    return done(replace(begun, coaching=Coaching(bests=bests)))


def told(session: Session, lifter: Lifter = ROBIN) -> Screen:
    shown = summary(session, lifter, NEXT)
    assert shown is not None
    return shown


def card_of(screen: Screen) -> SessionCard:
    assert screen.picture is not None and isinstance(screen.picture.figure, SessionCard)
    return screen.picture.figure


def test_the_card_shows_what_was_done_on_the_lifters_own_day() -> None:
    card = card_of(told(done(first_session())))
    assert (card.title, card.below) == ("Back", "Tuesday 3 March 2026")
    assert card.sums == (Sum("4", "sets"), Sum("1,800 kg", "lifted"), Sum("4 min", "of training"))
    assert card.tones == {Muscle.LATS: Tone.SOME, Muscle.BICEPS: Tone.SOME}
    assert card.legend == (Key(Tone.SOME, "some"),)
    assert card.records == () and card.more == ""


def test_what_weighs_nothing_is_summed_as_what_it_is() -> None:
    assert Sum("40", "body-weight reps") in card_of(told(bare(PULL_UP))).sums
    assert Sum("0:40", "minutes held") in card_of(told(bare(PLANK))).sums


def bare(what: Exercise) -> Session:
    it = Training(first_session(workout_of(what)))
    it.logs(20, body())
    return it.logs(20, body())


def test_the_picture_is_the_lifters_own_and_in_their_theme() -> None:
    session = done(first_session())
    light, dark = told(session).picture, told(session, replace(ROBIN, dark=True)).picture
    assert light is not None and dark is not None
    assert (light.lifter, light.theme, dark.theme) == (7, Theme.LIGHT, Theme.DARK)
    assert light.figure == dark.figure


def test_of_many_records_the_card_counts_those_there_is_no_room_for() -> None:
    three, five = (card_of(told(record_after_record(*many("Row", number)))) for number in (3, 5))
    assert len(three.records) == 3 and three.more == ""
    assert three.records[0] == "Row 0. Best for 10 reps: 45 kg (40 before)"
    assert len(five.records) == 3 and five.more == "and 2 more records"


@pytest.mark.parametrize("number", [1, 6, 12, 25])
def test_a_long_session_is_cut_to_a_caption_by_whole_exercises_and_never_elsewhere(number: int) -> None:
    shown = told(done(first_session(workout_of(*many("Cable row with a name that is long", number)))))
    assert shown.picture is not None and characters(shown.text) <= MOST_IN_CAPTION
    left_out = number - shown.text.count("</b>  10 · 10 at 45 kg\n")
    assert (f"and {left_out} more exercises: /history" in shown.text) is (left_out > 0)
    assert f"{2 * number} sets" in shown.text and NEXT in shown.text and "1 to 2 rest days" in shown.text
    assert "Trained a lot: lats" in shown.text or number == 1


def test_as_many_exercises_are_told_as_there_is_room_for() -> None:
    shown = told(done(first_session(workout_of(*many("Cable row with a name that is long", 25)))))
    assert characters(shown.text) > MOST_IN_CAPTION - 60


def test_records_are_told_whole_even_if_that_leaves_no_room_for_a_picture() -> None:
    session = record_after_record(*many("Row", 8))
    assert told(session).picture is not None and told(session).text.count("🏅") == 8
    session = record_after_record(*many("Cable row with a name that is long", 20))
    shown = told(session)
    assert shown.picture is None and shown.text.count("🏅") == len(records_of(session)) == 20
    assert shown.text.count("10 · 10 at 45 kg") == 20 and NEXT in shown.text


def test_a_session_that_a_stop_sign_ended_gets_no_card_and_no_praise() -> None:
    it = Training()
    it.logs()
    it.happens(events.PainReported(0, Area.ELSEWHERE, Feeling.STOP_SIGN))
    shown = told(it.session)
    assert shown.picture is None and safety.STOPPED_IN_SHORT in shown.text and "Trained" not in shown.text


def test_warm_ups_alone_are_no_reason_for_a_card() -> None:
    it = Training()
    it.logs()
    session = it.happens(events.Finished(), timedelta(minutes=1))
    session = replace(session, log=(replace(session.log[0], kind=SetKind.WARM_UP),))
    assert told(session).picture is None


def test_the_words_name_every_muscle_that_the_picture_colours() -> None:
    pressing = replace(exercise("press"), primary=(Muscle.CHEST,), secondary=(Muscle.TRICEPS, Muscle.SHOULDERS))
    rows, presses = sets(5), sets(1)
    workout = day(Block((doing(ROW, *rows),)), Block((doing(pressing, *presses),)))
    shown = told(done(first_session(workout)))
    assert "Trained a lot: lats; some: biceps; a little: chest, triceps, shoulders." in shown.text
    assert all(muscle in shown.text for muscle in card_of(shown).tones)
