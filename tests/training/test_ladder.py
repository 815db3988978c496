"""The rungs of the pull-up: up when all sets reach the top, down when the first fails, and never two at once."""

from dataclasses import replace

import pytest

from bot.training.ladder import Rung, RungRule, rung
from bot.training.loading import Kit
from bot.training.plan import Exercise, PlannedSet
from bot.training.progression import Performance
from bot.training.vocabulary import Counting, Equipment
from tests.training.gym import NOON, body, doing, exercise, sets
from tests.training.past import did, one_after_another

IDS = ("both-feet", "one-foot", "toes", "pull-up")
FEET, FOOT, TOES = (
    replace(exercise(id, Counting.BODYWEIGHT, Equipment.CHAIR), ladder=IDS) for id in ("both-feet", "one-foot", "toes")
)
FREE = replace(exercise("pull-up", Counting.BODYWEIGHT_PLUS, Equipment.PULL_UP_BAR), ladder=IDS)
RUNGS = (FEET, FOOT, TOES, FREE)
FOUR_TENS, FIVE_TO_EIGHT = sets(4, 10), sets(3, 5, 8)


def meant(
    *past: tuple[Exercise, Performance],
    plan: tuple[PlannedSet, ...] = FIVE_TO_EIGHT,
    rungs: tuple[Exercise, ...] = RUNGS,
    last: int = 3,
) -> Rung:
    """The rung after these sessions, oldest first; the plan names the free pull-up."""
    dated = one_after_another(*(performance for _, performance in past), last=last)
    by_rung: dict[str, list[Performance]] = {one.id: [] for one in rungs}
    for (what, _), performance in zip(past, dated, strict=True):
        own = tuple(replace(one, exercise=what.id, at=performance.at) for one in performance.sets)
        by_rung[what.id].append(replace(performance, sets=own))
    return rung(doing(rungs[-1], *plan), rungs, by_rung, Kit(), NOON)


def on(what: Exercise, reps: str, extra: str = "0", hurt: bool = False) -> tuple[Exercise, Performance]:
    return what, did(reps, body(extra), what=what, hurt=hurt)


def leads(found: Rung, rule: RungRule, to: Exercise) -> None:
    assert (found.rule, found.exercise) == (rule, to.id)


def test_who_has_tried_none_begins_on_the_rung_that_is_planned() -> None:
    leads(meant(), RungRule.FIRST, FREE)


def test_all_sets_at_the_top_lead_one_rung_up() -> None:
    found = meant(on(FEET, "8 8 8"))
    leads(found, RungRule.UP, FOOT)
    assert found.before == FEET.id and [one.reps for one in found.sets] == [8, 8, 8] and found.day is not None
    leads(meant(on(TOES, "9 8 8")), RungRule.UP, FREE)
    leads(meant(on(TOES, "10 10 10 10"), plan=FOUR_TENS), RungRule.UP, FREE)


def test_a_first_set_that_fails_leads_one_rung_down() -> None:
    leads(meant(on(FREE, "4 3 3")), RungRule.DOWN, TOES)
    leads(meant(on(FREE, "4")), RungRule.DOWN, TOES)
    leads(meant(on(FEET, "4 4 4")), RungRule.STAY, FEET)  # there is none below


def test_anything_between_stays() -> None:
    leads(meant(on(TOES, "8 8 7")), RungRule.STAY, TOES)
    leads(meant(on(TOES, "5 4 3")), RungRule.STAY, TOES)
    leads(meant(on(TOES, "8 8")), RungRule.STAY, TOES)


def test_the_rung_last_done_counts_whoever_chose_it() -> None:
    leads(meant(on(FREE, "8 8 8"), on(FEET, "6 6 6")), RungRule.STAY, FEET)
    leads(meant(on(FEET, "6 6 6"), on(FREE, "6 6 6")), RungRule.STAY, FREE)


def test_a_rung_taken_within_the_session_is_the_last_one() -> None:
    past = {FREE.id: [on(FREE, "3")[1]], TOES.id: [on(TOES, "7 6")[1]]}
    leads(rung(doing(FREE, *FIVE_TO_EIGHT), RUNGS, past, Kit(), NOON), RungRule.STAY, TOES)


def test_on_the_hardest_rung_the_load_takes_over() -> None:
    leads(meant(on(FREE, "8 8 8")), RungRule.LOAD, FREE)
    leads(meant(on(FREE, "4 3 3", "5")), RungRule.LOAD, FREE)


def test_a_machine_helps_less_before_the_next_rung() -> None:
    machine = replace(exercise("machine", Counting.BODYWEIGHT_MINUS), ladder=("machine", "pull-up"))
    rungs = (machine, FREE)
    leads(meant(on(machine, "8 8 8", "-20"), rungs=rungs), RungRule.LOAD, machine)
    leads(meant(on(machine, "8 8 8"), rungs=rungs), RungRule.UP, FREE)
    leads(meant(on(machine, "4 4 4", "-20"), rungs=rungs), RungRule.LOAD, machine)


def test_nobody_goes_up_after_pain_and_down_is_always_open() -> None:
    leads(meant(on(TOES, "8 8 8", hurt=True)), RungRule.PAIN, TOES)
    leads(meant(on(TOES, "4 4 4", hurt=True)), RungRule.DOWN, FOOT)
    leads(meant(on(TOES, "8 8 8", hurt=True), on(TOES, "8 8 8")), RungRule.UP, FREE)
    gave_up = replace(on(FREE, "8", hurt=True)[1], sets=())
    leads(meant(on(TOES, "8 8 8"), (FREE, gave_up)), RungRule.PAIN, TOES)


@pytest.mark.parametrize(
    ("days", "rule", "to"),
    [(13, RungRule.UP, FREE), (14, RungRule.HOLD, TOES), (27, RungRule.HOLD, TOES), (28, RungRule.RESTART, FOOT)],
)
def test_away(days: int, rule: RungRule, to: Exercise) -> None:
    leads(meant(on(TOES, "8 8 8"), last=days), rule, to)
