"""Files that were brought, on both databases: their rows, and sessions that nobody counts while they come and go."""

from dataclasses import replace
from datetime import date, timedelta

from bot.coach.ports import Store, Transaction
from bot.coach.records import Known
from bot.screens.found import Brought, Found, Import, ImportState, Unknown
from bot.training import events
from bot.training.machine import advance
from bot.training.pain import Area, Feeling, Pain
from bot.training.session import Phase, Session, Situation
from tests.store.scenes import ANN, BEN, CHAT, begun, logged, saved, train, with_session
from tests.training.gym import NOON, ROW, kg

LONG_AGO = NOON - timedelta(days=400)
A_FILE = Import("i1", ANN.id, ImportState.READING, NOON, "hevy.csv", "file-7", CHAT)
FOUND = Found(
    "Hevy", 3, 9, date(2025, 1, 1), date(2025, 2, 1), 2, {"Row": ROW.id}, (Unknown("Moon", 2, ("a", "b")),), ("odd",)
)


def over(id: str, days: int = 0, lifter: int = ANN.id, load: str = "90") -> Session:
    """A session that is over, with one set, as a file brings it."""
    began = LONG_AGO + timedelta(days=days)
    session = replace(begun(id), lifter=lifter, started=began, touched=began)
    done = logged(session, kg(load), reps=5)
    log = tuple(replace(one, at=began) for one in done.log)
    situation = Situation(Phase.FINISHED, finished=began + timedelta(hours=1))
    return replace(session, log=log, situation=situation, trail=(), revision=0)


def known_people(tx: Transaction) -> None:
    tx.keep_lifter(ANN)
    tx.keep_lifter(BEN)
    tx.imports.keep(A_FILE)


