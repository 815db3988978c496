"""/progress: one message with a picture, edited in place; its pages, and the buttons between them.

Functions of what was found. The words beside each picture are in `progress_words`; how a picture looks is drawn in `pictures`.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.screens import progress_words as words
from bot.screens.figures import BodyMap, Figure, Key, Picture, Theme, Tone
from bot.screens.pages import train_now
from bot.screens.screen import Button, Row, Screen
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Lifter
from bot.training.so_far import SoFar
from bot.training.streak import Streak
from bot.training.vocabulary import Muscle
from bot.training.workload import State

_TONES = {State.READY: Tone.READY, State.ALMOST: Tone.ALMOST, State.RESTING: Tone.RESTING}


def nothing_yet(lifter: Lifter, back: tuple[Row, ...]) -> Screen:
    return Screen(words.nothing_yet(), back or (train_now(lifter),))


def overview(
    lifter: Lifter,
    done: SoFar,
    weeks: Streak,
    ready: Mapping[Muscle, datetime],
    states: Mapping[Muscle, State],
    now: datetime,
) -> Screen:
    text = words.overview(done, weeks, ready, states, now)
    return Screen(text, (_theme(lifter, ""),), picture=picture(lifter, recovery_map(states)))


def recovery_map(states: Mapping[Muscle, State]) -> BodyMap:
    legend = tuple(Key(_TONES[state], str(state)) for state in State)
    tones = {muscle: _TONES[state] for muscle, state in states.items()}
    return BodyMap("Ready to train", "by what you did lately", tones, legend)


def picture(lifter: Lifter, figure: Figure) -> Picture:
    return Picture(lifter.id, figure, Theme.DARK if lifter.dark else Theme.LIGHT)


def to(lifter: Lifter, label: str, about: str) -> Button:
    """To a page of /progress."""
    return Button(label, Tap(Verb.PROGRESS, lifter.id, about))


def _theme(lifter: Lifter, about: str) -> Row:
    """Light pictures or dark ones, on the same page."""
    return (Button("☀️ Light pictures" if lifter.dark else "🌙 Dark pictures", Tap(Verb.THEME, lifter.id, about)),)
