"""What the next set aims for: where the load comes from, how it is nudged and chosen."""

from dataclasses import replace
from decimal import Decimal

from bot.training import events
from bot.training.aim import Aim, aim, working_load
from bot.training.effects import Reason
from bot.training.loading import Kit
from bot.training.logged import Slot
from bot.training.plan import Block, PlannedSet
from bot.training.quantities import RepRange, Unit, Weight, body_weight
from bot.training.session import Coaching
from bot.training.vocabulary import Counting, Equipment, SetKind
from tests.training.gym import (
    ARMS,
    CURL,
    HAMMER,
    HELPED_PULL_UP,
    PULL_UP,
    ROW,
    Training,
    body,
    day,
    doing,
    done,
    exercise,
    first_session,
    kg,
    later_session,
    lb,
    sets,
)

FIRST = Slot(0, 0)
CURLS = day(Block((doing(CURL, *sets(3)),)))
PULL_UPS = day(Block((doing(PULL_UP, *sets(3)),)))
HELPED = day(Block((doing(HELPED_PULL_UP, *sets(3)),)))


def test_the_first_time_a_load_has_to_be_asked_for() -> None:
    assert Training().aim == Aim(FIRST, 10, None)
    assert Training(first_session(HELPED)).aim.load is None, "how much help is needed is unknown too"


def test_the_body_needs_no_asking() -> None:
    assert Training(first_session(PULL_UPS)).aim == Aim(FIRST, 10, body())
    assert Training(first_session(PULL_UPS, Unit.LB)).aim.load == body_weight(Unit.LB)
    dips = exercise("dip", Counting.BODYWEIGHT)
    assert Training(first_session(day(Block((doing(dips, *sets(1)),))))).aim.load == body()


def test_a_range_of_repetitions_is_begun_at_its_low_end() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(2, 8, 12)),)))))
    assert it.aim.reps == 8


def test_last_times_load_is_aimed_for() -> None:
    it = Training(later_session(done(ROW, 10, kg("40")), done(ROW, 8, kg("45")), done(CURL, 9, kg("12"))))
    assert it.aim == Aim(FIRST, 10, kg("45")), "of the last set, with the prescription's repetitions"


def test_last_times_warm_ups_do_not_count() -> None:
    it = Training(later_session(done(ROW, 10, kg("45")), done(ROW, 10, kg("20"), SetKind.WARM_UP)))
    assert it.aim.load == kg("45")


def test_last_times_load_keeps_the_unit_it_was_lifted_in() -> None:
    assert Training(later_session(done(ROW, 10, lb("100")))).aim.load == lb("100")


def test_a_chosen_load_beats_last_times() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.happens(events.LoadChosen(FIRST, kg("50")))
    assert it.aim == Aim(FIRST, 10, kg("50"))


def test_a_chosen_load_holds_for_the_same_exercise_further_on() -> None:
    it = Training(first_session(ARMS))
    it.happens(events.LoadChosen(FIRST, kg("20")))
    assert working_load(it.session, 0) == working_load(it.session, 1) == kg("20")
    assert working_load(it.session, 2) is None, "hammer curls are something else"


def test_the_last_set_of_today_beats_everything() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.happens(events.LoadChosen(FIRST, kg("50")))
    it.logs(6, kg("47.5"))
    assert it.aim == Aim(Slot(0, 1), 10, kg("47.5"))


def test_the_same_exercise_further_on_has_its_own_last_set() -> None:
    it = Training(later_session(done(CURL, 10, kg("20")), workout=ARMS))
    it.logs(12, kg("10"))
    it.logs(10, kg("25"))
    assert it.aim == Aim(Slot(1, 0), 10, kg("20")), "as last time, not as in the block before"


def test_a_load_used_today_is_not_asked_for_again() -> None:
    it = Training(first_session(ARMS))
    it.logs(12, kg("10"))
    it.logs(10, kg("25"))
    assert it.aim == Aim(Slot(1, 0), 10, kg("25"))


