"""Floor 4, what is remembered: lifters, sessions, alarms and letters, on SQLite or PostgreSQL.

The only room that knows sqlalchemy, alembic, aiosqlite and psycopg. A unit of work is a plain function of a transaction; here
it runs whole, on a database thread. Nothing here decides what is stored, or reads the clock.
"""

from bot.coach.ports import StoreTrouble
from bot.store.opening import OpenStore, migrate, open_store

__all__ = ["OpenStore", "StoreTrouble", "migrate", "open_store"]
