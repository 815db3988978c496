"""A content folder with one short workout, for sessions that are trained hundreds of times. No tests live here."""

from pathlib import Path

from tests.content.folder import CURL, ROW, write

SETS = 3
_SHORT = """\
---
name: Short
about: {sets} sets of rows.
rest_days: 1
sessions_a_week: 2
---
- row: {sets}x10, rest {rest}
"""
_PROGRAM = """\
---
name: Only
about: The one and only.
---
1. short
"""


def short_content(folder: Path, rest: str = "1:30") -> Path:
    return write(
        folder,
        {
            "exercises/row.md": ROW,
            "exercises/curl.md": CURL,
            "workouts/short.md": _SHORT.format(sets=SETS, rest=rest),
            "programs/only.md": _PROGRAM,
        },
    )