def test_a_load_chosen_before_the_warm_up_is_the_working_load() -> None:
    it = Training(first_session(ARMS))
    it.happens(events.LoadChosen(FIRST, kg("30")))
    assert it.aim == Aim(FIRST, 12, kg("15"))
    it.logs(12, kg("15"))
    assert it.aim == Aim(Slot(0, 1), 10, kg("30"))


def test_choosing_a_load_keeps_nudged_repetitions_of_a_working_set() -> None:
    it = Training()
    it.happens(events.AimMoved(FIRST, reps=2))
    it.happens(events.LoadChosen(FIRST, kg("30")))
    assert it.aim == Aim(FIRST, 12, kg("30"))


def test_choosing_the_working_load_forgets_a_nudged_warm_up() -> None:
    it = Training(later_session(done(CURL, 10, kg("30")), workout=ARMS))
    it.happens(events.AimMoved(FIRST, steps=-1))
    assert it.aim.load == kg("12.5")
    it.happens(events.LoadChosen(FIRST, kg("40")))
    assert it.aim == Aim(FIRST, 12, kg("20"))


def test_nudges_add_up_and_are_for_this_set_only() -> None:
    it = Training(later_session(done(CURL, 10, kg("12.5")), workout=CURLS))
    it.happens(events.AimMoved(FIRST, reps=1))
    it.happens(events.AimMoved(FIRST, reps=1))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.aim == Aim(FIRST, 12, kg("15"))
    it.happens(events.AimMoved(FIRST, reps=-3, steps=-2))
    assert it.aim == Aim(FIRST, 9, kg("10"))
    it.logs(9, kg("10"))
    assert it.aim == Aim(Slot(0, 1), 10, kg("10")), "the load stays as done, the repetitions are the plan's again"


def test_repetitions_can_be_nudged_before_the_load_is_known() -> None:
    it = Training()
    it.happens(events.AimMoved(FIRST, reps=-2, steps=1))
    assert it.aim == Aim(FIRST, 8, None)


def test_a_nudge_stays_behind_when_another_set_comes_next() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.logs()
    it.happens(events.AimMoved(Slot(0, 1), reps=2, steps=1))
    it.happens(events.SetUndone(FIRST))
    assert it.aim == Aim(FIRST, 10, kg("45"))
    it.happens(events.ExerciseSkipped(0))
    assert it.aim == Aim(Slot(1, 0), 10, body())


def test_a_nudge_does_not_end_a_rest() -> None:
    it = Training()
    resting = it.logs()
    it.happens(events.AimMoved(Slot(0, 1), steps=1))
    assert it.session.rest == resting.rest and it.aim.load == kg("47.5")


def test_a_set_aims_for_one_repetition_at_least() -> None:
    it = Training()
    it.happens(events.AimMoved(FIRST, reps=-50))
    assert it.aim.reps == 1


def test_a_nudge_leads_to_loads_that_exist_and_never_to_nothing() -> None:
    it = Training(later_session(done(ROW, 10, kg("6"))))
    for lighter in ("5", "2.5", "2.5"):
        it.happens(events.AimMoved(FIRST, steps=-1))
        assert it.aim.load == kg(lighter)
    it.happens(events.AimMoved(FIRST, steps=2))
    assert it.aim.load == kg("7.5")


def test_a_nudge_goes_from_bar_to_plates_that_the_lifter_has() -> None:
    bars = exercise("overhead-press", equipment=Equipment.BARBELL)
    fives = Kit(plates=(Weight(Decimal(5), Unit.KG),))
    pressing = later_session(done(bars, 5, kg("40")), workout=day(Block((doing(bars, *sets(2)),))))
    it = Training(replace(pressing, coaching=Coaching(kit=fives)))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.aim.load == kg("50")
    it.happens(events.AimMoved(FIRST, steps=-5))
    assert it.aim.load == kg("20"), "the empty bar"


def test_steps_in_pounds_stay_pounds() -> None:
    it = Training(later_session(done(ROW, 10, lb("100"))))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.aim.load == lb("105"), "not 100 lb and 2.5 kg, although the lifter thinks in kg by now"


