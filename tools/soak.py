"""The proofs at full size, one after the other: `python -m tools.soak [SCALE]`. At scale 1 they take hours.

Prints what each counted and how long it took, writes the same to data/soak.txt, and ends with exit code 1 if one of them
failed. What is proven by them, and how, is told in docs/reliability.md.
"""

import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUMMARY = ROOT / "data" / "soak.txt"
COUNTS = re.compile(r"\w[\w ]*: .*\d.*")


@dataclass(frozen=True, slots=True)
class Proof:
    """`sizes` are scaled, and never fall below 1; `settings` are not."""

    name: str
    words: tuple[str, ...]
    sizes: dict[str, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


def tests(*words: str) -> tuple[str, ...]:
    return ("-m", "pytest", "-q", "-s", *words)


PROOFS = (
    Proof("mutations", ("-m", "tools.mutations")),
    Proof("crash at every point", tests("tests/journeys/test_crashes.py"), {"SPOTTER_SEEDS": 20}),
    Proof("random kills", tests("tests/journeys/test_kills.py"), {"SPOTTER_KILLS": 1000}, {"SPOTTER_READY": "2"}),
    Proof("faults", tests("tests/journeys/test_faults.py"), {"SPOTTER_UPDATES": 50_000}),
    Proof("stateful", tests("tests/coach/test_stateful.py"), {"SPOTTER_EXAMPLES": 5000}, {"SPOTTER_STEPS": "60"}),
    Proof("simulated year", tests("tests/year"), {"SPOTTER_LIFTERS": 5000}),
    Proof("simulated half year", tests("tests/half_year"), {"SPOTTER_LIFTERS": 1000}),
    Proof("fuzz", tests("tests/coach/test_fuzz.py"), {"SPOTTER_FUZZ": 500_000}),
    Proof("storage faults", tests("tests/store/test_storage_faults.py"), {"SPOTTER_SEEDS": 100}),
)


def proved(proof: Proof, scale: float) -> tuple[bool, str]:
    """Whether it went well, and what there is to say about it."""
    sizes = {name: str(max(round(size * scale), 1)) for name, size in proof.sizes.items()}
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, *proof.words],
        cwd=ROOT,
        env={**os.environ, **sizes, **proof.settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    lines = ran.stdout.splitlines()
    told = lines if ran.returncode else [line for line in lines if COUNTS.fullmatch(line)] or lines[-1:]
    asked = " ".join(f"{name}={value}" for name, value in {**sizes, **proof.settings}.items())
    head = f"{'ok' if ran.returncode == 0 else 'FAILED'}  {proof.name}  {minutes}:{seconds:02} min  {asked}".rstrip()
    return ran.returncode == 0, "\n".join([head, *(f"    {line}" for line in told)])


def main(words: list[str]) -> int:
    try:
        scale = float(words[0]) if words else 1.0
    except ValueError:
        scale = 0.0
    if not 0 < scale <= 100:
        print(f"SCALE: {words[0]!r} cannot be used; a number such as 0.1 is needed", file=sys.stderr)
        return 2
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, scale {scale:g}, {machine}"
    SUMMARY.parent.mkdir(exist_ok=True)
    SUMMARY.write_text(f"{head}\n", encoding="utf-8")
    print(head, flush=True)
    all_well = True
    for proof in PROOFS:
        well, told = proved(proof, scale)
        all_well = all_well and well
        print(told, flush=True)
        with SUMMARY.open("a", encoding="utf-8") as summary:
            summary.write(f"{told}\n")
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
