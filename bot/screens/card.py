"""The live card: the one message that a session lives in, in each of its phases.

A pure function of the session. The pages that open from its buttons are in `asides`, what ends it in `summary`.
"""

from datetime import timedelta

from markupsafe import Markup

from bot.screens.buttons import load_nudges, rep_nudges, tap
from bot.screens.effort import effort_rows
from bot.screens.holding import call, start_row, working
from bot.screens.plates import plates_line
from bot.screens.records import record_line
from bot.screens.rungs import rung_rows
from bot.screens.safety import STOPPED
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines, live_time
from bot.screens.sets import (
    aim_words,
    exercise_line,
    exercise_name,
    headline,
    is_going_on,
    last_time,
    name_at,
    one_done,
    own_note,
    progress,
    which_set,
)
from bot.screens.taps import Verb
from bot.screens.why import why_line
from bot.screens.words import count, heavy, minutes, set_words, stopwatch, time_of_day
from bot.training.aim import Aim, aim
from bot.training.lifter import Lifter
from bot.training.loads import first_loads
from bot.training.logged import Slot
from bot.training.machine import IDLE_AFTER
from bot.training.order import exercise_at, planned, remaining
from bot.training.quantities import Load, plain
from bot.training.records import broken
from bot.training.session import Phase, RestPeriod, Session
from bot.training.totals import totals
from bot.training.vocabulary import Counting, SetKind

REST_STEP = timedelta(seconds=15)
SILENCE = 2 * IDLE_AFTER  # the question, and as long again for an answer


def card(session: Session, lifter: Lifter | None = None, note: Markup | str = "") -> Screen:
    """The card as it is now, with the lifter's own notes and clock. `note` is a line above it: what was understood, or why
    nothing changed."""
    above = lines(note, "") if note else None
    match session.phase:
        case Phase.FINISHED | Phase.ABANDONED:
            shown = _closed(session)
        case Phase.PAUSED:
            shown = _paused(session)
        case Phase.RESTING | Phase.WORKING | Phase.LIFTING:
            shown = _training(session, lifter or Lifter(session.lifter))
    return Screen(lines(above, shown.text), shown.rows)


def _training(session: Session, lifter: Lifter) -> Screen:
    now = aim(session)
    assert now is not None, "a session with nothing left to do is closed by the machine"
    if session.work is not None:
        return working(session, session.work, now, lifter)
    tools = _tools(session)
    if session.rest is not None:
        rows = (_rest_row(session, now.slot), *effort_rows(session, lifter), *tools)
        return Screen(_resting_text(session, session.rest, now, lifter), rows)
    if now.load is None:
        return Screen(_load_text(session, now, lifter), (*_load_rows(session, now.slot), *tools))
    return Screen(_lifting_text(session, now, lifter), (*_lifting_rows(session, now, now.load), *tools))


def _lifting_text(session: Session, now: Aim, lifter: Lifter) -> Markup:
    exercise = exercise_at(session, now.slot.position)
    return lines(
        headline(session, now.slot),
        exercise_line(session, now.slot),
        filled("{} · {} {}", which_set(session, now.slot), call(exercise), bold(aim_words(session, now))),
        plates_line(exercise, now.load, lifter.kit),
        progress(session, now.slot),
        last_time(session, now.slot),
        own_note(session, now.slot, lifter),
        why_line(session, now.slot),
    )


def _lifting_rows(session: Session, now: Aim, load: Load) -> tuple[Row, ...]:
    exercise = exercise_at(session, now.slot.position)
    log = Button(f"✓ {set_words(now.reps, load, exercise)}", tap(session, Verb.LOG, str(now.slot)), Style.GO)
    return (
        (log, *start_row(session, now)),
        (
            *rep_nudges(session, now.slot, exercise, Verb.NUDGE),
            *load_nudges(session, now.slot, exercise, load, Verb.NUDGE),
        ),
        *rung_rows(session, now.slot),
    )


def _load_text(session: Session, now: Aim, lifter: Lifter) -> Markup:
    exercise = exercise_at(session, now.slot.position)
    if planned(session, now.slot).kind is SetKind.WARM_UP:
        question = "What will you lift in the working sets? The warm-up takes its share of it."
    elif exercise.counting is Counting.BODYWEIGHT_MINUS:
        question = "How much help from the machine?"
    else:
        lift = "carry" if exercise.counting is Counting.WEIGHT_DURATION else "lift"
        question = f"What will you {lift}? Start easy, you can change it any time."
    return lines(
        headline(session, now.slot),
        exercise_line(session, now.slot),
        f"{which_set(session, now.slot)} · {set_words(planned(session, now.slot).reps, None, exercise)}",
        own_note(session, now.slot, lifter),
        "",
        bold(question),
        italic("Pick one, or type your own, such as 42.5"),
    )


