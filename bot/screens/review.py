"""The review of the week in one message, and the page that sets its day and hour. What it says comes from `training.review`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from markupsafe import Markup

from bot.screens.progress_words import in_a_row
from bot.screens.reasons import WEEKDAYS, clock, short_day, source, why, workout_name
from bot.screens.records import MEDAL, load_words, named_record_line
from bot.screens.screen import Button, Row, Screen, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import count, dot, halves
from bot.training.habits import Weekly
from bot.training.lifter import Lifter
from bot.training.plan import Exercise, Library
from bot.training.quantities import Load
from bot.training.records import Record
from bot.training.review import Advice, Rise, Suggestion, Week, Work
from bot.training.streak import Streak
from bot.training.vocabulary import Counting

MOST_UP = 8  # exercises; who moves up in more is told how many
USUAL_HOURS = (time(8), time(18), time(19), time(20))
GUIDANCE = (
    "✓ is where the guidance points, no must: each major muscle group on two days a week (ACSM 2026), with about 10 sets "
    "(Schoenfeld 2017). A set in which it only helps counts half."
)
STRENGTH_LASTS = "Mujika and Padilla 2000; Bosquet 2013."


def review(
    lifter: Lifter,
    library: Library,
    week: Week,
    rises: Sequence[Rise],
    records: Mapping[str, Record],
    weeks: Streak,
    body_rows: tuple[Row, ...],
) -> Screen:
    """`records` are by exercise; `body_rows` ask what the lifter weighs, where that is not known any more."""
    text = lines(
        bold(f"Your week: {_sums(week)}"),
        f"{short_day(week.first)} to {short_day(week.day)}",
        *_table(week),
        *_moved_up(rises, records),
        *("", in_a_row(weeks)) * (weeks.weeks > 1),
        "",
        *_suggestion(week.suggestion, library, week),
        *("", "What do you weigh by now? It counts in what your body moves.") * bool(body_rows),
        *("", italic(GUIDANCE)) * bool(week.sessions),
    )
    return Screen(text, (*body_rows, (Button("No more reviews", _tap(lifter, "stop")),)))


def _sums(week: Week) -> str:
    return f"{count(week.sessions, 'session')}, {count(week.sets, 'set')}" if week.sessions else "no session"


def _table(week: Week) -> tuple[Markup | str, ...]:
    """The groups that got something, the most first."""
    trained = sorted((one for one in week.work if one.sets), key=lambda one: -one.sets)
    if not trained:
        return ()
    rows = [
        f"{one.group.capitalize():<10} {halves(one.sets):>5}  {one.days:>4}{'  ✓' * one.is_plenty}" for one in trained
    ]
    return ("", filled("<pre>{}</pre>", "\n".join(("            sets  days", *rows))))


def _moved_up(rises: Sequence[Rise], records: Mapping[str, Record]) -> list[Markup | str]:
    """An exercise a line; a record that is no rise against the time before tells itself."""
    told = {rise.exercise.id: _risen(rise, rise.exercise.id in records) for rise in rises}
    told |= {id: Markup.escape(named_record_line(record)) for id, record in records.items() if id not in told}
    if not told:
        return []
    more = [f"and {len(told) - MOST_UP} more"] if len(told) > MOST_UP else []
    return ["", bold("Moved up"), *list(told.values())[:MOST_UP], *more]


def _risen(rise: Rise, is_record: bool) -> Markup:
    """`🏅 Seated row  45 → 47.5 kg`, `Pull-up  +3 reps without help`."""
    medal = f"{MEDAL} " if is_record else ""
    if not rise.reps:
        return filled("{}{}  {} → {}", medal, rise.exercise.name, _beside(rise), load_words(rise.after, rise.exercise))
    counted = f"{rise.reps} s" if rise.exercise.counting.timed else count(rise.reps, "rep")
    return filled("{}{}  +{}{}", medal, rise.exercise.name, counted, _with(rise.after, rise.exercise))


def _beside(rise: Rise) -> str:
    """The load before, less what it has in common with the one after."""
    before, after = rise.before.weight, rise.after.weight
    alike = before.unit is after.unit and before.amount * after.amount > 0
    words = load_words(rise.before, rise.exercise)
    return words.split(" ")[0] if alike else words


def _with(load: Load, exercise: Exercise) -> str:
    if load.on_body and not load.weight.amount:
        return " without help" if exercise.counting is Counting.BODYWEIGHT_MINUS else ""
    return f" with {load_words(load, exercise)}" if load.on_body else f" at {load_words(load, exercise)}"


def _suggestion(one: Suggestion, library: Library, week: Week) -> tuple[Markup | str, ...]:
    """One thing for next week, and why."""
    match one.advice, one.reason, one.work:
        case Advice.COME_BACK, _, _:
            return (
                "A week off, then. Strength lasts for about three, so nothing is lost: the next session goes on from the last.",
                "I write again after it.",
                italic(STRENGTH_LASTS),
            )
        case Advice.REST, reason, _ if reason is not None:
            return bold("Next week: a rest day more"), why(reason, library, week.day), italic(source(reason, library))
        case Advice.TWICE, _, _:
            return bold("Next week: a second session"), "Then each muscle that you train comes up twice."
        case _, _, work if work is not None:
            return _about(one, work, library)
        case _:
            return bold("Next week: more of the same"), "Each major muscle group had its two days and its sets."


def _about(one: Suggestion, work: Work, library: Library) -> tuple[Markup | str, ...]:
    group, sets = work.group, f"{halves(work.sets)} {'set' if work.sets <= 1 else 'sets'}"
    match one.advice:
        case Advice.LEFT_OUT:
            where = f"“{workout_name(library, one.workout)}” has some" if one.workout else "/exercises shows some"
            return bold(f"Next week: something for your {group}"), f"No set of this week was for your {group}; {where}."
        case Advice.ONCE:
            return bold(f"Next week: a second day for your {group}"), f"{sets}, all on one day: two are the guidance."
        case _:
            return bold(f"Next week: more for your {group}"), f"{sets} so far; one or two more each time come near 10."


def when(lifter: Lifter, now: datetime) -> Screen:
    """The page that sets day and hour."""
    weekly = lifter.habits.review
    days = tuple(
        Button(f"{dot(weekly is not None and weekly.day == day)}{WEEKDAYS[day][:2]}", _tap(lifter, f"d{day}"))
        for day in range(7)
    )
    hours = tuple(
        Button(f"{dot(weekly is not None and weekly.hour == hour)}{clock(hour)}", _tap(lifter, f"h{hour:%H%M}"))
        for hour in USUAL_HOURS
    )
    held_up = weekly is not None and lifter.habits.quiet.covers(weekly.hour)
    text = lines(
        bold("When shall I look back on your week?"),
        f"Now: {weekly_words(weekly)}.",
        "These are your quiet hours, so it comes when they end." if held_up else None,
        "Tap a day and an hour, or type them: sun 19:00. It is one message, without a sound, after your session if one is on.",
    )
    never = (Button(f"{dot(weekly is None)}No review", _tap(lifter, "none")),)
    return Screen(text, (days[:4], days[4:], hours, never))


def weekly_words(weekly: Weekly | None) -> str:
    """`Sundays at 19:00`."""
    return f"{WEEKDAYS[weekly.day]}s at {clock(weekly.hour)}" if weekly else "none"


def next_one(day: date) -> str:
    return f"The next one comes on {short_day(day)}."


def stopped(lifter: Lifter, was: Weekly) -> Screen:
    """Said below the review, which stays; the button brings back what `was`."""
    text = "No more reviews of the week. /settings has them again whenever you like."
    return Screen(lines(text), ((Button("Undo", _tap(lifter, f"again{was.day}.{was.hour:%H%M}")),),))


def goes_on(weekly: Weekly) -> Screen:
    return Screen(lines(f"The review goes on, {weekly_words(weekly)}."))


def _tap(lifter: Lifter, about: str) -> Tap:
    return Tap(Verb.REVIEW, lifter.id, about)
