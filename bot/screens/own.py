"""The pages on which a lifter makes an exercise of their own: its name, its muscle, what it is done with; and takes it away.

What an answer does is decided in the coach. The page of any one exercise is in `exercise`.
"""

from markupsafe import Markup

from bot.screens.exercise import SAID, named
from bot.screens.screen import Button, Row, Screen, Style, bold, filled, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import dot
from bot.training.lifter import Lifter, Question
from bot.training.own import LONGEST_NAME, MOST_OWN, SHORTEST_NAME, kind_of
from bot.training.plan import Exercise
from bot.training.vocabulary import Muscle

NOT_A_NAME = f"A name has {SHORTEST_NAME} to {LONGEST_NAME} characters, with letters in it, like Landmine press."
NOT_A_MUSCLE = "I do not know that muscle. Tap the one that works most."
ENOUGH = f"You have {MOST_OWN} of your own, and that is all I can keep. Delete one on its page to make room."
GONE = "That one is gone already."
DELETED = "Deleted. What you lifted with it stays in your history."
DONE_ALREADY = "You have sets of it that count otherwise. For this, make another one."


def taken(name: str, other: Exercise) -> Markup:
    """Why a name will not do."""
    also = "" if other.name.casefold() == name.casefold() else f" (that is {other.name})"
    return filled("There is {} already{}. What else is yours called?", f"“{name}”", also)


def ask_name(lifter: Lifter, renamed: Exercise | None, back: tuple[Row, ...], note: Markup | str = "") -> Screen:
    """What a new one is called, or what `renamed` is called from now on."""
    question = "What is your exercise called?" if renamed is None else f"What shall {renamed.name} be called?"
    leave = Button("‹ All exercises", Tap(Verb.EXERCISES, lifter.id, "0"))
    if renamed is not None:
        leave = Button(f"‹ {renamed.name}", Tap(Verb.EXERCISE, lifter.id, renamed.id))
    return Screen(_noted(note, bold(question), "Type its name, such as Landmine press."), ((leave,), *back))


def ask_muscle(lifter: Lifter, name: str, back: tuple[Row, ...], note: Markup | str = "") -> Screen:
    buttons = [Button(muscle.value.capitalize(), Tap(Verb.MUSCLE, lifter.id, muscle.name)) for muscle in Muscle]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    another = (Button("‹ Another name", Tap(Verb.QUESTION, lifter.id, Question.NAME)),)
    text = _noted(note, filled("{}: which muscle works most?", bold(name)), "Tap it, and the exercise is yours.")
    return Screen(text, (*rows, another, *back))


def made(lifter: Lifter, exercise: Exercise, back: tuple[Row, ...], note: Markup | str = "") -> Screen:
    """It is theirs; what it is done with can be said, or left as it is."""
    chosen = kind_of(exercise)
    buttons = [
        Button(f"{dot(kind is chosen)}{words}", Tap(Verb.KIND, lifter.id, f"{exercise.id}/{kind}"))
        for kind, words in SAID.items()
    ]
    kinds = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    page = (Button("That’s it ›", Tap(Verb.EXERCISE, lifter.id, exercise.id), Style.PRIMARY),)
    text = _noted(
        note,
        filled("{} is yours.", bold(named(exercise))),
        *(italic(muscle.value) for muscle in exercise.primary),
        "",
        "What do you do it with?",
    )
    return Screen(text, (*kinds, page, *back))


def ask_delete(lifter: Lifter, exercise: Exercise, back: tuple[Row, ...]) -> Screen:
    """The question before it is gone for good."""
    text = lines(
        filled("Delete {}?", bold(exercise.name)),
        "I offer it no more. What you lifted with it stays in your history.",
    )
    rows = (
        (Button("Delete it", Tap(Verb.DELETE, lifter.id, exercise.id), Style.DANGER),),
        (Button("Keep it", Tap(Verb.EXERCISE, lifter.id, exercise.id), Style.PRIMARY),),
    )
    return Screen(text, (*rows, *back))


def _noted(note: Markup | str, *text: Markup | str) -> Markup:
    return lines(bold(note), "", *text) if note else lines(*text)
