"""The judge of a year: which reminders must not have come, and which had to. No tests live here.

It reads a ledger, the authors' rules and the zones, all by its own reckoning, and knows nothing of how Spotter plans. Which
day a forbidden one moves to is Spotter's choice: such a day must be allowed, and the reminder must tell of the move.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.year.ledger import Begins, Blocks, Ledger, Line, Snoozes, Unheard, WantsWhenReady
from tests.year.reviews import Reviews
from tests.year.rules import Done, Rules
from tests.year.story import Reminder, Session, Story, Wishes, read
from tests.year.zones import first_shown

A_DAY = timedelta(days=1)
SLACK = timedelta(seconds=1)  # a clock that is asked in whole seconds may be off by one
SOON = timedelta(minutes=2)
USEFUL = timedelta(hours=2)
MOST_UNANSWERED = 3
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOVED = re.compile(r"Moved here from (\w+)")


@dataclass
class Verdict:
    """`wrongs` each tell a violation with the story around it."""

    wrongs: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def judged(ledger: Ledger, rules: Rules) -> Verdict:
    case = _Case(read(ledger), rules, Verdict())
    case.judges()
    return case.verdict


@dataclass
class _Case:
    story: Story
    rules: Rules
    verdict: Verdict
    reminded: dict[date, Reminder] = field(default_factory=dict)  # by local date: initial ones and questions
    had_their_time: dict[date, datetime] = field(default_factory=dict)  # by local date: when it was first due

    def judges(self) -> None:
        for reminder in self.story.reminders:
            for wrong in self._wrongs(reminder):
                self._wrong(reminder.at, f"{reminder.kind}: {wrong}")
        for day, wishes, due in self._due_days():
            if wishes.is_wished(day) or wishes.was_put_off_to(day):
                self._expects(day, wishes, due)
                self.had_their_time.setdefault(day, due)
        for line in self.story.ledger.lines:
            if isinstance(line, Snoozes):
                self._expects_asked(line, line.day, line.to)
            elif isinstance(line, WantsWhenReady):
                self._expects_asked(line, line.day, self.story.at(line.at).hour)
        reviews = Reviews(self.story)
        for at, wrong in reviews.wrongs():
            self._wrong(at, wrong)
        self.verdict.counts["reviews"] += len(self.story.reviews)
        self.verdict.counts["due reviews"] += reviews.due
        self._counts()

    # What must not have come

    def _wrongs(self, reminder: Reminder) -> Iterator[str]:
        at = reminder.at
        wishes = self.story.at(at)
        day = wishes.local(at + SLACK).date()
        done = self._done(at, wishes)
        if not wishes.reachable:
            yield "to a lifter who had blocked"
        if wishes.is_quiet(at) and wishes.is_quiet(at + SLACK):
            yield f"in quiet hours, {wishes.quiet[0]:%H:%M} to {wishes.quiet[1]:%H:%M}"
        if wishes.is_away(day):
            yield "while away"
        if day in wishes.skips:
            yield "on a skipped day"
        if any(session.is_open(at) for session in self.story.sessions):
            yield "during a session"
        elif any(session.day == day for session in done):
            yield "after today's session"
        if any(0 <= (at - other.at).total_seconds() < 60 and other is not reminder for other in self._before(reminder)):
            yield "it says again what has just been said"
        if reminder.unanswered > MOST_UNANSWERED:
            yield f"after {reminder.unanswered} unanswered"
        if (reminder.kind == "question") != (reminder.unanswered == MOST_UNANSWERED):
            yield f"it is the {reminder.unanswered + 1}. without an answer"
        if reminder.workout and (why := self.rules.forbids(reminder.workout, day, done)):
            yield f"on a rest day of {reminder.workout}: {why}"
        if reminder.kind == "asked for" or (reminder.kind == "question" and self._asked(reminder)):
            yield from self._wrongs_of_asked(reminder)
        else:
            yield from self._wrongs_of_day(reminder, wishes, day, done)

    def _before(self, reminder: Reminder) -> list[Reminder]:
        """Those that came since the last sign of life."""
        at = self.story.reminders.index(reminder)
        return self.story.reminders[at - reminder.unanswered : at]

    def _wrongs_of_day(self, reminder: Reminder, wishes: Wishes, day: date, done: list[Done]) -> Iterator[str]:
        due = wishes.due(day)
        if due is None:
            yield "on a day that does not exist"
        elif reminder.at < due - SLACK:
            yield f"early: the hour is {wishes.hour:%H:%M}"
        elif reminder.at > due + USEFUL + SLACK:
            yield f"late: the hour was {wishes.hour:%H:%M}"
        if reminder.hour is not None and reminder.hour != wishes.hour:
            yield f"it tells another hour than {wishes.hour:%H:%M}"
        if day in self.reminded:
            yield f"a second one for {day}"
        self.reminded.setdefault(day, reminder)
        if not self.rules.allows_any(day, done):
            yield "on a rest day"
        if reminder.kind == "initial":
            yield from self._wrongs_of_move(reminder, wishes, day)

    def _wrongs_of_move(self, reminder: Reminder, wishes: Wishes, day: date) -> Iterator[str]:
        """It is explained when moved, and only then."""
        told = _MOVED.search(reminder.text)
        asked = wishes.was_put_off_to(day)
        if asked and (told is None or "as you asked" not in reminder.text):
            yield "the lifter put it off, and it does not say so"
        elif not asked and wishes.is_wished(day) and told is not None:
            yield "it says that it was moved, on a day that was wished"
        elif not asked and not wishes.is_wished(day) and told is None:
            yield "it is no wished day, and it does not say why it comes"
        elif not asked and told is not None:
            self.verdict.counts["moved"] += 1
            names = [WEEKDAYS[d] for d in wishes.days]
            if told[1] not in (*names, "yesterday") or "as you asked" in reminder.text:
                yield f"it says moved from {told[1]}, which was no wished day"

    def _asked(self, reminder: Reminder) -> bool:
        """Whether a question stands in for a reminder that was asked for: it comes at that one's time."""
        wishes = self.story.at(reminder.at)
        due = wishes.due(wishes.local(reminder.at + SLACK).date())
        on_time = due is not None and due - SLACK <= reminder.at <= due + USEFUL + SLACK
        return not on_time and bool(self._orders_of(reminder.at))

    def _wrongs_of_asked(self, reminder: Reminder) -> Iterator[str]:
        orders = self._orders_of(reminder.at)
        if not orders:
            yield "nobody asked for it"
        for order in orders:
            if isinstance(order, Snoozes) and order.an_hour and reminder.at - order.at < timedelta(minutes=59):
                yield f"it was to come in an hour, not after {reminder.at - order.at}"

    def _orders_of(self, at: datetime) -> list[Snoozes | WantsWhenReady]:
        """Wishes to be reminded whose time this is."""
        wishes = self.story.at(at)
        local = wishes.local(at + SLACK)
        found: list[Snoozes | WantsWhenReady] = []
        for line in self.story.ledger.lines:
            if isinstance(line, Snoozes) and line.at <= at and line.day == local.date():
                due = first_shown(line.day, line.to, wishes.zone)
                if due is not None and due - SLACK <= at <= due + USEFUL + SLACK:
                    found.append(line)
            elif isinstance(line, WantsWhenReady) and line.at <= at and at - line.at < timedelta(days=9):
                found.append(line)
        return found[-1:]

    # What had to come

    def _due_days(self) -> Iterator[tuple[date, Wishes, datetime]]:
        """Each date with the instant of its hour, under the wishes that held at that instant."""
        ends = self.story.ledger.ends or self.story.ledger.lines[-1].at
        following = [*(wishes.since for wishes in self.story.wishes[1:]), ends]
        for wishes, until in zip(self.story.wishes, following, strict=True):
            day = wishes.local(wishes.since).date() - A_DAY
            while day <= wishes.local(until).date() + A_DAY:
                due = wishes.due(day)
                if due is not None and wishes.since <= due < until:
                    yield day, wishes, due
                day += A_DAY

    def _expects(self, day: date, wishes: Wishes, due: datetime) -> None:
        story, heard = self.story, self.story.heard_from(due)
        ends = story.ledger.ends or due
        if not wishes.reachable or self._had_its_time(day, due):
            return
        if heard + SOON > ends or self._is_unsure(due, heard):
            return
        if day in wishes.skips or wishes.is_away(day) or wishes.is_quiet(heard):
            return
        if wishes.local(heard).date() != day or any(session.is_open(heard) for session in story.sessions):
            return
        done = self._done(heard, wishes)
        if any(session.day == day for session in done) or not self.rules.allows_any(day, done):
            return
        earlier = self.reminded.get(day)
        if earlier is not None and earlier.at < due - SLACK:
            return
        if any(other > day and reminder.at < due for other, reminder in self.reminded.items()):
            return  # a date that comes again, to one who has flown across the date line
        unanswered = story.unanswered(heard)
        if unanswered > MOST_UNANSWERED:
            return
        self.verdict.counts["due days"] += 1
        kind = "question" if unanswered == MOST_UNANSWERED else "initial"
        there = [r for r in story.reminders if r.kind == kind and abs(r.at - heard) <= SOON]
        if len(there) != 1:
            self._wrong(heard, f"{len(there)} instead of one {kind} on {day}, due at {due:%d %b %H:%M} UTC")

    def _had_its_time(self, day: date, due: datetime) -> bool:
        """Whether an earlier hour of that day has come and gone: who chooses a later one after that gets no other reminder,
        unless the first was still on its way."""
        first = self.had_their_time.get(day)
        if first is None:
            return False
        changed = next(wishes.since for wishes in self.story.wishes if wishes.since > first)
        blocked = any(isinstance(line, Blocks) and first <= line.at < due for line in self.story.ledger.lines)
        return blocked or self.story.heard_from(first) <= changed

    def _expects_asked(self, asked: Snoozes | WantsWhenReady, day: date, to: time) -> None:
        """What was asked for comes at its hour, unless something came between."""
        story, wishes = self.story, self.story.at(asked.at)
        due = first_shown(day, to, wishes.zone)
        heard = story.heard_from(due) if due is not None else None
        if due is None or heard is None or heard + SOON > (story.ledger.ends or heard):
            return
        if story.at(heard) != wishes or self._is_unsure(due, heard) or wishes.is_quiet(heard):
            return
        if wishes.local(heard).date() != day or wishes.is_away(day):
            return
        between = [line for line in story.ledger.lines if asked.at < line.at <= heard + SOON]
        if any(isinstance(line, Begins | Snoozes | WantsWhenReady) for line in between):
            return
        if story.unanswered(heard) >= MOST_UNANSWERED:
            return
        done = self._done(heard, wishes)
        if any(session.day == day for session in done) or not self.rules.allows_any(day, done):
            return
        self.verdict.counts["snoozes" if isinstance(asked, Snoozes) else "ends of rest"] += 1
        there = [r for r in story.reminders if r.kind == "asked for" and abs(r.at - heard) <= SOON]
        if len(there) != 1:
            self._wrong(heard, f"{len(there)} instead of one that was asked for at {to:%H:%M}")

    def _is_unsure(self, due: datetime, heard: datetime) -> bool:
        """Whether what holds may have changed while nothing could be said, or it was too late by then."""
        if heard - due > USEFUL - SOON:
            return True
        if any(due < wishes.since <= heard + SOON for wishes in self.story.wishes):
            return True
        near = (line.at for line in self.story.ledger.lines if isinstance(line, Begins))
        return any(abs(at - heard) < SOON for at in near)

    # What both need

    def _done(self, at: datetime, wishes: Wishes) -> list[Done]:
        """The sessions that count by then, on the days of the zone by whose clocks the lifter lives now."""
        return [
            Done(session.workout, wishes.local(session.began).date(), self._worked(session, at))
            for session in self.story.sessions
            if session.counts(at) and at - session.began < timedelta(days=12)
        ]

    def _worked(self, session: Session, at: datetime) -> dict[str, float]:
        return dict(self.rules.worked([(exercise, number) for when, exercise, number in session.sets if when <= at]))

    def _wrong(self, at: datetime, what: str) -> None:
        wishes = self.story.at(at)
        tale = "\n".join(f"      {_told(line, wishes)}" for line in self.story.ledger.around(at))
        clock = f"{wishes.local(at):%a %d %b %Y %H:%M:%S} in {wishes.zone} ({at:%d %b %H:%M:%S} UTC)"
        held = f"wishes {sorted(wishes.days)} at {wishes.hour:%H:%M}, away {wishes.away}"
        self.verdict.wrongs.append(f"{self.story.ledger.who}\n    {clock}: {what}\n    {held}\n{tale}")

    def _counts(self) -> None:
        counts = self.verdict.counts
        counts["lifters"] += 1
        ends = self.story.ledger.ends or self.story.ledger.begins
        counts["days"] += (ends - self.story.ledger.begins).days
        counts["sessions"] += len(self.story.sessions)
        for reminder in self.story.reminders:
            counts["reminders"] += 1
            counts[f"{reminder.kind} reminders"] += 1
        counts["unheard"] += sum(isinstance(line, Unheard) for line in self.story.ledger.lines)


def _told(line: Line, wishes: Wishes) -> str:
    at = line.at
    words = str(line).partition("datetime.timezone.utc), ")[2] or ")"
    return f"{wishes.local(at):%a %d %H:%M:%S} {type(line).__name__}: {words[:-1]!s:.230}"
