"""Any events in any order: a session beside a plain model of it, which must agree after every step.

Undoing is going back to an older copy of the model. The test also plays the world: it keeps the alarms that the machine sets,
lets time pass and lets them go off.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.training import events
from bot.training.aim import aim, is_possible
from bot.training.effects import AlarmKind, CancelAlarm, Decline, Effect, SetAlarm, Show, Summarise
from bot.training.hindsight import free_slot, performed
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import advance, begin
from bot.training.order import exercise_at, next_slot, prescriptions
from bot.training.pain import Area, Feeling
from bot.training.plan import Exercise, Workout
from bot.training.quantities import Load, Unit
from bot.training.rests import LONGEST_REST
from bot.training.session import OPEN, Phase, Session
from bot.training.totals import totals
from tests.training.gym import (
    ARMS,
    BACK,
    CURL,
    HAMMER,
    HELPED_PULL_UP,
    HOLDS,
    NOON,
    PLANK,
    PULL_UP,
    ROW,
    SIDE_PLANK,
    body,
    doing,
    done,
    kg,
    lb,
    sets,
)
from tests.training.model import TIMED, Model, in_order

UNDOABLE = (
    events.SetLogged
    | events.SetUndone
    | events.SetAmended
    | events.SetRecalled
    | events.SessionMoved
    | events.ExerciseSkipped
    | events.ExerciseSwapped
    | events.BlockAdded
    | events.ExerciseAdded
    | events.PainReported
    | events.LoadChosen
    | events.WorkElapsed
    | events.WorkStopped
    | events.RestSkipped
    | events.Finished
    | events.Abandoned
)


def on_the_card(session: Session) -> Session:
    """A session less what no card shows."""
    return replace(session, unit=Unit.KG, touched=NOON, asked=None, trail=(), revision=0)


def restored(session: Session, now: datetime) -> Session:
    """What undoing leads back to: the card of then, less a rest that is over and any hold; what was learned may stay."""
    situation = session.situation
    if situation.rest is not None and situation.rest.due <= now:
        situation = replace(situation, phase=Phase.LIFTING, rest=None)
    if situation.work is not None:
        situation = replace(situation, phase=Phase.LIFTING, work=None)
    return replace(on_the_card(session), situation=situation, last_time={})


everywhere = in_order("0.0", "0.1", "1.0", "1.1", "2.0", "2.1", "2.2")
slots = st.sampled_from([*everywhere, Slot(-1, 0), Slot(0, -1), Slot(0, 7), Slot(5, 0)])
reps = st.sampled_from([10, 8, 12, 1, 100, 0, 4000])
possible_loads = st.sampled_from([kg("45"), kg("47.5"), lb("100"), body(), body("-20"), kg("0")])
loads = possible_loads | st.sampled_from([kg("-1"), kg("1001")])
positions = st.integers(-1, 4)
exercises = st.sampled_from([ROW, PULL_UP, HELPED_PULL_UP, CURL, HAMMER, PLANK, SIDE_PLANK])
pieces = st.integers(-2, 2)
spans = st.sampled_from([timedelta(seconds=seconds) for seconds in (0, 1, 15, 30, 90, 600, 1800, 7200)])
moves = st.sampled_from([timedelta(seconds=seconds) for seconds in (-15, 15, 0, -90, 600, -3600, 3600)])
before_today = st.sampled_from([(), (done(ROW, 10, kg("40")), done(CURL, 10, lb("25")))])


class Sessions(RuleBasedStateMachine):
    session: Session
    now: datetime
    model: Model
    past: list[tuple[Model, datetime | None]]  # with the due time of a rest, where that was what ended
    alarms: dict[AlarmKind, datetime]

    @initialize(workout=st.sampled_from([BACK, ARMS, HOLDS]), last_time=before_today)
    def begins(self, workout: Workout, last_time: tuple[LoggedSet, ...]) -> None:
        step = begin("s1", 7, workout, Unit.KG, {one.exercise: (one,) for one in last_time}, NOON)
        self.session, self.now = step.session, NOON
        self.model, self.past = Model(workout.id), []
        self.alarms = {}
        self.hears(step.effects)

    @rule(reps=reps, load=loads)
    def logs_the_next_set(self, reps: int, load: Load) -> None:
        self.happens(events.SetLogged(next_slot(self.session) or Slot(0, 0), reps, load))

    @rule(load=possible_loads)
    def logs_two_more(self, load: Load) -> None:
        for _ in range(2):
            self.happens(events.SetLogged(next_slot(self.session) or Slot(0, 0), 10, load))

    @rule(slot=slots)
    def logs_any_set(self, slot: Slot) -> None:
        self.happens(events.SetLogged(slot, 10, kg("45")))

    @rule(which=slots | st.integers(0, 6))
    def takes_back_a_set(self, which: Slot | int) -> None:
        self.happens(events.SetUndone(self.one_of_today(which)))

    @rule(which=slots | st.integers(0, 6), reps=reps, load=loads)
    def amends_a_set(self, which: Slot | int, reps: int, load: Load) -> None:
        self.happens(events.SetAmended(self.one_of_today(which), reps, load))

    @rule(position=positions, way=st.sampled_from(["free", "free", "taken", "nothing known"]), reps=reps, load=loads)
    def recalls_a_set(self, position: int, way: str, reps: int, load: Load) -> None:
        """Mostly of an exercise that was done there, or planned."""
        here = [one for one in performed(self.session) if one.position == position]
        slot = free_slot(self.session, position) if here and way != "taken" else Slot(position, 0)
        exercise = here[-1].exercise if here and way != "nothing known" else "nothing-known"
        self.happens(events.SetRecalled(slot, exercise, reps, load))

    @rule(by=moves)
    def moves_the_day(self, by: timedelta) -> None:
        self.happens(events.SessionMoved(by))

    @rule(times=st.integers(1, 4))
    def undoes(self, times: int) -> None:
        for _ in range(times):
            self.happens(events.Undone())

    @rule(position=positions, exercise=exercises)
    def swaps(self, position: int, exercise: Exercise) -> None:
        self.happens(events.ExerciseSwapped(position, exercise))

    @rule(position=positions)
    def skips(self, position: int) -> None:
        self.happens(events.ExerciseSkipped(position))

    @rule(position=positions, area=st.sampled_from(Area), feeling=st.sampled_from(Feeling))
    def tells_of_pain(self, position: int, area: Area, feeling: Feeling) -> None:
        self.happens(events.PainReported(position, area, feeling))

    @rule(block=st.just(2) | positions)
    def adds_a_block(self, block: int) -> None:
        self.happens(events.BlockAdded(block))

    @rule(exercise=exercises)
    def adds_an_exercise(self, exercise: Exercise) -> None:
        self.happens(events.ExerciseAdded(doing(exercise, *sets(3))))

    @rule(slot=st.none() | slots, reps=pieces, steps=pieces, load=st.none() | loads)
    def wants_another_aim(self, slot: Slot | None, reps: int, steps: int, load: Load | None) -> None:
        slot = slot or next_slot(self.session) or Slot(0, 0)
        self.happens(events.LoadChosen(slot, load) if load else events.AimMoved(slot, reps, steps))

    @rule(event=st.just(events.RestSkipped()) | st.builds(events.RestMoved, moves))
    def changes_the_rest(self, event: events.Event) -> None:
        self.happens(event)

    @rule(event=st.sampled_from([events.Paused(), events.Resumed(), events.Resumed()]))
    def takes_a_break(self, event: events.Event) -> None:
        self.happens(event)

    @rule(event=st.sampled_from([events.Finished(), events.Abandoned(), events.Stayed(), events.UnitChanged(Unit.LB)]))
    def ends_or_stays(self, event: events.Event) -> None:
        self.happens(event)

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @rule(position=positions, span=spans)
    def holds_for_a_while(self, position: int, span: timedelta) -> None:
        """What comes next, done as a hold if need be."""
        if self.session.phase is Phase.RESTING:
            self.happens(events.RestSkipped())
        slot = next_slot(self.session) or Slot(0, 0)
        if position > 0:
            self.happens(events.ExerciseSwapped(slot.position, SIDE_PLANK if position > 2 else PLANK))
        self.happens(events.WorkStarted(slot))
        self.now += span

    @rule(event=st.sampled_from([events.WorkStopped(), events.WorkCancelled()]))
    def lets_go(self, event: events.Event) -> None:
        self.happens(event)

    @rule(late=spans)
    def the_hold_ends(self, late: timedelta) -> None:
        if (due := self.alarms.pop(AlarmKind.WORK, None)) is not None:
            self.now = max(self.now, due + late)
            self.happens(events.WorkElapsed(due))

    @rule(late=spans)
    def the_rest_ends(self, late: timedelta) -> None:
        if (due := self.alarms.pop(AlarmKind.REST, None)) is not None:
            self.now = max(self.now, due + late)
            self.happens(events.RestElapsed(due))

    @rule(late=spans)
    def silence_is_noticed(self, late: timedelta) -> None:
        if (due := self.alarms.pop(AlarmKind.IDLE, None)) is not None:
            self.now = max(self.now, due + late)
            self.happens(events.IdleElapsed())

    @rule(off=moves)
    def an_alarm_is_wrong(self, off: timedelta) -> None:
        due = self.alarms.get(AlarmKind.REST, self.alarms.get(AlarmKind.WORK, self.now))
        self.happens(events.RestElapsed(due + off))
        self.happens(events.WorkElapsed(due + off - timedelta(microseconds=1)))
        self.happens(events.IdleElapsed())

    def happens(self, event: events.Event) -> None:
        before, expected = self.session, self.is_welcome(event)
        step = advance(before, event, self.now)
        declined = any(isinstance(effect, Decline) for effect in step.effects)
        assert declined is not expected
        if declined:
            assert step.session is before and len(step.effects) == 1
            return
        self.session = step.session
        self.hears(step.effects)
        self.follows(event, before)
        changed = on_the_card(step.session) != on_the_card(before)
        assert step.session.revision == before.revision + changed
        assert step.effects.count(Show()) == changed
        finished = step.session.phase is Phase.FINISHED and before.is_open
        assert step.effects.count(Summarise()) == finished

    def one_of_today(self, which: Slot | int) -> Slot:
        """The slot itself, or that of a set done today, counted around."""
        if isinstance(which, Slot):
            return which
        return self.session.log[which % len(self.session.log)].slot if self.session.log else Slot(which, 0)

    def is_welcome(self, event: events.Event) -> bool:
        welcome = self.model.welcomes(event, self.session.situation, self.now)
        holds = self.session.phase is Phase.WORKING  # then undoing ends the hold
        return welcome and (self.can_undo() or holds or not isinstance(event, events.Undone))

    def can_undo(self) -> bool:
        return any(ended is None or ended > self.now for _, ended in self.past)

    def goes_back(self) -> Model:
        """The model before the last change that still means something: a rest that is over cannot be brought back."""
        while True:
            model, ended = self.past.pop()
            if ended is None or ended > self.now:
                return model

    def follows(self, event: events.Event, before: Session) -> None:
        if isinstance(event, events.Undone):
            self.model = self.model if before.phase is Phase.WORKING else self.goes_back()
            return
        after = self.model.after(event, before.phase)
        if isinstance(event, events.WorkElapsed | events.WorkStopped) and (held := self.was_held(event, before)):
            coming = aim(before)
            assert coming is not None and coming.load is not None
            after = self.model.after(events.SetLogged(coming.slot, held, coming.load), before.phase)
        if isinstance(event, events.SetLogged):
            assert self.session.rest is None or self.session.rest.started == self.now
        closed_by_silence = isinstance(event, events.IdleElapsed) and not self.session.is_open
        unchanged = on_the_card(self.session) == on_the_card(before)
        same_again = after == self.model and isinstance(event, events.WorkElapsed | events.WorkStopped)
        same_again |= isinstance(event, events.SetAmended | events.SessionMoved | events.LoadChosen) and unchanged
        moved_to_its_end = isinstance(event, events.RestMoved) and self.session.rest is None
        if closed_by_silence or moved_to_its_end or (isinstance(event, UNDOABLE) and not same_again):
            rest_only = before.rest if isinstance(event, events.RestSkipped | events.RestMoved) else None
            self.past.append((self.model, rest_only.due if rest_only else None))
            paused = self.session.phase is Phase.PAUSED  # whoever takes something back comes back first
            if not paused and (rest_only is None or rest_only.due > self.now):
                undone = advance(self.session, events.Undone(), self.now).session
                assert restored(undone, self.now) == restored(before, self.now)
                assert undone.trail == before.trail
        self.model = after

    def was_held(self, event: events.Event, before: Session) -> int:
        """The seconds that are logged; none while the other side is to come."""
        work, coming = before.work, aim(before)
        assert work is not None and coming is not None
        if isinstance(event, events.WorkStopped):
            return work.held + int(max(timedelta(), min(self.now, work.due) - work.started).total_seconds())
        both = exercise_at(before, coming.slot.position).per_side and coming.reps > 1
        return coming.reps if work.held or not both else 0

    def hears(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case SetAlarm(kind, due):
                    self.alarms[kind] = due
                case CancelAlarm(kind):
                    self.alarms.pop(kind, None)
                case _:
                    pass

    @invariant()
    def the_log_is_what_was_lifted_each_slot_once(self) -> None:
        lifted = {one.slot: (one.reps, one.load) for one in self.session.log}
        assert len(self.session.log) == len(lifted)
        assert lifted == self.model.sets

    @invariant()
    def what_comes_next_is_neither_done_nor_skipped(self) -> None:
        assert next_slot(self.session) == next(iter(self.model.left), None)
        assert (self.session.skipped, self.session.opened) == (self.model.skipped, self.model.opened)
        coming = aim(self.session)
        if coming is not None:
            assert coming.slot == self.model.left[0] and is_possible(coming.reps, coming.load or body(), 200)

    @invariant()
    def an_exercise_is_the_planned_or_the_swapped_one(self) -> None:
        for position, _ in enumerate(prescriptions(self.session)):
            assert exercise_at(self.session, position).id == self.model.exercise_at(position)

    @invariant()
    def pain_is_kept_as_it_was_told_and_nobody_trains_after_a_stop_sign(self) -> None:
        assert [(pain.exercise, pain.feeling) for pain in self.session.pains] == list(self.model.pains)
        assert not (self.session.stopped and self.session.is_open)

    @invariant()
    def a_rest_runs_exactly_while_resting_and_its_alarm_with_it(self) -> None:
        rest = self.session.rest
        assert (rest is not None) == (self.session.phase is Phase.RESTING)
        assert self.alarms.get(AlarmKind.REST) == (rest.due if rest else None)
        assert rest is None or rest.started < rest.due <= rest.started + LONGEST_REST

    @invariant()
    def a_hold_runs_exactly_while_working_and_its_alarm_with_it(self) -> None:
        work = self.session.work
        assert (work is not None) == (self.session.phase is Phase.WORKING)
        assert self.alarms.get(AlarmKind.WORK) == (work.due if work else None)
        assert work is None or work.started < work.due

    @invariant()
    def silence_is_listened_for_exactly_while_open(self) -> None:
        assert (AlarmKind.IDLE in self.alarms) == self.session.is_open

    @invariant()
    def it_is_closed_when_nothing_is_left_and_kept_only_with_a_set(self) -> None:
        situation = self.session.situation
        assert (situation.finished is not None) == (situation.phase not in OPEN)
        assert self.model.left or not self.session.is_open
        assert self.model.sets or situation.phase is not Phase.FINISHED
        assert situation.rest_left is None or situation.phase is Phase.PAUSED

    @invariant()
    def the_volume_is_the_sum_of_the_sets(self) -> None:
        unit = self.session.unit
        counted = [it for slot, it in self.model.sets.items() if self.model.with_what[slot] not in TIMED]
        lifted = [reps * load.weight.to(unit).amount for reps, load in counted if not load.on_body]
        sums = totals(self.session)
        assert (sums.volume.amount, sums.volume.unit) == (sum(lifted, Decimal(0)), unit)
        assert sums.sets == len(self.model.sets)


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
