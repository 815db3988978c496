"""One bot to a database file: a lock beside it, which the system lets go of when its holder dies, however it dies."""

import fcntl
import os
from pathlib import Path

from bot.coach.ports import StoreTrouble


class FileLock:
    def __init__(self, database: Path) -> None:
        """Takes the lock, or raises `StoreTrouble` if another process has it."""
        own = f"{os.path.realpath(database)}.lock"  # one file has one lock, by whichever link it is reached
        self._file = os.open(own, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise StoreTrouble(
                f"Another Spotter is using {database}: stop that one first, or give this one another DATABASE_URL."
            ) from None

    def release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
