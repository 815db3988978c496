"""Looking back, on both databases: what was done with an exercise, the best of it, what hurt, what somebody weighed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.coach.ports import Store, Transaction
from bot.store import open_store
from bot.training import events
from bot.training.bests import Bests, BestSet
from bot.training.loading import Kit
from bot.training.logged import Slot
from bot.training.pain import Area, Feeling, Pain
from bot.training.quantities import Unit, Weight
from bot.training.session import Coaching, Session
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import SetKind
from tests.store.scenes import ANN, BEN, CHAT, after, begun, logged, saved, train, with_session
from tests.training.gym import NOON, ROW, kg, lb

YEARS_AGO = NOON - timedelta(days=4000)
FOR_EVER = NOON + timedelta(days=4000)


def trained(tx: Transaction, id: str, days: int, load: str = "45", lifter: int = ANN.id) -> Session:
    session = with_session(tx, replace(begun(id, days=days), lifter=lifter))
    return train(tx, saved(tx, session, logged(session, kg(load), reps=12)))


def set_aside(tx: Transaction, id: str, days: int) -> None:
    session = with_session(tx, begun(id, days=days))
    heavy = saved(tx, session, logged(session, kg("500")))
    saved(tx, heavy, after(heavy, events.Abandoned()))


async def test_the_last_sessions_of_an_exercise_come_oldest_first(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for number in range(5):
            trained(tx, f"s{number}", number * 3, str(40 + number))
        trained(tx, "bens", 1, "99", BEN.id)
        set_aside(tx, "void", 20)
        with_session(tx, begun("open", days=30))
        found = tx.performances(ANN.id, ROW.id, 3)
        assert [one.session for one in found] == ["s2", "s3", "s4"]
        assert [one.at for one in found] == [NOON + timedelta(days=days) for days in (6, 9, 12)]
        assert [(s.reps, s.load) for s in found[-1].sets] == [(12, kg("44"))] + [(10, kg("45"))] * 3
        assert tx.performances(ANN.id, "unheard-of", 3) == ()

    await store.run(work)


async def test_the_best_sets_are_the_heaviest_of_their_repetitions(store: Store) -> None:
    def work(tx: Transaction) -> None:
        trained(tx, "s1", 0, "50")
        trained(tx, "s2", 3, "47.5")
        set_aside(tx, "void", 6)
        assert set(tx.best_sets(ANN.id, ROW.id)) == {BestSet(12, kg("50")), BestSet(10, kg("45"))}
        assert tx.best_sets(BEN.id, ROW.id) == ()

    await store.run(work)


async def test_a_warm_up_and_a_set_that_can_hardly_be_true_are_no_best(store: Store) -> None:
    def work(tx: Transaction) -> None:
        session = trained(tx, "s1", 0, "50")
        for at, kind in enumerate((SetKind.ODD, SetKind.WARM_UP)):
            odd = replace(session.log[at], reps=100 + at, load=kg("900"), kind=kind)
            log = (*session.log[:at], odd, *session.log[at + 1 :])
            tx.save_session(session, session := replace(session, log=log))
        assert set(tx.best_sets(ANN.id, ROW.id)) == {BestSet(10, kg("45"))}
        assert tx.best_volume(ANN.id, ROW.id, Unit.KG) == Weight(Decimal(2 * 450), Unit.KG)

    await store.run(work)


async def test_the_best_volume_is_that_of_one_session_in_the_lifters_unit(store: Store) -> None:
    def work(tx: Transaction) -> None:
        trained(tx, "s1", 0, "50")
        session = with_session(tx, begun("s2", days=3))
        saved(tx, session, after(logged(session, lb("45")), events.Finished()))
        assert tx.best_volume(ANN.id, ROW.id, Unit.KG) == Weight(Decimal(12 * 50 + 30 * 45), Unit.KG)
        mixed = with_session(tx, begun("s3", days=6))
        mixed = saved(tx, mixed, logged(mixed, lb("100"), reps=50))
        saved(tx, mixed, after(logged(mixed, kg("10"), reps=1), events.Finished()))
        assert tx.best_volume(ANN.id, ROW.id, Unit.KG) == Weight(Decimal("2277.96185"), Unit.KG)
        assert tx.best_volume(BEN.id, ROW.id, Unit.KG) is None

    await store.run(work)


async def test_pain_is_found_with_the_session_in_which_it_was_told(store: Store) -> None:
    ache = Pain(0, ROW.id, Area.LOWER_BACK, Feeling.DULL, NOON)

    def work(tx: Transaction) -> None:
        trained(tx, "s0", -3)
        session = with_session(tx, begun("s1"))
        saved(tx, session, replace(session, pains=(ache,), revision=session.revision + 1))
        assert tx.pained(ANN.id, YEARS_AGO) == ((NOON, ache),)
        assert tx.pained(ANN.id, FOR_EVER) == () == tx.pained(BEN.id, YEARS_AGO)
        assert tx.session("s1") == replace(session, pains=(ache,), revision=session.revision + 1)

    await store.run(work)


async def test_past_sessions_are_finished_ones_the_latest_first(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for number in range(4):
            trained(tx, f"s{number}", number * 3)
        set_aside(tx, "void", 20)
        with_session(tx, begun("open", days=30))
        assert [session.id for session in tx.past_sessions(ANN.id, 0, 2)] == ["s3", "s2"]
        assert [session.id for session in tx.past_sessions(ANN.id, 2, 9)] == ["s1", "s0"]
        assert tx.past_sessions(ANN.id, 4, 9) == () == tx.past_sessions(BEN.id, 0, 9)

    await store.run(work)


async def test_a_session_set_right_in_hindsight_is_kept_so_and_found_on_its_new_day(database_url: str) -> None:
    def set_right(tx: Transaction) -> Session:
        trained(tx, "s0", 0)
        was = trained(tx, "s1", 3)
        amended = saved(tx, was, after(was, events.SetAmended(Slot(0, 1), 9, lb("100"))))
        gone = saved(tx, amended, after(amended, events.SetUndone(Slot(0, 0))))
        again = saved(tx, gone, after(gone, events.SetRecalled(Slot(0, 0), ROW.id, 7, kg("40"))))
        more = saved(tx, again, after(again, events.SetRecalled(Slot(0, 4), ROW.id, 6, kg("40"))))
        return saved(tx, more, after(more, events.SessionMoved(timedelta(days=-5))))

    def look(tx: Transaction) -> Session:
        session = tx.session("s1")
        assert session is not None
        assert [one.id for one in tx.past_sessions(ANN.id, 0, 9)] == ["s0", "s1"]
        earlier, _ = tx.performances(ANN.id, ROW.id, 9)
        assert (earlier.session, earlier.at, earlier.sets) == ("s1", NOON - timedelta(days=2), session.log)
        assert [one.started for one in tx.trained(ANN.id, YEARS_AGO)] == [NOON - timedelta(days=2), NOON]
        assert BestSet(9, lb("100")) in tx.best_sets(ANN.id, ROW.id)
        return session

    store = await open_store(database_url)
    kept = await store.run(set_right)
    assert [str(one.slot) for one in kept.log] == ["0.0", "0.1", "0.2", "0.3", "0.4"]
    assert await store.run(look) == kept
    await store.close()
    again = await open_store(database_url)
    assert await again.run(look) == kept
    assert await again.run(lambda tx: tx.touched_session(ANN.id)) == kept
    assert await again.run(lambda tx: tx.touched_session(BEN.id)) is None
    undone = after(kept, events.Undone())
    await again.run(lambda tx: tx.save_session(kept, undone))
    assert undone.started == NOON + timedelta(days=3)
    await again.close()


async def test_what_somebody_weighed_is_kept_once_a_day(store: Store) -> None:
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)

    def work(tx: Transaction) -> None:
        tx.keep_lifter(ANN)
        tx.keep_lifter(BEN)
        tx.weigh(ANN.id, monday, Weight(Decimal("82.5"), Unit.KG))
        tx.weigh(ANN.id, tuesday, Weight(Decimal(180), Unit.LB))
        tx.weigh(ANN.id, monday, Weight(Decimal("82.1"), Unit.KG))
        both = ((tuesday, Weight(Decimal(180), Unit.LB)), (monday, Weight(Decimal("82.1"), Unit.KG)))
        assert tx.weighed(ANN.id, 9) == both
        assert tx.weighed(ANN.id, 1) == both[:1] and tx.weighed(BEN.id, 9) == ()
        tx.unweigh(ANN.id, tuesday)
        tx.unweigh(BEN.id, monday)
        assert tx.weighed(ANN.id, 9) == both[1:]

    await store.run(work)


async def test_what_the_coach_found_is_read_again_as_it_was(database_url: str) -> None:
    why = Why(TargetRule.UP, (), NOON, kg("45"), 1)
    coaching = Coaching(
        {ROW.id: Target(kg("47.5"), (10, 10), why)},
        {ROW.id: Bests((BestSet(10, kg("45")),), Weight(Decimal(60), Unit.KG))},
        body=Weight(Decimal("82.5"), Unit.KG),
        kit=Kit(Weight(Decimal(15), Unit.KG)),
    )
    session = replace(begun("s1"), coaching=coaching)
    store = await open_store(database_url)
    await store.run(lambda tx: tx.keep_lifter(ANN))
    await store.run(lambda tx: tx.add_session(session, CHAT))
    await store.close()
    again = await open_store(database_url)
    assert await again.run(lambda tx: tx.session("s1")) == session
    await again.close()
