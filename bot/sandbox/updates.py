"""The queue of updates that the bot has not confirmed yet, and the one long poll that may wait at its end.

Updates are bytes from the moment they arise, since a message may change while its update waits. They expire in real
time, whatever the movable clock says: a tap after 150 seconds, everything else after a day.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from bot.sandbox.keep import Counter
from bot.sandbox.refusals import WEBHOOK_CAME, conflict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.keep import Keep

DAY = 86_400.0
NOT_UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request",
    "chat_boost", "removed_chat_boost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pending:
    id: int
    chat: int
    body: bytes
    expires: float


def first_update(now: float) -> int:
    """Where a new sandbox begins to count: by the clock, so that a bot which remembers an earlier one takes none of its
    updates for old ones. Below 2^31, like Telegram's own."""
    return int(now * 1000) % 2**31 + 1


class Updates:
    def __init__(self, keep: Keep, real_time: Callable[[], float]) -> None:
        self._keep = keep
        self._real_time = real_time
        self._numbers = Counter(keep, "update", first_update(real_time()))
        self._queue: OrderedDict[int, Pending] = OrderedDict()
        self._poll: asyncio.Future[None] | None = None
        self._closed = False
        self.on_new: Callable[[], None] = lambda: None
        self.allowed: list[str] = []
        for _, names in keep.read("allowed_updates"):
            self.allowed = list(names)
        for key, row in sorted(keep.read("updates"), key=lambda row: int(row[0])):
            self._queue[int(key)] = Pending(int(key), row["chat"], row["body"].encode(), row["expires"])

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._queue)

    def allow(self, names: list[str] | None) -> None:
        """Which kinds the bot wants from now on; None leaves it as it was, none named means the usual ones."""
        if names is not None and names != self.allowed:
            self.allowed = [name for name in names if name in KINDS]
            self._keep.put("allowed_updates", "names", self.allowed)

    def add(self, kind: str, chat: int, body: Any, lifetime: float = DAY) -> int | None:
        """Queues an update and wakes whoever waits; None if the bot does not want this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_UNASKED:
            return None
        number = self._numbers.take()
        update = Pending(number, chat, orjson.dumps({"update_id": number, kind: body}), self._real_time() + lifetime)
        self._queue[number] = update
        row = {"chat": chat, "body": update.body.decode(), "expires": update.expires}
        self._keep.put("updates", number, row)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self.on_new()
        return number

    def after(self, number: int) -> list[Pending]:
        """The waiting updates above a number, in order."""
        newer = itertools.takewhile(lambda update: update.id > number, reversed(self._queue.values()))
        return list(newer)[::-1]

    def waits(self, update: Pending) -> bool:
        if update.expires <= self._real_time():
            self.done(update.id)
        return update.id in self._queue

    def done(self, number: int) -> None:
        if self._queue.pop(number, None) is not None:
            self._keep.drop("updates", number)

    def forget_all(self) -> None:
        for number in list(self._queue):
            self.done(number)

    def confirm(self, offset: int) -> None:
        """A positive offset forgets what lies below it; a negative one all but so many of the last."""
        if offset < 0:
            for number in list(self._queue)[:offset]:
                self.done(number)
            return
        while self._queue and (first := next(iter(self._queue))) < offset:
            self.done(first)

    def first(self, limit: int) -> list[Pending]:
        now = self._real_time()
        found: list[Pending] = []
        for update in self._queue.values():
            if update.expires > now:
                found.append(update)
                if len(found) == limit:
                    break
        return found

    async def poll(self, limit: int, longest: float, hung_up: Callable[[], Awaitable[None]]) -> list[Pending]:
        """The next updates, waiting for the first one; conflict if another poll or a webhook takes over."""
        found = self.first(limit)
        if found or longest <= 0 or self._closed:
            return found
        poll = asyncio.get_running_loop().create_future()
        self._poll = poll
        leaving = asyncio.ensure_future(hung_up())
        try:
            await asyncio.wait((poll, leaving), timeout=longest, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if self._poll is poll:
                self._poll = None
        if poll.done():
            poll.result()
        return self.first(limit)

    @property
    def polled(self) -> bool:
        """Whether a bot is waiting right now."""
        return self._poll is not None

    def end_poll(self, words: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(words))

    def webhook_came(self) -> None:
        self.end_poll(WEBHOOK_CAME)

    def close(self) -> None:
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _drop_expired(self) -> None:
        now = self._real_time()
        for number in [number for number, update in self._queue.items() if update.expires <= now]:
            self.done(number)
