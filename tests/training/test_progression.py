"""What to lift next: each rule as a story of the last sessions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.training.loading import Kit
from bot.training.plan import PlannedSet
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.target import Target, TargetRule
from bot.training.vocabulary import Counting, Equipment, SetKind
from tests.training.gym import CURL, HELPED_PULL_UP, PULL_UP, body, exercise, kg, lb, sets
from tests.training.past import did, next_after, warmed_up

FOUR_TENS = sets(4, 10)
EIGHT_TO_TWELVE = sets(4, 8, 12)
DUMBBELLS = replace(CURL, step=replace(CURL.step, kg=Decimal(2)))
BARBELL = exercise("barbell-row", equipment=Equipment.BARBELL)
PUSH_UP = exercise("push-up", Counting.BODYWEIGHT, Equipment.BODY_ONLY)
PLANK = exercise("plank", Counting.DURATION, Equipment.BODY_ONLY)
CARRY = exercise("carry", Counting.WEIGHT_DURATION, Equipment.DUMBBELL)
LUNGE = replace(exercise("lunge", equipment=Equipment.DUMBBELL), per_side=True)
EIGHTY = Weight(Decimal(80), Unit.KG)
TENS = "10 10 10 10"


def asks(found: Target, rule: TargetRule, load: Load | None, *reps: int, number: int | None = None) -> None:
    """The whole of a target in one line."""
    assert (found.why.rule, found.load, found.reps) == (rule, load, reps)
    assert number is None or found.why.number == number


# Fixed reps: load alone


def test_tens_in_all_sets_are_one_step_up() -> None:
    found = next_after(did(TENS, kg("45")), plan=FOUR_TENS)
    asks(found, TargetRule.UP, kg("47.5"), 10, 10, 10, 10, number=1)
    assert found.why.before == kg("45")
    assert [one.reps for one in found.why.sets] == [10, 10, 10, 10]
    assert found.why.day is not None and found.why.day.day == 27


def test_a_miss_is_repeated_and_reaching_it_then_is_a_step_up() -> None:
    missed = did("10 10 9 8", kg("45"))
    asks(next_after(missed, plan=FOUR_TENS), TargetRule.AGAIN, kg("45"), 10, 10, 10, 10, number=1)
    asks(next_after(missed, missed, plan=FOUR_TENS), TargetRule.AGAIN, kg("45"), 10, 10, 10, 10, number=2)
    asks(next_after(missed, did(TENS, kg("45")), plan=FOUR_TENS), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)


def test_three_sessions_of_10_10_9_8_at_45_are_a_tenth_back() -> None:
    missed = did("10 10 9 8", kg("45"))
    asks(next_after(missed, missed, missed, plan=FOUR_TENS), TargetRule.BACK, kg("40"), 10, 10, 10, 10, number=3)


def test_three_misses_count_wherever_they_lie_while_the_load_stays() -> None:
    missed, part = did("10 10 9 8", kg("45")), did("10 9", kg("45"))
    asks(next_after(missed, missed, part, missed, plan=FOUR_TENS), TargetRule.BACK, kg("40"), 10, 10, 10, 10)
    asks(next_after(missed, part, missed, plan=FOUR_TENS), TargetRule.AGAIN, kg("45"), 10, 10, 10, 10, number=2)
    stayed = (missed, missed, did(TENS, kg("45")), missed)
    asks(next_after(*stayed, plan=FOUR_TENS), TargetRule.BACK, kg("40"), 10, 10, 10, 10)


def test_after_stepping_back_or_a_heavier_try_the_count_begins_anew() -> None:
    missed, tens = did("10 10 9 8", kg("45")), did(TENS, kg("42.5"))
    asks(next_after(missed, missed, tens, missed, plan=FOUR_TENS), TargetRule.AGAIN, kg("45"), 10, 10, 10, 10, number=1)
    heavier = did("10 9 9 8", kg("47.5"))
    found = next_after(missed, missed, heavier, missed, plan=FOUR_TENS)
    asks(found, TargetRule.AGAIN, kg("45"), 10, 10, 10, 10, number=1)


def test_what_was_missed_is_earned_by_reps_before_it_is_tried_again() -> None:
    """14 × 42.5 kg speaks for 10 × 45 kg, by Epley and with a little to spare."""
    missed, below = did("10 10 9 8", kg("45")), did(TENS, kg("42.5"))
    asks(
        next_after(missed, missed, missed, below, plan=FOUR_TENS),
        TargetRule.EARN,
        kg("42.5"),
        11,
        11,
        11,
        11,
        number=14,
    )
    nearly, earned = did("14 14 14 13", kg("42.5")), did("14 14 14 14", kg("42.5"))
    asks(next_after(missed, nearly, plan=FOUR_TENS), TargetRule.EARN, kg("42.5"), 14, 14, 14, 14)
    asks(next_after(missed, earned, plan=FOUR_TENS), TargetRule.UP, kg("45"), 10, 10, 10, 10)
    further_down = did(TENS, kg("40"))
    asks(next_after(missed, further_down, plan=FOUR_TENS), TargetRule.UP, kg("42.5"), 10, 10, 10, 10)


def test_a_load_missed_twice_is_not_left_upwards_on_one_good_day() -> None:
    missed = did("10 10 9 8", kg("45"))
    found = next_after(missed, missed, did(TENS, kg("45")), plan=FOUR_TENS)
    asks(found, TargetRule.EARN, kg("45"), 11, 11, 11, 11)


def test_a_load_that_was_far_too_heavy_comes_down_at_once() -> None:
    """Five at 60 kg speak for 52.5 kg ten times, by Epley."""
    asks(next_after(did("5 4 3 3", kg("60")), plan=FOUR_TENS), TargetRule.FAR, kg("52.5"), 10, 10, 10, 10, number=5)
    asks(next_after(did("2 1", kg("60")), plan=FOUR_TENS), TargetRule.FAR, kg("47.5"), 10, 10, 10, 10, number=2)
    asks(next_after(did("8 7 7 6", kg("60")), plan=FOUR_TENS), TargetRule.AGAIN, kg("60"), 10, 10, 10, 10)


# A range: reps first


def test_reps_come_first_one_more_than_the_weakest_set() -> None:
    found = next_after(did("10 10 9 8", kg("45")), plan=EIGHT_TO_TWELVE)
    asks(found, TargetRule.REPS, kg("45"), 10, 10, 9, 9, number=4)
    asks(next_after(did("12 12 12 8", kg("45")), plan=EIGHT_TO_TWELVE), TargetRule.REPS, kg("45"), 12, 12, 12, 9)


def test_twelves_in_all_sets_are_a_step_up_and_reps_begin_below() -> None:
    asks(next_after(did("12 12 12 12", kg("45")), plan=EIGHT_TO_TWELVE), TargetRule.UP, kg("47.5"), 8, 8, 8, 8)
    asks(next_after(did("14 13 12 12", kg("45")), plan=EIGHT_TO_TWELVE), TargetRule.UP, kg("47.5"), 8, 8, 8, 8)


def test_below_the_range_is_a_miss() -> None:
    asks(next_after(did("10 9 8 7", kg("45")), plan=EIGHT_TO_TWELVE), TargetRule.AGAIN, kg("45"), 10, 9, 8, 8)


def test_sets_that_differ_are_judged_each_by_its_own_range() -> None:
    pyramid = (PlannedSet(RepRange(12, 12)), PlannedSet(RepRange(10, 10)), PlannedSet(RepRange(8, 8)))
    asks(next_after(did("12 10 8", kg("45")), plan=pyramid), TargetRule.UP, kg("47.5"), 12, 10, 8)
    asks(next_after(did("12 9 8", kg("45")), plan=pyramid), TargetRule.AGAIN, kg("45"), 12, 10, 8)


# What the lifter does instead


def test_the_last_load_they_chose_is_the_new_truth() -> None:
    asks(
        next_after(did(TENS, kg("45")), did(TENS, kg("55")), plan=FOUR_TENS), TargetRule.UP, kg("57.5"), 10, 10, 10, 10
    )
    asks(
        next_after(did(TENS, kg("45")), did(TENS, kg("30")), plan=FOUR_TENS), TargetRule.UP, kg("32.5"), 10, 10, 10, 10
    )


def test_a_load_put_down_on_the_way_is_no_miss() -> None:
    mixed = did("6 10 10 10", kg("50"), kg("45"), kg("45"), kg("45"))
    asks(next_after(mixed, plan=FOUR_TENS), TargetRule.LEVEL, kg("45"), 10, 10, 10, 10, number=3)
    rising = did(TENS, kg("40"), kg("45"), kg("50"), kg("50"))
    asks(next_after(rising, plan=FOUR_TENS), TargetRule.LEVEL, kg("50"), 10, 10, 10, 10, number=2)
    tired = did("12 12 8 8", kg("40"), kg("45"), kg("50"), kg("50"))
    asks(next_after(tired, plan=EIGHT_TO_TWELVE), TargetRule.LEVEL, kg("50"), 8, 8, 8, 8)
    falling = did(TENS, kg("50"), kg("50"), kg("45"), kg("45"))
    asks(next_after(falling, plan=FOUR_TENS), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)


def test_part_of_the_sets_is_no_judgement_and_more_sets_than_planned_do_not_count() -> None:
    asks(next_after(did("10 10 10", kg("45")), plan=FOUR_TENS), TargetRule.PART, kg("45"), 10, 10, 10, 10, number=3)
    asks(next_after(did("12 11", kg("45")), plan=EIGHT_TO_TWELVE), TargetRule.PART, kg("45"), 12, 11, 11, 11)
    extra = did(f"{TENS} 15", kg("45"), kg("45"), kg("45"), kg("45"), kg("30"))
    found = next_after(extra, plan=FOUR_TENS)
    asks(found, TargetRule.UP, kg("47.5"), 10, 10, 10, 10)
    assert len(found.why.sets) == 4


def test_warm_ups_and_drop_sets_judge_nothing() -> None:
    session = warmed_up(did(TENS, kg("45")), 5, kg("20"))
    drop = replace(session.sets[-1], reps=6, load=kg("35"), kind=SetKind.DROP)
    session = replace(session, sets=(*session.sets[:2], drop, *session.sets[2:]))
    asks(next_after(session, plan=FOUR_TENS), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)
    only_warm = replace(session, sets=session.sets[:1])
    asks(next_after(only_warm, plan=FOUR_TENS), TargetRule.FIRST, None, 10, 10, 10, 10)
    planned = (PlannedSet(RepRange(5, 5), SetKind.WARM_UP, Decimal("0.5")), *FOUR_TENS)
    asks(next_after(session, plan=planned), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)


# Time, pain, effort


@pytest.mark.parametrize(
    ("days", "rule", "load"),
    [
        (13, TargetRule.UP, "47.5"),
        (14, TargetRule.HOLD, "45"),
        (27, TargetRule.HOLD, "45"),
        (28, TargetRule.RESTART, "40"),
        (55, TargetRule.RESTART, "40"),
        (56, TargetRule.RESTART, "37.5"),
        (700, TargetRule.RESTART, "37.5"),
    ],
)
def test_away(days: int, rule: TargetRule, load: str) -> None:
    found = next_after(did(TENS, kg("45")), plan=FOUR_TENS, last=days)
    asks(found, rule, kg(load), 10, 10, 10, 10)
    assert rule is TargetRule.UP or found.why.number == days


def test_after_long_reps_begin_below_too_and_after_two_weeks_no_more_than_last_time() -> None:
    asks(
        next_after(did("11 10 9 9", kg("45")), plan=EIGHT_TO_TWELVE, last=30), TargetRule.RESTART, kg("40"), 8, 8, 8, 8
    )
    asks(next_after(did("11 10 9 9", kg("45")), plan=EIGHT_TO_TWELVE, last=15), TargetRule.HOLD, kg("45"), 11, 10, 9, 9)


def test_pain_waits_for_a_session_without() -> None:
    hurt = did("12 12 12 12", kg("45"), hurt=True)
    asks(next_after(hurt, plan=EIGHT_TO_TWELVE), TargetRule.PAIN, kg("45"), 12, 12, 12, 12)
    fine = did("12 12 12 12", kg("45"))
    asks(next_after(hurt, fine, plan=EIGHT_TO_TWELVE), TargetRule.UP, kg("47.5"), 8, 8, 8, 8)
    missed, and_hurt = did("10 10 9 8", kg("45")), did("10 10 9 8", kg("45"), hurt=True)
    asks(next_after(missed, and_hurt, plan=FOUR_TENS), TargetRule.PAIN, kg("45"), 10, 10, 9, 8)
    asks(next_after(missed, missed, and_hurt, plan=FOUR_TENS), TargetRule.PAIN, kg("40"), 10, 10, 9, 8)
    stubborn = (missed, missed, missed, did(TENS, kg("45"), hurt=True))
    asks(next_after(*stubborn, plan=FOUR_TENS), TargetRule.PAIN, kg("45"), 10, 10, 10, 10)
    gave_up = replace(hurt, sets=())
    asks(next_after(fine, gave_up, plan=EIGHT_TO_TWELVE), TargetRule.PAIN, kg("45"), 12, 12, 12, 12)


def test_nothing_in_reserve_is_held_once() -> None:
    spent = did(TENS, kg("45"), rir="0 0 0 0")
    asks(next_after(spent, plan=FOUR_TENS), TargetRule.EFFORT, kg("45"), 10, 10, 10, 10)
    asks(next_after(spent, spent, plan=FOUR_TENS), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)
    asks(next_after(did(TENS, kg("45"), rir="2 1 1 0"), plan=FOUR_TENS), TargetRule.UP, kg("47.5"), 10, 10, 10, 10)


def test_much_in_reserve_is_two_steps_where_a_tenth_allows_them() -> None:
    def easy(load: str) -> Target:
        return next_after(did(TENS, kg(load), rir="4 5 4 4"), plan=FOUR_TENS)

    asks(easy("60"), TargetRule.UP, kg("65"), 10, 10, 10, 10, number=2)
    asks(easy("50"), TargetRule.UP, kg("55"), 10, 10, 10, 10, number=2)
    asks(easy("45"), TargetRule.UP, kg("47.5"), 10, 10, 10, 10, number=1)
    mixed = did(TENS, kg("60"), rir="4 4 4 3")
    asks(next_after(mixed, plan=FOUR_TENS), TargetRule.UP, kg("62.5"), 10, 10, 10, 10, number=1)


# Loads that exist


def test_where_the_next_dumbbell_is_far_reps_go_beyond_first() -> None:
    """From 8 to 10 kg is a quarter more: whoever does 19 with the one is within reach of 12 with the other."""
    plan = sets(2, 12)
    asks(next_after(did("12 12", kg("8")), plan=plan, what=DUMBBELLS), TargetRule.BEYOND, kg("8"), 13, 13, number=19)
    asks(next_after(did("19 19", kg("8")), plan=plan, what=DUMBBELLS), TargetRule.UP, kg("10"), 12, 12)
    asks(next_after(did("30 30", kg("2")), plan=plan, what=DUMBBELLS), TargetRule.UP, kg("4"), 12, 12)


def test_a_bar_takes_pairs_of_plates() -> None:
    plan = sets(2, 10)
    asks(next_after(did("10 10", kg("60")), plan=plan, what=BARBELL), TargetRule.UP, kg("62.5"), 10, 10)
    few = Kit(plates=(Weight(Decimal(20), Unit.KG), Weight(Decimal(5), Unit.KG)))
    asks(next_after(did("10 10", kg("110")), plan=plan, what=BARBELL, kit=few), TargetRule.UP, kg("120"), 10, 10)
    missed = did("10 8", kg("22.5"))
    asks(next_after(missed, missed, missed, plan=plan, what=BARBELL), TargetRule.BACK, kg("20"), 10, 10)
    at_the_bar = did("10 8", kg("20"))
    asks(next_after(at_the_bar, plan=plan, what=BARBELL), TargetRule.FEWER, kg("20"), 10, 9)


def test_pounds_stay_pounds_and_a_new_unit_rounds_down() -> None:
    asks(next_after(did(TENS, lb("100")), plan=FOUR_TENS, unit=Unit.LB), TargetRule.UP, lb("105"), 10, 10, 10, 10)
    missed = did("10 10 10 9", lb("100"))
    asks(next_after(missed, plan=FOUR_TENS), TargetRule.AGAIN, kg("45"), 10, 10, 10, 10)
    found = next_after(did(TENS, lb("100")), plan=FOUR_TENS)
    asks(found, TargetRule.UP, kg("47.5"), 10, 10, 10, 10)
    assert found.why.before == lb("100")


# Body weight


def test_added_weight_goes_up_and_ten_percent_are_of_all_that_moves() -> None:
    plan = sets(2, 5, 8)
    asks(next_after(plan=plan, what=PULL_UP), TargetRule.FIRST, body(), 5, 5)
    asks(next_after(did("8 8", body()), plan=plan, what=PULL_UP), TargetRule.UP, body("2.5"), 5, 5)
    easy = did("8 8", body("5"), rir="4 4")
    asks(next_after(easy, plan=plan, what=PULL_UP, body=EIGHTY), TargetRule.UP, body("10"), 5, 5, number=2)
    asks(next_after(easy, plan=plan, what=PULL_UP), TargetRule.UP, body("7.5"), 5, 5, number=1)
    missed = did("5 4", body("10"))
    asks(next_after(missed, missed, missed, plan=plan, what=PULL_UP, body=EIGHTY), TargetRule.BACK, body(), 5, 5)
    asks(next_after(missed, missed, missed, plan=plan, what=PULL_UP), TargetRule.BACK, body("7.5"), 5, 5)


def test_less_help_is_up_and_no_help_is_the_most() -> None:
    plan = sets(2, 8)
    asks(next_after(plan=plan, what=HELPED_PULL_UP), TargetRule.FIRST, None, 8, 8)
    asks(next_after(did("8 8", body("-20")), plan=plan, what=HELPED_PULL_UP), TargetRule.UP, body("-17.5"), 8, 8)
    asks(next_after(did("8 8", body("-1")), plan=plan, what=HELPED_PULL_UP), TargetRule.UP, body(), 8, 8)
    asks(next_after(did("8 8", body()), plan=plan, what=HELPED_PULL_UP), TargetRule.TOP, body(), 8, 8)
    missed = did("8 7", body("-20"))
    found = next_after(missed, missed, missed, plan=plan, what=HELPED_PULL_UP, body=EIGHTY)
    asks(found, TargetRule.BACK, body("-27.5"), 8, 8)


def test_the_body_alone_has_reps_only() -> None:
    plan = sets(2, 8, 12)
    asks(next_after(did("9 8", body()), plan=plan, what=PUSH_UP), TargetRule.REPS, body(), 9, 9)
    asks(next_after(did("12 12", body()), plan=plan, what=PUSH_UP), TargetRule.TOP, body(), 12, 12)
    asks(next_after(did("4 3", body()), plan=plan, what=PUSH_UP), TargetRule.FEWER, body(), 4, 4, number=3)
    asks(next_after(did("4 3", body()), plan=plan, what=PUSH_UP, last=40), TargetRule.RESTART, body(), 4, 3)


# Seconds and sides


def test_seconds_go_up_in_fives() -> None:
    plan = sets(2, 20, 40)
    asks(next_after(did("32 30", body(), what=PLANK), plan=plan, what=PLANK), TargetRule.REPS, body(), 35, 35)
    asks(next_after(did("38 38", body(), what=PLANK), plan=plan, what=PLANK), TargetRule.REPS, body(), 40, 40)
    asks(next_after(did("40 41", body(), what=PLANK), plan=plan, what=PLANK), TargetRule.TOP, body(), 40, 40)
    asks(next_after(did("40 40", kg("20")), plan=plan, what=CARRY), TargetRule.UP, kg("22.5"), 20, 20)
    asks(next_after(did("14 12", kg("20")), plan=plan, what=CARRY), TargetRule.FAR, kg("17.5"), 20, 20)


def test_both_sides_go_up_by_one() -> None:
    plan = sets(2, 16, 24)
    asks(next_after(did("18 16", kg("30")), plan=plan, what=LUNGE), TargetRule.REPS, kg("30"), 18, 18)
    asks(next_after(did("19 17", kg("30")), plan=plan, what=LUNGE), TargetRule.REPS, kg("30"), 20, 18)
    asks(next_after(did("24 24", kg("30")), plan=plan, what=LUNGE), TargetRule.UP, kg("32.5"), 16, 16)


def test_whatever_was_logged_is_no_reason_to_fall_over() -> None:
    as_weight = did("10 10", kg("45"))
    asks(next_after(as_weight, plan=sets(2, 8), what=PULL_UP), TargetRule.FIRST, body(), 8, 8)
    asks(next_after(did("10 10", kg("0")), plan=sets(2, 10)), TargetRule.UP, kg("2.5"), 10, 10)
