"""Commas as lifters type them: `82,5` is one number, `10,9` are two, and only the rest of the line can tell which.

Pure text: each way to read the commas of a line, with how odd it is. Which one is meant is decided in `notation`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

MOST_READ_BOTH_WAYS = 4  # commas; a line with more of them is a list
FINEST = Decimal("0.25")  # what plates and stacks come in: 80.9 is hardly a load
UNLIKELY = 1.0
BARE = 0.66  # a comma beside no x and no unit: a bit likelier a decimal one than a set of half the repetitions, 0.69
_LONE = re.compile(r"(?<![\d.,])(\d{1,5}),(\d{1,3})(?![.,]?\d)")  # between digits, and not one of several: `10,10,9`
_EFFORT = re.compile(r"(@\s*(?:rpe\s*)?\d{1,2}),5(?!\d)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A line in which each comma left is a gap; `odd` adds up what speaks against having read it so."""

    line: str
    odd: float


def spellings(line: str, unit: str) -> Iterator[Spelling]:
    """Every way to read the commas of a line; `unit` is a pattern for those units next to which a comma is a decimal one."""
    line = _EFFORT.sub(r"\1.5", line)
    line = re.sub(rf"(?<![\d.,])(\d{{1,5}}),(\d{{1,3}})(?=\s*(?:{unit}))", r"\1.\2", line)
    line = re.sub(r"([+\-−–]\s*\d{1,5}),(\d{1,3})(?![.,]?\d)", r"\1.\2", line)
    found = list(_LONE.finditer(line))
    if len(found) > MOST_READ_BOTH_WAYS:
        yield Spelling(line, 0.0)
        return
    for points in product((True, False), repeat=len(found)):
        spelt, odd = line, 0.0
        for comma, is_point in zip(found, points, strict=True):
            odd += _as_point(comma) if is_point else _as_gap(comma)
            at = comma.end(1)
            spelt = spelt[:at] + ("." if is_point else ",") + spelt[at + 1 :]
        yield Spelling(spelt, odd)


def _as_point(comma: re.Match[str]) -> float:
    odd = UNLIKELY if Decimal(f"0.{comma[2]}") % FINEST else 0.0
    return odd if _x_before(comma) or _x_after(comma) else odd + BARE


def _as_gap(comma: re.Match[str]) -> float:
    return UNLIKELY if _x_after(comma) else 0.0


def _x_before(comma: re.Match[str]) -> bool:
    return re.search(r"[x×х*]\s*\Z", comma.string[: comma.start()]) is not None


def _x_after(comma: re.Match[str]) -> bool:
    return re.match(r"\s*[x×х*]", comma.string[comma.end() :]) is not None
