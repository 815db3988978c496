"""Who trains: what Spotter knows of a person, and nothing more."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.training.habits import Agenda, Habits
from bot.training.quantities import Unit


class Question(StrEnum):
    """What a lifter can be asked about themselves: one page each, nearly."""

    UNIT = "unit"
    ZONE = "zone"
    PLACE = "place"  # the same, with a key beneath the chat that shares a location
    DAYS = "days"
    BACK = "back"
    QUIET = "quiet"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Lifter:
    """A person in the chat. `zone` is an IANA name once known; `reachable` is false while the bot is blocked.

    `back_trouble` is None until they said. While `welcoming`, each answer leads to the next question of first contact;
    `asking` is the question that a typed line would answer.
    """

    id: int
    unit: Unit = Unit.KG
    zone: str | None = None
    reachable: bool = True
    back_trouble: bool | None = None
    welcoming: bool = False
    asking: Question | None = None
    habits: Habits = field(default_factory=Habits)
    agenda: Agenda = field(default_factory=Agenda)
