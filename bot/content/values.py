"""Readers of one word each: a name, a number range, a rest, a load step, a word of the vocabulary.

A reader returns its value or raises `Wrong` at the very characters that are wrong. The bounds of what is sane stand here.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from bot.content.pages import Word
from bot.content.problems import Wrong, no_such, quoted
from bot.training.plan import Step

T = TypeVar("T")

LONGEST_NAME = 40
LONGEST_SENTENCE = 200
LONGEST_REST = timedelta(minutes=15)

_REST = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_SPAN = re.compile(r"([0-9]{1,6})(?: ?[-–] ?([0-9]{1,6}))?")
_AMOUNT = r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"
_STEP = re.compile(rf"{_AMOUNT} ?kg ?/ ?{_AMOUNT} ?lb")


def name(word: Word) -> str:
    """What lifters read on a card or a button."""
    if len(word.text) > LONGEST_NAME:
        raise Wrong(word.at(LONGEST_NAME), f"a name has at most {LONGEST_NAME} characters, this one {len(word.text)}")
    return word.text


def sentence(word: Word) -> str:
    if len(word.text) > LONGEST_SENTENCE:
        raise Wrong(word.at(LONGEST_SENTENCE), f"at most {LONGEST_SENTENCE} characters, this is {len(word.text)}")
    return word.text


def choice(kind: str, vocabulary: Mapping[str, T]) -> Callable[[Word], T]:
    """A reader of the vocabulary's words, in capitals or not, with × for x and − for -."""

    def read(word: Word) -> T:
        meant = word.text.casefold().replace("×", "x").replace("−", "-")
        if meant not in vocabulary:
            raise Wrong(word.place, no_such(kind, word.text, vocabulary))
        return vocabulary[meant]

    return read


def pointer(kind: str, known: Collection[str]) -> Callable[[Word], str]:
    """A reader of the ids of one kind of file."""

    def read(word: Word) -> str:
        if word.text not in known:
            raise Wrong(word.place, no_such(kind, word.text, known))
        return word.text

    return read


def span(what: str, least: int, most: int) -> Callable[[Word], tuple[int, int]]:
    """A reader of '8' or '8-12' within bounds."""

    def read(word: Word) -> tuple[int, int]:
        match = _SPAN.fullmatch(word.text)
        if not match:
            raise Wrong(
                word.place,
                f"{quoted(word.text)} is no number or range of {what}, like '{least}' or '{least}-{most}'",
            )
        ends = [(match.start(group), int(match[group])) for group in (1, 2) if match[group]]
        return _within(word, what, least, most, ends)

    return read


def clock_span(what: str, least: int, most: int) -> Callable[[Word], tuple[int, int]]:
    """A reader of '0:45' or '0:45-1:30' as seconds within bounds; the word is known to be of that form."""

    def read(word: Word) -> tuple[int, int]:
        ends = [(clock.start(), 60 * int(clock[1]) + int(clock[2])) for clock in _REST.finditer(word.text)]
        return _within(word, what, least, most, ends)

    return read


def _within(word: Word, what: str, least: int, most: int, ends: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The one or two ends of a range, each given with its offset in the word."""
    for offset, number in ends:
        if not least <= number <= most:
            raise Wrong(word.at(offset), f"{what} go from {least} to {most}, not {number}")
    low, high = ends[0][1], ends[-1][1]
    if low > high:
        raise Wrong(word.place, f"{quoted(word.text)} runs backwards: write the smaller number first")
    return low, high


def whole(what: str, least: int, most: int) -> Callable[[Word], int]:
    """A reader of one whole number within bounds."""

    def read(word: Word) -> int:
        low, high = span(what, least, most)(word)
        if low != high or not word.text.isdecimal():
            raise Wrong(word.place, f"{quoted(word.text)} is a range; {what} are one number here")
        return low

    return read


def true_or_false(word: Word) -> bool:
    if word.text not in ("true", "false"):
        raise Wrong(word.place, f"{quoted(word.text)} is neither 'true' nor 'false'")
    return word.text == "true"


def rest(word: Word) -> timedelta:
    """Minutes and seconds, as lifters say them: 1:30."""
    match = _REST.fullmatch(word.text)
    if not match:
        raise Wrong(word.place, f"{quoted(word.text)} is no rest in minutes and seconds, like '1:30'")
    length = timedelta(minutes=int(match[1]), seconds=int(match[2]))
    if length > LONGEST_REST:
        raise Wrong(word.place, f"a rest is at most 15:00, not {word.text}")
    return length


def step(word: Word) -> Step:
    """The smallest change of load in both units: 2.5 kg / 5 lb."""
    match = _STEP.fullmatch(word.text)
    if not match:
        raise Wrong(word.place, f"{quoted(word.text)} is no load step in both units, like '2.5 kg / 5 lb'")
    for group in (1, 2):
        if not Decimal(match[group]):
            raise Wrong(word.at(match.start(group)), "a load step is more than zero")
    return Step(Decimal(match[1]), Decimal(match[2]))
