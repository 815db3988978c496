"""On what a benchmark was measured: the machine, and the version of everything that has a part in it."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.bots import ROOT

PACKAGES = (
    "python-telegram-bot", "httpx", "aiogram", "aiohttp", "sqlalchemy", "aiosqlite", "apscheduler", "orjson", "starlette",
    "uvicorn", "tornado",
)  # fmt: skip


def described() -> dict[str, str]:
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load before": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "spotter": _commit(),
        **{package: _version(package) for package in PACKAGES},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str:
    """As git names it, with a sign where files were changed since."""
    words = ("git", "describe", "--always", "--dirty", "--tags")
    try:
        return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "no checkout"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
