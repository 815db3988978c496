"""The plan as a week grid with reasons, the pause, and the day on which a workout should rest."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup

from bot.screens.reasons import clock, day_name, on_day, short_day, source, why, workout_name
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.training.habits import Away, Pause
from bot.training.lifter import Lifter, Question
from bot.training.plan import Library, Workout
from bot.training.recovery import Ready
from bot.training.schedule import Course, Day, Mark
from bot.training.vocabulary import Muscle

SIGNS = {
    Mark.DONE: "✓",
    Mark.PLANNED: "●",
    Mark.MOVED: "→",
    Mark.REST: "·",
    Mark.MISSED: "○",
    Mark.SKIPPED: "×",
    Mark.AWAY: "z",
}
_WORDS = {Mark.MISSED: "missed", Mark.SKIPPED: "skipped", Mark.AWAY: "away"}
MOST_COURSES = 30  # a thumb scrolls no further
MOST_SAID = 6  # rest days explained below the grid


def plan(lifter: Lifter, library: Library, course: Course | None, days: Sequence[Day], today: date) -> Screen:
    """`days` are those of this week and of the two to come, from a Monday on."""
    shown = [day for day in days if day.day >= today]
    ahead: list[str] = [_line(lifter, library, day, today) for day in shown if day.is_planned]
    text = lines(
        bold("Your plan") + (f": {course.name}" if course else ""),
        _grid(days, today),
        _legend(days),
        "",
        _away(lifter),
        _asked_for(lifter, library, today),
        *(ahead or _nothing(lifter)),
        *_because(library, shown, today),
    )
    return Screen(text, _rows(lifter))


def _grid(days: Sequence[Day], today: date) -> Markup:
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    rows = ["          Mo Tu We Th Fr Sa Su"]
    for week in weeks:
        signs = "".join(f"[{SIGNS[day.mark]}]" if day.day == today else f" {SIGNS[day.mark]} " for day in week)
        rows.append(f"{week[0].day.day:>2} {week[0].day:%b}    "[:9] + signs)
    return filled("<pre>{}</pre>", "\n".join(rows))


def _legend(days: Sequence[Day]) -> Markup:
    """The signs that this grid has."""
    there = {day.mark for day in days}
    said = [f"{SIGNS[mark]} {mark}" for mark in Mark if mark in there]
    return italic("  ".join(said))


def _line(lifter: Lifter, library: Library, day: Day, today: date) -> Markup:
    """`Wed 25 Nov 18:00  Biceps`, and where it was moved from."""
    name = workout_name(library, day.workouts[0])
    line = filled("{} {}  {}", bold(short_day(day.day)), clock(lifter.habits.hour), name)
    if day.instead_of is None:
        return line
    reason = f": {why(day.reasons[0], library, today)}" if day.reasons else ", as you asked."
    return line + Markup("\n") + italic(f"moved from {day_name(day.instead_of, today)}{reason}")


def _away(lifter: Lifter) -> str | None:
    pause = lifter.agenda.pause
    return f"You are away: {pause_words(pause)}. I keep quiet." if pause else None


def _asked_for(lifter: Lifter, library: Library, today: date) -> Markup | None:
    """The single reminder that the lifter asked for, while it is to come."""
    wanted = lifter.agenda.wanted
    if wanted is None or wanted.said or wanted.at.date() < today:
        return None
    name = workout_name(library, wanted.workout)
    when = f"{short_day(wanted.at.date())} {clock(wanted.at.time())}"
    return filled("{}  {}: I remind you, as you asked.", bold(when), name)


def _nothing(lifter: Lifter) -> tuple[str, ...]:
    """Why no session is ahead, unless a pause has said so."""
    if lifter.agenda.pause is not None:
        return ()
    if not lifter.habits.days:
        return (
            "No days are chosen yet. “Days and hour” below sets them; then I remind you, and keep your rest days free.",
        )
    return ("Nothing fits the coming days.",)


def _because(library: Library, days: Sequence[Day], today: date) -> list[str]:
    """Why wished days are rest days, unless their session is moved and says so itself."""
    said: list[str] = []
    moved = {day.instead_of for day in days}
    for day in days:
        if day.mark is Mark.REST and day.reasons and day.day not in moved and len(said) < MOST_SAID:
            said.append(filled("{}: rest. {}", short_day(day.day), why(day.reasons[0], library, today)))
    return ["", *said] if said else []


def _rows(lifter: Lifter) -> tuple[Row, ...]:
    pause = Button("I’m back", Tap(Verb.AWAY, lifter.id, "back"), Style.PRIMARY)
    return (
        (
            Button("Days and hour", Tap(Verb.QUESTION, lifter.id, Question.DAYS)),
            Button("What to train", Tap(Verb.COURSES, lifter.id)),
        ),
        (
            pause if lifter.agenda.pause else Button("Pause", Tap(Verb.PAUSES, lifter.id)),
            Button("Train now", Tap(Verb.WORKOUTS, lifter.id)),
        ),
    )


def courses(lifter: Lifter, library: Library, current: Course | None) -> Screen:
    """Programs first, then single workouts: what the plan is made of."""
    programs = [(program.id, program.name) for program in library.programs.values()]
    found = [*programs, *((workout.id, workout.name) for workout in library.workouts.values())]
    now = current.id if current else ""
    rows = tuple(
        (Button(f"{'● ' if id == now else ''}{name}", Tap(Verb.COURSE, lifter.id, id)),)
        for id, name in found[:MOST_COURSES]
    )
    return Screen(
        lines(bold("What shall the plan be made of?"), "A program takes its workouts in turn; a workout repeats."),
        (*rows, (Button("‹ My plan", Tap(Verb.PLAN, lifter.id)),)),
    )


def pauses(lifter: Lifter, today: date, note: str) -> Screen:
    """Sick or travelling: for how long?"""
    pause = lifter.agenda.pause
    now = (
        f"You are away: {pause_words(pause)}."
        if pause
        else "No session is planned and no reminder comes while you are away."
    )
    spans = ((3, "3 days"), (7, "1 week"))
    rows = tuple(
        tuple(Button(f"{name}, {label}", Tap(Verb.AWAY, lifter.id, f"{kind}.{days}")) for days, label in spans)
        for kind, name in ((Away.SICK, "Sick"), (Away.TRAVEL, "Travel"))
    )
    longer = (
        Button("2 weeks", Tap(Verb.AWAY, lifter.id, f"{Away.OTHER}.14")),
        Button("Until I say", Tap(Verb.AWAY, lifter.id, f"{Away.OTHER}.0")),
    )
    back = ((Button("I’m back", Tap(Verb.AWAY, lifter.id, "back"), Style.PRIMARY),),) if pause else ()
    text = lines(bold("Pause"), note or None, now, "Tap for how long, or type the last day: 1 Dec, or 10 days.")
    return Screen(text, (*back, *rows, longer, (Button("‹ My plan", Tap(Verb.PLAN, lifter.id)),)))


def pause_words(pause: Pause) -> str:
    """`sick, until Thu 3 Dec`, `until you say`."""
    why_away = {Away.SICK: "sick, ", Away.TRAVEL: "travelling, ", Away.OTHER: ""}[pause.why]
    return why_away + (f"until {short_day(pause.until)}" if pause.until else "until you say")


def rest_day(
    lifter: Lifter,
    library: Library,
    workout: Workout,
    ready: Ready,
    tired: Mapping[Muscle, datetime],
    others: Sequence[Workout],
    today: date,
) -> Screen:
    """It is too early for this workout: why, by whose rule, which muscles are `tired` until when, what can be done instead."""
    reason = ready.reasons[0]
    text = lines(
        bold(f"A rest day for {workout.name}"),
        why(reason, library, today),
        italic(source(reason, library)),
        _still_tired(tired, today) if tired else None,
        filled("Ready {}.", bold(on_day(ready.first, today))),
    )
    rows = (
        *(
            (Button(f"{other.name}: ready", Tap(Verb.BEGIN, lifter.id, other.id), Style.PRIMARY),)
            for other in others[:3]
        ),
        (Button("Remind me when it is over", Tap(Verb.READY, lifter.id, workout.id)),),
        (
            Button("Train anyway", Tap(Verb.ANYWAY, lifter.id, workout.id)),
            Button("All workouts", Tap(Verb.WORKOUTS, lifter.id, "0")),
        ),
    )
    return Screen(text, rows)


def _still_tired(tired: Mapping[Muscle, datetime], today: date) -> str:
    """`Still recovering: lats, middle back, until Wednesday 18:40.`"""
    last = max(tired.values())
    return f"Still recovering: {', '.join(tired)}, until {day_name(last.date(), today)} {clock(last.time())}."


def will_remind(library: Library, workout: str, at: datetime, today: date) -> str:
    return f"I remind you of {workout_name(library, workout)} {on_day(at.date(), today)} at {clock(at.time())}."


def weeks(days: Sequence[Day], today: date) -> tuple[Day, ...]:
    """Of a plan's days, three whole weeks from this week's Monday; what lies beyond the plan is left out."""
    monday = today - timedelta(days=today.weekday())
    return tuple(day for day in days if monday <= day.day < monday + timedelta(days=21))


def away_said(pause: Pause) -> str:
    return f"Noted: {pause_words(pause)}. " + ("Get well." if pause.why is Away.SICK else "I keep quiet until then.")
