"""What the card of a session shows, and the muscles that were trained in words. How the card looks is drawn in `pictures`.

Nothing cheerful is shown of a session that a stop sign ended, nor of one in which no muscle was worked.
"""

from collections.abc import Mapping

from bot.screens.figures import Key, SessionCard, Sum, Tone
from bot.screens.reasons import long_day
from bot.screens.records import MEDAL, named_record_line
from bot.screens.words import count, heavy, minutes, stopwatch
from bot.training.lifter import Lifter
from bot.training.records import records_of
from bot.training.session import Session
from bot.training.totals import Totals, totals
from bot.training.vocabulary import Muscle
from bot.training.walltime import day_in, zone_of
from bot.training.worked import Worked, muscles_worked

MOST_RECORDS = 3  # for which there is room beside a body
_TONES = {Worked.MUCH: Tone.MUCH, Worked.SOME: Tone.SOME, Worked.LITTLE: Tone.LITTLE}
_HOW_MUCH = {Worked.MUCH: "a lot", Worked.SOME: "some", Worked.LITTLE: "a little"}


def session_card(session: Session, lifter: Lifter) -> SessionCard | None:
    worked = muscles_worked(session)
    if session.stopped or not worked:
        return None
    day = day_in(zone_of(lifter.zone), session.started)
    records = [named_record_line(record).removeprefix(MEDAL).strip() for record in records_of(session)]
    left_out = len(records) - MOST_RECORDS
    return SessionCard(
        session.workout.name,
        f"{long_day(day)} {day.year}",
        _sums(totals(session)),
        tuple(records[:MOST_RECORDS]),
        {muscle: _TONES[how_much] for muscle, how_much in worked.items()},
        tuple(Key(_TONES[one], words) for one, words in _HOW_MUCH.items() if one in worked.values()),
        f"and {count(left_out, 'more record')}" if left_out > 0 else "",
    )


def _sums(sums: Totals) -> tuple[Sum, ...]:
    return (
        Sum(str(sums.sets), "set" if sums.sets == 1 else "sets"),
        *_lifted(sums),
        Sum(minutes(sums.duration), "of training"),
    )


def _lifted(sums: Totals) -> tuple[Sum, ...]:
    """The weight if there was any; else what weighs nothing."""
    if sums.volume.amount:
        return (Sum(heavy(sums.volume), "lifted"),)
    if sums.body_reps:
        return (Sum(str(sums.body_reps), "body-weight reps"),)
    return (Sum(stopwatch(sums.held), "minutes held"),) if sums.held else ()


def trained_words(session: Session) -> str | None:
    """`Trained a lot: lats, middle back; a little: biceps.`"""
    worked = muscles_worked(session)
    told = [f"{words}: {_named(worked, one)}" for one, words in _HOW_MUCH.items() if one in worked.values()]
    return f"Trained {'; '.join(told)}." if told else None


def _named(worked: Mapping[Muscle, Worked], wanted: Worked) -> str:
    return ", ".join(muscle for muscle, how_much in worked.items() if how_much is wanted)
