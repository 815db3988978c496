"""What is known of a lifter grows; a letter may be a reminder, which speaks of no session; reminders are planned, once each."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WAITING = sa.text("sent_message IS NULL")
_PLANNED = sa.text("due IS NOT NULL")


def upgrade() -> None:
    op.add_column("lifters", sa.Column("profile", sa.Text, nullable=False, server_default=sa.text("'{}'")))
    if op.get_bind().dialect.name == "sqlite":
        _letters_made_anew()
    else:
        _letters_altered()
    op.create_index("letters_by_lifter", "letters", ["lifter"])
    _reminders()


def _letters_altered() -> None:
    op.alter_column("letters", "session", nullable=True)
    op.add_column("letters", sa.Column("reminder", sa.Text))
    op.add_column("letters", sa.Column("day", sa.Integer))
    op.create_foreign_key("letters_lifter_fkey", "letters", "lifters", ["lifter"], ["id"], ondelete="CASCADE")
    op.drop_index("letters_sent", "letters")


def _letters_made_anew() -> None:
    """SQLite drops no NOT NULL from a table that is there. The last number given to a letter is carried over by hand, for it
    may be higher than that of any letter left."""
    op.drop_index("letters_sent", "letters")
    op.drop_index("letters_waiting", "letters")
    op.rename_table("letters", "old_letters")
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("session", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("reminder", sa.Text),
        sa.Column("day", sa.Integer),
        sa.Column("sent_chat", sa.BigInteger),
        sa.Column("sent_message", sa.BigInteger),
        sa.Column("held", sa.BigInteger),
        sa.Column("doubts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="letters_key"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="letters_session_fkey", ondelete="CASCADE"),
        _of_lifter("letters"),
        sqlite_autoincrement=True,
    )
    kept = "id, lifter, chat, session, kind, due, sent_chat, sent_message, held, doubts"
    op.execute(f"INSERT INTO letters ({kept}) SELECT {kept} FROM old_letters")
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'letters'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'letters', seq FROM sqlite_sequence WHERE name = 'old_letters'"
    )
    op.drop_table("old_letters")
    op.create_index("letters_waiting", "letters", ["id"], sqlite_where=_WAITING)


def _of_lifter(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["lifter"], ["lifters.id"], name=f"{table}_lifter_fkey", ondelete="CASCADE")


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("lifter", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("day", sa.Integer),
        sa.Column("due", sa.BigInteger),
        sa.Column("zone", sa.Text),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("lifter", name="reminders_key"),
        _of_lifter("reminders"),
    )
    op.create_index("reminders_by_due", "reminders", ["due"], sqlite_where=_PLANNED, postgresql_where=_PLANNED)
    op.create_table(
        "reminded",
        sa.Column("day", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("lifter", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("day", "lifter", "kind", name="reminded_key"),
        _of_lifter("reminded"),
        sqlite_with_rowid=False,
    )
