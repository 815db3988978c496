"""Whatever is put right in a session that is over, in whichever order, with whatever second thoughts: the record is as if it
had been typed so at once, and so is all that is derived from it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training import events
from bot.training.bests import Bests, BestSet, bests_from, counts
from bot.training.effects import Summarise
from bot.training.hindsight import free_slot
from bot.training.logged import Slot
from bot.training.machine import begin
from bot.training.plan import Block, Exercise
from bot.training.quantities import Load, Unit
from bot.training.recovery import Done, DoneSet, Trained, done_of
from bot.training.session import Phase, Session
from bot.training.totals import totals, volume
from bot.training.vocabulary import SetKind
from tests.training.gym import (
    CURL,
    HAMMER,
    NOON,
    ROW,
    Training,
    day,
    doing,
    kg,
    lb,
    sets,
)

DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
PLANNED = (ROW, CURL, HAMMER)
WORKOUT = day(Block((doing(ROW, *sets(3)),)), Block((doing(CURL, *sets(2)), doing(HAMMER, *sets(2)))))
LIBRARY = {one.id: one for one in PLANNED}
Lifted = tuple[int, Load]
repetitions, loads = st.integers(1, 15), st.sampled_from([kg("40"), kg("42.5"), lb("100")])
corrections = st.one_of(
    st.tuples(st.just("amend"), st.integers(0, 9), repetitions, loads),
    st.tuples(st.just("delete"), st.integers(0, 9)),
    st.tuples(st.just("add"), st.integers(0, 2), repetitions, loads),
    st.tuples(st.just("move"), st.integers(-9, 9)),
    st.tuples(st.just("drop")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
)


@dataclass(frozen=True)
class Told:
    """What a lifter would say that they did: by exercise its sets, on which day; or that it shall not count."""

    done: tuple[tuple[Lifted, ...], ...]
    moved: int = 0
    counts: bool = True


@dataclass
class Record:
    """A session that is over, beside what its lifter says of it; and what they said before, for second thoughts."""

    it: Training
    told: Told
    before: list[Told] = field(default_factory=list)

    def hears(self, correction: tuple[object, ...]) -> None:
        """One correction, put to the machine as the coach would put it; whether it is welcome follows from what is told."""
        done = self.told.done
        slots = [(at, number) for at, row in enumerate(done) for number in range(len(row))]
        after = self.told
        event: events.Event | None = None
        match correction:
            case ("undo",) if self.before:
                event = events.Undone()
            case _ if not self.told.counts:
                return
            case ("amend", int(which), int(reps), Load() as load) if slots:
                at, number = slots[which % len(slots)]
                event = events.SetAmended(self.slot(at, number), reps, load)
                after = self.with_row(at, (*done[at][:number], (reps, load), *done[at][number + 1 :]))
            case ("delete", int(which)) if slots:
                at, number = slots[which % len(slots)]
                event = events.SetUndone(self.slot(at, number))
                after = self.with_row(at, done[at][:number] + done[at][number + 1 :])
                after = replace(after, counts=len(slots) > 1)
            case ("add", int(at), int(reps), Load() as load):
                slot = free_slot(self.it.session, at)
                place = sum(one.slot.position == at and one.slot < slot for one in self.it.session.log)
                event = events.SetRecalled(slot, PLANNED[at].id, reps, load)
                after = self.with_row(at, (*done[at][:place], (reps, load), *done[at][place:]))
            case ("move", int(days)):
                event = events.SessionMoved(DAY * days)
                after = replace(self.told, moved=self.told.moved + days) if self.told.moved + days <= 0 else self.told
            case ("drop",):
                event, after = events.Abandoned(), replace(self.told, counts=False)
        if event is None:
            return
        self.it.happens(event)
        assert not self.it.session.is_open and Summarise() not in self.it.effects
        if isinstance(event, events.Undone):
            self.told = self.before.pop()
        elif after != self.told:
            self.before.append(self.told)
            self.told = after

    def with_row(self, at: int, row: tuple[Lifted, ...]) -> Told:
        return replace(self.told, done=(*self.told.done[:at], row, *self.told.done[at + 1 :]))

    def slot(self, at: int, number: int) -> Slot:
        return sorted(one.slot for one in self.it.session.log if one.slot.position == at)[number]


def typed_at_once(told: Told) -> Session:
    """The same, by somebody who made no mistake: on that day, with as many sets planned as were done."""
    rows = [(exercise, row) for exercise, row in zip(PLANNED, told.done, strict=True) if row]
    workout = day(*(Block((doing(exercise, *sets(len(row))),)) for exercise, row in rows))
    it = Training(begin("s2", 7, workout, Unit.KG, {}, NOON + DAY * told.moved).session)
    for reps, load in chain.from_iterable(row for _, row in rows):
        it.logs(reps, load)
    return it.session


def as_performed(session: Session) -> dict[str, list[tuple[int, Load, SetKind]]]:
    found = {exercise.id: [one for one in session.log if one.exercise == exercise.id] for exercise in PLANNED}
    return {id: [(one.reps, one.load, one.kind) for one in log] for id, log in found.items() if log}


def bests_of(session: Session, exercise: Exercise) -> Bests:
    log = [one for one in session.log if one.exercise == exercise.id and counts(one.kind)]
    return bests_from((BestSet(one.reps, one.load) for one in log), volume(log, Unit.KG), exercise, None)


def recovered_from(session: Session) -> Done:
    done = tuple(DoneSet(one.exercise, one.kind, one.at) for one in session.log)
    return done_of(Trained("day", session.started, session.finished, done), LIBRARY, BERLIN)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(repetitions, loads), min_size=1, max_size=7), st.lists(corrections, max_size=25))
def test_whatever_is_put_right_ends_as_if_typed_so_at_once(
    typed: list[Lifted], put_right: list[tuple[object, ...]]
) -> None:
    it = Training(begin("s1", 7, WORKOUT, Unit.KG, {}, NOON).session)
    done: list[list[Lifted]] = [[], [], []]
    for reps, load in typed:
        done[it.next_slot.position].append((reps, load))
        it.logs(reps, load)
    if it.session.is_open:
        it.happens(events.Finished())
    assert it.session.finished is not None
    it.now = it.session.finished  # so no day to come is one to move to
    record = Record(it, Told(tuple(tuple(row) for row in done)))
    for correction in put_right:
        record.hears(correction)
    told = record.told
    assert (it.session.phase is Phase.FINISHED) is told.counts
    if told.counts:
        right = typed_at_once(told)
        assert it.session.started == right.started
        assert as_performed(it.session) == as_performed(right)
        assert recovered_from(it.session) == recovered_from(right)
        assert totals(it.session).volume == totals(right).volume
        assert [bests_of(it.session, one) for one in PLANNED] == [bests_of(right, one) for one in PLANNED]
        assert [one.at for one in it.session.log] == sorted(one.at for one in it.session.log)
