"""Words that a spreadsheet would take for a formula: an apostrophe before them tells it otherwise, and is none of theirs.

Whatever is written so is read back as it was.
"""

_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_OVERLOOKED = " '\u200c\u200d"  # before it


def defused(words: str) -> str:
    return f"'{words}" if _is_formula(words) else words


def as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(words: str) -> bool:
    return words.lstrip(_OVERLOOKED).startswith(_BEGINS)
