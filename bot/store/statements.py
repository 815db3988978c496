"""Every statement that the store runs, each by the name of what it does; `Statements` is the set of them for one dialect."""

from functools import cache
from typing import Any

from sqlalchemy import Dialect, bindparam, delete, func, insert, literal_column, not_, or_, select, update
from sqlalchemy.sql import ClauseElement, ColumnElement

from bot.store.archive import ArchiveStatements
from bot.store.chronicle import ChronicleStatements
from bot.store.forgetting import OblivionStatements
from bot.store.history_statements import SET_COLUMNS, HistoryStatements
from bot.store.importing import FROM_ELSEWHERE, HERE, ImportStatements
from bot.store.picturing import PictureStatements
from bot.store.reminder_statements import ReminderStatements
from bot.store.sql import Insert, Statement, postgres_dialect, sqlite_dialect, upsert_of
from bot.store.tables import (
    HANDLED,
    OPEN,
    PLANNED,
    SENT,
    UNHANDLED,
    WAITING,
    alarms,
    floods,
    inbox,
    last_times,
    letters,
    lifters,
    plans,
    reminders,
    sessions,
    sets,
)

SUMMARY: ColumnElement[str] = literal_column("'summary'")
_AMENDABLE = ("place", "exercise", "reps", "weight", "unit", "on_body", "kind", "rir", "at")
_CHANGING = ("unit", "phase", "revision", "touched", "state", "trail")
_LETTER_COLUMNS = (
    letters.c.id,
    letters.c.lifter,
    letters.c.chat,
    letters.c.session,
    letters.c.kind,
    letters.c.due,
    letters.c.reminder,
    letters.c.day,
)


def _keep_lifter(upsert: Insert) -> Any:
    new = upsert(lifters)
    return new.on_conflict_do_update(
        index_elements=[lifters.c.id],
        set_={name: new.excluded[name] for name in ("unit", "zone", "reachable", "profile", "leaving")},
    )


def _set_alarm(upsert: Insert) -> Any:
    new = upsert(alarms)
    key = [alarms.c.session, alarms.c.kind]
    return new.on_conflict_do_update(index_elements=key, set_={"due": new.excluded.due})


def _keep_last_time(upsert: Insert) -> Any:
    new = upsert(last_times)
    return new.on_conflict_do_update(
        index_elements=[last_times.c.session], set_={name: new.excluded[name] for name in ("sets", "coaching")}
    )


def _keep_flood(upsert: Insert) -> Any:
    new = upsert(floods)
    later = new.excluded.until > floods.c.until
    return new.on_conflict_do_update(index_elements=[floods.c.chat], set_={"until": new.excluded.until}, where=later)


