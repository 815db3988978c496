"""What exercises are to one another: swaps that count alike and suit whoever avoids the other, and ladders of rungs.

Single pages are read in `exercises`; here they are all known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.content.exercises import Draft
from bot.content.problems import quoted
from bot.training.plan import Exercise
from bot.training.sparing import suits
from bot.training.vocabulary import Condition

_Known = Mapping[str, Exercise | None]


def check_kinship(drafts: Sequence[Draft]) -> None:
    """Adds to each page what is wrong with its swaps and its ladder."""
    known = {draft.page.id: draft.exercise for draft in drafts}
    for draft in drafts:
        _check_avoidance(draft, known)
        _check_counting(draft, known)
    _check_ladders(drafts)


def related(good: Mapping[str, Exercise]) -> dict[str, Exercise]:
    """The exercises with no swap that is not among them, and each rung with the ladder that it is on, if that is whole."""
    written = (exercise.ladder for exercise in good.values())
    ladders = {rung: ladder for ladder in written if all(rung in good for rung in ladder) for rung in ladder}
    return {
        id: replace(exercise, swaps=tuple(swap for swap in exercise.swaps if swap in good), ladder=ladders.get(id, ()))
        for id, exercise in good.items()
    }


def _check_counting(draft: Draft, known: _Known) -> None:
    """What stands in for another keeps its numbers: seconds stay seconds, and on a ladder sides stay sides."""
    own = draft.exercise
    if own is None:
        return
    for word in (*draft.swaps, *draft.ladder):
        other = known.get(word.text)
        if other is not None and other.counting.timed is not own.counting.timed:
            draft.page.add(word.place, f"{quoted(word.text)} counts {_counted(other)}, this one {_counted(own)}")
        elif other is not None and word in draft.ladder and other.per_side is not own.per_side:
            draft.page.add(
                word.place, f"{quoted(word.text)} counts sides otherwise; rungs are all per side, or none is"
            )


def _counted(exercise: Exercise) -> str:
    return "seconds" if exercise.counting.timed else "repetitions"


def _check_ladders(drafts: Sequence[Draft]) -> None:
    """A problem for every exercise that stands on a second ladder."""
    owners: dict[str, str] = {}
    for draft in drafts:
        for rung in draft.ladder:
            owner = owners.setdefault(rung.text, draft.page.id)
            if owner != draft.page.id:
                draft.page.add(rung.place, f"{quoted(rung.text)} is on the ladder of {quoted(owner)} already")


def _check_avoidance(draft: Draft, known: _Known) -> None:
    """Whoever should avoid an exercise needs something to do instead."""
    if draft.exercise is None:
        return
    swaps = [known.get(swap) for swap in draft.exercise.swaps]
    for word, condition in zip(draft.avoid_if, draft.exercise.avoid_if, strict=False):
        if None not in swaps and not any(swap and suits(swap, condition) for swap in swaps):
            draft.page.add(word.place, f"{quoted(word.text)}: none of the swaps suits then{_wanted(condition)}")


def _wanted(condition: Condition) -> str:
    return " (lumbar: low is needed)" if condition is Condition.BACK else ""
