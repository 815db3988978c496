"""The other end of the workshop: the process in which things are worked out. `python -m bot.workbench`, and only the workshop
starts it.

It takes orders from its input and writes results to its output, one after the other, and it ends as soon as its input does,
whatever it is doing: so it outlives nobody. It loads nothing that an order does not ask for.
"""

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, BinaryIO

LENGTH = 8  # bytes before each pickle that say how long it is
MOST_MEMORY = 1024 * 1024 * 1024  # bytes of addresses; what is in use is far less
KINDNESS = 5  # how far it steps back from those who answer taps
LONGEST_REASON = 300  # characters

Orders = queue.Queue[bytes]


def frame(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(LENGTH) + body


def work(order: bytes) -> Iterator[bytes]:
    """What one order gives, as frames: its values, and then that it ended, or why it failed."""
    try:
        function, args, kwargs = pickle.loads(order)
        for value in function(*args, **kwargs):
            yield frame(("value", value))
        yield frame(("end", None))
    except MemoryError:
        yield frame(("failed", "it wanted too much memory"))
    except Exception as error:
        yield frame(("failed", reason(error)))


def once(function: Callable[..., Any], args: Any, kwargs: Any) -> Iterator[Any]:
    """A single value, given the way several are."""
    yield function(*args, **kwargs)


def reason(error: Exception) -> str:
    """One line, whatever the exception has to say."""
    try:
        said = " ".join(str(error).split())
    except Exception:
        said = ""
    return f"{type(error).__name__}: {said}"[:LONGEST_REASON] if said else type(error).__name__


def _listen(pipe: BinaryIO, orders: Orders) -> None:
    while len(head := pipe.read(LENGTH)) == LENGTH:
        orders.put(pipe.read(int.from_bytes(head)))
    os._exit(0)  # whoever asked is gone; nothing here needs to be put away


def _be_modest() -> None:
    """Taps come first at the processor, and memory has a limit, where the machine knows of such."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this in its own time
    if sys.platform != "win32":
        import resource

        os.nice(KINDNESS)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by mistake is no result
    _be_modest()
    orders: Orders = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    with suppress(BrokenPipeError):
        while True:
            for result in work(orders.get()):
                results.write(result)
                results.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