class Statements:
    """All statements, compiled for one dialect. Values are given by the columns' names unless a name says otherwise."""

    def __init__(self, dialect: Dialect) -> None:
        upsert = upsert_of(dialect)

        def made(element: ClauseElement) -> Statement:
            return Statement(element, dialect)

        self.reminders = ReminderStatements(dialect, upsert, made)
        self.history = HistoryStatements(upsert, made)
        self.pictures = PictureStatements(upsert, made)
        self.archive = ArchiveStatements(made)
        self.imports = ImportStatements(upsert, made)
        self.chronicle = ChronicleStatements(dialect, made)
        self.oblivion = OblivionStatements(made)

        of_lifter = sessions.c.lifter == bindparam("lifter")
        this_session = sessions.c.id == bindparam("session")

        self.lifter = made(select(lifters).where(lifters.c.id == bindparam("id")))
        self.keep_lifter = made(_keep_lifter(upsert))

        # Whoever is about to change a session locks its row first; SQLite has one writer and needs no lock.
        self.lock_open = made(select(sessions.c.id).where(of_lifter, OPEN).with_for_update())
        self.lock_latest = made(
            select(sessions.c.id).where(of_lifter, HERE).order_by(sessions.c.started.desc()).limit(1).with_for_update()
        )
        self.lock_touched = made(
            select(sessions.c.id).where(of_lifter, HERE).order_by(sessions.c.touched.desc()).limit(1).with_for_update()
        )
        self.lock_own = made(select(sessions.c.id).where(this_session, of_lifter).with_for_update())
        self.lock_session = made(select(sessions.c.id).where(this_session).with_for_update())
        self.session = made(
            select(
                sessions.c.id,
                sessions.c.lifter,
                sessions.c.plan,
                sessions.c.unit,
                sessions.c.phase,
                sessions.c.revision,
                sessions.c.started,
                sessions.c.touched,
                sessions.c.finished,
                sessions.c.state,
                sessions.c.trail,
                sessions.c.chat,
                sessions.c.message,
                last_times.c.sets,
                last_times.c.coaching,
            )
            .join_from(sessions, last_times)
            .where(this_session)
        )
        self.open_since = made(select(sessions.c.id).where(OPEN, sessions.c.touched >= bindparam("instant")))
        self.add_session = made(insert(sessions))
        self.save_session = made(
            update(sessions)
            .where(this_session, sessions.c.revision == bindparam("revision_before"))
            .values({name: bindparam(name) for name in _CHANGING})
        )
        # By itself, because the index of open sessions hangs on it: a tap that changes nothing there is a quarter cheaper.
        self.keep_span = made(
            update(sessions).where(this_session).values(started=bindparam("started"), finished=bindparam("finished"))
        )
        self.plan = made(select(plans.c.workout).where(plans.c.digest == bindparam("digest")))
        self.add_plan = made(upsert(plans).on_conflict_do_nothing())
        self.keep_last_time = made(_keep_last_time(upsert))
        self.last_workout = made(
            select(sessions.c.workout)
            .where(of_lifter, sessions.c.phase == "finished", not_(FROM_ELSEWHERE))
            .order_by(sessions.c.finished.desc())
            .limit(1)
        )

        this_set = [sets.c[name] == bindparam(name) for name in ("session", "position", "number")]
        self.log = made(select(*SET_COLUMNS).where(sets.c.session == bindparam("session")).order_by(sets.c.place))
        self.add_set = made(insert(sets))
        self.amend_set = made(update(sets).where(*this_set).values({name: bindparam(name) for name in _AMENDABLE}))
        self.drop_set = made(delete(sets).where(*this_set))

        this_card = sessions.c.chat, sessions.c.message
        self.card = made(select(*this_card).where(this_session))
        self.keep_card = made(
            update(sessions).where(this_session).values(chat=bindparam("chat"), message=bindparam("message"))
        )

        self.set_alarm = made(_set_alarm(upsert))
        self.cancel_alarm = made(
            delete(alarms).where(alarms.c.session == bindparam("session"), alarms.c.kind == bindparam("kind"))
        )
        self.next_due = made(_next_due())
        self.due_alarms = made(
            select(alarms.c.lifter, alarms.c.session, alarms.c.kind, alarms.c.due)
            .where(alarms.c.due <= bindparam("now"))
            .order_by(alarms.c.due)
            .limit(bindparam("most"))
        )

        this_letter = letters.c.id == bindparam("letter")
        held = letters.c.held.is_not(None)
        free = or_(letters.c.held.is_(None), letters.c.held <= bindparam("now"))
        names = ("lifter", "chat", "session", "kind", "due", "reminder", "day")
        self.post = made(insert(letters).values({name: bindparam(name) for name in names}).returning(letters.c.id))
        self.waiting_letters = made(
            select(*_LETTER_COLUMNS).where(WAITING, free).order_by(letters.c.id).limit(bindparam("most"))
        )
        self.claim_letter = made(
            update(letters)
            .where(this_letter, WAITING, free)
            .values(held=bindparam("until"), doubts=letters.c.doubts + 1)
            .returning(letters.c.doubts - 1)
        )
        self.release_letter = made(
            update(letters).where(this_letter, WAITING, held).values(held=None, doubts=letters.c.doubts - 1)
        )
        self.doubt_letter = made(
            update(letters).where(this_letter, WAITING).values(held=None).returning(letters.c.doubts)
        )
        self.free_letters = made(update(letters).where(WAITING, held).values(held=None))
        self.letter_sent = made(
            update(letters)
            .where(this_letter)
            .values(sent_chat=bindparam("sent_chat"), sent_message=bindparam("sent_message"))
        )
        self.drop_letter = made(delete(letters).where(this_letter))
        self.drop_waiting = made(delete(letters).where(letters.c.lifter == bindparam("lifter"), WAITING))
        sent_to = letters.c.lifter == bindparam("lifter"), SENT
        where = letters.c.sent_chat, letters.c.sent_message
        summaries = letters.c.kind == SUMMARY
        self.has_rings = made(select(letters.c.id).where(*sent_to, not_(summaries)).limit(literal_column("1")))
        self.take_rings = made(delete(letters).where(*sent_to, not_(summaries)).returning(*where))
        self.take_summaries = made(delete(letters).where(*sent_to, summaries).returning(*where))

        this_arrival = inbox.c.number == bindparam("arrival")
        arriving = ("number", "inbound", "arrived")
        self.receive = made(upsert(inbox).values({name: bindparam(name) for name in arriving}).on_conflict_do_nothing())
        self.handled = made(update(inbox).where(this_arrival, UNHANDLED).values(inbound=None))
        self.unhandled = made(
            select(inbox.c.number, inbox.c.inbound)
            .where(UNHANDLED, inbox.c.number > bindparam("after"))
            .order_by(inbox.c.number)
            .limit(bindparam("most"))
        )
        self.forget_handled = made(delete(inbox).where(inbox.c.arrived < bindparam("before"), HANDLED))

        self.keep_flood = made(_keep_flood(upsert))
        self.floods = made(select(floods.c.chat, floods.c.until))
        self.forget_floods = made(delete(floods).where(floods.c.until < bindparam("before")))

        self.waiting_counts = made(
            select(
                select(func.count()).select_from(inbox).where(UNHANDLED).scalar_subquery(),
                select(func.count()).select_from(letters).where(WAITING).scalar_subquery(),
            )
        )


def _next_due() -> ClauseElement:
    """When the earliest alarm is due, and the earliest reminder."""
    one: ColumnElement[int] = literal_column("1")
    alarm = select(alarms.c.due).order_by(alarms.c.due).limit(one)
    reminder = select(reminders.c.due).where(PLANNED).order_by(reminders.c.due).limit(one)
    return select(alarm.scalar_subquery(), reminder.scalar_subquery())


@cache
def sqlite_statements() -> Statements:
    """Compiled once in a process, since that takes longer than opening a database."""
    return Statements(sqlite_dialect())


@cache
def postgres_statements() -> Statements:
    return Statements(postgres_dialect())
