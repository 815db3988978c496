"""The live card: the one message that a session lives in, in each of its phases.

A pure function of the session. The pages that open from its buttons are in `asides`, what ends it in `summary`.
"""

from datetime import timedelta

from markupsafe import Markup

from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines, live_time
from bot.screens.taps import Tap, Verb
from bot.screens.words import bar, count, heavy, minutes, reps_and_loads, set_words, stopwatch, time_of_day
from bot.training.aim import Aim, aim
from bot.training.estimate import time_left
from bot.training.lifter import Lifter
from bot.training.loads import first_loads
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import IDLE_AFTER
from bot.training.order import exercise_at, exercise_of, planned, positions, prescriptions, remaining
from bot.training.plan import Exercise
from bot.training.quantities import Load, plain
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
        case Phase.RESTING | Phase.LIFTING:
            shown = _training(session, lifter or Lifter(session.lifter))
    return Screen(lines(above, shown.text), shown.rows)


def tap(session: Session, verb: Verb, about: str = "") -> Tap:
    return Tap(verb, session.lifter, about, session.id, session.revision)


def next_words(session: Session) -> str:
    """What comes next in one line: `Set 4 of 4: 10 × 45 kg`, with the exercise where it is a new one."""
    now = aim(session)
    if now is None:
        return "Everything is done"
    new = not _today(session, now.slot)
    words = f"{_set_words(session, now.slot)}: {_aim_words(session, now)}"
    return f"{_name(session, now.slot)}, {words[0].lower()}{words[1:]}" if new else words


def _training(session: Session, lifter: Lifter) -> Screen:
    now = aim(session)
    assert now is not None, "a session with nothing left to do is closed by the machine"
    tools = _tools(session)
    if session.rest is not None:
        return Screen(_resting_text(session, session.rest, now, lifter), (_rest_row(session, now.slot), tools))
    if now.load is None:
        return Screen(_load_text(session, now, lifter), (*_load_rows(session, now.slot), tools))
    return Screen(_lifting_text(session, now, lifter), (*_lifting_rows(session, now, now.load), tools))


def _lifting_text(session: Session, now: Aim, lifter: Lifter) -> Markup:
    return lines(
        _headline(session, now.slot),
        _exercise_line(session, now.slot),
        filled("{} · aim for {}", _set_words(session, now.slot), bold(_aim_words(session, now))),
        _progress(session, now.slot),
        _last_time(session, now.slot),
        _own_note(session, now.slot, lifter),
    )


def _lifting_rows(session: Session, now: Aim, load: Load) -> tuple[Row, ...]:
    log = Button(f"✓ {set_words(now.reps, load)}", tap(session, Verb.LOG, str(now.slot)), Style.GO)
    exercise = exercise_at(session, now.slot.position)
    return (
        (log,),
        (*rep_nudges(session, now.slot, Verb.NUDGE), *load_nudges(session, now.slot, exercise, load, Verb.NUDGE)),
    )


def rep_nudges(session: Session, slot: Slot, verb: Verb) -> Row:
    """One repetition fewer and one more."""
    return (_nudge(session, slot, "−1 rep", "r", -1, verb), _nudge(session, slot, "+1 rep", "r", 1, verb))


def load_nudges(session: Session, slot: Slot, exercise: Exercise, load: Load, verb: Verb) -> Row:
    """Lighter and heavier by one step of the exercise; nothing where only the body counts."""
    if exercise.counting.bare:
        return ()
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        words = ("More help", "Less help")
    else:
        step = plain(exercise.step.weight(load.weight.unit).amount)
        words = (f"−{step} {load.weight.unit}", f"+{step} {load.weight.unit}")
    return (_nudge(session, slot, words[0], "w", -1, verb), _nudge(session, slot, words[1], "w", 1, verb))


def _nudge(session: Session, slot: Slot, label: str, what: str, by: int, verb: Verb) -> Button:
    return Button(label, tap(session, verb, f"{slot}_{what}_{by}"))


