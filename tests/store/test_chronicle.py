"""The past as a whole, on both databases: sums and bests are those that one would find in the log by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from bot.coach.ports import Store, Transaction
from bot.training import events
from bot.training.bests import counts, kilograms
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet
from bot.training.plan import Block
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from bot.training.so_far import Practice
from bot.training.strength import EVERY_SET, Effort
from bot.training.vocabulary import SetKind
from bot.training.volume import SessionVolume
from tests.store.scenes import ANN, BEN, after, begun, logged, saved, with_session
from tests.training.gym import CARRY, CURL, FOUR_TENS, NOON, PULL_UP, ROW, body, day, doing, kg, lb, sets

BEGINNING, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ALL_OF_IT = day(*(Block((doing(one, *sets(4)),)) for one in (ROW, PULL_UP, CURL, CARRY)))
LOADS = {
    ROW.id: (kg("40"), kg("42.5"), lb("95")),
    PULL_UP.id: (body(), body("10"), body("-20")),
    CURL.id: (kg("12"), lb("25")),
    CARRY.id: (kg("24"),),
}


def over(tx: Transaction, id: str, days: float, lifter: int = ANN.id, seed: int = 0) -> Session:
    """A finished session with sets of all sorts."""
    begin = replace(begun(id), lifter=lifter, workout=ALL_OF_IT, started=NOON + DAY * days, touched=NOON + DAY * days)
    session, chance = with_session(tx, begin), Random(f"{id}{seed}")
    now = session
    while now.is_open:
        what = (ROW, PULL_UP, CURL, CARRY)[len(now.log) // 4].id
        now = logged(now, chance.choice(LOADS[what]), chance.randint(5, 12))
    kinds = (SetKind.WARM_UP, SetKind.WORKING, SetKind.DROP, SetKind.ODD)
    now = replace(now, log=tuple(replace(one, kind=chance.choice(kinds)) for one in now.log))
    return saved(tx, session, now)


def some_years(tx: Transaction) -> list[Session]:
    """Ann's finished sessions, beside what does not count: another lifter's, one set aside, and one that is open."""
    tx.keep_lifter(Lifter(ANN.id))
    found = [over(tx, f"s{number}", number * 11.3) for number in range(9)]
    over(tx, "bens", 1, BEN.id)
    void = over(tx, "void", 15.5)
    saved(tx, void, after(void, events.Abandoned()))
    with_open = with_session(tx, begun("open", days=300))
    saved(tx, with_open, logged(with_open, kg("500")))
    return found


def counted(sessions: list[Session]) -> list[LoggedSet]:
    return [one for session in sessions for one in session.log if counts(one.kind)]


def lifted(log: list[LoggedSet]) -> Decimal:
    return sum((kilograms(one.load.weight) * one.reps for one in log if not one.load.on_body), Decimal(0))


async def test_what_was_practised_adds_up_to_the_log(store: Store) -> None:
    def work(tx: Transaction) -> None:
        log = counted(some_years(tx))
        for since in (BEGINNING, NOON + DAY * 40):
            found = {one.exercise: one for one in tx.chronicle.practised(ANN.id, since)}
            by_hand = {}
            for exercise in LOADS:
                of = [one for one in log if one.exercise == exercise and one.at >= since]
                volume = Weight(lifted(of), Unit.KG)
                by_hand[exercise] = Practice(exercise, len(of), volume, max(one.at for one in of))
            assert found == by_hand
        assert tx.chronicle.practised(9, BEGINNING) == ()

    await store.run(work)


async def test_efforts_are_what_was_done_and_of_a_span_the_first_of_each_kind(store: Store) -> None:
    def work(tx: Transaction) -> None:
        log = sorted((one for one in counted(some_years(tx)) if one.exercise == ROW.id), key=lambda one: one.at)
        assert tx.chronicle.first_done(ANN.id, ROW.id) == log[0].at
        assert tx.chronicle.first_done(ANN.id, "unheard-of") is None
        since, until = log[3].at, log[-2].at
        within = [one for one in log if since <= one.at < until]
        for width in (EVERY_SET, WEEK):
            first: dict[tuple[int, int, Load], Effort] = {}
            for one in within:
                alike = ((one.at - BEGINNING) // width, one.reps, one.load)
                first.setdefault(alike, Effort(one.reps, one.load, one.at))
            found = tx.chronicle.efforts(ANN.id, ROW.id, since, until, width)
            assert sorted(found, key=lambda one: one.at) == sorted(first.values(), key=lambda one: one.at)

    await store.run(work)


async def test_each_session_tells_its_volume_without_what_is_held(store: Store) -> None:
    def work(tx: Transaction) -> None:
        sessions = some_years(tx)
        for timed in (set[str](), {CARRY.id, "unheard-of"}):
            by_hand = []
            for session in sessions[2:]:
                log = counted([session])
                weighed = [one for one in log if one.exercise not in timed]
                by_hand.append(SessionVolume(session.started, len(log), Weight(lifted(weighed), Unit.KG)))
            assert list(tx.chronicle.volumes(ANN.id, sessions[2].started, timed)) == by_hand

    await store.run(work)


async def test_sessions_are_found_by_exercise_and_by_time(store: Store) -> None:
    def work(tx: Transaction) -> None:
        sessions = some_years(tx)
        plain = with_session(tx, begun("rows", BEN, days=70))
        ids = [one.id for one in reversed(sessions)]
        assert [one.id for one in tx.chronicle.sessions_with(ANN.id, CURL.id, 1, 3)] == ids[1:4]
        assert tx.chronicle.sessions_with(BEN.id, "unheard-of", 0, 9) == ()
        done = saved(tx, plain, after(logged(plain), events.Finished()))
        assert [one.id for one in tx.chronicle.sessions_with(BEN.id, ROW.id, 0, 9)] == ["rows", "bens"]
        assert [one.id for one in tx.chronicle.sessions_with(BEN.id, CURL.id, 0, 9)] == ["bens"]
        since, until = sessions[2].started, sessions[5].started
        found = tx.chronicle.sessions_between(ANN.id, since, until, 0, 9)
        assert [one.id for one in found] == ["s4", "s3", "s2"]
        assert [one.id for one in tx.chronicle.sessions_between(ANN.id, since, until, 2, 9)] == ["s2"]
        latest = tx.chronicle.latest_with(BEN.id, ROW.id)
        assert latest == done and latest.workout == FOUR_TENS
        assert tx.chronicle.latest_with(BEN.id, "unheard-of") is None

    await store.run(work)
