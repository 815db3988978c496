"""Chats that are to be left alone, on both databases: kept across restarts, never for less long than was said."""

from datetime import timedelta
from functools import partial

import pytest

from bot.coach.ports import Store, Transaction
from bot.store import open_store
from tests.store.scenes import CHAT
from tests.training.gym import NOON

MINUTE = timedelta(minutes=1)
GROUP = -(2**45)


def _keep(tx: Transaction, minutes: int, chat: int = CHAT) -> None:
    tx.keep_flood(chat, NOON + minutes * MINUTE)


@pytest.mark.parametrize("told", [(2, 5), (5, 2), (5, 5)])
async def test_the_longest_that_was_told_holds(store: Store, told: tuple[int, int]) -> None:
    for minutes in told:
        await store.run(partial(_keep, minutes=minutes))
    assert await store.run(lambda tx: tx.floods()) == {CHAT: NOON + 5 * MINUTE}


async def test_each_chat_has_its_own(store: Store) -> None:
    await store.run(partial(_keep, minutes=1))
    await store.run(partial(_keep, minutes=2, chat=GROUP))
    assert await store.run(lambda tx: tx.floods()) == {CHAT: NOON + MINUTE, GROUP: NOON + 2 * MINUTE}


async def test_what_is_over_is_forgotten(store: Store) -> None:
    await store.run(partial(_keep, minutes=1))
    await store.run(partial(_keep, minutes=2, chat=GROUP))
    await store.run(lambda tx: tx.forget_floods(NOON + 2 * MINUTE))
    assert await store.run(lambda tx: tx.floods()) == {GROUP: NOON + 2 * MINUTE}


async def test_a_restart_remembers_them(database_url: str) -> None:
    store = await open_store(database_url)
    await store.run(partial(_keep, minutes=1))
    await store.close()
    again = await open_store(database_url)
    assert await again.run(lambda tx: tx.floods()) == {CHAT: NOON + MINUTE}
    await again.close()
