"""How a record is told, in one line: what was reached, and what it was before. What is a record is the sport's business."""

from bot.screens.words import count, counted, heavy
from bot.training.bests import BestSet, kilograms
from bot.training.plan import Exercise
from bot.training.quantities import Load, Weight, plain
from bot.training.records import Record, RecordKind
from bot.training.vocabulary import Counting

MEDAL = "🏅"


def record_line(record: Record) -> str:
    """`🏅 Best for 10 reps: 47.5 kg (45 before)`, for the card, where the exercise is known."""
    return f"{MEDAL} {_told(record)}"


def named_record_line(record: Record) -> str:
    """`🏅 Seated row. Best for 10 reps: 47.5 kg (45 before)`, where several exercises stand together."""
    return f"{MEDAL} {record.exercise.name}. {_told(record)}"


def _told(record: Record) -> str:
    exercise, now = record.exercise, BestSet(record.logged.reps, record.logged.load)
    match record.before, record.reached:
        case BestSet() as before, _:
            return (_heavier if record.kind is RecordKind.LOAD else _more_often)(exercise, now, before)
        case Weight() as most, Weight() as reached if record.kind is RecordKind.VOLUME:
            return f"Most in one session: {heavy(reached)} ({heavy(most).removesuffix(f' {reached.unit}')} before)"
        case Weight() as best, Weight() as reached:
            return f"Best estimate for one rep: {reached} ({_beside(Load(best), Load(reached), exercise)} before)"
        case _:
            raise AssertionError("a record names what it beats, and what was reached instead")


def _heavier(exercise: Exercise, now: BestSet, before: BestSet) -> str:
    least = now.load.on_body and now.load.weight.amount < 0
    best = "Least help" if least else "Heaviest" if exercise.counting.timed else "Best"
    reached = str(_size(now.load)) if least else load_words(now.load, exercise)
    as_often = "" if before.reps == now.reps else f" for {counted(before.reps, exercise)}"
    return f"{best} for {often(now.reps, exercise)}: {reached} ({_beside(before.load, now.load, exercise)}{as_often} before)"


def _more_often(exercise: Exercise, now: BestSet, before: BestSet) -> str:
    most = "Longest" if exercise.counting.timed else "Most reps"
    if not now.load.weight.amount and exercise.counting in (Counting.BODYWEIGHT, Counting.DURATION):
        with_load = " hold" if exercise.counting.timed else ""
    else:
        with_load = f" {_with(now.load, exercise)}"
    as_heavy = "" if kilograms(before.load.weight) == kilograms(now.load.weight) else f" {_with(before.load, exercise)}"
    return f"{most}{with_load}: {counted(now.reps, exercise)} ({counted(before.reps, exercise)}{as_heavy} before)"


def often(reps: int, exercise: Exercise) -> str:
    """`1 rep`, `10 reps`, `8 per side`, `45 s`."""
    return counted(reps, exercise) if exercise.per_side or exercise.counting.timed else count(reps, "rep")


def load_words(load: Load, exercise: Exercise) -> str:
    """`45 kg`, `+10 kg`, `20 kg of help`, or the body alone."""
    if not load.on_body:
        return str(load.weight)
    if not load.weight.amount:
        return "no help" if exercise.counting is Counting.BODYWEIGHT_MINUS else "body weight"
    return f"+{load.weight}" if load.weight.amount > 0 else f"{_size(load)} of help"


def _with(load: Load, exercise: Exercise) -> str:
    if load.on_body and not load.weight.amount:
        return "without help" if exercise.counting is Counting.BODYWEIGHT_MINUS else "at body weight"
    return f"with {load_words(load, exercise)}"


def _beside(before: Load, now: Load, exercise: Exercise) -> str:
    """The earlier load beside the present one: what they have in common is not said twice."""
    amount, unit = before.weight.amount, before.weight.unit
    if unit is not now.weight.unit or not amount or (amount < 0 <= now.weight.amount):
        return load_words(before, exercise)
    return f"+{plain(amount)}" if before.on_body and amount > 0 else plain(abs(amount))


def _size(load: Load) -> Weight:
    return Weight(abs(load.weight.amount), load.weight.unit)
