"""The pages behind the pain button: the stop signs first of all, then where it hurts, how it feels, and what to do instead.

Functions of the session; every sentence of theirs is in `safety`. What counts as kinder is decided in `training.hurting`.
"""

from collections.abc import Sequence

from bot.screens import safety
from bot.screens.buttons import tap
from bot.screens.screen import Button, Row, Screen, Style, bold, lines
from bot.screens.sets import exercise_name
from bot.screens.swaps import Offer, swap_button
from bot.screens.taps import Verb
from bot.training.hurting import asking_the_same, is_on, what_hurts, where_it_hurts
from bot.training.order import exercise_at
from bot.training.pain import CONDITIONS, Area, Feeling, Pain, likely_first
from bot.training.plan import Library
from bot.training.session import Session


def where(session: Session, library: Library) -> Screen:
    """The signs to stop at, and the parts of the body: those near to what the exercise works first."""
    position = where_it_hurts(session)
    assert position is not None, "a session with nothing left to do is closed by the machine"
    stop = Button(safety.YES_A_STOP_SIGN, tap(session, Verb.STOP_SIGN, str(position)), Style.DANGER)
    exercise = library.exercises.get(what_hurts(session, position)) or exercise_at(session, position)
    areas = [
        Button(area.capitalize(), tap(session, Verb.PAIN, _about(position, area))) for area in likely_first(exercise)
    ]
    rows = (tuple(areas[at : at + 3]) for at in range(0, len(areas), 3))
    return Screen(safety.first_of_all(exercise.name), ((stop,), *rows, _back(session)))


def how_it_feels(session: Session, position: int, area: Area) -> Screen:
    feelings = (
        Button(safety.SHARP, tap(session, Verb.HURTS, _about(position, area, Feeling.SHARP))),
        Button(safety.DULL, tap(session, Verb.HURTS, _about(position, area, Feeling.DULL))),
    )
    elsewhere = (Button("‹ Somewhere else", tap(session, Verb.PAIN)),)
    return Screen(safety.sharp_or_dull(area.capitalize()), (feelings, elsewhere, _back(session)))


def afterwards(session: Session, pain: Pain, kinder: Sequence[Offer]) -> Screen:
    """What was noted, and the ways to spare what hurts; going on is one button among the last, as on every page."""
    name = exercise_name(session, pain)
    sharp = pain.feeling is Feeling.SHARP
    on = is_on(session, pain)
    same = ", ".join(asking_the_same(session, pain))
    text = lines(
        bold(f"{name} is over for today." if sharp else f"Noted: {name}, {pain.area}."),
        safety.SHARP_ENDS_IT if sharp else safety.DULL_IS_NOTED if on else None,
        "",
        safety.IT_WAITS,
        safety.asks_the_same(same) if same else None,
        safety.TO_A_DOCTOR,
        *(("", bold(_what_instead(pain, kinder))) if on else ()),
    )
    return Screen(text, (*_ways(session, pain, kinder, on), _back(session)))


def _what_instead(pain: Pain, kinder: Sequence[Offer]) -> str:
    if not kinder:
        return safety.NOTHING_KINDER
    return safety.KINDER if pain.area in CONDITIONS else safety.CANNOT_TELL


def _ways(session: Session, pain: Pain, kinder: Sequence[Offer], on: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    if on:
        rows += [(swap_button(session, pain.position, offer),) for offer in kinder]
    if on and pain.feeling is Feeling.DULL:
        name = exercise_at(session, pain.position).name
        rows.append((Button(f"Skip {name}", tap(session, Verb.SKIP_EXERCISE, str(pain.position))),))
    rows.append((Button("End the session", tap(session, Verb.ASK_FINISH), Style.DANGER),))
    return tuple(rows)


def _about(position: int, area: Area, feeling: Feeling | None = None) -> str:
    """`2_lower-back`, `2_lower-back_sharp`: what `coach.reading` reads."""
    words = (str(position), area, *((feeling,) if feeling else ()))
    return "_".join(words).replace(" ", "-")


def _back(session: Session) -> Row:
    return (Button("‹ Back to training", tap(session, Verb.CARD)),)
