"""The pace that Telegram allows: in each chat, in groups, and for all that is said unasked; and the floods it has told of.

It stands under every call as python-telegram-bot's rate limiter. A flood delays its own chat and no other, is kept in the
database, and is never answered earlier than told. What is said, and what becomes of what was refused, is not known here.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.coach.ports import Store, StoreTrouble
from bot.coach.records import Urgency
from bot.coach.world import Clock

log = logging.getLogger(__name__)

WAITS_OUT = 1.0  # seconds of a flood; whoever waits here holds up what else is to be said in the same chat
PRIVATE_EVERY = 1.0  # seconds between messages and edits of one chat, once it has had many in one go
GROUP_EVERY = 3.0
GROUP_AT_ONCE = 20
PRIVATE_AT_ONCE = 2  # seconds' worth of the overall pace
SOON = 0.001
FOR_REPLIES = 2 / 3  # of the overall pace at most: however much is asked, a third is left for what was not
MOST_CHATS = 10_000  # remembered; an idle chat that is forgotten has had its rest
ANSWER = "answerCallbackQuery"
_ALBUM = "sendMediaGroup"
_COUNTED = frozenset({
    "sendMessage", "sendPhoto", "sendDocument", _ALBUM,
    "editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup",
})  # fmt: skip


@dataclass(slots=True)
class Lane:
    """What goes to one chat, one call after the other. `full_until` and `flooded_until` are the event loop's seconds."""

    every: float
    at_once: int
    one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)
    full_until: float = 0.0
    flooded_until: float = 0.0

    def wait(self, now: float, messages: int = 1) -> float:
        """Seconds until so many more messages may go."""
        return max(self.full_until - (self.at_once - messages) * self.every - now, 0.0)

    def take(self, now: float, messages: int = 1) -> None:
        self.full_until = max(self.full_until, now) + messages * self.every

    def is_idle(self, now: float) -> bool:
        return max(self.full_until, self.flooded_until) <= now and not self.one_by_one.locked()


class Lanes:
    def __init__(self, per_second: int) -> None:
        self._lanes: dict[int, Lane] = {}
        self._at_once = PRIVATE_AT_ONCE * per_second

    def of(self, chat: int, now: float) -> Lane:
        lane = self._lanes.pop(chat, None) or self._new(chat)
        self._lanes[chat] = lane
        if len(self._lanes) > MOST_CHATS:
            oldest = next(iter(self._lanes))
            if self._lanes[oldest].is_idle(now):
                del self._lanes[oldest]
        return lane

    def _new(self, chat: int) -> Lane:
        return Lane(GROUP_EVERY, GROUP_AT_ONCE) if chat < 0 else Lane(PRIVATE_EVERY, self._at_once)


