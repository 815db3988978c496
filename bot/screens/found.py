"""What a file that a lifter brought turned out to hold, and how far its import is: values, for the pages about it.

Small whatever the file: lists are capped before they come here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

OWN, OUT = "own", "out"  # what may become of a name, beside the id of an exercise
MOST_UNKNOWN = 300  # names; whoever has more is not asked about the rest


class ImportState(StrEnum):
    """Who dies in one that is about to be told goes on with the telling."""

    READING = "reading"  # until it is found out what is in it, and that is told
    ASKED = "asked"  # and not yet answered
    RUNNING = "running"
    LANDED = "landed"  # all of it is in the record, and that is to be told
    DONE = "done"
    UNDOING = "undoing"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no exercise goes by for sure: in how many sets, and the ids of those that may be meant, likeliest first."""

    name: str
    sets: int
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. Of its sessions `new` are not here yet; `known` are exercises by the names
    that the file has for them, `odd` rows to look at, in words: some of those that are `marked` or `left_out`."""

    app: str
    sessions: int
    sets: int
    first: date | None
    last: date | None
    new: int
    known: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[Unknown, ...] = ()
    odd: tuple[str, ...] = ()
    marked: int = 0
    left_out: int = 0
    passed: Mapping[str, int] = field(
        default_factory=dict
    )  # by what the file calls it, how many rows are no set on purpose
    remarks: tuple[str, ...] = ()
    ours: bool = False  # it is Spotter's own, with settings and body weights beside the sessions

    @property
    def worth_it(self) -> bool:
        """Whether there is anything to take in."""
        return self.new > 0 or (self.ours and not self.sessions)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came with an import beside its sessions, and goes with it."""

    own: tuple[str, ...] = ()  # the ids of exercises
    days: tuple[date, ...] = ()  # of body weights
    sessions: int = 0
    sets: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """A file of a lifter's: `file` is its name at Telegram, `name` what they call it. `choices` say by name what becomes of the
    unknown ones. The page about it stands at `message`, once it has been sent."""

    id: str
    lifter: int
    state: ImportState
    at: datetime
    name: str
    file: str
    chat: int
    message: int | None = None
    found: Found | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    brought: Brought = field(default_factory=Brought)
