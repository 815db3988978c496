"""Bringing the past along: how to send a file, what one holds, what its names mean, how far it is, and taking it back.

Functions of what was found; nothing is decided here. A press says which import it is about, so that an old page does nothing
to a new file.
"""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.screens.found import OUT, OWN, Found, Import, Unknown
from bot.screens.reasons import MONTHS
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import bar, count, cut
from bot.training.lifter import Lifter
from bot.training.plan import Exercise, Library

A_PAGE = 15  # lines of a closer look
LONGEST_NAME = 48
BARS = 12
ONE_AT_A_TIME = "One file at a time: I am still at your last one."
GONE = "That file is no longer waiting. Send it again, and I look once more."
FOR_EXAMPLE = (
    ("Hevy", "Profile, Settings, Export & Import Data, Export Workouts"),
    ("Strong", "Settings, Export Strong Data"),
    ("FitNotes", "Settings, Spreadsheet Export, Workout Data"),
    ("Fitbod", "Log, Settings, Export Workout Data"),
    ("StrongLifts", "History, Export Data"),
    ("Spotter", "the JSON file that /export gives you"),
)


def how_to(lifter: Lifter, last: Import | None, back: tuple[Row, ...], above: str | None = None) -> Screen:
    """What to send; where something was imported before, the way to take it back."""
    rows: tuple[Row, ...] = ()
    before: list[Markup | str] = []
    if last is not None:
        before = ["", filled("Last brought: {}, {}.", last.name or "a file", _sums(last))]
        rows = ((_button("Take that import back", lifter, "undo-", last.id, style=Style.DANGER),),)
    apps = [filled("{}: {}", bold(app), way) for app, way in FOR_EXAMPLE]
    text = lines(
        *((above, "") if above else ()),
        bold("Bring your past along"),
        "",
        "Send me here the file that your other app exports, as it is:",
        *apps,
        "",
        "I show you what is in it first, and take in nothing before you say so.",
        *before,
    )
    return Screen(text, (*rows, *back))


def _sums(one: Import) -> str:
    return f"{count(one.brought.sessions, 'session')}, {count(one.brought.sets, 'set')}"


def reading(one: Import) -> Screen:
    return Screen(lines(bold("Reading your file…"), one.name or None))


def refused(why: str) -> Screen:
    return Screen(lines(filled("{} Nothing was changed; /import says what I can read.", _sentence(why))))


def too_large(most: int, size: int) -> str:
    """Rounded up, so that what is a little too large does not read as if it were not."""
    return f"That file has {_megabytes(size)}, and {_megabytes(most)} is as much as I can fetch."


def _megabytes(size: int) -> str:
    return f"{-(-size // 1024**2)} MB"


def gives_way(older: str, newer: str) -> Screen:
    """Of two files' names; some have none."""
    return Screen(
        lines(f"One file at a time: I set {older or 'the one before'} aside, and look at {newer or 'this one'}.")
    )


def set_aside() -> Screen:
    return Screen(lines("Set aside for the file that came after it. Nothing was changed."))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def dry_run(one: Import, found: Found) -> Screen:
    """What there is, before anything is changed."""
    open_names = unanswered(one, found)
    text = lines(
        bold(f"A file from {found.app}"),
        one.name or None,
        "",
        f"{count(found.sessions, 'session')}, {count(found.sets, 'set')}{_span(found)}",
        _here(found),
        ", ".join((f"{count(len(open_names), 'name')} unknown", f"{count(_odd(found), 'row')} odd")),
        *found.remarks,
        "",
        italic("Nothing is changed yet." if found.worth_it else "There is nothing to take in."),
    )
    label = f"Import {count(found.new, 'session')}" if found.new else "Import the settings"
    go = (_button(label, one, "go", style=Style.PRIMARY),) if found.worth_it else ()
    names = (_button(f"Sort out {count(len(open_names), 'name')}", one, "names"),) if open_names and found.new else ()
    last = (_button("Look closer", one, "look", "0"), _button("Don't", one, "no"))
    return Screen(text, tuple(filter(None, (go, names, last))))


def _odd(found: Found) -> int:
    return found.marked + found.left_out


def _here(found: Found) -> str | None:
    if not found.sessions:
        return None
    if not found.new:
        return f"All {found.sessions:,} are here already." if found.sessions > 1 else "It is here already."
    here = found.sessions - found.new
    are = "is" if found.new == 1 else "are"
    return f"{here:,} of them {'is' if here == 1 else 'are'} here already; {found.new:,} {are} new." if here else None


def _span(found: Found) -> str:
    if found.first is None or found.last is None:
        return ""
    return f", {dated(found.first)} to {dated(found.last)}" if found.first != found.last else f", {dated(found.first)}"


