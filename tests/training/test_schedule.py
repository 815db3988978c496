"""The plan as stories of the gym: which workout falls on which day, and what becomes of it when life has other plans."""

from dataclasses import replace

from bot.training.habits import Agenda, Away, Habits, Move, Pause
from bot.training.plan import Library, Program
from bot.training.recovery import Rule
from bot.training.schedule import AHEAD, BACK, Course, Mark, course, plan
from tests.training.gym import ARMS
from tests.training.gym import BACK as GYMS_BACK
from tests.training.week import days, did, library, on, planned, told, week, workout

MON_WED_FRI = Habits(days("Mon Wed Fri"))
EVERY_DAY = Habits(frozenset(range(7)))
BACK_ONLY = replace(MON_WED_FRI, plan="back")


def test_monday_wednesday_and_friday_take_the_two_workouts_in_turn() -> None:
    assert week(planned(MON_WED_FRI), 14) == (
        "Mon back, Wed biceps, Fri back, next Mon biceps, next Wed back, next Fri biceps"
    )


def test_the_plan_is_three_weeks_in_a_row_and_today_follows_the_last_seven_days() -> None:
    found = planned(MON_WED_FRI, today="Wed")
    assert [one.day for one in found] == [on("last Wed").fromordinal(on("last Wed").toordinal() + n) for n in range(21)]
    assert (BACK, AHEAD) == (7, 14) and found[BACK].day == on("Wed")


def test_somebody_who_did_back_on_friday_begins_the_week_with_biceps() -> None:
    done = did("last Fri back")
    assert week(planned(MON_WED_FRI, done)) == "Mon biceps, Wed back, Fri biceps"
    assert week(planned(MON_WED_FRI, last="back")) == "Mon biceps, Wed back, Fri biceps", "or long ago"


def test_one_workout_by_itself_repeats() -> None:
    assert week(planned(BACK_ONLY)) == "Mon back, Wed back, Fri back"


def test_seven_wished_days_become_every_other_day_as_far_as_three_a_week_go() -> None:
    assert week(planned(EVERY_DAY), 14) == (
        "Mon back, Wed biceps, Fri back, next Mon biceps, next Wed back, next Fri biceps"
    )


def test_each_wished_day_that_stays_free_says_why() -> None:
    found = {one.day: one for one in planned(EVERY_DAY)}
    assert told(found[on("Tue")].reasons)[0] == "follow up of back, Wed"
    assert told(found[on("Sun")].reasons) == ["week of back, next Mon"]
    assert all(one.is_planned != bool(one.reasons) for one in found.values() if one.day >= on("Mon"))


def test_a_session_the_day_before_moves_the_wished_one_to_the_first_day_that_has_room_for_it() -> None:
    """Back on Sunday: biceps would be due on Monday, and Tuesday would take Wednesday's place, so Wednesday stands for it."""
    found = planned(MON_WED_FRI, did("last Sun back"))
    assert week(found) == "Wed biceps, Fri back"
    assert told(found[BACK].reasons)[0] == "follow up of back, Tue"


def test_where_the_next_wished_day_is_far_enough_the_session_moves_to_the_day_after() -> None:
    found = planned(Habits(days("Mon Thu")), did("last Sun back"))
    assert week(found) == "Tue biceps for Mon, Thu back"
    moved = found[BACK + 1]
    assert (moved.mark, moved.instead_of) == (Mark.MOVED, on("Mon"))
    assert moved.reasons == found[BACK].reasons and moved.reasons[0].workout == "back"


def test_a_next_wished_day_that_is_skipped_is_in_nobodys_way() -> None:
    agenda = Agenda(skips=frozenset({on("Wed")}))
    assert week(planned(MON_WED_FRI, did("last Sun back"), agenda=agenda), 3) == "Tue biceps for Mon, Wed skipped"


def test_who_trains_before_the_moved_day_comes_has_made_up_for_it() -> None:
    assert week(planned(Habits(days("Mon")), did("last Sun back", "Tue biceps"), "Tue"), 6) == "Tue done"


def test_once_a_week_moves_by_a_day_and_comes_back_to_its_own_day_a_week_later() -> None:
    found = planned(Habits(days("Mon")), did("last Sun back"))
    assert week(found, 14) == "Tue biceps for Mon, next Mon back"


def test_on_the_morning_of_the_day_it_moved_to_it_is_still_planned_and_says_why() -> None:
    wished, done = Habits(days("Mon Thu")), did("last Sun back")
    (before, morning) = planned(wished, done)[BACK + 1], planned(wished, done, "Tue")[BACK]
    assert morning == before and morning.mark is Mark.MOVED


def test_a_session_that_was_missed_is_not_made_up_for_and_its_workout_comes_next() -> None:
    found = planned(MON_WED_FRI, did("last Fri biceps"), "Tue")
    assert week(found) == "Wed back, Fri biceps, next Mon back"
    assert (found[BACK - 1].mark, found[BACK - 1].workouts) == (Mark.MISSED, ("back",))


