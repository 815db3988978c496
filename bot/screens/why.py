"""Why the coach asks for this load, these repetitions, this rung: one line for the card, and a page that names the sets.

The words for the rules of `progression` and `ladder`, with what they rest on; nothing is decided here.
"""

from markupsafe import Markup

from bot.screens.buttons import tap
from bot.screens.reasons import short_day
from bot.screens.screen import Button, Screen, bold, filled, italic, lines
from bot.screens.sets import exercise_line
from bot.screens.taps import Verb
from bot.screens.words import count, reps_and_loads, set_words
from bot.training.aim import aim, target_at
from bot.training.ladder import Rung, RungRule
from bot.training.logged import Slot
from bot.training.order import exercise_at, planned
from bot.training.plan import Exercise, Library
from bot.training.quantities import Load, Weight, plain
from bot.training.session import Session
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import SetKind
from bot.training.walltime import day_in, zone_of

# What each rule rests on: the long form, with years, is in docs/progression.md.
_SOURCES = {
    TargetRule.UP: "Double progression; steps of 2 to 10 %: American College of Sports Medicine, 2009.",
    TargetRule.EFFORT: "Repetitions in reserve: Zourdos 2016, Helms 2016.",
    TargetRule.BACK: "Stepping back a tenth is old practice in linear programs; no trial has settled the figure.",
    TargetRule.RESTART: "Strength holds for two or three weeks without training, then declines: McMaster 2013, Bosquet 2013.",
    TargetRule.HOLD: "Strength holds for two or three weeks without training: McMaster 2013.",
    TargetRule.FAR: "How far is estimated from your sets: Epley 1985.",
}


def why_line(session: Session, slot: Slot) -> Markup | None:
    """`Why 47.5 kg: every set reached the top last time, so 2.5 kg more.` None while there is nothing to tell, or the lifter
    has chosen otherwise."""
    target, now = target_at(session, slot.position), aim(session)
    if target is None or now is None or target.why.rule is TargetRule.FIRST:
        return None
    if planned(session, slot).kind is not SetKind.WORKING or now.load != target.load:
        return None
    exercise = exercise_at(session, slot.position)
    what = _amount(target.load) if target.load is not None and not exercise.counting.bare else "this"
    return italic(f"Why {what}: {_because(target, exercise)}.")


def why_page(session: Session, library: Library, zone: str | None) -> Screen:
    """The sets that decided, the rule and its source, and whose word counts in the end."""
    now = aim(session)
    assert now is not None, "a session with nothing left to do is closed by the machine"
    exercise, target = exercise_at(session, now.slot.position), target_at(session, now.slot.position)
    climbed = session.coaching.rungs.get(exercise.id)
    return Screen(
        lines(
            exercise_line(session, now.slot),
            "",
            *(_decided(target, exercise, zone) if target else ("Nothing has been looked up for this one yet.",)),
            *(("", _on_this_rung(climbed, library)) if climbed and climbed.rule is not RungRule.FIRST else ()),
            "",
            italic("You decide: change it or type what you do, and I go on from there."),
        ),
        ((Button("‹ Back to training", tap(session, Verb.CARD)),),),
    )


def _decided(target: Target, exercise: Exercise, zone: str | None) -> list[Markup | str]:
    why = target.why
    if why.rule is TargetRule.FIRST:
        return ["You have not done this one with me yet. Start easy: the first sets tell me where you are."]
    aimed = " · ".join(dict.fromkeys(set_words(reps, target.load, exercise) for reps in target.reps))
    source = _SOURCES.get(why.rule)
    return [
        filled("{}  {}", bold(_day(why, zone)), reps_and_loads(why.sets, exercise)),
        filled("Next: {}, because {}.", bold(aimed), _because(target, exercise)),
        *([italic(source)] if source else []),
    ]


def _day(why: Why, zone: str | None) -> str:
    return short_day(day_in(zone_of(zone), why.day)) if why.day else ""


def _because(target: Target, exercise: Exercise) -> str:
    why = target.why
    match why.rule:
        case TargetRule.UP:
            return f"every set reached the top last time, so {_more(why.before, target.load)}"
        case TargetRule.TOP:
            return "every set reached the top, and there is nothing heavier"
        case TargetRule.REPS:
            return (
                "the same load with one rep more than your weakest set"
                if not exercise.counting.timed
                else "a little longer"
            )
        case TargetRule.BEYOND:
            return "the next load is a big jump, so a few more reps come first"
        case TargetRule.EARN:
            return "the next load was too much lately, so a few more reps earn it first"
        case TargetRule.FEWER:
            return "there is nothing lighter, so as many reps as you have, and one more"
        case TargetRule.LEVEL:
            return "not every set was done with this load last time"
        case TargetRule.EFFORT:
            return "you reached the top with nothing left, so once more before it gets heavier"
        case TargetRule.AGAIN:
            return "a set fell short last time, so the same again"
        case TargetRule.BACK:
            return f"it fell short {count(why.number, 'time')}, so a tenth less, and up again from there"
        case TargetRule.FAR:
            return "last time was far from the plan, so a load that fits"
        case TargetRule.PART:
            return "last time ended early, so the same plan again"
        case TargetRule.PAIN:
            return "it hurt lately, so nothing goes up until a session without pain"
        case TargetRule.HOLD:
            return f"it was {count(why.number, 'day')} ago, so the same as then"
        case TargetRule.RESTART:
            return f"it was {count(why.number, 'day')} ago, so a lighter start"
        case _:
            return "you are new to it"


def _more(before: Load | None, after: Load | None) -> str:
    """`2.5 kg more`, `5 kg less help`; between kilograms and pounds the difference would be no plate that there is."""
    if before is None or after is None or before == after or before.weight.unit is not after.weight.unit:
        return "a step up"
    difference = Weight(abs(after.weight.amount - before.weight.amount), after.weight.unit)
    helped = after.on_body and before.weight.amount < 0
    return f"{difference} less help" if helped else f"{difference} more"


def _amount(load: Load) -> str:
    if not load.on_body:
        return str(load.weight)
    if load.weight.amount < 0:
        return f"{plain(-load.weight.amount)} {load.weight.unit} of help"
    return f"+{load.weight}" if load.weight.amount else "body weight"


_RUNGS = {
    RungRule.UP: "every set reached the top on “{}”, so one rung up",
    RungRule.DOWN: "the first set fell short on “{}”, so one rung down",
    RungRule.STAY: "“{}” is still the right rung",
    RungRule.LOAD: "on “{}” the load changes before the rung does",
    RungRule.PAIN: "it hurt lately, so you stay on “{}”",
    RungRule.HOLD: "after two weeks away you stay on “{}”",
    RungRule.RESTART: "after four weeks away you begin one rung below “{}”",
}


def _on_this_rung(rung: Rung, library: Library) -> str:
    before = library.exercises.get(rung.before)
    return f"The ladder: {_RUNGS[rung.rule].format(before.name if before else rung.before)}."