async def test_a_file_is_kept_as_it_is_and_changed(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        assert tx.imports.one("i1") == A_FILE and tx.imports.body("i1") is None
        asked = replace(A_FILE, state=ImportState.ASKED, found=FOUND, choices={"Moon": "own"}, message=7)
        tx.imports.keep(asked)
        tx.imports.keep_body("i1", b"\x00packed")
        assert tx.imports.one("i1") == asked and tx.imports.body("i1") == b"\x00packed"
        landed = replace(asked, state=ImportState.LANDED, brought=Brought(("my.a",), (date(2025, 1, 1),), 2, 6))
        tx.imports.keep(landed)
        later = replace(A_FILE, id="i2", at=NOON + timedelta(days=1), state=ImportState.DONE)
        tx.imports.keep(later)
        assert tx.imports.of_lifter(ANN.id) == (later, landed) and tx.imports.of_lifter(BEN.id) == ()
        assert tx.imports.unfinished() == (landed,)
        tx.imports.drop("i1")
        assert tx.imports.one("i1") is None

    await store.run(work)


async def test_what_is_coming_counts_for_nothing_until_all_of_it_is_taken_in(store: Store) -> None:
    def before(tx: Transaction) -> None:
        known_people(tx)
        own = with_session(tx, begun("own"))
        train(tx, saved(tx, own, logged(own, kg("45"), reps=10)))

    def work(tx: Transaction) -> None:
        seen = _seen(tx)
        hurt = replace(over("c", 3), pains=(Pain(0, ROW.id, Area.LOWER_BACK, Feeling.DULL, LONG_AGO),))
        tx.imports.add("i1", [over("a"), over("b", 2), hurt, over("d", 800)], CHAT)
        assert _seen(tx) == seen, "nobody sees what is coming"
        assert tx.imports.take_in("i1", ANN.id) == 4
        assert [one.id for one in tx.past_sessions(ANN.id, 0, 9)] == ["d", "own", "c", "b", "a"]
        assert [one.session for one in tx.performances(ANN.id, ROW.id, 9)] == ["a", "b", "c", "own", "d"]
        assert max(best.load.weight.amount for best in tx.best_sets(ANN.id, ROW.id)) == 90
        assert [pain.exercise for _, pain in tx.pained(ANN.id, LONG_AGO)] == [ROW.id]
        assert len(tx.begins(ANN.id)) == 5 and len(tx.trained(ANN.id, LONG_AGO)) == 5
        assert tx.session_of(ANN.id, "b") == over("b", 2)

    await store.run(before)
    await store.run(work)


def _seen(tx: Transaction) -> list[object]:
    """Everything that anybody asks of a lifter's past."""
    latest, touched = tx.latest_session(ANN.id), tx.touched_session(ANN.id)
    return [
        tx.past_sessions(ANN.id, 0, 9),
        tx.performances(ANN.id, ROW.id, 9),
        sorted(map(repr, tx.best_sets(ANN.id, ROW.id))),
        tx.best_volume(ANN.id, ROW.id, ANN.unit),
        tx.pained(ANN.id, LONG_AGO),
        tx.begins(ANN.id),
        tx.trained(ANN.id, LONG_AGO),
        tx.last_workout(ANN.id),
        (latest and latest.id, touched and touched.id),
        tx.imports.known(ANN.id, None, 9),
    ]


async def test_what_is_taken_back_is_gone_at_once_and_then_removed_bit_by_bit(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        tx.imports.add("i1", [over("a"), over("b", 2), over("c", 3)], CHAT)
        tx.imports.add("i2", [over("d", 4)], CHAT)
        for id in ("i1", "i2"):
            tx.imports.take_in(id, ANN.id)
        assert tx.session_of(ANN.id, "a") is not None, "it is remembered"

    def back(tx: Transaction) -> None:
        assert tx.imports.take_out("i1", ANN.id) == 3 and tx.imports.take_out("i1", ANN.id) == 0
        assert [one.id for one in tx.past_sessions(ANN.id, 0, 9)] == ["d"]
        assert [tx.imports.remove("i1", 2) for _ in range(3)] == [2, 1, 0]

    def afterwards(tx: Transaction) -> None:
        assert tx.session_of(ANN.id, "a") is None and tx.session_of(ANN.id, "d") is not None
        assert tx.imports.whose("a") is None and tx.imports.whose("d") == ANN.id

    for step in (work, back, afterwards):
        await store.run(step)


async def test_one_that_was_set_aside_before_stays_so_and_goes_with_the_rest(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        void = replace(over("void"), situation=replace(over("void").situation, phase=Phase.ABANDONED))
        tx.imports.add("i1", [void, over("a", 1)], CHAT)
        assert tx.imports.take_in("i1", ANN.id) == 1
        assert [one.id for one in tx.past_sessions(ANN.id, 0, 9)] == ["a"]
        session = tx.session_of(ANN.id, "void")
        assert session is not None and session.phase is Phase.ABANDONED
        tx.imports.take_out("i1", ANN.id)
        assert tx.imports.remove("i1", 9) == 2

    await store.run(work)


async def test_what_is_here_is_told_page_by_page_in_order(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        tx.imports.add("i1", [over("a"), over("b"), over("c", 2), over("bens", 1, BEN.id)], CHAT)
        tx.imports.take_in("i1", ANN.id)
        found: list[Known] = []
        while some := tx.imports.known(ANN.id, found[-1] if found else None, 2):
            found.extend(some)
        assert [(one.id, one.sets) for one in found] == [("a", 1), ("b", 1), ("c", 1)]
        assert found[0].started == LONG_AGO

    await store.run(work)


async def test_what_was_put_right_since_is_counted(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        tx.imports.add("i1", [over("a"), over("b", 2)], CHAT)
        tx.imports.take_in("i1", ANN.id)
        assert tx.imports.put_right("i1", NOON) == 0
        session = tx.session_of(ANN.id, "a")
        assert session is not None
        slot = session.log[0].slot
        amended = events.SetAmended(slot, 6, kg("90"))
        tx.save_session(session, advance(session, amended, NOON + timedelta(days=9)).session)
        assert tx.imports.put_right("i1", NOON) == 1

    await store.run(work)


async def test_many_sets_on_their_way_hide_none_that_is_here(store: Store) -> None:
    """The last sessions of an exercise are found by its last sets; those that are coming are not among them."""

    def work(tx: Transaction) -> None:
        known_people(tx)
        own = with_session(tx, begun("own", days=-900))
        train(tx, saved(tx, own, logged(own, kg("45"), reps=10)))
        many = over("many")
        log = tuple(replace(many.log[0], slot=many.log[0].slot._replace(number=n)) for n in range(60))
        tx.imports.add("i1", [replace(many, log=log, id=f"m{n}") for n in range(2)], CHAT)
        assert [one.session for one in tx.performances(ANN.id, ROW.id, 1)] == ["own"]

    await store.run(work)


async def test_a_file_that_nobody_says_a_word_about_goes_and_what_was_taken_in_stays(store: Store) -> None:
    def work(tx: Transaction) -> None:
        known_people(tx)
        tx.imports.keep(replace(A_FILE, state=ImportState.ASKED, found=FOUND))
        tx.imports.keep(replace(A_FILE, id="i2", state=ImportState.DONE))
        tx.imports.drop_unanswered(NOON)
        assert tx.imports.one("i1") is not None
        tx.imports.drop_unanswered(NOON + timedelta(seconds=1))
        assert tx.imports.one("i1") is None
        assert tx.imports.one("i2") is not None

    await store.run(work)
