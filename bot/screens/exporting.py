"""What is said about /export: that files are being written, what is in them, and why there are none."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.screens.screen import Screen, bold, filled, lines
from bot.screens.words import count

ONLY_BETWEEN_US = "Your files are between us: please ask me in our own chat."
COMING = "They come in a moment."
BETWEEN_US = Screen(Markup(ONLY_BETWEEN_US))
WHICH = Screen(Markup("I write /export csv, /export json and /export calendar; /export alone sends all three."))
STILL_WRITING = Screen(Markup("I am still writing your files; they come in a moment."))
WRITING = Screen(Markup("Writing your files… Should nothing come within a minute, /export asks again."))
FAILED = Screen(Markup("I could not write your files just now. Nothing of yours was changed; /export tries again."))
TOO_LARGE = Screen(Markup("Your files are larger than a bot may send. Whoever runs me can give them to you."))
MAYBE_SENT = Screen(
    Markup("Telegram did not say whether your files arrived. If they did not, /export sends them again.")
)
NO_PLAN = Screen(Markup("There is nothing planned to put into a calendar. /plan chooses days, then ask me again."))
NOTHING_DONE = Screen(Markup("There is no finished session yet to put into a table. /workout starts one."))


def caption(files: Sequence[str], sessions: int, sets: int, planned: int, training: bool) -> Markup:
    """What is in each of the files, and what is not. `training`: a session is open."""
    said = {
        "csv": f"{count(sessions, 'session')}, {count(sets, 'set')}, as a table that other apps import (Hevy's columns)",
        "json": "everything you have told me; send it back to me to have it again (/import)",
        "ics": f"{count(planned, 'planned session')}, for your calendar",
    }
    told = [filled("{}  {}", bold(name), said[name.rpartition(".")[2]]) for name in files]
    no_plan = not planned and any(name.endswith(".json") for name in files)
    return lines(
        bold("Your training, to take with you"),
        "",
        *told,
        "",
        "The session you are in is not in it yet." if training else None,
        "No calendar: nothing is planned. /plan chooses days." if no_plan else None,
        "Just one of them: /export csv, /export json, /export calendar.",
    )
