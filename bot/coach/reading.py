"""What a tap or a typed line says happened: buttons and words to events. Nothing is changed and nothing is looked up here.

A tap whose words make no sense for its session is None: forged or from another time, it changes nothing.
"""

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from itertools import takewhile

from bot.screens.taps import Tap, Verb, mark
from bot.training import events
from bot.training.aim import aim, moved_reps, stepped
from bot.training.correct import MOST_IN_RESERVE
from bot.training.logged import LoggedSet, Slot
from bot.training.notation import Typed
from bot.training.order import exercise_at, exercise_of, logged_at, next_slot, positions, prescriptions, remaining
from bot.training.pain import Area, Feeling
from bot.training.plan import Library
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session

# A nudge counts on any card that shows its set: several quick ones may come before the first edit is seen. A stop sign counts
# on whichever card.
TOLERANT = frozenset({Verb.NUDGE, Verb.AMEND, Verb.MOVE_REST, Verb.STAY, Verb.STOP_SIGN})


def event_of(tap: Tap, session: Session, library: Library) -> events.Event | None:
    """The fact that a press tells of, or None. A swap still lacks what was lifted last time: the coach adds that."""
    words = tap.about.split("_")
    try:
        return _simple(tap.verb, session) or _with_words(tap.verb, words, session, library)
    except (ValueError, IndexError, KeyError, InvalidOperation, OverflowError):
        return None


def _simple(verb: Verb, session: Session) -> events.Event | None:
    match verb:
        case Verb.SKIP_REST:
            return events.RestSkipped()
        case Verb.STOP_WORK:
            return events.WorkStopped()
        case Verb.CANCEL_WORK:
            return events.WorkCancelled()
        case Verb.PAUSE:
            return events.Paused()
        case Verb.RESUME:
            return events.Resumed()
        case Verb.FINISH:
            return events.Finished()
        case Verb.ABANDON:
            return events.Abandoned()
        case Verb.STAY:
            return events.Stayed()
        case Verb.UNDO:
            return events.Undone()
        case _:
            return None


def _with_words(verb: Verb, words: list[str], session: Session, library: Library) -> events.Event | None:
    match verb:
        case Verb.LOG:
            return _log(slot_of(words[0]), session)
        case Verb.NUDGE:
            by = int(words[2])
            reps, steps = (by, 0) if words[1] == "r" else (0, by)
            return events.AimMoved(slot_of(words[0]), reps, steps)
        case Verb.LOAD:
            return _load(slot_of(words[0]), Decimal(words[1]), Unit(words[2]), session)
        case Verb.START_WORK:
            return events.WorkStarted(slot_of(words[0]))
        case Verb.MOVE_REST:
            fits = slot_of(words[0]) == next_slot(session)
            return events.RestMoved(timedelta(seconds=int(words[1]))) if fits else None
        case Verb.SWAP | Verb.ALWAYS:
            return _swap(int(words[0]), words[1], session, library)
        case Verb.RUNG:
            return _step_on(int(words[0]), int(words[1]), session, library)
        case Verb.MEANT:
            return _meant(words)
        case Verb.RESERVE:
            return events.EffortTold(slot_of(words[0]), Decimal(words[1]))
        case Verb.HURTS:
            area, feeling = (word.replace("-", " ") for word in words[1:])
            return events.PainReported(int(words[0]), Area(area), Feeling(feeling))
        case Verb.STOP_SIGN:
            there = positions(session)  # an exercise that was taken back meanwhile is no reason not to stop
            at = int(words[0]) if int(words[0]) in there else there[0]
            return events.PainReported(at, Area.ELSEWHERE, Feeling.STOP_SIGN)
        case Verb.SKIP_EXERCISE:
            return events.ExerciseSkipped(int(words[0]))
        case Verb.ADD_BLOCK:
            return events.BlockAdded(int(words[0]))
        case Verb.TAKE:
            return events.SetUndone(slot_of(words[0]))
        case Verb.AMEND:
            return _amend(slot_of(words[0]), words[1], int(words[2]), session)
        case _:
            return None


def slot_of(text: str) -> Slot:
    """The slot that `2.3` names. Raises ValueError for anything else."""
    position, number = text.split(".")
    return Slot(int(position), int(number))


def _log(slot: Slot, session: Session) -> events.SetLogged | None:
    """The set as the card named it; a slot that is not next is declined by the machine, with its reason."""
    now = aim(session)
    if now is None or now.load is None:
        return None
    return events.SetLogged(slot, now.reps, now.load)


def _load(slot: Slot, amount: Decimal, unit: Unit, session: Session) -> events.LoadChosen:
    on_body = exercise_at(session, slot.position).counting.on_body
    return events.LoadChosen(slot, Load(Weight(amount, unit), on_body))


def _swap(position: int, sign: str, session: Session, library: Library) -> events.ExerciseSwapped | None:
    if not 0 <= position < len(prescriptions(session)):
        return None
    other = next((exercise for id, exercise in library.exercises.items() if mark(id) == sign), None)
    return events.ExerciseSwapped(position, other) if other else None


def _step_on(position: int, at: int, session: Session, library: Library) -> events.ExerciseSwapped | None:
    if not 0 <= position < len(prescriptions(session)) or at < 0:
        return None
    other = library.exercises.get(exercise_at(session, position).ladder[at])
    return events.ExerciseSwapped(position, other) if other else None


def _meant(words: list[str]) -> events.SetLogged | None:
    """The set on a button beneath a question; a forged effort is none."""
    rir = Decimal(words[5]) if words[5:] else None
    if rir is not None and not 0 <= rir <= MOST_IN_RESERVE:
        return None
    load = _typed_load(words[2], words[3], words[4] == "b")
    return events.SetLogged(slot_of(words[0]), int(words[1]), load, rir)


def _typed_load(amount: str, unit: str, on_body: bool) -> Load:
    return Load(Weight(Decimal(amount), Unit(unit)), on_body)


def _amend(slot: Slot, what: str, by: int, session: Session) -> events.SetAmended | None:
    logged = logged_at(session, slot)
    if logged is None:
        return None
    exercise = exercise_of(session, logged) or exercise_at(session, slot.position)
    if what == "r":
        return events.SetAmended(slot, moved_reps(logged.reps, by, exercise), logged.load)
    return events.SetAmended(slot, logged.reps, stepped(logged.load, by, exercise, session.coaching.kit))


def events_of(typed: Typed, session: Session) -> tuple[events.Event, ...] | None:
    """Typed sets as logged for the slots that come next, or a typed load as chosen; None while a load is still missing.

    There must be as many slots left as sets were typed: see `run_of_slots`.
    """
    now = aim(session)
    if now is None:
        return None
    if typed.load is not None:
        return (events.LoadChosen(now.slot, typed.load),)
    load = now.load
    found: list[events.Event] = []
    for slot, one in zip(run_of_slots(session), typed.sets, strict=False):
        load = one.load or load
        if load is None:
            return None
        found.append(events.SetLogged(slot, one.reps, load, one.rir))
    return tuple(found)


def run_of_slots(session: Session) -> tuple[Slot, ...]:
    """The slots that come next one after the other for the present exercise; in a superset that is one."""
    left = remaining(session)
    return tuple(takewhile(lambda slot: slot.position == left[0].position, left))


def named_set(tap: Tap, session: Session) -> LoggedSet | None:
    """The logged set that a tap is about, if it is there."""
    try:
        return logged_at(session, slot_of(tap.about.split("_")[0]))
    except ValueError:
        return None
