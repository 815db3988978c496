"""The tables: what is kept, under which keys, and which constraints hold. The migrations under `migrations/` make these.

How an instant, a date or a weight stands in them is in `kinds`. What is only ever read together stands as JSON text; its form
is in `written`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)

from bot.store.kinds import Day, Instant, Thousandths

CONVENTION = {
    "pk": "%(table_name)s_key",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_name)s_key",
}
metadata = MetaData(naming_convention=CONVENTION)

lifters = Table(
    "lifters",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("unit", Text, nullable=False),
    Column("zone", Text),
    Column("reachable", Boolean, nullable=False),
    Column("profile", Text, nullable=False, server_default=text("'{}'")),
    Column("leaving", Boolean, nullable=False, server_default=false()),
)
LEAVING = text("leaving")
Index("lifters_leaving", lifters.c.id, sqlite_where=LEAVING, postgresql_where=LEAVING)

# Copies of workouts, by the hash of their text: written once, shared by all sessions that began with the same.
plans = Table(
    "plans",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("workout", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), nullable=False),
    Column("workout", Text, nullable=False),
    Column("plan", Text, ForeignKey("plans.digest"), nullable=False),
    Column("unit", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("started", Instant, nullable=False),
    Column("touched", Instant, nullable=False),
    Column("finished", Instant),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger),
    Column("state", Text, nullable=False),
    Column("trail", Text, nullable=False),
    Column("imported", Text),  # the import it came with
)
OPEN = text("finished IS NULL")
Index("sessions_one_open", sessions.c.lifter, unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
SET_ASIDE = text("phase = 'abandoned'")
Index("sessions_set_aside", sessions.c.lifter, sessions.c.id, sqlite_where=SET_ASIDE, postgresql_where=SET_ASIDE)
Index("sessions_by_start", sessions.c.lifter, sessions.c.started)
Index("sessions_by_plan", sessions.c.plan)
CAME_WITH = text("imported IS NOT NULL")
Index("sessions_imported", sessions.c.imported, sqlite_where=CAME_WITH, postgresql_where=CAME_WITH)

# What a lifter did the last time, and what the coach made of it, as a session found it when it began: large and seldom
# changed, so not in the row that every tap rewrites.
last_times = Table(
    "last_times",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("sets", Text, nullable=False),
    Column("coaching", Text, nullable=False, server_default=text("'{}'")),
)

sets = Table(
    "sets",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("lifter", BigInteger, nullable=False),
    Column("exercise", Text, nullable=False),
    Column("reps", Integer, nullable=False),
    Column("weight", Thousandths, nullable=False),
    Column("unit", Text, nullable=False),
    Column("on_body", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rir", Thousandths),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
# With all that bests are found from, so that ten years of an exercise are read from the index alone.
Index(
    "sets_by_exercise",
    *(sets.c[name] for name in ("lifter", "exercise", "at", "kind", "on_body", "unit", "reps", "weight")),
)

alarms = Table(
    "alarms",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("lifter", BigInteger, nullable=False),
    Column("due", Instant, nullable=False),
    sqlite_with_rowid=False,
)
Index("alarms_by_due", alarms.c.due)

# The outbox. A letter without a message is still to be sent; while it is held, somebody is at it. Its doubts are the sendings
# of which nobody knows how they ended. Numbers are never used twice, so a late "sent" hits nothing else. A letter speaks of a
# session or is a reminder.
letters = Table(
    "letters",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE")),
    Column("kind", Text, nullable=False),
    Column("due", Instant, nullable=False),
    Column("reminder", Text),
    Column("day", Day),
    Column("sent_chat", BigInteger),
    Column("sent_message", BigInteger),
    Column("held", Instant),
    Column("doubts", Integer, nullable=False, server_default=text("0")),
    sqlite_autoincrement=True,
)
WAITING = text("sent_message IS NULL")
SENT = text("sent_message IS NOT NULL")
Index("letters_waiting", letters.c.id, sqlite_where=WAITING, postgresql_where=WAITING)
Index("letters_by_lifter", letters.c.lifter)
OF_SESSION = text("session IS NOT NULL")  # looked through for each session that is deleted
Index("letters_by_session", letters.c.session, sqlite_where=OF_SESSION, postgresql_where=OF_SESSION)

# Each lifter's next reminder, if there is one to come, and the rhythm from which the one after it follows: the weekdays as
# bits, Monday the lowest, the minute of the day on the lifter's own clock, and for the review the minute of the week.
reminders = Table(
    "reminders",
    metadata,
    Column(
        "lifter",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("lifters.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("kind", Text),
    Column("day", Day),
    Column("due", Instant),
    Column("zone", Text),
    Column("days", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("review", Integer),
)
PLANNED = text("due IS NOT NULL")
Index("reminders_by_due", reminders.c.due, sqlite_where=PLANNED, postgresql_where=PLANNED)

# Which reminders were posted, so that none is posted twice. By day first: what is new stands together, and so does what is
# forgotten.
reminded = Table(
    "reminded",
    metadata,
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# What a lifter weighed, once a day.
weighings = Table(
    "weighings",
    metadata,
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("weight", Thousandths, nullable=False),
    Column("unit", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Pictures that were sent, by a digest of what they show: Telegram has them, and sends them again by the name of its file.
pictures = Table(
    "pictures",
    metadata,
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("digest", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

# Files that lifters brought to be imported: what was found in them, what the lifter chose, what came with them, and where the
# page about it stands. The body goes when it is of no more use.
imports = Table(
    "imports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("lifter", BigInteger, ForeignKey("lifters.id", ondelete="CASCADE"), nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("name", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("found", Text),
    Column("choices", Text, nullable=False, server_default=text("'{}'")),
    Column("brought", Text, nullable=False, server_default=text("'{}'")),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger),
    Column("body", LargeBinary),
)
Index("imports_by_lifter", imports.c.lifter, imports.c.at)
RUNNING = text("state IN ('reading', 'running', 'landed', 'undoing')")
Index("imports_running", imports.c.id, sqlite_where=RUNNING, postgresql_where=RUNNING)

# The inbox. What has been handled stays as a number alone for as long as Telegram may send it again.
inbox = Table(
    "inbox",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("inbound", Text),
    Column("arrived", Instant, nullable=False),
)
UNHANDLED = text("inbound IS NOT NULL")
HANDLED = text("inbound IS NULL")
Index("inbox_unhandled", inbox.c.number, sqlite_where=UNHANDLED, postgresql_where=UNHANDLED)
Index("inbox_by_arrival", inbox.c.arrived)

# Chats that Telegram wants to be left alone, until when.
floods = Table(
    "floods",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Instant, nullable=False),
)