def test_a_moved_session_that_was_missed_too_is_gone() -> None:
    found = planned(Habits(days("Mon Thu")), did("last Sun back"), "Wed")
    assert week(found) == "Thu biceps, next Mon back"
    assert found[BACK - 1].mark is Mark.MISSED and found[BACK - 2].mark is Mark.REST


def test_a_session_a_day_late_moves_what_follows() -> None:
    """Back on Tuesday instead of Monday: Wednesday is a rest day, Thursday would take Friday's place."""
    assert week(planned(MON_WED_FRI, did("Tue back"), "Tue")) == "Tue done, Fri biceps, next Mon back"


def test_what_is_done_today_is_done_and_nothing_else_is_planned_for_today() -> None:
    found = planned(MON_WED_FRI, did("Mon back"))
    assert (found[BACK].mark, found[BACK].workouts) == (Mark.DONE, ("back",))
    assert week(found) == "Mon done, Wed biceps, Fri back"


def test_two_sessions_of_one_day_are_both_shown() -> None:
    found = planned(MON_WED_FRI, did("Mon back", "Mon biceps"))
    assert found[BACK].workouts == ("back", "biceps")
    assert week(found, 8) == "Mon done, Wed back, next Mon biceps", "two of them count against three a week"


def test_an_extra_session_of_the_other_workout_gives_the_turn_to_the_first() -> None:
    done = did("last Fri back", "last Sat biceps")
    assert week(planned(MON_WED_FRI, done)) == "Mon back, Fri biceps", "Wednesday would be the fourth in a week"


def test_a_session_outside_the_program_does_not_change_whose_turn_it_is() -> None:
    yoga = replace(ARMS, id="yoga", blocks=())
    more = replace(library(), workouts={**library().workouts, "yoga": yoga})
    away = replace(did("last Sat back")[0], workout="yoga", muscles={})
    assert week(planned(MON_WED_FRI, (*did("last Fri back"), away), of=more)) == "Mon biceps, Fri back", (
        "but it counts for the week"
    )


def test_where_it_is_not_one_workouts_day_another_takes_its_turn_and_the_day_says_why() -> None:
    """Neither follows the other by any rule, so the arms may be trained while the back still rests."""
    slow = replace(GYMS_BACK, rest_days=(5, 7), follow_ups=(), blocks=())
    arms = replace(ARMS, follow_ups=(), blocks=())
    program = Program("both", "Both", ("back", "arms"), most_a_week=4)
    both = Library(workouts={"back": slow, "arms": arms}, programs={"both": program})
    found = plan(both, MON_WED_FRI, Agenda(), did("last Fri back"), None, on("Mon"))
    assert week(found, 8) == "Mon arms, Wed arms, Fri back, next Mon arms"
    assert told(found[BACK + 2].reasons) == ["rest days of back, Thu"]


def test_the_program_says_how_many_sessions_a_week_have_room() -> None:
    one = replace(library().programs["back-and-biceps"], most_a_week=1)
    found = planned(MON_WED_FRI, of=replace(library(), programs={one.id: one}))
    assert week(found, 14) == "Mon back, next Mon biceps"
    assert found[BACK + 2].reasons[-1].rule is Rule.WEEK


def test_a_skipped_day_stays_free_and_its_workout_comes_next() -> None:
    found = planned(MON_WED_FRI, agenda=Agenda(skips=frozenset({on("Mon")})))
    assert week(found) == "Mon skipped, Wed back, Fri biceps"


def test_a_day_that_was_skipped_and_trained_all_the_same_is_done() -> None:
    found = planned(MON_WED_FRI, did("Mon back"), agenda=Agenda(skips=frozenset({on("Mon")})))
    assert week(found) == "Mon done, Wed biceps, Fri back"


def test_tomorrow_instead_of_today_moves_the_days_after_as_the_rules_need() -> None:
    found = planned(MON_WED_FRI, agenda=Agenda(moves=(Move(on("Mon"), on("Tue")),)))
    assert week(found) == "Tue back for Mon, Fri biceps"
    assert found[BACK + 1].reasons == (), "because the lifter wished it, not because of a rule"
    assert found[BACK + 2].reasons[0].workout == "back", "Wednesday is too near"


def test_a_session_that_was_moved_to_a_rest_day_looks_for_the_next_day() -> None:
    """Friday's was put on Sunday, but then back was trained on Saturday."""
    agenda = Agenda(moves=(Move(on("Fri"), on("Sun")),))
    found = planned(Habits(days("Wed Fri")), did("Sat back"), "Sun", agenda=agenda)
    assert week(found, 4) == "next Mon biceps for Fri, next Wed back"


def test_who_trains_on_the_day_all_the_same_has_nothing_left_to_move() -> None:
    """`Tomorrow` was tapped on Monday, and then it was trained: without an extra session on Wednesday."""
    agenda = Agenda(moves=(Move(on("Mon"), on("Tue")),))
    assert week(planned(Habits(days("Mon Fri")), did("Mon back"), agenda=agenda)) == "Mon done, Fri biceps"
    assert week(planned(Habits(days("Mon Fri")), did("Mon back"), "Tue", agenda=agenda), 4) == "Fri biceps"


