"""/import, and what is decided about a file that a lifter has sent: to look at it, to take it in, to take it back.

All within a transaction; what takes longer is an errand of `bringing`. There is one file at a time: one that waits for an
answer gives way to the next, one that is being taken in does not.
"""

from dataclasses import replace
from secrets import choice

from bot.coach.bringing import going_on, looking
from bot.coach.inbound import SentFile
from bot.coach.records import Spot
from bot.coach.turn import Desk, Turn, back_rows
from bot.screens import importing as screens
from bot.screens import notes
from bot.screens.found import OUT, OWN, Found, Import, ImportState
from bot.screens.screen import Screen
from bot.screens.taps import Tap

MOST_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot fetch
LONGEST_NAME = 60
_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_HERE = (ImportState.LANDED, ImportState.DONE)
_WAITING = (ImportState.READING, ImportState.ASKED)
_AT_WORK = (ImportState.RUNNING, ImportState.UNDOING)


def import_page(desk: Desk, above: str | None = None) -> Turn:
    done = (one for one in desk.tx.imports.of_lifter(desk.lifter.id) if one.state in _HERE)
    return Turn(screens.how_to(desk.lifter, next(done, None), back_rows(desk), above))


def on_file(desk: Desk, sent: SentFile) -> Turn:
    """A file in the lifter's own chat is one to import; in a group it is nothing to us."""
    if not desk.between_us:
        return Turn()
    before = desk.tx.imports.of_lifter(desk.lifter.id)
    if any(one.state in _AT_WORK for one in before):
        return import_page(desk, screens.ONE_AT_A_TIME)
    if sent.size > MOST_BYTES:
        return Turn(screens.refused(screens.too_large(MOST_BYTES, sent.size)))
    waiting = [one for one in before if one.state in _WAITING]
    for one in waiting:
        desk.tx.imports.drop(one.id)
    id = "".join(choice(_ID_LETTERS) for _ in range(8))
    name = sent.name[:LONGEST_NAME]
    desk.tx.imports.keep(Import(id, desk.lifter.id, ImportState.READING, desk.now, name, sent.file, desk.chat))
    return Turn(
        screens.gives_way(waiting[-1].name, name) if waiting else None,
        stale=tuple(Spot(one.chat, one.message) for one in waiting if one.message is not None),
        errand=looking(id),
    )


def on_import_press(desk: Desk, tap: Tap) -> Turn:
    """A button of these pages. What an import is not ready for, any more or yet, changes nothing."""
    what, _, rest = tap.about.partition("/")
    id, _, about = rest.partition("/")
    one = desk.tx.imports.one(id) if id else None
    if one is None or one.lifter != desk.lifter.id:
        return Turn(note=screens.GONE)
    match one.state:
        case _ if one.state in _WAITING and one.found is not None:
            return _on_question(desk, one, one.found, what, about)
        case _ if one.state in _HERE:
            return _on_done(desk, one, what)
        case _:
            return Turn(note=screens.ONE_AT_A_TIME)


def _on_question(desk: Desk, one: Import, found: Found, what: str, about: str) -> Turn:
    match what:
        case "go" if found.worth_it:
            return _begin(desk, one, ImportState.RUNNING)
        case "no":
            desk.tx.imports.drop(one.id)
            return Turn(screens.left_alone())
        case "look":
            page = int(about) if about.isdecimal() and len(about) < 5 else 0
            return Turn(screens.closer(one, found, desk.library, page))
        case "names":
            return Turn(_next_name(desk, one, found))
        case "is":
            return _named(desk, one, found, about)
        case "rest":
            rest = {found.unknown[at].name: OWN for at in screens.unanswered(one, found)}
            return Turn(screens.dry_run(_chosen(desk, one, rest), found))
        case _:
            return Turn(screens.dry_run(one, found))


def _begin(desk: Desk, one: Import, state: ImportState) -> Turn:
    """From here on the errand tells of itself, where the button was."""
    at_work = replace(one, state=state, chat=desk.chat, message=desk.pressed)
    desk.tx.imports.keep(at_work)
    return Turn(errand=going_on(at_work))


def _named(desk: Desk, one: Import, found: Found, about: str) -> Turn:
    """What a name means, as the lifter says; of several answers to one question the last counts."""
    place, _, meant = about.partition("/")
    at = int(place) if place.isdecimal() and len(place) < 5 else len(found.unknown)
    if at >= len(found.unknown):
        return Turn(screens.dry_run(one, found), note=notes.STALE_PAGE)
    unknown = found.unknown[at]
    if meant.isdecimal() and len(meant) < 3 and int(meant) < len(unknown.guesses):
        meant = unknown.guesses[int(meant)]
    if meant not in (OWN, OUT) and meant not in desk.library.exercises:
        return Turn(_next_name(desk, one, found), note=notes.STALE_PAGE)
    return Turn(_next_name(desk, _chosen(desk, one, {unknown.name: meant}), found))


def _chosen(desk: Desk, one: Import, choices: dict[str, str]) -> Import:
    one = replace(one, choices={**one.choices, **choices})
    desk.tx.imports.keep(one)
    return one


def _next_name(desk: Desk, one: Import, found: Found) -> Screen:
    """The next name to ask about; the file's page when there is none."""
    left = screens.unanswered(one, found)
    if not left:
        return screens.dry_run(one, found)
    known = desk.library.exercises
    guesses = [known[id] for id in found.unknown[left[0]].guesses if id in known]
    return screens.ask_name(one, found, left[0], guesses)


def _on_done(desk: Desk, one: Import, what: str) -> Turn:
    match what:
        case "undo-":
            return Turn(screens.ask_undo(one, desk.tx.imports.put_right(one.id, one.at)))
        case "undo":
            return _begin(desk, one, ImportState.UNDOING)
        case "keep":
            return Turn(screens.kept(one))
        case _:
            return Turn(screens.done(one))
