"""What a lifter answers about themselves, tapped or typed: one question after the other at first contact, then in the settings.

The pages are in `screens.setup`; the plan that follows from the answers is in `planning`.
"""

from dataclasses import replace
from datetime import time

from bot.coach.agenda import next_to_come, outlook, replan
from bot.coach.carry_out import Carried
from bot.coach.turn import Desk, Turn, back_rows, found_at
from bot.coach.whereabouts import Where
from bot.screens import notes, safety
from bot.screens import setup as screens
from bot.screens.reasons import clock
from bot.screens.reminders import following_words
from bot.screens.screen import NoKey, Screen
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.habits import Habits, Quiet
from bot.training.hours import read_days_and_hour, read_hour, read_quiet
from bot.training.lifter import Lifter, Question, Readiness
from bot.training.machine import advance
from bot.training.quantities import Unit
from bot.training.walltime import day_in, zone_of

FIRST_CONTACT = (Question.UNIT, Question.ZONE, Question.DAYS, Question.BACK, Question.READINESS)
_TYPED = frozenset({Question.ZONE, Question.DAYS, Question.QUIET, Question.PAUSE, Question.REVIEW})


def first_contact(desk: Desk, name: str) -> Turn:
    """Hello, and the first of the questions."""
    lifter = replace(desk.lifter, welcoming=True, asking=None)
    desk.tx.keep_lifter(lifter)
    return Turn(screens.greeting(lifter, name, desk.now))


def settings_page(desk: Desk, note: str = "") -> Turn:
    lifter = replace(desk.lifter, welcoming=False, asking=None)
    if lifter != desk.lifter:
        desk.tx.keep_lifter(lifter)
    return Turn(screens.settings(lifter, desk.now, back_rows(desk), note))


def ask(desk: Desk, about: Question, note: str = "") -> Turn:
    """Shows a question's page; what is typed next may answer it."""
    lifter = replace(desk.lifter, asking=about if about in _TYPED else None)
    if lifter != desk.lifter:
        desk.tx.keep_lifter(lifter)
    return Turn(screens.question(lifter, about, desk.now, note))


def on_setup_press(desk: Desk, tap: Tap) -> Turn | None:
    """A button of these pages; None if it is of others."""
    turn = _pressed(desk, tap)
    return turn and _without_key(desk, turn)


def _pressed(desk: Desk, tap: Tap) -> Turn | None:
    match tap.verb:
        case Verb.SETTINGS:
            return settings_page(desk)
        case Verb.QUESTION if tap.about in _PAGES:
            return ask(desk, Question(tap.about))
        case Verb.SKIP if tap.about in _PAGES:
            return _onwards(desk, Question(tap.about))
        case Verb.UNIT if tap.about in set(Unit):
            return _unit(desk, Unit(tap.about))
        case Verb.ZONE:
            return _zone(desk, tap.about)
        case Verb.PLACE:
            return _share(desk)
        case Verb.DAYS:
            return _day_tapped(desk, tap.about)
        case Verb.HOUR if (hour := read_hour(f"{tap.about[:2]}:{tap.about[2:]}")) is not None:
            return _hours_so_far(desk, desk.lifter.habits.days, hour)
        case Verb.QUIET if (quiet := read_quiet(tap.about)) is not None:
            return _quiet(desk, quiet)
        case Verb.SOUND:
            return _sound(desk, tap.about == "off")
        case Verb.BACK_TROUBLE:
            return _kept(desk, replace(desk.lifter, back_trouble=tap.about == "yes"), Question.BACK, notes.KEPT)
        case Verb.READINESS if tap.about in Readiness.__members__:
            return _readiness(desk, Readiness[tap.about])
        case _:
            return None


_PAGES = frozenset(question.value for question in (*FIRST_CONTACT, Question.QUIET, Question.REVIEW))