def test_on_the_assistance_machine_a_step_up_is_less_help() -> None:
    it = Training(later_session(done(HELPED_PULL_UP, 8, body("-30")), workout=HELPED))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.aim.load == body("-27.5")
    it.happens(events.AimMoved(FIRST, steps=-3))
    assert it.aim.load == body("-35")


def test_on_the_assistance_machine_no_help_is_the_least() -> None:
    it = Training(later_session(done(HELPED_PULL_UP, 8, body("-4")), workout=HELPED))
    for least in ("-2.5", "0", "0"):
        it.happens(events.AimMoved(FIRST, steps=1))
        assert it.aim.load == body(least)


def test_weight_on_the_body_is_nudged_down_to_none() -> None:
    it = Training(first_session(PULL_UPS))
    it.happens(events.AimMoved(FIRST, steps=1))
    assert it.aim.load == body("2.5")
    it.happens(events.AimMoved(FIRST, steps=-2))
    assert it.aim.load == body()


def test_a_nudge_or_a_load_for_another_set_than_the_next_changes_nothing() -> None:
    it = Training()
    for event in (events.AimMoved(Slot(0, 1), reps=1), events.LoadChosen(Slot(1, 0), kg("45"))):
        it.happens(event)
        assert it.declined is Reason.NOT_NEXT


def test_a_change_of_unit_is_for_loads_that_start_from_nothing() -> None:
    it = Training(first_session(day(Block((doing(ROW, *sets(1)), doing(PULL_UP, *sets(1)))))))
    it.logs(load=kg("45"))
    it.happens(events.UnitChanged(Unit.LB))
    assert it.aim.load == body_weight(Unit.LB)
    assert it.session.log[0].load == kg("45"), "what was lifted stays as it was lifted"


def test_a_swapped_exercise_has_its_own_loads() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.logs(10, kg("47.5"))
    it.happens(events.ExerciseSwapped(0, HAMMER, (done(HAMMER, 10, kg("12")),)))
    assert it.aim == Aim(Slot(0, 1), 10, kg("12"))
    it.happens(events.ExerciseSwapped(0, CURL))
    assert it.aim == Aim(Slot(0, 1), 10, None)
    it.happens(events.ExerciseSwapped(0, ROW, (done(ROW, 10, kg("45")),)))
    assert it.aim.load == kg("47.5"), "back at the row, today's set counts again"


def test_a_swap_forgets_nothing_of_last_time() -> None:
    it = Training(later_session(done(ROW, 10, kg("45")), done(PULL_UP, 8, body("5"))))
    it.happens(events.ExerciseSwapped(0, HAMMER, (done(HAMMER, 10, kg("12")),)))
    assert it.aim.load == kg("12")
    assert working_load(it.session, 1) == body("5")
    it.takes_back()
    assert it.aim.load == kg("45")


def test_a_swap_forgets_the_nudge() -> None:
    it = Training(later_session(done(ROW, 10, kg("45"))))
    it.happens(events.AimMoved(FIRST, reps=2, steps=1))
    it.happens(events.ExerciseSwapped(0, CURL))
    assert it.aim == Aim(FIRST, 10, None)
    it.takes_back()
    assert it.aim == Aim(FIRST, 12, kg("47.5"))


def test_a_half_warm_up_in_pounds_is_rounded_in_pounds() -> None:
    it = Training(later_session(done(CURL, 10, lb("95")), workout=ARMS))
    assert it.aim.load == lb("45")


def test_a_warm_up_of_two_fifths() -> None:
    warm_up = PlannedSet(RepRange(5, 5), SetKind.WARM_UP, Decimal("0.4"))
    it = Training(later_session(done(ROW, 10, kg("61")), workout=day(Block((doing(ROW, warm_up, *sets(1)),)))))
    assert it.aim.load == kg("22.5")


def test_nothing_is_aimed_for_when_all_is_done() -> None:
    assert aim(Training().logs_everything()) is None
