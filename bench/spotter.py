"""Spotter as an operator runs it, with an instrument fitted: `python -m bench.spotter INSTRUMENT FILE`.

`profile` keeps what cProfile saw of each thread in FILE.0, FILE.1 and so on, the event loop's first, which is watched from
the moment of SIGUSR1 on. Nothing of the bot is changed.
"""

import cProfile
import signal
import sys
import threading
from itertools import count
from pathlib import Path

from bot.__main__ import main as spotter


def profiled(file: Path) -> int:
    profiles = [cProfile.Profile()]

    def begin_thread(*_: object) -> None:
        profiles.append(cProfile.Profile())
        profiles[-1].enable()

    threading.setprofile(begin_thread)
    signal.signal(signal.SIGUSR1, lambda *_: profiles[0].enable())
    try:
        return spotter(["run"])
    finally:
        profiles[0].disable()
        for number, profile in zip(count(), profiles):
            if profile.getstats():
                profile.dump_stats(f"{file}.{number}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["profile", file]:
            sys.exit(profiled(Path(file)))
        case _:
            sys.exit("python -m bench.spotter profile FILE")
