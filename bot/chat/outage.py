"""Waiting out an outage: longer after each failure, and each kind of trouble said once and not once a try.

What failed, and what is tried again, is the caller's business.
"""

import asyncio
import logging

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0


class Outage:
    """`wait` is how many seconds the next failure will be waited out."""

    def __init__(self, doing: str, first_wait: float = 0.5) -> None:
        self._doing = doing
        self._first_wait = first_wait
        self._said = ""
        self.wait = first_wait

    async def wait_out(self, trouble: Exception, level: int = logging.WARNING) -> None:
        """Says what is new, and waits until the network, Telegram or the database may be back."""
        if str(trouble) != self._said:
            self._said = str(trouble)
            log.log(level, "%s: %s; trying again until it works", self._doing, trouble)
        await self.wait_in_silence()

    async def wait_in_silence(self) -> None:
        """For what somebody else has said already."""
        wait, self.wait = self.wait, min(self.wait * 2, LONGEST_WAIT)
        await asyncio.sleep(wait)

    def over(self) -> None:
        self.wait, self._said = self._first_wait, ""
