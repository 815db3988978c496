"""What Spotter asks a lifter about themselves: units, zone, days and hour, back trouble, health, quiet hours, one page each.

The pages serve first contact, where every one can be skipped, and the settings. What an answer does is decided in the coach.
"""

from collections.abc import Sequence
from datetime import datetime, time

from markupsafe import Markup

from bot.screens import safety
from bot.screens.equipment import equipment_words
from bot.screens.reasons import WEEKDAYS, clock
from bot.screens.review import weekly_words, when
from bot.screens.screen import Button, PlaceKey, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import count, dot
from bot.training.habits import Quiet
from bot.training.lifter import Lifter, Question, Readiness
from bot.training.quantities import Unit
from bot.training.walltime import zone_of

LIKELY_ZONES = (
    "America/Los_Angeles", "America/Chicago", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin",
    "Africa/Lagos", "Europe/Istanbul", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
USUAL_HOURS = (time(7), time(12), time(17), time(18), time(19), time(20))
PLACE_KEY = PlaceKey("Share where I am", "or type your city")
_READINESS_WORDS = {None: "not answered", Readiness.CLEAR: "none of them", Readiness.ASK_FIRST: "a doctor first"}
_UNIT_NAMES = {Unit.KG: "kilograms", Unit.LB: "pounds"}


def greeting(lifter: Lifter, name: str, now: datetime) -> Screen:
    """First contact: who Spotter is, and the first of the questions."""
    hello = bold(f"Hello {name}!" if name else "Hello!")
    about = (
        "I am Spotter, your strength coach in this chat. I take you through your sets and your rests, "
        "remember every number, and ring when it is time to lift again."
    )
    first = question(lifter, Question.UNIT, now, "")
    return Screen(lines(hello, about, "", safety.GREETING, "", first.text), first.rows)


def question(lifter: Lifter, about: Question, now: datetime, note: str) -> Screen:
    """The page of one question, with a note above it where there is something to say."""
    page = _PAGES[about](lifter, now)
    rows = (*page.rows, _onwards(lifter, about))
    return Screen(lines(bold(note), "", page.text) if note else page.text, rows)


def _onwards(lifter: Lifter, about: Question) -> Row:
    """The way on: past the question at first contact, back to the settings later."""
    if lifter.welcoming:
        done = about is Question.DAYS and lifter.habits.days
        return (Button("That’s it ›" if done else "Skip ›", Tap(Verb.SKIP, lifter.id, about)),)
    return (Button("‹ Settings", Tap(Verb.SETTINGS, lifter.id)),)


def _units(lifter: Lifter, now: datetime) -> Screen:
    buttons = tuple(
        Button(f"{dot(unit is lifter.unit)}{_UNIT_NAMES[unit].capitalize()}", Tap(Verb.UNIT, lifter.id, unit))
        for unit in Unit
    )
    return Screen(italic("Kilograms or pounds?"), (buttons,))


def _zones(lifter: Lifter, now: datetime) -> Screen:
    known = f"Your clock shows {clock(now.astimezone(zone_of(lifter.zone)).time())} ({city(lifter.zone)})."
    text = lines(
        bold("Where are you?"),
        known if lifter.zone else "Then I can remind you at the right hour, and say when a rest ends.",
        "Tap a place with your time, share where you are, or type your city, your zone, or what your clock shows.",
    )
    buttons = [_zone_button(lifter, zone, city(zone), now) for zone in LIKELY_ZONES]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    return Screen(text, (*rows, (Button("Share where I am", Tap(Verb.PLACE, lifter.id)),)))


def _zone_button(lifter: Lifter, zone: str, name: str, now: datetime) -> Button:
    there = clock(now.astimezone(zone_of(zone)).time())
    return Button(f"{dot(zone == lifter.zone)}{there} {name}", Tap(Verb.ZONE, lifter.id, zone))


def city(zone: str | None) -> str:
    """`Europe/Berlin` as people say it: `Berlin`."""
    return (zone or "UTC").rsplit("/", 1)[-1].replace("_", " ")


def which_place(lifter: Lifter, places: Sequence[tuple[str, str]], sure: str, now: datetime) -> Screen:
    """Several may be meant: each by its name and zone, with the time it is there."""
    rows = tuple((_zone_button(lifter, zone, name, now),) for name, zone in places)
    again = Button("‹ Another place", Tap(Verb.QUESTION, lifter.id, Question.ZONE))
    return Screen(lines(bold(sure)), (*rows, (again,)))


def share_place() -> Screen:
    """The key that shares a location: no inline button can."""
    return Screen(Markup("Tap the key below to share where you are. I keep only the time zone."), key=PLACE_KEY)


def thanks() -> Markup:
    return Markup("Thank you.")


def _days(lifter: Lifter, now: datetime) -> Screen:
    habits = lifter.habits
    usual = Button(
        f"Mon · Wed · Fri at {clock(habits.hour)}", Tap(Verb.DAYS, lifter.id, "024"), Style.PRIMARY
    )  # one tap for most
    days = tuple(
        Button(f"{dot(day in habits.days)}{WEEKDAYS[day][:2]}", Tap(Verb.DAYS, lifter.id, f"t{day}"))
        for day in range(7)
    )
    hours = [
        Button(f"{dot(hour == habits.hour)}{clock(hour)}", Tap(Verb.HOUR, lifter.id, f"{hour:%H%M}"))
        for hour in USUAL_HOURS
    ]
    text = lines(
        bold("On which days do you want to train, and when?"),
        f"Now: {days_words(habits.days)} at {clock(habits.hour)}." if habits.days else None,
        "Tap your days and an hour, or type them: mon thu 18:30.",
        italic("Rest days I keep free by myself."),
    )
    first = () if habits.days else ((usual,),)
    return Screen(text, (*first, days[:4], days[4:], tuple(hours[:3]), tuple(hours[3:])))


def days_words(days: frozenset[int]) -> str:
    """`Mon, Wed and Fri`; `every day`."""
    if len(days) == 7:
        return "every day"
    names = [WEEKDAYS[day][:3] for day in sorted(days)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "no days"


def _back_trouble(lifter: Lifter, now: datetime) -> Screen:
    said = lifter.back_trouble
    buttons = (
        Button(f"{dot(said is True)}Yes", Tap(Verb.BACK_TROUBLE, lifter.id, "yes")),
        Button(f"{dot(said is False)}No", Tap(Verb.BACK_TROUBLE, lifter.id, "no")),
    )
    text = lines(
        bold("Any back trouble?"),
        "If so, I choose the kinder variant of exercises that ask much of the lower back, such as the low pulley row for "
        "the bent-over row.",
    )
    return Screen(text, (buttons,))


def _readiness(lifter: Lifter, now: datetime) -> Screen:
    said = lifter.readiness
    choices = ((Readiness.CLEAR, safety.NONE_OF_THESE), (Readiness.ASK_FIRST, safety.ONE_OR_MORE))
    buttons = tuple(
        Button(f"{dot(said is answer)}{label}", Tap(Verb.READINESS, lifter.id, answer.name))
        for answer, label in choices
    )
    asked = ("", safety.ASK_FIRST) if said is Readiness.ASK_FIRST else ()
    return Screen(lines(safety.READINESS, *asked), (buttons,))


def _quiet_words(quiet: Quiet) -> str:
    return "none" if quiet.starts == quiet.ends else f"{clock(quiet.starts)} to {clock(quiet.ends)}"


QUIET_CHOICES = ((21, 8), (22, 7), (23, 6), (0, 0))


def _quiet(lifter: Lifter, now: datetime) -> Screen:
    quiet = lifter.habits.quiet
    choices = tuple(
        Button(
            f"{dot((time(starts), time(ends)) == (quiet.starts, quiet.ends))}"
            + (f"{starts}:00 – {ends}:00" if starts != ends else "None"),
            Tap(Verb.QUIET, lifter.id, f"{starts}-{ends}"),
        )
        for starts, ends in QUIET_CHOICES
    )
    text = lines(
        bold("When shall I keep quiet?"), f"Now: {_quiet_words(quiet)}. No reminder comes then. Or type it: 22:30-6:30."
    )
    return Screen(text, (choices[:2], choices[2:]))


_PAGES = {
    Question.UNIT: _units,
    Question.ZONE: _zones,
    Question.DAYS: _days,
    Question.BACK: _back_trouble,
    Question.READINESS: _readiness,
    Question.QUIET: _quiet,
    Question.REVIEW: when,
}


def settings(lifter: Lifter, now: datetime, back: tuple[Row, ...], note: str) -> Screen:
    """All that can be set, with what it is now on its button."""
    habits = lifter.habits
    days = f"{days_words(habits.days)} at {clock(habits.hour)}" if habits.days else "not set"
    zone = f"{city(lifter.zone)}, {clock(now.astimezone(zone_of(lifter.zone)).time())}" if lifter.zone else "not set"
    trouble = {True: "yes", False: "no", None: "not said"}[lifter.back_trouble]
    rows = (
        (_to(lifter, "Weights", _UNIT_NAMES[lifter.unit], Question.UNIT),),
        (_to(lifter, "Time zone", zone, Question.ZONE),),
        (_to(lifter, "Training days", days, Question.DAYS),),
        (_to(lifter, "Quiet hours", _quiet_words(habits.quiet), Question.QUIET),),
        (_to(lifter, "Back trouble", trouble, Question.BACK),),
        (_to(lifter, "Health questions", _READINESS_WORDS[lifter.readiness], Question.READINESS),),
        (_to(lifter, "Weekly review", weekly_words(habits.review), Question.REVIEW),),
        (Button(f"Equipment: {equipment_words(lifter.kit)}", Tap(Verb.EQUIPMENT, lifter.id)),),
        (_effort(lifter),),
        (_sound(lifter),),
        (Button("Plan", Tap(Verb.PLAN, lifter.id)), Button("Pause", Tap(Verb.PAUSES, lifter.id))),
    )
    text = lines(bold("Settings"), note or None, "What you lifted stays as you lifted it, in whichever unit.")
    return Screen(text, (*rows, *back))


def _to(lifter: Lifter, name: str, now: str, about: Question) -> Button:
    return Button(f"{name}: {now}", Tap(Verb.QUESTION, lifter.id, about))


def _effort(lifter: Lifter) -> Button:
    if lifter.effort:
        return Button("Stop asking how many more I had", Tap(Verb.EFFORT, lifter.id, "off"))
    return Button("After each set, ask how many more I had", Tap(Verb.EFFORT, lifter.id, "on"))


def _sound(lifter: Lifter) -> Button:
    if lifter.habits.silent:
        return Button("Reminders: silent. Let them ring", Tap(Verb.SOUND, lifter.id, "on"))
    return Button("Reminders: ringing. Make them silent", Tap(Verb.SOUND, lifter.id, "off"))


def all_set(lifter: Lifter, said: str) -> Screen:
    """The end of first contact."""
    text = lines(bold("All set."), said, "Change any of it with /settings, any time.")
    train = Button("Train now", Tap(Verb.WORKOUTS, lifter.id), Style.PRIMARY)
    return Screen(text, ((train, Button("My plan", Tap(Verb.PLAN, lifter.id))),))


def too_many_days(days: int, most: int, course: str) -> str:
    return (
        f"{count(days, 'day')} it is, though {course} allows {count(most, 'session')} a week: "
        "of your days I take those that leave room to rest."
    )


NO_ZONE_YET = "I take your clock to be UTC until I know where you are."


def zone_kept(zone: str, now: datetime) -> Markup:
    there = now.astimezone(zone_of(zone))
    return filled("It is {} for you ({}).", clock(there.time()), city(zone))
