"""What the workshop is given in tests: each a function that a process of its own can find by its name."""

import os
import time
from collections.abc import Iterator
from threading import Event


def pid() -> int:
    return os.getpid()


def echo(value: object) -> object:
    return value


def how_many(values: list[object]) -> int:
    return len(values)


def count(to: int) -> Iterator[int]:
    yield from range(to)


def hang() -> None:
    Event().wait()


def toil(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def tell_and_hang() -> Iterator[int]:
    yield os.getpid()
    hang()


def tell_and_toil() -> Iterator[int]:
    """Never ends, and never waits either."""
    yield os.getpid()
    while True:
        pass


def tell_and_chatter() -> Iterator[object]:
    """Writes more than anybody reads."""
    yield os.getpid()
    while True:
        yield bytes(100_000)


def fail() -> None:
    raise ValueError("the bar\nis bent")


class Speechless(Exception):
    """Can be neither printed nor carried to another process."""

    def __init__(self) -> None:
        super().__init__(lambda: None)

    def __str__(self) -> str:
        raise RuntimeError


def fail_speechlessly() -> None:
    raise Speechless


def swallow_memory() -> int:
    return len(bytearray(2 << 30))


def give_what_cannot_travel() -> object:
    return lambda: None


class Misfit:
    """Leaves, but cannot arrive."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return fail, ()


def give_a_misfit() -> Misfit:
    return Misfit()


def print_something() -> str:
    print("printed by mistake")
    return "done"


def leave() -> None:
    raise SystemExit(3)
