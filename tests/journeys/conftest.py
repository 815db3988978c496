"""Fixtures of the journeys: a port that nobody else has just now."""

import socket

import pytest

from tests.databases import migrated_sqlite

__all__ = ["migrated_sqlite"]


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number
