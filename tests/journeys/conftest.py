"""Fixtures of the journeys: migrated databases, and a port that nobody else has just now."""

import socket

import pytest

from tests.databases import migrated_postgres, migrated_sqlite, postgres_server, postgres_url

__all__ = ["migrated_postgres", "migrated_sqlite", "postgres_server", "postgres_url"]


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number
