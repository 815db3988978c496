"""Reminders on both databases: planned by lifter, taken up many at once, and posted once for each lifter, kind and day."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.coach.ports import Store, Transaction
from bot.coach.records import Alarm, Due, Letter, LetterKind, Spot
from bot.store import open_store
from bot.store.sql import Statement
from bot.store.statements import sqlite_statements
from bot.training.effects import AlarmKind
from bot.training.habits import Weekly
from bot.training.lifter import Lifter
from bot.training.reminders import Reminder, ReminderKind, Rhythm
from tests.store.direct import run
from tests.store.scenes import ANN, BEN, CHAT, begun, with_session
from tests.training.gym import NOON

DAY = timedelta(days=1)
MONDAY = NOON.date()
RHYTHM = Rhythm("Europe/Vienna", frozenset({0, 2, 6}), time(6, 45))
MOST = 500


def reminder(days: int = 0, kind: ReminderKind = ReminderKind.TRAIN) -> Reminder:
    """Of a day so many days after the first, at noon."""
    return Reminder(kind, MONDAY + days * DAY, NOON + days * DAY)


def plans(tx: Transaction, *, days: int = 0, lifter: Lifter = ANN, rhythm: Rhythm = RHYTHM) -> Due:
    tx.keep_lifter(lifter)
    tx.plan_reminder(lifter.id, reminder(days), rhythm)
    return Due(lifter.id, reminder(days), rhythm)


def takes_up(tx: Transaction, days: int = 0, then: int | None = 7) -> tuple[Letter, ...]:
    """Posts whatever is due that day, and plans each so many days later."""
    due = tx.due_reminders(NOON + days * DAY, MOST)
    return tx.post_reminders([(one, None if then is None else reminder(days + then)) for one in due])


async def due_on(store: Store, days: int, most: int = MOST) -> tuple[Due, ...]:
    return await store.run(lambda tx: tx.due_reminders(NOON + days * DAY, most))


async def test_a_reminder_is_planned_moved_and_called_off(store: Store) -> None:
    await store.run(partial(plans, days=1))
    assert await store.run(lambda tx: tx.reminder(ANN.id)) == reminder(1)
    assert await store.run(lambda tx: tx.reminder(BEN.id)) is None
    await store.run(partial(plans, days=3))
    assert await store.run(lambda tx: tx.reminder(ANN.id)) == reminder(3)
    await store.run(lambda tx: tx.plan_reminder(ANN.id, None, RHYTHM))
    assert await store.run(lambda tx: tx.reminder(ANN.id)) is None
    assert await due_on(store, 9) == ()


@pytest.mark.parametrize(
    "rhythm",
    [
        Rhythm(None, frozenset(), time(0)),
        Rhythm("Asia/Kathmandu", frozenset({1}), time(18), Weekly(0, time(0))),
        Rhythm("Asia/Kathmandu", frozenset(), time(18), Weekly(6, time(23, 59))),
        Rhythm("Pacific/Kiritimati", frozenset(range(7)), time(23, 59)),
        Rhythm("America/Argentina/Ushuaia", frozenset({6}), time(12, 30)),
    ],
)
async def test_what_is_due_comes_with_its_rhythm(store: Store, rhythm: Rhythm) -> None:
    await store.run(plans)
    due = await store.run(partial(plans, rhythm=rhythm))
    assert await due_on(store, 0) == (due,)


async def test_reminders_come_due_in_order(store: Store) -> None:
    later = await store.run(partial(plans, days=2))
    first = await store.run(partial(plans, days=1, lifter=BEN))
    assert await due_on(store, 0) == ()
    assert await due_on(store, 1) == (first,)
    assert await due_on(store, 2) == (first, later)
    assert await due_on(store, 2, most=1) == (first,)


async def test_the_next_due_is_the_earlier_of_alarms_and_reminders(store: Store) -> None:
    rest = Alarm(ANN.id, "s1", AlarmKind.REST, NOON + DAY)

    async def next_due() -> object:
        return await store.run(lambda tx: tx.next_due())

    await store.run(lambda tx: with_session(tx, begun()))
    await store.run(lambda tx: tx.plan_reminder(ANN.id, None, RHYTHM))
    assert await next_due() is None
    await store.run(lambda tx: tx.set_alarm(rest))
    assert await next_due() == rest.due
    await store.run(partial(plans, days=2))
    assert await next_due() == rest.due
    await store.run(partial(plans, days=0, lifter=BEN))
    assert await next_due() == NOON
    await store.run(lambda tx: tx.cancel_alarm("s1", AlarmKind.REST))
    await store.run(lambda tx: tx.plan_reminder(BEN.id, None, RHYTHM))
    assert await next_due() == NOON + 2 * DAY


async def test_what_is_taken_up_becomes_a_letter_in_the_lifters_own_chat(store: Store) -> None:
    await store.run(plans)
    (letter,) = await store.run(takes_up)
    assert letter == Letter(ANN.id, ANN.id, None, LetterKind.REMINDER, NOON, reminder(), letter.id)
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (letter,)
    assert await store.run(lambda tx: tx.reminder(ANN.id)) == reminder(7)
    assert (await store.run(lambda tx: tx.waiting_counts())).letters == 1


async def test_what_has_nothing_after_it_is_planned_no_more(store: Store) -> None:
    await store.run(plans)
    assert len(await store.run(partial(takes_up, then=None))) == 1
    assert await store.run(lambda tx: tx.reminder(ANN.id)) is None
    assert await due_on(store, 99) == ()


async def test_a_reminder_of_a_kind_and_a_day_is_posted_once_however_often_it_is_due(store: Store) -> None:
    await store.run(plans)
    (first,) = await store.run(takes_up)
    await store.run(plans)
    assert await store.run(takes_up) == ()
    assert await store.run(lambda tx: tx.reminder(ANN.id)) == reminder(7), "it is planned on all the same"
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (first,)


async def test_a_reminder_that_was_taken_back_may_be_posted_again(store: Store) -> None:
    await store.run(plans)
    (posted,) = await store.run(takes_up)
    await store.run(lambda tx: tx.drop_letter(posted.id))
    await store.run(lambda tx: tx.take_back_reminder(ANN.id, reminder(1)))
    await store.run(plans)
    assert await store.run(takes_up) == (), "it was another day's that was taken back"
    await store.run(lambda tx: tx.take_back_reminder(ANN.id, reminder()))
    await store.run(plans)
    assert len(await store.run(takes_up)) == 1


async def test_another_kind_another_day_and_another_lifter_are_others(store: Store) -> None:
    async def posted(reminder: Reminder, lifter: Lifter = ANN) -> int:
        due = Due(lifter.id, reminder, RHYTHM)
        return len(await store.run(lambda tx: tx.post_reminders([(due, None)])))

    await store.run(plans)
    await store.run(partial(plans, lifter=BEN))
    assert await posted(reminder()) == 1
    assert await posted(reminder(kind=ReminderKind.AGAIN)) == 1
    assert await posted(reminder(1)) == 1
    assert await posted(reminder(), BEN) == 1
    assert await posted(replace(reminder(), due=NOON + timedelta(hours=3))) == 0, "the day counts, not the hour"


async def test_many_are_taken_up_at_once_and_only_the_new_ones_posted(store: Store) -> None:
    everybody = [Lifter(2**40 + n) for n in range(60)]

    def plan_all(tx: Transaction, lifters: Iterable[Lifter]) -> None:
        for lifter in lifters:
            plans(tx, lifter=lifter)

    await store.run(partial(plan_all, lifters=everybody))
    await store.run(takes_up)
    await store.run(partial(plan_all, lifters=[*everybody[::2], ANN, BEN]))
    letters = await store.run(takes_up)
    assert {letter.lifter for letter in letters} == {ANN.id, BEN.id}
    waiting = await store.run(lambda tx: tx.waiting_letters(NOON, MOST))
    assert sorted(letter.lifter for letter in waiting) == sorted([ANN.id, BEN.id, *(one.id for one in everybody)])
    assert {letter.id: letter for letter in waiting if letter in letters} == {letter.id: letter for letter in letters}
    assert await due_on(store, 6) == ()
    assert len(await due_on(store, 7)) == 62


async def test_nothing_due_is_nothing_posted(store: Store) -> None:
    assert await store.run(takes_up) == ()


async def test_what_was_posted_for_days_long_gone_is_forgotten(store: Store) -> None:
    await store.run(plans)
    await store.run(takes_up)
    for before, posted in ((MONDAY, 0), (MONDAY + DAY, 1)):
        await store.run(partial(forgets, before=before))
        await store.run(plans)
        assert len(await store.run(takes_up)) == posted


def forgets(tx: Transaction, before: date) -> None:
    tx.forget_reminded(before)


async def test_a_reminder_is_sent_claimed_dropped_and_taken_like_any_letter(store: Store) -> None:
    for lifter in (ANN, BEN):
        await store.run(partial(plans, lifter=lifter))
    (mine,) = (letter for letter in await store.run(takes_up) if letter.lifter == ANN.id)
    assert await store.run(lambda tx: tx.claim_letter(mine.id, NOON, NOON + DAY)) == 0
    await store.run(lambda tx: tx.letter_sent(mine.id, Spot(ANN.id, 5)))
    assert await store.run(lambda tx: tx.take_rings(ANN.id)) == (Spot(ANN.id, 5),)
    await store.run(lambda tx: tx.drop_waiting(BEN.id))
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == ()


async def test_a_letter_posted_by_itself_may_be_a_reminder(store: Store) -> None:
    again = reminder(kind=ReminderKind.AGAIN_2)
    await store.run(lambda tx: tx.keep_lifter(ANN))
    letter = await store.run(lambda tx: tx.post(Letter(ANN.id, CHAT, None, LetterKind.REMINDER, NOON, again)))
    assert await store.run(lambda tx: tx.waiting_letters(NOON, 9)) == (letter,)
    assert letter.reminder == again


async def test_nothing_is_planned_or_posted_for_nobody(store: Store) -> None:
    for work in (
        lambda tx: tx.plan_reminder(ANN.id, None, RHYTHM),
        lambda tx: tx.post_reminders([(Due(ANN.id, reminder(), RHYTHM), None)]),
    ):
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            await store.run(work)


async def test_a_rolled_back_taking_up_leaves_everything_as_it_was(store: Store) -> None:
    due = await store.run(plans)

    def fails(tx: Transaction) -> None:
        takes_up(tx)
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await store.run(fails)
    assert await due_on(store, 0) == (due,)
    assert len(await store.run(takes_up)) == 1


async def test_a_restart_remembers_what_is_planned_and_what_was_posted(database_url: str) -> None:
    store = await open_store(database_url)
    await store.run(plans)
    await store.run(takes_up)
    await store.close()
    again = await open_store(database_url)
    assert await again.run(lambda tx: tx.reminder(ANN.id)) == reminder(7)
    await again.run(plans)
    assert await again.run(takes_up) == ()
    await again.close()


async def test_all_that_is_a_lifters_goes_with_them(database_url: str) -> None:
    store = await open_store(database_url)
    for lifter in (ANN, BEN):
        await store.run(partial(plans, lifter=lifter))
    await store.run(takes_up)
    await store.close()
    run(database_url, f"DELETE FROM lifters WHERE id = {ANN.id}")
    again = await open_store(database_url)
    (letter,) = await again.run(lambda tx: tx.waiting_letters(NOON, 9))
    assert letter.lifter == BEN.id
    assert [due.lifter for due in await due_on(again, 7)] == [BEN.id]
    await again.run(plans)
    assert len(await again.run(takes_up)) == 1, "a new lifter of that number was never reminded"
    await again.close()


async def test_what_one_process_has_in_hand_another_leaves_alone(postgres_url: str) -> None:
    first, second = await open_store(postgres_url), await open_store(postgres_url)
    await first.run(plans)
    held, done = threading.Event(), threading.Event()

    def takes_its_time(tx: Transaction) -> int:
        letters = takes_up(tx)
        held.set()
        assert done.wait(9)
        return len(letters)

    slow = asyncio.create_task(first.run(takes_its_time))
    assert await asyncio.to_thread(held.wait, 9)
    assert await second.run(takes_up) == ()
    done.set()
    assert await slow == 1
    assert await second.run(takes_up) == ()
    for store in (first, second):
        await store.close()


def test_what_is_due_is_found_by_its_index_however_much_is_not(migrated_sqlite: Path) -> None:
    statements = sqlite_statements()
    with closing(sqlite3.connect(migrated_sqlite)) as file:

        def ways(statement: Statement) -> list[str]:
            given = [0] * statement.text.count("?")
            return [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {statement.text}", given)]

        earliest = ways(statements.next_due)
        assert "SEARCH reminders USING COVERING INDEX reminders_by_due (due>?)" in earliest
        assert not any("SORT" in way or "B-TREE" in way for way in earliest), "no further than the first"
        assert ways(statements.reminders.due) == ["SEARCH reminders USING INDEX reminders_by_due (due>? AND due<?)"]
        assert ways(statements.reminders.forget) == ["SEARCH reminded USING PRIMARY KEY (day<?)"]