def on_setup_line(desk: Desk, text: str | None) -> Turn | None:
    """A typed answer to the question that was asked last; None where none was."""
    words = (text or "").strip()
    match desk.lifter.asking:
        case Question.ZONE | Question.PLACE:
            return _without_key(desk, _typed_place(desk, words))
        case Question.DAYS:
            return _typed_days(desk, words)
        case Question.QUIET:
            quiet = read_quiet(words)
            return _quiet(desk, quiet) if quiet else ask(desk, Question.QUIET, notes.NOT_QUIET_HOURS)
        case _:
            return None


def on_location(desk: Desk, latitude: float, longitude: float) -> Turn:
    """Where the lifter is, asked for or not: only its zone is kept."""
    found = found_at(desk, Where(degrees=(latitude, longitude)))
    if not found.places:
        return _without_key(desk, ask(desk, Question.ZONE, notes.AT_SEA))
    return _without_key(desk, _zone(desk, found.places[0].zone))


def _without_key(desk: Desk, turn: Turn) -> Turn:
    """A key beneath the chat goes with the answer; a screen with buttons cannot take it away, so a word of its own does."""
    if desk.lifter.asking is not Question.PLACE:
        return turn
    return replace(turn, before=Screen(screens.thanks(), key=NoKey()))


def _share(desk: Desk) -> Turn:
    if desk.chat != desk.lifter.id:
        return Turn(note=notes.ONLY_BETWEEN_US)
    desk.tx.keep_lifter(replace(desk.lifter, asking=Question.PLACE))
    return Turn(screens.share_place())


def _onwards(desk: Desk, about: Question, note: str = "") -> Turn:
    """The question after this one at first contact, the settings later."""
    if not desk.lifter.welcoming:
        return settings_page(desk, note)
    following = FIRST_CONTACT[FIRST_CONTACT.index(about) + 1 :] if about in FIRST_CONTACT else ()
    if following:
        return ask(desk, following[0], note)
    lifter = replace(desk.lifter, welcoming=False, asking=None)
    desk.tx.keep_lifter(lifter)
    ahead = outlook(desk.tx, lifter, desk.library, desk.now)
    words = following_words(lifter, desk.library, next_to_come(ahead), ahead.today)
    return Turn(screens.all_set(lifter, words if not note else f"{note} {words}"))


def _kept(desk: Desk, lifter: Lifter, about: Question, note: str) -> Turn:
    """Keeps an answer, plans anew, and goes on."""
    wake = replan(desk.tx, lifter, desk.library, desk.now)
    return replace(_onwards(replace(desk, lifter=lifter), about, note), carried=Carried(wake=wake))


def _stay(desk: Desk, lifter: Lifter, about: Question, note: str) -> Turn:
    """Keeps an answer that is not the last word, and shows its page again."""
    wake = replan(desk.tx, lifter, desk.library, desk.now)
    return replace(ask(replace(desk, lifter=lifter), about, note), carried=Carried(wake=wake))


def _unit(desk: Desk, unit: Unit) -> Turn:
    session = desk.tx.open_session(desk.lifter.id)
    if session is not None:
        desk.tx.save_session(session, advance(session, events.UnitChanged(unit), desk.now).session)
    return _kept(desk, replace(desk.lifter, unit=unit), Question.UNIT, notes.KEPT)


def _zone(desk: Desk, zone: str) -> Turn:
    if zone != "UTC" and zone_of(zone) == zone_of(None):
        return ask(desk, Question.ZONE, notes.NO_SUCH_PLACE)
    return _kept(desk, replace(desk.lifter, zone=zone), Question.ZONE, screens.zone_kept(zone, desk.now))


def _typed_place(desk: Desk, words: str) -> Turn:
    if words.casefold() == "utc":  # whoever says so means it, though whole countries share it
        return _zone(desk, "UTC")
    if not words:
        return ask(desk, Question.ZONE, notes.NO_SUCH_PLACE)
    found = found_at(desk, Where(words))
    if len(found.places) == 1:
        return _zone(desk, found.places[0].zone)
    places = [(place.name, place.zone) for place in found.places or found.near]
    if not places:
        return ask(desk, Question.ZONE, notes.NO_SUCH_PLACE)
    return Turn(screens.which_place(desk.lifter, places, notes.WHICH_PLACE if found.places else notes.NEARLY, desk.now))


