"""A content file as lines of clean text, and the words in it, each with its place.

`Page` collects the problems of its file; a page with problems yields no exercise, workout or program. Nothing here knows what
a page is about or where it came from.
"""

import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.content.problems import Problem, Wrong, printable
from bot.training.plan import Place

T = TypeVar("T")

MOST_PROBLEMS = 100

_JOINERS = "\u200c\u200d"  # within emoji, and between letters of some scripts
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and the place of its first character; `literal` if it stands in the file just so."""

    text: str
    place: Place
    literal: bool = True

    def at(self, offset: int) -> Place:
        """The place of the character at `offset`; where quotes or folding moved the text, that of the whole."""
        if not self.literal:
            return self.place
        return Place(self.place.file, self.place.line, self.place.column + offset)

    def split(self) -> tuple["Word", "Word"]:
        """The first of several words, and the rest."""
        space = (self.text + " ").index(" ")
        return self.part(0, space), self.part(space, len(self.text))

    def part(self, start: int, end: int) -> "Word":
        """The piece between two offsets, without the spaces around it."""
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        return Word(piece.strip(), self.at(start + lead), self.literal)


@dataclass(frozen=True, slots=True)
class Page:
    """One file: its name within the content folder, its id, its lines, and what is wrong with it."""

    file: str
    id: str
    lines: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def end(self) -> Place:
        """The last line with text: where something that is missing could stand."""
        return self.place(max((n for n, line in enumerate(self.lines, 1) if line.strip()), default=1))

    def place(self, line: int = 1, column: int = 1) -> Place:
        return Place(self.file, line, column)

    def add(self, place: Place, message: str) -> None:
        """Takes note of a problem; a file that is no content at all must not fill the log with thousands."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(place, message))
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(place, f"more than {MOST_PROBLEMS} problems; the rest is not listed"))

    def word(self, line: int) -> Word:
        """A whole line, counted from 1."""
        return Word(self.lines[line - 1], self.place(line))

    def attempt(self, read: Callable[[Word], T], word: Word) -> T | None:
        """What `read` makes of the word; None, and a problem more, if it cannot."""
        try:
            return read(word)
        except Wrong as wrong:
            self.add(wrong.problem.place, wrong.problem.message)
            return None


def page_of(file: str, page_id: str, data: bytes) -> Page:
    """The page that these bytes are; it has problems if they are no clean UTF-8 text."""
    page = Page(file, page_id)
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        place = page.place(len(before), len(before[-1]) + 1)
        page.add(place, f"not UTF-8 text: byte 0x{data[error.start]:02x}; save the file as UTF-8")
        return page
    lines = tuple(text.replace("\r\n", "\n").split("\n"))
    return Page(file, page_id, tuple(_cleaned(page, n, line) for n, line in enumerate(lines, 1)), page.problems)


def _cleaned(page: Page, number: int, line: str) -> str:
    """The line with a space for every character that nobody can see; the first of them is a problem."""
    if line.isprintable():
        return line
    unseen = [column for column, char in enumerate(line, 1) if is_unseen(char)]
    if not unseen:
        return line
    page.add(page.place(number, unseen[0]), _unseen_message(line[unseen[0] - 1]))
    return "".join(" " if is_unseen(char) else char for char in line)


def is_unseen(char: str) -> bool:
    """A control character, a mark that turns the writing direction, or half a character: nothing an author types."""
    if char in "\ufffe\uffff":
        return True
    return unicodedata.category(char) in _UNSEEN and char not in _JOINERS


def _unseen_message(char: str) -> str:
    if char == "\t":
        return "a tab; use spaces"
    return f"a character that cannot be seen ({printable(char)}); delete it"
