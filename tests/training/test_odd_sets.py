"""A set that can hardly be true: it is kept and shown with a mark, and nothing is made of it until it is put right."""

from dataclasses import replace

from bot.screens.past_words import sums
from bot.screens.sets import done_words, last_time, one_done
from bot.training import events
from bot.training.bests import Bests, BestSet, counts
from bot.training.effects import Reason
from bot.training.logged import Slot
from bot.training.records import bests_by_now, broken, records_of
from bot.training.session import Coaching
from bot.training.totals import totals
from bot.training.vocabulary import SetKind
from tests.training.gym import BACK, ROW, Training, first_session, kg


def over() -> Training:
    """Two sets of rows; the second one came from a file, and nobody rows 45 kg 1,271 times."""
    it = Training(replace(first_session(BACK), coaching=Coaching(bests={ROW.id: Bests((BestSet(10, kg("40")),))})))
    it.logs(10, kg("42.5"))
    it.logs(10, kg("45"))
    it.happens(events.Finished())
    log = it.session.log[0], replace(it.session.log[1], reps=1271, kind=SetKind.ODD)
    it.session = replace(it.session, log=log)
    return it


def test_it_is_shown_with_a_mark() -> None:
    session = over().session
    assert one_done(session, session.log[1]) == "1271 × 45 kg ?"
    assert done_words(session, session.log) == "10 at 42.5 kg, 1271 at 45 kg ?"
    assert one_done(session, session.log[0]) == "10 × 42.5 kg"


def test_it_is_no_record_no_best_and_no_volume() -> None:
    session = over().session
    assert not counts(SetKind.ODD)
    assert broken(session, session.log[1]) == ()
    assert [record.logged.reps for record in records_of(session)] == [10]
    assert {best.reps for best in bests_by_now(session, ROW).sets} == {10}
    assert totals(session).volume == kg("425").weight
    assert sums(session) == "2 sets · 425 kg", "it is one of the sets all the same"
    again = replace(first_session(BACK), last_time={ROW.id: session.log})
    assert last_time(again, Slot(0, 0)) == "last time 10 at 42.5 kg"


def kinds(it: Training) -> list[SetKind]:
    return [logged.kind for logged in it.session.log]


def test_put_right_it_is_a_set_like_any_other() -> None:
    it = over()
    it.happens(events.SetAmended(Slot(0, 1), 1270, kg("45")))
    assert it.declined is Reason.IMPOSSIBLE
    it.happens(events.SetAmended(Slot(0, 1), 12, kg("900")))
    assert kinds(it)[1] is SetKind.ODD, "twelve times 900 kg can hardly be true either"
    it.happens(events.SetAmended(Slot(0, 1), 12, kg("45")))
    assert kinds(it)[1] is SetKind.WORKING
    assert totals(it.session).volume == kg("965").weight
    it.takes_back()
    assert kinds(it)[1] is SetKind.ODD
