"""The order of the tests: files that take long come first, so that no core is left alone with one of them at the end."""

import pytest

TAKE_LONG = (
    "test_fuzz.py",
    "test_stateful.py",
    "test_crashes.py",
    "test_faults.py",
    "test_year.py",
    "test_kills.py",
    "test_bench.py",
    "test_browser.py",
    "test_storage_faults.py",
    "test_backup.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: TAKE_LONG.index(item.path.name) if item.path.name in TAKE_LONG else len(TAKE_LONG))
