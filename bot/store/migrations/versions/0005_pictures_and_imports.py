"""Pictures that were sent are sent again by their file's name; files that lifters bring wait for their word; sessions know the
import they came with; lifters who are being forgotten are marked, and what hangs on their sessions is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_CAME_WITH = sa.text("imported IS NOT NULL")
_OF_SESSION = sa.text("session IS NOT NULL")
_LEAVING = sa.text("leaving")
_RUNNING = sa.text("state IN ('reading', 'running', 'landed', 'undoing')")


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("lifter", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("lifter", "digest", name="pictures_key"),
        sa.ForeignKeyConstraint(["lifter"], ["lifters.id"], name="pictures_lifter_fkey", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("lifter", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("found", sa.Text),
        sa.Column("choices", sa.Text, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("brought", sa.Text, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("body", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="imports_key"),
        sa.ForeignKeyConstraint(["lifter"], ["lifters.id"], name="imports_lifter_fkey", ondelete="CASCADE"),
    )
    op.create_index("imports_by_lifter", "imports", ["lifter", "at"])
    op.create_index("imports_running", "imports", ["id"], sqlite_where=_RUNNING, postgresql_where=_RUNNING)
    op.add_column("sessions", sa.Column("imported", sa.Text))
    op.create_index("sessions_imported", "sessions", ["imported"], sqlite_where=_CAME_WITH, postgresql_where=_CAME_WITH)
    op.add_column("lifters", sa.Column("leaving", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("lifters_leaving", "lifters", ["id"], sqlite_where=_LEAVING, postgresql_where=_LEAVING)
    op.create_index("sessions_by_plan", "sessions", ["plan"])
    op.create_index(
        "letters_by_session", "letters", ["session"], sqlite_where=_OF_SESSION, postgresql_where=_OF_SESSION
    )
