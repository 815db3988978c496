"""The first tables: lifters, plans, sessions with their sets and last times, alarms, letters, the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "lifters",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("reachable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="lifters_key"),
    )
    op.create_table(
        "plans",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("workout", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="plans_key"),
    )
    _sessions()
    op.create_table(
        "last_times",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("sets", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", name="last_times_key"),
        _of_session("last_times"),
    )
    _sets()
    op.create_table(
        "alarms",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session", "kind", name="alarms_key"),
        _of_session("alarms"),
        sqlite_with_rowid=False,
    )
    op.create_index("alarms_by_due", "alarms", ["due"])
    _letters()
    _inbox()


def _of_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=f"{table}_session_fkey", ondelete="CASCADE")


def _partial_index(name: str, table: str, column: str, where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], unique=unique, sqlite_where=condition, postgresql_where=condition)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("workout", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("touched", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("trail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="sessions_key"),
        sa.ForeignKeyConstraint(["lifter"], ["lifters.id"], name="sessions_lifter_fkey", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan"], ["plans.digest"], name="sessions_plan_fkey"),
    )
    _partial_index("sessions_one_open", "sessions", "lifter", "finished IS NULL", unique=True)
    op.create_index("sessions_by_start", "sessions", ["lifter", "started"])


def _sets() -> None:
    op.create_table(
        "sets",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("weight", sa.BigInteger, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("on_body", sa.Boolean, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("rir", sa.BigInteger),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session", "position", "number", name="sets_key"),
        _of_session("sets"),
        sqlite_with_rowid=False,
    )
    op.create_index("sets_by_exercise", "sets", ["lifter", "exercise", "at"])


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("sent_chat", sa.BigInteger),
        sa.Column("sent_message", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="letters_key"),
        _of_session("letters"),
        sqlite_autoincrement=True,
    )
    _partial_index("letters_waiting", "letters", "id", "sent_message IS NULL")
    _partial_index("letters_sent", "letters", "lifter", "sent_message IS NOT NULL")


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("inbound", sa.Text),
        sa.Column("arrived", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("number", name="inbox_key"),
    )
    _partial_index("inbox_unhandled", "inbox", "number", "inbound IS NOT NULL")
    op.create_index("inbox_by_arrival", "inbox", ["arrived"])
