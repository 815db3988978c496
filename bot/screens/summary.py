"""Messages that come by themselves: the rest is over, still training?, and the summary of a session.

Each is made when it is sent, from the session as it is then; one that no longer fits is None and is not sent.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.screens.buttons import tap
from bot.screens.records import named_record_line
from bot.screens.safety import BY_MISTAKE, STOPPED_IN_SHORT, told_today
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.sets import done_words, exercise_name, next_words
from bot.screens.taps import Verb
from bot.screens.words import ago, count, heavy, minutes, stopwatch
from bot.training.machine import IDLE_AFTER
from bot.training.order import remaining, slots
from bot.training.pain import Feeling
from bot.training.plan import Workout
from bot.training.records import records_of
from bot.training.session import Phase, Session
from bot.training.totals import Totals, totals

LATE = timedelta(seconds=5)  # below this a ring is on time, as far as a lifter cares


def rest_over(session: Session, due: datetime, now: datetime) -> Screen | None:
    if session.phase is not Phase.LIFTING:
        return None
    late = f"Rest ended {ago(now - due)} ago" if now - due >= LATE else "Rest over"
    return Screen(filled("{}. {}", late, bold(next_words(session))), rings=True)


def still_training(session: Session) -> Screen | None:
    if not session.is_open or session.asked is None:
        return None
    text = f"Still training? If I hear nothing for {minutes(IDLE_AFTER)}, I close the session at your last set."
    finish = Button("Finish", tap(session, Verb.ASK_FINISH), Style.DANGER)
    return Screen(
        Markup.escape(text),
        ((Button("Still here", tap(session, Verb.STAY), Style.PRIMARY), finish),),
        rings=True,
    )


def summary(session: Session, next_session: str = "") -> Screen | None:
    """What was done, what it adds up to, and when to come back: by the plan if there is one, else as the author advises."""
    if session.phase is not Phase.FINISHED:
        return None
    sums = totals(session)
    besides = " · ".join(_besides(sums))
    weights = f" · {heavy(sums.volume)}" if sums.volume.amount else ""
    return Screen(
        lines(
            *((bold(STOPPED_IN_SHORT), "") if session.stopped else ()),
            filled("{}: {}", bold(session.workout.name), _how_far(session)),
            f"{count(sums.sets, 'set')}{weights} · {minutes(sums.duration)}",
            besides or None,
            italic("I closed it at your last set.") if _closed_by_itself(session) else None,
            "",
            *_by_exercise(session),
            "",
            *_records(session),
            *(() if session.stopped else _what_comes(session, next_session)),
        ),
        _summary_rows(session),
    )


def _what_comes(session: Session, next_session: str) -> tuple[str | None, ...]:
    places = dict.fromkeys(f"{exercise_name(session, pain)} ({pain.area})" for pain in session.pains)
    return (
        told_today(", ".join(places)) if places else None,
        bold(next_session) if next_session else None,
        italic(next_time(session.workout)),
    )


def _besides(sums: Totals) -> Iterator[str]:
    """What weighs nothing: repetitions of the body, and time."""
    if sums.body_reps:
        yield count(sums.body_reps, "body-weight rep")
    if sums.held:
        yield f"{stopwatch(sums.held)} min held"


def _how_far(session: Session) -> str:
    done, planned = len(session.log), len(slots(session))
    return "done 💪" if done == planned else f"{done} of {count(planned, 'set')}"


def _closed_by_itself(session: Session) -> bool:
    return bool(remaining(session)) and session.finished == session.log[-1].at


def next_time(workout: Workout) -> str:
    """When to come back, as the workout's author advises."""
    least, most = workout.rest_days
    days = count(least, "rest day") if least == most else f"{least} to {count(most, 'rest day')}"
    after = [f"{rule.reason.rstrip('.')}." for rule in workout.follow_ups]
    return " ".join([f"Before the next one: {days}.", *after])


def _by_exercise(session: Session) -> list[Markup]:
    log = sorted(session.log, key=lambda logged: logged.slot)
    rows = []
    for _, group in groupby(log, key=lambda logged: (logged.slot.position, logged.exercise)):
        done = tuple(group)
        rows.append(filled("{}  {}", bold(exercise_name(session, done[0])), done_words(session, done)))
    return rows


def _records(session: Session) -> list[str]:
    found = [named_record_line(record) for record in records_of(session)]
    return [*found, ""] if found else []


def _summary_rows(session: Session) -> tuple[Row, ...]:
    rows: list[Row] = []
    may_add = not remaining(session) and all(pain.feeling is Feeling.DULL for pain in session.pains)
    for index, block in enumerate(session.workout.blocks):
        if block.optional and index not in session.opened and may_add:
            sets = sum(len(prescription.sets) for prescription in block.prescriptions)
            label = f"+ {block.title or block.prescriptions[0].exercise.name} ({count(sets, 'set')})"
            rows.append((Button(label, tap(session, Verb.ADD_BLOCK, str(index)), Style.PRIMARY),))
    undo = BY_MISTAKE if session.stopped else "Not done yet: undo"
    rows.append((Button(undo, tap(session, Verb.UNDO)),))
    return tuple(rows)
