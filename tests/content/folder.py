"""A small content folder that is good as it stands, for tests to break in one place. No test lives here."""

from pathlib import Path

ROW = """\
---
name: Row
aliases: [rowing]
load: weight x reps
equipment: [cable]
primary: [lats, upper back]
secondary: [biceps]
lumbar: low
swaps: [curl]
rest: 1:30
step: 2.5 kg / 5 lb
---
## Set up
Sit down.
## Move
1. Pull.
## Breathe
Out, then in.
## Watch out
- Slowly.
"""

CURL = (
    ROW.replace("name: Row", "name: Curl")
    .replace("aliases: [rowing]\n", "")
    .replace("[lats, upper back]", "[biceps]")
    .replace("secondary: [biceps]\n", "")
    .replace("swaps: [curl]", "swaps: [row]")
)

PULL = """\
---
name: Pull
about: Rows and curls.
rest_days: 1-2
sessions_a_week: 1-3
follow_ups:
  - workout: arms
    days: 1
    reason: Arms row too.
---
- row: warm-up 1x12 at 50%, 4x10, rest 2:00
- curl: 3x8-12
"""

ARMS = """\
---
name: Arms
about: Curls.
rest_days: 1
sessions_a_week: 2
---
- curl: 3x10
"""

PLANK = (
    ROW.replace("name: Row", "name: Plank")
    .replace("aliases: [rowing]\n", "")
    .replace("weight x reps", "duration")
    .replace("[lats, upper back]", "[abs]")
    .replace("swaps: [curl]\n", "")
    .replace("step: 2.5 kg / 5 lb\n", "")
)

LUNGE = CURL.replace("name: Curl", "name: Lunge").replace("swaps: [row]", "per_side: true")

SQUAT = CURL.replace("name: Curl", "name: Squat").replace("swaps: [row]\n", "")
PRESS = SQUAT.replace("name: Squat", "name: Press").replace("rest:", "ladder: [squat, press]\nrest:")

FLOOR = """\
---
name: Floor
about: What the small folder lacks, times and sides and drop sets.
rest_days: 1
sessions_a_week: 2
---
- plank: warm-up 1x20 s, 3x30-45 s
- lunge: warm-up 1x5 per side at 50%, 3x8 per side, drop 1x12 per side at 80%
"""

BOTH = """\
---
name: Both
about: One after the other.
---
1. pull
2. arms
"""

GOOD = {
    "exercises/row.md": ROW,
    "exercises/curl.md": CURL,
    "workouts/pull.md": PULL,
    "workouts/arms.md": ARMS,
    "programs/both.md": BOTH,
}

# What counts time or sides, and a ladder.
MORE = {
    "exercises/plank.md": PLANK,
    "exercises/lunge.md": LUNGE,
    "exercises/squat.md": SQUAT,
    "exercises/press.md": PRESS,
    "workouts/floor.md": FLOOR,
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Puts the files under `root`, which is returned."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def without(field: str, text: str) -> str:
    """The page without the line of one field."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{field}:"))
