"""What is logged: in both forms, and never a secret, however it is written."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import Blotter, set_up

ROOT = Path(__file__).parent.parent
SECRETS = ("123:canary-half", "canary-half", "pässword'\"with\\all /of+it%")
WRITTEN = (
    "123:canary-half",
    "https://api/bot123%3Acanary-half/getMe",
    "canary-half",
    "bad request: CANARY-half",
    "pässword'\"with\\all /of+it%",
    "p%C3%A4ssword%27%22with%5Call%20%2Fof%2Bit%25",
    "p%C3%A4ssword%27%22with%5Call+%2Fof%2Bit%25",
    repr(SECRETS[2]),
    "pässword'\\\"with\\\\all /of+it%",
    "p\\u00e4ssword'\\\"with\\\\all /of+it%",
)


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(False)
    root.handlers, sys.excepthook = handlers, hook
    root.setLevel(level)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_secret_is_blotted_out_however_it_is_written(written: str) -> None:
    line = Blotter(SECRETS)(f"before {written} after")
    assert line.startswith("before ") and line.endswith(" after") and "***" in line
    assert "canary" not in line.lower() and "ssword" not in line


def test_no_secret_is_no_blot() -> None:
    assert Blotter(("",))("as it is") == "as it is"


@pytest.mark.parametrize("form", ["text", "json"])
def test_lines_arguments_and_tracebacks_are_without_secrets(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up("DEBUG", form, SECRETS)
    try:
        raise ValueError(SECRETS[2])
    except ValueError:
        logging.getLogger("bot.chat").exception("%s and %r", SECRETS[0], {"word": SECRETS[2]})
    said = capsys.readouterr().err
    assert "bot.chat" in said and "ValueError" in said and said.count("***") >= 3
    assert "canary" not in said and "ssword" not in said


@pytest.mark.parametrize("end", ["raise ValueError('canary-half')", "import warnings; warnings.warn('canary-half')"])
def test_what_nobody_caught_is_without_secrets(end: str) -> None:
    script = f"from bot.logs import set_up; set_up('INFO', 'text', ('canary-half',)); {end}"
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "***" in ended.stderr and "canary" not in ended.stderr.replace(end, "")
