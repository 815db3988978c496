"""Trying again what may be tried again, and reading what Telegram's refusals say.

A call that was surely not sent is tried again; whether one that may have been sent is, is for whoever calls to say. A flood
limit of a moment is waited out; a longer one is the coach's to plan around. What is called is not known here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.chat.pace import WAITS_OUT, in_seconds
from bot.chat.transport import MaybeSent, NotSent
from bot.coach.world import Later, Unreachable

T = TypeVar("T")

TRIES = 4
NEVER_TWICE: tuple[type[Exception], ...] = (NotSent,)
REPEATABLE: tuple[type[Exception], ...] = (NotSent, MaybeSent)
NOBODY = ("chat not found", "user not found", "peer_id_invalid")


async def insisting(call: Callable[[], Awaitable[T]], again: tuple[type[Exception], ...]) -> T:
    """Raises `Later` and `Unreachable`, and what the last try raised. A flood of a moment is waited out by the pace, under
    each call."""
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except RetryAfter as flood:
            seconds = in_seconds(flood.retry_after)
            if attempt == TRIES or seconds > WAITS_OUT:
                raise Later(seconds) from flood
        except Forbidden as refusal:
            raise Unreachable from refusal
        except again:
            if attempt == TRIES:
                raise
            await asyncio.sleep(0.1 * 2**attempt)  # the network's chance to come back
    raise AssertionError("the last attempt returns or raises")


def says(refusal: BadRequest, words: tuple[str, ...]) -> bool:
    message = refusal.message.casefold()
    return any(word in message for word in words)
