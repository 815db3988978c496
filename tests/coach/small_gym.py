"""A content folder for stories of what to lift next: presses, rows and pull-ups, few sets each. No tests live here."""

from pathlib import Path

from tests.content.folder import write

_EXERCISE = """\
---
name: {name}
load: {load}
equipment: [{equipment}]
primary: [{primary}]
secondary: [{secondary}]
lumbar: {lumbar}
rest: 1:00
step: 2.5 kg / 5 lb
swaps: [{swaps}]
{more}---

## Set up

- Stand, or sit.

## Move

1. Pull, or push.

## Breathe

Out, then in.

## Watch out

- Nothing to see here.
"""
_WORKOUT = """\
---
name: Small
about: A press, a row and pull-ups.
rest_days: 1
sessions_a_week: 3
---
- press: 2x8-10, rest 1:00
- row: 2x10, rest 1:00
- pull-up: 2x5, rest 1:00
"""
_PROGRAM = """\
---
name: Only
about: The one and only.
---
1. small
"""


def _exercise(name: str, **given: str) -> str:
    usual = {
        "load": "weight x reps",
        "equipment": "machine",
        "primary": "lats",
        "secondary": "biceps",
        "lumbar": "low",
        "swaps": "",
        "more": "",
    }
    return _EXERCISE.format(name=name, **(usual | given))


def small_gym(folder: Path) -> Path:
    pull_up = {"load": "bodyweight + weight", "equipment": "pull-up bar", "swaps": "row"}
    on_chair = {"load": "bodyweight x reps", "equipment": "pull-up bar, chair", "swaps": "row"}
    return write(
        folder,
        {
            "exercises/press.md": _exercise("Press", equipment="barbell", primary="chest", secondary="triceps"),
            "exercises/push-up.md": _exercise(
                "Push-up", load="bodyweight x reps", equipment="body only", primary="chest", secondary="triceps"
            ),
            "exercises/row.md": _exercise("Row", swaps="pulldown"),
            "exercises/pulldown.md": _exercise("Pulldown", equipment="cable", swaps="row"),
            "exercises/bent-row.md": _exercise("Bent row", equipment="barbell", lumbar="high", swaps="row"),
            "exercises/feet-pull-up.md": _exercise("Feet pull-up", **on_chair),
            "exercises/toes-pull-up.md": _exercise("Toes pull-up", **on_chair),
            "exercises/pull-up.md": _exercise(
                "Pull-up", **pull_up, more="ladder: [feet-pull-up, toes-pull-up, pull-up]\n"
            ),
            "workouts/small.md": _WORKOUT,
            "programs/only.md": _PROGRAM,
        },
    )
