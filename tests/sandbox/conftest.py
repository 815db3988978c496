"""Fixtures of the sandbox's tests: a running sandbox in memory, and how to reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.rig import Rests, Stopwatch, close_rig, open_rig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sandbox.rig import Rig


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def rests() -> Rests:
    return Rests()


@pytest.fixture
async def rig(watch: Stopwatch, rests: Rests) -> AsyncIterator[Rig]:
    rig = await open_rig(watch=watch, pause=rests)
    yield rig
    await close_rig(rig)
