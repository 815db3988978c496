"""Who trains: what Spotter knows of a person, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.training.habits import Agenda, Habits
from bot.training.loading import Kit
from bot.training.plan import Exercise
from bot.training.quantities import Unit


class Question(StrEnum):
    """What a lifter can be asked about themselves: one page each, nearly."""

    UNIT = "unit"
    ZONE = "zone"
    PLACE = "place"  # the same, with a key beneath the chat that shares a location
    DAYS = "days"
    BACK = "back"
    READINESS = "readiness"
    QUIET = "quiet"
    PAUSE = "pause"
    NOTE = "note"  # for an exercise
    NAME = "name"  # of an exercise of their own
    MUSCLE = "muscle"  # that it is for
    WEIGHT = "weight"  # their own
    REVIEW = "review"  # of the week: its day and hour
    BAR = "bar"
    PLATES = "plates"
    PAST = "past"  # what a page of a past session asks for


class Readiness(StrEnum):
    """What the questions of a readiness check came to; what each answer was is nobody's business."""

    CLEAR = "clear"
    ASK_FIRST = "ask first"  # a doctor or a qualified professional, before training hard


@dataclass(frozen=True, slots=True)
class Lifter:
    """A person in the chat. `zone` is an IANA name once known; `reachable` is false while the bot is blocked.

    `back_trouble` and `readiness` are None until they said. While `welcoming`, each answer leads to the next question of first
    contact; `asking` is the question that a typed line would answer, `asking_about` what it is about. By the ids of exercises,
    `notes` are the lifter's own, and `instead` what they always do in place of one. `effort` asks after each set how many more
    there were. `named` are names that other apps have for exercises, and what they mean. Pictures are `dark` for those who said
    so, since Telegram does not tell. Who is `leaving` wants to be forgotten: all that was kept of them is being erased.
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
    asking_about: str = ""
    kit: Kit = field(default_factory=Kit)
    notes: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Exercise, ...] = ()
    effort: bool = False
    readiness: Readiness | None = None
    dark: bool = False
    leaving: bool = False
    named: Mapping[str, str] = field(default_factory=dict)
