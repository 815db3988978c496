"""Who trains: what Spotter knows of a person, and nothing more."""

from dataclasses import dataclass

from bot.training.quantities import Unit


@dataclass(frozen=True, slots=True)
class Lifter:
    """A person in the chat. `zone` is an IANA name once known; `reachable` is false while the bot is blocked."""

    id: int
    unit: Unit = Unit.KG
    zone: str | None = None
    reachable: bool = True
