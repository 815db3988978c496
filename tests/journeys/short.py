"""A content folder with one short workout, for sessions that are trained hundreds of times. No tests live here."""

from pathlib import Path

from tests.content.folder import CURL, ROW, write

SETS = 3
_SHORT = f"""\
---
name: Short
about: {SETS} sets of rows.
rest_days: 1
sessions_a_week: 2
---
- row: {SETS}x10, rest 1:30
"""
_PROGRAM = """\
---
name: Only
about: The one and only.
---
1. short
"""


def short_content(folder: Path) -> Path:
    return write(
        folder,
        {
            "exercises/row.md": ROW,
            "exercises/curl.md": CURL,
            "workouts/short.md": _SHORT,
            "programs/only.md": _PROGRAM,
        },
    )
