"""The authors' guide is true: its examples load, and it knows every field and every message."""

import ast
import re
import shutil
from pathlib import Path

import pytest

from bot.content import check, exercises, programs, workouts
from bot.content.prose import REQUIRED_SECTIONS
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle
from tests.content.broken import CASES

HOUSE = Path(__file__).parents[2]
GUIDE = (HOUSE / "docs/authoring.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^`content/(.*?\.md)`:\n\n```markdown\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
SPEAKERS = {"add", "Wrong", "Problem", "_NotReadable"}
MESSAGES = re.findall(r"^\| `(.*?)` \|", GUIDE[GUIDE.index("## What the check may say") :], re.MULTILINE)


def messages_in_the_code() -> list[str]:
    """Every message that the loader can give, as a pattern: whatever it adds, raises or returns as a sentence."""
    found = []
    for path in sorted((HOUSE / "bot/content").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [pattern(sentence) for sentence in sentences(node)]
    return sorted({text for text in found if text.count(r"\ ") >= 2})


def sentences(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SPEAKERS:
        return node.args[-1:]
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and ast.unparse(node.elts[0]).startswith("re.compile"):
        return node.elts[1:]
    return [node.value] if isinstance(node, ast.Return) and node.value else []


def pattern(sentence: ast.expr) -> str:
    match sentence:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(pattern(part) for part in parts)
        case ast.BinOp(left=left, right=right):
            return pattern(left) + pattern(right)
    return ".*"


PATTERNS = messages_in_the_code()
SAID = [line.split(": ", 1)[1] for case in CASES for line in case.says]
TESTS = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))


def test_its_examples_load_beside_the_real_content(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "content", tmp_path, dirs_exist_ok=True)
    for name, text in EXAMPLES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {name.split("/")[0] for name, _ in EXAMPLES} == {"exercises", "workouts", "programs"}
    text, code = check(tmp_path)
    assert (text.split(":")[0], code) == ("All is well", 0)


@pytest.mark.parametrize(
    "field",
    [
        *exercises.REQUIRED,
        *exercises.OPTIONAL,
        *workouts.REQUIRED,
        *workouts.OPTIONAL,
        *workouts.FOLLOW_UP,
        *programs.REQUIRED,
    ],
)
def test_it_explains_every_field(field: str) -> None:
    assert f"`{field}`" in GUIDE


@pytest.mark.parametrize(
    "words", [Condition, Counting, Equipment, LumbarLoad, Muscle, REQUIRED_SECTIONS, workouts.HEADINGS]
)
def test_it_lists_every_word_of_the_vocabulary(words: list[str]) -> None:
    assert [word for word in words if word not in GUIDE] == []


def test_the_code_gives_many_messages() -> None:
    assert len(PATTERNS) > 80


def test_it_explains_every_message() -> None:
    assert [text for text in PATTERNS if not any(re.fullmatch(text, line) for line in MESSAGES)] == []


def test_every_message_has_its_broken_file() -> None:
    unsaid = [text for text in PATTERNS if not any(re.fullmatch(text, line) for line in SAID)]
    assert [text for text in unsaid if not re.search(text, TESTS)] == []


def test_it_explains_no_message_that_is_gone() -> None:
    assert [line for line in MESSAGES if not any(re.fullmatch(text, line) for text in PATTERNS)] == []