def test_one_that_is_put_off_again_and_again_keeps_its_first_day() -> None:
    agenda = Agenda(moves=(Move(on("Mon"), on("Wed")),))
    assert week(planned(Habits(days("Mon Fri")), today="Wed", agenda=agenda), 3) == "Wed back for Mon, Fri biceps"


def test_a_session_that_moves_onto_a_wished_day_is_one_session_and_not_two() -> None:
    agenda = Agenda(moves=(Move(on("Mon"), on("Wed")),))
    assert week(planned(MON_WED_FRI, agenda=agenda)) == "Wed back for Mon, Fri biceps"


def test_while_the_lifter_is_away_nothing_is_planned_and_the_turn_waits() -> None:
    agenda = Agenda(pause=Pause(on("Mon"), on("Wed"), Away.SICK))
    found = planned(MON_WED_FRI, did("last Fri back"), agenda=agenda)
    assert week(found) == "Mon away, Tue away, Wed away, Fri biceps"


def test_away_without_an_end_is_away_for_all_of_the_plan() -> None:
    found = planned(MON_WED_FRI, agenda=Agenda(pause=Pause(on("Mon"))))
    assert {one.mark for one in found[BACK:]} == {Mark.AWAY}


def test_who_trains_while_away_has_trained() -> None:
    found = planned(MON_WED_FRI, did("Mon back"), agenda=Agenda(pause=Pause(on("Mon"), on("Tue"))))
    assert week(found) == "Mon done, Tue away, Wed biceps, Fri back"


def test_a_day_that_was_blocked_before_a_pause_is_not_made_up_for_after_it() -> None:
    agenda = Agenda(pause=Pause(on("Tue"), on("Tue")))
    assert week(planned(Habits(days("Mon")), did("last Sun back"), agenda=agenda), 4) == "Tue away"


def test_days_before_the_lifter_chose_them_were_neither_wished_nor_missed() -> None:
    assert week(planned(replace(MON_WED_FRI, since=on("Mon"))), 1) == "Mon back", "chosen today, for today"
    found = planned(replace(MON_WED_FRI, since=on("Tue")), today="Fri")
    assert [one.mark for one in found[:BACK]] == [Mark.REST] * 5 + [Mark.MISSED] + [Mark.REST]
    assert found[BACK - 2].day == on("Wed") and week(found, 1) == "Fri back"


def test_who_chose_no_days_has_no_plan() -> None:
    assert {one.mark for one in planned(Habits(), did("last Fri back"))} == {Mark.REST, Mark.DONE}
    assert week(planned(Habits())) == ""


def test_an_empty_library_plans_rest() -> None:
    found = planned(MON_WED_FRI, of=Library())
    assert len(found) == BACK + AHEAD and {one.mark for one in found} == {Mark.REST}


def test_workouts_that_left_the_library_keep_their_history_and_give_up_their_turn() -> None:
    """The biceps are gone, and so is their program: back is what is left."""
    left = Library(library().exercises, workouts={"back": workout("back")})
    found = planned(MON_WED_FRI, did("last Sat biceps"), of=left, last="biceps")
    assert week(found) == "Mon back, Wed back, Fri back"
    assert found[BACK - 2].workouts == ("biceps",)


def test_the_course_is_what_was_chosen_else_what_was_trained_last_else_the_first_there_is() -> None:
    other = replace(library().programs["back-and-biceps"], id="arms-only", workouts=("biceps",))
    two = replace(library(), programs={"arms-only": other, **library().programs})

    def chosen(wished: str, last: str | None) -> str:
        found = course(two, wished, last)
        assert found is not None
        return found.id

    assert chosen("back", "biceps") == "back", "a workout by itself"
    assert chosen("back-and-biceps", "biceps") == "back-and-biceps"
    assert chosen("", "back") == "back-and-biceps", "it knows back, the first program does not"
    assert chosen("", None) == chosen("gone", "gone") == "arms-only"
    assert course(Library(), "back", None) is None
    lonely = course(replace(two, programs={}), "", None)
    assert lonely == Course("back", "Back, top to bottom", (workout("back"),))


def test_a_course_has_as_many_sessions_a_week_as_its_strictest_workout_unless_its_program_says() -> None:
    strict = replace(workout("biceps"), sessions_a_week=(1, 2))
    program = replace(library().programs["back-and-biceps"], most_a_week=None)
    two = replace(library(), workouts={**library().workouts, "biceps": strict}, programs={program.id: program})
    found = course(two, "", None)
    more = course(replace(two, programs={program.id: replace(program, most_a_week=4)}), "", None)
    alone = course(two, "back", None)
    assert found and more and alone
    assert (found.most, more.most, alone.most) == (2, 4, 3)
