"""What ails a database file, made real on any machine: for tests of the store. No tests live here."""

import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def a_plain_user() -> Iterator[Path]:
    """A folder of one's own, without the powers of root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        me = os.geteuid()
        if me == 0:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(me)


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """Every write of this process past that many bytes of a file fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def damaged(content: bytes) -> bytes:
    """A database whose first page has lost its sense; its header still looks like one."""
    return content[:100] + bytes(range(256)) * 15 + bytes(156) + content[4096:]
