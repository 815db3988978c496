"""All diaries of all lifters: whose button it was, which session is meant, and whether the button still counts.

What then happens in a session is in `diary`. The revision of a card is taken from the database, as a lifter would take it from
the card; that a press on an older card changes nothing is a rule of this file.
"""

from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import takewhile

from bot.screens.screen import Button
from bot.screens.taps import Verb
from bot.training import events
from bot.training.own import usual_sets
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Phase
from bot.training.vocabulary import Counting
from tests.coach.diary import SOME_LOAD, Begun, Diary, fact_of
from tests.coach.open_gym import EXERCISES, SmallShelf
from tests.training.model import TIMED

WHATEVER_THE_CARD = (Verb.NUDGE, Verb.AMEND, Verb.MOVE_REST, Verb.STAY, Verb.STOP_SIGN)
AFTERWARDS = (Verb.UNDO, Verb.ADD_BLOCK)
A_DAY = timedelta(hours=24)


class Diaries:
    """`touched` is when something last happened in a session. What begins a session returns its workout."""

    def __init__(self) -> None:
        self.of: dict[str, Diary] = {}
        self.touched: dict[str, datetime] = {}
        self._lifters: dict[str, int] = {}

    def begins(self, id: str, lifter: int, workout: str, now: datetime) -> None:
        self.of[id], self.touched[id], self._lifters[id] = Diary(workout), now, lifter

    def sessions_of(self, lifter: int) -> list[str]:
        """From the first to the last."""
        return [id for id, owner in self._lifters.items() if owner == lifter]

    def open_of(self, lifter: int) -> str | None:
        return next((id for id in self.sessions_of(lifter) if self.of[id].is_open), None)

    def pressed(self, lifter: int, button: Button, revisions: Mapping[str, int], now: datetime) -> str | None:
        tap, running = button.tap, self.open_of(lifter)
        if tap.lifter != lifter:
            return None
        if tap.verb is Verb.ADD_EXERCISE and running is not None:
            added = events.ExerciseAdded(usual_sets(EXERCISES[tap.about]))
            self._happens(running, now, *_back_from(self.of[running].page.phase), added)
        if not tap.session:
            return tap.about if tap.verb in (Verb.BEGIN, Verb.ANYWAY) and running is None else None
        diary = self.of[tap.session]
        as_it_stands = tap.revision == revisions[tap.session]
        closed = diary.page.closed
        if closed is None:
            counts = as_it_stands or tap.verb in WHATEVER_THE_CARD
        else:
            counts = running is None and tap.verb in AFTERWARDS and as_it_stands and now - closed <= A_DAY
        if counts and (fact := fact_of(tap, button.label, diary.page)) is not None:
            self._happens(tap.session, now, fact)
        return None

    def asked(self, lifter: int, command: str, words: str, now: datetime) -> str | None:
        running = self.open_of(lifter)
        if command == "workout" and running is None and words in SmallShelf.library.workouts:
            return words
        if command == "cancel" and running is not None and not self.of[running].page.model.sets:
            self._happens(running, now, events.Abandoned())
        latest = running or next(reversed(self.sessions_of(lifter)), None)
        if command == "undo" and latest is not None:
            page = self.of[latest].page
            if page.closed is None or now - page.closed <= A_DAY:
                self._happens(latest, now, *_back_from(page.phase), events.Undone())
        return None

    def typed(self, lifter: int, reps: list[int], amount: Decimal, now: datetime) -> None:
        """`10 x 45 kg 9 8`; without repetitions it is the load alone."""
        running = self.open_of(lifter)
        if running is None:
            return
        page = self.of[running].page
        left = page.model.left
        if page.exercise_at(left[0].position) in TIMED:
            return  # it weighs nothing
        come = list(takewhile(lambda slot: slot.position == left[0].position, left))
        if not reps:
            self._happens(running, now, *_back_from(page.phase), events.LoadChosen(left[0], SOME_LOAD))
        elif len(reps) <= len(come):
            load = _typed_load(amount, page.exercise_at(left[0].position))
            logged = (events.SetLogged(slot, times, load) for slot, times in zip(come, reps, strict=False))
            self._happens(running, now, *_back_from(page.phase), *logged)

    def _happens(self, id: str, now: datetime, *facts: events.Event | Begun) -> None:
        """All of it, or nothing."""
        diary = copy(self.of[id])
        if all(diary.happens(fact, now) for fact in facts):
            self.of[id], self.touched[id] = diary, now


def _back_from(phase: Phase) -> tuple[events.Event, ...]:
    """Who types, or takes something back, is no longer taking a break."""
    return (events.Resumed(),) if phase is Phase.PAUSED else ()


def _typed_load(amount: Decimal, exercise: str) -> Load:
    counting = EXERCISES[exercise].counting
    signed = -amount if counting is Counting.BODYWEIGHT_MINUS else amount
    return Load(Weight(signed, Unit.KG), counting is not Counting.WEIGHT)
