"""Past sessions: page by page, one of them, an exercise of it, one set; each with what can be put right there.

Functions of the sessions; nothing is changed by looking. What a correction leads to is told in `aftermath`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bot.screens.buttons import load_nudges, rep_nudges, tap
from bot.screens.doubts import meant_rows, question
from bot.screens.past_words import alike, dated, exercise_for, name_of, noted, set_name, sums, when, where, which_set
from bot.screens.reasons import short_day
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.sets import one_done
from bot.screens.taps import Tap, Verb, mark
from bot.screens.words import count, minutes, reps_and_loads
from bot.training.hindsight import Performed, can_take_back, performed
from bot.training.lifter import Lifter
from bot.training.loads import first_loads
from bot.training.logged import LoggedSet
from bot.training.order import exercise_at, exercise_of
from bot.training.plausible import Doubt
from bot.training.quantities import plain
from bot.training.session import Session
from bot.training.totals import totals
from bot.training.vocabulary import Counting
from bot.training.walltime import day_in, zone_of

A_PAGE = 6  # sessions
TYPE_THE_DAY = "Tap, or type the date: 3 Nov, 2026-11-03, yesterday or a weekday."
TAP_ONLY = "Tap to change it; what you type goes to the session that is open."


@dataclass(frozen=True, slots=True)
class Which:
    """Which sessions are listed: what the page is called, and how a button names it, less its number; `around` are the ways
    to other lists."""

    title: str
    about: str
    around: Row

    def page(self, lifter: Lifter, number: int) -> Tap:
        return Tap(Verb.HISTORY, lifter.id, f"{self.about}{number}")


def all_of(lifter: Lifter) -> Which:
    by_exercise = Button("By exercise", Tap(Verb.HISTORY, lifter.id, "lifts/0"))
    return Which("Your sessions", "", (by_exercise, Button("By month", Tap(Verb.HISTORY, lifter.id, "months"))))


def past(
    lifter: Lifter,
    which: Which,
    sessions: Sequence[Session],
    page: int,
    more: bool,
    today: date,
    above: Markup | None = None,
) -> Screen:
    """A page of sessions, the latest first. `above` says what has just been done."""
    if not sessions and not page and not which.about:
        nothing = (
            "Nothing else is in your record."
            if above
            else "Nothing is in your record yet. /workout starts a session, /import brings what you did elsewhere."
        )
        return Screen(lines(*_above(above), nothing))
    rows = tuple(
        (Button(f"{short_day(_day(one, lifter))} · {one.workout.name}", tap(one, Verb.PAST)),) for one in sessions
    )
    turn = [Button("‹ Newer", which.page(lifter, page - 1))] if page else []
    turn += [Button("Older ›", which.page(lifter, page + 1))] if more else []
    title = f"{which.title}, page {page + 1}" if page else which.title
    listed: list[str] = [_line(one, lifter, today) for one in sessions] or [
        "No older ones." if page else "None any more."
    ]
    text = lines(*_above(above), bold(title), "", *listed, "", italic("Tap one to look closer or to put it right."))
    return Screen(text, (*rows, *((tuple(turn),) if turn else ()), which.around))


def _line(session: Session, lifter: Lifter, today: date) -> Markup:
    return filled("{}  {}\n{}", bold(dated(session, lifter, today)), session.workout.name, sums(session))


def _day(session: Session, lifter: Lifter) -> date:
    return day_in(zone_of(lifter.zone), session.started)


def _heading(session: Session, lifter: Lifter, today: date) -> Markup:
    return lines(bold(session.workout.name), when(session, lifter, today))


def one_session(session: Session, lifter: Lifter, today: date, above: Markup | None = None) -> Screen:
    found = performed(session)
    done = [filled("{}  {}", bold(name_of(session, one)), _reps(session, one)) for one in found if one.sets]
    took = minutes(totals(session).duration)
    text = lines(
        *_above(above),
        _heading(session, lifter, today),
        f"{sums(session)} · {took}",
        *map(italic, noted(session)),
        "",
        *done,
        "",
        italic("Tap an exercise to put a set right, or to add one that you forgot."),
    )
    exercises = tuple(
        (Button(f"{name_of(session, one)} · {_how_many(one)}", tap(session, Verb.PAST_EXERCISE, str(at))),)
        for at, one in enumerate(found)
    )
    change = (
        Button("Another day", tap(session, Verb.PAST_MOVE)),
        Button("Delete session", tap(session, Verb.PAST_DELETE), Style.DANGER),
    )
    back = (Button("‹ All sessions", Tap(Verb.HISTORY, lifter.id, "0")),)
    return Screen(text, (*exercises, change, (*_undo(session), *back)))


def _how_many(one: Performed) -> str:
    return count(len(one.sets), "set") if one.sets else "no sets"


def one_exercise(session: Session, at: int, lifter: Lifter, today: date, above: Markup | None = None) -> Screen:
    """The sets of one exercise, each a button."""
    one = performed(session)[at]
    rows = tuple(
        (
            Button(
                f"{which_set(one, logged)}: {one_done(session, logged)}", tap(session, Verb.PAST_SET, str(logged.slot))
            ),
        )
        for logged in one.sets
    )
    add = (Button("+ A forgotten set", tap(session, Verb.PAST_ADD, str(at))),)
    sign = mark(one.exercise)
    beyond = (
        Button("Chart", Tap(Verb.PROGRESS, lifter.id, f"lift/{sign}")),
        Button("All its sessions", Tap(Verb.HISTORY, lifter.id, f"lift/{sign}/0")),
    )
    text = lines(
        *_above(above),
        bold(name_of(session, one)),
        dated(session, lifter, today),
        "",
        italic("Tap a set to change or delete it.") if one.sets else "No set is logged.",
    )
    return Screen(text, (*rows, add, *((beyond,) if one.sets else ()), (*_undo(session), _to_session(session))))


def which_load(session: Session, at: int, lifter: Lifter, today: date) -> Screen:
    """What was a forgotten set done with? Asked where nothing else is known of the exercise."""
    one = performed(session)[at]
    exercise = exercise_at(session, one.position)
    buttons = tuple(
        Button(
            f"{plain(abs(load.weight.amount))} {load.weight.unit}",
            tap(session, Verb.PAST_ADD, f"{at}_{plain(load.weight.amount)}_{load.weight.unit}"),
        )
        for load in first_loads(exercise, session.unit)
    )
    helped = exercise.counting is Counting.BODYWEIGHT_MINUS
    ask = "How much help from the machine?" if helped else "What did you lift?"
    text = lines(bold(name_of(session, one)), dated(session, lifter, today), "", f"{ask} The next page can change it.")
    return Screen(text, (buttons[:4], buttons[4:], (_to_exercise(session, at),)))


def one_set(session: Session, logged: LoggedSet, how: str, above: Markup | None = None) -> Screen:
    """A set with what can be corrected about it, and how."""
    at, one = where(session, logged)
    exercise = exercise_for(session, logged)
    text = lines(
        *_above(above),
        filled("{}, {} of {}", bold(name_of(session, one)), set_name(session, logged), len(alike(one, logged))),
        bold(one_done(session, logged)),
        "",
        italic(f"{how} Changes are kept at once."),
    )
    nudges = (
        *rep_nudges(session, logged.slot, exercise, Verb.PAST_AMEND),
        *load_nudges(session, logged.slot, exercise, logged.load, Verb.PAST_AMEND),
    )
    take = (Button("Delete this set", tap(session, Verb.PAST_TAKE, str(logged.slot)), Style.DANGER),)
    return Screen(text, (nudges, take, (*_undo(session), _to_exercise(session, at))))


def how_to_type(session: Session, logged: LoggedSet) -> str:
    """As the exercise counts: repetitions with a load, repetitions alone, or seconds."""
    counting = exercise_for(session, logged).counting
    if counting.timed:
        return "Tap, or type how many seconds it was."
    return "Tap, or type how many reps it was." if counting.bare else "Tap, or type what it was, such as 12x45."


def doubted(session: Session, logged: LoggedSet, doubt: Doubt) -> Screen:
    """What was typed for a set can hardly be meant; what may have been stands on buttons."""
    exercise = exercise_for(session, logged)
    rows = meant_rows(session, logged.slot, exercise, doubt, Verb.PAST_MEANT)
    back = (Button("‹ Leave it as it was", tap(session, Verb.PAST_SET, str(logged.slot))),)
    return Screen(lines(question(doubt, exercise)), (*rows, back))


def another_day(
    session: Session, lifter: Lifter, today: date, moves: Sequence[int], how: str, above: Markup | None = None
) -> Screen:
    """When was it? `moves` are the days by which it may be moved with a tap."""
    began = _day(session, lifter)
    row = tuple(Button(short_day(began + timedelta(days=by)), tap(session, Verb.PAST_MOVE, str(by))) for by in moves)
    text = lines(
        *_above(above),
        _heading(session, lifter, today),
        "",
        "Was it another day? Its sets move with it.",
        italic(how),
    )
    return Screen(text, (*((row,) if row else ()), (*_undo(session), _to_session(session))))


def deleted(session: Session, screen: Screen) -> Screen:
    """The page of sessions once one of them is gone, and the way to have it back."""
    return Screen(screen.text, (*screen.rows, _undo(session)) if can_take_back(session) else screen.rows)


def _reps(session: Session, one: Performed) -> str:
    return reps_and_loads(one.sets, exercise_of(session, one.sets[0]))


def _above(above: Markup | None) -> tuple[Markup, str] | tuple[()]:
    return (above, "") if above else ()


def _undo(session: Session) -> Row:
    return (Button("Undo", tap(session, Verb.PAST_UNDO)),) if can_take_back(session) else ()


def _to_session(session: Session) -> Button:
    return Button("‹ The session", tap(session, Verb.PAST))


def _to_exercise(session: Session, at: int) -> Button:
    return Button("‹ Its sets", tap(session, Verb.PAST_EXERCISE, str(at)))