def dated(day: date) -> str:
    """`12 Nov 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def unanswered(one: Import, found: Found) -> list[int]:
    """The places of the unknown names of which nothing has been said."""
    return [at for at, unknown in enumerate(found.unknown) if unknown.name not in one.choices]


def closer(one: Import, found: Found, library: Library, page: int) -> Screen:
    """Everything to look at, page by page: odd rows, unknown names, and how the others were understood."""
    listed = _listed(one, found, library)
    pages = max(1, -(-len(listed) // A_PAGE))
    page = min(page, pages - 1)
    shown = listed[page * A_PAGE : (page + 1) * A_PAGE] or [Markup("Every row and every name is clear to me.")]
    turn = [(page - 1, "‹ Back"), (page + 1, "More ›")]
    row = tuple(_button(label, one, "look", str(at)) for at, label in turn if 0 <= at < pages)
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    text = lines(bold(f"A closer look{where}"), "", *shown)
    return Screen(text, (*((row,) if row else ()), (_button("‹ The file", one, "file"),)))


def _listed(one: Import, found: Found, library: Library) -> list[Markup]:
    odd = [filled("{}", words) for words in found.odd]
    if (more := _odd(found) - len(found.odd)) > 0:
        odd.append(filled("and {} more", count(more, "odd row")))
    if found.marked:
        odd.append(italic("What is odd and kept bears a ? in /history, and counts for nothing."))
    passed = [filled("{}: no set, passed over in {}", name, count(rows, "row")) for name, rows in found.passed.items()]
    unknown = [_meaning(name.name, one.choices.get(name.name, OWN), library) for name in found.unknown]
    known = [
        _meaning(name, meant, library) for name, meant in found.known.items() if not _is_plain(name, meant, library)
    ]
    return [*odd, *passed, *unknown, *known]


def _is_plain(name: str, meant: str, library: Library) -> bool:
    """Whether it is called the same here, and there is nothing to tell."""
    exercise = library.exercises.get(meant)
    return exercise is not None and exercise.name.casefold() == name.casefold()


def _meaning(name: str, meant: str, library: Library) -> Markup:
    if meant == OUT:
        return filled("{} → left out", bold(cut(name, LONGEST_NAME)))
    exercise = library.exercises.get(meant)
    return filled("{} → {}", bold(cut(name, LONGEST_NAME)), exercise.name if exercise else "kept as your own")


def ask_name(one: Import, found: Found, at: int, guesses: Sequence[Exercise]) -> Screen:
    """Which exercise is this? One name a page."""
    unknown: Unknown = found.unknown[at]
    left = len(unanswered(one, found))
    text = lines(
        bold(f"Which exercise is “{cut(unknown.name, LONGEST_NAME)}”?"),
        f"It is in {count(unknown.sets, 'set')}." + (f" {left - 1} more to ask." if left > 1 else ""),
    )
    guessed = tuple((_button(exercise.name, one, "is", f"{at}/{n}"),) for n, exercise in enumerate(guesses))
    own = (_button("Keep as my own", one, "is", f"{at}/{OWN}"), _button("Leave it out", one, "is", f"{at}/{OUT}"))
    rest = (_button("Keep the rest as my own", one, "rest"),) if left > 1 else ()
    return Screen(text, tuple(filter(None, (*guessed, own, rest, (_button("‹ The file", one, "file"),)))))


def going_on(one: Import, done: int, of: int, what: str = "Taking it in…") -> Screen:
    share = min(BARS, done * BARS // max(of, 1))
    return Screen(lines(bold(what), f"{bar(share, BARS)} {done:,} of {count(of, 'session')}", "", italic(UNSEEN)))


UNSEEN = "You can go on training; all of it counts at once when it is done."


def done(one: Import) -> Screen:
    text = lines(
        bold(f"Taken in: {count(one.brought.sessions, 'session')}, {count(one.brought.sets, 'set')}."),
        *((f"{count(len(one.brought.own), 'exercise')} came with it as your own.",) if one.brought.own else ()),
        "/history has them, and your next session builds on them.",
    )
    history = (Button("Your sessions", Tap(Verb.HISTORY, one.lifter, "0"), Style.PRIMARY),)
    return Screen(text, (history, (_button("Take it back", one, "undo-"),)))


def ask_undo(one: Import, put_right: int) -> Screen:
    changed = f" {put_right:,} of them you have put right since; that goes as well." if put_right else ""
    text = lines(
        bold("Take this import back?"),
        filled("{} from {}: all of them go.{}", _sums(one), one.name or "your file", changed),
        "What you lifted here stays.",
    )
    yes = (_button("Take it back", one, "undo", style=Style.DANGER),)
    return Screen(text, (yes, (_button("Keep it", one, "keep", style=Style.PRIMARY),)))


def kept(one: Import) -> Screen:
    return Screen(lines(f"Kept: {_sums(one)}."))


def taken_back(one: Import) -> Screen:
    return Screen(lines(bold("Taken back."), "Your record is as it was without that file."))


def left_alone() -> Screen:
    return Screen(lines("Left alone. Nothing was changed."))


def failed() -> Screen:
    return Screen(lines("I could not take that file in, and nothing was changed. Please send it once more."))


def _button(label: str, of: Import | Lifter, what: str, *about: str, style: Style = Style.PLAIN) -> Button:
    ids = (of.id,) if isinstance(of, Import) else ()
    lifter = of.lifter if isinstance(of, Import) else of.id
    return Button(label, Tap(Verb.IMPORT, lifter, "/".join((what, *ids, *about))), style)
