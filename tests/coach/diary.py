"""What a lifter would write down of their training: a plain model of which sets must be in the database.

It hears what was pressed, typed and asked, with the words that stood on the button, and knows the gym's workouts by heart.
Nothing of the machine, the aims or the cards is used here; the plan's order is the model's that the machine is tested against.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.screens.taps import Tap, Verb, mark
from bot.training import events
from bot.training.loading import Kit, step_down, step_up
from bot.training.logged import Slot
from bot.training.pain import Area, Feeling
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import OPEN, Phase, Situation
from tests.coach.open_gym import EXERCISES
from tests.training.gym import ARMS
from tests.training.model import Model

REST = timedelta(seconds=90)
A_SECOND, CHANGE_OVER = timedelta(seconds=1), timedelta(seconds=5)
SUPERSET = {ARMS.id: (1, 2)}  # the positions that are done in rounds
REMEMBERED = 60  # changes that can be taken back

_SET = re.compile(
    r"(?P<reps>\d+)(?P<time> s(?P<each> per side)?|"
    r" × (?:(?P<body>body weight)(?: (?P<sign>[+−]) )?)?(?:(?P<amount>[\d.]+) (?P<unit>kg|lb))?)"
)
_SIDES = re.compile(r"2 × (\d+) s")


def set_on(label: str) -> tuple[int, Load]:
    """Repetitions and load as a button names them: `✓ 10 × 45 kg`, `✓ 8 × body weight − 15 kg`, `✓ 20 s per side`."""
    found = _SET.search(label)
    assert found is not None, f"no set is named on {label!r}"
    amount = Decimal(found["amount"] or 0) * (-1 if found["sign"] == "−" else 1)
    load = Load(Weight(amount, Unit(found["unit"] or "kg")), "×" not in found["time"] or found["body"] is not None)
    return int(found["reps"]) * (2 if found["each"] else 1), load


@dataclass(frozen=True)
class Begun:
    """A hold was begun: so many seconds, and as many on the other side where there is one."""

    slot: Slot
    first: int
    second: int


@dataclass(frozen=True)
class Hold:
    """A hold that runs: `held` are the seconds of the side that is done, `second` those of the side that is to come."""

    slot: Slot
    started: datetime
    due: datetime
    second: int
    held: int = 0


@dataclass(frozen=True)
class Done:
    """What is known of a set besides its numbers."""

    exercise: str
    at: datetime


@dataclass(frozen=True)
class Page:
    """A session at one moment."""

    model: Model
    done: Mapping[Slot, Done] = field(default_factory=dict)
    phase: Phase = Phase.LIFTING
    rest: datetime | None = None  # when it is due
    rest_left: timedelta | None = None
    closed: datetime | None = None
    hold: Hold | None = None

    def exercise_at(self, position: int) -> str:
        return self.model.exercise_at(position)

    def rest_after(self, slot: Slot) -> timedelta:
        """Within a round of a superset there is none."""
        rounds = SUPERSET.get(self.model.workout, ())
        same_round = (s for s in self.model.left if s.position in rounds and s.number == slot.number)
        return timedelta() if slot.position in rounds and any(s > slot for s in same_round) else REST


class Diary:
    """One session, and all that can be taken back of it."""

    def __init__(self, workout: str) -> None:
        self.page = Page(Model(workout))
        self._before: list[tuple[Page, bool]] = []  # and whether it was a rest that ended

    @property
    def is_open(self) -> bool:
        return self.page.phase in OPEN

    def happens(self, event: events.Event | Begun, now: datetime) -> bool:
        """Whether it did; what does not fit changes nothing."""
        page = self.page
        told = events.WorkStarted(event.slot) if isinstance(event, Begun) else event
        if not page.model.welcomes(told, Situation(page.phase, finished=page.closed), now):
            return False
        if isinstance(event, events.Undone) and page.hold is None:
            return self._takes_back(now)
        match event:
            case Begun(slot, first, second):
                hold = Hold(slot, now, now + first * A_SECOND, second)
                self.page = replace(page, phase=Phase.WORKING, hold=hold)
            case events.WorkCancelled() | events.Undone():
                self._lets_go()
            case events.WorkStopped():
                self._stops(now)
            case events.RestMoved(by):
                self._moves_rest(by, now)
            case events.RestSkipped():
                self._ends_rest()
            case events.Paused():
                left = page.rest - now if page.rest else None
                self.page = replace(page, phase=Phase.PAUSED, rest=None, rest_left=left, hold=None)
            case events.Resumed():
                rest = now + page.rest_left if page.rest_left else None
                self.page = replace(page, phase=Phase.RESTING if rest else Phase.LIFTING, rest=rest, rest_left=None)
            case events.AimMoved() | events.Stayed():
                pass
            case _:
                self._changes(event, now)
        return True

    def learns(self, slot: Slot, load: Load) -> None:
        """In which unit the body alone was kept, for no button says so."""
        sets = self.page.model.sets
        changed = {**sets, slot: (sets[slot][0], load)}
        self.page = replace(self.page, model=replace(self.page.model, sets=changed))

    def hold_is_over(self, now: datetime) -> tuple[datetime, ...]:
        """When a side, or all of a hold, was due, if it has ended by itself; a rest that is over since is none."""
        hold = self.page.hold
        if hold is None or hold.due > now:
            return ()
        seconds = hold.held + (hold.due - hold.started) // A_SECOND
        if hold.second:
            begins = hold.due + CHANGE_OVER
            other = Hold(hold.slot, begins, begins + hold.second * A_SECOND, 0, seconds)
            self.page = replace(self.page, hold=other)
            return (hold.due, *self.hold_is_over(now))
        self._logs(hold.slot, seconds, hold.due)
        if self.page.rest is not None and self.page.rest <= now:
            self.page = replace(self.page, phase=Phase.LIFTING, rest=None)
        return (hold.due,)

    def _stops(self, now: datetime) -> None:
        hold = self.page.hold
        assert hold is not None, "a hold runs"
        seconds = hold.held + max(0, (min(now, hold.due) - hold.started) // A_SECOND)
        if seconds:
            self._logs(hold.slot, seconds, now)
        else:
            self._lets_go()

    def _logs(self, slot: Slot, seconds: int, at: datetime) -> None:
        self._lets_go()
        self._changes(events.SetLogged(slot, seconds, Load(Weight(Decimal(0), Unit.KG), on_body=True)), at)

    def _lets_go(self) -> None:
        self.page = replace(self.page, phase=Phase.LIFTING, hold=None)

    def time_comes(self, now: datetime) -> datetime | None:
        """When the rest was due, if it has ended by itself; that cannot be taken back."""
        due = self.page.rest
        if due is None or due > now:
            return None
        self.page = replace(self.page, phase=Phase.LIFTING, rest=None)
        return due

    def _changes(self, event: events.Event, now: datetime) -> None:
        if self.page.hold is not None:
            self._lets_go()
        before = self.page
        model = before.model.after(event, before.phase)
        if isinstance(event, events.SetAmended) and model == before.model:
            return
        self._remember(before)
        self.page = replace(before, model=model)
        match event:
            case events.SetLogged(slot):
                done = Done(before.exercise_at(slot.position), now)
                rest = self.page.rest_after(slot)
                situation = (Phase.RESTING, now + rest) if rest else (Phase.LIFTING, None)
                self.page = replace(
                    self.page, done={**before.done, slot: done}, phase=situation[0], rest=situation[1], rest_left=None
                )
            case events.BlockAdded() if before.closed:
                self.page = replace(self.page, phase=Phase.LIFTING, closed=None)
            case events.Abandoned():
                self._closes(Phase.ABANDONED, now)
            case events.Finished() | events.PainReported(feeling=Feeling.STOP_SIGN):
                self._closes(Phase.FINISHED if model.sets else Phase.ABANDONED, now)
            case events.IdleElapsed():
                last = max((before.done[slot].at for slot in model.sets), default=now)
                self._closes(Phase.FINISHED if model.sets else Phase.ABANDONED, last)
        if self.is_open and not self.page.model.left:
            self._closes(Phase.FINISHED if model.sets else Phase.ABANDONED, now)

    def _closes(self, phase: Phase, at: datetime) -> None:
        self.page = replace(self.page, phase=phase, rest=None, rest_left=None, closed=at)

    def _moves_rest(self, by: timedelta, now: datetime) -> None:
        assert self.page.rest is not None, "it is resting"
        if self.page.rest + by <= now:
            self._ends_rest()
        else:
            self.page = replace(self.page, rest=self.page.rest + by)

    def _ends_rest(self) -> None:
        self._remember(self.page, rest=True)
        self.page = replace(self.page, phase=Phase.LIFTING, rest=None)

    def _remember(self, page: Page, rest: bool = False) -> None:
        self._before = [*self._before, (page, rest)][-REMEMBERED:]

    def _takes_back(self, now: datetime) -> bool:
        before = self._before
        while before and before[-1][1] and _is_over(before[-1][0], now):
            before = before[:-1]
        if not before:
            return False
        page, _ = before[-1]
        self.page = replace(page, phase=Phase.LIFTING, rest=None) if _is_over(page, now) else page
        self._before = before[:-1]
        return True


def _is_over(page: Page, now: datetime) -> bool:
    return page.rest is not None and page.rest <= now


def fact_of(tap: Tap, label: str, page: Page) -> events.Event | Begun | None:
    """What a press tells of, by the words on the button; None for a look, and for a wish that is no set yet."""
    about = tap.about.split("_")
    match tap.verb:
        case Verb.START_WORK:
            both = _SIDES.search(label)
            return Begun(_slot(about[0]), int(both[1]), int(both[1])) if both else _of_one_side(about[0], label)
        case Verb.LOG | Verb.MEANT:
            return events.SetLogged(_slot(about[0]), *set_on(label))
        case Verb.LOAD:
            return events.LoadChosen(_slot(about[0]), SOME_LOAD)
        case Verb.SKIP_REST:
            return events.RestSkipped()
        case Verb.MOVE_REST:
            fits = [_slot(about[0])] == [*page.model.left[:1]]
            return events.RestMoved(timedelta(seconds=int(about[1]))) if fits else None
        case Verb.SWAP | Verb.ALWAYS:
            other = next(one for one in EXERCISES.values() if mark(one.id) == about[1])
            return events.ExerciseSwapped(int(about[0]), other)
        case Verb.HURTS:
            area, feeling = (word.replace("-", " ") for word in about[1:])
            return events.PainReported(int(about[0]), Area(area), Feeling(feeling))
        case Verb.STOP_SIGN:
            return events.PainReported(int(about[0]), Area.ELSEWHERE, Feeling.STOP_SIGN)
        case Verb.SKIP_EXERCISE:
            return events.ExerciseSkipped(int(about[0]))
        case Verb.ADD_BLOCK:
            return events.BlockAdded(int(about[0]))
        case Verb.TAKE:
            return events.SetUndone(_slot(about[0]))
        case Verb.AMEND:
            return _amended(_slot(about[0]), about[1] == "r", int(about[2]), page)
        case _:
            return PLAIN_FACTS.get(tap.verb)


PLAIN_FACTS: Mapping[Verb, events.Event] = {
    Verb.PAUSE: events.Paused(),
    Verb.RESUME: events.Resumed(),
    Verb.STOP_WORK: events.WorkStopped(),
    Verb.CANCEL_WORK: events.WorkCancelled(),
    Verb.FINISH: events.Finished(),
    Verb.ABANDON: events.Abandoned(),
    Verb.UNDO: events.Undone(),
}
SOME_LOAD = Load(Weight(Decimal(1), Unit.KG))


def _of_one_side(about: str, label: str) -> Begun:
    seconds, _ = set_on(label)
    return Begun(_slot(about), seconds, 0)


def _slot(text: str) -> Slot:
    position, number = text.split(".")
    return Slot(int(position), int(number))


def _amended(slot: Slot, repetitions: bool, by: int, page: Page) -> events.SetAmended | None:
    if slot not in page.model.sets:
        return None
    reps, load = page.model.sets[slot]
    if repetitions:
        return events.SetAmended(slot, max(1, reps + by), load)
    step = step_up if by > 0 else step_down
    return events.SetAmended(slot, reps, step(load, EXERCISES[page.done[slot].exercise], Kit()))
