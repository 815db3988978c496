"""A session keeps what the coach had to say when it began; body weights are kept, one a day; a review comes once a week."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


_SET_ASIDE = sa.text("phase = 'abandoned'")


def upgrade() -> None:
    op.drop_index("sets_by_exercise", "sets")
    op.create_index(
        "sets_by_exercise", "sets", ["lifter", "exercise", "at", "kind", "on_body", "unit", "reps", "weight"]
    )
    op.create_index(
        "sessions_set_aside", "sessions", ["lifter", "id"], sqlite_where=_SET_ASIDE, postgresql_where=_SET_ASIDE
    )
    op.add_column("last_times", sa.Column("coaching", sa.Text, nullable=False, server_default=sa.text("'{}'")))
    op.add_column("reminders", sa.Column("review", sa.Integer))
    op.create_table(
        "weighings",
        sa.Column("lifter", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("weight", sa.BigInteger, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("lifter", "day", name="weighings_key"),
        sa.ForeignKeyConstraint(["lifter"], ["lifters.id"], name="weighings_lifter_fkey", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
