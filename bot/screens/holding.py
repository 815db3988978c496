"""A hold with its timer: the button that begins it, the card while it runs, and what rings when a side or all of it is done.

Pure functions of the session. How seconds are written is in `words`, what a press does is the machine's business.
"""

from datetime import datetime

from bot.screens.buttons import tap
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, lines, live_time
from bot.screens.sets import exercise_line, headline, next_words, own_note, which_set
from bot.screens.summary import LATE
from bot.screens.taps import Verb
from bot.screens.words import ago, counted, set_words, time_of_day
from bot.training.aim import Aim
from bot.training.holding import CHANGE_OVER, sides
from bot.training.lifter import Lifter
from bot.training.order import exercise_at, exercise_of
from bot.training.plan import Exercise
from bot.training.session import Phase, Session, WorkPeriod
from bot.training.vocabulary import Counting


def start_row(session: Session, now: Aim) -> Row:
    """Begins the timer; nothing where repetitions are counted."""
    exercise = exercise_at(session, now.slot.position)
    if not exercise.counting.timed:
        return ()
    first, second = sides(session, now)
    time = f"2 × {first} s" if first == second else f"{now.reps} s"
    return (Button(f"▶ Start {time}", tap(session, Verb.START_WORK, str(now.slot)), Style.PRIMARY),)


def call(exercise: Exercise) -> str:
    """What the card asks for: `aim for 10 × 45 kg`, `hold 45 s`, `carry 40 s with 24 kg`."""
    match exercise.counting:
        case Counting.DURATION:
            return "hold"
        case Counting.WEIGHT_DURATION:
            return "carry"
        case _:
            return "aim for"


def working(session: Session, work: WorkPeriod, now: Aim, lifter: Lifter) -> Screen:
    exercise = exercise_at(session, now.slot.position)
    wanted = set_words(now.reps, now.load, exercise)
    text = lines(
        headline(session, now.slot),
        exercise_line(session, now.slot),
        filled("{} · {} {}", which_set(session, now.slot), call(exercise), bold(wanted)),
        filled(
            "{} {} · I ring {}",
            _until(work, *sides(session, now)),
            time_of_day(work.due, lifter.zone),
            live_time(work.due, "then", "r"),
        ),
        own_note(session, now.slot, lifter),
    )
    stop = Button("■ Stop and log", tap(session, Verb.STOP_WORK), Style.PRIMARY)
    pain = Button("😖 Pain", tap(session, Verb.PAIN))
    return Screen(text, ((stop, Button("Cancel", tap(session, Verb.CANCEL_WORK))), (pain,)))


def _until(work: WorkPeriod, first: int, second: int) -> str:
    """Which side it is, where there are two."""
    if not second:
        return "Until"
    return f"Other side, {second} s: until" if work.held else f"First side, {first} s: until"


def other_side(session: Session, due: datetime, now: datetime) -> Screen | None:
    """Rings between the sides; None once that is over."""
    work = session.work
    if work is None or not work.held or work.started - CHANGE_OVER != due or now >= work.due:
        return None
    seconds = round((work.due - work.started).total_seconds())
    return Screen(filled("{} {} s on the other one.", bold("Change sides!"), seconds), rings=True)


def work_over(session: Session, due: datetime, now: datetime, zone: str | None) -> Screen | None:
    """Rings when all of it is done, and says what comes; None once it was taken back, or more has been done."""
    last = session.log[-1] if session.log else None
    if last is None or last.at != due:
        return None
    exercise = exercise_of(session, last)
    done = "carried" if exercise is not None and exercise.counting is Counting.WEIGHT_DURATION else "held"
    late = f", it ended {ago(now - due)} ago" if now - due >= LATE else ""
    time = bold(f"Time! {counted(last.reps, exercise)} {done}{late}.")
    if session.rest is not None:
        return Screen(filled("{} Rest until {}.", time, time_of_day(session.rest.due, zone)), rings=True)
    comes = "" if session.phase is not Phase.LIFTING else f" {next_words(session)}"
    return Screen(filled("{}{}", time, comes), rings=True)
