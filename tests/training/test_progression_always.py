"""What holds for every target, whatever was planned, logged and felt, and whatever there is to load."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training.bout import bout_of
from bot.training.e1rm import moved
from bot.training.loading import Kit, nearest, step_up
from bot.training.plan import Exercise, PlannedSet, Step
from bot.training.progression import Performance
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.target import Target, TargetRule
from bot.training.vocabulary import Counting, Equipment
from tests.training.gym import exercise
from tests.training.past import did, next_after

OFTEN = settings(max_examples=100, deadline=None)
MADE_OF = {
    Counting.WEIGHT: (Equipment.BARBELL, Equipment.DUMBBELL, Equipment.MACHINE, Equipment.EZ_BAR),
    Counting.BODYWEIGHT: (Equipment.BODY_ONLY,),
    Counting.BODYWEIGHT_PLUS: (Equipment.PULL_UP_BAR,),
    Counting.BODYWEIGHT_MINUS: (Equipment.MACHINE,),
    Counting.DURATION: (Equipment.BODY_ONLY,),
    Counting.WEIGHT_DURATION: (Equipment.DUMBBELL, Equipment.BARBELL),
}
STEPS = st.sampled_from([Step(Decimal("2.5"), Decimal(5)), Step(Decimal(2), Decimal(5)), Step(Decimal(5), Decimal(10))])
PLATES = st.lists(st.sampled_from([Weight(Decimal(one), Unit.KG) for one in (1, 2, 5, 10, 15)]), max_size=2).map(tuple)


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    counting = draw(st.sampled_from(Counting))
    found = exercise("it", counting, draw(st.sampled_from(MADE_OF[counting])))
    return replace(found, step=draw(STEPS), per_side=draw(st.booleans()))


@st.composite
def lives(draw: st.DrawFn) -> "Story":
    what = draw(exercises())
    low = draw(st.integers(1, 12))
    plan = (PlannedSet(RepRange(low, low + draw(st.integers(0, 4)))),) * draw(st.integers(1, 4))
    unit = draw(st.sampled_from(Unit))
    kit = Kit(None, draw(PLATES))
    base = draw(st.integers(-12, 30) if what.counting.on_body else st.integers(0, 60))
    past = draw(st.lists(performances(what, unit, kit, base, low), min_size=1, max_size=5))
    body = draw(st.none() | st.just(Weight(Decimal(80), Unit.KG)))
    return Story(what, plan, past, kit, body, unit, draw(st.sampled_from([1, 3, 13, 14, 27, 28, 60])))


@st.composite
def performances(draw: st.DrawFn, what: Exercise, unit: Unit, kit: Kit, base: int, low: int) -> Performance:
    """Loads near one another, so that stories of several sessions come about; now and then in the other unit."""
    theirs = draw(st.sampled_from([unit, unit, unit, *Unit]))
    steps = base + draw(st.integers(-1, 1))
    amount = what.step.weight(theirs).amount * steps
    if not what.counting.on_body:
        amount = max(amount, Decimal(0))
    load = nearest(Load(Weight(amount, theirs), what.counting.on_body), what, kit)
    others = step_up(load, what, kit)
    count = draw(st.integers(1, 5))
    reps = " ".join(str(draw(st.integers(max(low - 2, 1), low + 5))) for _ in range(count))
    loads = draw(
        st.sampled_from([(load,), (load,), (load,), (*[others] * (count - 1), load), (*[load] * (count - 1), others)])
    )
    rir = draw(st.sampled_from(["", "", " ".join(["0"] * count), " ".join(["4"] * count)]))
    return did(reps, *loads, what=what, rir=rir, hurt=draw(st.integers(0, 9)) == 0)


class Story:
    """A past, and the target that it leads to."""

    def __init__(
        self,
        what: Exercise,
        plan: tuple[PlannedSet, ...],
        past: list[Performance],
        kit: Kit,
        body: Weight | None,
        unit: Unit,
        last: int,
    ) -> None:
        self.what, self.plan, self.past, self.kit, self.body, self.unit, self.last = (
            what,
            plan,
            past,
            kit,
            body,
            unit,
            last,
        )
        self.target: Target = next_after(*past, plan=plan, what=what, last=last, kit=kit, body=body, unit=unit)
        ranges = tuple(one.reps for one in plan)
        bout = bout_of(past[-1].sets, what, ranges, kit, unit)
        assert bout is not None and self.target.load is not None
        self.bout, self.load = bout, self.target.load

    def __repr__(self) -> str:
        """As Hypothesis tells it when it fails."""
        done = [[(one.reps, str(one.load), one.rir) for one in each.sets] for each in self.past]
        return (
            f"{self.what.counting} {self.what.equipment} {self.what.step} {self.plan[0].reps} {done} -> {self.target}"
        )

    @property
    def rose(self) -> bool:
        return self.load.weight.amount > self.bout.load.weight.amount


@given(lives())
@OFTEN
def test_every_target(story: Story) -> None:
    can_be_loaded(story)
    names_what_decided(story)
    jumps_no_more_than_a_tenth_or_one_step(story)
    rises_only_when_every_set_reached_the_top_and_nothing_hurt(story)
    asks_for_one_more_at_most(story)


def can_be_loaded(story: Story) -> None:
    assert nearest(story.load, story.what, story.kit) == story.load
    assert story.load.weight.unit is story.unit and story.load.on_body is story.what.counting.on_body
    assert len(story.target.reps) == len(story.plan) and all(reps >= 1 for reps in story.target.reps)


def names_what_decided(story: Story) -> None:
    assert story.target.why.sets == story.past[-1].sets[: len(story.plan)]
    assert story.target.why.before == story.target.why.sets[-1].load and story.target.why.day is not None


def jumps_no_more_than_a_tenth_or_one_step(story: Story) -> None:
    if story.rose and story.load != step_up(story.bout.load, story.what, story.kit):
        before, after = moved(story.bout.load, story.body), moved(story.load, story.body)
        assert before is not None and after is not None, "two steps need to know what they are a tenth of"
        assert after.amount <= before.amount * Decimal("1.1")


def rises_only_when_every_set_reached_the_top_and_nothing_hurt(story: Story) -> None:
    ranges = zip(story.past[-1].sets, story.plan, strict=False)
    reached = len(story.past[-1].sets) >= len(story.plan) and all(one.reps >= each.reps.high for one, each in ranges)
    if story.rose or story.target.why.rule is TargetRule.UP:
        assert reached and not story.past[-1].hurt and story.last < 14


def asks_for_one_more_at_most(story: Story) -> None:
    """By a stride: seconds go up in fives, sides in twos. None more while it hurts."""
    stride = (5 if story.what.counting.timed else 1) * (2 if story.what.per_side else 1)
    most = max(one.reps for one in story.past[-1].sets)
    for asked, planned in zip(story.target.reps, story.plan, strict=True):
        assert asked <= max(planned.reps.low, most + stride)
        assert asked <= most or story.target.why.rule is not TargetRule.PAIN
