"""Messages that come by themselves: the rest is over, still training?, and the summary of a session.

Each is made when it is sent, from the session as it is then; one that no longer fits is None and is not sent.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.screens.buttons import tap
from bot.screens.figures import picture_for
from bot.screens.records import named_record_line
from bot.screens.safety import BY_MISTAKE, STOPPED_IN_SHORT, told_today
from bot.screens.screen import (
    MOST_IN_CAPTION,
    Button,
    Row,
    Screen,
    Style,
    bold,
    characters,
    filled,
    italic,
    lines,
)
from bot.screens.session_card import session_card, trained_words
from bot.screens.sets import done_words, exercise_name, next_words
from bot.screens.taps import Verb
from bot.screens.words import ago, count, heavy, minutes, stopwatch
from bot.training.lifter import Lifter
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


def summary(session: Session, lifter: Lifter, next_session: str = "") -> Screen | None:
    """What was done, what it adds up to, and when to come back: by the plan if there is one, else as the author advises. It
    stands below the session's card; where that is not wanted, or leaves no room for what matters, it stands alone."""
    if session.phase is not Phase.FINISHED:
        return None
    above, done, below = _told(session), _by_exercise(session), _what_follows(session, next_session)
    rows = _summary_rows(session)
    card = session_card(session, lifter)
    caption = _fitting(above, done, below) if card else None
    if card is None or caption is None:
        return Screen(lines(*above, "", *done, "", *below), rows)
    return Screen(caption, rows, picture=picture_for(lifter, card))


def _told(session: Session) -> tuple[Markup | str, ...]:
    sums = totals(session)
    weights = f" · {heavy(sums.volume)}" if sums.volume.amount else ""
    told = (
        *((bold(STOPPED_IN_SHORT), "") if session.stopped else ()),
        filled("{}: {}", bold(session.workout.name), _how_far(session)),
        f"{count(sums.sets, 'set')}{weights} · {minutes(sums.duration)}",
        " · ".join(_besides(sums)) or None,
        None if session.stopped else trained_words(session),
        italic("I closed it at your last set.") if _closed_by_itself(session) else None,
    )
    return tuple(one for one in told if one is not None)


def _what_follows(session: Session, next_session: str) -> tuple[Markup | str, ...]:
    coming = () if session.stopped else _what_comes(session, next_session)
    return (*_records(session), *(one for one in coming if one is not None))


def _fitting(above: Sequence[str], done: Sequence[Markup], below: Sequence[str]) -> Markup | None:
    """All of it that fits below a picture, if need be without the last exercises; None if even that is too long."""
    for kept in range(len(done), -1, -1):
        left_out = len(done) - kept
        rest = (
            f"and {count(left_out, 'more exercise')}: /history" if kept else f"{count(left_out, 'exercise')}: /history"
        )
        text = lines(*above, "", *done[:kept], italic(rest) if left_out else None, "", *below)
        if characters(text) <= MOST_IN_CAPTION:
            return text
    return None


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