def _day_tapped(desk: Desk, about: str) -> Turn:
    """`024` are days that are wanted as they stand, `t3` takes one in or out."""
    habits = desk.lifter.habits
    if about.startswith("t") and about[1:] in tuple("0123456"):
        return _hours_so_far(desk, habits.days ^ {int(about[1:])}, habits.hour)
    days = frozenset(int(digit) for digit in about if digit in "0123456")
    return _hours_chosen(desk, days, habits.hour)


def _typed_days(desk: Desk, words: str) -> Turn:
    typed = read_days_and_hour(words)
    if typed is None:
        return ask(desk, Question.DAYS, notes.NOT_DAYS)
    days, hour = typed
    habits = desk.lifter.habits
    if not (days or habits.days):
        return _hours_so_far(desk, days, hour or habits.hour)
    return _hours_chosen(desk, days or habits.days, hour or habits.hour)


def _hours_so_far(desk: Desk, days: frozenset[int], hour: time) -> Turn:
    """There may be more to come: the question stays."""
    lifter, said = with_days(desk, days, hour)
    return _stay(desk, lifter, Question.DAYS, said)


def _hours_chosen(desk: Desk, days: frozenset[int], hour: time) -> Turn:
    lifter, said = with_days(desk, days, hour)
    return _kept(desk, lifter, Question.DAYS, said)


def with_days(desk: Desk, days: frozenset[int], hour: time) -> tuple[Lifter, str]:
    """The lifter with these days and this hour, and what is to be said of them."""
    before = desk.lifter.habits
    quiet = before.quiet.giving_way_to(hour)
    since = before.since if days == before.days else day_in(zone_of(desk.lifter.zone), desk.now)
    habits = replace(before, days=days, hour=hour, quiet=quiet, since=since)
    lifter = replace(desk.lifter, habits=habits, agenda=replace(desk.lifter.agenda, moves=(), unanswered=0))
    said = [_of_days(desk, lifter)]
    if quiet != before.quiet:
        said.append(notes.quiet_now(clock(quiet.starts), clock(quiet.ends)))
    if days and lifter.zone is None:
        said.append(screens.NO_ZONE_YET)
    return lifter, " ".join(filter(None, said))


def _of_days(desk: Desk, lifter: Lifter) -> str:
    days = lifter.habits.days
    if not days:
        return notes.NO_DAYS
    course = outlook(desk.tx, lifter, desk.library, desk.now).course
    most = course.most if course else 7
    if course is not None and len(days) > most:
        return screens.too_many_days(len(days), most, course.name)
    words = screens.days_words(days)
    return f"{words[0].upper()}{words[1:]} at {clock(lifter.habits.hour)}."


def _quiet(desk: Desk, quiet: Quiet) -> Turn:
    habits = desk.lifter.habits
    if habits.days and quiet.covers(habits.hour):
        return ask(desk, Question.QUIET, notes.quiet_over_hour(clock(habits.hour)))
    return _kept(desk, replace(desk.lifter, habits=replace(habits, quiet=quiet)), Question.QUIET, notes.KEPT)


def _readiness(desk: Desk, said: Readiness) -> Turn:
    note = safety.ASK_FIRST if said is Readiness.ASK_FIRST else notes.KEPT
    return _kept(desk, replace(desk.lifter, readiness=said), Question.READINESS, note)


def _sound(desk: Desk, silent: bool) -> Turn:
    habits: Habits = replace(desk.lifter.habits, silent=silent)
    lifter = replace(desk.lifter, habits=habits)
    desk.tx.keep_lifter(lifter)
    return settings_page(replace(desk, lifter=lifter), notes.KEPT)
