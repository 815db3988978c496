"""A running Spotter and Robin's phone, for the stories of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import (
    database_url,
    migrated_postgres,
    migrated_sqlite,
    postgres_server,
    postgres_url,
    sqlite_url,
)
from tests.house import House, house
from tests.phone import ROBIN, Phone, phone_at

__all__ = [
    "database_url",
    "migrated_postgres",
    "migrated_sqlite",
    "postgres_server",
    "postgres_url",
    "sqlite_url",
]


@pytest.fixture
async def spotter(tmp_path: Path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path}/spotter.db") as running:
        yield running


@pytest.fixture
async def robin(spotter: House) -> AsyncIterator[Phone]:
    async with phone_at(spotter.address, ROBIN) as phone:
        yield phone
