"""Files that other apps export, made to measure. No tests live here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HEVY_HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)


@dataclass(frozen=True)
class Lift:
    """An exercise by the name a file has for it, with its sets as repetitions and kilograms."""

    name: str
    sets: Sequence[tuple[int, str]] = ((10, "40"), (10, "40"), (9, "40"))
    kind: str = "normal"


PULLDOWN = Lift("Lat Pulldown (Cable)")


def hevy_session(started: datetime, *lifts: Lift, title: str = "Pull day", minutes: int = 50) -> list[str]:
    """The rows of one session, an hour of the clock on the lifter's wall."""
    span = f'"{_shown(started)}","{_shown(started + timedelta(minutes=minutes))}"'
    return [
        f'"{title}",{span},"","{lift.name}",,"",{at},"{lift.kind}",{weight},{reps},,,'
        for lift in lifts
        for at, (reps, weight) in enumerate(lift.sets)
    ]


def hevy(*sessions: Sequence[str]) -> bytes:
    return "\n".join([HEVY_HEADER, *(row for rows in sessions for row in rows)]).encode() + b"\n"


def _shown(at: datetime) -> str:
    return f"{at.day} {at:%b} {at.year}, {at:%H:%M}"
