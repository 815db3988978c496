"""A letter is held by whoever sends it, and knows how often that began; chats that are to be left alone are remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Added one by one: SQLite would otherwise copy the table, and then give numbers of letters out a second time.
    op.add_column("letters", sa.Column("held", sa.BigInteger))
    op.add_column("letters", sa.Column("doubts", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.create_table(
        "floods",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="floods_key"),
    )
