"""The pace of what is said, by a clock that jumps: who waits for how long, and who goes first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.chat.pace import ANSWER, GROUP_AT_ONCE, PRIVATE_AT_ONCE, Pace, in_seconds
from bot.coach.records import Urgency
from bot.sandbox import MovableClock
from bot.store import open_store
from tests.phone import GYM, KIM, ROBIN
from tests.quick import in_no_time

PER_SECOND = 10
AT_ONCE = PRIVATE_AT_ONCE * PER_SECOND


class Telegram:
    """Notes when each call arrived; refuses with a flood where it was told to."""

    def __init__(self, per_second: int = PER_SECOND) -> None:
        self.pace = Pace(per_second)
        self.arrived: list[tuple[float, str, int]] = []
        self.floods: dict[int, float] = {}
        self.began = now()

    async def call(self, endpoint: str, chat: int, **parameters: Any) -> None:
        async def arrive() -> None:
            self.arrived.append((round(now() - self.began, 6), endpoint, chat))
            if (seconds := self.floods.pop(chat, None)) is not None:
                raise RetryAfter(timedelta(seconds=seconds))

        await self.pace.process_request(arrive, (), {}, endpoint, parameters, chat)

    async def unasked(self, chat: int, urgency: Urgency) -> None:
        await self.pace.room(chat, urgency)
        await self.call("sendMessage", chat)

    def times(self, chat: int) -> list[float]:
        return [at for at, _, where in self.arrived if where == chat]


def now() -> float:
    return asyncio.get_running_loop().time()


def story(tell: Callable[[Telegram], Awaitable[None]]) -> Telegram:
    async def whole() -> Telegram:
        telegram = Telegram()
        await tell(telegram)
        return telegram

    return in_no_time(whole())


async def many(count: int, call: Callable[[], Awaitable[Any]]) -> None:
    await asyncio.gather(*(call() for _ in range(count)))


def test_a_chat_gets_a_burst_and_then_a_message_a_second() -> None:
    telegram = story(lambda t: many(AT_ONCE + 3, lambda: t.call("editMessageText", ROBIN)))
    assert telegram.times(ROBIN) == [0.0] * AT_ONCE + [1.0, 2.0, 3.0]


def test_a_group_gets_twenty_a_minute() -> None:
    telegram = story(lambda t: many(GROUP_AT_ONCE + 2, lambda: t.call("sendMessage", GYM)))
    assert telegram.times(GYM) == [0.0] * GROUP_AT_ONCE + [3.0, 6.0]


def test_a_chat_that_has_had_its_fill_holds_up_no_other() -> None:
    async def tell(t: Telegram) -> None:
        await asyncio.gather(many(AT_ONCE + 5, lambda: t.call("sendMessage", ROBIN)), t.call("sendMessage", KIM))

    assert story(tell).times(KIM) == [0.0]


def test_answers_and_deletions_are_free() -> None:
    async def tell(t: Telegram) -> None:
        await many(AT_ONCE * 2, lambda: t.call(ANSWER, ROBIN))
        await many(AT_ONCE * 2, lambda: t.call("deleteMessage", ROBIN))

    assert set(story(tell).times(ROBIN)) == {0.0}


def test_room_is_there_when_the_chat_could_take_one_more() -> None:
    async def tell(t: Telegram) -> None:
        await many(AT_ONCE, lambda: t.call("sendMessage", ROBIN))
        await t.pace.room(ROBIN, Urgency.REPLY)
        assert now() - t.began == pytest.approx(1.0)

    story(tell)


def test_a_flood_is_answered_not_a_moment_too_early_and_delays_nobody_else() -> None:
    async def tell(t: Telegram) -> None:
        t.floods[ROBIN] = 1
        with pytest.raises(RetryAfter):
            await t.call("sendMessage", ROBIN)
        await asyncio.gather(t.call("editMessageText", ROBIN), t.call("sendMessage", KIM))

    telegram = story(tell)
    assert telegram.times(ROBIN) == [0.0, 1.0] and telegram.times(KIM) == [0.0]
    assert telegram.pace.floods == 1


def test_who_was_in_line_behind_a_flood_heeds_it_as_well() -> None:
    async def tell(t: Telegram) -> None:
        t.floods[ROBIN] = 1
        await asyncio.gather(*(t.call("sendMessage", ROBIN) for _ in range(3)), return_exceptions=True)

    assert story(tell).times(ROBIN) == [0.0, 1.0, 1.0]


def test_a_long_flood_is_told_rather_than_waited_for() -> None:
    async def tell(t: Telegram) -> None:
        t.floods[ROBIN] = 30
        with pytest.raises(RetryAfter):
            await t.call("sendMessage", ROBIN)
        await asyncio.sleep(10)
        for blocked in (t.call("sendMessage", ROBIN), t.pace.room(ROBIN, Urgency.REPLY)):
            with pytest.raises(RetryAfter) as flood:
                await blocked
            assert flood.value.retry_after == timedelta(seconds=20)
        await t.call(ANSWER, ROBIN)

    assert story(tell).times(ROBIN) == [0.0, 10.0], "a tap can still be answered"


def test_what_nobody_waits_for_keeps_to_the_overall_pace() -> None:
    async def tell(t: Telegram) -> None:
        await asyncio.gather(*(t.unasked(chat, Urgency.RING) for chat in range(1, 41)))

    times = [at for at, _, _ in story(tell).arrived]
    assert times[:PER_SECOND] == [0.0] * PER_SECOND
    assert times[-1] == pytest.approx((40 - PER_SECOND) / PER_SECOND)


def test_rings_go_before_reminders_and_replies_before_both() -> None:
    async def tell(t: Telegram) -> None:
        await asyncio.gather(
            *(t.unasked(chat, Urgency.REMINDER) for chat in range(1, 21)),
            *(t.unasked(chat, Urgency.RING) for chat in range(101, 121)),
            t.unasked(ROBIN, Urgency.REPLY),
        )

    telegram = story(tell)
    assert telegram.times(ROBIN) == [0.0]
    order = [chat for _, _, chat in telegram.arrived if chat != ROBIN]
    waited = order[PER_SECOND:]  # the first few found room at once
    assert waited[: len(waited) - 10] == list(range(101, 121)), "every ring before any reminder that had to wait"


def test_replies_leave_a_third_of_the_pace_to_what_was_not_asked_for() -> None:
    async def tell(t: Telegram) -> None:
        async def busy() -> None:
            for _ in range(100):
                await many(20, lambda: t.pace.room(ROBIN, Urgency.REPLY))
                await asyncio.sleep(0.1)

        talking = asyncio.create_task(busy())
        await asyncio.gather(*(t.unasked(chat, Urgency.RING) for chat in range(1, 31)))
        await talking

    last = story(tell).arrived[-1][0]
    assert 3.0 <= last <= 9.0, f"30 rings took {last} s beside 200 replies a second"


def test_who_gives_up_waiting_leaves_their_turn_to_others() -> None:
    async def tell(t: Telegram) -> None:
        tasks = [asyncio.create_task(t.unasked(chat, Urgency.RING)) for chat in range(1, 31)]
        await asyncio.sleep(0)
        for task in tasks[PER_SECOND:25]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    telegram = story(tell)
    assert len(telegram.arrived) == 15 and telegram.arrived[-1][0] == pytest.approx(0.5)


@pytest.mark.parametrize("endpoint", ["sendPhoto", "sendDocument", "editMessageMedia", "editMessageCaption"])
def test_pictures_and_files_count_like_words(endpoint: str) -> None:
    telegram = story(lambda t: many(GROUP_AT_ONCE + 1, lambda: t.call(endpoint, GYM)))
    assert telegram.times(GYM) == [0.0] * GROUP_AT_ONCE + [3.0]


def test_an_album_counts_as_its_messages() -> None:
    async def tell(t: Telegram) -> None:
        await many(GROUP_AT_ONCE - 2, lambda: t.call("sendMessage", GYM))
        await t.call("sendMediaGroup", GYM, media=[{}, {}, {}])
        await t.call("sendMessage", GYM)

    assert story(tell).times(GYM)[GROUP_AT_ONCE - 2 :] == [3.0, 6.0]


async def test_a_flood_outlives_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/spotter.db"
    store, clock = await open_store(url), MovableClock()
    before = Telegram()
    await before.pace.remember(store, clock)
    before.floods[ROBIN] = 30
    with pytest.raises(RetryAfter):
        await before.call("sendMessage", ROBIN)
    await store.close()
    clock.move(timedelta(seconds=10))
    store = await open_store(url)
    after = Telegram()
    await after.pace.remember(store, clock)
    for endpoint in ("sendMessage", ANSWER):
        with pytest.raises(RetryAfter) as flood:
            await after.call(endpoint, ROBIN)
        assert 15 < in_seconds(flood.value.retry_after) <= 20
    await after.call("sendMessage", KIM)
    assert after.times(ROBIN) == []
    await store.run(lambda tx: tx.forget_floods(datetime.now(UTC) + timedelta(minutes=1)))
    later = Telegram()
    await later.pace.remember(store, clock)
    await later.call("sendMessage", ROBIN)
    await store.close()