class Pace(BaseRateLimiter[int]):
    """`rate_limit_args` is the chat that a call belongs to, where its parameters do not name one."""

    def __init__(self, per_second: int) -> None:
        self.floods = 0
        self._messages = Lanes(per_second)
        self._answers = Lanes(per_second)
        self._unasked = Unasked(per_second)
        self._kept: tuple[Store, Clock] | None = None

    async def initialize(self) -> None:
        pass  # there is nothing to open

    async def shutdown(self) -> None:
        self._unasked.close()

    async def remember(self, store: Store, clock: Clock) -> None:
        """Heeds what Telegram told an earlier run, and keeps what it will tell this one."""
        self._kept = store, clock
        now, moment = clock.now(), _now()
        await store.run(lambda tx: tx.forget_floods(now))
        for chat, until in (await store.run(lambda tx: tx.floods())).items():
            for lanes in (self._messages, self._answers):
                lanes.of(chat, moment).flooded_until = moment + (until - now).total_seconds()

    async def room(self, chat: int, urgency: Urgency) -> None:
        """Waits until one more message or edit may go to this chat. Raises RetryAfter if that is more than a moment away
        by Telegram's own word."""
        lane = self._messages.of(chat, _now())
        while (wait := lane.wait(_now())) > 0:
            _heed(lane)
            await asyncio.sleep(wait)  # Telegram's limit for one chat
        await _flood_over(lane)
        if urgency is Urgency.REPLY:
            self._unasked.make_way()
        else:
            await self._unasked.turn(urgency)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        chat = int(data.get("chat_id", 0)) if rate_limit_args is None else rate_limit_args
        lane = (self._answers if endpoint == ANSWER else self._messages).of(chat, _now())
        async with lane.one_by_one:
            await _flood_over(lane)
            if endpoint in _COUNTED:
                messages = len(data["media"]) if endpoint == _ALBUM else 1
                if (wait := lane.wait(_now(), messages)) > 0:
                    await asyncio.sleep(wait)  # Telegram's limit for one chat
                lane.take(_now(), messages)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as flood:
                await self._told(chat, lane, in_seconds(flood.retry_after))
                raise

    async def _told(self, chat: int, lane: Lane, seconds: float) -> None:
        self.floods += 1
        lane.flooded_until = _now() + seconds
        log.info("Telegram wants chat %s left alone for %.0f s", chat, seconds)
        if self._kept is not None:
            store, clock = self._kept
            until = clock.now() + timedelta(seconds=seconds)
            try:
                await store.run(lambda tx: tx.keep_flood(chat, until))
            except StoreTrouble as trouble:
                log.warning("a restart would not know of the flood in chat %s: %s", chat, trouble)


class Unasked:
    """The turns of what nobody waits for, at the overall pace, the most urgent first. Replies never wait, but they count."""

    def __init__(self, per_second: int) -> None:
        self._rate = float(per_second)
        self._tokens = self._rate
        self._refilled = 0.0
        self._replies_since = 0.0
        self._replies = 0
        self._queue: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._serving: asyncio.Task[None] | None = None

    def close(self) -> None:
        if self._serving is not None:
            self._serving.cancel()
        for _, _, turn in self._queue:
            turn.cancel()

    def make_way(self) -> None:
        """A reply goes out: what is unasked gets so much less of this second."""
        now = _now()
        if now - self._replies_since >= 1:
            self._replies_since, self._replies = now, 0
        if self._replies < self._rate * FOR_REPLIES:
            self._replies += 1
            self._tokens -= 1

    async def turn(self, urgency: Urgency) -> None:
        """Waits for its turn."""
        turn = asyncio.get_running_loop().create_future()
        heappush(self._queue, (urgency, next(self._numbers), turn))
        self._give_turns()
        if self._queue and (self._serving is None or self._serving.done()):
            self._serving = asyncio.create_task(self._serve())
        await turn

    async def _serve(self) -> None:
        while self._queue:
            await asyncio.sleep(max((1 - self._tokens) / self._rate, SOON))  # until the next may go
            self._give_turns()

    def _give_turns(self) -> None:
        now = _now()
        self._tokens = min(self._tokens + (now - self._refilled) * self._rate, self._rate)
        self._refilled = now
        while self._queue and self._tokens >= 1:
            _, _, turn = heappop(self._queue)
            if not turn.done():  # whoever waited may have given up
                self._tokens -= 1
                turn.set_result(None)


def in_seconds(span: int | timedelta) -> float:
    """A wait as Telegram's client gives it, which is a number or a span by its settings."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


def _heed(lane: Lane) -> None:
    left = lane.flooded_until - _now()
    if left > WAITS_OUT:
        raise RetryAfter(timedelta(seconds=left))


async def _flood_over(lane: Lane) -> None:
    """Waits out a flood of a moment; raises RetryAfter for a longer one."""
    while (left := lane.flooded_until - _now()) > 0:
        _heed(lane)
        await asyncio.sleep(left)  # Telegram's own word on when this chat may be written to


def _now() -> float:
    return asyncio.get_running_loop().time()