def _load_text(session: Session, now: Aim, lifter: Lifter) -> Markup:
    exercise = exercise_at(session, now.slot.position)
    if planned(session, now.slot).kind is SetKind.WARM_UP:
        question = "What will you lift in the working sets? The warm-up takes its share of it."
    elif exercise.counting is Counting.BODYWEIGHT_MINUS:
        question = "How much help from the machine?"
    else:
        question = "What will you lift? Start easy, you can change it any time."
    return lines(
        _headline(session, now.slot),
        _exercise_line(session, now.slot),
        f"{_set_words(session, now.slot)} · {planned(session, now.slot).reps} reps",
        _own_note(session, now.slot, lifter),
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
    done = f"✓ {exercise_name(session, last)}: {set_words(last.reps, last.load)}" if last else None
    same = last is not None and last.slot.position == now.slot.position
    following = f"Next: {_set_words(session, now.slot).lower()}" if same else f"Next: {_name(session, now.slot)}"
    return lines(
        _headline(session, now.slot),
        over,
        done,
        filled("{} · {}", following, bold(_aim_words(session, now))),
        _progress(session, now.slot) if same else None,
        _own_note(session, now.slot, lifter),
    )


def _rest_row(session: Session, slot: Slot) -> Row:
    seconds = int(REST_STEP.total_seconds())
    return (
        Button("Skip rest", tap(session, Verb.SKIP_REST), Style.PRIMARY),
        Button(f"−{seconds} s", tap(session, Verb.MOVE_REST, f"{slot}_{-seconds}")),
        Button(f"+{seconds} s", tap(session, Verb.MOVE_REST, f"{slot}_{seconds}")),
    )


def _tools(session: Session) -> Row:
    undo = (Button("Undo", tap(session, Verb.UNDO)),) if session.trail else ()
    return (
        Button("How", tap(session, Verb.HOW)),
        Button("Swap", tap(session, Verb.SWAPS)),
        Button("😖 Pain", tap(session, Verb.PAIN)),
        *undo,
        Button("More", tap(session, Verb.MORE)),
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
            (Button("Finish", tap(session, Verb.ASK_FINISH), Style.DANGER),),
        ),
    )


def _closed(session: Session) -> Screen:
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


def _headline(session: Session, slot: Slot) -> Markup:
    order = positions(session)
    where = f"exercise {order.index(slot.position) + 1} of {len(order)} · {minutes(time_left(session))} left"
    return lines(bold(session.workout.name), where)


def _exercise_line(session: Session, slot: Slot) -> Markup:
    exercise = exercise_at(session, slot.position)
    return filled("{} · {}", bold(exercise.name), italic(", ".join(exercise.primary)))


def _own_note(session: Session, slot: Slot, lifter: Lifter) -> str | None:
    """What the lifter wrote down for the exercise that is on."""
    note = lifter.notes.get(exercise_at(session, slot.position).id)
    return f"📝 {note}" if note else None


def _name(session: Session, slot: Slot) -> str:
    return exercise_at(session, slot.position).name


def exercise_name(session: Session, logged: LoggedSet) -> str:
    """The name of what was done, even if its position has been swapped since."""
    exercise = exercise_of(session, logged)
    return exercise.name if exercise else logged.exercise.replace("-", " ").capitalize()


def _set_words(session: Session, slot: Slot) -> str:
    sets = prescriptions(session)[slot.position].sets
    kind = sets[slot.number].kind
    alike = [number for number, one in enumerate(sets) if one.kind is kind]
    word = "Warm-up" if kind is SetKind.WARM_UP else "Set"
    return f"{word} {alike.index(slot.number) + 1} of {len(alike)}"


def _aim_words(session: Session, now: Aim) -> str:
    """The planned range where the lifter has not chosen a number, `8–12 × 45 kg`."""
    wanted = planned(session, now.slot).reps
    return set_words(str(wanted) if now.reps == wanted.low else now.reps, now.load)


def _progress(session: Session, slot: Slot) -> str:
    sets = len(prescriptions(session)[slot.position].sets)
    today = _today(session, slot)
    done = f"  today {reps_and_loads(today)}" if today else ""
    return bar(len(today), sets) + done


def _today(session: Session, slot: Slot) -> tuple[LoggedSet, ...]:
    return tuple(logged for logged in session.log if logged.slot.position == slot.position)


def _last_time(session: Session, slot: Slot) -> str | None:
    log = session.last_time.get(exercise_at(session, slot.position).id, ())
    working = tuple(logged for logged in log if logged.kind is SetKind.WORKING)
    return f"last time {reps_and_loads(working)}" if working else None
