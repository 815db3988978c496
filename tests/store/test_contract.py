"""What `coach.ports` promises of a transaction, on both databases: every method as a story of keeping and reading back."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

import pytest

from bot.coach.ports import AlreadyOpen, SlotTaken, Store, Transaction
from bot.coach.records import Alarm, Card
from bot.store import open_store
from bot.store.trouble import SessionMovedOn
from bot.training import events
from bot.training.effects import AlarmKind
from bot.training.habits import Agenda, Ask, Away, Habits, Move, Pause, Quiet, Wanted, Weekly
from bot.training.lifter import Lifter, Question
from bot.training.logged import Slot
from bot.training.quantities import Unit
from bot.training.recovery import DoneSet, Trained
from bot.training.session import Session
from tests.store.direct import run
from tests.store.scenes import ANN, BEN, CHAT, after, begun, done_in, logged, saved, train, with_session
from tests.training.gym import NOON, body, kg, lb

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_a_lifter_is_kept_and_changed(store: Store) -> None:
    ann = Lifter(2**40, Unit.LB, "Pacific/Auckland", reachable=False)
    assert await store.run(lambda tx: tx.lifter(ann.id)) is None
    await store.run(lambda tx: tx.keep_lifter(Lifter(ann.id)))
    assert await store.run(lambda tx: tx.lifter(ann.id)) == Lifter(ann.id)
    await store.run(lambda tx: tx.keep_lifter(ann))
    assert await store.run(lambda tx: tx.lifter(ann.id)) == ann


EVERYTHING = Lifter(
    2**40,
    Unit.LB,
    "America/Argentina/Ushuaia",
    reachable=False,
    back_trouble=False,
    welcoming=True,
    asking=Question.BACK,
    habits=Habits(frozenset({0, 2, 6}), time(6, 45), "biceps", Quiet(time(21, 30), time(0)), silent=True),
    agenda=Agenda(
        (Move(NOON.date(), NOON.date() + DAY), Move(NOON.date() + DAY, NOON.date() + 9 * DAY)),
        frozenset({NOON.date(), NOON.date() + 2 * DAY}),
        Wanted(Ask.READY, datetime(2026, 3, 5, 18, 5), "back"),
        Pause(NOON.date(), None, Away.SICK),
        unanswered=3,
    ),
)


@pytest.mark.parametrize(
    "lifter",
    [
        EVERYTHING,
        Lifter(7, back_trouble=True, asking=Question.UNIT),
        Lifter(7, habits=Habits(hour=time(0))),
        Lifter(7, habits=Habits(review=None, reviewed_since=NOON.date()), agenda=Agenda(reviewed=NOON.date())),
        Lifter(7, habits=Habits(review=Weekly(0, time(6, 30)))),
        Lifter(7, agenda=Agenda(pause=Pause(NOON.date(), NOON.date() + DAY))),
    ],
)
async def test_all_that_is_known_of_a_lifter_comes_back_and_goes_again(database_url: str, lifter: Lifter) -> None:
    store = await open_store(database_url)
    await store.run(lambda tx: tx.keep_lifter(lifter))
    assert await store.run(lambda tx: tx.lifter(lifter.id)) == lifter
    await store.close()
    again = await open_store(database_url)
    assert await again.run(lambda tx: tx.lifter(lifter.id)) == lifter
    await again.run(lambda tx: tx.keep_lifter(Lifter(lifter.id)))
    await again.close()
    last = await open_store(database_url)
    assert await last.run(lambda tx: tx.lifter(lifter.id)) == Lifter(lifter.id)
    await last.close()


async def test_of_what_was_written_only_what_is_known_today_is_read(database_url: str) -> None:
    store = await open_store(database_url)
    await store.run(lambda tx: tx.keep_lifter(replace(ANN, habits=Habits(frozenset({1}), silent=True))))
    await store.close()
    run(database_url, """UPDATE lifters SET profile = '{"shoe":46,"habits":{"days":[1],"mood":"good"}}'""")
    again = await open_store(database_url)
    assert await again.run(lambda tx: tx.lifter(ANN.id)) == replace(ANN, habits=Habits(frozenset({1})))
    await again.close()


async def test_a_session_is_found_by_its_lifter_and_by_its_id(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    assert await store.run(lambda tx: tx.open_session(ANN.id)) == session
    assert await store.run(lambda tx: tx.latest_session(ANN.id)) == session
    assert await store.run(lambda tx: tx.session("s1")) == session
    assert await store.run(lambda tx: tx.session_of(ANN.id, "s1")) == session


async def test_nobody_else_has_that_session(store: Store) -> None:
    await store.run(lambda tx: with_session(tx, begun()))
    assert await store.run(lambda tx: tx.open_session(BEN.id)) is None
    assert await store.run(lambda tx: tx.latest_session(BEN.id)) is None
    assert await store.run(lambda tx: tx.session_of(BEN.id, "s1")) is None
    assert await store.run(lambda tx: tx.session("s2")) is None


async def test_the_session_last_begun_is_the_latest_open_or_not(store: Store) -> None:
    first = await store.run(lambda tx: train(tx, with_session(tx, begun())))
    assert await store.run(lambda tx: tx.latest_session(ANN.id)) == first
    second = await store.run(lambda tx: with_session(tx, begun("s0", days=2)))
    assert await store.run(lambda tx: tx.latest_session(ANN.id)) == second


async def test_a_finished_session_is_no_longer_open(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    assert await store.run(lambda tx: tx.open_session(ANN.id)) == session
    await store.run(lambda tx: train(tx, session))
    assert await store.run(lambda tx: tx.open_session(ANN.id)) is None
    again = await store.run(lambda tx: with_session(tx, begun("s2", days=1)))
    assert await store.run(lambda tx: tx.open_session(ANN.id)) == again


async def test_a_lifter_cannot_have_two_sessions_open(store: Store) -> None:
    first = await store.run(lambda tx: with_session(tx, begun()))
    with pytest.raises(AlreadyOpen):
        await store.run(lambda tx: tx.add_session(begun("s2", days=1), CHAT))
    assert await store.run(lambda tx: tx.latest_session(ANN.id)) == first


async def test_two_lifters_can(store: Store) -> None:
    for lifter in (ANN, BEN):
        await store.run(partial(with_session, session=begun(f"of {lifter.id}", lifter)))
    assert await store.run(lambda tx: tx.open_session(BEN.id)) == begun("of 8", BEN)


async def test_a_closed_session_cannot_reopen_beside_another(store: Store) -> None:
    old = await store.run(lambda tx: train(tx, with_session(tx, begun())))
    await store.run(lambda tx: with_session(tx, begun("s2", days=1)))
    with pytest.raises(AlreadyOpen):
        await store.run(lambda tx: tx.save_session(old, after(old, events.Undone())))
    assert await store.run(lambda tx: tx.session("s1")) == old


async def test_a_slot_is_taken_once_whoever_comes_second(store: Store) -> None:
    before = await store.run(lambda tx: with_session(tx, begun()))
    first = await store.run(lambda tx: saved(tx, before, logged(before)))
    with pytest.raises(SlotTaken):
        await store.run(lambda tx: tx.save_session(before, logged(before, kg("60"), 3)))
    assert await store.run(lambda tx: tx.session("s1")) == first


async def test_a_change_to_a_session_that_has_moved_on_is_refused(store: Store) -> None:
    before = await store.run(lambda tx: with_session(tx, begun()))
    first = await store.run(lambda tx: saved(tx, before, logged(before)))
    with pytest.raises(SessionMovedOn):
        await store.run(lambda tx: tx.save_session(before, after(before, events.Paused())))
    assert await store.run(lambda tx: tx.session("s1")) == first


async def test_a_session_belongs_to_a_lifter_who_is_kept(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await store.run(lambda tx: tx.add_session(begun(), CHAT))
    assert await store.run(lambda tx: tx.session("s1")) is None


async def test_sets_keep_their_order_and_their_numbers(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    for load in (kg("82.5"), lb("181.125"), body("-7.25"), body("12")):
        session = await store.run(partial(saved, before=session, now=logged(session, load)))
    assert [one.load for one in session.log] == [kg("82.5"), lb("181.125"), body("-7.25"), body("12")]
    assert await store.run(lambda tx: tx.session("s1")) == session


async def test_a_set_taken_back_leaves_the_log_and_returns_to_its_place(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    three = await store.run(lambda tx: saved(tx, session, logged(logged(logged(session)))))
    two = await store.run(lambda tx: saved(tx, three, after(three, events.SetUndone(Slot(0, 1)))))
    found = await store.run(lambda tx: tx.session("s1"))
    assert found == two
    assert [str(one.slot) for one in two.log] == ["0.0", "0.2"]
    again = await store.run(lambda tx: saved(tx, two, after(two, events.Undone())))
    assert await store.run(lambda tx: tx.session("s1")) == again
    assert [str(one.slot) for one in again.log] == ["0.0", "0.1", "0.2"]


async def test_the_last_workout_is_that_of_the_last_finished_session(store: Store) -> None:
    assert await store.run(lambda tx: tx.last_workout(ANN.id)) is None
    session = await store.run(lambda tx: with_session(tx, begun()))
    assert await store.run(lambda tx: tx.last_workout(ANN.id)) is None
    await store.run(lambda tx: train(tx, session))
    assert await store.run(lambda tx: tx.last_workout(ANN.id)) == "day"
    assert await store.run(lambda tx: tx.last_workout(BEN.id)) is None


async def test_trained_is_what_was_finished_since_and_what_is_open(store: Store) -> None:
    async def trained(lifter: Lifter = ANN, days: int = 0) -> list[tuple[str, datetime, bool, tuple[DoneSet, ...]]]:
        found = await store.run(lambda tx: tx.trained(lifter.id, NOON + days * DAY))
        return [(one.workout, one.started, one.finished is None, one.sets) for one in found]

    assert await trained() == []
    first = await store.run(lambda tx: train(tx, with_session(tx, begun())))
    await store.run(lambda tx: abandons(tx, with_session(tx, begun("s2", days=1))))
    second = await store.run(lambda tx: train(tx, with_session(tx, begun("s0", days=2))))
    third = await store.run(lambda tx: with_session(tx, begun("s3", days=3)))
    of_first = ("day", NOON, False, done_in(first))
    of_second = ("day", NOON + 2 * DAY, False, done_in(second))
    of_third = ("day", NOON + 3 * DAY, True, ())
    assert len(first.log) == 4
    assert await trained() == [of_first, of_second, of_third]
    assert await trained(days=2) == [of_second, of_third]
    assert await trained(days=9) == [of_third], "an open one counts, whenever it began"
    assert await trained(BEN) == []
    now = await store.run(lambda tx: saved(tx, third, logged(third)))
    assert await trained(days=9) == [("day", NOON + 3 * DAY, True, done_in(now))]


def abandons(tx: Transaction, session: Session) -> Session:
    return saved(tx, session, after(session, events.Abandoned()))


async def test_trained_says_when_a_session_ended_and_has_its_sets_in_the_order_of_their_instants(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    three = await store.run(lambda tx: saved(tx, session, logged(logged(logged(session)))))
    undone = await store.run(lambda tx: saved(tx, three, after(three, events.SetUndone(Slot(0, 0)))))
    ended = await store.run(lambda tx: train(tx, undone))
    (found,) = await store.run(lambda tx: tx.trained(ANN.id, NOON))
    assert found == Trained("day", NOON, ended.situation.finished, done_in(ended))
    assert found.finished is not None
    assert [str(one.slot) for one in ended.log] == ["0.1", "0.2", "0.0", "0.3"]


async def test_a_card_is_moved(store: Store) -> None:
    session = await store.run(lambda tx: with_session(tx, begun()))
    assert await store.run(lambda tx: tx.card("s1")) == Card(CHAT, None)
    await store.run(lambda tx: tx.keep_card("s1", Card(71, 2**35)))
    await store.run(lambda tx: saved(tx, session, logged(session)))
    assert await store.run(lambda tx: tx.card("s1")) == Card(71, 2**35)
    assert await store.run(lambda tx: tx.card("s2")) is None


async def test_alarms_come_due_in_order(store: Store) -> None:
    rest, idle = (Alarm(ANN.id, "s1", kind, NOON) for kind in (AlarmKind.REST, AlarmKind.IDLE))
    later = replace(idle, due=NOON + MINUTE)

    def set_them(tx: Transaction) -> None:
        with_session(tx, begun())
        for alarm in (later, rest):
            tx.set_alarm(alarm)

    assert await store.run(lambda tx: tx.next_due()) is None
    await store.run(set_them)
    assert await store.run(lambda tx: tx.next_due()) == NOON
    assert await store.run(lambda tx: tx.due_alarms(NOON - MINUTE, 9)) == ()
    assert await store.run(lambda tx: tx.due_alarms(NOON, 9)) == (rest,)
    assert await store.run(lambda tx: tx.due_alarms(NOON + MINUTE, 9)) == (rest, later)
    assert await store.run(lambda tx: tx.due_alarms(NOON + MINUTE, 1)) == (rest,)


async def test_an_alarm_is_replaced_and_cancelled(store: Store) -> None:
    alarm = Alarm(ANN.id, "s1", AlarmKind.REST, NOON)
    moved = replace(alarm, due=NOON + MINUTE)
    await store.run(lambda tx: with_session(tx, begun()))
    await store.run(lambda tx: tx.set_alarm(alarm))
    await store.run(lambda tx: tx.set_alarm(moved))
    assert await store.run(lambda tx: tx.due_alarms(NOON + MINUTE, 9)) == (moved,)
    await store.run(lambda tx: tx.cancel_alarm("s1", AlarmKind.IDLE))
    assert await store.run(lambda tx: tx.next_due()) == moved.due
    await store.run(lambda tx: tx.cancel_alarm("s1", AlarmKind.REST))
    assert await store.run(lambda tx: tx.next_due()) is None
