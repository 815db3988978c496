"""The judge of a year's reviews: at most one a week, on the chosen day and hour or as soon as it may be, with true numbers.

Like the checker it reads the ledger alone, and knows nothing of how Spotter plans. No tests live here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.year.ledger import Begins
from tests.year.story import Review, Session, Story, Wishes
from tests.year.zones import first_shown

A_DAY = timedelta(days=1)
SLACK = timedelta(seconds=1)
SOON = timedelta(minutes=2)
USEFUL = timedelta(days=1)
FORTNIGHT = timedelta(days=14)
_SUMS = re.compile(r"Your week: (?:no session|(\d+) sessions?, (\d+) sets?)\n.* to \w+ (\d+) ")


@dataclass
class Reviews:
    """Goes through a story; `days` are those that had one, in the order in which they came."""

    story: Story
    days: list[date] = field(default_factory=list)
    due: int = 0

    def wrongs(self) -> Iterator[tuple[datetime, str]]:
        for review in self.story.reviews:
            for wrong in self._wrongs_of(review):
                yield review.at, f"review: {wrong}"
        for wishes, until in self._spans():
            for day in _dates(wishes, until):
                due = _due(wishes, day)
                if due is not None and wishes.since <= due < until:
                    yield from self._expects(day, due, wishes)

    # What must not have come

    def _wrongs_of(self, review: Review) -> Iterator[str]:
        at, wishes = review.at, self.story.at(review.at)
        if not wishes.reachable:
            yield "to a lifter who had blocked"
        if wishes.is_quiet(at) and wishes.is_quiet(at + SLACK):
            yield "in quiet hours"
        if wishes.is_away(wishes.local(at + SLACK).date()):
            yield "while away"
        if any(session.is_open(at) for session in self.story.sessions):
            yield "during a session"
        found = self._day_of(at, wishes)
        if found is None:
            yield f"not on the day and hour that were chosen, {wishes.review}"
            return
        day, due = found
        if any(day - other < 7 * A_DAY for other in self.days):
            yield f"less than a week after that of {self.days[-1]}"
        self.days.append(day)
        if not self._trained_before(due, wishes):
            yield "to somebody who has not trained for two weeks"
        yield from self._wrong_sums(review, wishes, day)

    def _day_of(self, at: datetime, wishes: Wishes) -> tuple[date, datetime] | None:
        """The chosen day whose hour was at most a day ago."""
        today = wishes.local(at + SLACK).date()
        for day in (today, today - A_DAY, today - 2 * A_DAY):
            due = _due(wishes, day)
            if due is not None and due - SLACK <= at <= due + USEFUL + SLACK:
                return day, due
        return None

    def _trained_before(self, due: datetime, wishes: Wishes) -> bool:
        return any(due - FORTNIGHT <= one.began < due and one.counts(due) for one in self.story.sessions)

    def _wrong_sums(self, review: Review, wishes: Wishes, day: date) -> Iterator[str]:
        told = _SUMS.match(review.text)
        if told is None or int(told[3]) != day.day:
            yield f"it does not tell of the week up to {day}: {review.text!r}"
            return
        week = [one for one in self._closed(review.at) if day - 6 * A_DAY <= wishes.local(one.began).date() <= day]
        sums = len(week), sum(number for one in week for _, _, number in one.sets)
        if sums != (int(told[1] or 0), int(told[2] or 0)):
            yield f"it tells of {told[1] or 0} sessions and {told[2] or 0} sets, not of {sums[0]} and {sums[1]}"

    def _closed(self, at: datetime) -> list[Session]:
        return [one for one in self.story.sessions if one.counts(at) and not one.is_open(at)]

    # What had to come

    def _spans(self) -> Iterator[tuple[Wishes, datetime]]:
        """What was wished, and until when."""
        ends = self.story.ledger.ends or self.story.ledger.lines[-1].at
        following = [*(wishes.since for wishes in self.story.wishes[1:]), ends]
        yield from zip(self.story.wishes, following, strict=True)

    def _expects(self, day: date, due: datetime, wishes: Wishes) -> Iterator[tuple[datetime, str]]:
        story = self.story
        may = self._first_moment(due, wishes)
        if not wishes.reachable or may is None or may + SOON > (story.ledger.ends or may):
            return
        if may - due > USEFUL - SOON or any(due < other.since <= may + SOON for other in story.wishes):
            return
        if wishes.is_away(wishes.local(may).date()) or not self._trained_before(due, wishes):
            return
        if any(isinstance(line, Begins) and abs(line.at - may) < SOON for line in story.ledger.lines):
            return
        there = [one for one in story.reviews if due - SLACK <= one.at <= due + USEFUL + SLACK]
        if not there and any(timedelta() <= day - other < 7 * A_DAY for other in self.days):
            return  # there was one within the week before, or that day, before another hour was chosen
        self.due += 1
        late_by = timedelta(hours=1) if may > due else timedelta()  # clocks that are changed while it waits
        if len(there) != 1 or not may - SLACK <= there[0].at <= may + SOON + late_by:
            came = ", ".join(f"{one.at:%d %b %H:%M:%S}" for one in there) or "none"
            yield may, f"review of {day}: {came} instead of one, due at {due:%d %b %H:%M} UTC"

    def _first_moment(self, due: datetime, wishes: Wishes) -> datetime | None:
        """The first from then on, within a day, at which something may be said that nobody asked for."""
        at = due
        while at - due <= USEFUL:
            heard = self.story.heard_from(at)
            ends = next((one.ended for one in self.story.sessions if one.is_open(heard)), heard)
            if ends == at and not wishes.is_quiet(at):
                return at
            at = ends if ends > at else (at + timedelta(minutes=1)).replace(second=0, microsecond=0)
        return None


def _due(wishes: Wishes, day: date) -> datetime | None:
    if wishes.review is None or wishes.review[0] != day.weekday():
        return None
    return first_shown(day, wishes.review[1], wishes.zone)


def _dates(wishes: Wishes, until: datetime) -> Iterator[date]:
    day = wishes.local(wishes.since).date() - A_DAY
    while day <= wishes.local(until).date() + A_DAY:
        yield day
        day += A_DAY
