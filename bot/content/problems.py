"""What may be wrong with content, as values: a place, a sentence, and the nearest name that was perhaps meant.

Nothing here reads a file or knows what an exercise is. `Wrong` is how a reader of one value gives up on that value; it is
always caught within this room, so nothing raises beyond it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.training.plan import Place

_LONGEST_QUOTE = 60
_SHORT_CHOICE = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author has to mend, and where it stands."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Wrong(Exception):
    """A value cannot be read as what its field asks for."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, then line, then column, each once."""
    return tuple(sorted(set(problems), key=_order))


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.place.file, problem.place.line, problem.place.column, problem.message


def format_problems(problems: Iterable[Problem]) -> str:
    """The lines that an author reads, the same from the check and from a refused start."""
    return "\n".join(str(problem) for problem in problems)


def quoted(word: str) -> str:
    """A word as a message shows it: in quotes, not endless, and harmless in a terminal."""
    short = word if len(word) <= _LONGEST_QUOTE else word[: _LONGEST_QUOTE - 1] + "…"
    return "'" + printable(short) + "'"


def printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that was perhaps meant, whatever the capitals."""
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word[:_LONGEST_QUOTE].casefold(), names, n=1)
    return names[near[0]] if near else None


def no_such(kind: str, word: str, known: Collection[str]) -> str:
    """ "no exercise 'bench-pres'; did you mean 'bench-press'?", or the whole choice where it is short."""
    meant = nearest(word, known)
    if meant is not None:
        return f"no {kind} {quoted(word)}; did you mean {quoted(meant)}?"
    if 0 < len(known) <= _SHORT_CHOICE:
        return f"no {kind} {quoted(word)}; there is {', '.join(quoted(name) for name in sorted(known))}"
    return f"no {kind} {quoted(word)}"
