"""Parts of a transaction, each with a matter of its own: what was sent as pictures, what is forgotten, brought and taken away.

Protocols, as in `ports`, where the transaction itself is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.coach.records import Known
from bot.screens.found import Import
from bot.training.session import Session


class SentPictures(Protocol):
    """The pictures that Telegram has, by whose they are and a digest of what they show."""

    def file(self, lifter: int, digest: str) -> str | None:
        """Under which name Telegram has it."""

    def keep(self, lifter: int, digest: str, file: str, now: datetime) -> None:
        """Of one lifter's pictures those kept longest ago go when there are many; of somebody unknown nothing is kept."""

    def drop(self, lifter: int, digest: str) -> None: ...


class Oblivion(Protocol):
    """Erases lifters, each in many small transactions."""

    def begin(self, lifter: int) -> None:
        """Marks a lifter as leaving: nothing that they told of themselves is kept from here on, nothing rings any more."""

    def go_on(self, lifter: int, before: datetime) -> bool:
        """Erases some more, and at last who they were, with what arrived from them before that instant and waits to be
        handled. False when nothing is left."""

    def under_way(self) -> tuple[int, ...]:
        """Who is leaving, and not wholly erased."""


class Imports(Protocol):
    """Files that lifters brought, and the sessions that come with them."""

    def one(self, id: str) -> Import | None:
        """To be changed by nobody else until this transaction is over."""

    def of_lifter(self, lifter: int) -> tuple[Import, ...]:
        """All of a lifter's, the latest first."""

    def unfinished(self) -> tuple[Import, ...]:
        """Those at which somebody was when the process ended: being read, taken in or taken out."""

    def keep(self, one: Import) -> None:
        """Insert or update; the body is kept by itself."""

    def body(self, id: str) -> bytes | None: ...
    def keep_body(self, id: str, body: bytes | None) -> None: ...
    def drop(self, id: str) -> None: ...

    def drop_unanswered(self, before: datetime) -> None:
        """Drops those that have waited for a word since before that instant."""

    def known(self, lifter: int, after: Known | None, most: int) -> tuple[Known, ...]:
        """The lifter's sessions that are here, also those set aside, in the order in which they began: those after that one."""

    def whose(self, session: str) -> int | None:
        """The lifter of the session with that id, if there is one."""

    def add(self, id: str, coming: Sequence[Session], chat: int) -> None:
        """Sessions that are over, and not here yet; nothing counts them before `take_in`."""

    def take_in(self, id: str, lifter: int) -> int:
        """Makes what came with an import part of the lifter's record, at once. Returns how many sessions that were."""

    def take_out(self, id: str, lifter: int) -> int:
        """The other way round; they are still to be removed."""

    def remove(self, id: str, most: int) -> int:
        """Removes some of what is no part of the record, or is not yet; returns how many sessions that were."""

    def put_right(self, id: str, since: datetime) -> int:
        """In how many sessions of an import something was put right since then."""


class Archive(Protocol):
    """Finished sessions, to be written into files."""

    def sessions(self, lifter: int, after: Session | None, most: int) -> tuple[Session, ...]:
        """Those that began after that one, or from the first on, in the order they began. Only what was planned and done is in
        them: no trail, nothing that the coach found when they began."""