def _load_rows(session: Session, slot: Slot) -> tuple[Row, ...]:
    loads = first_loads(exercise_at(session, slot.position), session.unit)
    buttons = tuple(
        Button(
            f"{plain(abs(load.weight.amount))} {load.weight.unit}",
            tap(session, Verb.LOAD, f"{slot}_{plain(load.weight.amount)}_{load.weight.unit}"),
        )
        for load in loads
    )
    return buttons[:4], buttons[4:]


def _resting_text(session: Session, rest: RestPeriod, now: Aim, lifter: Lifter) -> Markup:
    # Live, it reads "I ring in 1:12"; where times stand still, a countdown would be wrong a second later.
    over = filled(
        "Rest {}, until {} · I ring {}",
        bold(stopwatch(rest.due - rest.started)),
        time_of_day(rest.due, lifter.zone),
        live_time(rest.due, "then", "r"),
    )
    last = session.log[-1] if session.log else None
    done = f"✓ {exercise_name(session, last)}: {one_done(session, last)}" if last else None
    best = next(iter(broken(session, last)), None) if last else None
    same = is_going_on(session, now.slot)
    following = f"Next: {which_set(session, now.slot).lower()}" if same else f"Next: {name_at(session, now.slot)}"
    return lines(
        headline(session, now.slot),
        over,
        done,
        record_line(best) if best else None,
        filled("{} · {}", following, bold(aim_words(session, now))),
        progress(session, now.slot) if same else None,
        plates_line(exercise_at(session, now.slot.position), now.load, lifter.kit),
        own_note(session, now.slot, lifter),
    )


def _rest_row(session: Session, slot: Slot) -> Row:
    seconds = int(REST_STEP.total_seconds())
    return (
        Button("Skip rest", tap(session, Verb.SKIP_REST), Style.PRIMARY),
        Button(f"−{seconds} s", tap(session, Verb.MOVE_REST, f"{slot}_{-seconds}")),
        Button(f"+{seconds} s", tap(session, Verb.MOVE_REST, f"{slot}_{seconds}")),
    )


def _tools(session: Session) -> tuple[Row, ...]:
    undo = (Button("Undo", tap(session, Verb.UNDO)),) if session.trail else ()
    return (
        (
            Button("How", tap(session, Verb.HOW)),
            Button("Why?", tap(session, Verb.WHY)),
            Button("Swap", tap(session, Verb.SWAPS)),
        ),
        (Button("😖 Pain", tap(session, Verb.PAIN)), *undo, Button("More", tap(session, Verb.MORE))),
    )


def _paused(session: Session) -> Screen:
    left = session.situation.rest_left
    done = len(session.log)
    safe = f"{count(done, 'set')} {'is' if done == 1 else 'are'} safe. " if done else ""
    rest = f"{stopwatch(left)} of your rest is left. " if left else ""
    end = "close the session at your last set" if done else "set the session aside"
    return Screen(
        lines(
            filled("{} · paused", bold(session.workout.name)),
            f"{safe}{rest}Take your time.",
            italic(f"Only after {minutes(SILENCE)} without a word do I {end}."),
        ),
        (
            (Button("Carry on", tap(session, Verb.RESUME), Style.PRIMARY),),
            (Button("😖 Pain", tap(session, Verb.PAIN)),),
            (Button("Finish", tap(session, Verb.ASK_FINISH), Style.DANGER),),
        ),
    )


def _closed(session: Session) -> Screen:
    ended = _ended(session)
    return Screen(lines(STOPPED, "", ended.text), ended.rows) if session.stopped else ended


def _ended(session: Session) -> Screen:
    name = bold(session.workout.name)
    if session.phase is Phase.FINISHED:
        sums = totals(session)
        weights = f", {heavy(sums.volume)}" if sums.volume.amount else ""
        word = "ended" if remaining(session) else "done"
        return Screen(filled("{} · {}: {}{}", name, word, count(sums.sets, "set"), weights))
    kept = "It does not count." if session.log else "Nothing was logged."
    return Screen(
        filled("{} · set aside. {}", name, kept),
        ((Button("Bring it back", tap(session, Verb.UNDO)),),),
    )
