"""Pages outside a session: help, choosing a workout, exercises, and what to say to a stray word.

Most can be asked for while training, too: their `back` is then the way back to the card.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.screens.exercise import named
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import count, cut
from bot.training.lifter import Lifter, Question
from bot.training.own import is_own
from bot.training.plan import Library, Workout

A_PAGE = 12  # exercises on one page: what a thumb can scan
WORKOUTS_A_PAGE = 8  # each comes with a line about it
LONGEST_ABOUT = 120

COMMANDS = {
    "workout": "Train: start a session, or go on with the one you have",
    "plan": "Your next two weeks, and why they are so",
    "pause": "Sick or away: no sessions, no reminders",
    "progress": "What you have done, in pictures",
    "history": "Your past sessions, and how to put them right",
    "exercises": "How each exercise is done",
    "weight": "Note what you weigh, as in /weight 82.5",
    "undo": "Take back the last thing you did",
    "cancel": "Stop the session, or set it aside",
    "settings": "Units, time zone, days, quiet hours and more",
    "export": "Everything of yours, in files that others read",
    "import": "Bring your past along from another app",
    "privacy": "What I keep of you, and why",
    "forget": "Erase all that I keep of you",
    "help": "What I can do, and what you can type",
    "start": "Say hello, and set things up",
}

_HOW_TO_TYPE = lines(
    filled("During a session, one tap on {} logs a set. Typing works too:", bold("✓")),
    Markup("<code>10x45</code>  ten repetitions with 45"),
    Markup("<code>45x10 10 9</code>  three sets at once"),
    Markup("<code>8</code>  eight, with the load on the card"),
    Markup("<code>bw+5 x 8</code>  your body and 5 more"),
    Markup("<code>45 s</code>, <code>1:15</code>  how long you held"),
    Markup("<code>10x45 @8</code>  an effort of 8 out of 10"),
)


def back_to_training(lifter: Lifter) -> Row:
    return (Button("‹ Back to training", Tap(Verb.CARD, lifter.id)),)


def help_page(lifter: Lifter, back: tuple[Row, ...] = ()) -> Screen:
    rows = lines(*(f"/{command}  {meaning}" for command, meaning in COMMANDS.items()))
    return Screen(lines(bold("What I do"), "", _HOW_TO_TYPE, "", rows), back or (train_now(lifter),))


def workouts(lifter: Lifter, library: Library, up_next: str | None, page: int = 0) -> Screen:
    """A page of the workouts to choose from; the one whose turn it is comes first of all."""
    found = sorted(library.workouts.values(), key=lambda workout: workout.id != up_next)
    if not found:
        return Screen(Markup("There is no workout in the library yet. A markdown file in content/workouts makes one."))
    page, pages = _page(page, len(found), WORKOUTS_A_PAGE)
    offered = found[page * WORKOUTS_A_PAGE : (page + 1) * WORKOUTS_A_PAGE]
    rows = tuple(
        (
            Button(
                f"{workout.name} · {count(required_sets(workout), 'set')}",
                Tap(Verb.BEGIN, lifter.id, workout.id),
                Style.PRIMARY if workout.id == up_next else Style.PLAIN,
            ),
        )
        for workout in offered
    )
    about = [_about(workout) for workout in offered]
    title = f"What is it today?{_where(page, pages)}"
    return Screen(lines(bold(title), "", *about), (*rows, *_page_buttons(lifter, Verb.WORKOUTS, page, pages)))


def _about(workout: Workout) -> Markup:
    """A line: its name and, in short, what its author says of it."""
    short = cut(workout.about, LONGEST_ABOUT)
    return filled("{}  {}", bold(workout.name), short) if short else bold(workout.name)


def required_sets(workout: Workout) -> int:
    return sum(len(p.sets) for block in workout.blocks if not block.optional for p in block.prescriptions)


def exercises(lifter: Lifter, library: Library, page: int, back: tuple[Row, ...] = ()) -> Screen:
    """A page of the exercises, each a button to its own page."""
    number = count(len(library.exercises), "exercise")
    return _listed(
        lifter, library, page, (number, "Tap one to see how it is done."), (Verb.EXERCISES, Verb.EXERCISE), back
    )


def addable(lifter: Lifter, library: Library, page: int, back: tuple[Row, ...]) -> Screen:
    """A page of the exercises, each a button that adds it to the session."""
    words = ("One more exercise", "It comes at the end, in three sets.")
    return _listed(lifter, library, page, words, (Verb.ADDABLE, Verb.ADD_EXERCISE), back)


def _listed(
    lifter: Lifter,
    library: Library,
    page: int,
    words: tuple[str, str],
    verbs: tuple[Verb, Verb],  # to another page, and of one exercise
    back: tuple[Row, ...],
) -> Screen:
    """The lifter's own first, then the others, by name; a page beyond the last is the last."""
    found = sorted(library.exercises.values(), key=lambda exercise: (not is_own(exercise), exercise.name.casefold()))
    page, pages = _page(page, len(found), A_PAGE)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    buttons = [Button(named(one), Tap(verbs[1], lifter.id, one.id)) for one in shown]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    own = (Button("+ My own", Tap(Verb.QUESTION, lifter.id, Question.NAME)),)
    text = lines(bold(f"{words[0]}{_where(page, pages)}"), words[1])
    return Screen(text, (*rows, *_page_buttons(lifter, verbs[0], page, pages), own, *back))


def stray(lifter: Lifter, note: str) -> Screen:
    """One friendly line where no session is open, and the way to one."""
    return Screen(lines(note), (train_now(lifter),))


def workout_unknown(lifter: Lifter, library: Library, word: str, near: Sequence[str]) -> Screen:
    page = workouts(lifter, library, None)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Screen(lines(f"I know no workout called “{word}”.{hint}", "", page.text), page.rows)


def train_now(lifter: Lifter) -> Row:
    return (Button("Train now", Tap(Verb.WORKOUTS, lifter.id), Style.PRIMARY),)


def _page(page: int, of: int, a_page: int) -> tuple[int, int]:
    """The page that can be shown, and how many there are; a page beyond the last is the last."""
    pages = max(1, -(-of // a_page))
    return min(max(page, 0), pages - 1), pages


def _where(page: int, pages: int) -> str:
    return f" · page {page + 1} of {pages}" if pages > 1 else ""


def _page_buttons(lifter: Lifter, verb: Verb, page: int, pages: int) -> tuple[Row, ...]:
    """A row to the pages before and after; none where there is one page."""
    to = [(page - 1, "‹ Back"), (page + 1, "More ›")]
    row = tuple(Button(label, Tap(verb, lifter.id, str(at))) for at, label in to if 0 <= at < pages)
    return (row,) if row else ()
