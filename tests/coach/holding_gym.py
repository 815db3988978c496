"""A content folder for stories of holds, carries, sides and drop sets. No tests live here."""

from pathlib import Path

from tests.content.folder import CURL, LUNGE, PLANK, write

_SIDE_PLANK = PLANK.replace("name: Plank", "name: Side plank").replace("rest: 1:30", "per_side: true\nrest: 1:30")
_CARRY = PLANK.replace("name: Plank", "name: Farmer's walk").replace("load: duration", "load: weight x duration")
_CARRY = _CARRY.replace("rest: 1:30", "rest: 1:30\nstep: 2 kg / 5 lb").replace("[cable]", "[dumbbell]")
_CURL = CURL.replace("swaps: [row]\n", "")
_WORKOUT = """\
---
name: {name}
about: What is held, carried, or done on each side.
rest_days: 1
sessions_a_week: 3
---
{lines}
"""
_WORKOUTS = {
    "planks": "- plank: 2x45 s, rest 5:00",
    "sides": "- side-plank: 1x30 s per side\n- lunge: 2x8 per side",
    "carries": "- carry: 2x40 s, rest 1:00\n- curl: 1x10, drop 1x12 at 80%",
}
_PROGRAM = """\
---
name: All
about: One after the other.
---
1. planks
2. sides
3. carries
"""


def holding_gym(folder: Path) -> Path:
    workouts = {
        f"workouts/{id}.md": _WORKOUT.format(name=id.capitalize(), lines=lines) for id, lines in _WORKOUTS.items()
    }
    exercises = {"plank": PLANK, "side-plank": _SIDE_PLANK, "carry": _CARRY, "lunge": LUNGE, "curl": _CURL}
    lunges = {id: text.replace("swaps: [row]\n", "") for id, text in exercises.items()}
    return write(
        folder,
        {f"exercises/{id}.md": text for id, text in lunges.items()} | workouts | {"programs/all.md": _PROGRAM},
    )
