"""What the coach needs of the past as a whole: sums and bests, worked out where the sets are, since ten years have many."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from bot.training.session import Session
from bot.training.so_far import Practice
from bot.training.strength import Effort
from bot.training.volume import SessionVolume


class Chronicle(Protocol):
    """Of finished sessions; warm-ups and sets that can hardly be true are left out of every sum and best."""

    def practised(self, lifter: int, since: datetime) -> tuple[Practice, ...]:
        """Each exercise that was done since then, and how much, in no order."""

    def first_done(self, lifter: int, exercise: str) -> datetime | None:
        """When an exercise was done for the first time; None if never."""

    def efforts(
        self, lifter: int, exercise: str, since: datetime, until: datetime, width: timedelta
    ) -> tuple[Effort, ...]:
        """What was done with an exercise from then until before then; of sets that are alike in repetitions and load only
        the first within each `width` of time, counted from 1970."""

    def volumes(self, lifter: int, since: datetime, timed: Collection[str]) -> tuple[SessionVolume, ...]:
        """Each session begun since then, in their order; the weight of `timed` exercises is not counted, nor of what is done
        on the body."""

    def latest_with(self, lifter: int, exercise: str) -> Session | None:
        """The last session that has a set of an exercise: in it even one that was deleted since is known."""

    def sessions_with(self, lifter: int, exercise: str, skip: int, most: int) -> tuple[Session, ...]:
        """The finished sessions that have a set of an exercise, the latest first; as many left out as `skip` says."""

    def sessions_between(
        self, lifter: int, since: datetime, until: datetime, skip: int, most: int
    ) -> tuple[Session, ...]:
        """The finished sessions begun from then until before then, the latest first; as many left out as `skip` says."""
