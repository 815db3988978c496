"""Times as lifters type them: `45 s`, `1:15`, `1 min 5 s`, `1.5 min`, `90 сек`; each becomes so many seconds, `75s`.

Pure text, as `commas` is: what a bare number means is decided in `notation`.
"""

import re
from decimal import Decimal

_END = r"(?![^\W\d_xх])"  # no letter goes on after it, but an x may
_SECONDS = rf'(?:s(?:ec(?:ond)?s?)?{_END}|сек\w*|с{_END}|"|″|′′|\'\')'
_MINUTES = rf"(?:m(?:in(?:ute)?s?)?{_END}|мин\w*|'|′)"
_TIME = re.compile(
    rf"(?<![\d.,:])(?:"
    rf"(?P<clock>\d{{1,2}}):(?P<after>[0-5]\d)(?!\d)(?:\s*(?:{_MINUTES}|{_SECONDS}))?"
    rf"|(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,2}})?)\s*{_MINUTES}"
    rf"(?:\s*(?:and\s*)?(?P<rest>[0-5]?\d)\s*(?:{_SECONDS}|(?=\s*\Z)))?"
    rf"|(?P<seconds>\d{{1,4}})\s*{_SECONDS}"
    rf")"
)


def in_seconds(line: str) -> str:
    """The line with every time in it as seconds."""
    return _TIME.sub(lambda found: f" {_seconds(found)}s ", line)


def _seconds(found: re.Match[str]) -> int:
    if found["clock"]:
        return 60 * int(found["clock"]) + int(found["after"])
    if found["minutes"]:
        return int(60 * Decimal(found["minutes"].replace(",", "."))) + int(found["rest"] or 0)
    return int(found["seconds"])
