"""When a muscle and a workout are ready again, and why: from what was logged, by the content's rules and the field's.

Pure, and in the lifter's own days where rules speak of days. What is planned from it is in `schedule`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.training.vocabulary import Muscle


@dataclass(frozen=True, slots=True)
class Worked:
    """How many working sets a session gave a muscle, as a mover and as a helper."""

    primary: int = 0
    secondary: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """A session as recovery sees it. `last_set` is None while nothing is logged; `finished` while it is open."""

    workout: str
    name: str
    started: datetime
    last_set: datetime | None
    finished: datetime | None
    muscles: Mapping[Muscle, Worked]
