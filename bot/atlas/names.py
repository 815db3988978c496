"""Names as people write them: what counts as the same, and what is nearly the same. No geography here."""

import re
import unicodedata

_ODD_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    **dict.fromkeys("'’‘ʼʻ`´", None),
})  # fmt: skip
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """Without case, accents and punctuation: `São-Paulo` and `sao paulo` are one."""
    if not name.isascii():
        name = "".join(filter(_is_no_accent, unicodedata.normalize("NFKD", name)))
    return _BETWEEN_WORDS.sub(" ", name.casefold().translate(_ODD_LETTERS)).strip()


def _is_no_accent(letter: str) -> bool:
    return unicodedata.combining(letter) == 0


def slips_allowed(name: str) -> int:
    """How many slips of the finger a name of this length may hold and still be told from others."""
    return 0 if len(name) < 3 else 1 if len(name) < 6 else 2


def slips(one: str, other: str, most: int) -> int | None:
    """How many letters were dropped, added, mistaken or swapped between the two; None if more than `most`."""
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, opposite in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and opposite == one[i - 2]:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
