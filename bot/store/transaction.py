"""`coach.ports.Transaction` on SQL, the same for both databases. How a transaction begins and ends is not its business."""

import logging
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.coach.records import Alarm, Arrival, Card, Due, Letter, Spot, Waiting
from bot.store import recalling, reminding, rows
from bot.store.archive import SqlArchive
from bot.store.channel import Channel
from bot.store.chronicle import SqlChronicle
from bot.store.forgetting import SqlOblivion
from bot.store.importing import SqlImports
from bot.store.memory import Learned
from bot.store.picturing import SqlPictures
from bot.store.rows import Kept
from bot.store.sql import Statement
from bot.store.statements import Statements
from bot.store.trouble import SessionMovedOn
from bot.training.bests import BestSet
from bot.training.effects import AlarmKind
from bot.training.lifter import Lifter
from bot.training.pain import Pain
from bot.training.plan import Workout
from bot.training.progression import Performance
from bot.training.quantities import Unit, Weight
from bot.training.recovery import Trained
from bot.training.reminders import Reminder, Rhythm
from bot.training.session import Session

log = logging.getLogger(__name__)


class SqlTransaction:
    """`memory` holds sessions exactly as this transaction would read them; what it saves is put there as well."""

    __slots__ = ("_db", "_memory", "_plans", "_sql")

    def __init__(
        self,
        channel: Channel,
        statements: Statements,
        memory: Learned,
        plans: MutableMapping[str, Workout],
    ) -> None:
        self._db = channel
        self._sql = statements
        self._memory = memory
        self._plans = plans

    @property
    def archive(self) -> SqlArchive:
        return SqlArchive(self._db, self._sql.archive)

    @property
    def pictures(self) -> SqlPictures:
        return SqlPictures(self._db, self._sql.pictures)

    @property
    def chronicle(self) -> SqlChronicle:
        return SqlChronicle(self._db, self._sql.chronicle, self.session)

    @property
    def oblivion(self) -> SqlOblivion:
        return SqlOblivion(self._db, self._sql.oblivion, self._memory, self._plans)

    @property
    def imports(self) -> SqlImports:
        return SqlImports(self._db, self._sql.imports, self._memory)

    def lifter(self, id: int) -> Lifter | None:
        known = self._memory.lifter(id)
        if known is None and (row := self._db.row(self._sql.lifter, id=id)) is not None:
            known = rows.lifter_from(row)
            self._memory.learn_lifter(known)
        return known

    def keep_lifter(self, lifter: Lifter) -> None:
        self._db.run(self._sql.keep_lifter, **rows.lifter_values(lifter))
        self._memory.learn_lifter(lifter)

    def open_session(self, lifter: int) -> Session | None:
        kept = self._memory.open_session(lifter)
        return kept.session if kept else self._locked(self._sql.lock_open, lifter=lifter)

    def latest_session(self, lifter: int) -> Session | None:
        return self._locked(self._sql.lock_latest, lifter=lifter)

    def touched_session(self, lifter: int) -> Session | None:
        return self._locked(self._sql.lock_touched, lifter=lifter)

    def session(self, id: str) -> Session | None:
        kept = self._memory.session(id)
        return kept.session if kept else self._locked(self._sql.lock_session, session=id)

    def session_of(self, lifter: int, id: str) -> Session | None:
        kept = self._memory.session(id)
        if kept is None:
            return self._locked(self._sql.lock_own, lifter=lifter, session=id)
        return kept.session if kept.session.lifter == lifter else None

    def open_since(self, instant: datetime) -> tuple[str, ...]:
        return tuple(id for (id,) in self._db.rows(self._sql.open_since, instant=instant))

    def _locked(self, lock: Statement, **values: object) -> Session | None:
        row = self._db.row(lock, **values)
        if row is None:
            return None
        (id,) = row
        kept = self._memory.session(id)
        if kept is None:
            kept = self._load(id)
            self._memory.learn(kept)
        return kept.session

    def _load(self, id: str) -> Kept:
        (row,) = self._db.rows(self._sql.session, session=id)
        log = tuple(map(rows.logged_set_from, self._db.rows(self._sql.log, session=id)))
        return rows.kept_from(row, self._plan(row[2]), log)

    def _plan(self, digest: str) -> Workout:
        if digest not in self._plans:
            ((text,),) = self._db.rows(self._sql.plan, digest=digest)
            self._plans[digest] = rows.workout_from(text)
        return self._plans[digest]

    def add_session(self, session: Session, chat: int) -> None:
        digest, text = rows.plan_text(session.workout)
        one_for_all = self._plans.setdefault(digest, session.workout)  # equal plans are to be compared in no time
        kept = Kept(replace(session, workout=one_for_all), rows.trail_lines(session, None), Card(chat, None))
        lasting = rows.lasting_values(session, digest, chat)
        self._db.run(self._sql.add_plan, digest=digest, workout=text)
        self._db.run(
            self._sql.add_session, **lasting, **rows.changing_values(session, kept.lines), message=None, imported=None
        )
        self._keep_last_time(session)
        self._save_log(replace(session, log=()), session)
        self._memory.learn(kept)

    def save_session(self, before: Session, after: Session) -> None:
        known = self._memory.session(before.id)
        lines = rows.trail_lines(after, known)
        self._save_log(before, after)
        if (after.last_time, after.coaching) != (before.last_time, before.coaching):
            self._keep_last_time(after)
        if (after.started, after.finished) != (before.started, before.finished):
            self._db.run(self._sql.keep_span, session=after.id, started=after.started, finished=after.finished)
        found = self._db.run(
            self._sql.save_session,
            session=after.id,
            revision_before=before.revision,
            **rows.changing_values(after, lines),
        )
        if found != 1:
            raise SessionMovedOn(after.id)
        if known is not None:
            self._memory.learn(Kept(after, lines, known.card))

    def _keep_last_time(self, session: Session) -> None:
        sets, coaching = rows.last_time_text(session.last_time), rows.coaching_text(session.coaching)
        self._db.run(self._sql.keep_last_time, session=session.id, sets=sets, coaching=coaching)

    def _save_log(self, before: Session, after: Session) -> None:
        if after.log == before.log:
            return
        if after.log[:-1] == before.log:  # a set more, as nearly always
            self._db.run(self._sql.add_set, **rows.set_values(after, len(before.log), after.log[-1]))
        elif after.log == before.log[:-1]:
            self._db.run(self._sql.drop_set, **rows.slot_values(before, before.log[-1].slot))
        else:
            self._save_log_at_large(before, after)

    def _save_log_at_large(self, before: Session, after: Session) -> None:
        old = {logged.slot: (place, logged) for place, logged in enumerate(before.log)}
        new = {logged.slot: (place, logged) for place, logged in enumerate(after.log)}
        for slot in old.keys() - new.keys():
            self._db.run(self._sql.drop_set, **rows.slot_values(before, slot))
        for slot, (place, logged) in new.items():
            if slot not in old:
                self._db.run(self._sql.add_set, **rows.set_values(after, place, logged))
            elif old[slot] != (place, logged):
                self._db.run(self._sql.amend_set, **rows.set_values(after, place, logged))

    def last_workout(self, lifter: int) -> str | None:
        row = self._db.row(self._sql.last_workout, lifter=lifter)
        return None if row is None else str(row[0])

    def performances(self, lifter: int, exercise: str, most: int) -> tuple[Performance, ...]:
        return recalling.performances(self._db, self._sql.history, lifter, exercise, most)

    def best_sets(self, lifter: int, exercise: str) -> tuple[BestSet, ...]:
        return recalling.best_sets(self._db, self._sql.history, lifter, exercise)

    def best_volume(self, lifter: int, exercise: str, unit: Unit) -> Weight | None:
        return recalling.best_volume(self._db, self._sql.history, lifter, exercise, unit)

    def pained(self, lifter: int, since: datetime) -> tuple[tuple[datetime, Pain], ...]:
        return recalling.pained(self._db, self._sql.history, lifter, since)

    def past_sessions(self, lifter: int, skip: int, most: int) -> tuple[Session, ...]:
        ids = self._db.rows(self._sql.history.past, lifter=lifter, skip=skip, most=most)
        return tuple(session for (id,) in ids if (session := self.session(id)) is not None)

    def begins(self, lifter: int) -> tuple[datetime, ...]:
        return tuple(started for (started,) in self._db.rows(self._sql.history.begins, lifter=lifter))

    def weigh(self, lifter: int, day: date, weight: Weight) -> None:
        values = {"lifter": lifter, "day": day, "weight": weight.amount, "unit": str(weight.unit)}
        self._db.run(self._sql.history.weigh, **values)

    def unweigh(self, lifter: int, day: date) -> None:
        self._db.run(self._sql.history.unweigh, lifter=lifter, day=day)

    def weighed(self, lifter: int, most: int) -> tuple[tuple[date, Weight], ...]:
        return recalling.weighed(self._db, self._sql.history, lifter, most)

    def card(self, session: str) -> Card | None:
        if (kept := self._memory.session(session)) is not None:
            return kept.card
        row = self._db.row(self._sql.card, session=session)
        return None if row is None else Card(*row)

    def keep_card(self, session: str, card: Card) -> None:
        self._db.run(self._sql.keep_card, session=session, chat=card.chat, message=card.message)
        if (kept := self._memory.session(session)) is not None:
            self._memory.learn(Kept(kept.session, kept.lines, card))

    def set_alarm(self, alarm: Alarm) -> None:
        self._db.run(
            self._sql.set_alarm,
            session=alarm.session,
            kind=str(alarm.kind),
            lifter=alarm.lifter,
            due=alarm.due,
        )

    def cancel_alarm(self, session: str, kind: AlarmKind) -> None:
        self._db.run(self._sql.cancel_alarm, session=session, kind=str(kind))

    def next_due(self) -> datetime | None:
        (earliest,) = self._db.rows(self._sql.next_due)
        return min((due for due in earliest if due is not None), default=None)

    def due_alarms(self, now: datetime, most: int) -> tuple[Alarm, ...]:
        due = self._db.rows(self._sql.due_alarms, now=now, most=most)
        return tuple(Alarm(lifter, session, AlarmKind(kind), at) for lifter, session, kind, at in due)

    def trained(self, lifter: int, since: datetime) -> tuple[Trained, ...]:
        return rows.trained_from(self._db.rows(self._sql.reminders.trained, lifter=lifter, since=since))

    def reminder(self, lifter: int) -> Reminder | None:
        return reminding.planned(self._db, self._sql.reminders, lifter)

    def plan_reminder(self, lifter: int, reminder: Reminder | None, rhythm: Rhythm) -> None:
        reminding.plan(self._db, self._sql.reminders, lifter, reminder, rhythm)

    def due_reminders(self, now: datetime, most: int) -> tuple[Due, ...]:
        return reminding.due(self._db, self._sql.reminders, now, most)

    def post_reminders(self, taken: Sequence[tuple[Due, Reminder | None]]) -> tuple[Letter, ...]:
        return reminding.post(self._db, self._sql.reminders, taken)

    def take_back_reminder(self, lifter: int, reminder: Reminder) -> None:
        self._db.run(self._sql.reminders.take_back, lifter=lifter, day=reminder.day, kind=reminder.kind.value)

    def forget_reminded(self, before: date) -> None:
        self._db.run(self._sql.reminders.forget, before=before)

    def post(self, letter: Letter) -> Letter:
        ((id,),) = self._db.rows(self._sql.post, **rows.letter_values(letter))
        return replace(letter, id=id)

    def waiting_letters(self, now: datetime, most: int) -> tuple[Letter, ...]:
        return tuple(map(rows.letter_from, self._db.rows(self._sql.waiting_letters, now=now, most=most)))

    def claim_letter(self, letter: int, now: datetime, until: datetime) -> int | None:
        row = self._db.row(self._sql.claim_letter, letter=letter, now=now, until=until)
        return None if row is None else int(row[0])

    def release_letter(self, letter: int) -> None:
        self._db.run(self._sql.release_letter, letter=letter)

    def doubt_letter(self, letter: int) -> int:
        row = self._db.row(self._sql.doubt_letter, letter=letter)
        return 0 if row is None else int(row[0])

    def letter_sent(self, letter: int, spot: Spot) -> None:
        self._db.run(self._sql.letter_sent, letter=letter, sent_chat=spot.chat, sent_message=spot.message)

    def drop_letter(self, letter: int) -> None:
        self._db.run(self._sql.drop_letter, letter=letter)

    def drop_waiting(self, lifter: int) -> None:
        self._db.run(self._sql.drop_waiting, lifter=lifter)

    def take_rings(self, lifter: int) -> tuple[Spot, ...]:
        if not self._db.rows(self._sql.has_rings, lifter=lifter):  # as nearly always; only to look costs a third
            return ()
        return tuple(Spot(*row) for row in self._db.rows(self._sql.take_rings, lifter=lifter))

    def take_summaries(self, lifter: int) -> tuple[Spot, ...]:
        return tuple(Spot(*row) for row in self._db.rows(self._sql.take_summaries, lifter=lifter))

    def receive(self, arrival: Arrival, now: datetime) -> bool:
        text = rows.inbound_text(arrival.inbound)
        return self._db.run(self._sql.receive, number=arrival.number, inbound=text, arrived=now) == 1

    def handled(self, number: int) -> bool:
        return self._db.run(self._sql.handled, arrival=number) == 1

    def unhandled(self, after: int, most: int) -> tuple[Arrival, ...]:
        found = []
        for row in self._db.rows(self._sql.unhandled, after=after, most=most):
            try:
                found.append(rows.arrival_from(row))
            except (
                ValueError,
                TypeError,
                LookupError,
            ):  # of a later version, say: it must not stand in the way of all others
                log.exception("arrival %s cannot be read and is passed over", row[0])
                self.handled(row[0])
        return tuple(found)

    def forget_handled(self, before: datetime) -> None:
        self._db.run(self._sql.forget_handled, before=before)

    def keep_flood(self, chat: int, until: datetime) -> None:
        self._db.run(self._sql.keep_flood, chat=chat, until=until)

    def floods(self) -> Mapping[int, datetime]:
        return dict(self._db.rows(self._sql.floods))

    def forget_floods(self, before: datetime) -> None:
        self._db.run(self._sql.forget_floods, before=before)

    def waiting_counts(self) -> Waiting:
        ((arrivals, letters),) = self._db.rows(self._sql.waiting_counts)
        return Waiting(arrivals, letters)
